"""Backbones: the statistically significant ties of a one-mode network."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pactgraph.errors import ParameterError
from pactgraph.model.text import unknown_name
from pactgraph.network.elements import Info, Tie
from pactgraph.network.paths import label_of
from pactgraph.network.results import Cell, Result, about, tidy

if TYPE_CHECKING:
    import networkx as nx

ALPHA = 0.05
SAMPLES = 1000
#: Trades per set and sample, enough for independent samples (G. Strona et al. 2014).
TRADES = 5
Edge = tuple[str, str]


@dataclass(frozen=True)
class Method:
    """A significance test of ties.

    :param test: takes the network, the number of samples and a seed; returns a p-value for each edge.
    :param drawn: whether it is random.
    """

    name: str
    title: str
    formula: str
    source: str
    test: Callable[[nx.Graph, int, int], dict[Edge, float]]
    drawn: bool


def disparity(graph: nx.Graph) -> dict[Edge, float]:
    """Return the p-value of each tie, if the strength of a node were split at random among its ties.

    The p-value of a tie of weight w at a node of degree k and strength s is (1 − w/s)^(k−1); the lower value
    of the two ends counts. At a node of degree 1, p is 1. In a directed network an arc is tested among the
    arcs that leave its start and among those that enter its end.

    M. Á. Serrano, M. Boguñá and A. Vespignani, Extracting the multiscale backbone of complex weighted
    networks, PNAS 106, 6483–6488 (2009).

    :param graph: a ``Graph`` or ``DiGraph`` whose edges have a positive ``weight``.
    :returns: p-values, 0 to 1, in the order of the edges.
    """
    directed = graph.is_directed()
    degrees = (graph.out_degree, graph.in_degree) if directed else (graph.degree, graph.degree)
    found = {}
    for start, end, weight in graph.edges(data="weight"):
        ends = ((start, degrees[0]), (end, degrees[1]))
        found[start, end] = min(
            _unlikely(weight, degree(node, weight="weight"), degree(node)) for node, degree in ends
        )
    return found


def _unlikely(weight: float, strength: float, degree: int) -> float:
    """Return the p-value of one end of a tie.

    >>> _unlikely(8, 10, 3)
    0.04
    """
    if degree < 2:
        return 1.0
    return float(tidy(max(0.0, 1 - weight / strength) ** (degree - 1)) or 0.0)


def fixed_degrees(graph: nx.Graph, samples: int = SAMPLES, seed: int = 0) -> dict[Edge, float]:
    """Return the p-value of the number of things that two nodes share, if memberships were random.

    The null model is the fixed degree sequence model (FDSM): the degrees of both modes are preserved.
    Networks are sampled by curveball trades. The p-value is (1 + number of samples in which the two share at
    least as many) / (1 + samples); weights are ignored. If the projection excluded pairs that both only
    receive, the samples still count them, so the test is conservative.

    K. A. Zweig and M. Kaufmann, A systematic approach to the one-mode projection of bipartite graphs, Social
    Network Analysis and Mining 1, 187–218 (2011); Z. Neal, The backbone of bipartite projections, Social
    Networks 39, 84–97 (2014); G. Strona et al., Nature Communications 5, 4114 (2014).

    :param graph: a one-mode projection: nodes have ``memberships``, edges ``count``. Directions
        are ignored.
    :returns: p-values, 1/(1 + samples) to 1, in the order of the edges.
    """
    numbers: dict[str, int] = {}
    sets = [
        {numbers.setdefault(name, len(numbers)) for name in held}
        for _, held in graph.nodes(data="memberships", default=())
    ]
    places = {node: place for place, node in enumerate(graph)}
    pairs = [(places[one], places[other], held["count"]) for one, other, held in graph.edges(data=True)]
    draw, reached = random.Random(seed), [0] * len(pairs)
    for _ in range(samples):
        trade(sets, TRADES * len(sets), draw)
        for place, (one, other, count) in enumerate(pairs):
            reached[place] += len(sets[one] & sets[other]) >= count
    return {edge: (1 + number) / (1 + samples) for edge, number in zip(graph.edges(), reached, strict=True)}


def trade(sets: list[set[int]], trades: int, draw: random.Random) -> None:
    """Trade members between sets, in place, preserving sizes and occurrences (curveball).

    >>> sets = [{0, 1}, {1, 2}, {3}]
    >>> trade(sets, 100, random.Random(0))
    >>> sorted(map(len, sets)), sorted(name for held in sets for name in held)
    ([1, 2, 2], [0, 1, 1, 2, 3])
    """
    if len(sets) < 2:
        return
    for _ in range(trades):
        one, other = draw.sample(range(len(sets)), 2)
        both = sets[one] & sets[other]
        pool = sorted(sets[one] ^ sets[other])
        draw.shuffle(pool)
        size = len(sets[one]) - len(both)
        sets[one], sets[other] = both.union(pool[:size]), both.union(pool[size:])


METHODS: dict[str, Method] = {
    "disparity": Method(
        "disparity",
        "Disparity filter",
        "p = (1 − w/s)^(k−1), the lower of the two ends",
        "M. Á. Serrano, M. Boguñá and A. Vespignani, PNAS 106, 6483–6488 (2009)",
        lambda graph, samples, seed: disparity(graph),
        drawn=False,
    ),
    "fdsm": Method(
        "fdsm",
        "Fixed degree sequence model",
        "p = (1 + samples that share at least as many) / (1 + samples)",
        "K. A. Zweig and M. Kaufmann, Social Network Analysis and Mining 1, 187–218 (2011); "
        "G. Strona et al., Nature Communications 5, 4114 (2014)",
        fixed_degrees,
        drawn=True,
    ),
}


def backbone(
    graph: nx.Graph, method: str = "disparity", *, alpha: float = ALPHA, samples: int = SAMPLES, seed: int = 0
) -> nx.Graph:
    """Return a copy of a network with its significant ties only; all nodes are kept.

    Edges get an attribute ``p``; the rule and the counts in :class:`Info` are extended.

    :param method: ``disparity`` (by weights) or ``fdsm`` (a null model of memberships).
    :param alpha: ties with a p-value below it are kept.
    :param samples: number of samples of ``fdsm``.
    :param seed: random seed of ``fdsm``.
    :raises UnknownNameError: if there is no such method.
    :raises ParameterError: if the network is not a one-mode projection, or a number is out of bounds.
    """
    chosen, values = _tested(graph, method, alpha, samples, seed)
    found = graph.copy()
    for edge, value in values.items():
        found.edges[edge]["p"] = value
    dropped = [edge for edge, value in values.items() if value >= alpha]
    found.remove_edges_from(dropped)
    sentence = f"Ties of the backbone have p < {alpha} by {chosen.title.lower()} ({chosen.source})."
    info = Info.of(graph)
    left_out = {**info.left_out, "ties that are no heavier than chance": len(dropped)}
    replace(info, rule=(*info.rule, sentence), left_out=left_out).write(found)
    found.graph.update(backbone=method, alpha=alpha, **_drawn(chosen, samples, seed))
    return found


def backbone_table(
    graph: nx.Graph, method: str = "disparity", *, alpha: float = ALPHA, samples: int = SAMPLES, seed: int = 0
) -> Result:
    """Return each tie with its p-value and whether it is kept, the lowest p-value first.

    Parameters and errors are those of :func:`backbone`.
    """
    chosen, values = _tested(graph, method, alpha, samples, seed)
    rows: list[tuple[Cell, ...]] = []
    for (one, other), value in values.items():
        tie = Tie.of(graph, one, other)
        names = (label_of(graph, one), label_of(graph, other))
        kept = "yes" if value < alpha else "no"
        rows.append((*names, tidy(tie.weight), tie.count, value, kept, str(one), str(other)))
    passed = sum(row[5] == "yes" for row in rows)
    return Result(
        name="backbone",
        title=f"Backbone by {chosen.title.lower()}",
        columns=("label", "other", "weight", "count", "p", "kept", "node", "other_node"),
        rows=tuple(sorted(rows, key=lambda row: (row[4], row[0], row[1], row[6], row[7]))),
        notes=(
            f"{passed} of {len(rows)} ties have p < {alpha}.",
            f"Each tie is tested by itself: were all ties chance, up to {alpha * len(rows):.3g} would pass.",
        ),
        method=chosen.formula,
        source=chosen.source,
        about=about(graph, backbone=method, alpha=alpha, **_drawn(chosen, samples, seed)),
    )


def _tested(
    graph: nx.Graph, method: str, alpha: float, samples: int, seed: int
) -> tuple[Method, dict[Edge, float]]:
    if method not in METHODS:
        raise unknown_name(f"the backbone {method}", method, METHODS)
    if not 0 < alpha < 1:
        raise ParameterError(f"the level {alpha}", expected="a number between 0 and 1, such as 0.05")
    if samples < 1:
        raise ParameterError(f"{samples} samples", expected="1 or more, such as 1000")
    if graph.is_multigraph():
        raise ParameterError(
            f"a backbone of {graph.graph.get('projection', 'this network')}, whose edges have no weight",
            expected="a one-mode projection, such as party-party",
        )
    return METHODS[method], METHODS[method].test(graph, samples, seed)


def _drawn(method: Method, samples: int, seed: int) -> dict[str, int]:
    return {"samples": samples, "seed": seed} if method.drawn else {}
