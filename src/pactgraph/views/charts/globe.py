"""The ground of a map as SVG: land cut at the edge of the projection, and a net of degrees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil

from pactgraph.views import svg
from pactgraph.views.charts.base_map import Point, Projection, coast
from pactgraph.views.charts.drawing import line
from pactgraph.views.colours import Paint

STEP, NET = 3, 30
"""A straight line in degrees is drawn as so many degrees at a time; the net has a line each 30 degrees."""


def ground(projection: Projection, width: float, height: float, paint: Paint) -> str:
    """Draw land and the net of degrees, cut to the size of the map."""
    net = "".join(
        svg.polygon_path([projection.place(*point) for point in degrees], closed=False) for degrees in _net()
    )
    paths = []
    for part in (part for ring in coast() for part in cut(ring, projection.middle)):
        points = [projection.place(*point) for point in part]
        # What lies far outside would only make the page larger.
        for axis, edge, side in ((0, -9, 1), (0, width + 9, -1), (1, -9, 1), (1, height + 9, -1)):
            points = list(_beyond(points, axis, edge, side))
        paths.append(svg.polygon_path(points) if len(points) > 2 else "")
    # Waters are rings inside land. The stroke covers the seam between two parts of one coast.
    tint = paint("land")
    look = {"fill": tint, "fill_rule": "evenodd", "stroke": tint, "stroke_width": "0.5"}
    land = svg.element("path", d="".join(paths), **look) if any(paths) else ""
    # An inner svg element cuts off what lies outside it.
    return svg.element("svg", line(net, paint("edge"), 0.7), land, width=width, height=height)


def cut(ring: Sequence[Point], middle: float) -> Iterator[list[Point]]:
    """Cut a ring on the globe along the meridian opposite the middle of a map.

    :param ring: longitudes and latitudes; the first point is the last one too.
    :returns: closed parts with longitudes between -180 and 180 from the middle.

    >>> [
    ...     (min(x for x, _ in part), max(x for x, _ in part))
    ...     for part in cut([(170, 0), (-170, 0), (-170, 9), (170, 9), (170, 0)], 0)
    ... ]
    [(-180.0, -170.0), (170.0, 180.0)]
    """
    turned = [(ring[0][0] - middle, ring[0][1])]
    for before, after in pairwise(ring):
        step = (after[0] - before[0] + 180) % 360 - 180
        turned.append((turned[-1][0] + step, after[1]))
    if abs(turned[-1][0] - turned[0][0]) > 180:
        # A ring around a pole is closed along it.
        pole = 90.0 if turned[0][1] > 0 else -90.0
        turned += [(turned[-1][0], pole), (turned[0][0], pole), turned[0]]
    for turn in (-720, -360, 0, 360, 720):
        part = [(x + turn, y) for x, y in turned]
        for edge, side in ((-180, 1), (180, -1)):
            part = list(_beyond(part, 0, edge, side))
        if len(part) > 2:
            yield list(_dense([*part, part[0]]))


def _beyond(ring: Sequence[Point], axis: int, edge: float, side: int) -> Iterator[Point]:
    """Return the part of a polygon on one side of a line, by the algorithm of Sutherland and Hodgman."""
    for before, after in zip([*ring[-1:], *ring], ring, strict=False):
        behind, ahead = ((point[axis] - edge) * side for point in (before, after))
        if behind * ahead < 0:
            share = behind / (behind - ahead)
            yield (
                before[0] + share * (after[0] - before[0]),
                before[1] + share * (after[1] - before[1]),
            )
        if ahead >= 0:
            yield after


def _dense(line: Iterable[Point]) -> Iterator[Point]:
    """Add points to a line: what is straight in degrees is bent on the map."""
    for before, after in pairwise(line):
        steps = ceil(max(abs(after[0] - before[0]), abs(after[1] - before[1])) / STEP) or 1
        for step in range(steps):
            share = step / steps
            yield (
                before[0] + share * (after[0] - before[0]),
                before[1] + share * (after[1] - before[1]),
            )
    yield after


def _net() -> Iterator[Iterable[Point]]:
    for meridian in range(-180, 181, NET):
        yield _dense([(meridian, -90), (meridian, 90)])
    for parallel in range(-60, 61, NET):
        yield _dense([(-180, parallel), (180, parallel)])
