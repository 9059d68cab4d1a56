"""A stated growth that does not follow from the levels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pactgraph.audit.disagreements import Disagreement
from pactgraph.audit.figure_index import FigureIndex
from pactgraph.audit.figures import Figure, show
from pactgraph.audit.periods import from_to, year_of
from pactgraph.audit.results import (
    as_percent,
    combinations,
    distance,
    hold,
    levels,
    results,
)
from pactgraph.audit.rule import Rule
from pactgraph.audit.spans import Span, spread

NAME = "growth"
OVER_START = "growth over the value at the start"
OVER_END = "the rise divided by the value at the end"


def over_start(start: float, end: float) -> float:
    """Return the growth in per cent.

    >>> round(over_start(3400.9, 7057.6), 1)
    107.5
    """
    return 100 * (end - start) / start


def over_end(start: float, end: float) -> float:
    """Return the rise in per cent of the later value, which is no growth.

    >>> round(over_end(3400.9, 7057.6), 1)
    51.8
    """
    return 100 * (end - start) / end


def multiple(start: float, end: float) -> float:
    """Return the later value in per cent of the earlier one."""
    return 100 * end / start


def look(index: FigureIndex) -> Iterator[Disagreement]:
    """Find growth that does not follow, year by year and over several years."""
    for figure in index.related("growthOf"):
        if figure.span.finite and (span := as_percent(figure.span, figure.base)) is not None:
            ways, rise = _ways(index, figure), "({1} − {0}) / {0}"
            other = [
                *results(OVER_END, over_end, ways, "({1} − {0}) / {1}"),
                *results("the later value in per cent of the earlier", multiple, ways, "{1} / {0}"),
                *results("growth of the figures as printed", over_start, ways, rise, printed=True),
            ]
            stated = replace(figure, understood=replace(figure.understood, span=span))
            if found := hold(index, NAME, stated, results(OVER_START, over_start, ways, rise), other):
                yield found
    yield from _chains(index)


def _ways(index: FigureIndex, figure: Figure) -> list[tuple[Figure, ...]]:
    """Return the levels at the start and the end; none where the currency of the rate is open."""
    indicator = index.relations(figure.indicator).one("growthOf")
    start, end = (levels(index, indicator, figure.area, period) for period in from_to(figure.period))
    ways = combinations(figure, [start, end])
    near = min((distance(figure, part) for part in end), default=2)
    bases = {part.base for part in end if distance(figure, part) == near}
    return ways if bases <= {way[0].base for way in ways} or near == 2 else []


def _chains(index: FigureIndex) -> Iterator[Disagreement]:
    """Hold yearly rates of one table, taken together, against two levels with no level between them."""
    for table, figures in index.tables.items():
        rates: dict[tuple[str, str], dict[int, Figure]] = {}
        for figure in figures:
            level, year = index.relations(figure.indicator).one("growthOf"), year_of(figure.period)
            if level and year and figure.span.finite:
                rates.setdefault((level, figure.area), {})[year] = figure
        for (level, area), by_year in sorted(rates.items()):
            held: dict[tuple[str, str], dict[int, Figure]] = {}
            for figure in index.series.get((level, area), []):
                if (year := year_of(figure.period)) and figure.span.finite and figure.stated:
                    held.setdefault((figure.table or figure.source, figure.base), {}).setdefault(year, figure)
            for _, known in sorted(held.items()):
                for first, last in pairwise(sorted(known)):
                    years = range(first + 1, last + 1)
                    if len(years) > 1 and all(year in by_year for year in years):
                        between = [by_year[year] for year in years]
                        yield from _compound(between, known[first], known[last], table)


def _compound(rates: Sequence[Figure], start: Figure, end: Figure, table: str) -> Iterator[Disagreement]:
    stated = _product(rates, lambda rate: 1 + rate / 100)
    expected = spread(lambda a, b: b / a, [start.span, end.span])
    if stated.widened(0.002).meets(expected):
        return
    by_end = _product(rates, lambda rate: 1 / (1 - rate / 100)).widened(0.002).meets(expected)
    unit = start.understood.unit
    numbers = f"{show(end.span.value / unit.factor)} / {show(start.span.value / unit.factor)}"
    text = (
        f"The yearly rates from {rates[0].period} to {rates[-1].period} come to a factor of "
        f"{show(stated.value)}; the levels of {start.period} and {end.period} give {show(expected.value)} "
        f"({numbers})."
    )
    if by_end:
        text += " Taken as rises divided by the value at the end of each year, the rates give it."
    yield Disagreement(
        NAME,
        "arithmetic",
        "sure" if by_end or start.source == rates[0].source else "likely",
        tuple(rate.claim for rate in rates),
        (start.claim, end.claim),
        text,
        f"a factor of {show(stated.value)}",
        f"a factor of {show(expected.value)}",
        numbers,
        f"{OVER_END}: product of 1 / (1 − rate)" if by_end else "",
        f"{OVER_END} in {table.partition('/')[0]}" if by_end else "",
    )


def _product(rates: Sequence[Figure], factor: Callable[[float], float]) -> Span:
    ends = [(factor(rate.span.low), factor(rate.span.value), factor(rate.span.high)) for rate in rates]
    low = value = high = 1.0
    for one in ends:
        low, value, high = low * one[0], value * one[1], high * one[2]
    return Span(value, low, high)


RULE = Rule(
    NAME,
    "Growth that does not follow from the levels",
    "An indicator that declares pact:growthOf is compared with its levels: a year against the year "
    "before, an interval from its first to its last year. Printed digits decide what agrees. Rates over "
    "the value at the end, and levels read as rates, are recognised. Between documents money is "
    "compared in dollars only, a rate may miss by 0.03 points, and what no formula explains is likely, "
    "not sure.",
    ("arithmetic", "rounding"),
    look,
)
