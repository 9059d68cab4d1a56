"""What holds of every measure on every network: names do not matter, nor does the order of nodes and ties."""

from __future__ import annotations

import random
from collections.abc import Iterable
from math import nan
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactgraph.network.measures import MEASURES, Options, measure, values_of
from pactgraph.network.measures.cohesion import rewired
from pactgraph.network.measures.measure import prepare, with_lengths
from pactgraph.network.results import interval

#: Measures of nodes that draw nothing at random.
EXACT = [name for name, one in MEASURES.items() if one.of == "nodes" and "seed" not in one.options]
ONE_MODE = [name for name in EXACT if not MEASURES[name].two_mode and MEASURES[name].directed != "only"]
LOCAL = [
    name
    for name in ONE_MODE
    if name.startswith(("degree", "strength", "constraint", "effective", "core", "clustering"))
]


@st.composite
def networks(draw: st.DrawFn, directed: bool = False) -> nx.Graph:
    """Weighted networks as Newman's rule makes them: each group of n members adds 1/(n-1) to its pairs."""
    size = draw(st.integers(2, 9))
    groups = draw(st.lists(st.sets(st.integers(0, size - 1), min_size=2, max_size=5), max_size=6))
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(range(size))
    for group in groups:
        members = sorted(group)
        for place, one in enumerate(members):
            for other in members[place + 1 :]:
                held = graph.edges[one, other]["weight"] if graph.has_edge(one, other) else 0.0
                graph.add_edge(one, other, weight=held + 1 / (len(members) - 1))
    return graph


def shuffled(graph: nx.Graph, seed: int) -> tuple[nx.Graph, dict[int, str]]:
    """The same network under other names, its nodes and ties added in another order."""
    draw = random.Random(seed)
    nodes, ties = list(graph.nodes(data=True)), list(graph.edges(data=True))
    draw.shuffle(nodes)
    draw.shuffle(ties)
    names = {node: f"n{draw.randrange(10**9)}-{node}" for node, _ in nodes}
    other = type(graph)()
    other.add_nodes_from((names[node], held) for node, held in nodes)
    for one, two, held in ties:
        ends = (names[one], names[two])
        other.add_edge(*(ends if graph.is_directed() or draw.random() < 0.5 else ends[::-1]), **held)
    return other, names


def numbers(values: Iterable[float | None]) -> list[float]:
    """Values as they can be compared: what is not defined is not a number."""
    return [nan if value is None else value for value in values]


def near(values: Iterable[float | None], rel: float = 1e-9) -> Any:
    return pytest.approx(numbers(values), rel=rel, abs=1e-9, nan_ok=True)


def assert_same_under_other_names(graph: nx.Graph, name: str, seed: int) -> None:
    other, names = shuffled(graph, seed)
    here, there = values_of(graph, name), values_of(other, name)
    assert numbers(there[names[node]] for node in graph) == near(here[node] for node in graph)


@pytest.mark.parametrize("name", ONE_MODE)
@given(graph=networks(), seed=st.integers(0, 99))
def test_a_measure_does_not_change_when_nodes_are_renamed(name, graph, seed):
    if name == "eigenvector":
        # Of several largest parts the first is measured: which is first depends on the order, so take one
        # part.
        graph = graph.subgraph(max(nx.connected_components(graph), key=len)).copy()
    assert_same_under_other_names(graph, name, seed)


@pytest.mark.parametrize(
    "name", [name for name in EXACT if not MEASURES[name].two_mode and name != "eigenvector"]
)
@given(graph=networks(directed=True), seed=st.integers(0, 99))
def test_a_measure_of_directed_ties_does_not_change_when_nodes_are_renamed(name, graph, seed):
    assert_same_under_other_names(graph, name, seed)


@pytest.mark.parametrize("name", [name for name in EXACT if MEASURES[name].two_mode])
@given(ties=st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=12), seed=st.integers(0, 99))
def test_a_measure_of_two_modes_does_not_change_when_nodes_are_renamed(name, ties, seed):
    graph = nx.Graph()
    graph.add_nodes_from((f"p{n}", {"mode": "party"}) for n in range(5))
    graph.add_nodes_from((f"i{n}", {"mode": "initiative"}) for n in range(5))
    graph.add_edges_from((f"p{one}", f"i{other}") for one, other in sorted(ties))
    assert_same_under_other_names(graph, name, seed)
    assert all(value is None or -1e-9 <= value <= 1 + 1e-9 for value in values_of(graph, name).values())


