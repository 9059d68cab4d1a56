"""Numbers as spans: what a printed figure can mean, given its digits and the words before it.

Arithmetic on printed figures is arithmetic on spans: a result agrees with a printed figure where the two
spans meet. So rounding is never mistaken for a disagreement, and no tolerance is chosen by feeling.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from pactgraph.audit.thresholds import HEDGE, ROUNDING_PART, ROUNDING_STEPS

_NUMBER = re.compile(r"[0-9]{1,3}(?:[, ][0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
#: Spans that touch in the last digit of a float do not meet.
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Span:
    """What a number can be.

    :ivar value: the number itself, or the best guess.
    :ivar low: the least it can be; minus infinity where that is open.
    :ivar high: the most it can be.
    :ivar step: one unit of its last printed digit; 0 for what is computed, counted or hedged.
    """

    value: float
    low: float
    high: float
    step: float = 0.0

    @property
    def finite(self) -> bool:
        """Whether both ends are known."""
        return math.isfinite(self.low) and math.isfinite(self.high)

    def times(self, factor: float) -> Span:
        """Return the span in another unit; the factor is greater than 0."""
        return Span(self.value * factor, self.low * factor, self.high * factor, self.step * factor)

    def widened(self, part: float) -> Span:
        """Return the span with a part of its value added at both ends."""
        more = abs(self.value) * part
        return Span(self.value, self.low - more, self.high + more, self.step)

    def gap(self, other: Span) -> float:
        """Return how far the spans are from each other; 0 or less where they meet."""
        return max(self.low, other.low) - min(self.high, other.high)

    def meets(self, other: Span) -> bool:
        """Return whether both can be the same number.

        >>> printed(Decimal("73.1"), "73.1", "exact", 1).meets(printed(Decimal("73"), "73", "exact", 1))
        True
        >>> printed(Decimal("73.1"), "73.1", "exact", 1).meets(printed(Decimal("73"), "73.0", "exact", 1))
        False
        """
        size = max(abs(self.value), abs(other.value), _NOTHING) * _NOTHING
        if self.low == self.high or other.low == other.high:
            return self.gap(other) <= size
        return self.gap(other) < -size

    def nearly_meets(self, other: Span) -> bool:
        """Return whether they miss each other by no more than rounding can explain."""
        step = max(self.step, other.step) * ROUNDING_STEPS
        return self.gap(other) <= max(step, abs(self.value) * ROUNDING_PART) * (1 + 1e-6)


def printed(value: Decimal, words: str, quantifier: str, factor: float, counted: bool = False) -> Span:
    """Return the span of a figure as it is printed, in base units.

    :param value: the value, in its printed unit.
    :param words: the printed words, which show how many digits were given.
    :param quantifier: a code of the list quantifier, without its prefix.
    :param factor: how many base units one unit is.
    :param counted: whether the figure is a count or a rank, and so not rounded.

    >>> printed(Decimal("51.8"), "51.8%", "exact", 1)
    Span(value=51.8, low=51.75, high=51.85, step=0.1)
    >>> printed(Decimal("30"), "nearly 30%", "nearly", 1).low
    27.0
    """
    number = float(value)
    digit = 0.0 if counted else 10.0 ** -places(value, words)
    low, high = _ends(number, digit / 2, quantifier)
    step = digit if quantifier == "exact" else 0.0
    clean = [round(end, 9) if math.isfinite(end) else end for end in (number, low, high)]
    return Span(clean[0], clean[1], clean[2], step).times(factor)


def places(value: Decimal, words: str) -> int:
    """Return how many decimal places a value is printed with; noughts at the end count.

    >>> places(Decimal("28.5"), "28.50"), places(Decimal("12768"), "12 768"), places(Decimal("2"), "second")
    (2, 0, 0)
    """
    for found in _NUMBER.findall(words):
        plain = re.sub("[, ]", "", found)
        if Decimal(plain) == abs(value):
            return len(plain.partition(".")[2])
    text = f"{value:f}"
    return len(text.rstrip("0").partition(".")[2]) if "." in text else 0


def _ends(number: float, half: float, quantifier: str) -> tuple[float, float]:
    hedge = abs(number) * HEDGE
    match quantifier:
        case "about":
            return number - max(hedge, half), number + max(hedge, half)
        case "nearly":
            return number - max(hedge, half), number + half
        case "more-than" | "at-least":
            return number, math.inf
        case "less-than" | "at-most":
            return -math.inf, number
        case _:
            return number - half, number + half


def spread(formula: Callable[..., float], parts: Sequence[Span]) -> Span:
    """Return what a formula gives over spans: its value, and the least and the most at their corners.

    The formula must rise or fall evenly in each part, as sums, ratios and growth do.

    >>> spread(lambda a, b: 100 * a / b, [Span(1, 0.5, 1.5), Span(4, 4, 4)])
    Span(value=25.0, low=12.5, high=37.5, step=0.0)
    """
    corners = [formula(*ends) for ends in product(*((part.low, part.high) for part in parts))]
    return Span(formula(*(part.value for part in parts)), min(corners), max(corners))


def total(parts: Sequence[Span]) -> Span:
    """Return the sum of spans.

    >>> total([Span(1, 0.5, 1.5), Span(2, 1.5, 2.5)])
    Span(value=3, low=2.0, high=4.0, step=0.0)
    """
    return Span(sum(p.value for p in parts), sum(p.low for p in parts), sum(p.high for p in parts))


def power_of_ten(ratio: float, tolerance: float) -> int:
    """Return the exponent where a ratio is a power of ten other than 1, else 0.

    >>> power_of_ten(10.02, 0.05), power_of_ten(1.01, 0.05), power_of_ten(0.0099, 0.05), power_of_ten(5, 0.05)
    (1, 0, -2, 0)
    """
    if ratio <= 0 or not math.isfinite(ratio):
        return 0
    exponent = round(math.log10(ratio))
    return exponent if abs(ratio / 10.0**exponent - 1) <= tolerance else 0
