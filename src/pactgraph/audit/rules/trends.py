"""Trends in words against the figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from pactgraph.audit.disagreements import Certainty, Disagreement
from pactgraph.audit.figure_index import FigureIndex
from pactgraph.audit.figures import DIRECTION, Figure, show
from pactgraph.audit.periods import year_before, year_of, years_of
from pactgraph.audit.results import usable
from pactgraph.audit.rule import Rule
from pactgraph.audit.thresholds import RAPID, RAPID_WORDS, SERIES, SLIGHT, SLIGHT_WORDS, STEADY_WORDS

NAME = "trends"
#: A change as a part of the level before, and the figures that it follows from.
Change: TypeAlias = tuple[float, tuple[Figure, ...]]


def look(index: FigureIndex) -> Iterator[Disagreement]:
    """Find trends that the figures do not have."""
    for figure in index.figures:
        if figure.base != DIRECTION or not figure.stated:
            continue
        if years_of(figure.period):
            yield from _over_years(index, figure)
        elif year_of(figure.period):
            changes, way = _changes(index, figure), float(figure.printed.value)
            wrong = [one for one in changes if one[0] * way < 0]
            large = [one for one in changes if one[0] * way > SLIGHT and _says(figure, SLIGHT_WORDS)]
            if wrong and len(wrong) == len(changes):
                yield _other_way(index, figure, wrong, "sure", "it goes the other way")
            elif large and len(large) == len(changes):
                yield _other_way(index, figure, large, "likely", "that is not slight")


def _over_years(index: FigureIndex, figure: Figure) -> Iterator[Disagreement]:
    series, sign = _series(index, figure)
    if len(series) < SERIES:
        return
    way = float(figure.printed.value) * sign
    steps = [
        (a, b)
        for a, b in pairwise(series)
        if way * (b.span.value - a.span.value) < 0 and not a.span.meets(b.span)
    ]
    total = way * (series[-1].span.value - series[0].span.value)
    years = int(series[-1].period[:4]) - int(series[0].period[:4])
    pace = abs(series[-1].span.value / series[0].span.value) ** (1 / years) - 1 if years else 0.0
    found: tuple[Certainty, str] | None = None
    if total < 0:
        found = "sure", "the whole way goes the other way"
    elif steps and _says(figure, STEADY_WORDS):
        found = ("sure" if sign > 0 else "likely"), "not every step goes this way"
    elif _says(figure, RAPID_WORDS) and abs(pace) < RAPID:
        found = "likely", f"{show(100 * pace)} per cent a year is not rapid"
    elif steps and _says(figure, RAPID_WORDS):
        found = "likely", "a step goes the other way"
    elif steps:
        found = "possible", "a step goes the other way"
    if found:
        yield _told(index, figure, series, steps, *found)


def _changes(index: FigureIndex, figure: Figure) -> list[Change]:
    """Return the changes in a year by levels of one place and by stated rates, the own source first."""
    before, after = (
        [level for level in index.at(figure.indicator, figure.area, period) if usable(level)]
        for period in (year_before(figure.period), figure.period)
    )
    changes: list[Change] = [
        (b.span.value / a.span.value - 1, (a, b))
        for a in before
        for b in after
        if a.base == b.base and a.span.value > 0 and (a.table or a.source) == (b.table or b.source)
    ]
    changes += [(r.span.value / 100, (r,)) for r in index.rates(figure.indicator, figure.area, figure.period)]
    return sorted(changes, key=lambda one: (one[1][0].source != figure.source, one[1][0].claim))


def _other_way(
    index: FigureIndex, figure: Figure, changes: Sequence[Change], certainty: Certainty, why: str
) -> Disagreement:
    listed = "; ".join(f"{show(100 * c)} % ({index.where(parts[0])})" for c, parts in changes[:2])
    text = f"{index.title(figure)}: “{figure.words}”, but {listed}: {why}."
    against = tuple(dict.fromkeys(part.claim for _, parts in changes for part in parts))
    right = f"{show(100 * changes[0][0])} %"
    return Disagreement(NAME, "prose", certainty, (figure.claim,), against, text, figure.words, right)


def _series(index: FigureIndex, figure: Figure) -> tuple[list[Figure], int]:
    """Return the longest series of one place over the years of a trend, and -1 where it is one of ranks."""
    ends = years_of(figure.period)
    assert ends
    # A trend is read from the indicator, else from ranks by it, which fall as it rises.
    ranks = [
        (i, -1) for i, held in sorted(index.indicators.items()) if held.one("rankBy") == figure.indicator
    ]
    for indicator, sign in [(figure.indicator, 1), *ranks]:
        held: dict[tuple[str, str], dict[int, Figure]] = {}
        for other in index.series.get((indicator, figure.area), []):
            year = year_of(other.period)
            if year and ends[0] <= year <= ends[1] and usable(other):
                held.setdefault((other.table or other.source, other.base), {}).setdefault(year, other)
        own = [
            years for _, years in sorted(held.items()) if next(iter(years.values())).source == figure.source
        ]
        best = max(own or list(held.values()), key=len, default={})
        if len(best) >= SERIES:
            return [best[year] for year in sorted(best)], sign
    return [], 1


def _says(figure: Figure, words: Sequence[str]) -> bool:
    return any(word in figure.words.casefold() for word in words)


def _told(
    index: FigureIndex,
    figure: Figure,
    series: Sequence[Figure],
    steps: Sequence[tuple[Figure, Figure]],
    certainty: Certainty,
    why: str,
) -> Disagreement:
    listed = ", ".join(f"{show(f.span.value / f.understood.unit.factor)} ({f.period})" for f in series)
    by = "" if series[0].indicator == figure.indicator else f", read from {index.name(series[0].indicator)}"
    text = (
        f"{index.name(figure.indicator)}, {index.name(figure.area)}: “{figure.words}” is said of "
        f"{figure.period}, but "
        f"{index.where(series[0])} has {listed}{by}: {why}"
    )
    text += f" ({', '.join(f'{a.period} to {b.period}' for a, b in steps)})." if steps else "."
    against = tuple(f.claim for f in series)
    return Disagreement(NAME, "prose", certainty, (figure.claim,), against, text, figure.words, listed)


RULE = Rule(
    NAME,
    "A trend in words that the figures do not have",
    "What a source says without a figure (unit:direction) is compared with the series of its own tables "
    "first, at least three years long, or against ranks by the indicator, turned round. The whole way "
    "in the other direction is sure; so is a step back under “steadily” or “year by year”. Rapid is 3 % "
    "a year or more, slight at most 5 %. A step back under no such word is possible.",
    ("prose",),
    look,
)
