"""Participations as plain values: a party in a role in an initiative, its claim, and what dates it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar

from pactgraph.namespaces import PREFIXES
from pactgraph.network.elements import Node, Tie
from pactgraph.store.base import Store

Element = TypeVar("Element", Node, Tie)
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


@dataclass(frozen=True)
class Claim:
    """What projections need to know of a claim.

    :param modality: how it is stated, as a code.
    :param source: the IRI of the source that states it.
    :param earliest: the first day that its date can mean, as an ISO date; empty where it is open or unknown.
    :param latest: the last such day.
    """

    iri: str
    modality: str = ""
    source: str = ""
    earliest: str = ""
    latest: str = ""

    @property
    def years(self) -> set[int]:
        """The years that its date names; a date with an open or unknown side names the other one."""
        return {int(day[:4]) for day in (self.earliest, self.latest) if day}


@dataclass
class Stated:
    """The claims behind a node or a tie, and the years that date it."""

    claims: dict[str, Claim] = field(default_factory=dict)
    years: set[int] = field(default_factory=set)

    def add(self, claim: Claim, years: Iterable[int]) -> None:
        """Add a claim with the years that it gives."""
        self.claims[claim.iri] = claim
        self.years.update(years)

    def on(self, element: Element, *, ordered: bool = False) -> Element:
        """Return a node or a tie with these claims and years.

        :param ordered: by their IRIs, rather than in the order in which they were added.
        """
        claims = sorted(self.claims) if ordered else self.claims
        sources = {claim.source.removeprefix(PREFIXES["source"]) for claim in self.claims.values()}
        return replace(
            element,
            claims=tuple(claims),
            years=tuple(sorted(self.years)),
            sources=tuple(sorted(sources - {""})),
        )


@dataclass(frozen=True)
class Participation:
    """A party in a role in an initiative, as one claim states it.

    :param party: the IRI of who takes part, or of whom it does so for.
    :param takes_part: whether the role is one of taking part; opposing, applying or speaking is none.
    :param acts_for_another: whether the claim says that the party acts on behalf of another, which has a
        participation of its own by the same claim.
    :param sources: the IRIs of all sources that state any role of this party in this initiative.
    :param events: what dates it: its own dates, else what happened to the initiative; nothing dates what is
        only planned, recommended or forecast.
    """

    claim: Claim
    party: str
    initiative: str
    role: str
    role_label: str
    takes_part: bool
    acts_for_another: bool
    status: str | None
    areas: tuple[str, ...]
    sources: frozenset[str]
    events: tuple[Event, ...]

    @property
    def modality(self) -> str:
        """How the claim is stated, as a code."""
        return self.claim.modality

    @property
    def years(self) -> set[int]:
        """The years between which its events lie; empty where nothing dates it."""
        return {year for event in self.events for year in event.years}


@dataclass(frozen=True)
class Participations:
    """What a store says about participation, and what it says about those who take part.

    :param rows: the participations, by party, initiative, role and claim.
    :param nodes: attributes of parties, initiatives and countries, by IRI.
    :param mentions: the claims about each initiative, of any class.
    :param countries: the countries to which a party is rolled up; most have one.
    :param areas: the fields of each initiative, as codes.
    :param codes: the codes that may be named, by code list.
    :param left_out: what a store holds that no participation speaks of.
    :param data_version: what tells one state of the data from another: a digest of all participations.
    """

    rows: tuple[Participation, ...]
    nodes: dict[str, Node]
    mentions: dict[str, tuple[Claim, ...]]
    countries: dict[str, tuple[str, ...]]
    areas: dict[str, tuple[str, ...]]
    codes: dict[str, tuple[str, ...]]
    left_out: dict[str, int]
    data_version: str = ""
    store: Store | None = field(default=None, compare=False, repr=False)

    def keep(self, test: Callable[[Participation], bool]) -> Participations:
        """Return the same with those participations only that pass a test."""
        return replace(self, rows=tuple(row for row in self.rows if test(row)))
