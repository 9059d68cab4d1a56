"""Filters select the participations of a projection.

Filters test each participation separately, before the projection, so they commute: several filters keep the
intersection.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from pactgraph.errors import PactgraphError, ParameterError, UserError
from pactgraph.model.text import did_you_mean
from pactgraph.namespaces import FACTUAL, PREFIXES
from pactgraph.network.participations import Participation, Participations

#: The code list of each filter by codes.
LISTS = {
    "modalities": "modality",
    "without_modalities": "modality",
    "statuses": "status",
    "roles": "role",
    "sources": "source",
    "without_sources": "source",
    "areas": "cooperation-area",
}
FIRST_YEAR, LAST_YEAR = 1, 9999
UNDATED = "ties without a date"
ADVICE = "ties planned, recommended or forecast only"
SOURCE = PREFIXES["source"]


class EmptyNetworkError(UserError):
    """A network is empty after its filters."""


@dataclass(frozen=True)
class _Test:
    """A predicate, with words for what it keeps and what it excludes."""

    words: str
    left_out: str
    passes: Callable[[Participation], bool]


@dataclass(frozen=True)
class Filters:
    """The filters of a network; by default what is stated as fact passes.

    A tie stated as fact has its own dates, otherwise those of the initiative (milestones stated as fact);
    planned, recommended and forecast ties have no date. Filters by date exclude ties without a date.

    :param since: first year of events.
    :param until: last year of events.
    :param as_of: an EDTF date, such as a year: keep ties that had surely begun by its last day and are not
        known to have ended.
    :param modalities: modalities to keep: ``asserted``, ``reported``, ``planned``, ``recommended``,
        ``forecast``. By default those of facts.
    :param advice: also what is planned, recommended or forecast; its ties are never added to those of facts.
    :param without_modalities: modalities to exclude.
    :param statuses: statuses of initiatives to keep: ``signed``, ``in-force``, …
    :param roles: roles to keep; one-mode projections then use exactly these.
    :param sources: ids of sources to keep.
    :param without_sources: ids of sources to exclude.
    :param areas: cooperation areas to keep.
    :param single_source: False excludes ties stated by one source only; all sources that state any role of a
        party in an initiative count.

    >>> Filters(since=2015, without_modalities=("recommended",)).words()
    ['dated 2015 or later', 'not stated as recommended']
    """

    since: int | None = None
    until: int | None = None
    as_of: str | None = None
    modalities: tuple[str, ...] = ()
    advice: bool = False
    without_modalities: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    without_sources: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    single_source: bool = True

    def __post_init__(self) -> None:
        for name in LISTS:
            given = getattr(self, name)
            codes = (given,) if isinstance(given, str) else tuple(given)
            local = tuple(dict.fromkeys(code.rpartition(":")[2].removeprefix(SOURCE) for code in codes))
            object.__setattr__(self, name, local)
        _check_years(self.since, self.until)
        if self.as_of is not None:
            object.__setattr__(self, "as_of", str(self.as_of))
            _last_day(str(self.as_of))

    def words(self) -> list[str]:
        """Return the filters in words, one for each filter that is set."""
        return [one.words for one in self._tests() if one.words]

    def apply(self, held: Participations) -> tuple[Participations, dict[str, int]]:
        """Return the participations that pass all filters, and the number of excluded ties by reason.

        A tie that fails several filters is counted under the first.

        :raises ParameterError: if a code is unknown; the message suggests similar codes.
        """
        self._check_codes(held.codes)
        tests = list(self._tests())
        reasons = [self._reason(row, tests) for row in held.rows]
        left_out = Counter(reasons)
        order = [UNDATED, *(one.left_out for one in tests)]
        kept = tuple(row for row, reason in zip(held.rows, reasons, strict=True) if not reason)
        return replace(held, rows=kept), {reason: left_out[reason] for reason in order if left_out[reason]}

    @property
    def both(self) -> bool:
        """Whether facts pass and what is no fact, too."""
        if self.modalities:
            return len({modality in FACTUAL for modality in self.modalities}) == 2
        return self.advice

    @property
    def measured(self) -> Filters:
        """The filters of what is measured: facts alone, where facts pass and what is no fact, too."""
        if not self.both:
            return self
        return replace(self, advice=False, modalities=tuple(one for one in self.modalities if one in FACTUAL))

    @property
    def dated(self) -> bool:
        """Whether there is a filter by date."""
        return self.since is not None or self.until is not None or self.as_of is not None

    def _reason(self, row: Participation, tests: Sequence[_Test]) -> str:
        if self.dated and not row.events:
            return UNDATED
        return next((one.left_out for one in tests if not one.passes(row)), "")

    def _tests(self) -> Iterator[_Test]:
        """Yield a test for each filter that is set, those by date first."""
        if self.since is not None or self.until is not None:
            words = _range_words(self.since, self.until)
            yield _Test(f"dated {words}", f"ties not dated {words}", self._in_range)
        if self.as_of is not None:
            words = f"in being as of {self.as_of}"
            day = _last_day(self.as_of)
            yield _Test(words, f"ties not {words}", lambda row: any(e.had_happened(day) for e in row.events))
        if self.modalities:
            words = f"stated as {_either(self.modalities)}"
            yield _Test(words, "ties stated otherwise", lambda row: row.modality in self.modalities)
        elif not self.advice:
            yield _Test("", ADVICE, lambda row: row.is_fact)
        if self.without_modalities:
            words = f"stated as {_either(self.without_modalities)}"
            yield _Test(
                f"not {words}", f"ties {words}", lambda row: row.modality not in self.without_modalities
            )
        yield from self._tests_of_initiatives()
        yield from self._tests_of_sources()

    def _tests_of_initiatives(self) -> Iterator[_Test]:
        if self.statuses:
            words = f"of the status {_either(self.statuses)}"
            yield _Test(words, "ties of another status", lambda row: row.status in self.statuses)
        if self.roles:
            words = f"in the role {_either(self.roles)}"
            yield _Test(words, "ties in other roles", lambda row: row.role in self.roles)
        if self.areas:
            words = f"in the area {_either(self.areas)}"
            yield _Test(words, "ties in other areas", lambda row: not {*self.areas}.isdisjoint(row.areas))

    def _tests_of_sources(self) -> Iterator[_Test]:
        if self.sources:
            words = f"stated by {_either(self.sources)}"
            yield _Test(words, "ties stated by others", lambda row: _id(row) in self.sources)
        if self.without_sources:
            words = f"stated by {_either(self.without_sources)}"
            yield _Test(f"not {words}", f"ties {words}", lambda row: _id(row) not in self.without_sources)
        if not self.single_source:
            left_out = "ties stated by one source only"
            yield _Test("stated by two sources or more", left_out, lambda row: len(row.sources) > 1)

    def _in_range(self, row: Participation) -> bool:
        return any(event.can_lie(self.since, self.until) for event in row.events)

    def _check_codes(self, codes: dict[str, tuple[str, ...]]) -> None:
        for name, scheme in LISTS.items():
            known = codes.get(scheme, ())
            for code in getattr(self, name):
                # An empty store has no codes to check against.
                if known and code not in known:
                    raise _unknown(code, scheme, known)


def filters_of(given: dict[str, Any]) -> Filters:
    """Return filters from keyword arguments.

    :raises ParameterError: if there is no such filter.
    """
    known = [one.name for one in fields(Filters)]
    for name in given:
        if name not in known:
            raise ParameterError(
                f"the filter {name}",
                expected=f"one of {', '.join(known)}",
                mend=did_you_mean(name, known),
            )
    return Filters(**given)


def _id(row: Participation) -> str:
    return row.claim.source.removeprefix(SOURCE)


def _either(codes: Sequence[str]) -> str:
    return " or ".join(codes)


def _range_words(since: int | None, until: int | None) -> str:
    if since is None or until is None:
        return f"{until} or earlier" if since is None else f"{since} or later"
    return f"{since}" if since == until else f"{since} to {until}"


def _check_years(since: int | None, until: int | None) -> None:
    for year in (since, until):
        # Callers from Python are not type-checked.
        whole = isinstance(year, int) and FIRST_YEAR <= year <= LAST_YEAR
        if year is not None and not whole:
            raise ParameterError(
                f"the year {year!r}", expected=f"a whole number from {FIRST_YEAR} to {LAST_YEAR}"
            )
    if since is not None and until is not None and since > until:
        raise ParameterError(
            f"a range of years from {since} to {until}",
            expected="a range that begins before it ends",
            mend=f"turn it round: since {until}, until {since}",
        )


def _last_day(date: str) -> str:
    from pactgraph.model.dates import parse_edtf

    try:
        latest = parse_edtf(date).latest
    except PactgraphError as error:
        raise ParameterError(
            f"the date {date}", expected=getattr(error, "expected", ""), mend=getattr(error, "mend", "")
        ) from None
    if latest is None:
        raise ParameterError(f"the date {date}, which has no end", expected="a date with a last day")
    return latest.isoformat()


def _unknown(code: str, scheme: str, known: Sequence[str]) -> ParameterError:
    what = "source" if scheme == "source" else f"code of the list {scheme}"
    return ParameterError(
        f"the {what} {code}" if scheme == "source" else f"the {scheme} {code}",
        expected=f"a {what}: {', '.join(known)}",
        mend=did_you_mean(code, known, n=3),
    )
