"""One reading of a store for all projections: who takes part in what, in which role, when, by which claim.

A projection may be made many times over, under other filters or for each year; the store is asked once, and
what it said is kept here as plain values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TypeVar

from pactgraph.namespaces import INITIATIVE_KINDS, PARTY_KINDS, PREFIXES
from pactgraph.network.elements import Node, Tie
from pactgraph.network.events import Event, event_of
from pactgraph.network.participation_queries import (
    AREAS,
    BEHALF,
    CLAIMS,
    CODES,
    COUNTRIES,
    FACTUAL,
    LEFT_OUT,
    MENTIONS,
    MILESTONES,
    NODES,
    OF_PARTICIPATIONS,
    ROWS,
    SOURCES,
    TAKING_PART,
)
from pactgraph.store.base import Store

Element = TypeVar("Element", Node, Tie)
#: Claims that are asked for in one query.
BATCH = 500


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


def read_participations(store: Store) -> Participations:
    """Read from a store what the projections rest on.

    :returns: an empty reading where the store holds no participation.
    """
    rows = store.select(ROWS).records()
    mentions = store.select(MENTIONS).records()
    held = read_claims(store, sorted({row["claim"] for row in [*rows, *mentions]}))
    countries = _grouped(store.select(COUNTRIES).records(), "party", "country")
    nodes = {
        iri: replace(node, country=next(iter(countries.get(iri, ())), ""))
        for iri, node in describe(store.select(NODES % OF_PARTICIPATIONS).records()).items()
    }
    areas = _grouped(store.select(AREAS).records(), "initiative", "area")
    found = _participations(store, rows, held, nodes, areas)
    return Participations(
        rows=found,
        nodes=nodes,
        mentions={
            name: tuple(held[claim] for claim in claims)
            for name, claims in _grouped(mentions, "initiative", "claim").items()
        },
        countries=countries,
        areas=areas,
        codes=_codes(store),
        left_out={name: int(number) for name, number in store.select(LEFT_OUT).records()[0].items()},
        data_version=_digest(found),
        store=store,
    )


def read_claims(store: Store, claims: Iterable[str]) -> dict[str, Claim]:
    """Return what projections need to know of claims, by their IRIs, in the order given."""
    found: dict[str, dict[str, str]] = {iri: {} for iri in claims}
    pending = iter(found)
    while batch := list(islice(pending, BATCH)):
        for row in store.select(CLAIMS % " ".join(f"<{iri}>" for iri in batch)).records():
            found[row["claim"]].setdefault(row["key"], row["value"])
    return {iri: Claim(iri, **values) for iri, values in found.items()}


def describe(rows: list[dict[str, str]]) -> dict[str, Node]:
    """Return nodes from property rows: names, kind, status; in the order of the rows."""
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    names: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        about, key, value = texts[row["node"]], row["key"], row["value"]
        if key == "label" and row.get("detail") == "en":
            about["label"] = value
        elif key in ("label", "alt"):
            names[row["node"]].append(value)
        else:
            about[key], about[f"{key}_label"] = value, row["detail"]
        if key == "type":
            about["mode"] = _mode(value)
    return {
        iri: Node.read(iri, {"mode": "party", "alt": names[iri], **about}) for iri, about in texts.items()
    }


def blank(iri: str) -> Node:
    """Return a node of which nothing is known yet."""
    return Node(iri, label=iri, mode="party")


def _mode(kind: str) -> str:
    if kind in INITIATIVE_KINDS:
        return "initiative"
    return "party" if kind in PARTY_KINDS else "claim-thing"


def _participations(
    store: Store,
    rows: list[dict[str, str]],
    held: dict[str, Claim],
    nodes: dict[str, Node],
    areas: dict[str, tuple[str, ...]],
) -> tuple[Participation, ...]:
    taking = {row["role"] for row in store.select(TAKING_PART).records()}
    behalf = _grouped(store.select(BEHALF).records(), "claim", "party")
    sources: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        sources[row["party"], row["initiative"]].add(held[row["claim"]].source)
    dated = _Dating(store, held)
    return tuple(
        Participation(
            claim=held[row["claim"]],
            party=row["party"],
            initiative=row["initiative"],
            role=row["role"],
            role_label=row["roleLabel"],
            takes_part=row["role"] in taking,
            acts_for_another=row["party"] not in behalf.get(row["claim"], (row["party"],)),
            status=nodes[row["initiative"]].status or None,
            areas=areas.get(row["initiative"], ()),
            sources=frozenset(sources[row["party"], row["initiative"]]),
            events=dated.events(row),
        )
        for row in rows
    )


class _Dating:
    """What dates a participation that is stated as fact: its own dates, else such milestones.

    These are the milestones of its initiative as a whole, and those of its party there.
    """

    def __init__(self, store: Store, held: dict[str, Claim]) -> None:
        self.held = held
        self.factual = {row["modality"] for row in store.select(FACTUAL).records()}
        self.milestones: dict[str, list[tuple[str, Event]]] = defaultdict(list)
        for row in store.select(MILESTONES).records():
            event = event_of(row.get("earliest"), row.get("latest"))
            if event is not None:
                self.milestones[row["initiative"]].append((row.get("party", ""), event))

    def events(self, row: dict[str, str]) -> tuple[Event, ...]:
        claim = self.held[row["claim"]]
        # What is planned, recommended or forecast has not come about, whatever has become of its initiative.
        if claim.modality not in self.factual:
            return ()
        own = event_of(claim.earliest, claim.latest, lasting=True)
        if own is not None:
            return (own,)
        found = {event for party, event in self.milestones[row["initiative"]] if party in ("", row["party"])}
        return tuple(sorted(found, key=lambda event: (event.earliest, event.latest)))


def _digest(rows: tuple[Participation, ...]) -> str:
    """Return the beginning of a SHA-256 over what the projections use of the participations."""
    from hashlib import sha256

    lines = (
        f"{row.claim.iri} {row.party} {row.role} {row.initiative} {row.modality} {row.status} {row.events}\n"
        for row in rows
    )
    return sha256("".join(lines).encode()).hexdigest()[:16]


def _codes(store: Store) -> dict[str, tuple[str, ...]]:
    lists = _grouped(store.select(CODES).records(), "list", "code")
    named = {iri.rpartition("/")[2]: codes for iri, codes in lists.items()}
    sources = [row["source"].rpartition("/")[2] for row in store.select(SOURCES).records()]
    return {**named, "source": tuple(sources)}


def _grouped(rows: list[dict[str, str]], by: str, what: str) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        groups[row[by]].append(row[what])
    return {name: tuple(values) for name, values in groups.items()}
