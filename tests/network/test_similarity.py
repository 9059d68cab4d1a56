"""Structural equivalence and scores of untied pairs, by hand and against networkx."""

from __future__ import annotations

import networkx as nx
import pytest

from pactgraph.errors import ParameterError
from pactgraph.network.similarity import NO_FORECAST, link_scores, structural_equivalence, worth_of_scores

#: A and B are both tied to X and Y, A also to Z; B is tied to A.
TIES = [("A", "X", 2.0), ("A", "Y", 1.0), ("A", "Z", 1.0), ("B", "X", 1.0), ("B", "Y", 1.0), ("A", "B", 5.0)]


@pytest.fixture
def network() -> nx.Graph:
    graph = nx.Graph()
    graph.add_weighted_edges_from(TIES)
    graph.add_node("alone")
    return graph


def pair(result, one: str, other: str) -> dict:
    (row,) = [row for row in result.records() if {row["node"], row["other_node"]} == {one, other}]
    return row


def test_overlap_excludes_the_two_nodes(network):
    row = pair(structural_equivalence(network), "A", "B")
    # {X, Y} of {X, Y, Z}; weights: min 1 + 1 + 0 of max 2 + 1 + 1.
    assert (row["overlap"], row["by_weight"], row["common"]) == (pytest.approx(2 / 3), 0.5, 2)


def test_nodes_with_the_same_neighbours_come_first(network):
    rows = structural_equivalence(network).records()
    assert [(row["label"], row["other"], row["overlap"]) for row in rows[:1]] == [("X", "Y", 1.0)]
    assert [row["overlap"] for row in rows] == sorted((row["overlap"] for row in rows), reverse=True)
    assert not any("alone" in (row["node"], row["other_node"]) for row in rows)


def test_only_pairs_of_one_node_are_returned_where_it_is_named(network):
    rows = structural_equivalence(network, "Z").records()
    assert rows and all("Z" in (row["node"], row["other_node"]) for row in rows)
    with pytest.raises(ParameterError, match="not in this network"):
        structural_equivalence(network, "nobody")


def test_incoming_and_outgoing_ties_are_distinct():
    graph = nx.DiGraph([("A", "X"), ("X", "B"), ("A", "Y"), ("B", "Y")])
    row = pair(structural_equivalence(graph), "A", "B")
    # Out to X, in from X, out to Y for both: only the last is shared.
    assert (row["overlap"], row["common"]) == (pytest.approx(1 / 3), 1)


def test_scores_are_those_of_networkx(network):
    result = link_scores(network)
    assert {frozenset((r["node"], r["other_node"])) for r in result.records()} == {
        frozenset(names) for names in ("XY", "XZ", "YZ", "BZ")
    }
    for row in result.records():
        ends = [(row["node"], row["other_node"])]
        for name, function in (
            ("adamic_adar", nx.adamic_adar_index),
            ("resource_allocation", nx.resource_allocation_index),
            ("preferential_attachment", nx.preferential_attachment),
        ):
            ((_, _, score),) = function(network, ends)
            assert row[name] == pytest.approx(score)
    # X and Y share A of four ties and B of three.
    assert pair(result, "X", "Y")["resource_allocation"] == pytest.approx(1 / 4 + 1 / 3)


def test_scores_note_that_they_are_not_forecasts(network):
    assert NO_FORECAST in link_scores(network).notes


def test_scores_of_two_modes_are_refused():
    graph = nx.Graph([("p", "i")])
    nx.set_node_attributes(graph, {"p": "party", "i": "initiative"}, "mode")
    for scores in (link_scores, worth_of_scores):
        with pytest.raises(ParameterError, match="two-mode"):
            scores(graph)


def test_scores_predict_ties_in_clustered_networks_and_not_in_lattices():
    circles = nx.connected_caveman_graph(8, 5)
    rows = {row["score"]: row for row in worth_of_scores(circles, rounds=30).records()}
    assert rows["adamic_adar"]["value"] > 0.9
    assert rows["adamic_adar"]["low"] <= rows["adamic_adar"]["value"] <= rows["adamic_adar"]["high"]
    # In a grid two tied nodes have no neighbour in common.
    lattice = nx.convert_node_labels_to_integers(nx.grid_2d_graph(7, 7))
    grid = {row["score"]: row["value"] for row in worth_of_scores(lattice, rounds=30).records()}
    assert grid["adamic_adar"] < 0.5


def test_the_worth_of_scores_is_the_same_for_the_same_seed():
    club = nx.karate_club_graph()
    assert worth_of_scores(club, seed=3, rounds=5) == worth_of_scores(club, seed=3, rounds=5)
    assert worth_of_scores(club, seed=3, rounds=5).rows != worth_of_scores(club, seed=4, rounds=5).rows


@pytest.mark.parametrize("graph", [nx.path_graph(4), nx.complete_graph(8), nx.empty_graph(5)])
def test_too_few_ties_to_evaluate_are_refused(graph):
    with pytest.raises(ParameterError, match="ties among"):
        worth_of_scores(graph)
