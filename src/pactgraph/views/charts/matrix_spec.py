"""Where everything of a matrix stands: squares, names at the side and above, and the key to the shades."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pactgraph.views.charts.colours import ON_STEP, STEPS, Paint
from pactgraph.views.charts.drawing import link
from pactgraph.views.charts.network import name_of
from pactgraph.views.charts.rows import NARROW, Row, amount
from pactgraph.views.labels import text_width

LARGEST, LEAST = 30, 18
"""The size of a square, at most and at least."""

TYPE_SIZE = 12
ROOM = 210
"""At most so much is given to the names at the side."""


def classes(counts: Sequence[int]) -> list[tuple[int, int]]:
    """Divide numbers into at most five classes that hold about as many each; lowest and highest of each.

    >>> classes([1, 1, 1, 2, 5])
    [(1, 1), (2, 2), (5, 5)]
    """
    values = sorted(counts)
    distinct = sorted(set(values))
    if len(distinct) <= len(STEPS):
        return [(value, value) for value in distinct]
    edges = sorted({values[len(values) * step // len(STEPS)] for step in range(len(STEPS))})
    ends = [max(value for value in distinct if value < edge) for edge in edges[1:]] + [distinct[-1]]
    return list(zip(edges, ends, strict=True))


class Picture:
    """The squares, for one width."""

    def __init__(
        self,
        graph: Any,
        order: Sequence[str],
        rows: Mapping[tuple[str, str], Row],
        counts: Mapping[tuple[str, str], int],
        paint: Paint,
        width: int,
    ) -> None:
        self.graph, self.order, self.rows, self.counts, self.paint = graph, order, rows, counts, paint
        self.names = [name_of(graph, node) for node in order]
        room = ROOM if width >= NARROW else 120
        self.left = min(room, max(text_width(name, TYPE_SIZE) for name in self.names) + 10)
        # The names above stand at an angle of 45 degrees and lean over the last column.
        self.top = self.lean = self.left * 71 // 100 + 6
        self.size = max(LEAST, min(LARGEST, (width - self.left - self.lean) // len(order)))
        self.side = self.size * len(order)
        self.steps = classes([counts[ends] for ends in rows if ends[0] in order and ends[1] in order])
        self.key = 34

    def spec(self) -> dict[str, Any]:
        """Return the specification."""
        pixel = {"type": "quantitative", "scale": None, "axis": None}
        squares = {
            "data": {"values": self._squares()},
            "mark": {"type": "rect", "cornerRadius": 2},
            "encoding": {
                "x": {"field": "x", **pixel},
                "x2": {"field": "right"},
                "y": {"field": "y", **pixel},
                "y2": {"field": "bottom"},
                "fill": {"field": "fill", "type": "nominal", "scale": None},
                "href": {"field": "row"},
                "description": {"field": "said"},
            },
        }
        layers = [self._ground(pixel), squares, *self._texts(pixel)]
        return {
            "width": self.left + self.side + self.lean,
            "height": self.key + self.top + self.side,
            "padding": 4,
            "layer": [layer for layer in layers if layer["data"]["values"]],
        }

    def _ground(self, pixel: Mapping[str, Any]) -> dict[str, Any]:
        """Bands behind every other row, and the squares of the key."""
        top, right = self.key + self.top, self.left + self.side
        bands: list[dict[str, Any]] = [
            {
                "x": 0,
                "right": right,
                "y": top + at * self.size,
                "bottom": top + (at + 1) * self.size,
                "fill": "band",
            }
            for at in range(0, len(self.order), 2)
        ]
        for at, (x, step) in enumerate(self._key_places()):
            bands.append({"x": x, "right": x + 14, "y": 4, "bottom": 18, "fill": step, "at": at})
        values = [{**band, "fill": self.paint(band["fill"])} for band in bands]
        return {
            "data": {"values": values},
            "mark": {"type": "rect"},
            "encoding": {
                "x": {"field": "x", **pixel},
                "x2": {"field": "right"},
                "y": {"field": "y", **pixel},
                "y2": {"field": "bottom"},
                "fill": {"field": "fill", "type": "nominal", "scale": None},
            },
        }

    def _key_places(self) -> list[tuple[int, str]]:
        return [(place * 62, _step(self.steps, low)) for place, (low, _) in enumerate(self.steps)]

    def _squares(self) -> list[dict[str, Any]]:
        place = {node: at for at, node in enumerate(self.order)}
        values = []
        for (one, other), row in self.rows.items():
            if one in place and other in place:
                values.append(self._square(row, place[one], place[other], self.counts[one, other]))
                if not self.graph.is_directed():
                    values.append(self._square(row, place[other], place[one], self.counts[one, other]))
        return sorted(values, key=lambda value: (value["y"], value["x"]))

    def _square(self, row: Row, line: int, column: int, count: int) -> dict[str, Any]:
        x, y = self.left + column * self.size, self.key + self.top + line * self.size
        step = _step(self.steps, count)
        return {
            "x": x + 1,
            "right": x + self.size - 1,
            "y": y + 1,
            "bottom": y + self.size - 1,
            "fill": self.paint(step),
            "row": link(row.id),
            "count": count,
            "ink": self.paint(ON_STEP[step]),
            "said": f"{row['from']} and {row['to']}: {amount(count, 'initiative')}",
        }

    def _texts(self, pixel: Mapping[str, Any]) -> list[dict[str, Any]]:
        middle = self.size / 2
        top = self.key + self.top
        side = [
            {"x": self.left - 6, "y": top + at * self.size + middle, "words": self._cut(name)}
            for at, name in enumerate(self.names)
        ]
        above = [
            {"x": self.left + at * self.size + middle, "y": top - 5, "words": self._cut(name)}
            for at, name in enumerate(self.names)
        ]
        key = [
            {"x": place * 62 + 19, "y": 11, "words": str(low) if low == high else f"{low}–{high}"}
            for place, (low, high) in enumerate(self.steps)
        ]
        key.append({"x": 0, "y": 28, "words": "initiatives that two have in common"})
        plain = {"color": self.paint("text"), "fontSize": TYPE_SIZE}
        size = min(TYPE_SIZE, self.size // 2)
        written = [
            self._text(side, pixel, align="right", **plain),
            self._text(above, pixel, align="left", angle=315, **plain),
            self._text(key, pixel, align="left", color=self.paint("quiet"), fontSize=11),
        ]
        numbers = self._squares()
        for ink in sorted({value["ink"] for value in numbers}):
            values = [
                {"x": v["x"] + middle - 1, "y": v["y"] + middle - 1, "words": str(v["count"])}
                for v in numbers
                if v["ink"] == ink
            ]
            written.append(self._text(values, pixel, align="center", color=ink, fontSize=size))
        return written

    def _cut(self, name: str) -> str:
        """Shorten a name that is wider than its room; the table has it whole."""
        while text_width(name, TYPE_SIZE) > self.left - 8 and len(name) > 4:
            name = name.removesuffix("…")[:-1].rstrip() + "…"
        return name

    @staticmethod
    def _text(values: list[dict[str, Any]], pixel: Mapping[str, Any], **mark: Any) -> dict[str, Any]:
        return {
            "data": {"values": values},
            "mark": {"type": "text", "baseline": "middle", **mark},
            "encoding": {
                "x": {"field": "x", **pixel},
                "y": {"field": "y", **pixel},
                "text": {"field": "words"},
            },
        }


def _step(steps: Sequence[tuple[int, int]], count: int) -> str:
    """Return the colour of a number; few classes take colours from the whole range."""
    at = next(place for place, (_, high) in enumerate(steps) if count <= high)
    return STEPS[at if len(steps) == len(STEPS) else at * (len(STEPS) - 1) // max(1, len(steps) - 1)]
