"""A stated share that is not the part divided by the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pactgraph.audit.disagreements import Disagreement
from pactgraph.audit.figure_index import FigureIndex
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


def look(index: FigureIndex) -> Iterator[Disagreement]:
    """Find shares that do not follow."""
    for figure in index.related("shareOf", "shareIn"):
        span = as_percent(figure.span, figure.base)
        if span is None or figure.base != PERCENT:
            continue
        stated = replace(figure, understood=replace(figure.understood, span=span))
        # A share whose period has no beginning is looked for in the years up to its end, the last first.
        last = open_until(figure.period)
        for period in [f"{last - back}" for back in range(YEARS_BACK)] if last else [plain(figure.period)]:
            right = _results(index, figure, period, printed=False)
            if right:
                other = _results(index, figure, period, printed=True)
                if found := hold(index, NAME, stated, right, other, slack=EDITION):
                    yield found
                break


def _results(index: FigureIndex, figure: Figure, period: str, *, printed: bool) -> list[Result]:
    held = index.relations(figure.indicator)
    part, whole = held.one("shareOf"), held.one("shareIn")
    area = held.one("comparedArea") or figure.area
    parts = [levels(index, part, figure.area, period)]
    if not parts[0]:
        parts = [levels(index, part, member, period) for member in index.members.get(figure.area, [])]
    wholes = levels(index, whole, area, period)
    name = "the part divided by the whole" + (" with the figures as printed" if printed else "")
    if not parts or not all(parts):
        return []
    if not wholes:
        return _implied(index, figure, parts, whole, area, period)
    count = len(parts)
    numbers = " + ".join(f"{{{place}}}" for place in range(count))
    pattern = f"({numbers}) / {{{count}}}" if count > 1 else f"{{0}} / {{{count}}}"
    ways = combinations(figure, [*parts, wholes])
    return results(name, lambda *held: 100 * sum(held[:-1]) / held[-1], ways, pattern, printed=printed)


def _implied(
    index: FigureIndex, figure: Figure, parts: list[list[Figure]], whole: str, area: str, period: str
) -> list[Result]:
    """Take the whole from that of the year before and its growth, where a year has none of its own.

    Only figures of the same source are put together so: the rates of another may rest on other levels.
    """
    if not year_of(period) or len(parts) > 1:
        return []
    before = levels(index, whole, area, year_before(period))
    rates = [rate for rate in index.rates(whole, area, period) if distance(figure, rate) < 2]
    ways = [way for way in combinations(figure, [parts[0], before]) if farthest(figure, way) < 2]
    name = "the part divided by the whole of the year before, grown"
    found = []
    for rate in rates[:1]:
        least, value, most = (1 + end / 100 for end in (rate.span.low, rate.span.value, rate.span.high))
        for one in results(name, lambda part, whole: 100 * part / whole, ways, "{0} / {1}"):
            # The share, divided once more by the growth of its whole.
            span = Span(one.span.value / value, one.span.low / most, one.span.high / least)
            found.append(Result(span, one.name, f"{one.formula} / {value:.4g}", (*one.parts, rate)))
    return found


RULE = Rule(
    NAME,
    "A share that is not its part divided by its whole",
    "An indicator with pact:shareOf and pact:shareIn is compared with part and whole of the same period; "
    "the whole is that of pact:comparedArea where it is declared; a group without a figure of its own "
    "is added up from its members. In one table only rounding is allowed for; from another table half a "
    "hundredth of the share, since editions differ. A share without a beginning of its period is held "
    "against the last of five years that has both.",
    ("arithmetic", "rounding"),
    look,
)
