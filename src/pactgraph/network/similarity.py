"""Who is tied to the same others, and how well placed two untied nodes are: scores, not forecasts."""

from __future__ import annotations

import random
from collections.abc import Callable, Hashable, Iterable
from itertools import combinations
from typing import TYPE_CHECKING

from pactgraph.errors import ParameterError
from pactgraph.network.measures.measure import Network, has_two_modes, prepare
from pactgraph.network.results import Cell, Result, about, in_order, interval, named, tidy

if TYPE_CHECKING:
    import networkx as nx

NO_FORECAST = (
    "A score says that two nodes have others in common in this network. It is no forecast: nothing in it "
    "says "
    "that they will, could or should cooperate, and much cooperation is not in the sources."
)
#: Ties that are held out to see what the scores are worth, as one in so many, and how often.
HELD_OUT, ROUNDS = 10, 100


def structural_equivalence(graph: nx.Graph, node: Hashable = None) -> Result:
    """Return how far two nodes are tied to the same others: 1 where they could stand in for each other.

    ``overlap`` is the Jaccard index of their neighbours, leaving out the two themselves; ``by_weight`` is
    that of the weights of their ties (Ruzicka): sum of the smaller / sum of the larger. With directions, a
    tie to a node and a tie from it are two things. Pairs without a common neighbour are left out, so isolated
    nodes are. On a network of two modes, only nodes of one mode can be equivalent.

    :param node: only pairs of this node.
    :returns: label, other, overlap, by_weight, common, node, other_node; the highest overlap first.
    :raises ParameterError: where the node is not in the network.

    >>> import networkx as nx
    >>> structural_equivalence(nx.cycle_graph(4)).rows[0]
    ('0', '2', 1.0, 1.0, 2, '0', '2')
    """
    network = prepare(graph)
    _check_node(graph, node)
    profiles = _profiles(network)
    only = None if node is None else network.names.index(node)
    rows = []
    for one, other in _sharing(network.undirected(), only):
        first = {key: w for key, w in profiles[one].items() if key[1] != other}
        second = {key: w for key, w in profiles[other].items() if key[1] != one}
        common = len({key[1] for key in first.keys() & second.keys()})
        if common:
            rows.append(_equivalence(graph, network, (one, other), first, second, common))
    return Result(
        name="structural-equivalence",
        title="Structural equivalence",
        columns=("label", "other", "overlap", "by_weight", "common", "node", "other_node"),
        rows=in_order(rows, value=2, label=0),
        notes=(
            "Pairs without a common neighbour are left out, and with them all isolated nodes.",
            "Nodes with one tie each to the same node overlap wholly: look at how many they have in common.",
        ),
        method="overlap = |N(a) ∩ N(b)| / |N(a) ∪ N(b)| without a and b; by_weight = Σ min(w) / Σ max(w)",
        source="F. Lorrain and H. C. White, Journal of Mathematical Sociology 1 (1971); P. Jaccard (1901)",
        about=about(graph),
    )


def _profiles(network: Network) -> list[dict[tuple[str, int], float]]:
    """Return the ties of each node with their weights: out to a node, in from a node."""
    graph = network.graph
    found: list[dict[tuple[str, int], float]] = [{} for _ in network.names]
    for one, other, weight in graph.edges(data="weight"):
        found[one]["out", other] = weight
        found[other]["in" if graph.is_directed() else "out", one] = weight
    return found


def _sharing(graph: nx.Graph, only: int | None) -> list[tuple[int, int]]:
    """Return the pairs that have a neighbour in common, in order."""
    found = set()
    for node in graph:
        for pair in combinations(sorted(graph[node]), 2):
            if only is None or only in pair:
                found.add(pair)
    return sorted(found)


def _equivalence(
    graph: nx.Graph,
    network: Network,
    pair: tuple[int, int],
    first: dict[tuple[str, int], float],
    second: dict[tuple[str, int], float],
    common: int,
) -> tuple[Cell, ...]:
    keys = sorted(first.keys() | second.keys())
    overlap = len(first.keys() & second.keys()) / len(keys)
    least = sum(min(first.get(key, 0.0), second.get(key, 0.0)) for key in keys)
    most = sum(max(first.get(key, 0.0), second.get(key, 0.0)) for key in keys)
    ends = sorted(
        (network.names[number] for number in pair), key=lambda end: (named(graph, end)[0], str(end))
    )
    labels = [named(graph, end)[0] for end in ends]
    return (*labels, tidy(overlap), tidy(least / most), common, *map(str, ends))


def _check_node(graph: nx.Graph, node: Hashable) -> None:
    if node is not None and node not in graph:
        raise ParameterError(f"{node}, which is not in this network", expected="one of its nodes")


