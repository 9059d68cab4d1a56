"""Dates as prose gives them, resolved against their document's: ``September last year`` is ``2020-09``.

The library dateparser reads single English dates and simple relative ones. Measured with 1.5.0, it is also
generous (``a`` is January, ``October 32`` October 1932, ``five`` May), so only phrases made of known words
reach it; and on January 31, 2020 it takes ``February`` for that of 2016, so where a phrase has no year, only
month and day are taken from it. What it does not read is a short list of rules here, tried in this order:

1. an EDTF string stays as it is;
2. ``earlier``, ``later``, ``early``, ``late``, ``mid``, ``the end of`` are left out: EDTF level 1 has no
   name for them;
3. ``by A``, ``until A`` have an unknown start (``/2019-06``), ``since A`` an open end (``2017/..``);
4. ``over the next five years`` is an interval from the document's date, ``over the past decade`` one up to
   it;
5. ``from A to B``, ``between A and B`` are intervals; a start without a year is the last one before the end;
6. ``the 1990s`` is ``199X``;
7. ``September last year``, ``November 22 this year``, ``last September``, ``next March`` get their year;
8. ``two years ago`` is approximate (``2019~``).

A month or day without a year is the last one not after the document's date; it is uncertain (``?``) when of
that date only the year is known. The result is never more precise than the phrase and the document's date
allow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from pactgraph.errors import InputSyntaxError
from pactgraph.model.dates import DateBounds, parse_edtf
from pactgraph.model.optional_imports import require
from pactgraph.model.periods import last_begun, shift, write_period

_MONTH = (
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"\b[12][0-9]{3}\b"
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_UNIT = r"(?:year|month|week|day|decade)s?"
_COUNT = rf"(?:[0-9]{{1,3}}|an?|{'|'.join(_NUMBERS)})"
_AGO = rf"{_COUNT} {_UNIT} ago"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_NAMED = rf"yesterday|today|tomorrow|(?:last|this|next) (?:year|month|week|{_WEEKDAY})|{_AGO}"
#: What may be given to dateparser: one of these...
_SAYS_WHEN = re.compile(rf"{_MONTH}|{_YEAR}|{_WEEKDAY}|{_NAMED}")
#: ... and with it nothing but these. Any other word refuses the phrase, where dateparser would skip it.
_KNOWN = re.compile(
    rf"{_NAMED}|{_MONTH}|{_YEAR}|{_WEEKDAY}|\bq[1-4]\b|\b(?:[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?\b|\bof\b"
)
_LEADING = re.compile(r"^(?:(?:in|on|at|during|of|the) )+")
_PART = re.compile(
    r"\b(?:(?:the )?(?:very )?(?:end|beginning|start|middle) of (?:the )?|"
    r"(?:earlier|later) (?:in (?:the )?|on )?|(?:early|late|mid)(?: in )?[ -])"
)
_WINDOW = re.compile(
    rf"(?:over|in|within|during|for) the (next|coming|following|last|past|previous) (?:({_COUNT}) )?({_UNIT})"
)
_FINENESS = {"year": 0, "quarter": 1, "month": 1, "week": 2, "day": 2}


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """A phrase turned into a date.

    :ivar edtf: the EDTF string.
    :ivar inferred: whether the date of the document was needed; False for a date that is complete by itself.
    :ivar reason: how it came about, for the curator and the reader.
    """

    edtf: str
    inferred: bool
    reason: str


def resolve_relative(phrase: str, anchor: DateBounds | date) -> ResolvedDate:
    """Turn an English phrase into EDTF against the date of its document, preferring the past.

    :param phrase: the words of the source, such as ``in September last year``.
    :param anchor: the date of the document: a day, month or year.
    :returns: the date, whether it was inferred, and why.
    :raises InputSyntaxError: when the phrase or the anchor cannot be resolved.
    :raises MissingLibraryError: when dateparser is not installed.

    >>> december = parse_edtf("2021-12")
    >>> resolve_relative("September last year", december).edtf
    '2020-09'
    >>> resolve_relative("by June 2019", december)
    ResolvedDate(edtf='/2019-06', inferred=False, reason='complete in itself; the start is not known')
    """
    bounds = parse_edtf(anchor.isoformat()[:10]) if isinstance(anchor, date) else anchor
    if bounds.latest is None or bounds.precision not in ("day", "month", "year"):
        raise InputSyntaxError(
            f"the document date {bounds.text!r}",
            expected="a day, month or year against which the phrase can be resolved",
            mend="give the date of the document, at least its year",
        )
    dashes = re.sub("[‐-―]", "-", phrase.replace("’", "'"))
    words = " ".join(dashes.split()).strip(",;.")
    resolver = _Resolver(phrase, bounds, bounds.latest)
    edtf = resolver.resolve(words if _is_edtf(words) else words.lower())
    parse_edtf(edtf)
    return ResolvedDate(edtf, resolver.used_anchor, resolver.reason())


@dataclass
class _Resolver:
    """One phrase on its way to a date: what was noted, and whether the document's date was used."""

    phrase: str
    anchor: DateBounds
    #: The past is what is not after this day, the last one that the document's date can mean.
    base: date
    used_anchor: bool = False
    notes: list[str] = field(default_factory=list)

    def reason(self) -> str:
        start = "complete in itself"
        if self.used_anchor:
            doubt = ", itself not certain" if self.anchor.uncertain or self.anchor.approximate else ""
            start = f"inferred from the document's date {self.anchor.text}{doubt}"
        return "; ".join([start, *dict.fromkeys(self.notes)])

    def resolve(self, words: str) -> str:
        if _is_edtf(words):
            return words
        whole = _PART.sub("", words).strip()
        if whole != words:
            self.notes.append("the part of the period is lost")
        return self._limit(whole) or self._window(whole) or self._range(whole) or self._single(whole)

    def _limit(self, words: str) -> str | None:
        match = re.fullmatch(r"(by|until|till|up to|since) (.+)", words)
        if not match:
            return None
        inner = self._single(match[2])
        if match[1] == "since":
            self.notes.append("the end is open")
            return f"{inner.partition('/')[0]}/.."
        self.notes.append("the start is not known")
        return f"/{inner.rpartition('/')[2]}"

    def _window(self, words: str) -> str | None:
        match = _WINDOW.fullmatch(words)
        if not match:
            return None
        way, count, unit = match[1], _number(match[2] or "one"), match[3].removesuffix("s")
        if unit == "decade":
            count, unit = count * 10, "year"
        ahead = way in ("next", "coming", "following")
        self._use_anchor(unit)
        try:
            other = shift(self.base, count if ahead else -count, unit)
        except OverflowError:
            raise _unresolved(self.phrase, "give a number of years that stays within 0001 to 9999") from None
        here, there = (write_period(day, self.anchor.precision) for day in (self.base, other))
        return f"{here}/{there}" if ahead else f"{there}/{here}"

    def _range(self, words: str) -> str | None:
        match = (
            re.fullmatch(r"between (.+?) and (.+)", words)
            or re.fullmatch(r"(?:from )?(.+?) (?:to|through|till|until) (.+)", words)
            or re.fullmatch(r"(?:from )?([^-]+?) ?- ?([^-]+)", words)
        )
        if not match:
            return None
        first, last = match.groups()
        if re.fullmatch(r"[0-9]{1,2}", last) and (day := re.search(r"\b[0-9]{1,2}\b", first)):
            last = first[: day.start()] + last + first[day.end() :]
        end = self._single(last)
        start = self._single(first) if re.search(_YEAR, first) else self._before(first, end)
        if "/" in start or "/" in end:
            raise _unresolved(self.phrase, "write the interval as an EDTF string, such as 2015/2018")
        return f"{start}/{end}"

    def _before(self, words: str, end: str) -> str:
        """Resolve the start of a range against its end: ``December 28 to January 3`` starts a year before."""
        bounds = parse_edtf(end)
        if "/" in end or bounds.latest is None or bounds.precision not in _FINENESS:
            return self._single(words)
        return _Resolver(self.phrase, bounds, bounds.latest)._single(words)

    def _single(self, words: str) -> str:
        shorter = _LEADING.sub("", words)
        if _is_edtf(shorter):
            return shorter
        if match := re.fullmatch(r"([12][0-9]{2})0s", shorter):
            return f"{match[1]}X"
        if match := re.fullmatch(r"(.+?),? (?:of )?(last|this|next) year", shorter):
            self._use_anchor("year")
            year = self.base.year + {"last": -1, "this": 0, "next": 1}[match[2]]
            return self._parse(f"{match[1]} {year}")
        if match := re.fullmatch(rf"(last|next) ({_MONTH})", shorter):
            return self._month_beside(match[1], match[2])
        return self._parse(shorter)

    def _month_beside(self, way: str, name: str) -> str:
        """Resolve ``last September``: the nearest one, uncertain where a writer may mean another year."""
        self._use_anchor("month")
        month = int(self._parse(name)[5:7])
        if way == "last":
            year = self.base.year - (month >= self.base.month)
        else:
            year = self.base.year + (month <= self.base.month)
        if year != self.base.year:
            return f"{year:04}-{month:02}"
        self.notes.append(
            f"'{way} {name.title()}' may mean that of the year {'before' if way == 'last' else 'after'}"
        )
        return f"{year:04}-{month:02}?"

    def _parse(self, words: str) -> str:
        """Leave a single date to dateparser, within what it reads well."""
        if not _SAYS_WHEN.search(words) or _KNOWN.sub("", words).strip(" ,"):
            raise _unresolved(
                self.phrase, "write the date as EDTF, or shorten the phrase to the words that say when"
            )
        found = _reader(self.base).get_date_data(words)
        if found.date_obj is None:
            raise _unresolved(self.phrase, "check that this day exists, or write the date as EDTF")
        day: date = found.date_obj.date()
        mark = "~" if words.endswith(" ago") and found.period != "day" else ""
        if not re.search(_YEAR, words):
            named = re.search(_MONTH, words) is not None
            self._use_anchor("year" if named else found.period)
            if named:
                day = last_begun(day, found.period, self.base)
            if named and self.anchor.precision == "year":
                self.notes.append("of the document's date only the year is known")
                mark = "?"
        return write_period(day, found.period) + mark

    def _use_anchor(self, unit: str) -> None:
        """Note that the document's date was used, and refuse a unit that is finer than it."""
        self.used_anchor = True
        if _FINENESS[unit] > _FINENESS[self.anchor.precision]:
            raise InputSyntaxError(
                f"the phrase {self.phrase!r} in a document of {self.anchor.text}",
                expected=f"a document date that gives the {'month' if _FINENESS[unit] == 1 else 'day'}",
                mend="find the document's date more precisely, or write the date as EDTF",
            )


@lru_cache(maxsize=32)
def _reader(base: date) -> Any:
    return require("dateparser.date", extra="curate").DateDataParser(
        languages=["en"],
        settings={"RELATIVE_BASE": datetime(base.year, base.month, base.day), "PREFER_DATES_FROM": "past"},
    )


def _is_edtf(words: str) -> bool:
    try:
        parse_edtf(words)
    except InputSyntaxError:
        return False
    return True


def _number(word: str) -> int:
    if word in ("a", "an"):
        return 1
    return int(word) if word.isdigit() else _NUMBERS.index(word) + 1


def _unresolved(phrase: str, mend: str) -> InputSyntaxError:
    return InputSyntaxError(
        f"the phrase {phrase!r}",
        expected="a date in English words, such as 'June 16, 2021', 'September last year' or 'by 2030'",
        mend=mend,
    )
