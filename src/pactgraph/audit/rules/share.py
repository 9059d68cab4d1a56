"""A stated share that is not the part divided by the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pactgraph.audit.disagreements import Disagreement
from pactgraph.audit.figure_index import World
from pactgraph.audit.figures import PERCENT, Figure
from pactgraph.audit.periods import open_until, plain, year_before, year_of
from pactgraph.audit.results import (
    Result,
    as_percent,
    combinations,
    distance,
    farthest,
    hold,
    levels,
    results,
)
from pactgraph.audit.rule import Rule
from pactgraph.audit.spans import Span
from pactgraph.audit.thresholds import EDITION

NAME = "share"
#: How far back a share without a beginning of its period is looked for.
YEARS_BACK = 5


def look(world: World) -> Iterator[Disagreement]:
    """Find shares that do not follow."""
    for figure in world.related("shareOf", "shareIn"):
        span = as_percent(figure.span, figure.base)
        if span is None or figure.base != PERCENT:
            continue
        stated = replace(figure, understood=replace(figure.understood, span=span))
        for period in _periods(figure):
            right = _results(world, figure, period, printed=False)
            if right:
                other = _results(world, figure, period, printed=True)
                if found := hold(world, NAME, stated, right, other, slack=EDITION):
                    yield found
                break


def _periods(figure: Figure) -> list[str]:
    """Return the period of a share, or where it has no beginning the years up to its end, the last first."""
    last = open_until(figure.period)
    return [f"{last - back}" for back in range(YEARS_BACK)] if last else [plain(figure.period)]


def _results(world: World, figure: Figure, period: str, *, printed: bool) -> list[Result]:
    held = world.relations(figure.indicator)
    part, whole = held.one("shareOf"), held.one("shareIn")
    area = held.one("comparedArea") or figure.area
    parts = [levels(world, part, figure.area, period)]
    if not parts[0]:
        parts = [levels(world, part, member, period) for member in world.members.get(figure.area, [])]
    wholes = levels(world, whole, area, period)
    name = "the part divided by the whole" + (" with the figures as printed" if printed else "")
    if not parts or not all(parts):
        return []
    if not wholes:
        return _implied(world, figure, parts, whole, area, period)
    count = len(parts)
    numbers = " + ".join(f"{{{place}}}" for place in range(count))
    pattern = f"({numbers}) / {{{count}}}" if count > 1 else f"{{0}} / {{{count}}}"
    ways = combinations(figure, [*parts, wholes])
    return results(name, lambda *held: 100 * sum(held[:-1]) / held[-1], ways, pattern, printed=printed)


def _implied(
    world: World, figure: Figure, parts: list[list[Figure]], whole: str, area: str, period: str
) -> list[Result]:
    """Take the whole from that of the year before and its growth, where a year has none of its own.

    Only figures of the same source are put together so: the rates of another may rest on other levels.
    """
    if not year_of(period) or len(parts) > 1:
        return []
    before = levels(world, whole, area, year_before(period))
    rates = [rate for rate in world.rates(whole, area, period) if distance(figure, rate) < 2]
    ways = [way for way in combinations(figure, [parts[0], before]) if farthest(figure, way) < 2]
    name = "the part divided by the whole of the year before, grown"
    return [_grown(one, rate) for rate in rates[:1] for one in results(name, _part, ways, "{0} / {1}")]


def _grown(one: Result, rate: Figure) -> Result:
    """Divide a share once more by the growth of its whole."""
    least, most = 1 + rate.span.low / 100, 1 + rate.span.high / 100
    value = 1 + rate.span.value / 100
    span = Span(one.span.value / value, one.span.low / most, one.span.high / least)
    return Result(span, one.name, f"{one.formula} / {value:.4g}", (*one.parts, rate))


def _part(part: float, whole: float) -> float:
    return 100 * part / whole


RULE = Rule(
    NAME,
    "A share that is not its part divided by its whole",
    "An indicator with pact:shareOf and pact:shareIn is held against part and whole of the same period; "
    "the whole is "
    "that of pact:comparedArea where it is declared; a group without a figure of its own is added up from "
    "its members. "
    "In one table only rounding is allowed for; from another table half a hundredth of the share, since "
    "editions "
    "differ. A share without a beginning of its period is held against the last of five years that has both.",
    ("arithmetic", "rounding"),
    look,
)
