"""Levels that jump: a series whose parts seem to measure different things."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pactgraph.audit.disagreements import Disagreement
from pactgraph.audit.figure_index import FigureIndex
from pactgraph.audit.figures import DIRECTION, RANK, Figure, show
from pactgraph.audit.periods import year_of
from pactgraph.audit.rule import Rule
from pactgraph.audit.spans import power_of_ten
from pactgraph.audit.thresholds import JUMP_FACTOR, JUMP_YEARS, POWER_OF_TEN

NAME = "jumps"
RATES = ("growthOf", "averageGrowthOf", "changeOf", "multipleOf", "differenceOf", "rankBy")


def look(index: FigureIndex) -> Iterator[Disagreement]:
    """Find neighbours in a series that are many times apart."""
    for (indicator, area), figures in index.series.items():
        if any(index.relations(indicator).one(name) for name in RATES):
            continue
        for base in sorted({figure.base for figure in figures} - {DIRECTION, RANK}):
            years: dict[int, list[Figure]] = {}
            for figure in figures:
                if figure.base == base and figure.stated and (year := year_of(figure.period)):
                    years.setdefault(year, []).append(figure)
            for before, after in pairwise(sorted(years)):
                if after - before <= JUMP_YEARS:
                    title = f"{index.name(indicator)}, {index.name(area)}"
                    yield from _jump(title, years[before], years[after], after - before)


def _jump(title: str, before: list[Figure], after: list[Figure], years: int) -> Iterator[Disagreement]:
    low = max(figure.span.high for figure in before)
    high = min(figure.span.low for figure in after)
    down = max(figure.span.high for figure in after), min(figure.span.low for figure in before)
    for least, most in ((low, high), down):
        if least > 0 and most / least > JUMP_FACTOR and not power_of_ten(most / least, POWER_OF_TEN):
            one, two = before[0].understood.text, after[0].understood.text
            text = (
                f"{title}: {one} in {before[0].period} and {two} in {after[0].period}, at least "
                f"{show(most / least)} times apart in {years} years. They seem to measure different things."
            )
            against = tuple(figure.claim for figure in after)
            yield Disagreement(
                NAME, "unit", "likely", tuple(f.claim for f in before), against, text, one, two
            )


RULE = Rule(
    NAME,
    "A series that jumps",
    "Two neighbours of a series of levels, at most five years apart, of which one is more than eight "
    "times the other; a power of ten is left to the rule scale. Rates, changes, multiples and ranks may "
    "jump.",
    ("unit",),
    look,
)
