"""The layout ``force``: distances in the picture follow distances in the network (stress minimisation).

Each connected component is placed by stochastic gradient descent, given room for its labels (see
``separation``) and packed beside the others; isolated nodes stand in rows below.

J. X. Zheng, S. Pawar, D. F. M. Goodman, Graph Drawing by Stochastic Gradient Descent, IEEE Transactions on
Visualization and Computer Graphics 25(9), 2018. Beyond :data:`EXACT` nodes only the distances along ties and
to some pivots count (after M. Ortmann, M. Klimenta, U. Brandes, A Sparse Stress Model, Journal of Graph
Algorithms and Applications 21(5), 2017).

It needs no numerical library and only operations that every machine rounds alike: the same network gives the
same places anywhere.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from math import fsum, sqrt
from typing import TYPE_CHECKING

from pactgraph.views.layouts.boxes import (
    Arrangement,
    Box,
    adjacency,
    boxes_of,
    by_label,
    components,
    most_lines,
)
from pactgraph.views.layouts.separation import (
    GAP_X,
    GAP_Y,
    PROPORTION,
    centred,
    extent,
    pack,
    rows_below,
    separate,
)

if TYPE_CHECKING:
    import networkx as nx

FILLS, STRETCHES = (0.1, 0.2, 0.4, 0.8), (1, 1.8)
"""The shares of the area that boxes cover before they are separated, and how much wider than the target they
start: the search takes the loosest that keeps names large, or else the smallest picture."""

COMFORTABLE = 640
"""A picture of so many units in height has large names on any screen."""

SEARCHED = 260
"""The number of nodes beyond which there is no search."""

EXACT = 260
"""The number of nodes up to which the distance of every pair counts."""

PIVOTS = 40
"""The number of pivots beyond that."""

ROUNDS = 30
"""The number of descent steps for each distance; half of it beyond :data:`EXACT` nodes."""

LAST_STEP = 0.1
"""The share of a tie's error that the last round corrects."""

Term = tuple[int, int, float, float]
"""Two nodes by number, the distance they should have, and how much the second moves (the first always
moves)."""


def arrange(graph: nx.Graph, seed: int = 1, size: str = "none") -> Arrangement:
    """Return the box of every node; see this module."""
    tied = adjacency(graph)
    boxes = boxes_of(graph, size, most=most_lines(graph))
    parts = components(tied)
    groups = [_place(tied, boxes, part, seed) for part in parts if len(part) > 1]
    placed = pack(groups)
    alone = by_label(graph, (part[0] for part in parts if len(part) == 1))
    return Arrangement(centred(placed | rows_below(placed, boxes, alone)))


def _place(
    tied: Mapping[str, Sequence[str]], boxes: Mapping[str, Box], part: Sequence[str], seed: int
) -> dict[str, Box]:
    """Place one component: turned to be wide rather than tall, scaled to its labels, separated."""
    points = _lying(stress_places(tied, part, seed))
    held = {node: boxes[node] for node in part}
    # Its share of the picture's height goes with the root of its share of the nodes.
    enough = COMFORTABLE * sqrt(len(part) / len(boxes))
    tries = [(fill, stretch) for fill in FILLS for stretch in STRETCHES]
    best: dict[str, Box] = {}
    for fill, stretch in tries if len(part) <= SEARCHED else tries[-2:-1]:
        placed = separate(held, _scaled(points, held, fill, stretch))
        if not best or extent(placed) < extent(best):
            best = placed
        if extent(best) <= enough:
            break
    return centred(best)


def _scaled(
    points: Mapping[str, tuple[float, float]], boxes: Mapping[str, Box], fill: float, stretch: float
) -> dict[str, tuple[float, float]]:
    """Scale places so that the boxes cover a share of the area, which is wider than tall."""
    area = sum((box.width + GAP_X) * (box.height + GAP_Y) for box in boxes.values()) / fill
    wide = max(x for x, _ in points.values()) - min(x for x, _ in points.values())
    tall = max(y for _, y in points.values()) - min(y for _, y in points.values())
    proportion = PROPORTION * stretch
    scale_x, scale_y = sqrt(area * proportion) / (wide or 1), sqrt(area / proportion) / (tall or 1)
    # A chain may stay long: it is stretched at most so many times as much one way as the other.
    scale_x, scale_y = min(scale_x, 4 * stretch * scale_y), min(scale_y, scale_x)
    return {node: (x * scale_x, y * scale_y) for node, (x, y) in points.items()}


def _lying(points: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Rotate places so that they spread most from left to right."""
    count = len(points)
    mid_x = fsum(x for x, _ in points.values()) / count
    mid_y = fsum(y for _, y in points.values()) / count
    moved = {node: (x - mid_x, y - mid_y) for node, (x, y) in points.items()}
    xx = fsum(x * x for x, _ in moved.values())
    yy = fsum(y * y for _, y in moved.values())
    xy = fsum(x * y for x, y in moved.values())
    # The first principal axis of a 2 by 2 matrix, in closed form.
    first = (xx + yy) / 2 + sqrt((xx - yy) * (xx - yy) / 4 + xy * xy)
    axis = (first - yy, xy) if xx >= yy else (xy, first - xx)
    length = sqrt(axis[0] * axis[0] + axis[1] * axis[1])
    if not length:
        return moved
    cos, sin = axis[0] / length, axis[1] / length
    return {node: (x * cos + y * sin, y * cos - x * sin) for node, (x, y) in moved.items()}


def stress_places(
    tied: Mapping[str, Sequence[str]], nodes: Sequence[str], seed: int
) -> dict[str, tuple[float, float]]:
    """Return a place for every node of a connected component; neighbours are about 1 apart.

    :param tied: node to its neighbours.
    :param nodes: the nodes of the component, sorted.
    :param seed: of the first places, and of the order of the terms in each round.
    """
    chance = random.Random(seed)
    across = sqrt(len(nodes))
    xs = [chance.random() * across for _ in nodes]
    ys = [chance.random() * across for _ in nodes]
    number = {node: at for at, node in enumerate(nodes)}
    ties = [[number[other] for other in tied[node] if other in number] for node in nodes]
    exact = len(nodes) <= EXACT
    if exact:
        terms: list[Term] = []
        for one in range(len(ties)):
            away = distances(ties, one)
            terms += [(one, other, float(away[other]), 1.0) for other in range(one + 1, len(ties))]
    else:
        terms = _pivot_pairs(ties)
    farthest = max((term[2] for term in terms), default=1.0)
    step = farthest * farthest
    rounds = ROUNDS if exact else ROUNDS // 2
    # The root is rounded: machines differ in its last digit.
    fall = round((LAST_STEP / step) ** (1 / (rounds - 1)), 6)
    for _ in range(rounds):
        chance.shuffle(terms)
        # Distant pairs count less, by the square of their distance.
        for one, other, far, share in terms:
            dx, dy = xs[one] - xs[other], ys[one] - ys[other]
            length = sqrt(dx * dx + dy * dy) or 0.01
            pull = min(1.0, step / (far * far)) * (length - far) / (2 * length)
            xs[one] -= pull * dx
            ys[one] -= pull * dy
            if share:
                xs[other] += pull * dx
                ys[other] += pull * dy
        step *= fall
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


def _pivot_pairs(ties: Sequence[Sequence[int]]) -> list[Term]:
    """Return the ties, and the distance of each node to each pivot; only its ties move a pivot."""
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
