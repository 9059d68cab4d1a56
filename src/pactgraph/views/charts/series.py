"""A series: a panel for each area, a mark for each value and source, so that who disagrees stands apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pyoxigraph import NamedNode

from pactgraph.store.base import Store
from pactgraph.views.charts.colours import Paint
from pactgraph.views.charts.definition import Chart
from pactgraph.views.charts.rows import Drawing, Row, amount, ask_rows, empty, listed, number
from pactgraph.views.charts.series_spec import Picture
from pactgraph.views.charts.spans import span_of
from pactgraph.views.charts.values import Point, disagreements, short
from pactgraph.views.labels import clean
from pactgraph.views.style import Style

HEADINGS = {
    "area": "Area",
    "period": "Period",
    "printed": "As printed",
    "value": "Value",
    "face": "Taken at its word",
    "unit": "Unit",
    "how": "How exact",
    "source": "Source",
}
"""The columns of the table, in their order."""

OWN = ("how", "source")
"""Those that no column of a question tells: they are read of the claims."""

HEDGES = """
SELECT ?claim ?how WHERE {
  VALUES ?claim { %s }
  ?claim pact:quantifier ?code . ?code skos:prefLabel ?how ; skos:notation ?notation
  FILTER(LANG(?how) = "en" && ?notation != "exact")
}
"""


def series(store: Store, chart: Chart, given: Mapping[str, str], style: Style) -> Drawing:
    """Make a series of what a question answers.

    :raises EmptyChartError: where it answers no number with a period.
    """
    rows = _by_source(store, ask_rows(store, chart, given, order=_order))
    points = [point for row in rows if row["unit"] not in chart.leave_out and (point := _point(row))]
    if not points:
        raise empty("no number with a period", given)
    sources = tuple(sorted({row["source"] for row in rows}, key=lambda source: _rank(source, points)))
    panels = tuple(sorted({point.panel for point in points}, key=lambda panel: _panel_rank(panel, points)))
    asunder = disagreements(points)
    left = len(rows) - len(points)
    return Drawing(
        spec=lambda width: Picture(points, panels, sources, chart, Paint(style), width).spec(),
        rows=rows,
        columns=tuple((k, chart.names.get(k, v)) for k, v in HEADINGS.items() if k in (*chart.columns, *OWN)),
        summary=_summary(points, panels, sources, asunder),
        groups=sources if len(sources) > 1 else (),
        group_word="source",
        notes=(f"{amount(left, 'statement')} without a number or a year of its own: in the table only.",)
        if left
        else (),
    )


def _order(cells: Mapping[str, str]) -> tuple[Any, ...]:
    span = span_of(cells["period"])
    return (
        cells["area"],
        span.end if span else 0.0,
        cells["unit"],
        _number(cells["value"]) or 0.0,
        cells["printed"],
    )


def _by_source(store: Store, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Take rows that several sources state apart, and say of each how exact it is."""
    claims = sorted({str(claim["iri"]) for row in rows for claim in row.claims})
    listed_claims = " ".join(str(NamedNode(iri)) for iri in claims)
    hedges = {row["claim"]: row["how"] for row in store.select(HEDGES % listed_claims).records()}
    apart = []
    for row in rows:
        for source in sorted({str(claim["source_title"]) for claim in row.claims}):
            stated = tuple(claim for claim in row.claims if claim["source_title"] == source)
            how = "; ".join(sorted({hedges[claim["iri"]] for claim in stated if claim["iri"] in hedges}))
            otherwise = _number(row["face"]) != _number(row["value"])
            own = {"source": clean(source), "how": how, "face": row["face"] if otherwise else ""}
            apart.append(Row("", {**row.cells, **own}, clean(source), stated))
    return number(apart)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _point(row: Row) -> Point | None:
    span, value = span_of(row["period"]), _number(row["value"])
    if span is None or value is None or span.opened or span.vague:
        return None
    # A year stands at its own tick; what is finer stands where its middle is.
    year = span.start if abs(span.end - span.start - 1) < 0.01 else (span.start + span.end) / 2
    face = _number(row["face"])
    return Point(row, year, value, value if face is None else face)


def _rank(source: str, points: Sequence[Point]) -> tuple[int, str]:
    return (-sum(point.row["source"] == source for point in points), source)


def _panel_rank(panel: tuple[str, str], points: Sequence[Point]) -> tuple[int, str, str]:
    return (-sum(point.panel == panel for point in points), *panel)


def _summary(
    points: Sequence[Point],
    panels: Sequence[tuple[str, str]],
    sources: Sequence[str],
    asunder: Sequence[tuple[Point, ...]],
) -> str:
    areas = list(dict.fromkeys(area for area, _ in panels))
    years = [int(point.year) for point in points]
    said = [
        f"{amount(len(points), 'value')} for {listed(areas)}, from {min(years)} to {max(years)}, "
        f"stated by {amount(len(sources), 'source')}."
    ]
    otherwise = sum(bool(point.row["face"]) for point in points)
    if otherwise:
        said.append(f"Understood otherwise than printed: {amount(otherwise, 'value')}.")
    if not asunder:
        said.append("Where two statements give a value for one period, they agree, but for rounding.")
    for found in asunder:
        first, last = found[0], found[-1]
        said.append(
            f"For {first.row['area']} in {first.row['period']} they part: "
            f"{short(first.value)} and {short(last.value)} {first.row['unit']}."
        )
    return " ".join(said)
