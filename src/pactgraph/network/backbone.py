"""Backbones: the ties of a one-mode network that are heavier than chance would make them."""

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
#: Trades per member and sample, enough to forget the sample before (G. Strona et al. 2014).
TRADES = 5
Edge = tuple[str, str]


@dataclass(frozen=True)
class Method:
    """A way to tell which ties are heavier than chance would make them.

    :param test: from network, samples and seed to a p-value for each edge.
    :param drawn: whether it draws at random.
    """

    name: str
    title: str
    formula: str
    source: str
    test: Callable[[nx.Graph, int, int], dict[Edge, float]]
    drawn: bool


def disparity(graph: nx.Graph) -> dict[Edge, float]:
    """Return how likely a tie as heavy as each is, if a node's strength were split at random among its ties.

    The p-value of a tie of weight w at a node of degree k and strength s is (1 − w/s)^(k−1); a tie counts as
    the less likely of its two ends has it. A node with one tie says nothing about it (p = 1). In a directed
    network an arc is looked at among what leaves its start and among what enters its end.

    Isolated nodes have no tie to test; disconnected parts do not matter, as only neighbours are looked at.

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
    """Return how likely two nodes share so much, if who takes part in what were drawn at random.

    The null model is the fixed degree sequence model (FDSM): every node keeps the number of things that it
    takes part in, every thing its number of nodes. Networks are drawn by curveball trades. The p-value is
    (1 + the samples in which the two share at least as many) / (1 + samples); the weight plays no part. Where
    pairs that both only receive were left out of the counts, the samples still count them: the test is then
    the more careful.

    K. A. Zweig and M. Kaufmann, A systematic approach to the one-mode projection of bipartite graphs, Social
    Network Analysis and Mining 1, 187–218 (2011); Z. Neal, The backbone of bipartite projections, Social
    Networks 39, 84–97 (2014); G. Strona et al., Nature Communications 5, 4114 (2014).

    :param graph: a one-mode projection: nodes have ``memberships``, edges ``count``. Of a directed network
        the directions play no part.
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
    """Let sets trade members, in place: sizes and how often each member occurs stay (curveball).

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
    """Return a network with those ties only that are significant; nodes stay.

    Edges get a ``p``; the rule of the network gets a sentence, its counts what was dropped.

    :param method: ``disparity`` (by weights) or ``fdsm`` (a null model of who takes part in what).
    :param alpha: a tie stays where its p-value is below.
    :param samples: of ``fdsm``.
    :param seed: of ``fdsm``.
    :raises UnknownNameError: where there is no such method.
    :raises ParameterError: where the network is no one-mode projection, or a number is out of its bounds.
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
    """Return each tie with its p-value and whether it is part of the backbone, the least likely first.

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
