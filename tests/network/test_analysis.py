"""An analysis measures what its network can bear, and says what it rests on; on the small world."""

from __future__ import annotations

import networkx as nx
import pytest

from pactgraph.network.analysis import Analysis, analyse, leading_measures
from pactgraph.network.coverage import coverage, strongest_ties
from pactgraph.network.filters import EmptyNetworkError, Filters
from pactgraph.network.projections import PROJECTIONS
from pactgraph.network.scenarios import Scenario


@pytest.fixture(scope="module")
def countries(world, held) -> Analysis:
    return analyse(world, Scenario(held, "country-country"), draws=10)


def figures(result) -> dict[str, object]:
    return {row["figure"]: row["value"] for row in result.records()}


def test_firmness_counts_what_ties_rest_on(countries):
    """A and B share amber (A by two sources) and blue; A, B, C, D share blue, by one source: six ties."""
    assert figures(countries.coverage.ties) == {
        "ties": 6,
        "stated by one source": 5,
        "not yet so": 0,
        "without a year": 0,
        "claims": 7,  # three of amber, four of blue
        "claims in doubt": 0,
    }


def test_a_planned_tie_without_a_year_is_counted(world, held):
    """Gold is a pledge of A for G that is only planned, and no milestone states it as a fact."""
    graph = Scenario(held, "party-party", Filters(modalities=("planned",))).make()
    found = figures(coverage(graph, world).ties)
    assert (found["ties"], found["not yet so"], found["without a year"]) == (1, 1, 1)


def test_sources_say_how_many_of_their_claims_ties_rest_on(countries):
    rows = countries.coverage.sources.records()
    assert sum(row["used"] for row in rows) == 7
    assert all(row["used"] <= row["claims"] for row in rows)
    assert [row["used"] for row in rows] == sorted((row["used"] for row in rows), reverse=True)


def test_the_strongest_tie_comes_first_with_its_claims(countries):
    (title, claims), *others = strongest_ties(countries.graph, 3)
    assert title == "Aland – Boland, weight 1.333"
    assert len(claims) == 5  # all of amber, and A and B in blue
    assert [title for title, _ in others] == [
        "Aland – Coland, weight 0.3333",
        "Aland – Doland, weight 0.3333",
    ]


def test_ties_between_the_same_two_are_one_of_the_strongest():
    graph = nx.MultiDiGraph()
    graph.add_edge("a", "b", weight=1.0, claims="x")
    graph.add_edge("a", "b", weight=1.0, claims="x y")
    graph.add_edge("b", "a", weight=1.5, claims=[])
    assert [(title, len(claims)) for title, claims in strongest_ties(graph, 5)] == [
        ("a → b, weight 2", 2),
        ("b → a, weight 1.5", 0),
    ]


def test_an_analysis_orders_nodes_by_strength_where_ties_have_weights(countries):
    assert countries.nodes.columns[3] == "strength"
    assert [row["label"] for row in countries.nodes.records()][:2] == ["Aland", "Boland"]
    assert list(countries.rankings) == ["strength", "betweenness"]


def test_without_weights_the_first_measure_is_degree():
    assert leading_measures(nx.path_graph(3)) == ("degree", "betweenness")


def test_two_modes_are_not_compared_with_chance_for_triangles_that_they_cannot_have(world, held):
    assert analyse(world, Scenario(held, "two-mode"), draws=0).small_world is None


def test_the_same_seed_gives_the_same_analysis(world, held, countries):
    again = analyse(world, Scenario(held, "country-country"), draws=10)
    assert again.rankings["strength"].ranks == countries.rankings["strength"].ranks
    assert again.communities == countries.communities


@pytest.mark.parametrize("name", PROJECTIONS)
def test_every_projection_can_be_analysed(name, world, held):
    found = analyse(world, Scenario(held, name), draws=2)
    assert len(found.nodes) == len(found.graph) > 0


def test_a_network_without_ties_has_no_communities(world, held):
    """Only elm is adopted, and D alone issued it."""
    found = analyse(world, Scenario(held, "country-country", Filters(statuses=("adopted",))), draws=2)
    assert (len(found.graph), found.graph.number_of_edges()) == (1, 0)
    assert found.communities is None and found.small_world is None


def test_filters_that_leave_nothing_are_named(world, held):
    with pytest.raises(EmptyNetworkError, match="2050"):
        analyse(world, Scenario(held, "country-country", Filters(since=2050)))


def test_each_step_is_reported(world, held):
    told: list[str] = []
    analyse(world, Scenario(held, "country-country"), draws=0, tell=told.append)
    assert told[0] == "project" and "communities by leiden" in told
