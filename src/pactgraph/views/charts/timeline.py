"""A timeline: one row for each event, its bar as long as the days that its date can mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pactgraph.store.base import Store
from pactgraph.views.charts.colours import Paint
from pactgraph.views.charts.definition import Chart
from pactgraph.views.charts.rows import Drawing, Row, amount, ask_rows, empty, listed
from pactgraph.views.charts.spans import Span, span_of
from pactgraph.views.charts.timeline_spec import Picture
from pactgraph.views.style import Style


def timeline(store: Store, chart: Chart, given: Mapping[str, str], style: Style) -> Drawing:
    """Make a timeline of what a question answers.

    :raises EmptyChartError: where nothing that it answers has a date.
    """
    rows = ask_rows(store, chart, given, order=_order)
    spans = {row.id: span for row in rows if (span := span_of(row["date"]))}
    if not spans:
        raise empty("no event with a date", given)
    groups = tuple(dict.fromkeys(row.group for row in rows))
    names = {"date": "Date", "label": "What", "event": "Event", "group": "Group", **chart.names}
    columns = tuple((key, names[key]) for key in ("date", "label", "event", "group") if key in chart.columns)
    undated = len(rows) - len(spans)
    return Drawing(
        spec=lambda width: Picture(rows, spans, groups, chart, Paint(style), width).spec(),
        rows=rows,
        columns=columns,
        summary=_summary(rows, spans, groups, chart),
        groups=groups if len(groups) > 1 else (),
        group_word=names["group"].lower(),
        notes=(f"{amount(undated, 'event')} without a readable date: in the table only.",) if undated else (),
    )


def _order(cells: Mapping[str, str]) -> tuple[Any, ...]:
    span = span_of(cells["date"])
    place = (span.start, span.end) if span else (9999.0, 9999.0)
    return (not cells.get("group"), cells.get("group", ""), *place, cells["label"], cells.get("event", ""))


def _summary(rows: tuple[Row, ...], spans: Mapping[str, Span], groups: tuple[str, ...], chart: Chart) -> str:
    years = [int(edge) for span in spans.values() for edge in (span.start, span.end - 0.001)]
    said = [f"{amount(len(rows), 'event')} from {min(years)} to {max(years)}"]
    if len(groups) > 1:
        counts = {group: sum(row.group == group for row in rows) for group in groups}
        said[0] += ": " + listed([f"{group or 'none of these'} {counts[group]}" for group in groups], 12)
    hollow = sum(row["event"] in chart.hollow for row in rows)
    opened = sum(bool(span.opened) for span in spans.values())
    vague = sum(span.vague for span in spans.values())
    if hollow:
        said.append(f"{hollow} of them {'is' if hollow == 1 else 'are'} wanted or offered, not done")
    if opened:
        said.append(f"{opened} {'has' if opened == 1 else 'have'} only a first or a last possible day")
    if vague:
        said.append(f"{vague} {'lies' if vague == 1 else 'lie'} within more than a year")
    return ". ".join(words[0].upper() + words[1:] for words in said) + "."
