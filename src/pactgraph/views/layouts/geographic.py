"""As on a map: countries and towns where they lie, moved apart only as far as their names need.

What lies in a known country and has no known place of its own stands near that country. Everything else
(groups, organizations, initiatives) stands below, and the picture says so. Degrees are drawn alike in both
directions (plate carrée).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import isqrt
from typing import Any

from pactgraph.errors import ParameterError
from pactgraph.views.layouts.boxes import LINE, TYPE_SIZE, Arrangement, Box, Guide, bounds
from pactgraph.views.layouts.reading import boxes_of, by_label, most_lines
from pactgraph.views.layouts.separation import PROPORTION, rows_below, separate, shifted
from pactgraph.views.places import Place, country_place, town_place

NARROW, WIDE = 760, 1300
"""The least and the greatest width of the map."""

THINLY = 16
"""Between them the map, with its height, is about ten times as large as the boxes on it."""

WIDEST = 120
"""The widest box."""

LARGEST = 30
"""At most so many units to a degree: neighbours are not torn apart."""

MERIDIANS = 30
"""So many degrees lie between two lines of the net."""

BESIDE = 3
"""So many stand beside each other, in rows below their country."""


NEAR = "near its country"
"""What is said of a place that is not the thing's own."""

ELSEWHERE = "no known place"
"""The heading above what stands below the map."""

MOVED = "Each stands at the middle of its country or at its town, moved where names would meet."
"""What holds for every such picture."""


def arrange(graph: Any, seed: int = 1, size: str = "none") -> Arrangement:
    """Return the box of every node; see this module. There is no chance in it: the seed has no effect.

    :raises ParameterError: if the place of nothing in the network is known.
    :raises MissingLibraryError: if the extra ``views`` is not installed.
    """
    known = {node: place for node in sorted(graph) if (place := _place(graph, node))}
    if not known:
        raise ParameterError(
            "the layout geographic for a network in which no place is known",
            expected="countries, or what lies in them",
            mend='write layout = "force"',
        )
    boxes = boxes_of(graph, size, WIDEST, most_lines(graph))
    scale, middle = _scale(known.values(), sum(boxes[node].width * boxes[node].height for node in known))
    points = _points(known, scale, middle)
    placed = separate({node: boxes[node] for node in known}, points)
    guides = _net(scale, middle, bounds(placed.values()))
    rest = by_label(graph, set(graph) - set(known))
    if rest:
        left, _, right, bottom = bounds(placed.values())
        title = Box((left + right) // 2, bottom + 3 * LINE, right - left, LINE, 1, TYPE_SIZE)
        guides.append(Guide("heading", title.x, title.y, title.width, title.height, ELSEWHERE))
        rows = rows_below({**placed, "": title}, boxes, rest)
        placed |= rows
    left, top, right, bottom = bounds(placed.values())
    dx, dy = -((left + right) // 2), -((top + bottom) // 2)
    moved = [replace(guide, x=guide.x + dx, y=guide.y + dy) for guide in guides]
    return Arrangement(shifted(placed, dx, dy), moved, _notes(known.values(), rest))


def _place(graph: Any, node: str) -> Place | None:
    """Return where a thing lies; what is in a country and nowhere known in it, lies near the country."""
    data = graph.nodes[node]
    if data.get("type") == "country":
        return country_place(_code(node))
    country = _code(str(data.get("country") or ""))
    if not country:
        return None
    if data.get("type") == "subnational":
        town = town_place([str(data.get("label") or ""), *data.get("alt", [])], country)
        if town:
            return town
    beside = country_place(country)
    return replace(beside, of=NEAR) if beside else None


def _code(country: str) -> str:
    return country.rpartition("/")[2]


def _scale(places: Iterable[Place], covered: int) -> tuple[float, tuple[float, float]]:
    """Return how many units a degree has, and the longitude and latitude in the middle.

    :param places: all that are known.
    :param covered: the area of the boxes that are to stand at them: the more, the larger the map.
    """
    listed = list(places)
    east = [place.longitude for place in listed]
    north = [place.latitude for place in listed]
    wide, tall = max(east) - min(east) or 1.0, max(north) - min(north) or 1.0
    across = min(WIDE, max(NARROW, isqrt(covered * THINLY)))
    scale = min(across / wide, across / PROPORTION / tall, LARGEST)
    return scale, ((max(east) + min(east)) / 2, (max(north) + min(north)) / 2)


def _points(
    known: Mapping[str, Place], scale: float, middle: tuple[float, float]
) -> dict[str, tuple[float, float]]:
    points = {}
    near: dict[tuple[float, float], int] = {}
    for node, place in known.items():
        x, y = scale * (place.longitude - middle[0]), scale * (middle[1] - place.latitude)
        if place.of == NEAR:
            number = near[x, y] = near.get((x, y), -1) + 1
            x, y = x + (number % BESIDE - 1) * WIDEST, y + (1 + number // BESIDE) * LINE * 1.5
        points[node] = (x, y)
    return points


def _net(scale: float, middle: tuple[float, float], span: tuple[int, int, int, int]) -> list[Guide]:
    """Return the lines of the net of degrees that cross what is covered."""
    left, top, right, bottom = span
    lines = []
    for degree in range(-180, 181, MERIDIANS):
        x = round(scale * (degree - middle[0]))
        if left <= x <= right:
            lines.append(Guide("line", x, top, 0, bottom - top))
        y = round(scale * (middle[1] - degree))
        if top <= y <= bottom and abs(degree) < 90:
            lines.append(Guide("line", left, y, right - left, 0))
    return lines


def _notes(places: Iterable[Place], rest: Sequence[str]) -> list[str]:
    near = sum(place.of == NEAR for place in places)
    said = [MOVED]
    if near:
        said.append(f"{_count(near)} near the country they belong to: where in it is not known.")
    if rest:
        said.append(f"{_count(len(rest))} below the map: they have no place that is known.")
    return said


def _count(number: int) -> str:
    return "1 of them stands" if number == 1 else f"{number} of them stand"
