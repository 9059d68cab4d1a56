"""Two columns of a table whose headers are exchanged."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from pactgraph.audit.disagreements import Disagreement
from pactgraph.audit.figure_index import FigureIndex
from pactgraph.audit.figures import DIRECTION, RANK, Figure
from pactgraph.audit.results import usable
from pactgraph.audit.rule import Rule
from pactgraph.audit.thresholds import SWAPPED_AREAS, SWAPPED_FIT

NAME = "swapped"


def look(index: FigureIndex) -> Iterator[Disagreement]:
    """Find pairs of columns that fit other tables better exchanged."""
    for table, figures in index.tables.items():
        columns: dict[str, list[Figure]] = defaultdict(list)
        for figure in figures:
            if figure.printed.span.finite and figure.printed.unit.base not in (DIRECTION, RANK):
                columns[figure.indicator].append(figure)
        for one, other in combinations(sorted(columns), 2):
            if columns[one][0].printed.unit.base == columns[other][0].printed.unit.base:
                yield from _pair(index, table, columns[one], columns[other])


def _pair(
    index: FigureIndex, table: str, ones: Sequence[Figure], others: Sequence[Figure]
) -> Iterator[Disagreement]:
    fits: dict[str, list[Figure]] = defaultdict(list)
    by_place = {(figure.area, figure.period): figure for figure in others}
    pairs = [(one, by_place[one.area, one.period]) for one in ones if (one.area, one.period) in by_place]
    for one, other in pairs:
        outside = [_outside(index, one, table), _outside(index, other, table)]
        if outside[0] is None or outside[1] is None:
            continue
        if _close(one, outside[0]) or _close(other, outside[1]):
            return
        if _close(one, outside[1]) and _close(other, outside[0]):
            fits[one.area] += [outside[0], outside[1]]
    if len(fits) < SWAPPED_AREAS:
        return
    first, second = index.name(ones[0].indicator), index.name(others[0].indicator)
    against = tuple(dict.fromkeys(figure.claim for held in fits.values() for figure in held))
    text = (
        f"In {index.table_name(table)} the values under {first} and {second} fit other tables the other "
        f"way round, for {len(fits)} areas, and for none as printed: {len(pairs)} pairs of cells are meant."
    )
    for pair in pairs:
        for cell, beside in (pair, pair[::-1]):
            what = f"{index.name(cell.indicator)}, {index.name(cell.area)}, {cell.period}"
            yield Disagreement(
                NAME, "columns", "sure", (cell.claim,), against,
                f"{what}: printed is {cell.printed.text}, right is {beside.printed.text}. {text}",
                cell.printed.text, beside.printed.text, "the columns exchanged", pattern=text,
            )  # fmt: skip


def _outside(index: FigureIndex, figure: Figure, table: str) -> Figure | None:
    """Return the same figure of another table or of prose."""
    held = index.at(figure.indicator, figure.area, figure.period)
    return next((f for f in held if f.table != table and usable(f)), None)


def _close(figure: Figure, other: Figure) -> bool:
    one, two = figure.printed.span.value, other.span.value
    return one > 0 and two > 0 and abs(math.log(one / two)) < SWAPPED_FIT


RULE = Rule(
    NAME,
    "Two columns whose headers are exchanged",
    "Two indicators of one table in one unit are exchanged where the printed values fit other tables "
    "the other way round, within a tenth, for three areas or more, and fit as printed for none.",
    ("columns",),
    look,
)
