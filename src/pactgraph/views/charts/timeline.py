"""A timeline: one row for each event, with a bar as long as the days that its date can mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pactgraph.store.base import Store
from pactgraph.views import svg
from pactgraph.views.charts.axes import DateSpan, Scale, span_of
from pactgraph.views.charts.definition import Chart
from pactgraph.views.charts.drawing import Picture, echo, line, mark, member
from pactgraph.views.charts.rows import NARROW, ChartRow, Drawing, amount, ask_rows, empty, listed
from pactgraph.views.colours import Paint
from pactgraph.views.style import Style

TYPE_SIZE, MARGIN, AXIS = 12, 14, 24
"""The size of the labels, the room at both sides, and the height of the axis above the rows."""

ROW_HEIGHT, LINE_HEIGHT, HEADING = 20, 15, 30
"""The height of a row on a screen, of a line of its label on a telephone, and of the heading of a group."""

BAR = 10
"""The height of a bar, and its least length."""

STUB = 34
"""The length of the dotted line at a date without a known beginning or end."""


def timeline(store: Store, chart: Chart, given: Mapping[str, str], style: Style) -> Drawing:
    """Make a timeline of the answer to a question.

    :raises EmptyChartError: where nothing in the answer has a date.
    """
    rows = ask_rows(store, chart, given, _order)
    spans = {row.id: span for row in rows if (span := span_of(row["date"]))}
    if not spans:
        raise empty("no event with a date", given)
    groups = tuple(dict.fromkeys(row.group for row in rows))
    names = {"date": "Date", "label": "What", "event": "Event", "group": "Group", **chart.names}
    undated = len(rows) - len(spans)
    return Drawing(
        draw=lambda width: _Layout(rows, spans, groups, chart, Paint(style), width).picture(),
        rows=rows,
        columns=tuple(
            (key, names[key]) for key in ("date", "label", "event", "group") if key in chart.columns
        ),
        summary=_summary(rows, spans, groups, chart),
        groups=groups if len(groups) > 1 else (),
        group_word=names["group"].lower(),
        notes=(f"{amount(undated, 'event')} without a readable date: in the table only.",) if undated else (),
    )


def _order(cells: Mapping[str, str]) -> tuple[bool, str, float, float, str, str]:
    span = span_of(cells["date"]) or DateSpan(9999.0, 9999.0)
    group = cells.get("group", "")
    return (not group, group, span.start, span.end, cells["label"], cells.get("event", ""))


def _summary(
    rows: Sequence[ChartRow], spans: Mapping[str, DateSpan], groups: Sequence[str], chart: Chart
) -> str:
    years = [int(edge) for span in spans.values() for edge in (span.start, span.end - 0.001)]
    sentences = [f"{amount(len(rows), 'event')} from {min(years)} to {max(years)}"]
    if len(groups) > 1:
        counts = {group: sum(row.group == group for row in rows) for group in groups}
        sentences[0] += ": " + listed([f"{group or 'none of these'} {counts[group]}" for group in groups], 12)
    hollow = sum(row["event"] in chart.hollow for row in rows)
    opened = sum(bool(span.opened) for span in spans.values())
    vague = sum(span.vague for span in spans.values())
    if hollow:
        sentences.append(f"{hollow} of them {'is' if hollow == 1 else 'are'} wanted or offered, not done")
    if opened:
        sentences.append(f"{opened} {'has' if opened == 1 else 'have'} only a first or a last possible day")
    if vague:
        sentences.append(f"{vague} {'lies' if vague == 1 else 'lie'} within more than a year")
    return ". ".join(words[0].upper() + words[1:] for words in sentences) + "."


class _Layout:
    """The places of all bars and labels for one width."""

    def __init__(
        self,
        rows: Sequence[ChartRow],
        spans: Mapping[str, DateSpan],
        groups: Sequence[str],
        chart: Chart,
        paint: Paint,
        width: int,
    ) -> None:
        self.chart, self.paint, self.width, self.small = chart, paint, width, width < NARROW
        starts, ends = [span.start for span in spans.values()], [span.end for span in spans.values()]
        # A dotted line at the first or the last event needs room beyond it.
        pad = max(1.0, (max(ends) - min(starts)) / (width - 2 * MARGIN) * (STUB + 8))
        before = any(span.opened == "before" and span.start - pad < min(starts) for span in spans.values())
        after = any(span.opened == "after" and span.end + pad > max(ends) for span in spans.values())
        first = int(min(starts) - (pad if before else 0))
        last = -int(-(max(ends) + (pad if after else 0)) // 1)
        self.scale = Scale(first, last, MARGIN, width - MARGIN)
        self.parts: list[str] = []
        self.height: float = AXIS
        for place, group in enumerate(groups):
            if len(groups) > 1:
                self.height += HEADING
                words = group or f"No {chart.names.get('group', 'group').lower()} named"
                words = svg.cut(words, width - 2 * MARGIN, 14, bold=True)
                heading = svg.text(words, MARGIN, self.height - 9, 14, paint("text"), bold=True)
                self.parts.append(member(place, heading))
            for row in rows:
                if row.group == group and row.id in spans:
                    self._add(row, spans[row.id])

    def picture(self) -> Picture:
        """Return the drawing: the axis behind, the rows before it."""
        height = self.height + 8
        axis = []
        for year in self.scale.ticks(6 if self.small else 16, whole=True):
            x = self.scale(year)
            axis.append(line(f"M{svg.short(x)} {AXIS}V{svg.short(height)}", self.paint("edge")))
            axis.append(svg.text(f"{year:.0f}", x, 10, 11, self.paint("quiet"), anchor="middle"))
        return Picture(self.width, height, "".join((*axis, *self.parts)))

    def _add(self, row: ChartRow, span: DateSpan) -> None:
        label = row["label"] + (f" · {row['event']}" if row["event"] else "")
        lines = svg.break_lines(label, self.width - 2 * MARGIN, 9, TYPE_SIZE) if self.small else []
        y = self.height + LINE_HEIGHT * len(lines) + ROW_HEIGHT / 2
        start, end = self.scale(span.start), self.scale(span.end)
        middle, half = (start + end) / 2, max(end - start, BAR) / 2
        hollow, tint = row["event"] in self.chart.hollow, self.paint("pact")
        bar = svg.element(
            "path",
            d=svg.box_path(middle, y, 2 * half, BAR, BAR / 2),
            fill=self.paint("ground") if hollow else tint,
            fill_opacity="0.38" if span.vague and not hollow else None,
            stroke=tint,
            stroke_width=1.5,
        )
        words = ", ".join(filter(None, (label, row["date"], row.group)))
        sign = (middle, y - BAR), self.paint("opposition")
        self.parts.append(mark(row.id, words, bar, caveat=row.caveat, beside=sign[0], ink=sign[1]))
        left, right = middle - half, middle + half
        if span.opened:
            side = -1 if span.opened == "before" else 1
            edge = left if side < 0 else right
            tip = edge + side * STUB
            left, right = min(left, tip), max(right, tip)
            dots = line(svg.polygon_path([(edge, y), (tip, y)], closed=False), tint, 1.5, dash="1 3")
            head = svg.element("path", d=svg.head_path((edge, y), (tip, y), 7), fill=tint)
            self.parts.append(echo(row.id, dots, head))
        for number, words in enumerate(lines):
            at = self.height + LINE_HEIGHT * number + 8
            text = svg.text(words, MARGIN, at, TYPE_SIZE, self.paint("text"))
            self.parts.append(echo(row.id, text))
        if not self.small:
            rooms = {"start": self.width - right - 8, "end": left - 8}
            # To the right where it fits, else where there is more room.
            fits = rooms["start"] >= min(svg.text_width(label, TYPE_SIZE), rooms["end"])
            anchor, x = ("start", right + 8) if fits else ("end", left - 8)
            words = svg.cut(label, rooms[anchor], TYPE_SIZE)
            self.parts.append(
                echo(row.id, svg.text(words, x, y, TYPE_SIZE, self.paint("text"), anchor=anchor))
            )
        self.height = y + ROW_HEIGHT / 2
