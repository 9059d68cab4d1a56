"""Where everything of a series stands: a panel for each area and unit, a mark for each value and source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pactgraph.views.charts.colours import Paint
from pactgraph.views.charts.definition import Chart
from pactgraph.views.charts.drawing import echo, link, member
from pactgraph.views.charts.rows import NARROW
from pactgraph.views.charts.values import MAGNITUDES, Point, disagreements, short

TINTS = ("place", "pact", "organization", "pledge", "enterprise", "work")
"""The colours of the sources; a seventh source has that of the first again, and another shape."""

SHAPES = ("circle", "diamond", "square", "triangle-up", "cross", "triangle-down", "stroke")
"""The shapes of the sources."""

SIZES = (190, 90, 26, 22, 20, 18, 16)
"""The first is the largest, so that a mark upon a mark leaves both to be seen."""

PANEL = 384
"""The width of a panel with its axis, at most."""

HEIGHT, LOWER = 190, 140
"""The height of a panel, and on a telephone."""

CROSS = "M-.5,-.5L.5,.5M.5,-.5L-.5,.5"
"""What marks a printed number that a curator understood otherwise."""

LONGEST = 4
"""A line joins two values of one source that are at most so many years apart."""


class Picture:
    """The panels, for one width."""

    def __init__(
        self,
        points: Sequence[Point],
        panels: Sequence[tuple[str, str]],
        sources: Sequence[str],
        chart: Chart,
        paint: Paint,
        width: int,
    ) -> None:
        self.points, self.panels, self.sources, self.chart = points, panels, sources, chart
        self.paint, self.width, self.small = paint, width, width < NARROW
        across = max(1, min(width // PANEL, len(panels)))
        self.across = across
        self.panel_width = min(width // across, 560) - 62
        years = [point.year for point in points]
        self.years = (min(years) - 0.6, max(years) + 0.6)
        self.several_units = len({unit for _, unit in panels}) > 1

    def spec(self) -> dict[str, Any]:
        """Return the specification."""
        drawn = [self._panel(panel) for panel in self.panels]
        lines = [drawn[start : start + self.across] for start in range(0, len(drawn), self.across)]
        return {
            "padding": 4,
            "spacing": 18,
            "vconcat": [{"hconcat": line, "spacing": 18} for line in lines],
            "resolve": {"scale": {"stroke": "shared", "fill": "shared", "shape": "shared"}},
        }

    def _top(self, panel: tuple[str, str]) -> float:
        """The largest value that the axis of a panel must hold."""
        same = self.chart.scale == "same"
        units = [p for p in self.points if p.panel[1] == panel[1] and (same or p.panel == panel)]
        return max(max(point.value, point.face) for point in units)

    def _low(self, panel: tuple[str, str]) -> float:
        return min(0.0, *(min(p.value, p.face) for p in self.points if p.panel[1] == panel[1]))

    def _panel(self, panel: tuple[str, str]) -> dict[str, Any]:
        held = [point for point in self.points if point.panel == panel]
        top, low = self._top(panel), self._low(panel)
        size, word = next((pair for pair in MAGNITUDES if top >= pair[0]), MAGNITUDES[-1])
        values = [self._value(point, size) for point in sorted(held, key=self._depth)]
        _join(values)
        title = {
            "text": panel[0] or "No area named",
            "subtitle": word + panel[1],
            "anchor": "start",
            "fontSize": 14,
            "color": self.paint("text"),
            "subtitleColor": self.paint("quiet"),
            "subtitleFontSize": 11,
            "offset": 8,
        }
        layers = [self._lines(values), self._apart(held, size), self._printed(values), self._marks(values)]
        return {
            "title": title,
            "width": self.panel_width,
            "height": LOWER if self.small else HEIGHT,
            "encoding": self._axes(low / size, top / size),
            "layer": [layer for layer in layers if layer["data"]["values"]],
        }

    def _depth(self, point: Point) -> int:
        return self.sources.index(point.row["source"])

    def _value(self, point: Point, size: float) -> dict[str, Any]:
        row, tint = point.row, self.paint(self._tint(point.row["source"]))
        hollow = bool(row["how"])
        hedge = f"{row['how']} " if hollow else ""
        said = f"{row['area']}, {row['period']}: {hedge}{short(point.value)} {row['unit']}"
        said += f", printed “{row['printed']}”; {row['source']}"
        return {
            "year": point.year,
            "value": point.value / size,
            "source": row["source"],
            "row": link(row.id),
            "said": said,
            "face": point.face / size,
            "otherwise": point.face != point.value,
            "solid": 0 if hollow else 1,
            "size": SIZES[self._depth(point) % len(SIZES)],
            "tint": tint,
            "echo": echo(row.id),
            "line": member(self._depth(point)),
        }

    def _tint(self, source: str) -> str:
        return TINTS[self.sources.index(source) % len(TINTS)]

    def _axes(self, low: float, top: float) -> dict[str, Any]:
        paint = self.paint
        looks = {"gridColor": paint("edge"), "labelColor": paint("quiet"), "title": None}
        return {
            "x": {
                "field": "year",
                "type": "quantitative",
                "scale": {"domain": list(self.years), "nice": False},
                "axis": {**looks, "format": "d", "tickMinStep": 1, "tickCount": 6, "grid": False},
            },
            "y": {
                "field": "value",
                "type": "quantitative",
                "scale": {"domain": [low, top * 1.06 or 1], "nice": False},
                "axis": {**looks, "tickCount": 5, "minExtent": 40, "maxExtent": 40},
            },
        }

    def _lines(self, values: list[dict[str, Any]]) -> dict[str, Any]:
        """One line for each source, through its values; where it gives two for a year, through their mean."""
        return {
            "data": {"values": values},
            "mark": {"type": "line", "strokeWidth": 1.5, "strokeOpacity": 0.55},
            "encoding": {
                "y": {"field": "value", "type": "quantitative", "aggregate": "mean"},
                "detail": [{"field": "source"}, {"field": "stretch"}],
                "stroke": {"field": "tint", "type": "nominal", "scale": None},
                "href": {"field": "line"},
            },
        }

    def _apart(self, held: list[Point], size: float) -> dict[str, Any]:
        """A ring around values that part: the gap between them may be too small to be seen."""
        gaps = [
            {"year": found[0].year, "value": (found[0].value + found[-1].value) / 2 / size}
            for found in disagreements(held)
        ]
        ring = {"shape": "circle", "filled": False, "size": 480, "strokeWidth": 2.5, "opacity": 1}
        return {
            "data": {"values": gaps},
            "mark": {"type": "point", "color": self.paint("opposition"), **ring},
        }

    def _printed(self, values: list[dict[str, Any]]) -> dict[str, Any]:
        """What is printed where a curator understood another number: crossed, with a dotted line to it."""
        otherwise = [value for value in values if value["otherwise"]]
        same = {"stroke": {"field": "tint", "type": "nominal", "scale": None}, "href": {"field": "echo"}}
        return {
            "data": {"values": otherwise},
            "layer": [
                {
                    "mark": {"type": "rule", "strokeDash": [1, 3], "strokeWidth": 1.2, "opacity": 1},
                    "encoding": {"y2": {"field": "face"}, **same},
                },
                {
                    "mark": {"type": "point", "shape": CROSS, "size": 90, "strokeWidth": 1.8, "opacity": 1},
                    "encoding": {"y": {"field": "face", "type": "quantitative"}, **same},
                },
            ],
        }

    def _marks(self, values: list[dict[str, Any]]) -> dict[str, Any]:
        legend = {
            "title": None,
            "orient": "top",
            "columns": 1 if self.small else 3,
            "labelLimit": self.width - 40,
            "labelColor": self.paint("text"),
            "labelFontSize": 12,
            "symbolSize": 90,
            "symbolStrokeWidth": 2,
            "symbolOpacity": 1,
        }
        domain = list(self.sources)
        scale = {"domain": domain, "range": [self.paint(self._tint(source)) for source in domain]}
        shapes = {"domain": domain, "range": [SHAPES[place % len(SHAPES)] for place in range(len(domain))]}
        return {
            "data": {"values": values},
            "mark": {"type": "point", "strokeWidth": 1.6, "opacity": 1},
            "encoding": {
                "stroke": {"field": "source", "type": "nominal", "scale": scale, "legend": legend},
                "shape": {"field": "source", "type": "nominal", "scale": shapes, "legend": legend},
                "fill": {"field": "source", "type": "nominal", "scale": scale, "legend": legend},
                "fillOpacity": {"field": "solid", "type": "quantitative", "scale": None},
                "size": {"field": "size", "type": "quantitative", "scale": None},
                "href": {"field": "row"},
                "description": {"field": "said"},
            },
        }


def _join(values: list[dict[str, Any]]) -> None:
    """Number the stretches that a line runs through: it does not bridge years of which nothing is said."""
    last: dict[str, tuple[float, int]] = {}
    for value in sorted(values, key=lambda value: float(value["year"])):
        year, stretch = last.get(value["source"], (value["year"], 0))
        stretch += value["year"] - year > LONGEST
        value["stretch"] = stretch
        last[value["source"]] = (value["year"], stretch)
