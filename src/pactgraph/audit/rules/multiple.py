"""A stated multiple that does not follow."""

from __future__ import annotations

from collections.abc import Iterator

from pactgraph.audit.disagreements import Disagreement
from pactgraph.audit.figure_index import FigureIndex
from pactgraph.audit.periods import plain, years_of
from pactgraph.audit.results import TIMES, combinations, hold, levels, results
from pactgraph.audit.rule import Rule
from pactgraph.audit.thresholds import EDITION

NAME = "multiple"


def look(index: FigureIndex) -> Iterator[Disagreement]:
    """Find multiples that do not follow, of another year or of another area."""
    for figure in index.related("multipleOf"):
        held = index.relations(figure.indicator)
        level, other_area, ends = held.one("multipleOf"), held.one("comparedArea"), years_of(figure.period)
        if figure.base != TIMES:
            continue
        if other_area:
            slots = [levels(index, level, area, plain(figure.period)) for area in (other_area, figure.area)]
        elif ends:
            slots = [levels(index, level, figure.area, f"{year}") for year in ends]
        else:
            continue
        ways = combinations(figure, slots)
        right = results("the greater divided by the smaller", lambda a, b: b / a, ways, "{1} / {0}")
        other = results(
            "the rise divided by the smaller", lambda a, b: (b - a) / a, ways, "({1} − {0}) / {0}"
        )
        other += results("the multiple in per cent", lambda a, b: 100 * b / a, ways, "100 × {1} / {0}")
        if found := hold(index, NAME, figure, right, other, slack=EDITION):
            yield found


RULE = Rule(
    NAME,
    "A multiple that does not follow",
    "An indicator with pact:multipleOf is the level of its area divided by that of pact:comparedArea in "
    "the same period, or the last level of its interval divided by the first. A rise taken for a "
    "multiple, and a multiple in per cent, are recognised.",
    ("arithmetic", "rounding"),
    look,
)
