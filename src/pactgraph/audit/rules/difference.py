"""A stated difference or change that does not follow."""

from __future__ import annotations

from collections.abc import Iterator

from pactgraph.audit.disagreements import Disagreement
from pactgraph.audit.figures import Figure, show
from pactgraph.audit.periods import from_to, plain, years_of
from pactgraph.audit.results import Result, combinations, farthest, hold, levels, results
from pactgraph.audit.rule import Rule
from pactgraph.audit.world import World

NAME = "difference"


def minus(first: float, second: float) -> float:
    """Return the first less the second."""
    return first - second


def look(world: World) -> Iterator[Disagreement]:
    """Find differences between indicators, areas and years that do not follow."""
    for figure in world.related("differenceOf"):
        held = world.relations(figure.indicator)
        first, second = held.one("differenceOf"), held.one("differenceFrom") or held.one("differenceOf")
        other = held.one("comparedArea") or figure.area
        period = plain(figure.period)
        slots = [levels(world, first, figure.area, period), levels(world, second, other, period)]
        if found := hold(world, NAME, figure, _results(figure, slots)):
            yield found
        if not all(slots) and not figure.span.finite:
            yield from _members(world, figure, first, second)
    for figure in world.related("changeOf"):
        level = world.relations(figure.indicator).one("changeOf")
        before, after = (levels(world, level, figure.area, period) for period in from_to(figure.period))
        if found := hold(world, NAME, figure, _results(figure, [after, before])):
            yield found


def _results(figure: Figure, slots: list[list[Figure]]) -> list[Result]:
    return results("the difference", minus, combinations(figure, slots), "{0} − {1}")


def _members(world: World, figure: Figure, first: str, second: str) -> Iterator[Disagreement]:
    """Hold what is said of a whole group over years against each member in each year."""
    ends = years_of(figure.period)
    for member in world.members.get(figure.area, []) if ends else []:
        for year in range(ends[0], ends[1] + 1) if ends else ():
            slots = [levels(world, indicator, member, f"{year}") for indicator in (first, second)]
            for result in _results(figure, slots)[:1]:
                if farthest(figure, result.parts) < 2 and not figure.span.meets(result.span):
                    yield _exception(world, figure, member, year, result)


def _exception(world: World, figure: Figure, member: str, year: int, result: Result) -> Disagreement:
    unit = figure.understood.unit.label
    text = (
        f"Said of {world.name(figure.area)} from {figure.period}: “{figure.words}”. For "
        f"{world.name(member)} in "
        f"{year} it is {show(result.span.value)} ({result.formula})."
    )
    against = tuple(part.claim for part in result.parts)
    shown = f"{show(result.span.value)} {unit}"
    return Disagreement(
        NAME, "prose", "likely", (figure.claim,), against, text, figure.words, shown, result.formula
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
