from __future__ import annotations

import itertools

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactgraph.errors import ParameterError, UnknownNameError
from pactgraph.network.backbone import backbone, backbone_table, disparity, fixed_degrees, trade
from pactgraph.network.elements import Info
from pactgraph.network.projections import project

#: The party of many: 8 of its strength of 10 goes to one of its three ties.
STAR = [("hub", "a", 8), ("hub", "b", 1), ("hub", "c", 1)]


def weighted(edges, kind=nx.Graph):
    graph = kind()
    graph.add_weighted_edges_from(edges)
    return graph


def test_the_disparity_of_a_star_is_that_of_its_hub():
    # (1 - 8/10)^2 and (1 - 1/10)^2; the outer nodes have one tie each and say nothing.
    assert disparity(weighted(STAR)) == {("hub", "a"): 0.04, ("hub", "b"): 0.81, ("hub", "c"): 0.81}


def test_the_lower_p_value_of_the_two_ends_counts():
    # At the hub (1 - 1/10)^2 = 0.81; at c, whose other tie weighs 1/9, (1 - 0.9)^1 = 0.1.
    values = disparity(weighted([*STAR, ("c", "d", 1 / 9)]))
    assert values["hub", "c"] == pytest.approx(0.1)


def test_arcs_are_tested_among_outgoing_and_incoming_arcs():
    graph = weighted([*STAR, ("x", "a", 2)], nx.DiGraph)
    values = disparity(graph)
    # From the hub (1 - 8/10)^2; into a, which gets 8 of 10, (1 - 8/10)^1.
    assert values["hub", "a"] == 0.04
    assert values["x", "a"] == pytest.approx(0.8)


def test_the_formula_is_the_integral_that_defines_it():
    strength, degree, weight = 12.5, 5, 4.0
    density = lambda share: (degree - 1) * (1 - share) ** (degree - 2)  # noqa: E731
    first, step = weight / strength, (1 - weight / strength) / 10_000
    tail = step * sum(density(first + step * (number + 0.5)) for number in range(10_000))
    edges = [("hub", "a", weight), *(("hub", node, (strength - weight) / 4) for node in "bcde")]
    assert disparity(weighted(edges))["hub", "a"] == pytest.approx(tail)


def shared_in_all_tables(sizes, degrees, one, other, count):
    """The share of all tables with given margins in which two rows share so much."""
    rows = [list(itertools.combinations(range(len(degrees)), size)) for size in sizes]
    tables = [
        table
        for table in itertools.product(*rows)
        if all(sum(place in row for row in table) == number for place, number in enumerate(degrees))
    ]
    return sum(len({*table[one]} & {*table[other]}) >= count for table in tables) / len(tables)


def test_fixed_degree_samples_are_uniform():
    memberships = {"a": "wxy", "b": "wx", "c": "yz", "d": "z"}
    graph = nx.Graph()
    for node, held in memberships.items():
        graph.add_node(node, memberships=list(held))
    graph.add_edge("a", "b", weight=2.0, count=2)
    graph.add_edge("c", "d", weight=1.0, count=1)
    exact = [shared_in_all_tables((3, 2, 2, 1), (2, 2, 2, 2), *pair) for pair in ((0, 1, 2), (2, 3, 1))]
    found = fixed_degrees(graph, samples=4000, seed=1)
    assert [found["a", "b"], found["c", "d"]] == pytest.approx(exact, abs=0.03)
    assert fixed_degrees(graph, samples=50, seed=7) == fixed_degrees(graph, samples=50, seed=7)


@given(st.lists(st.sets(st.integers(0, 8)), max_size=7), st.randoms(use_true_random=False))
def test_trades_preserve_sizes_and_occurrences(sets, draw):
    sizes, members = [*map(len, sets)], sorted(itertools.chain(*sets))
    trade(sets, 20, draw)
    assert [*map(len, sets)] == sizes
    assert sorted(itertools.chain(*sets)) == members


def test_a_backbone_keeps_nodes_and_counts_removed_ties(held):
    graph = project(held, "party-party")
    found = backbone(graph, alpha=0.4)
    assert set(found) == set(graph)
    assert found.number_of_edges() < graph.number_of_edges()
    assert all(p < 0.4 for *_, p in found.edges(data="p"))
    dropped = graph.number_of_edges() - found.number_of_edges()
    assert Info.of(found).left_out["ties that are no heavier than chance"] == dropped
    assert "p < 0.4 by disparity filter" in Info.of(found).rule[-1]
    assert "p" not in next(iter(graph.edges(data=True)))[2]


def test_the_table_is_sorted_by_p_value_and_counts_kept_ties(held):
    result = backbone_table(project(held, "party-party"), "fdsm", samples=99, seed=3)
    values = result.column("p")
    assert values == sorted(values)
    assert min(values) >= 1 / 100
    assert (result.about["samples"], result.about["seed"]) == (99, 3)
    assert result.notes[0] == f"{result.column('kept').count('yes')} of 9 ties have p < 0.05."


def test_a_network_without_weights_has_no_backbone(held):
    with pytest.raises(ParameterError, match="a backbone of two-mode"):
        backbone(project(held))
    with pytest.raises(ParameterError, match="the level 5"):
        backbone(project(held, "party-party"), alpha=5)
    with pytest.raises(UnknownNameError) as caught:
        backbone_table(project(held, "party-party"), "fsdm")
    assert caught.value.mend == "did you mean fdsm?"


def test_the_tie_of_china_and_russia_is_significant(whole):
    graph = backbone(project(whole, "country-country"))
    assert [{graph.nodes[node]["label"] for node in tie} for tie in graph.edges] == [{"China", "Russia"}]