def link_scores(graph: nx.Graph, node: Hashable = None) -> Result:
    """Return for untied pairs with a common neighbour how well placed they are, by three scores.

    Adamic–Adar: each common neighbour of k ties adds 1/log k; resource allocation: 1/k; preferential
    attachment: the product of the two degrees. Steps and weights are left aside, and so are directions. Pairs
    without a common neighbour, so isolated nodes and nodes of different parts, are left out.

    :param node: only pairs of this node.
    :returns: label, other, adamic_adar, resource_allocation, preferential_attachment, common, node,
        other_node; the highest Adamic–Adar first.
    :raises ParameterError: where the network has two modes, whose untied pairs share no neighbour.

    >>> import networkx as nx
    >>> link_scores(nx.path_graph(3)).rows[0][2:6]
    (1.44269504089, 0.5, 1, 1)
    """
    _check_node(graph, node)
    _check_modes(graph)
    network = prepare(graph)
    plain = network.undirected()
    only = None if node is None else network.names.index(node)
    pairs = [pair for pair in _sharing(plain, only) if not plain.has_edge(*pair)]
    scores = [_scored(function, plain, pairs) for function in _functions().values()]
    rows = []
    for pair, *values in zip(pairs, *scores, strict=True):
        ends = sorted((network.names[n] for n in pair), key=lambda end: (named(graph, end)[0], str(end)))
        common = len(set(plain[pair[0]]) & set(plain[pair[1]]))
        labels = [named(graph, end)[0] for end in ends]
        rows.append((*labels, *map(tidy, values), common, *map(str, ends)))
    return Result(
        name="link-scores",
        title="Well placed and not tied",
        columns=("label", "other", *_functions(), "common", "node", "other_node"),
        rows=in_order(rows, value=2, label=0),
        notes=(
            NO_FORECAST,
            "Weights and directions are left aside; pairs that share no neighbour are left out.",
        ),
        method="over common neighbours u: Σ 1/log k(u); Σ 1/k(u); and k(a) k(b)",
        source="L. A. Adamic and E. Adar, Social Networks 25 (2003); T. Zhou, L. Lü and Y.-C. Zhang, "
        "European Physical Journal B 71 (2009); D. Liben-Nowell and J. Kleinberg, JASIST 58 (2007)",
        about=about(graph),
    )


def _check_modes(graph: nx.Graph) -> None:
    if has_two_modes(graph):
        raise ParameterError(
            "a network of two modes, whose untied pairs have no common neighbour",
            expected="a network of one mode, such as party-party or country-country",
        )


def _functions() -> dict[str, Callable[..., Iterable[tuple[int, int, float]]]]:
    import networkx as nx

    return {
        "adamic_adar": nx.adamic_adar_index,
        "resource_allocation": nx.resource_allocation_index,
        "preferential_attachment": nx.preferential_attachment,
    }


def _scored(
    function: Callable[..., Iterable[tuple[int, int, float]]], graph: nx.Graph, pairs: list[tuple[int, int]]
) -> list[float]:
    return [score for _, _, score in function(graph, pairs)]


def worth_of_scores(graph: nx.Graph, *, seed: int = 0, rounds: int = ROUNDS) -> Result:
    """Return how well each score tells ties that were taken away from pairs that were never tied.

    In each round a tenth of the ties is taken away at random, and the scores of these and of as many untied
    pairs are compared: the value is the share of such comparisons that the tie wins, a draw counting one half
    (AUC). Ties of one initiative come together, so a tie that was taken away is easily told from its like:
    this flatters every score.

    :returns: score, value, low, high: the mean over rounds, and what 95 of 100 rounds lie between.
    :raises ParameterError: where the network has two modes, or too few ties or gaps to try.

    >>> import networkx as nx
    >>> worth_of_scores(nx.karate_club_graph(), rounds=20).column("score")
    ['adamic_adar', 'resource_allocation', 'preferential_attachment']
    """
    _check_modes(graph)
    plain = prepare(graph).undirected()
    ties = sorted(tuple(sorted(pair)) for pair in plain.edges())
    size, possible = len(ties) // HELD_OUT, len(plain) * (len(plain) - 1) // 2
    if not size or possible - len(ties) < size:
        raise ParameterError(
            f"a network of {len(ties)} ties among {len(plain)} nodes",
            expected=f"{HELD_OUT} ties or more, and pairs without one",
        )
    draw = random.Random(seed)
    found: dict[str, list[float]] = {name: [] for name in _functions()}
    for _ in range(rounds):
        away, never = draw.sample(ties, size), _untied(plain, size, draw)
        left = plain.copy()
        left.remove_edges_from(away)
        for name, function in _functions().items():
            of_ties, of_gaps = _scored(function, left, away), _scored(function, left, never)
            wins = sum((tie > gap) + (tie == gap) / 2 for tie in of_ties for gap in of_gaps)
            found[name].append(wins / (len(of_ties) * len(of_gaps)))
    rows = [(name, tidy(sum(v) / len(v)), *map(tidy, interval(v))) for name, v in found.items()]
    return Result(
        name="worth-of-scores",
        title="What the scores are worth here",
        columns=("score", "value", "low", "high"),
        rows=tuple(rows),
        notes=("0.5 is guessing. Ties of one initiative come together, which flatters every score.",),
        method="share of (tie taken away, untied pair) in which the tie has the higher score, draws one half",
        source="D. Liben-Nowell and J. Kleinberg, JASIST 58 (2007)",
        about=about(graph, seed=seed, rounds=rounds),
    )


def _untied(graph: nx.Graph, size: int, draw: random.Random) -> list[tuple[int, int]]:
    nodes: list[int] = sorted(graph)
    found: set[tuple[int, int]] = set()
    while len(found) < size:
        one, other = sorted(draw.sample(nodes, 2))
        if not graph.has_edge(one, other):
            found.add((one, other))
    return sorted(found)
