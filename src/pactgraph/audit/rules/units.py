"""Units that do not fit what an indicator measures, and values outside what is possible or plausible."""

from __future__ import annotations

from collections.abc import Iterator

from pactgraph.audit.disagreements import Disagreement
from pactgraph.audit.figure_index import FigureIndex
from pactgraph.audit.figures import DIRECTION, PERCENT, RANK, UNIT, Figure, show
from pactgraph.audit.periods import years_of
from pactgraph.audit.results import POINT, TIMES
from pactgraph.audit.rule import Rule

NAME = "units"
#: The unit that a relation to another indicator gives.
FITS = {
    "growthOf": PERCENT,
    "averageGrowthOf": PERCENT,
    "shareOf": PERCENT,
    "multipleOf": TIMES,
    "rankBy": RANK,
}


def look(index: FigureIndex) -> Iterator[Disagreement]:
    """Find units that do not fit, and values out of bounds."""
    for figure in index.figures:
        unit = figure.printed.unit.base
        fits = _fitting(index, figure)
        if fits and unit not in (fits, DIRECTION):
            yield _unit(index, figure, fits)
        elif unit != DIRECTION:
            yield from _bounds(index, figure)
            yield from _pace(index, figure)


def _fitting(index: FigureIndex, figure: Figure) -> str:
    held = index.relations(figure.indicator)
    for name, unit in FITS.items():
        if held.one(name):
            return unit
    if level := held.one("changeOf"):
        bases = {f.base for f in index.figures if f.indicator == level} - {DIRECTION}
        return POINT if bases == {PERCENT} else ""
    return ""


def _unit(index: FigureIndex, figure: Figure, fits: str) -> Disagreement:
    right = next((u.label for u in index.units.values() if u.iri == fits), fits.removeprefix(UNIT))
    others = [
        f
        for f in index.at(figure.indicator, figure.area, figure.period)
        if f.printed.unit.base == fits and f.printed.value == figure.printed.value
    ]
    value = show(float(figure.printed.value))
    text = f"{index.name(figure.indicator)} is measured in {right}; printed is {figure.printed.text}."
    if others:
        text += f" {index.where(others[0]).capitalize()} prints the same number in {right}."
    level = index.relations(figure.indicator)
    if level.one("growthOf") and figure.printed.unit.base == TIMES:
        text += f" {value} times would be a growth by {show(float(figure.printed.value) * 100)} per cent."
    return Disagreement(
        NAME, "unit", "sure" if figure.corrected else "likely", (figure.claim,),
        tuple(f.claim for f in others), text, figure.printed.text, f"{value} {right}",
        pattern=_pattern(figure, f"{figure.printed.unit.label} instead of {right}"),
    )  # fmt: skip


def _bounds(index: FigureIndex, figure: Figure) -> Iterator[Disagreement]:
    held, span = index.relations(figure.indicator), figure.printed.span
    least, most = held.number("atLeast"), held.number("atMost")
    below = least is not None and span.high < least
    above = most is not None and span.low > most
    if below or above:
        bound = least if below else most
        assert bound is not None
        limit = show(bound / figure.printed.unit.factor)
        word = "at least" if below else "at most"
        text = (
            (
                f"{index.name(figure.indicator)}, {index.name(figure.area)}: printed is "
                f"{figure.printed.text}; more than "
                f"{word} {limit} {figure.printed.unit.label} is not to be had."
            )
            .replace("more than at least", "less than")
            .replace("more than at most", "more than")
        )
        right = figure.understood.text if figure.corrected else f"{word} {limit} {figure.printed.unit.label}"
        yield Disagreement(
            NAME, "unit", "sure", (figure.claim,), (), text, figure.printed.text, right,
            pattern=_pattern(figure, f"{figure.printed.unit.label} beyond the bound"),
        )  # fmt: skip


def _pace(index: FigureIndex, figure: Figure) -> Iterator[Disagreement]:
    """Compare a growth over several years with the greatest growth a year that is plausible."""
    most, ends = index.relations(figure.indicator).number("atMostPerYear"), years_of(figure.period)
    if most is None or ends is None or figure.base != PERCENT or not figure.span.finite:
        return
    years, value = ends[1] - ends[0], figure.span.value
    pace = 100 * ((1 + value / 100) ** (1 / years) - 1)
    if pace > most:
        text = (
            f"{index.name(figure.indicator)}, {index.name(figure.area)}: a growth by "
            f"{figure.understood.text} over "
            f"{years} years is {show(pace)} a year; at most {show(most)} is plausible."
        )
        right, formula = f"at most {show(most)} a year", f"(1 + {show(value)} %)^(1/{years}) − 1"
        meant = ""
        if value > 100:
            to = 100 * ((value / 100) ** (1 / years) - 1)
            meant = f"growth to {show(value)} per cent of the start: {show(value - 100)} per cent more"
            text += f" Growth to {show(value)} per cent of the start would be {show(to)} a year."
        yield Disagreement(
            NAME, "unit", "likely", (figure.claim,), (), text, figure.understood.text, right, formula, meant
        )


def _pattern(figure: Figure, words: str) -> str:
    place = figure.table or figure.source.rpartition("/")[2]
    return f"{words} in {place}" if figure.table else ""


RULE = Rule(
    NAME,
    "A unit or a value that cannot be",
    "What an indicator declares gives its unit: growth, average growth and shares are in per cent, "
    "changes of a share in percentage points, multiples in times, ranks in places. What is printed is "
    "tested, not what is understood. pact:atLeast and pact:atMost bound the value in base units; "
    "pact:atMostPerYear bounds the growth a year that a growth over several years comes to.",
    ("unit",),
    look,
)
