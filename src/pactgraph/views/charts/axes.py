"""Linear scales with the round numbers of their axes, and dates as spans of an axis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

from pactgraph.errors import UserError
from pactgraph.model.dates import parse_edtf


@dataclass(frozen=True)
class Scale:
    """A linear scale from values to places in a drawing."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of a value.

        >>> Scale(2000, 2010, 0, 100)(2005)
        50.0
        """
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self, most: int, *, whole: bool = False) -> list[float]:
        """Return round values within the scale, about ``most`` of them.

        :param whole: whole numbers only.

        >>> Scale(0, 53, 0, 1).ticks(5), Scale(2019, 2021, 0, 1).ticks(6, whole=True)
        ([0.0, 10.0, 20.0, 30.0, 40.0, 50.0], [2019.0, 2020.0, 2021.0])
        """
        least = (self.high - self.low) / most
        power = 10.0 ** floor(log10(least))
        step = next(times * power for times in (1, 2, 5, 10) if times * power >= least * 0.9)
        step = max(1.0, step) if whole else step
        first, last = ceil(self.low / step - 1e-9), floor(self.high / step + 1e-9)
        return [round(number * step, 10) for number in range(first, last + 1)]


@dataclass(frozen=True)
class DateSpan:
    """The days that a date can mean, in years and their fractions."""

    start: float
    end: float
    opened: str = ""
    """``before`` where it has no known beginning, ``after`` where it has no known end."""

    @property
    def vague(self) -> bool:
        """Whether it is longer than a year."""
        return self.end - self.start > 1.01


def span_of(text: str) -> DateSpan | None:
    """Read an EDTF date as a stretch of a timeline; None where it is no date.

    >>> span_of("2020")
    DateSpan(start=2020.0, end=2021.0, opened='')
    >>> span_of("/2019").opened
    'before'
    """
    try:
        bounds = parse_edtf(text)
    except UserError:
        return None
    first, last = bounds.earliest, bounds.latest
    if first and last:
        return DateSpan(_year(first), _year(last, after=True))
    if last:
        return DateSpan(_year(last), _year(last, after=True), "before")
    return DateSpan(_year(first), _year(first, after=True), "after") if first else None


def _year(day: date, *, after: bool = False) -> float:
    start = date(day.year, 1, 1)
    length = (date(day.year + 1, 1, 1) - start).days if day.year < 9999 else 365
    return day.year + ((day - start).days + after) / length
