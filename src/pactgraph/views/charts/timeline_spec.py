"""Where everything of a timeline stands: bars on rows, names beside them, or above on a telephone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pactgraph.views.charts.colours import Paint
from pactgraph.views.charts.definition import Chart
from pactgraph.views.charts.drawing import echo, link, member
from pactgraph.views.charts.rows import NARROW, Row
from pactgraph.views.charts.spans import Span
from pactgraph.views.labels import text_width

TYPE_SIZE = 12
ROW_HEIGHT, LINE_HEIGHT, HEADING = 20, 15, 30
"""The height of a row on a screen, of a line of its label on a telephone, and of a group's heading."""

BAR = 9
"""The height of a bar, and its least length."""

STUB = 34
"""The length of the dotted line that says that a date has no known beginning or end."""


class Picture:
    """The places of everything, for one width."""

    def __init__(
        self,
        rows: tuple[Row, ...],
        spans: Mapping[str, Span],
        groups: tuple[str, ...],
        chart: Chart,
        paint: Paint,
        width: int,
    ) -> None:
        self.spans, self.chart, self.paint, self.width = spans, chart, paint, width
        self.small = width < NARROW
        # The last label of the axis stands half outside the scale.
        self.room = width - 24
        starts, ends = [s.start for s in spans.values()], [s.end for s in spans.values()]
        pad = max(1.0, (max(ends) - min(starts)) / self.room * (STUB + 8))
        before = any(span.opened == "before" and span.start - pad < min(starts) for span in spans.values())
        after = any(span.opened == "after" and span.end + pad > max(ends) for span in spans.values())
        self.first = int(min(starts) - (pad if before else 0))
        self.last = -int(-(max(ends) + (pad if after else 0)) // 1)
        self.years_of_pixel = (self.last - self.first) / self.room
        self.word = chart.names.get("group", "group").lower()
        self.marks: list[dict[str, Any]] = []
        self.headings: list[dict[str, Any]] = []
        self.labels: list[dict[str, Any]] = []
        self.height = 6
        for group in groups:
            if len(groups) > 1:
                self._head(group, groups.index(group))
            for row in rows:
                if row.group == group and row.id in spans:
                    self._add(row, spans[row.id])

    def _head(self, group: str, place: int) -> None:
        self.height += HEADING
        words = group or f"No {self.word} named"
        self.headings.append({"y": self.height - 8, "x": 0, "words": words, "echo": member(place)})

    def _add(self, row: Row, span: Span) -> None:
        lines = self._lines(row) if self.small else [self._words(row)]
        top = self.height + (LINE_HEIGHT * len(lines) if self.small else 0)
        y = top + (BAR if self.small else ROW_HEIGHT // 2)
        self.height = y + (BAR if self.small else ROW_HEIGHT // 2)
        least = BAR * self.years_of_pixel
        middle, half = (span.start + span.end) / 2, max(span.end - span.start, least) / 2
        hollow = row["event"] in self.chart.hollow
        mark: dict[str, Any] = {
            "echo": echo(row.id),
            "start": middle - half,
            "end": middle + half,
            "top": y - BAR // 2,
            "bottom": y + BAR // 2 + 1,
            "y": y,
            "row": link(row.id),
            "said": self._said(row),
            "fill": self.paint("ground") if hollow else self.paint("pact"),
            "opacity": 0.38 if span.vague and not hollow else 1.0,
        }
        if span.opened:
            side = -1 if span.opened == "before" else 1
            edge = mark["start"] if side < 0 else mark["end"]
            mark.update(edge=edge, far=edge + side * STUB * self.years_of_pixel, side=side)
        self.marks.append(mark)
        self._write(row, lines, mark, y, top)

    def _write(self, row: Row, lines: list[str], mark: dict[str, Any], y: int, top: int) -> None:
        if self.small:
            for place, words in enumerate(lines):
                at = top - LINE_HEIGHT * (len(lines) - place) + 10
                self.labels.append({"px": 0, "y": at, "words": words, "left": True, "echo": echo(row.id)})
            return
        right = (max(mark["end"], mark.get("far", 0)) - self.first) / self.years_of_pixel + 8
        left = (min(mark["start"], mark.get("far", 9999)) - self.first) / self.years_of_pixel - 8
        fits = right + text_width(lines[0], TYPE_SIZE) * 0.94 < self.width
        self.labels.append(
            {"px": right if fits else left, "y": y, "words": lines[0], "left": fits, "echo": mark["echo"]}
        )

    def _words(self, row: Row) -> str:
        return row["label"] + (f" · {row['event']}" if row["event"] else "")

    def _said(self, row: Row) -> str:
        return ", ".join(part for part in (self._words(row), row["date"], row["group"]) if part)

    def _lines(self, row: Row) -> list[str]:
        lines = [""]
        for word in self._words(row).split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and text_width(longer, TYPE_SIZE) > self.width:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def spec(self) -> dict[str, Any]:
        """Return the specification."""
        paint = self.paint
        scale = {"domain": [self.first, self.last], "nice": False, "zero": False}
        most = 5 if self.small else 12
        years = list(range(self.first, self.last + 1))
        axis = {
            "orient": "top",
            "format": "d",
            # Of a short span each year is named: ticks that are chosen for it would lie within years.
            **({"values": years} if len(years) <= most else {"tickMinStep": 1, "tickCount": most}),
            "grid": True,
            "gridColor": paint("edge"),
            "labelColor": paint("quiet"),
            "title": None,
        }
        x = {"field": "start", "type": "quantitative", "scale": scale, "axis": axis}
        pixel = {"type": "quantitative", "scale": None, "axis": None}
        key = {"href": {"field": "row"}, "description": {"field": "said"}}
        bars = {
            "data": {"values": self.marks},
            "mark": {"type": "rect", "cornerRadius": BAR // 2, "stroke": paint("pact"), "strokeWidth": 1.5},
            "encoding": {
                "x": x,
                "x2": {"field": "end"},
                "y": {"field": "top", **pixel},
                "y2": {"field": "bottom"},
                "fill": {"field": "fill", "type": "nominal", "scale": None},
                "fillOpacity": {"field": "opacity", "type": "quantitative", "scale": None},
                **key,
            },
        }
        opened = [mark for mark in self.marks if "far" in mark]
        layers = [bars, *self._open_ends(opened, pixel)] if opened else [bars]
        return {
            "width": self.room,
            "height": self.height + 4,
            "padding": {"left": 12, "right": 12, "top": 4, "bottom": 4},
            "autosize": {"type": "pad"},
            "layer": [*layers, *self._texts(pixel)],
        }

    def _open_ends(self, opened: list[dict[str, Any]], pixel: dict[str, Any]) -> list[dict[str, Any]]:
        line = {
            "data": {"values": opened},
            "mark": {"type": "rule", "stroke": self.paint("pact"), "strokeWidth": 1.5, "strokeDash": [1, 3]},
            "encoding": {
                "x": {"field": "edge", "type": "quantitative"},
                "x2": {"field": "far"},
                "y": {"field": "y", **pixel},
                "href": {"field": "echo"},
            },
        }
        tip = {
            "data": {"values": opened},
            "mark": {
                "type": "point",
                "shape": "triangle",
                "filled": True,
                "size": 40,
                "color": self.paint("pact"),
            },
            "encoding": {
                "x": {"field": "far", "type": "quantitative"},
                "y": {"field": "y", **pixel},
                "href": {"field": "echo"},
                "angle": {"condition": {"test": "datum.side < 0", "value": -90}, "value": 90},
            },
        }
        return [line, tip]

    def _texts(self, pixel: dict[str, Any]) -> list[dict[str, Any]]:
        def words(values: list[dict[str, Any]], x: str, **mark: Any) -> dict[str, Any]:
            return {
                "data": {"values": values},
                "mark": {"type": "text", "baseline": "middle", "fontSize": TYPE_SIZE, **mark},
                "encoding": {
                    "x": {"field": x, **pixel},
                    "y": {"field": "y", **pixel},
                    "text": {"field": "words"},
                    **({"href": {"field": "echo"}} if "echo" in values[0] else {}),
                },
            }

        text, paint = self.labels, self.paint
        sides = [
            words([one for one in text if one["left"] is left], "px", align=align, color=paint("text"))
            for left, align in ((True, "left"), (False, "right"))
            if any(one["left"] is left for one in text)
        ]
        if self.headings:
            sides.append(
                words(self.headings, "x", align="left", color=paint("text"), fontSize=14, fontWeight="bold")
            )
        return sides
