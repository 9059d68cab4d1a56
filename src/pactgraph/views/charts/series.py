"""A series: a panel for each area and unit, a mark for each value and source, so that disagreement shows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from statistics import fmean

from pyoxigraph import NamedNode

from pactgraph.namespaces import FACTUAL
from pactgraph.store.base import Store
from pactgraph.views import svg
from pactgraph.views.charts.axes import Scale, span_of
from pactgraph.views.charts.definition import Chart
from pactgraph.views.charts.drawing import Picture, echo, line, mark, member
from pactgraph.views.charts.rows import NARROW, ChartRow, Drawing, amount, ask_rows, empty, listed, number
from pactgraph.views.colours import Paint
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
"""Those that come from the claims, not from a column of the question."""

HEDGES = """
SELECT ?claim ?how WHERE {
  VALUES ?claim { %s }
  ?claim pact:quantifier ?code . ?code skos:prefLabel ?how ; skos:notation ?notation
  FILTER(LANG(?how) = "en" && ?notation != "exact")
}
"""

TINTS = ("place", "pact", "organization", "pledge", "enterprise", "work")
"""The colours of the sources; a seventh source has that of the first again, and another shape."""

SHAPES = (
    ("circle", 8.4), ("diamond", 6.2), ("square", 3.3), ("triangle", 3.4), ("plus", 3.4), ("inverted", 3.2),
    ("star", 3.2),
)  # fmt: skip
"""The shapes of the sources with their radii: of marks on one place each can be seen."""

TYPE_SIZE = 12
"""The size of the names of the sources."""

PANEL, WIDEST = 384, 560
"""The width from which on a row holds one more panel, and the greatest width of a panel."""

HEIGHT, LOWER = 190, 140
"""The height of the field of a panel on a screen and on a telephone."""

HEAD, FOOT, LEFT, GAP = 48, 22, 46, 16
"""The room of a panel for its title, for the years, for the values, and at its right."""

LONGEST = 4
"""A line joins two values of one source that are at most so many years apart."""


MAGNITUDES = ((1e12, "trillion "), (1e9, "billion "), (1e6, "million "), (1.0, ""))
"""How large numbers are shortened."""


@dataclass(frozen=True)
class Point:
    """One value with its row and its year."""

    row: ChartRow
    year: float
    value: float
    face: float
    """The printed number, taken at its word; the value where nobody understood another."""
    wrong: bool = False
    """Whether the printed number is known to be wrong and nobody knows a better one."""
    measured: bool = True
    """Whether it was measured; not, where it is planned, recommended or forecast."""

    @property
    def panel(self) -> tuple[str, str]:
        """The area and the unit, which name its panel."""
        return (self.row["area"], self.row["unit"])


def disagreements(points: Sequence[Point]) -> list[tuple[Point, ...]]:
    """Return the values of one area, unit and period that differ by more than rounding, lowest first."""
    held: dict[tuple[str, str, float], dict[float, Point]] = {}
    for point in points:
        if point.wrong or not point.measured:
            continue
        held.setdefault((*point.panel, point.year), {}).setdefault(point.value, point)
    ordered = [tuple(found[value] for value in sorted(found)) for found in held.values()]
    return [found for found in ordered if not _agree(found[0].row["value"], found[-1].row["value"])]


def _agree(lower: str, upper: str) -> bool:
    """Tell whether two numbers can be one, rounded to different digits.

    >>> _agree("0.376", "0.38"), _agree("0.1969", "0.199")
    (True, False)
    """
    halves = []
    for value in map(Decimal, (lower, upper)):
        # Half of the last digit that is given; of 50 the last but one zero is taken as given.
        half = Decimal(5).scaleb(int(value.normalize().as_tuple().exponent) - 1)
        halves.append(half if half <= abs(value) / 20 else half / 10)
    return abs(Decimal(upper) - Decimal(lower)) <= max(halves)


def short(value: float) -> str:
    """Write a number for reading.

    >>> short(3400900000000.0), short(0.376), short(38.0)
    ('3.4009 trillion', '0.376', '38')
    """
    size, word = next((pair for pair in MAGNITUDES if abs(value) >= pair[0]), MAGNITUDES[-1])
    return f"{value / size:,.6g} {word}".strip()


def series(store: Store, chart: Chart, given: Mapping[str, str], style: Style) -> Drawing:
    """Make a series of the answer to a question.

    :raises EmptyChartError: where the answer has no number with a period.
    """
    rows = _by_source(store, ask_rows(store, chart, given, _order))
    points = [point for row in rows if row["unit"] not in chart.leave_out and (point := _point(row))]
    if not points:
        raise empty("no number with a period", given)
    drawn = Counter(point.row["source"] for point in points)
    held = Counter(point.panel for point in points)
    by_source = tuple(sorted({row["source"] for row in rows}, key=lambda name: (-drawn[name], name)))
    by_panel = tuple(sorted(held, key=lambda panel: (-held[panel], panel)))
    left = len(rows) - len(points)
    return Drawing(
        draw=lambda width: _Layout(points, by_panel, by_source, chart, Paint(style), width).picture(),
        rows=rows,
        columns=tuple((k, chart.names.get(k, v)) for k, v in HEADINGS.items() if k in (*chart.columns, *OWN)),
        summary=_summary(points, by_panel, len(by_source)),
        groups=by_source if len(by_source) > 1 else (),
        group_word="source",
        notes=(f"{amount(left, 'statement')} without a number or a year of its own: in the table only.",)
        if left
        else (),
    )


def _order(cells: Mapping[str, str]) -> tuple[str, float, str, float, str]:
    span, value = span_of(cells["period"]), _number(cells["value"])
    return (cells["area"], span.end if span else 0.0, cells["unit"], value or 0.0, cells["printed"])


def _by_source(store: Store, rows: Sequence[ChartRow]) -> tuple[ChartRow, ...]:
    """Split rows that several sources state, and add how exact each is."""
    claims = sorted({claim.iri for row in rows for claim in row.claims})
    query = HEDGES % " ".join(str(NamedNode(iri)) for iri in claims)
    hedges = {row["claim"]: row["how"] for row in store.select(query).records()}
    split = []
    for row in rows:
        for source in sorted({claim.source_title for claim in row.claims}):
            stated = tuple(claim for claim in row.claims if claim.source_title == source)
            how = "; ".join(sorted({hedges[claim.iri] for claim in stated if claim.iri in hedges}))
            otherwise = _number(row["face"]) != _number(row["value"])
            own = {"source": clean(source), "how": how, "face": row["face"] if otherwise else ""}
            split.append(ChartRow({**row.cells, **own}, stated, clean(source)))
    return number(split)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _point(row: ChartRow) -> Point | None:
    span, value, face = span_of(row["period"]), _number(row["value"]), _number(row["face"])
    taken = face if value is None else value
    if span is None or taken is None or span.opened or span.vague:
        return None
    # A year stands at its own tick; what is finer stands where its middle is.
    year = span.start if abs(span.end - span.start - 1) < 0.01 else (span.start + span.end) / 2
    measured = not row.claims or any(claim.modality in FACTUAL for claim in row.claims)
    return Point(row, year, taken, taken if face is None else face, value is None, measured)


def _summary(points: Sequence[Point], panels: Sequence[tuple[str, str]], sources: int) -> str:
    areas = list(dict.fromkeys(area for area, _ in panels))
    years = [int(point.year) for point in points]
    sentences = [
        f"{amount(len(points), 'value')} for {listed(areas)}, from {min(years)} to {max(years)}, "
        f"stated by {amount(sources, 'source')}."
    ]
    if otherwise := sum(point.face != point.value for point in points):
        sentences.append(f"Understood otherwise than printed: {amount(otherwise, 'value')}.")
    if wrong := sum(point.wrong for point in points):
        sentences.append(f"Known to be wrong: {amount(wrong, 'value')}.")
    if expected := sum(not point.measured for point in points):
        sentences.append(f"Planned or forecast: {amount(expected, 'value')}.")
    apart = disagreements(points)
    if not apart:
        sentences.append("Where two statements give a value for one period, they agree, but for rounding.")
    for first, *_, last in apart:
        sentences.append(
            f"For {first.row['area']} in {first.row['period']} they differ: "
            f"{short(first.value)} and {short(last.value)} {first.row['unit']}."
        )
    return " ".join(sentences)


def _cross(x: float, y: float) -> str:
    return "".join(f"M{svg.short(x - 5)} {svg.short(y - s)}l10 {2 * s}" for s in (5, -5))


def _means(points: Iterable[Point]) -> dict[float, float]:
    """Return the mean of the values of each year."""
    values = defaultdict(list)
    for point in points:
        values[point.year].append(point.value)
    return {year: fmean(found) for year, found in values.items()}


class _Layout:
    """The places of all panels for one width."""

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
        self.paint, self.width = paint, width
        self.across = max(1, min(width // PANEL, len(panels)))
        self.panel_width = min(width // self.across, WIDEST)
        self.field = LOWER if width < NARROW else HEIGHT
        years = [point.year for point in points]
        self.years = (min(years) - 0.6, max(years) + 0.6)

    def picture(self) -> Picture:
        """Return the drawing: the key to the sources, then the panels in rows."""
        parts, x, y = [], 12.0, 12.0
        for source in self.sources:
            words = svg.cut(source, self.width - 40, TYPE_SIZE)
            wide = 26 + svg.text_width(words, TYPE_SIZE)
            if x > 12 and x + wide > self.width:
                x, y = 12, y + 18
            shape, tint, _ = self._looks(source)
            parts.append(svg.shape(shape, x, y, 5.5, tint))
            parts.append(svg.text(words, x + 10, y, TYPE_SIZE, self.paint("text")))
            x += wide
        top, pitch = y + 20, HEAD + self.field + FOOT
        for place, panel in enumerate(self.panels):
            down, across = divmod(place, self.across)
            parts += self._panel(panel, across * self.panel_width, top + down * pitch)
        return Picture(self.width, top + -(-len(self.panels) // self.across) * pitch, "".join(parts))

    def _looks(self, source: str) -> tuple[str, str, float]:
        """Return the shape, the colour and the radius of the marks of a source."""
        place = self.sources.index(source)
        shape, radius = SHAPES[place % len(SHAPES)]
        return shape, self.paint(TINTS[place % len(TINTS)]), radius

    def _panel(self, panel: tuple[str, str], x: float, y: float) -> list[str]:
        area, unit = panel
        here = [point for point in self.points if point.panel == panel]
        scaled = here if self.chart.scale == "each" else [p for p in self.points if p.row["unit"] == unit]
        # A misprint makes no scale: it stands at the edge.
        values = [point.value for point in scaled if not point.wrong] or [point.face for point in scaled]
        top, low = max(values), min(0.0, *values)
        size, word = next((pair for pair in MAGNITUDES if top >= pair[0]), MAGNITUDES[-1])
        left, right = x + LEFT, x + self.panel_width - GAP
        bottom = y + HEAD + self.field
        across = Scale(*self.years, left, right)
        # Room for the crosses of misprints, which are mostly too large.
        up = Scale(
            low, top * (1.2 if any(point.face > top for point in here) else 1.06) or 1, bottom, y + HEAD
        )
        room = self.panel_width - GAP
        parts = [
            svg.text(
                svg.cut(area or "No area named", room, 14, bold=True),
                x + 4,
                y + 12,
                14,
                self.paint("text"),
                bold=True,
            ),
            svg.text(svg.cut(word + unit, room, 11), x + 4, y + 29, 11, self.paint("quiet")),
        ]
        for value in up.ticks(5):
            at = up(value)
            parts.append(
                svg.element(
                    "path",
                    d=f"M{svg.short(left)} {svg.short(at)}H{svg.short(right)}",
                    stroke=self.paint("edge"),
                )
            )
            parts.append(
                svg.text(f"{value / size:,.6g}", left - 6, at, 11, self.paint("quiet"), anchor="end")
            )
        for year in across.ticks(8, whole=True):
            parts.append(
                svg.text(f"{year:.0f}", across(year), bottom + 12, 11, self.paint("quiet"), anchor="middle")
            )
        parts += self._lines(here, across, up)
        for first, *_, last in disagreements(here):
            # The gap between values that differ may be too small to be seen.
            ring = svg.ellipse_path(across(first.year), up((first.value + last.value) / 2), 12.4, 12.4)
            parts.append(line(ring, self.paint("opposition"), 2.5))
        shown = sorted(here, key=lambda point: self.sources.index(point.row["source"]))
        for point in shown:
            at = across(point.year)
            printed = max(y + HEAD, min(up(point.face), bottom))
            if point.face != point.value:
                parts.append(self._printed(point, at, up(point.value), printed))
            parts.append(self._mark(point, at, printed if point.wrong else up(point.value)))
        return parts

    def _lines(self, points: Sequence[Point], across: Scale, up: Scale) -> list[str]:
        """Draw a line for each source, dashed to what was not measured, through the mean of each year."""
        parts = []
        for place, source in enumerate(self.sources):
            own = [point for point in points if point.row["source"] == source and not point.wrong]
            measured = _means(point for point in own if point.measured)
            expected = _means(point for point in own if not point.measured)
            steps: list[tuple[svg.Point, svg.Point, str | None]] = [
                (*step, None) for step in pairwise(sorted(measured.items()))
            ]
            for end in expected.items():
                before = [item for item in (measured | expected).items() if item[0] < end[0]]
                steps += [(max(before), end, "5 4")] if before else []
            for (start, first), (year, last), dash in steps:
                # A line does not bridge years without a value.
                if year - start <= LONGEST:
                    d = svg.polygon_path([(across(start), up(first)), (across(year), up(last))], closed=False)
                    parts.append(
                        member(place, line(d, self._looks(source)[1], 1.5, dash=dash, opacity="0.55"))
                    )
        return parts

    def _printed(self, point: Point, x: float, y: float, printed: float) -> str:
        """Draw a printed number that a curator understood otherwise: a cross, with a dotted line to it."""
        tint = self._looks(point.row["source"])[1]
        dots = svg.polygon_path([(x, y), (x, printed)], closed=False)
        return echo(point.row.id, line(dots, tint, 1.2, dash="1 3"), line(_cross(x, printed), tint, 1.8))

    def _mark(self, point: Point, x: float, y: float) -> str:
        row = point.row
        shape, tint, radius = self._looks(row["source"])
        hedge = f"{row['how']} " if row["how"] else ""
        label = (
            f"{row['area']}, {row['period']}: {hedge}{short(point.value)} {row['unit']}, "
            f"printed “{row['printed']}”; {row['source']}"
        )
        if point.wrong:
            label += "; known to be wrong"
            shown = line(_cross(x, y), tint, 1.8)
        else:
            d, opacity = svg.shape_path(shape, x, y, radius), "0" if hedge or not point.measured else None
            shown = svg.element("path", d=d, fill=tint, fill_opacity=opacity, stroke=tint, stroke_width=1.6)
        # The cross of a misprint is its sign.
        sign = (x + 9, y - 8) if point.face == point.value else None
        return mark(row.id, label, shown, caveat=row.caveat, beside=sign, ink=self.paint("opposition"))
