"""A rank that is not the order of what is ranked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pactgraph.audit.disagreements import Disagreement
from pactgraph.audit.figure_index import FigureIndex
from pactgraph.audit.figures import RANK, Figure
from pactgraph.audit.periods import covers, plain
from pactgraph.audit.results import usable
from pactgraph.audit.rule import Rule
from pactgraph.namespaces import kind_of

NAME = "ranks"
#: Another indicator explains an order where it has values for this many of the areas, all of them in order.
EXPLAINS_AT_LEAST = 5


def look(index: FigureIndex) -> Iterator[Disagreement]:
    """Find ranks of a table that are out of order, and ranks in prose that too many areas are above."""
    columns: dict[tuple[str, str], list[Figure]] = {}
    for figure in index.related("rankBy"):
        if figure.base == RANK and figure.table and figure.span.finite:
            columns.setdefault((figure.table, figure.indicator), []).append(figure)
        elif figure.base == RANK:
            yield from _alone(index, figure)
    for (_, indicator), ranks in columns.items():
        yield from _column(index, index.relations(indicator).one("rankBy"), ranks)


def _column(index: FigureIndex, by: str, ranks: Sequence[Figure]) -> Iterator[Disagreement]:
    values = _values(index, by, ranks)
    wrong = _disordered(ranks, values)
    if not wrong:
        return
    claims = tuple(dict.fromkeys(rank.claim for pair in wrong for rank in pair))
    against = tuple(dict.fromkeys(v.claim for pair in wrong for r in pair for v in values[r.claim]))
    named = "; ".join(
        f"{index.name(first.area)} ({first.printed.value:f}) before {index.name(second.area)} "
        f"({second.printed.value:f})"
        for first, second in wrong
    )
    other = _explains(index, by, ranks)
    text = f"The ranks are not the order of {index.name(by)}: {named}."
    if other:
        text += f" They are the order of {index.name(other)}."
    yield Disagreement(
        NAME, "arithmetic", "sure", claims, against, text,
        ", ".join(f"{index.name(r.area)} {r.printed.value:f}" for pair in wrong for r in pair),
        f"the order of {index.name(by)}", f"order of {index.name(by)}, the greatest first",
        f"order of {index.name(other)}" if other else "",
    )  # fmt: skip


def _values(index: FigureIndex, by: str, ranks: Sequence[Figure]) -> Mapping[str, list[Figure]]:
    """Return what each rank is compared with: values of its area in its period, of its own table first."""
    found = {}
    for rank in ranks:
        held = [
            value
            for value in index.series.get((by, rank.area), [])
            if usable(value) and covers(rank.period, value.period)
        ]
        own = [v for v in held if v.table == rank.table]
        found[rank.claim] = own or held
    return found


def _disordered(ranks: Sequence[Figure], values: Mapping[str, list[Figure]]) -> list[tuple[Figure, Figure]]:
    """Return the pairs of which the better ranked has less, in every year in which both have a value."""
    wrong = []
    for first in ranks:
        for second in ranks:
            if first.period == second.period and first.span.high < second.span.low:
                pairs = [
                    (a, b)
                    for a in values[first.claim]
                    for b in values[second.claim]
                    if a.base == b.base and plain(a.period) == plain(b.period)
                ]
                if pairs and all(a.span.high < b.span.low for a, b in pairs):
                    wrong.append((first, second))
    return wrong


def _explains(index: FigureIndex, by: str, ranks: Sequence[Figure]) -> str:
    """Return another indicator whose order the ranks are, or an empty string."""
    unit = {v.base for held in _values(index, by, ranks).values() for v in held}
    for indicator in sorted({figure.indicator for figure in index.figures} - {by}):
        values = _values(index, indicator, ranks)
        held = [v for one in values.values() for v in one if v.base in unit]
        if len({v.area for v in held}) >= EXPLAINS_AT_LEAST and not _disordered(ranks, values):
            return indicator
    return ""


def _alone(index: FigureIndex, rank: Figure) -> Iterator[Disagreement]:
    """Compare a rank in prose with all areas of the same kind: at most rank less one may be above it."""
    by = index.relations(rank.indicator).one("rankBy")
    kind = kind_of(rank.area)
    own = [v for v in index.at(by, rank.area, rank.period) if usable(v)]
    for value in own[:1]:
        above = {
            other.area: other
            for (indicator, area), held in index.series.items()
            if indicator == by and kind_of(area) == kind and area != rank.area
            for other in held
            if usable(other) and plain(other.period) == plain(rank.period) and other.base == value.base
            and other.span.low > value.span.high
        }  # fmt: skip
        if len(above) > rank.span.high - 1:
            names = ", ".join(index.name(area) for area in sorted(above))
            text = (
                f"Printed is rank {rank.words or rank.printed.value} by {index.name(by)}, but {len(above)} "
                f"are above "
                f"{index.name(rank.area)}: {names}."
            )
            against = (value.claim, *(other.claim for _, other in sorted(above.items())))
            yield Disagreement(
                NAME, "prose", "sure", (rank.claim,), against, text,
                rank.printed.text, f"rank {len(above) + 1} or lower", f"count of greater {index.name(by)}",
            )  # fmt: skip


RULE = Rule(
    NAME,
    "A rank that is not the order of what is ranked",
    "An indicator with pact:rankBy is the order of that indicator, the greatest first. In a table each "
    "pair of ranks is compared; it is out of order where the better ranked has less in every year that "
    "both have. A rank in prose is wrong where more areas of its kind than its rank allows are known to "
    "be above it. Another indicator that is in the printed order for five areas or more is named.",
    ("arithmetic", "prose"),
    look,
)
