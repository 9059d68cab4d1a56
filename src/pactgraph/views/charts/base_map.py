"""The ground of a map: where land is, without borders, and the projection that puts degrees on paper.

The coast is that of Natural Earth (1:110 million, public domain), which is fetched when the package is built
(``hatch_build.py``). Borders are not drawn: which of them are right is disputed, and no claim of the graph
rests on them. Without the coast a net of degrees is drawn, and the page says so.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, pairwise

from pactgraph.resources import viz_dir
from pactgraph.views import svg
from pactgraph.views.charts.drawing import line
from pactgraph.views.colours import Paint

LAND = "vendor/world-atlas/land-110m.json"
"""The land as TopoJSON, below ``viz``."""

WITH_COAST = "Coast: Natural Earth 1:110 million, public domain, without small islands. No borders are drawn."
WITHOUT_COAST = "Only a net of degrees is drawn: the coast could not be fetched when Pactgraph was installed."

EQUAL_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)
"""The four numbers of the Equal Earth projection (Šavrič, Patterson and Jenny, 2019)."""

CUT = 150.0
"""The meridian in the middle of a world map: the cut at 30° west runs through no continent."""


STEP, NET = 3, 30
"""A straight line in degrees is drawn as so many degrees at a time; the net has a line each 30 degrees."""


@dataclass(frozen=True)
class Projection:
    """Equal Earth, turned and scaled to a width and height."""

    middle: float
    """The meridian that stands upright."""
    scale: float
    across: float
    down: float

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a place stands, in pixels."""
        return self.place((longitude - self.middle + 180) % 360 - 180, latitude)

    def place(self, turned: float, latitude: float) -> tuple[float, float]:
        """Return the same for a longitude between -180 and 180 from the middle."""
        x, y = _project(turned, latitude)
        return (self.across + self.scale * x, self.down - self.scale * y)


def world(width: int) -> tuple[Projection, int]:
    """Return the projection that shows the whole world, and the height that it needs."""
    half, _ = _project(180, 0)
    _, top = _project(0, 84)
    _, bottom = _project(0, -58)
    scale = width / 2 / half
    return Projection(CUT, scale, width / 2, scale * top), round(scale * (top - bottom))


def around(places: Iterable[tuple[float, float]], width: int, height: int, margin: int) -> Projection:
    """Return the projection that shows some places, with a margin; never much closer than a country.

    :param places: longitude and latitude of each.
    """
    listed = list(places)
    middle = _middle([longitude for longitude, _ in listed])
    turned = [_project((longitude - middle + 180) % 360 - 180, latitude) for longitude, latitude in listed]
    east, north = [x for x, _ in turned], [y for _, y in turned]
    wide, tall = max(max(east) - min(east), 0.2), max(max(north) - min(north), 0.12)
    scale = min((width - 2 * margin) / wide, (height - 2 * margin) / tall)
    return Projection(
        middle,
        scale,
        width / 2 - scale * (max(east) + min(east)) / 2,
        height / 2 + scale * (max(north) + min(north)) / 2,
    )


@cache
def coast() -> tuple[tuple[svg.Point, ...], ...]:
    """Return the rings of land, and those of waters inside it; none where the coast was not fetched.

    The file is a TopoJSON topology (https://github.com/topojson/topojson-specification): arcs are
    delta-encoded integers, rings are lists of arcs, and an arc ``~n`` is arc ``n`` backwards.
    """
    file = viz_dir() / LAND
    if not file.is_file():
        return ()
    topology = json.loads(file.read_text(encoding="utf-8"))
    (across, up), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[svg.Point]] = []
    for steps in topology["arcs"]:
        points = accumulate(steps, lambda one, step: (one[0] + step[0], one[1] + step[1]))
        arcs.append([(x * across + west, y * up + south) for x, y in points])
    rings = []
    for shape in topology["objects"]["land"]["geometries"]:
        for ring in (ring for polygon in shape["arcs"] for ring in polygon):
            lines = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in ring]
            # The end of each arc is the beginning of the next.
            rings.append((*(point for line in lines for point in line[:-1]), lines[-1][-1]))
    return tuple(rings)


def _project(longitude: float, latitude: float) -> tuple[float, float]:
    a1, a2, a3, a4 = EQUAL_EARTH
    angle = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    square = angle * angle
    sixth = square**3
    x = math.radians(longitude) * math.cos(angle)
    x /= math.sqrt(3) / 2 * (a1 + 3 * a2 * square + sixth * (7 * a3 + 9 * a4 * square))
    return x, angle * (a1 + a2 * square + sixth * (a3 + a4 * square))


def _middle(longitudes: list[float]) -> float:
    """Return the meridian opposite the middle of the widest gap, so that places near 180° stay together."""
    ordered = sorted(longitude % 360 for longitude in longitudes)
    gaps = [
        (after - before) % 360 or 360
        for before, after in zip(ordered, ordered[1:] + ordered[:1], strict=True)
    ]
    widest = max(range(len(gaps)), key=lambda place: gaps[place])
    return (ordered[widest] + gaps[widest] / 2 + 180) % 360


def ground(projection: Projection, width: float, height: float, paint: Paint) -> str:
    """Draw land and the net of degrees, cut to the size of the map."""
    net = "".join(
        svg.polygon_path([projection.place(*point) for point in degrees], closed=False) for degrees in _net()
    )
    shore = _shore(projection, width, height)
    # Waters are rings inside land. The stroke covers the seam between two parts of one coast.
    tint = paint("land")
    look = {"fill": tint, "fill_rule": "evenodd", "stroke": tint, "stroke_width": "0.5"}
    land = svg.element("path", d=shore, **look) if shore else ""
    # An inner svg element cuts off what lies outside it.
    return svg.element("svg", line(net, paint("edge"), 0.7), land, width=width, height=height)


@lru_cache(maxsize=8)
def _shore(projection: Projection, width: float, height: float) -> str:
    """Return the outline of land as path data; the page and the picture of a map need the same one."""
    paths = []
    for part in (part for ring in coast() for part in cut(ring, projection.middle)):
        points = [projection.place(*point) for point in part]
        # What lies far outside would only make the page larger.
        for axis, edge, side in ((0, -9, 1), (0, width + 9, -1), (1, -9, 1), (1, height + 9, -1)):
            points = list(_beyond(points, axis, edge, side))
        paths.append(svg.polygon_path(points) if len(points) > 2 else "")
    return "".join(paths)


def cut(ring: Sequence[svg.Point], middle: float) -> Iterator[list[svg.Point]]:
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


def _beyond(ring: Sequence[svg.Point], axis: int, edge: float, side: int) -> Iterator[svg.Point]:
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


def _dense(line: Iterable[svg.Point]) -> Iterator[svg.Point]:
    """Add points to a line: what is straight in degrees is bent on the map."""
    for before, after in pairwise(line):
        steps = math.ceil(max(abs(after[0] - before[0]), abs(after[1] - before[1])) / STEP) or 1
        for step in range(steps):
            share = step / steps
            yield (
                before[0] + share * (after[0] - before[0]),
                before[1] + share * (after[1] - before[1]),
            )
    yield after


def _net() -> Iterator[Iterable[svg.Point]]:
    for meridian in range(-180, 181, NET):
        yield _dense([(meridian, -90), (meridian, 90)])
    for parallel in range(-60, 61, NET):
        yield _dense([(-180, parallel), (180, parallel)])
