"""What follows for a figure from others: choose them, compute, and compare the result with what is stated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from pactgraph.audit.disagreements import Certainty, Disagreement
from pactgraph.audit.figures import DIRECTION, PERCENT, UNIT, Figure, show
from pactgraph.audit.spans import Span, spread
from pactgraph.audit.thresholds import FORMULA_MISS

if TYPE_CHECKING:
    from pactgraph.audit.figure_index import FigureIndex

POINT = UNIT + "percentage-point"
TIMES = UNIT + "times"
USD = UNIT + "usd"
MONEY = frozenset(UNIT + name for name in ("usd", "yuan", "yen", "ruble", "won", "euro"))
#: Combinations of figures that are tried for one result at most; more would be the same again.
MOST = 64


@dataclass(frozen=True, slots=True)
class Result:
    """What a formula gives.

    :ivar span: the result, in the unit of the figure that it is compared with.
    :ivar name: the formula in words, which patterns quote.
    :ivar formula: the formula with its numbers.
    :ivar parts: the figures that went into it.
    """

    span: Span
    name: str
    formula: str
    parts: tuple[Figure, ...]


Formula = Callable[..., float]


def levels(index: FigureIndex, indicator: str, area: str, period: str) -> list[Figure]:
    """Return the figures that can be computed with: stated as facts, with two known ends."""
    return [f for f in index.at(indicator, area, period) if usable(f)]


def usable(figure: Figure) -> bool:
    """Return whether a figure can be computed with."""
    return figure.stated and figure.span.finite and figure.base != DIRECTION


def distance(stated: Figure, part: Figure) -> int:
    """Return the distance of a figure from another: 0 in its table, 1 in its source, 2 elsewhere."""
    if stated.table and part.table == stated.table:
        return 0
    return 1 if part.source == stated.source else 2


def farthest(stated: Figure, parts: Sequence[Figure]) -> int:
    """Return the greatest distance of some figures from the one that rests on them."""
    return max(distance(stated, part) for part in parts)


def combinations(stated: Figure, slots: Sequence[Sequence[Figure]]) -> list[tuple[Figure, ...]]:
    """Return the ways to fill the places of a formula, from the nearest figures only, the best way first.

    All parts of a way have one base unit. Between documents amounts of money are taken in dollars only: a
    rate in another currency differs with the exchange rate, and which one is meant is not printed.
    """
    ways = []
    for way in product(*slots):
        if len({part.base for part in way}) == 1:
            far = farthest(stated, way)
            if far < 2 or way[0].base == USD or way[0].base not in MONEY:
                ways.append((far, len({part.table or part.source for part in way}), way))
    nearest = min((far for far, _, _ in ways), default=0)
    ways.sort(key=lambda one: (one[1], [part.claim for part in one[2]]))
    return [way for far, _, way in ways if far == nearest][:MOST]


def compute(
    name: str, formula: Formula, way: Sequence[Figure], pattern: str, *, printed: bool = False
) -> Result:
    """Compute a result.

    :param pattern: the formula with ``{0}``, ``{1}`` for its parts.
    :param printed: compute with what is printed, not with what is understood.
    """
    spans = [part.printed.span if printed else part.span for part in way]
    unit = (way[0].printed if printed else way[0].understood).unit.factor
    numbers = [show(span.value / unit) for span in spans]
    return Result(spread(formula, spans), name, pattern.format(*numbers), tuple(way))


def as_percent(span: Span, unit: str) -> Span | None:
    """Return a stated rate or share in per cent, whatever way it is printed; None where it is none.

    :param unit: the base unit of the span.
    """
    if unit == TIMES:
        return span.times(100)
    return span if unit in (PERCENT, POINT) else None


def hold(
    index: FigureIndex,
    rule: str,
    stated: Figure,
    right: Sequence[Result],
    other: Sequence[Result] = (),
    *,
    slack: float = 0,
) -> Disagreement | None:
    """Compare a figure with what follows from others; return the disagreement where it does not agree.

    :param right: what the right formula gives, one result for each way to fill it, the best first.
    :param other: what wrong formulas or figures give, in the order in which they are looked at.
    :param slack: a part of the result by which it may miss where it rests on another table.
    """
    if not right or any(_fits(stated, result, slack) for result in right):
        return None
    best = min(right, key=lambda result: max(0.0, stated.span.gap(result.span)))
    meant = next((result for result in other if _fits(stated, result, 0)), None)
    kind, certainty = _weigh(stated, best, meant)
    unit = stated.understood.unit
    pattern = ""
    if meant:
        pattern = f"{meant.name} in {stated.source.rpartition('/')[2]}"
    elif stated.table and kind == "arithmetic":
        pattern = f"{stated.indicator.rpartition('/')[2]} does not follow in {stated.table}"
    return Disagreement(
        rule,
        kind,
        certainty,
        (stated.claim,),
        tuple(dict.fromkeys(part.claim for part in best.parts)),
        explain(index, stated, best, meant, kind),
        stated.understood.text,
        f"{show(best.span.value / unit.factor)} {unit.label}",
        best.formula,
        f"{meant.name}: {meant.formula}" if meant else "",
        pattern,
    )


def _fits(stated: Figure, result: Result, slack: float) -> bool:
    far = farthest(stated, result.parts)
    expected = result.span.widened(slack) if far > 0 and slack else result.span
    span = stated.span
    return span.meets(expected) or (far == 2 and span.gap(expected) <= FORMULA_MISS)


def _weigh(stated: Figure, best: Result, meant: Result | None) -> tuple[str, Certainty]:
    if meant is None and stated.span.nearly_meets(best.span):
        return "rounding", "possible"
    # Other tables that name other works may measure otherwise.
    others = [part for part in best.parts if distance(stated, part) > 0]
    works = any(stated.works and part.works and not stated.works & part.works for part in others)
    if meant is None and (works or farthest(stated, best.parts) == 2):
        return "arithmetic", "likely"
    return "arithmetic", "sure"


def explain(index: FigureIndex, stated: Figure, best: Result, meant: Result | None, kind: str) -> str:
    """Return why a figure does not follow, in words."""
    unit = stated.understood.unit
    text = (
        f"{index.title(stated)}: printed is "
        f"{stated.understood.text}; {best.name} gives "
        f"{show(best.span.value / unit.factor)} ({best.formula})."
    )
    if meant:
        text += f" The printed value is {meant.name} ({meant.formula})."
    if kind == "rounding":
        text += " Rounding can explain the difference."
    if any(part.corrected for part in best.parts):
        text += " Where a curator understands another value or unit than is printed, that is used."
    return text


def results(
    name: str, formula: Formula, ways: Sequence[Sequence[Figure]], pattern: str, *, printed: bool = False
) -> list[Result]:
    """Compute one result for each way to fill a formula, leaving out those that divide by zero."""
    found = []
    for way in ways:
        with suppress(ZeroDivisionError):
            found.append(compute(name, formula, way, pattern, printed=printed))
    return found
