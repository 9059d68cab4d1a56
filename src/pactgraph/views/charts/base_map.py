"""The ground of a map: where land is, without borders, and the projection that puts degrees on paper.

The coast is that of Natural Earth (1:110 million, public domain), which the installed package odc-geo carries
as the shape of the oceans. Borders are not drawn: which of them are right is disputed, and no claim of the
graph rests on them. Without the package a net of degrees is drawn, and the page says so.
"""

from __future__ import annotations

import json
import lzma
import math
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, files
from itertools import pairwise
from typing import Any

OCEANS = "odc/geo/data/ocean.geojson.xz"
"""Where odc-geo keeps the oceans. It is read as a file: importing the package would load much else."""

WITH_COAST = "Coast: Natural Earth 1:110 million, public domain, without small islands. No borders are drawn."
WITHOUT_COAST = "Only a net of degrees is drawn: for the coast, pip install 'pactgraph[views]'."

EQUAL_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)
"""The four numbers of the Equal Earth projection (Šavrič, Patterson and Jenny, 2019)."""

CUT = 150.0
"""The meridian in the middle of a world map: the cut at 30° west runs through no continent."""


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
        x, y = _project((longitude - self.middle + 180) % 360 - 180, latitude)
        return (self.across + self.scale * x, self.down - self.scale * y)

    def as_vega(self, width: float, height: float) -> dict[str, Any]:
        """Return the same projection for Vega-Lite."""
        return {
            "type": "equalEarth",
            "rotate": [-self.middle, 0, 0],
            "scale": self.scale,
            "translate": [self.across, self.down],
            "clipExtent": [[0, 0], [width, height]],
        }


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


def coast() -> tuple[list[Feature], list[Feature]]:
    """Return land and the waters inside it as GeoJSON features; none where odc-geo is not installed.

    What the package has is the ocean. On a turned globe a shape that holds nearly all of it is taken for its
    outside; so its holes and edges are read as what they are, land.
    """
    try:
        found = [path for path in files("odc-geo") or () if str(path) == OCEANS]
    except PackageNotFoundError:
        return [], []
    if not found:
        return [], []
    shapes = json.loads(lzma.decompress(found[0].read_binary()))["features"]
    parts = [part for shape in shapes for part in _parts(shape["geometry"])]
    ocean = max(parts, key=lambda part: len(part))
    land = [ring[::-1] for ring in ocean[1:]] + _ends(ocean[0])
    return [_feature(ring) for ring in land], [_feature(part[0]) for part in parts if part is not ocean]


Point = tuple[float, float]
Feature = dict[str, Any]


def _parts(geometry: dict[str, Any]) -> list[list[list[Point]]]:
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[[(point[0], point[1]) for point in ring] for ring in part] for part in parts]


def _feature(ring: list[Point]) -> Feature:
    return {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def _ends(ring: list[Point]) -> list[list[Point]]:
    """Return the land that the ocean's edge leaves at 180° and at the pole, each turned as d3 wants it."""
    arcs: list[list[Point]] = []
    for before, after in pairwise(ring):
        if abs(before[0]) == abs(after[0]) == 180:
            continue
        if arcs and arcs[-1][-1] == before:
            arcs[-1].append(after)
        else:
            arcs.append([before, after])
    land = []
    for arc in arcs:
        first, last = arc[0], arc[-1]
        pole = [] if first[0] == last[0] else [(last[0], -90.0), (first[0], -90.0)]
        closed = [*arc, *pole, first]
        land.append(closed[::-1] if _turn(closed) > 0 else closed)
    return land


def _turn(ring: list[Point]) -> float:
    """Return twice the area of a ring: above 0 where it turns against the clock."""
    return sum(one[0] * two[1] - two[0] * one[1] for one, two in pairwise(ring))


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
