"""A stated average growth that no years of the series give."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from pactgraph.audit.disagreements import Disagreement
from pactgraph.audit.figure_index import FigureIndex
from pactgraph.audit.figures import PERCENT, Figure
from pactgraph.audit.periods import year_of, years_of
from pactgraph.audit.results import Result, combinations, hold, levels, results
from pactgraph.audit.rule import Rule

NAME = "average-growth"


def yearly(start: float, end: float, years: int) -> float:
    """Return the growth in per cent a year that leads from one level to another.

    >>> round(yearly(1.28, 24.9, 13), 1)
    25.6
    """
    return 100.0 * (math.pow(end / start, 1 / years) - 1)


def look(index: FigureIndex) -> Iterator[Disagreement]:
    """Find averages that do not follow."""
    for figure in index.related("averageGrowthOf"):
        if figure.base != PERCENT or not figure.span.finite:
            continue
        level = index.relations(figure.indicator).one("averageGrowthOf")
        ends, year = years_of(figure.period), year_of(figure.period)
        right, other = [], []
        if ends:
            right = _between(index, figure, level, *ends)
            other = _between(index, figure, level, ends[0] - 1, ends[1])
        elif year:
            right = _between(index, figure, level, year - 1, year)
            # An average "in" one year may be one from any earlier year.
            years = {year_of(one.period) or year for one in index.series.get((level, figure.area), [])}
            for first in sorted((one for one in years if one < year), reverse=True):
                other += _between(index, figure, level, first, year)
        if found := hold(index, NAME, figure, right, other):
            # Of many possible beginnings one may fit by chance.
            by_chance = not ends and found.certainty == "sure" and found.stated_formula
            yield replace(found, certainty="likely", pattern="") if by_chance else found


def _between(index: FigureIndex, figure: Figure, level: str, first: int, last: int) -> list[Result]:
    slots = [levels(index, level, figure.area, f"{year}") for year in (first, last)]
    name = f"growth a year from {first} to {last}"
    formula = f"({{1}} / {{0}})^(1/{last - first}) − 1"
    return results(name, lambda a, b: yearly(a, b, last - first), combinations(figure, slots), formula)


RULE = Rule(
    NAME,
    "An average growth that no years of the series give",
    "An indicator with pact:averageGrowthOf is compared with the growth a year between the first and the "
    "last level of its period. Where a single year is printed, which is no period for an average, it is "
    "held against the growth of that year; an earlier year as the beginning that would give the printed "
    "value is named, and makes it likely only. An average over one year too many is recognised.",
    ("arithmetic", "rounding"),
    look,
)
