"""When something happened, as far as the dates of claims tell: days between which it lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: How a date that can mean several years is read: as the last of them (it had surely happened by then) or the
#: first (it can have happened then).
Reading = Literal["surely", "possibly"]
READINGS: tuple[Reading, ...] = ("surely", "possibly")


@dataclass(frozen=True)
class Event:
    """Days, as ISO dates, between which something happened; an unknown or open side is empty.

    :param lasting: whether it went on from the first day to the last, instead of lying somewhere between.
    """

    earliest: str
    latest: str
    lasting: bool = False

    @property
    def years(self) -> set[int]:
        """The years of its first and its last day."""
        return {int(day[:4]) for day in (self.earliest, self.latest) if day}

    def in_years(self, reading: Reading = "surely") -> range:
        """Return the years in which it counts: all that it lasted, else one.

        An event of "2012 to 2022" counts for 2022, by when it had surely happened, or for 2012, when it can
        have; of a span with an open side only the year of the known side is counted.

        >>> list(Event("2012-01-01", "2022-12-31").in_years())
        [2022]
        >>> list(Event("2020-01-01", "2022-12-31", lasting=True).in_years())
        [2020, 2021, 2022]
        """
        first, last = min(self.years), max(self.years)
        if self.lasting:
            return range(first, last + 1)
        year = last if reading == "surely" else first
        return range(year, year + 1)

    def can_lie(self, since: int | None, until: int | None) -> bool:
        """Tell whether it can lie, or last, within years; both ends count, and an unknown side is open.

        >>> Event("2012-01-01", "2022-12-31").can_lie(2015, None)
        True
        """
        starts_too_late = until is not None and self.earliest and int(self.earliest[:4]) > until
        ends_too_early = since is not None and self.latest and int(self.latest[:4]) < since
        return not starts_too_late and not ends_too_early

    def had_happened(self, day: str) -> bool:
        """Tell whether it had surely happened, or begun and not ended, by the end of a day.

        >>> Event("2019-06-01", "2019-06-30").had_happened("2019-12-31")
        True
        >>> Event("2020-01-01", "2022-12-31", lasting=True).had_happened("2023-06-30")
        False
        """
        if not self.lasting:
            return bool(self.latest) and self.latest <= day
        begun = self.earliest <= day if self.earliest else self.latest <= day
        return begun and not (self.latest and self.latest < day)


def event_of(earliest: str | None, latest: str | None, *, lasting: bool = False) -> Event | None:
    """Return an event from the bounds of a date, or None where there is neither.

    >>> event_of(None, "2019-06-30").years
    {2019}
    """
    return Event(earliest or "", latest or "", lasting) if earliest or latest else None
