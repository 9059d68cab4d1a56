"""A stated average growth that no years of the series give."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from pactgraph.audit.disagreements import Disagreement
from pactgraph.audit.figure_index import World
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


def look(world: World) -> Iterator[Disagreement]:
    """Find averages that do not follow."""
    for figure in world.related("averageGrowthOf"):
        if figure.base != PERCENT or not figure.span.finite:
            continue
        level = world.relations(figure.indicator).one("averageGrowthOf")
        ends, year = years_of(figure.period), year_of(figure.period)
        if ends:
            right = _between(world, figure, level, *ends)
            other = _between(world, figure, level, ends[0] - 1, ends[1])
        else:
            right = _between(world, figure, level, year - 1, year) if year else []
            other = _until(world, figure, level, year) if year else []
        if found := hold(world, NAME, figure, right, other):
            # Of many possible beginnings one may fit by chance.
            yield found if ends or found.certainty != "sure" or not found.stated_formula else _less(found)


def _less(found: Disagreement) -> Disagreement:
    return replace(found, certainty="likely", pattern="")


def _between(world: World, figure: Figure, level: str, first: int, last: int) -> list[Result]:
    slots = [levels(world, level, figure.area, f"{year}") for year in (first, last)]
    name = f"growth a year from {first} to {last}"
    formula = f"({{1}} / {{0}})^(1/{last - first}) − 1"
    return results(name, lambda a, b: yearly(a, b, last - first), combinations(figure, slots), formula)


def _until(world: World, figure: Figure, level: str, last: int) -> list[Result]:
    """Return the average from every known year to a last one: what an average "in" one year may mean."""
    series = world.series.get((level, figure.area), [])
    known = sorted({year for one in series if (year := year_of(one.period)) and year < last}, reverse=True)
    return [result for first in known for result in _between(world, figure, level, first, last)]


RULE = Rule(
    NAME,
    "An average growth that no years of the series give",
    "An indicator with pact:averageGrowthOf is held against the growth a year between the first and the "
    "last level "
    "of its period. Where a single year is printed, which is no period for an average, it is held against "
    "the growth of that "
    "year; an earlier year as the beginning that would give the printed value is named, and makes it "
    "likely only. An average over one year too many is "
    "recognised.",
    ("arithmetic", "rounding"),
    look,
)
