"""Random networks to compare with: the same nodes, each with as many ties as it has."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

#: Attempted swaps for each tie: enough for the ties to forget where they were, after R. Milo et al., On the
#: uniform generation of random graphs with prescribed degree sequences, arXiv:cond-mat/0312028 (2003).
SWAPS = 10


def rewired(graph: nx.Graph, number: int, seed: int) -> Iterator[nx.Graph]:
    """Yield random networks in which every node has the degree that it has in an undirected one.

    Ties are swapped in pairs, a–b and c–d becoming a–d and c–b where neither is there yet: S. Maslov and
    K. Sneppen, Specificity and stability in topology of protein networks, Science 296 (2002). Attempts that
    fail count, as an unbiased walk needs. Where degrees leave no choice, all networks are alike. A random
    network may fall into more parts than the given one.

    >>> import networkx as nx
    >>> (one,) = rewired(nx.cycle_graph(8), 1, seed=1)
    >>> dict(one.degree()) == dict(nx.cycle_graph(8).degree())
    True
    """
    import networkx as nx

    draw = random.Random(seed)
    ties = sorted(tuple(sorted(pair)) for pair in graph.edges())
    held = set(ties)
    for _ in range(number):
        for _ in range(SWAPS * len(ties)):
            _swap(ties, held, draw)
        random_graph = nx.Graph()
        random_graph.add_nodes_from(graph)
        random_graph.add_edges_from(ties)
        yield random_graph


def _swap(ties: list[tuple[int, int]], held: set[tuple[int, int]], draw: random.Random) -> None:
    """Swap the ends of two ties, or leave them where a tie would be double or lead to its own node."""
    first, second = draw.randrange(len(ties)), draw.randrange(len(ties))
    (a, b), (c, d) = ties[first], ties[second]
    if draw.random() < 0.5:
        c, d = d, c
    one, other = (min(a, d), max(a, d)), (min(c, b), max(c, b))
    if len({a, b, c, d}) < 4 or one in held or other in held:
        return
    held -= {ties[first], ties[second]}
    held |= {one, other}
    ties[first], ties[second] = one, other


def interval(values: list[float]) -> tuple[float | None, float | None]:
    """Return what 95 of 100 values lie between: the 2.5th and the 97.5th percentile, by nearest rank.

    >>> interval([float(number) for number in range(1, 101)])
    (3.0, 98.0)
    >>> interval([])
    (None, None)
    """
    if not values:
        return None, None
    held, last = sorted(values), len(values) - 1
    return held[round(last * 0.025)], held[last - round(last * 0.025)]
