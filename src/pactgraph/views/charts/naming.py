"""Names of points that do not cover each other: near where there is room, else farther, with a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pactgraph.views.svg import text_width

TYPE_SIZE, LINE = 12, 14
DIRECTIONS = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))
DISTANCES = (4, 14, 26, 40, 56, 74, 94, 116)
"""The distances of a name from its point, in the order in which they are tried."""


@dataclass(frozen=True)
class Spot:
    """A point with a name."""

    name: str
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Named:
    """The place of a name: the middle of its height, at its start, its middle or its end."""

    spot: Spot
    x: float
    y: float
    anchor: str
    far: bool
    """Whether a line leads from the point to it."""


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
            anchor = {0: "middle", 1: "start", -1: "end"}[across]
            yield (
                Named(spot, x, y, anchor, far=distance > DISTANCES[1]),
                (left - 1, y - LINE / 2, left + wide + 1, y + LINE / 2),
            )


def _meet(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
