"""Where everything of a map stands: land, points, lines, and names that do not cover each other."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pactgraph.views.charts.base_map import Projection, around, world
from pactgraph.views.charts.colours import Paint
from pactgraph.views.charts.definition import Chart
from pactgraph.views.charts.drawing import link
from pactgraph.views.charts.naming import TYPE_SIZE, Named, Spot, place_names
from pactgraph.views.charts.network import count_of, name_of
from pactgraph.views.charts.rows import NARROW, Row
from pactgraph.views.places import Place

PROPORTION, UPRIGHT = 0.52, 1.1
"""Height to width of a map of a part of the world, on a screen and on a telephone."""

MARGIN = 70
"""The room around its places, for their names."""

LEAST, MOST = 4.0, 13.0
"""The radius of the smallest and of the largest point."""


@dataclass(frozen=True)
class Site:
    """A node that has a place."""

    node: str
    place: Place
    row: Row
    count: int
    """How many ties it stands in."""


class Picture:
    """The map, for one width."""

    def __init__(
        self,
        graph: Any,
        sites: Sequence[Site],
        lines: Mapping[tuple[str, str], list[Mapping[str, Any]]],
        rows: Mapping[tuple[str, str], Row],
        dashed: set[tuple[str, str]],
        chart: Chart,
        paint: Paint,
        land: tuple[list[dict[str, Any]], list[dict[str, Any]]],
        width: int,
    ) -> None:
        self.graph, self.sites, self.lines, self.rows, self.dashed = graph, sites, lines, rows, dashed
        self.paint, self.land, self.width = paint, land, width
        points = [(site.place.longitude, site.place.latitude) for site in sites]
        if chart.fit == "places":
            self.height = round(width * (UPRIGHT if width < NARROW else PROPORTION))
            self.projection: Projection = around(points, width, self.height, MARGIN)
        else:
            self.projection, self.height = world(width)
        self.most = max(site.count for site in sites) or 1

    def spec(self) -> dict[str, Any]:
        """Return the specification."""
        land, water = self.land
        edge = self.paint("edge")
        shapes: list[tuple[dict[str, Any], dict[str, Any]]] = [
            ({"graticule": {"step": [30, 30]}}, {"filled": False, "stroke": edge, "strokeWidth": 0.7}),
            (
                {"values": land},
                {"fill": self.paint("land"), "stroke": self.paint("land"), "strokeWidth": 0.5},
            ),
            ({"values": water}, {"fill": self.paint("ground"), "stroke": None}),
        ]
        ground = [
            {"data": data, "mark": {"type": "geoshape", **mark}}
            for data, mark in shapes
            if data.get("values") != []
        ]
        layers = [*ground, *self._ties(), *self._points(), *self._names()]
        projection = self.projection.as_vega(self.width, self.height)
        return {
            "width": self.width,
            "height": self.height,
            "padding": 2,
            "projection": projection,
            "layer": layers,
        }

    def _ties(self) -> list[dict[str, Any]]:
        places = {
            site.node: self.projection.point(site.place.longitude, site.place.latitude) for site in self.sites
        }
        most = max((count_of(ties) for ties in self.lines.values()), default=1)
        pixel = {"type": "quantitative", "scale": None, "axis": None}
        drawn = []
        for dashed in (False, True):
            values = [
                {
                    "x": x,
                    "y": y,
                    "at": at,
                    "width": 1.2 + 4.8 * count_of(ties) / most,
                    "row": link(self.rows[ends].id),
                    "said": _said(self.rows[ends]),
                }
                for ends, ties in self.lines.items()
                if (ends in self.dashed) is dashed
                for at, (x, y) in enumerate(_bow(places[ends[0]], places[ends[1]]))
            ]
            mark = {"type": "line", "stroke": self.paint("pact"), "opacity": 0.75, "strokeCap": "round"}
            encoding = {
                "x": {"field": "x", **pixel},
                "y": {"field": "y", **pixel},
                "order": {"field": "at"},
                "detail": {"field": "row"},
                "href": {"field": "row"},
                "description": {"field": "said"},
                "strokeWidth": {"field": "width", "type": "quantitative", "scale": None},
            }
            if values:
                dash = {"strokeDash": [5, 4]} if dashed else {}
                drawn.append({"data": {"values": values}, "mark": {**mark, **dash}, "encoding": encoding})
        return drawn

    def _radius(self, site: Site) -> float:
        radius = max(LEAST, MOST * math.sqrt(site.count / self.most))
        return radius * 0.75 if self.width < NARROW else radius

    def _spots(self) -> list[Spot]:
        return [
            Spot(
                name_of(self.graph, site.node),
                *self.projection.point(site.place.longitude, site.place.latitude),
                self._radius(site),
            )
            for site in self.sites
        ]

    def _points(self) -> list[dict[str, Any]]:
        values = [
            {
                "lon": site.place.longitude,
                "lat": site.place.latitude,
                "size": 3.1416 * self._radius(site) ** 2,
                "row": link(site.row.id),
                "said": f"{name_of(self.graph, site.node)}: {site.count}",
            }
            for site in self.sites
        ]
        return [
            {
                "data": {"values": values},
                "mark": {
                    "type": "circle",
                    "fill": self.paint("place"),
                    "stroke": self.paint("ground"),
                    "strokeWidth": 1.2,
                    "opacity": 1,
                },
                "encoding": {
                    "longitude": {"field": "lon", "type": "quantitative"},
                    "latitude": {"field": "lat", "type": "quantitative"},
                    "size": {"field": "size", "type": "quantitative", "scale": None},
                    "href": {"field": "row"},
                    "description": {"field": "said"},
                },
            }
        ]

    def _names(self) -> list[dict[str, Any]]:
        placed = place_names(self._spots(), self.width, self.height)
        leaders = [named for named in placed if named.far]
        layers = [self._leaders(leaders)] if leaders else []
        for align in ("left", "right", "center"):
            values = [{"x": n.x, "y": n.y, "words": n.spot.name} for n in placed if n.align == align]
            if values:
                layers += [self._words(values, align, halo) for halo in (True, False)]
        return layers

    def _leaders(self, named: Sequence[Named]) -> dict[str, Any]:
        values = [{"x": n.spot.x, "y": n.spot.y, "right": n.x, "bottom": n.y} for n in named]
        pixel = {"type": "quantitative", "scale": None, "axis": None}
        return {
            "data": {"values": values},
            "mark": {"type": "rule", "stroke": self.paint("quiet"), "strokeWidth": 0.8},
            "encoding": {
                "x": {"field": "x", **pixel},
                "x2": {"field": "right"},
                "y": {"field": "y", **pixel},
                "y2": {"field": "bottom"},
            },
        }

    def _words(self, values: list[dict[str, Any]], align: str, halo: bool) -> dict[str, Any]:
        pixel = {"type": "quantitative", "scale": None, "axis": None}
        ink: dict[str, Any] = {"color": self.paint("text")}
        if halo:
            ground = self.paint("ground")
            ink = {"color": ground, "stroke": ground, "strokeWidth": 3, "opacity": 0.75}
        return {
            "data": {"values": values},
            "mark": {"type": "text", "baseline": "middle", "fontSize": TYPE_SIZE, "align": align, **ink},
            "encoding": {
                "x": {"field": "x", **pixel},
                "y": {"field": "y", **pixel},
                "text": {"field": "words"},
            },
        }


def _said(row: Row) -> str:
    return f"{row['place']} and {row['other']}: {row['count']}"


def _bow(
    one: tuple[float, float], other: tuple[float, float], bend: float = 0.14
) -> list[tuple[float, float]]:
    """Return points on a slightly bent line, so that lines to one place do not lie on each other."""
    if one > other:
        one, other = other, one
    across, down = other[0] - one[0], other[1] - one[1]
    middle = ((one[0] + other[0]) / 2 + bend * down, (one[1] + other[1]) / 2 - bend * across)
    parts = [step / 16 for step in range(17)]
    return [
        tuple(  # type: ignore[misc]
            (1 - t) ** 2 * one[axis] + 2 * t * (1 - t) * middle[axis] + t * t * other[axis] for axis in (0, 1)
        )
        for t in parts
    ]
