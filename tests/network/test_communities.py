"""Communities are found, are the same for the same seeds, and are told how sure they are."""

from __future__ import annotations

import os
import subprocess
import sys

import igraph
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactgraph.errors import ParameterError, UnknownNameError
from pactgraph.network.communities import METHODS, adjusted_rand, find_communities, mutual_information

#: Three closed circles of four, joined to a ring by one tie each, and a node without ties.
CIRCLES = nx.disjoint_union_all([nx.connected_caveman_graph(3, 4), nx.empty_graph(1)])


def figures(found) -> dict:
    return {row[0]: row[1] for row in found.summary.rows}


@pytest.mark.parametrize("method", METHODS)
def test_closed_circles_are_communities_in_every_run(method):
    found = find_communities(CIRCLES, method, runs=10)
    groups = {number: {node for node, own in found.of.items() if own == number} for number in (1, 2, 3)}
    assert groups == {1: {0, 1, 2, 3}, 2: {4, 5, 6, 7}, 3: {8, 9, 10, 11}}
    assert set(found.stability.values()) == {1.0, None}
    assert (figures(found)["adjusted Rand index"], figures(found)["different results"]) == (1.0, 1)
    # 18 ties: 5 in each circle, 3 between; each circle has a third of all ends: 15/18 - 3/9.
    assert figures(found)["modularity"] == pytest.approx(15 / 18 - 1 / 3)


@pytest.mark.parametrize("method", METHODS)
def test_an_isolated_node_belongs_to_no_community_and_comes_last(method):
    found = find_communities(CIRCLES, method, runs=3)
    assert (found.of[12], found.stability[12]) == (None, None)
    assert found.members.rows[-1] == (None, "12", "", None, "12")


@pytest.mark.parametrize("method", METHODS)
def test_where_a_ring_can_be_cut_anywhere_membership_is_unstable_and_said_to_be(method):
    found = find_communities(nx.cycle_graph(30), method, runs=20)
    assert figures(found)["adjusted Rand index"] < 0.9
    assert all(value < 1 for value in found.stability.values())
    assert figures(found)["unstable nodes"] > 0


def test_stability_is_the_mean_share_of_runs_in_which_members_are_together():
    # A ring of five has only runs of a pair and a three; each run is one of five turns of the same.
    found = find_communities(nx.cycle_graph(5), "louvain", runs=40)
    runs = [find_communities(nx.cycle_graph(5), "louvain", seed=seed, runs=1).of for seed in range(40)]
    best = found.of
    for node, value in found.stability.items():
        mates = [other for other in best if other != node and best[other] == best[node]]
        together = [sum(of[mate] == of[node] for mate in mates) / len(mates) for of in runs]
        assert value == pytest.approx(sum(together) / 40)


def test_weights_tell_which_ties_count():
    graph = nx.cycle_graph(4)
    nx.set_edge_attributes(graph, {(0, 1): 9.0, (1, 2): 1.0, (2, 3): 9.0, (0, 3): 1.0}, "weight")
    of = find_communities(graph, runs=3).of
    assert of[0] == of[1] != of[2] == of[3]


def test_the_same_seeds_give_the_same_and_the_run_that_is_shown_can_be_had_alone():
    club = nx.karate_club_graph()
    found, again = (find_communities(club, seed=7, runs=5) for _ in range(2))
    assert found == again
    best = figures(found)["seed"]
    alone = find_communities(club, seed=best, runs=1)
    assert alone.of == found.of
    assert figures(alone)["adjusted Rand index"] is None


def test_leiden_leaves_the_random_numbers_of_igraph_as_they_were():
    import random

    random.seed(5)
    expected = random.random()
    random.seed(5)
    find_communities(nx.karate_club_graph(), "leiden", runs=2)
    assert random.random() == expected


@pytest.mark.parametrize("method", METHODS)
def test_names_and_the_way_they_are_hashed_do_not_matter(method):
    program = (
        "import networkx as nx; from pactgraph.network.communities import find_communities as find;"
        "g = nx.relabel_nodes(nx.karate_club_graph(), lambda n: f'https://w3id.org/{n}');"
        f"found = find(g, {method!r}, runs=5); print(found.members.rows, found.summary.rows)"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1]


def test_resolution_decides_between_few_and_many():
    club = nx.karate_club_graph()
    sizes = [figures(find_communities(club, resolution=r, runs=3))["communities"] for r in (0.3, 1, 3)]
    assert sizes == sorted(sizes) and sizes[0] < sizes[-1]


def test_directions_are_ignored_and_their_weights_added():
    graph = nx.DiGraph([(0, 1), (1, 0), (1, 2), (2, 3), (3, 2)])
    of = find_communities(graph, runs=3).of
    assert of[0] == of[1] != of[2] == of[3]


def test_invalid_parameters_are_refused():
    with pytest.raises(ParameterError, match="without ties"):
        find_communities(nx.empty_graph(3))
    with pytest.raises(UnknownNameError) as caught:
        find_communities(nx.path_graph(3), "leuven")
    assert "louvain, leiden" in caught.value.expected
    with pytest.raises(ParameterError):
        find_communities(nx.path_graph(3), resolution=0)


PARTITIONS = st.integers(2, 12).flatmap(
    lambda size: st.tuples(*(st.lists(st.integers(0, 3), min_size=size, max_size=size) for _ in range(2)))
)


@given(PARTITIONS)
def test_agreement_is_what_igraph_computes(pair):
    one, other = pair
    # igraph does not define the index where both put all nodes together, or all apart.
    if not (len(set(one)) == len(set(other)) and len(set(one)) in (1, len(one))):
        assert adjusted_rand(one, other) == pytest.approx(
            igraph.compare_communities(one, other, "adjusted_rand")
        )
    assert mutual_information(one, other) == pytest.approx(
        igraph.compare_communities(one, other, "nmi"), abs=1e-12
    )


@given(PARTITIONS)
def test_agreement_does_not_depend_on_numbers_or_on_who_comes_first(pair):
    one, other = pair
    renumbered = [9 - number for number in other]
    for agreement in (adjusted_rand, mutual_information):
        assert agreement(one, one) == pytest.approx(1)
        assert agreement(one, other) == pytest.approx(agreement(renumbered, one), abs=1e-12)
