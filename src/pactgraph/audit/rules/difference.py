"""A stated difference or change that does not follow."""

from __future__ import annotations

from collections.abc import Iterator

from pactgraph.audit.disagreements import Disagreement
from pactgraph.audit.figure_index import World
from pactgraph.audit.figures import Figure, show
from pactgraph.audit.periods import from_to, plain, year_of, years_of
from pactgraph.audit.results import Result, combinations, farthest, hold, levels, results
from pactgraph.audit.rule import Rule

NAME = "difference"


def minus(first: float, second: float) -> float:
    """Return the first less the second."""
    return first - second


def look(world: World) -> Iterator[Disagreement]:
    """Find differences between indicators, areas and years that do not follow."""
    for figure in world.related("differenceOf"):
        held = world.relations(figure.indicator)
        first, second = held.one("differenceOf"), held.one("differenceFrom") or held.one("differenceOf")
        compared, period = held.one("comparedArea"), plain(figure.period)
        slots = [
            levels(world, first, figure.area, period),
            levels(world, second, compared or figure.area, period),
        ]
        if found := hold(world, NAME, figure, _results(figure, slots)):
            yield found
        if not all(slots) and not figure.span.finite:
            yield from _members(world, figure, first, second, compared)
    for figure in world.related("changeOf"):
        level = world.relations(figure.indicator).one("changeOf")
        before, after = (levels(world, level, figure.area, period) for period in from_to(figure.period))
        if found := hold(world, NAME, figure, _results(figure, [after, before])):
            yield found


def _results(figure: Figure, slots: list[list[Figure]]) -> list[Result]:
    return results("the difference", minus, combinations(figure, slots), "{0} − {1}")


def _members(world: World, figure: Figure, first: str, second: str, compared: str) -> Iterator[Disagreement]:
    """Hold what is said of a whole group, of a year or over years, against each member in each year."""
    year = year_of(figure.period)
    first_year, last_year = years_of(figure.period) or (year or 0, year or -1)
    for member in world.members.get(figure.area, []):
        for year in range(first_year, last_year + 1):
            slots = [
                levels(world, first, member, f"{year}"),
                levels(world, second, compared or member, f"{year}"),
            ]
            for result in _results(figure, slots)[:1]:
                if farthest(figure, result.parts) < 2 and not figure.span.meets(result.span):
                    yield _exception(world, figure, member, year, result)


def _exception(world: World, figure: Figure, member: str, year: int, result: Result) -> Disagreement:
    unit = figure.understood.unit
    value = show(result.span.value / unit.factor)
    text = (
        f"{world.name(figure.indicator)}: “{figure.words}” is said of {world.name(figure.area)}, "
        f"{figure.period}. For {world.name(member)} in {year} it is {value} ({result.formula})."
    )
    against = tuple(part.claim for part in result.parts)
    right = f"{value} {unit.label}"
    return Disagreement(
        NAME, "prose", "likely", (figure.claim,), against, text, figure.words, right, result.formula
    )


RULE = Rule(
    NAME,
    "A difference or change that does not follow",
    "An indicator with pact:differenceOf is that indicator less the one after pact:differenceFrom, or less "
    "its own "
    "value for pact:comparedArea; one with pact:changeOf is that indicator less its value a year, or an "
    "interval, "
    "before. What is said of a group without a figure (“better than”) is held against each member and year "
    "of the "
    "same source.",
    ("arithmetic", "rounding", "prose"),
    look,
)
