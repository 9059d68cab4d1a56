"""A stated sum, total or average that does not follow from its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from pactgraph.audit.disagreements import Disagreement
from pactgraph.audit.figure_index import FigureIndex
from pactgraph.audit.figures import Figure, show
from pactgraph.audit.periods import plain
from pactgraph.audit.results import MOST, Result, farthest, hold, levels, usable
from pactgraph.audit.rule import Rule
from pactgraph.audit.spans import Span, total
from pactgraph.audit.thresholds import EDITION

NAME = "sums"
#: How tables name the row that adds up those above it: "10 above", "20 above".
_ABOVE = re.compile(r"\brow (?P<count>[0-9]+) above\b", re.I)


def look(index: FigureIndex) -> Iterator[Disagreement]:
    """Find sums of indicators, totals of table rows, and averages that do not follow."""
    for name, divide in (("sumOf", False), ("averageOf", True)):
        for figure in index.related(name):
            parts = index.relations(figure.indicator).all(name)
            slots = [levels(index, part, figure.area, plain(figure.period)) for part in parts]
            right = [_added(way, divide) for way in _ways(figure, slots)]
            if found := hold(index, NAME, figure, right, slack=EDITION):
                yield found
    for figures in index.tables.values():
        for figure in figures:
            # The row that names how many rows above it it adds up is compared with these rows.
            match = _ABOVE.search(figure.locator)
            if not match or index.relations(figure.indicator).one("addsUp") != "true" or not usable(figure):
                continue
            rows = [
                other
                for other in figures
                if other.column == figure.column and other.place[0] < figure.place[0] and usable(other)
            ]
            right = [_added(rows, False)] if len(rows) == int(match["count"]) else []
            if found := hold(index, NAME, figure, right):
                yield found


def _ways(figure: Figure, slots: Sequence[Sequence[Figure]]) -> list[tuple[Figure, ...]]:
    if not slots or not all(slots):
        return []
    ways = [way for way in product(*slots) if len({part.base for part in (figure, *way)}) == 1]
    nearest = min((farthest(figure, way) for way in ways), default=0)
    return [way for way in ways if farthest(figure, way) == nearest][:MOST]


def _added(parts: Sequence[Figure], divide: bool) -> Result:
    span = total([part.span for part in parts])
    unit = parts[0].understood.unit.factor
    formula = " + ".join(show(part.span.value / unit) for part in parts)
    if divide:
        count = len(parts)
        span = Span(span.value / count, span.low / count, span.high / count)
        return Result(span, "the average of the parts", f"({formula}) / {count}", tuple(parts))
    return Result(span, "the sum of the parts", formula, tuple(parts))


RULE = Rule(
    NAME,
    "A sum, total or average that does not follow from its parts",
    "An indicator with pact:sumOf or pact:averageOf is compared with those indicators for the same area "
    "and period. A row that says how many it adds up (“10 above”) is compared with the rows above it, "
    "where the indicator declares pact:addsUp. Each part may be off by half of its last digit, so many "
    "rounded parts allow for more.",
    ("arithmetic", "rounding"),
    look,
)
