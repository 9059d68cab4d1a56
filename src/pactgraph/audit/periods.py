"""Periods of figures: which years they cover, the period before, which lies within which."""

from __future__ import annotations

import re
from functools import cache

from pactgraph.model.dates import DateBounds, parse_edtf

_YEAR = re.compile(r"[0-9]{4}")


@cache
def bounds(period: str) -> DateBounds:
    """Return the first and last day of a period, read once."""
    return parse_edtf(period)


def plain(period: str) -> str:
    """Return a period without its marks of doubt.

    >>> plain("2022~")
    '2022'
    """
    return re.sub("[?~%]", "", period)


def year_of(period: str) -> int | None:
    """Return the year where a period is one year, else None.

    >>> year_of("2021"), year_of("2021-11"), year_of("2016/2021")
    (2021, None, None)
    """
    text = plain(period)
    return int(text) if re.fullmatch(_YEAR, text) else None


def years_of(period: str) -> tuple[int, int] | None:
    """Return the first and last year of an interval of years, else None.

    >>> years_of("2016/2021"), years_of("/2021"), years_of("2021")
    ((2016, 2021), None, None)
    """
    match = re.fullmatch(r"([0-9]{4})/([0-9]{4})", plain(period))
    return (int(match[1]), int(match[2])) if match and match[1] < match[2] else None


def open_until(period: str) -> int | None:
    """Return the last year of a period whose start is not known, else None.

    >>> open_until("/2022"), open_until("/2022-11-15"), open_until("2022")
    (2022, 2022, None)
    """
    match = re.match(r"/([0-9]{4})", period)
    return int(match[1]) if match else None


def year_before(period: str) -> str:
    """Return the same period of the year before.

    >>> year_before("2021"), year_before("2023-01/2023-07")
    ('2020', '2022-01/2022-07')
    """
    return re.sub(r"(?<![0-9-])[0-9]{4}", lambda found: f"{int(found[0]) - 1:04}", plain(period))


def from_to(period: str) -> tuple[str, str]:
    """Return the two periods that a change over a period compares.

    A year, or a part of one, is compared with that of the year before; an interval of years runs from its
    first to its last year.

    >>> from_to("2021"), from_to("2016/2021")
    (('2020', '2021'), ('2016', '2021'))
    """
    ends = years_of(period)
    return (f"{ends[0]}", f"{ends[1]}") if ends else (year_before(period), plain(period))


def within(part: str, whole: str) -> bool:
    """Return whether one period lies in another and is shorter.

    >>> within("2023-01/2023-07", "2023"), within("2023", "2023")
    (True, False)
    """
    return covers(whole, part) and not covers(part, whole)


def covers(whole: str, part: str) -> bool:
    """Return whether one period has all the days of another; never where an end of either is open.

    >>> covers("2023", "2023-01/2023-07"), covers("2023", "2023"), covers("/2023", "2023")
    (True, True, False)
    """
    inner, outer = bounds(part), bounds(whole)
    if not (inner.earliest and inner.latest and outer.earliest and outer.latest):
        return False
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest
