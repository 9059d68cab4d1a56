from __future__ import annotations

from typing import Any

import networkx

from pactgraph.views.lines import is_two_mode, lines_of, neighbours, shared_by, strengths


def test_arcs_there_and_back_become_one_tie_with_the_claims_of_both(countries: Any) -> None:
    ties = {(tie.source[-3:], tie.target[-3:]): tie for tie in lines_of(countries)}
    assert {ends: tie.direction for ends, tie in ties.items()} == {
        ("ALA", "BOR"): "both",
        ("ALA", "CHA"): "forward",
        ("BOR", "CHA"): "forward",
    }
    mutual = ties["ALA", "BOR"]
    assert (mutual.weight_there, mutual.weight_back, mutual.tie.weight) == (1.5, 1.0, 1.5)
    assert (mutual.tie.count, mutual.tie.years, len(mutual.tie.claims)) == (2, (2012, 2015), 3)


def test_a_mutual_tie_is_as_firm_as_its_firmer_arc() -> None:
    graph = networkx.DiGraph()
    graph.add_edge("a", "b", modality="recommended", claims=[], years=[])
    graph.add_edge("b", "a", modality="reported", claims=[], years=[])
    assert lines_of(graph)[0].tie.modality == "reported"


def test_joining_arcs_leaves_the_network_as_it_was(countries: Any) -> None:
    before = {edge: dict(countries.edges[edge]) for edge in countries.edges}
    lines_of(countries)
    assert {edge: dict(countries.edges[edge]) for edge in countries.edges} == before


def test_a_loop_is_one_tie() -> None:
    graph = networkx.DiGraph([("a", "a")])
    assert [(tie.source, tie.target, tie.direction) for tie in lines_of(graph)] == [("a", "a", "forward")]
    assert neighbours(graph) == {"a": 0}


def test_arcs_with_keys_keep_a_tie_each() -> None:
    graph = networkx.MultiDiGraph([("a", "b", "x"), ("b", "a", "x"), ("a", "b", "y")])
    assert [tie.id for tie in lines_of(graph)] == ["a|b|x", "a|b|y", "b|a|x"]


def test_identifiers_do_not_depend_on_the_order_of_the_ends(graph: Any) -> None:
    turned = networkx.MultiGraph()
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    for one, other, key, data in reversed(list(graph.edges(keys=True, data=True))):
        turned.add_edge(other, one, key=key, **data)
    assert [tie.id for tie in lines_of(turned)] == [tie.id for tie in lines_of(graph)]


def test_in_two_modes_ties_lead_from_the_initiative_without_direction(graph: Any) -> None:
    assert is_two_mode(graph)
    assert {graph.nodes[tie.source]["mode"] for tie in lines_of(graph)} == {"initiative"}
    assert {tie.direction for tie in lines_of(graph)} == {""}


def test_a_network_of_countries_has_not_two_modes(countries: Any) -> None:
    assert not is_two_mode(countries)


def test_neighbours_are_counted_once_and_strengths_summed(countries: Any) -> None:
    assert {node[-3:]: number for node, number in neighbours(countries).items()} == {
        "ALA": 2, "BOR": 2, "CHA": 2, "DOM": 0,
    }  # fmt: skip
    assert {node[-3:]: value for node, value in strengths(countries).items()} == {
        "ALA": 3.0, "BOR": 2.75, "CHA": 0.75, "DOM": 0.0,
    }  # fmt: skip


def test_what_is_shared_is_named_or_else_shortened(countries: Any) -> None:
    tie = lines_of(countries)[0]
    assert shared_by(countries, tie.tie) == ["Trade accord", "Sea cable"]
    del countries.graph["things"]
    assert shared_by(countries, tie.tie) == ["agreement:trade", "project:cable"]
