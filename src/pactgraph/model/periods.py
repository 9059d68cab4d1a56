"""Calendar arithmetic that keeps the precision of a date: periods written as EDTF."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

_LENGTH = {"year": 4, "month": 7, "day": 10}


def write_period(day: date, precision: str) -> str:
    """Return the period of a day as EDTF; a week (Monday to Sunday) and a quarter are intervals.

    :param day: a day in the period.
    :param precision: ``year``, ``month``, ``week``, ``quarter`` or ``day``.

    >>> write_period(date(2021, 11, 12), "month"), write_period(date(2021, 11, 12), "quarter")
    ('2021-11', '2021-10/2021-12')
    """
    if precision == "week":
        monday = day - timedelta(days=day.weekday())
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    if precision == "quarter":
        first = (day.month - 1) // 3 * 3 + 1
        return f"{day.year:04}-{first:02}/{day.year:04}-{first + 2:02}"
    return day.isoformat()[: _LENGTH[precision]]


def last_begun(day: date, precision: str, by: date) -> date:
    """Return the last day of the same name, or the last month of the same name, that had begun by a day.

    :param day: a day whose year does not count.
    :param precision: ``day`` or ``month``: what must have begun.
    :param by: the day by which it must have begun.

    >>> last_begun(date(2000, 2, 29), "day", date(2021, 12, 31)).isoformat()
    '2020-02-29'
    """
    if precision == "month":
        return date(by.year if day.month <= by.month else by.year - 1, day.month, 1)
    for year in range(by.year, by.year - 9, -1):  # February 29 may be eight years ago
        if day.day <= calendar.monthrange(year, day.month)[1] and (found := day.replace(year=year)) <= by:
            return found
    raise OverflowError(f"no such day before {by}")


def shift(day: date, count: int, unit: str) -> date:
    """Return the day so many units later, or earlier when the count is negative.

    The day of the month stays where the month has it, else the last day of that month is taken.

    :param day: where to start.
    :param count: how many units.
    :param unit: ``year``, ``month``, ``week`` or ``day``.
    :raises OverflowError: when the year would leave 1 to 9999.

    >>> shift(date(2024, 2, 29), 1, "year").isoformat()
    '2025-02-28'
    """
    if unit in ("week", "day"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    if not 1 <= year <= 9999:
        raise OverflowError(f"the year {year} is out of range")
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
