from __future__ import annotations

from typing import Any

import networkx
import pytest

from pactgraph.errors import UnknownNameError
from pactgraph.views.thinning import MOST_NODES, MOST_TIES, thinned


def weighted(nodes: int) -> Any:
    """A ring of light ties, in which every tenth node has one heavy tie."""
    graph = networkx.cycle_graph([f"n{number:05}" for number in range(nodes)])
    networkx.set_edge_attributes(graph, 0.1, "weight")
    for number in range(0, nodes - 5, 10):
        graph.add_edge(f"n{number:05}", f"n{number + 5:05}", weight=9.0)
    return graph


def test_a_network_within_the_limits_is_drawn_as_it_is() -> None:
    graph = weighted(100)
    assert thinned(graph) == (graph, "")


def test_a_network_to_be_shown_whole_is_drawn_as_it_is() -> None:
    graph = weighted(MOST_NODES + 1)
    assert thinned(graph, "whole") == (graph, "")


def test_isolated_nodes_go_first_and_all_ties_stay() -> None:
    graph = weighted(100)
    graph.add_nodes_from(f"alone {number}" for number in range(MOST_NODES))
    drawn, said = thinned(graph, "ties")
    assert list(drawn.edges) == list(graph.edges) and len(drawn) == 100
    assert "100 things and 110 ties are drawn, without the things that have no tie." in said
    assert said.endswith("pactgraph view with --large backbone or --large whole.")


def test_the_backbone_keeps_what_is_heavier_than_chance() -> None:
    graph = weighted(2000)
    drawn, said = thinned(graph)
    assert {data["weight"] for *_, data in drawn.edges(data=True)} == {9.0}
    assert "backbone" in said and "2,000 things and 2,200 ties" in said


def test_the_heaviest_ties_are_kept_in_their_order() -> None:
    graph = weighted(4000)
    drawn, said = thinned(graph, "ties", most_nodes=100, most_ties=40)
    assert drawn.number_of_edges() == 40 and {data["weight"] for *_, data in drawn.edges(data=True)} == {9.0}
    assert list(drawn) == [node for node in graph if node in drawn]
    assert "80 things and 40 ties are drawn, those of the heaviest ties." in said


def test_ties_without_weight_are_kept_by_how_tied_their_ends_are() -> None:
    graph = networkx.MultiGraph(projection="two-mode")
    for number in range(MOST_TIES):
        graph.add_edge("China", f"plan {number:05}", key=f"k{number}")
    graph.add_edge("Chile", "Peru", key="pair")
    drawn, said = thinned(graph)
    assert len(drawn) == MOST_NODES and "China" in drawn and "Chile" not in drawn
    assert drawn.graph["projection"] == "two-mode" and "those of the most tied" in said


def test_the_same_network_gives_the_same_part_in_any_order() -> None:
    graph = weighted(3000)
    turned = networkx.Graph()
    turned.add_edges_from((b, a, data) for a, b, data in reversed(list(graph.edges(data=True))))
    one, other = thinned(graph, "ties")[0], thinned(turned, "ties")[0]
    assert {frozenset(edge) for edge in one.edges} == {frozenset(edge) for edge in other.edges}


def test_an_unknown_way_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError) as caught:
        thinned(weighted(3), "backbon")
    assert caught.value.mend == "did you mean backbone?"
