"""Structural equivalence, and similarity scores of pairs without a tie."""

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
    "A score says that two nodes have neighbours in common in this network. It is not a forecast that they "
    "will or should cooperate, and much cooperation is not in the sources."
)
#: One in HELD_OUT ties is removed to evaluate the scores, in each of ROUNDS rounds.
HELD_OUT, ROUNDS = 10, 100


def structural_equivalence(graph: nx.Graph, node: Hashable = None) -> Result:
    """Return the structural equivalence of pairs of nodes, from 0 to 1 (the same neighbours).

    ``overlap`` is the Jaccard index of their neighbours, without the two themselves; ``by_weight`` is the
    weighted index (Ruzicka): sum of the smaller weights / sum of the larger. In a directed network, arcs to
    and from a node are distinct. Pairs without a common neighbour are excluded, and so are isolated nodes.

    :param node: only pairs of this node.
    :returns: label, other, overlap, by_weight, common, node, other_node; the highest overlap first.
    :raises ParameterError: if the node is not in the network.

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
            "Pairs without a common neighbour, and isolated nodes, are excluded.",
            "Two nodes whose only tie is to the same node overlap fully: see the number in common.",
        ),
        method="overlap = |N(a) ∩ N(b)| / |N(a) ∪ N(b)| without a and b; by_weight = Σ min(w) / Σ max(w)",
        source="F. Lorrain and H. C. White, Journal of Mathematical Sociology 1 (1971); P. Jaccard (1901)",
        about=about(graph),
    )


def _profiles(network: Network) -> list[dict[tuple[str, int], float]]:
    """Return the weights of the ties of each node, by direction and neighbour."""
    graph = network.graph
    found: list[dict[tuple[str, int], float]] = [{} for _ in network.names]
    for one, other, weight in graph.edges(data="weight"):
        found[one]["out", other] = weight
        found[other]["in" if graph.is_directed() else "out", one] = weight
    return found


def _sharing(graph: nx.Graph, only: int | None) -> list[tuple[int, int]]:
    """Return the pairs with a common neighbour, sorted."""
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
    """Return three similarity scores of pairs that have a common neighbour but no tie.

    Adamic–Adar: the sum of 1/log k over common neighbours of degree k; resource allocation: the sum of 1/k;
    preferential attachment: the product of the two degrees. Weights and directions are ignored. Pairs without
    a common neighbour are excluded, such as those of isolated nodes or of different components.

    :param node: only pairs of this node.
    :returns: label, other, adamic_adar, resource_allocation, preferential_attachment, common, node,
        other_node; the highest Adamic–Adar first.
    :raises ParameterError: if the node is not in the network, or the network has two modes.

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
        title="Similarity scores of pairs without a tie",
        columns=("label", "other", *_functions(), "common", "node", "other_node"),
        rows=in_order(rows, value=2, label=0),
        notes=(
            NO_FORECAST,
            "Weights and directions are ignored; pairs without a common neighbour are excluded.",
        ),
        method="over common neighbours u: Σ 1/log k(u); Σ 1/k(u); and k(a) k(b)",
        source="L. A. Adamic and E. Adar, Social Networks 25 (2003); T. Zhou, L. Lü and Y.-C. Zhang, "
        "European Physical Journal B 71 (2009); D. Liben-Nowell and J. Kleinberg, JASIST 58 (2007)",
        about=about(graph),
    )


def _check_modes(graph: nx.Graph) -> None:
    if has_two_modes(graph):
        raise ParameterError(
            "a two-mode network, in which parties and initiatives have no common neighbour",
            expected="a one-mode network, such as party-party or country-country",
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
    """Evaluate how well each score separates removed ties from pairs without a tie (AUC).

    In each round a random tenth of the ties is removed, and their scores are compared with those of as many
    pairs without a tie: the value is the share of comparisons that the tie wins; draws count one half. Ties
    of one initiative come in cliques, which makes a removed tie easy to predict, so values are optimistic.

    :returns: score, value, low, high: the mean over rounds, and the range of 95% of the rounds.
    :raises ParameterError: if the network has two modes, or too few ties or pairs without a tie.

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
        title="Evaluation of the scores",
        columns=("score", "value", "low", "high"),
        rows=tuple(rows),
        notes=("0.5 is chance. Ties of one initiative come in cliques, so values are optimistic.",),
        method="share of (removed tie, untied pair) in which the tie has the higher score, draws one half",
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
