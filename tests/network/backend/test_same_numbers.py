"""The backend gives the numbers of networkx, and says no where it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from math import nan
from typing import Any

import networkx as nx
import pytest

from pactgraph.network.backend import NAME, OFFERED, accelerated
from pactgraph.network.backend.dispatch import backend, convert_from_nx, convert_to_nx
from pactgraph.network.measures import MEASURES, Options, measure, values_of


def weighted(graph: nx.Graph) -> nx.Graph:
    """Weights that are no powers of two and make ties of paths: sums of 1/(n-1)."""
    for number, (_, _, tie) in enumerate(sorted(graph.edges(data=True), key=str)):
        tie["weight"] = [1.0, 0.5, 1 / 3, 1.5, 2.0][number % 5]
        tie["length"] = number % 4 + 1
    return graph


def connected(graph: nx.Graph) -> nx.Graph:
    return graph.subgraph(max(nx.connected_components(graph), key=len)).copy()


NETWORKS = {
    "karate": nx.karate_club_graph(),
    "les misérables": nx.les_miserables_graph(),
    "davis": nx.davis_southern_women_graph(),
    "one part": weighted(connected(nx.gnp_random_graph(60, 0.06, seed=3))),
    "parts": weighted(nx.gnp_random_graph(80, 0.02, seed=5)),
    "directed": weighted(nx.gnp_random_graph(40, 0.06, seed=7, directed=True)),
    "one node": nx.empty_graph(1),
    "no tie": nx.empty_graph(4),
    "one tie": weighted(nx.path_graph(2)),
}
CALLS = {
    "betweenness_centrality": [{}, {"normalized": False}, {"weight": "length"}],
    "edge_betweenness_centrality": [{}, {"normalized": False}, {"weight": "length"}],
    "closeness_centrality": [{}, {"wf_improved": False}, {"distance": "length"}],
    "harmonic_centrality": [{}, {"distance": "length"}],
    "core_number": [{}],
    "clustering": [{}],
    "average_clustering": [{}],
    "transitivity": [{}],
    "constraint": [{}, {"weight": "weight"}],
    "connected_components": [{}],
    "articulation_points": [{}],
    "bridges": [{}],
    "average_shortest_path_length": [{}],
    "diameter": [{}],
}


def comparable(found: Any) -> Any:
    """Generators as sets; dicts of ties by unordered pairs where networkx orders them at will."""
    if isinstance(found, Iterator):
        return {frozenset(one) if isinstance(one, set | tuple) else one for one in found}
    return found


def answer(function: Any, graph: nx.Graph, **given: Any) -> Any:
    try:
        return comparable(function(graph, **given))
    except (nx.NetworkXException, NotImplementedError, ValueError) as error:
        return type(error)


@pytest.fixture(autouse=True)
def without_copies() -> Iterator[None]:
    """networkx keeps converted copies, and warns of each use, unless it is told not to."""
    with nx.config(cache_converted_graphs=False):
        yield


@pytest.mark.parametrize("name", CALLS)
def test_a_call_gives_the_numbers_of_networkx(name):
    for network, given in product(NETWORKS, CALLS[name]):
        graph, function = NETWORKS[network], getattr(nx, name)
        ours = answer(function, graph, backend=NAME, **given)
        if ours is NotImplementedError:
            assert graph.is_directed(), f"{network}: only of directed networks some calls are refused"
            continue
        plain = answer(function, graph, **given)
        if isinstance(plain, dict):
            assert ours == pytest.approx(plain, rel=1e-9, abs=1e-12, nan_ok=True), (network, given)
        else:
            expected = pytest.approx(plain, rel=1e-12) if isinstance(plain, float) else plain
            assert ours == expected, (network, given)


def test_every_offered_call_is_compared():
    assert set(CALLS) == set(OFFERED)


def test_the_backend_is_registered_and_not_used_by_default():
    assert NAME in nx.config.backends
    assert NAME not in nx.config.backend_priority.algos
    assert nx.betweenness_centrality.backends >= {NAME, "networkx"}


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("betweenness_centrality", {"k": 3}),
        ("betweenness_centrality", {"endpoints": True}),
        ("pagerank", {}),
        ("closeness_centrality", {"u": 0}),
        ("clustering", {"weight": "weight"}),
        ("louvain_communities", {}),
    ],
)
def test_calls_with_different_results_are_refused(name, given):
    function = getattr(nx, name, None) or getattr(nx.community, name)
    with pytest.raises(NotImplementedError):
        function(nx.karate_club_graph(), backend=NAME, **given)


def test_parallel_edges_and_self_loops_are_left_to_networkx():
    double = nx.MultiGraph([(0, 1), (0, 1), (1, 2)])
    looped = nx.Graph([(0, 1), (1, 1), (1, 2)])
    for graph in (double, looped):
        with pytest.raises(NotImplementedError):
            nx.betweenness_centrality(graph, backend=NAME)
        with accelerated():
            found = nx.betweenness_centrality(graph)
        assert found == nx.betweenness_centrality(graph)


def test_the_context_uses_igraph_until_it_ends():
    graph = nx.karate_club_graph()
    with accelerated():
        assert nx.config.backend_priority.algos == [NAME]
        fast = nx.betweenness_centrality(graph)
    assert nx.config.backend_priority.algos == []
    assert fast == pytest.approx(nx.betweenness_centrality(graph), rel=1e-12)
    assert "backends" not in graph.__networkx_cache__, "no stale copy stays behind"


@pytest.mark.parametrize(
    "name", [name for name, one in MEASURES.items() if one.of == "nodes" and not one.two_mode]
)
def test_a_measure_is_the_same_when_it_is_to_be_fast(name):
    for network, graph in NETWORKS.items():
        if MEASURES[name].obstacle(graph):
            continue
        fast, plain = (values_of(graph, name, Options(fast=fast)) for fast in (True, False))
        assert list(fast) == list(plain), network
        found, expected = ([nan if v is None else v for v in held.values()] for held in (fast, plain))
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-10, nan_ok=True), network


@pytest.mark.parametrize("name", ["figures", "small-world"])
def test_figures_are_the_same_when_they_are_to_be_fast(name):
    graph = nx.karate_club_graph()
    fast, plain = (measure(graph, name, Options(fast=fast, samples=5)).rows for fast in (True, False))
    assert [row[1] for row in fast] == pytest.approx([row[1] for row in plain])


def test_fast_algorithms_of_networkx_are_used_unless_the_backend_is_named():
    graph = nx.karate_club_graph()
    for name in OFFERED:
        worth = backend.should_run(name, (graph,), {})
        assert worth is True or "takes longer" in worth
    assert backend.should_run("betweenness_centrality", (graph,), {}) is True
    assert backend.should_run("core_number", (graph,), {}) is not True
    with accelerated():
        assert nx.core_number(graph) == nx.core_number(graph, backend=NAME)


def test_a_network_comes_back_from_igraph_as_it_was():
    graph = weighted(nx.gnp_random_graph(10, 0.4, seed=1, directed=True))
    back = convert_to_nx(convert_from_nx(graph, {"weight": 1, "length": 1}))
    assert list(back) == list(graph)
    assert list(back.edges(data="weight")) == list(graph.edges(data="weight"))
    assert nx.utils.graphs_equal(back, graph)
