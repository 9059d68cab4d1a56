"""Names beside points, none upon another: near where there is room, else farther, with a line to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pactgraph.views.labels import text_width

TYPE_SIZE, LINE = 12, 14
DIRECTIONS = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))
DISTANCES = (4, 14, 26, 40, 56, 74, 94, 116)
"""How far from its point a name may stand."""


@dataclass(frozen=True)
class Spot:
    """A point that wants a name."""

    name: str
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Named:
    """Where a name stands: the middle of its left or right end, or its middle."""

    spot: Spot
    x: float
    y: float
    align: str
    far: bool
    """Whether a line must lead from the point to it."""


Area = tuple[float, float, float, float]


def place_names(spots: Sequence[Spot], width: float, height: float) -> list[Named]:
    """Place the names of points, the first ones first.

    :returns: those for which there is room.
    """
    taken = [
        (spot.x - spot.radius, spot.y - spot.radius, spot.x + spot.radius, spot.y + spot.radius)
        for spot in spots
    ]
    placed: list[Named] = []
    for spot in spots:
        for named, area in _tries(spot):
            inside = area[0] >= 0 and area[1] >= 0 and area[2] <= width and area[3] <= height
            if inside and not any(_meet(area, other) for other in taken):
                placed.append(named)
                taken.append(area)
                break
    return placed


def _tries(spot: Spot) -> Iterable[tuple[Named, Area]]:
    wide = text_width(spot.name, TYPE_SIZE)
    for distance in DISTANCES:
        for across, down in DIRECTIONS:
            slant = 0.8 if across and down else 1.0
            x = spot.x + across * (spot.radius + distance) * slant
            y = spot.y + down * (spot.radius + distance + (LINE / 2 if not across else 0)) * slant
            left = x - wide / 2 if not across else (x if across > 0 else x - wide)
            align = {0: "center", 1: "left", -1: "right"}[across]
            yield (
                Named(spot, x, y, align, far=distance > DISTANCES[1]),
                (left - 1, y - LINE / 2, left + wide + 1, y + LINE / 2),
            )


def _meet(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
