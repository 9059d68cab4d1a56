"""Places whose distances follow the distances in the network: little stress, by stochastic gradient descent.

J. X. Zheng, S. Pawar, D. F. M. Goodman, Graph Drawing by Stochastic Gradient Descent, IEEE Transactions on
Visualization and Computer Graphics 25(9), 2018. Beyond :data:`EXACT` nodes only the distances along ties and
to some pivots count (after M. Ortmann, M. Klimenta, U. Brandes, A Sparse Stress Model, Journal of Graph
Algorithms and Applications 21(5), 2017).

No numerical library, and of the operations only those that every machine rounds alike: the same network gives
the same places anywhere.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from math import sqrt

EXACT = 260
"""Up to so many nodes every pair's distance counts."""

PIVOTS = 40
"""How many nodes the distances are taken from beyond that."""

ROUNDS = 30
"""How often each distance is mended; half of it beyond :data:`EXACT` nodes."""

LAST_STEP = 0.1
"""How much of what is wrong with a tie the last round mends."""

Term = tuple[int, int, float, float]
"""Two nodes by number, the distance they should have, and how much the second moves (the first moves by the
weight that :func:`_terms` gives it)."""


def stress_places(
    tied: Mapping[str, Sequence[str]], nodes: Sequence[str], seed: int
) -> dict[str, tuple[float, float]]:
    """Return a place for every node of a connected part; neighbours are about 1 apart.

    :param tied: node to its neighbours.
    :param nodes: the nodes of the part, sorted.
    :param seed: of the places to begin with, and of the order in which distances are mended.
    """
    chance = random.Random(seed)
    across = sqrt(len(nodes))
    xs = [chance.random() * across for _ in nodes]
    ys = [chance.random() * across for _ in nodes]
    number = {node: at for at, node in enumerate(nodes)}
    ties = [[number[other] for other in tied[node] if other in number] for node in nodes]
    exact = len(nodes) <= EXACT
    terms = _all_pairs(ties) if exact else _pivot_pairs(ties)
    if terms:
        _descend(xs, ys, terms, ROUNDS if exact else ROUNDS // 2, chance)
    return {node: (xs[at], ys[at]) for at, node in enumerate(nodes)}


def distances(ties: Sequence[Sequence[int]], start: int) -> list[int]:
    """Return how many ties each node is away from one; nodes out of reach have -1.

    >>> distances([[1], [0, 2], [1], []], 0)
    [0, 1, 2, -1]
    """
    away = [-1] * len(ties)
    away[start] = 0
    ring = [start]
    while ring:
        beyond = []
        for node in ring:
            for other in ties[node]:
                if away[other] < 0:
                    away[other] = away[node] + 1
                    beyond.append(other)
        ring = beyond
    return away


def _all_pairs(ties: Sequence[Sequence[int]]) -> list[Term]:
    terms = []
    for one in range(len(ties)):
        away = distances(ties, one)
        terms += [(one, other, float(away[other]), 1.0) for other in range(one + 1, len(ties))]
    return terms


def _pivot_pairs(ties: Sequence[Sequence[int]]) -> list[Term]:
    """Return the ties, and each node's distance to each pivot; a pivot itself is moved by its ties only."""
    terms: list[Term] = [
        (one, other, 1.0, 1.0) for one, others in enumerate(ties) for other in others if one < other
    ]
    nearest = [len(ties)] * len(ties)
    pivot = max(range(len(ties)), key=lambda node: (len(ties[node]), -node))
    for _ in range(min(PIVOTS, len(ties))):
        away = distances(ties, pivot)
        terms += [(node, pivot, float(far), 0.0) for node, far in enumerate(away) if far > 1]
        nearest = [min(one, other) for one, other in zip(nearest, away, strict=True)]
        # The next pivot is the node that is farthest from all before.
        pivot = max(range(len(ties)), key=lambda node: (nearest[node], -node))
    return terms


def _descend(xs: list[float], ys: list[float], terms: list[Term], rounds: int, chance: random.Random) -> None:
    """Mend each distance in turn, by less and less; far pairs count by the square of their distance less."""
    farthest = max(term[2] for term in terms)
    step = farthest * farthest
    # The root is rounded: machines differ in its last digit.
    fall = round((LAST_STEP / step) ** (1 / (rounds - 1)), 6)
    order = list(terms)
    for _ in range(rounds):
        chance.shuffle(order)
        for one, other, far, share in order:
            dx, dy = xs[one] - xs[other], ys[one] - ys[other]
            length = sqrt(dx * dx + dy * dy) or 0.01
            pull = min(1.0, step / (far * far)) * (length - far) / (2 * length)
            xs[one] -= pull * dx
            ys[one] -= pull * dy
            if share:
                xs[other] += pull * dx
                ys[other] += pull * dy
        step *= fall
