"""Dates as stretches of an axis."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pactgraph.errors import UserError
from pactgraph.model.dates import parse_edtf


@dataclass(frozen=True)
class Span:
    """The days that a date can mean, in years and their fractions."""

    start: float
    end: float
    opened: str = ""
    """``before`` where it has no known beginning, ``after`` where it has no known end."""

    @property
    def vague(self) -> bool:
        """Whether it is longer than a year."""
        return self.end - self.start > 1.01


def span_of(text: str) -> Span | None:
    """Read an EDTF date as a stretch of a timeline; None where it is no date.

    >>> span_of("2020")
    Span(start=2020.0, end=2021.0, opened='')
    >>> span_of("/2019").opened
    'before'
    """
    try:
        bounds = parse_edtf(text)
    except UserError:
        return None
    first, last = bounds.earliest, bounds.latest
    if first and last:
        return Span(_year(first), _year(last, after=True))
    if last:
        return Span(_year(last), _year(last, after=True), "before")
    return Span(_year(first), _year(first, after=True), "after") if first else None


def _year(day: date, *, after: bool = False) -> float:
    start = date(day.year, 1, 1)
    length = (date(day.year + 1, 1, 1) - start).days if day.year < 9999 else 365
    return day.year + ((day - start).days + after) / length
