"""The section of a report on change: ties by year, turnover, and who led when."""

from __future__ import annotations

from dataclasses import replace

from pactgraph.network.analysis import Analysis
from pactgraph.network.results import Cell, Result
from pactgraph.views.labels import clean
from pactgraph.views.plots import series_plot
from pactgraph.views.report import Block, PlotBlock, Section, Text, table_of

COLUMNS = {
    "year": "year",
    "nodes": "nodes",
    "ties": "ties",
    "new_ties": "new ties",
    "kept": "kept",
    "gathered_nodes": "nodes so far",
    "gathered_ties": "ties so far",
    "growth": "growth",
}
MEANING = (
    "nodes, ties: of what happened in the year; kept: ties of this year and the year before, as a share of "
    "the ties of either; so far: all that had come about; growth: of the ties so far, as a share. Years in "
    "which nothing happened, and those before the first tie, are left out of the table."
)


def years_section(analysis: Analysis) -> Section:
    """How the network came about."""
    years = analysis.years
    if years is None or not any(years.column("gathered_ties")):
        return Section(
            "years", "Through the years", (Text("This network has no ties whose years could be followed."),)
        )
    start = next(int(row["year"] or 0) for row in years.records() if row["gathered_ties"])
    series = {"ties so far": "gathered_ties", "ties in the year": "ties", "new ties": "new_ties"}
    lines = {words: _line(years, name, start - 1) for words, name in series.items()}
    plot = series_plot("Ties through the years", lines, what="ties")
    blocks: list[Block] = [
        PlotBlock(plot, f"Ties through the years, of those that have a year. {' '.join(years.notes)}"),
        table_of(_busy(years, start), columns=COLUMNS, notes=(MEANING,)),
    ]
    return Section("years", "Through the years", (*blocks, *_leaders(analysis, start)))


def _line(years: Result, column: str, start: int) -> dict[int, float | None]:
    rows = [row for row in years.records() if int(row["year"] or 0) >= start]
    return {int(row["year"] or 0): _number(row[column]) for row in rows}


def _busy(years: Result, start: int) -> Result:
    """Leave out the years before the first tie, and those in which nothing happened."""
    records = zip(years.records(), years.rows, strict=True)
    kept = (row for record, row in records if int(record["year"] or 0) >= start and record["nodes"])
    return replace(years, rows=tuple(kept))


def _leaders(analysis: Analysis, start: int) -> list[Block]:
    if analysis.leaders is None:
        return []
    name = next(iter(analysis.rankings))
    # The last year comes first, so that the order of the lines is that of their ends.
    last = max((int(row["year"] or 0) for row in analysis.leaders.records()), default=0)
    ends = (row for row in analysis.leaders.records() if row["year"] == last)
    lines: dict[str, dict[int, float | None]] = {clean(str(row["label"])): {} for row in ends}
    for row in analysis.leaders.records():
        if int(row["year"] or 0) >= start:
            lines.setdefault(clean(str(row["label"])), {})[int(row["year"] or 0)] = _number(row["value"])
    plot = series_plot(f"{name.capitalize()} through the years", lines, what=f"{name}, of ties so far")
    words = f"{name.capitalize()} of the nodes that lead in the last year. {analysis.leaders.notes[0]}"
    return [PlotBlock(plot, words)] if lines else []


def _number(cell: Cell) -> float | None:
    return cell if isinstance(cell, int | float) else None
