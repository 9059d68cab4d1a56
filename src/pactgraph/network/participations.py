"""Participations as plain values: a party in a role in an initiative, with its claim and its events."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar

from pactgraph.namespaces import FACTUAL, PREFIXES, shorten
from pactgraph.network.elements import ADVICE_KEY, Node, Tie
from pactgraph.store.base import Store

Element = TypeVar("Element", Node, Tie)
#: The year of a date that spans several years: ``surely`` is the last, ``possibly`` the first.
Reading = Literal["surely", "possibly"]
READINGS: tuple[Reading, ...] = ("surely", "possibly")


@dataclass(frozen=True)
class Event:
    """An event between two days, as ISO dates; an unknown or open bound is empty.

    :param lasting: whether it lasted from the first day to the last, rather than on some day between them.
    """

    earliest: str
    latest: str
    lasting: bool = False

    @property
    def years(self) -> set[int]:
        """The years of the first and the last day."""
        return {int(day[:4]) for day in (self.earliest, self.latest) if day}

    def in_years(self, reading: Reading = "surely") -> range:
        """Return the years in which the event counts: all years of a lasting event, otherwise one.

        An event of "2012 to 2022" counts in 2022 (``surely``) or in 2012 (``possibly``). If one bound is
        unknown, only the year of the other counts.

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
        """Return whether it may lie within a range of years, both inclusive; an unknown bound is open.

        >>> Event("2012-01-01", "2022-12-31").can_lie(2015, None)
        True
        """
        starts_too_late = until is not None and self.earliest and int(self.earliest[:4]) > until
        ends_too_early = since is not None and self.latest and int(self.latest[:4]) < since
        return not starts_too_late and not ends_too_early

    def had_happened(self, day: str) -> bool:
        """Return whether it had surely happened, or had begun and not ended, by the end of a day.

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
    """Return an event from the bounds of a date, or None if both are unknown.

    >>> event_of(None, "2019-06-30").years
    {2019}
    """
    return Event(earliest or "", latest or "", lasting) if earliest or latest else None


@dataclass(frozen=True)
class Claim:
    """A claim, with the properties that projections use.

    :param modality: a code.
    :param source: the IRI of the source.
    :param earliest: the earliest day of its date, as an ISO date; empty if open or unknown.
    :param latest: the latest day of its date.
    """

    iri: str
    modality: str = ""
    source: str = ""
    earliest: str = ""
    latest: str = ""

    @property
    def years(self) -> set[int]:
        """The years of its date; only the known bounds count."""
        return {int(day[:4]) for day in (self.earliest, self.latest) if day}


@dataclass
class Stated:
    """Collects the claims and years of a node or a tie."""

    claims: dict[str, Claim] = field(default_factory=dict)
    years: set[int] = field(default_factory=set)

    def add(self, claim: Claim, years: Iterable[int]) -> None:
        """Add a claim and its years."""
        self.claims[claim.iri] = claim
        self.years.update(years)

    def on(self, element: Element, *, ordered: bool = False) -> Element:
        """Return a node or a tie with these claims and years.

        :param ordered: sort claims by IRI; by default they are in the order of addition.
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
    """A party in a role in an initiative, as stated by one claim.

    :param party: the IRI of the participant, or of the party that it represents.
    :param takes_part: whether the role is one of taking part, unlike opponent, applicant or speaker.
    :param acts_for_another: whether the party acts on behalf of another, which has its own participation.
    :param sources: the IRIs of all sources that state any role of this party in this initiative.
    :param events: its own dates, otherwise the events of the initiative; empty if it is only planned,
        recommended or forecast.
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
        """The modality of the claim, as a code."""
        return self.claim.modality

    @property
    def is_fact(self) -> bool:
        """Whether the claim states what is so, and no plan, recommendation or forecast."""
        return not self.claim.modality or self.claim.modality in FACTUAL

    @property
    def key(self) -> str:
        """The key of its edge; what is no fact has an edge of its own."""
        key = f"{shorten(self.party)} {self.role} {shorten(self.initiative)}"
        return key if self.is_fact else f"{key} {ADVICE_KEY}"

    @property
    def years(self) -> set[int]:
        """The first and last years of its events; empty if undated."""
        return {year for event in self.events for year in event.years}


@dataclass(frozen=True)
class Participations:
    """The participations in a store, with the properties of parties and initiatives.

    :param rows: the participations, sorted by party, initiative, role and claim.
    :param nodes: parties, initiatives and countries, by IRI.
    :param mentions: the claims of any class about each initiative.
    :param countries: the countries of each party; most have one.
    :param areas: the cooperation areas of each initiative, as codes.
    :param belongs: the wholes to which each party belongs (``pact:belongsTo``).
    :param codes: the known codes, by code list.
    :param left_out: numbers of initiatives and claims without participation.
    :param data_version: a digest of all participations.
    """

    rows: tuple[Participation, ...]
    nodes: dict[str, Node]
    mentions: dict[str, tuple[Claim, ...]]
    countries: dict[str, tuple[str, ...]]
    areas: dict[str, tuple[str, ...]]
    codes: dict[str, tuple[str, ...]]
    left_out: dict[str, int]
    belongs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    data_version: str = ""
    store: Store | None = field(default=None, compare=False, repr=False)

    def is_one(self, party: str, other: str) -> bool:
        """Whether one of two parties belongs to the other, so that they do not cooperate with each other."""
        return other in self.belongs.get(party, ()) or party in self.belongs.get(other, ())

    def keep(self, test: Callable[[Participation], bool]) -> Participations:
        """Return a copy with the participations that pass a test."""
        return replace(self, rows=tuple(row for row in self.rows if test(row)))