@pytest.mark.parametrize("name", ["figures", "bridges", "tie-betweenness"])
@given(graph=networks(), seed=st.integers(0, 99))
def test_figures_do_not_change_when_nodes_are_renamed(name, graph, seed):
    other, _ = shuffled(graph, seed)
    values = [sorted(row[1] or 0 for row in measure(one, name).rows) if name == "figures" else
              sorted(measure(one, name).column("value")) for one in (graph, other)]  # fmt: skip
    # Of several largest parts, distances are those of one: compare them only where there is one largest.
    sizes = sorted(map(len, nx.connected_components(graph)), reverse=True)
    if name != "figures" or len(sizes) == 1 or sizes[0] > sizes[1]:
        assert values[0] == pytest.approx(values[1])


@pytest.mark.parametrize("name", LOCAL)
@given(graph=networks())
def test_an_isolated_node_changes_no_local_measure_and_gets_what_the_measure_says(name, graph):
    before = values_of(graph, name)
    graph.add_node("alone")
    after = values_of(graph, name)
    said = MEASURES[name].isolated
    assert after.pop("alone") == (None if said.startswith("no value") else 0)
    assert after == before


@given(graph=networks())
def test_totals_satisfy_their_identities(graph):
    weights = sum(weight for _, _, weight in graph.edges(data="weight"))
    assert sum(values_of(graph, "strength").values()) == pytest.approx(2 * weights)
    assert sum(values_of(graph, "degree").values()) == 2 * graph.number_of_edges()
    assert sum(values_of(graph, "pagerank").values()) == pytest.approx(1)
    for name in (
        "betweenness",
        "betweenness-weighted",
        "closeness",
        "harmonic",
        "clustering",
        "clustering-weighted",
    ):
        assert all(0 <= value <= 1 + 1e-9 for value in values_of(graph, name).values())


@given(graph=networks(), factor=st.sampled_from([2, 3, 10]))
def test_weights_twice_as_high_change_no_rank(graph, factor):
    more = graph.copy()
    for _, _, tie in more.edges(data=True):
        tie["weight"] *= factor
    for name in ("betweenness-weighted", "eigenvector", "pagerank", "constraint", "clustering-weighted"):
        here, there = values_of(graph, name), values_of(more, name)
        assert numbers(there.values()) == near(here.values(), rel=1e-6)
    nearer = values_of(more, "harmonic-weighted")
    assert list(nearer.values()) == pytest.approx(
        [v * factor for v in values_of(graph, "harmonic-weighted").values()]
    )


@given(graph=networks())
def test_a_sample_of_all_nodes_is_exact(graph):
    whole = values_of(graph, "betweenness-sampled", Options(samples=len(graph)))
    assert whole == values_of(graph, "betweenness")


def test_paths_of_equal_length_compare_equal_in_any_order_of_addition():
    # 1/(1/3) by one tie, and 1/(2/3) + 1/(2/3) by two: 3 both ways; floats would miss it.
    graph = nx.Graph()
    graph.add_weighted_edges_from([(0, 1, 1 / 3), (0, 2, 1 / 6 + 1 / 2), (2, 1, 0.5 + 1 / 6)])
    graph.add_node(3)
    lengths = with_lengths(prepare(graph).graph)
    assert lengths.edges[0, 1]["length"] == lengths.edges[0, 2]["length"] + lengths.edges[1, 2]["length"]
    # Half of the shortest paths of one pair of three.
    assert values_of(graph, "betweenness-weighted")[2] == pytest.approx(1 / 6)


def test_weights_without_a_small_common_denominator_have_lengths():
    graph = nx.gnp_random_graph(30, 0.3, seed=4)
    draw = random.Random(4)
    for _, _, tie in graph.edges(data=True):
        tie["weight"] = draw.random()
    lengths = with_lengths(prepare(graph).graph)
    for _, _, tie in lengths.edges(data=True):
        assert tie["length"] / lengths.graph["unit"] == pytest.approx(1 / tie["weight"], rel=1e-5)


@given(graph=networks(), seed=st.integers(0, 99))
def test_a_random_network_preserves_degrees(graph, seed):
    for other in rewired(graph, 3, seed):
        assert dict(other.degree()) == dict(graph.degree())
        assert not list(nx.selfloop_edges(other))


def test_random_networks_are_the_same_for_the_same_seed_and_differ_from_one_another():
    graph = nx.gnp_random_graph(20, 0.3, seed=1)
    first = [set(map(frozenset, one.edges())) for one in rewired(graph, 3, 5)]
    again = [set(map(frozenset, one.edges())) for one in rewired(graph, 3, 5)]
    assert first == again
    assert first[0] != first[1] != first[2] != set(map(frozenset, graph.edges()))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=50))
def test_an_interval_holds_the_middle_of_its_values(values):
    low, high = interval(values)
    assert min(values) <= low <= high <= max(values)
