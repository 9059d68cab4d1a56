"""A stated difference or change that does not follow."""

from __future__ import annotations

from collections.abc import Iterator

from pactgraph.audit.disagreements import Disagreement
from pactgraph.audit.figure_index import FigureIndex
from pactgraph.audit.figures import Figure, show
from pactgraph.audit.periods import from_to, plain, year_of, years_of
from pactgraph.audit.results import Result, combinations, farthest, hold, levels, results
from pactgraph.audit.rule import Rule

NAME = "difference"


def minus(first: float, second: float) -> float:
    """Return the first less the second."""
    return first - second


def look(index: FigureIndex) -> Iterator[Disagreement]:
    """Find differences between indicators, areas and years that do not follow."""
    for figure in index.related("differenceOf"):
        held = index.relations(figure.indicator)
        first, second = held.one("differenceOf"), held.one("differenceFrom") or held.one("differenceOf")
        compared, period = held.one("comparedArea"), plain(figure.period)
        slots = [
            levels(index, first, figure.area, period),
            levels(index, second, compared or figure.area, period),
        ]
        if found := hold(index, NAME, figure, _results(figure, slots)):
            yield found
        if not all(slots) and not figure.span.finite:
            yield from _members(index, figure, first, second, compared)
    for figure in index.related("changeOf"):
        level = index.relations(figure.indicator).one("changeOf")
        before, after = (levels(index, level, figure.area, period) for period in from_to(figure.period))
        if found := hold(index, NAME, figure, _results(figure, [after, before])):
            yield found


def _results(figure: Figure, slots: list[list[Figure]]) -> list[Result]:
    return results("the difference", minus, combinations(figure, slots), "{0} − {1}")


def _members(
    index: FigureIndex, figure: Figure, first: str, second: str, compared: str
) -> Iterator[Disagreement]:
    """Compare what is said of a whole group, of a year or over years, with each member in each year."""
    year = year_of(figure.period)
    first_year, last_year = years_of(figure.period) or (year or 0, year or -1)
    for member in index.members.get(figure.area, []):
        for year in range(first_year, last_year + 1):
            slots = [
                levels(index, first, member, f"{year}"),
                levels(index, second, compared or member, f"{year}"),
            ]
            for result in _results(figure, slots)[:1]:
                if farthest(figure, result.parts) == 2 or figure.span.meets(result.span):
                    continue
                unit = figure.understood.unit
                value = show(result.span.value / unit.factor)
                text = (
                    f"{index.name(figure.indicator)}: “{figure.words}” is said of {index.name(figure.area)}, "
                    f"{figure.period}. For {index.name(member)} in {year} it is {value} ({result.formula})."
                )
                against = tuple(part.claim for part in result.parts)
                yield Disagreement(
                    NAME, "prose", "likely", (figure.claim,), against, text,
                    figure.words, f"{value} {unit.label}", result.formula,
                )  # fmt: skip


RULE = Rule(
    NAME,
    "A difference or change that does not follow",
    "An indicator with pact:differenceOf is that indicator less the one after pact:differenceFrom, or "
    "less its own value for pact:comparedArea; one with pact:changeOf is that indicator less its value "
    "a year, or an interval, before. What is said of a group without a figure (“better than”) is held "
    "against each member and year of the same source.",
    ("arithmetic", "rounding", "prose"),
    look,
)
