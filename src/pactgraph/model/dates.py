"""Dates as sources give them: EDTF (ISO 8601-2) strings with the earliest and latest day they can mean.

The form accepted is EDTF level 1 without seasons: a day, month or year, ``X`` for digits that are not
known, ``?`` (uncertain), ``~`` (approximate) or ``%`` (both) at the end, and intervals with an unknown
(empty) or open (``..``) end. The library undate reads the same forms but took a second of each build, and
refuses an interval within one day or month (``2019-06/2019-06-15``), which sources do state.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Literal

from pactgraph.errors import InputSyntaxError

Precision = Literal["day", "month", "year", "decade", "century", "interval"]

_DATE = re.compile(r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9][0-9X]|XX)(?:-([0-9][0-9X]|XX))?)?([?~%]?)")
_EXPECTED = (
    "an EDTF date: 2018, 2021-11, 2021-11-12, 2017-11?, 2021-12~, 202X, 1997/2007, /2019-06 or 2005/.."
)
_SEASONS = range(21, 42)


@dataclass(frozen=True, slots=True)
class DateBounds:
    """A date as written and the days between which it lies.

    :ivar text: the EDTF string.
    :ivar earliest: the first day it can mean; None when the start of an interval is open or unknown.
    :ivar latest: the last day it can mean; None when the end of an interval is open or unknown.
    :ivar precision: the smallest unit that is wholly given (``2021-11-XX`` is a month), or ``interval``.
    :ivar uncertain: marked ``?`` or ``%``: the source may be wrong or misread.
    :ivar approximate: marked ``~`` or ``%``: near this date.
    """

    text: str
    earliest: date | None
    latest: date | None
    precision: Precision
    uncertain: bool = False
    approximate: bool = False


@lru_cache(maxsize=65_536)  # few dates are stated often
def parse_edtf(text: str) -> DateBounds:
    """Read an EDTF string.

    The bounds of an interval are the first day of its start and the last day of its end.

    :param text: the EDTF string, without white space around it.
    :returns: the date with its bounds.
    :raises InputSyntaxError: when the text is no EDTF date, the day does not exist, or an interval runs
        backwards.

    >>> bounds = parse_edtf("2021-11")
    >>> bounds.earliest.isoformat(), bounds.latest.isoformat(), bounds.precision
    ('2021-11-01', '2021-11-30', 'month')
    >>> parse_edtf("/2019-06").earliest is None
    True
    """
    if "/" not in text:
        return _parse_date(text, text)
    ends = text.split("/")
    if len(ends) != 2 or not any(end not in ("", "..") for end in ends):
        raise _wrong(text, "give an interval as start/end, of which one may be empty (unknown) or .. (open)")
    start, end = (None if part in ("", "..") else _parse_date(part, text) for part in ends)
    if start and start.earliest and end and end.latest and end.latest < start.earliest:
        raise _wrong(
            text, f"turn it round: {ends[1]}/{ends[0]}", reason=", an interval that ends before it starts"
        )
    given = [part for part in (start, end) if part]
    return DateBounds(
        text,
        start.earliest if start else None,
        end.latest if end else None,
        "interval",
        any(part.uncertain for part in given),
        any(part.approximate for part in given),
    )


def _parse_date(part: str, whole: str) -> DateBounds:
    """Read one date without a slash; ``whole`` is the text that an error shows."""
    match = _DATE.fullmatch(part)
    if not match:
        raise _wrong(whole, _mend_form(part))
    year, month, day, qualifier = match.groups()
    if year == "0000" or (month == "00" or day == "00"):
        raise _wrong(whole, "leave out what is not known: 2021 or 2021-11")
    if month and month.isdigit() and int(month) in _SEASONS:
        raise _wrong(
            whole,
            f"write its months as an interval: {year}-03/{year}-05",
            reason=", a season or part of a year",
        )
    if month and month.isdigit() and int(month) > 12:
        raise _wrong(whole, "give a month from 01 to 12", reason=f", whose month is {month}")
    earliest, latest = _bounds(whole, year, month, day)
    precision: Precision = "day"
    if year.endswith("X"):
        precision = "century" if year.endswith("XX") else "decade"
    elif not month or "X" in month:
        precision = "year"
    elif not day or "X" in day:
        precision = "month"
    return DateBounds(part, earliest, latest, precision, qualifier in ("?", "%"), qualifier in ("~", "%"))


def _bounds(whole: str, year: str, month: str | None, day: str | None) -> tuple[date, date]:
    """Return the first and the last day whose digits fit; an ``X`` stands for any digit."""
    pattern = f"{year}-{month or 'XX'}-{day or 'XX'}".replace("X", "?")
    first = date(int(year.replace("X", "0")) or 1, 1, 1).toordinal()
    last = date(int(year.replace("X", "9")), 12, 31).toordinal()
    ways = (range(first, last + 1), range(last, first - 1, -1))
    fitting = (
        (day for day in map(date.fromordinal, way) if fnmatchcase(day.isoformat(), pattern)) for way in ways
    )
    earliest, latest = (next(days, None) for days in fitting)
    if earliest and latest:
        return earliest, latest
    shorter = f"{year}-{month}" if day else year
    mend = f"look it up in the source, or give only {shorter}"
    raise _wrong(whole, mend, reason=", a day that does not exist" if day else "")


def _mend_form(part: str) -> str:
    if re.fullmatch(r"\s*[0-9X?~%-]+\s*", part) and part != part.strip():
        return "take away the white space"
    if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T", part):
        return f"leave out the time of day: {part[:10]}"
    if re.fullmatch(r"-[0-9]+|Y-?[0-9]+|XXXX.*|[0-9]{1,3}", part):
        return "give a year from 0001 to 9999, in four digits"
    return (
        "write year, month and day with hyphens; turn a phrase into a date against the date of its document"
    )


def _wrong(text: str, mend: str, *, reason: str = "") -> InputSyntaxError:
    return InputSyntaxError(f"the date {text!r}{reason}", expected=_EXPECTED, mend=mend)
