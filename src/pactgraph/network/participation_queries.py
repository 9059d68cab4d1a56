"""Queries for participations. A store is read once; all projections of it are made from the values read.

Queries return property rows (subject, key, value), which stores answer quickly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from itertools import islice

from pactgraph.namespaces import INITIATIVE_KINDS, PARTY_KINDS
from pactgraph.network.elements import Node
from pactgraph.network.participations import Claim, Event, Participation, Participations, event_of
from pactgraph.store.base import Store

#: Number of claims in one query.
BATCH = 500
#: Properties of nodes; the inner pattern selects them.
NODES = """
SELECT DISTINCT ?node ?key ?value ?detail WHERE {
  { SELECT DISTINCT ?node WHERE { %s } }
  { ?node rdfs:label ?value . BIND(LANG(?value) AS ?detail) BIND("label" AS ?key) }
  UNION { ?node skos:altLabel ?value . BIND("alt" AS ?key) }
  UNION {
    ?node a ?class . ?class pact:iriKind ?value ; rdfs:label ?detail
    FILTER(LANG(?detail) = "en") BIND("type" AS ?key)
  } UNION {
    ?node pact:status ?status . ?status skos:notation ?value ; skos:prefLabel ?detail
    FILTER(LANG(?detail) = "en") BIND("status" AS ?key)
  }
} ORDER BY ?node ?key ?value
"""
OF_PARTICIPATIONS = """
  { ?p a pact:Participation ; pact:party|pact:onBehalfOf|pact:initiative ?node }
  UNION { ?q a pact:Participation ; pact:party|pact:onBehalfOf ?member . ?member pact:country ?node }
"""
COUNTRIES = """
SELECT DISTINCT ?party ?country WHERE {
  { SELECT DISTINCT ?party WHERE { ?p a pact:Participation ; pact:party|pact:onBehalfOf ?party } }
  ?party pact:country ?country
} ORDER BY ?party ?country
"""
#: Who belongs to whom, and so does not cooperate with it.
BELONGS = """
SELECT DISTINCT ?party ?whole WHERE { ?party pact:belongsTo ?whole } ORDER BY ?party ?whole
"""
ROWS = """
SELECT DISTINCT ?claim ?party ?initiative ?role ?roleLabel WHERE {
  ?claim a pact:Participation ; pact:party|pact:onBehalfOf ?party ;
    pact:initiative ?initiative ; pact:role ?code .
  ?code skos:notation ?role ; skos:prefLabel ?roleLabel . FILTER(LANG(?roleLabel) = "en")
} ORDER BY ?party ?initiative ?role ?claim
"""
BEHALF = """
SELECT DISTINCT ?claim ?party WHERE { ?claim a pact:Participation ; pact:onBehalfOf ?party }
ORDER BY ?claim ?party
"""
TAKING_PART = """
SELECT DISTINCT ?role WHERE {
  ?code pact:asProperty/rdfs:subPropertyOf* pact:participant ; skos:notation ?role ;
    skos:inScheme <https://w3id.org/pactgraph/code/role>
} ORDER BY ?role
"""
AREAS = """
SELECT DISTINCT ?initiative ?area WHERE {
  { SELECT DISTINCT ?initiative WHERE { ?p a pact:Participation ; pact:initiative ?initiative } }
  ?initiative pact:cooperationArea/skos:notation ?area
} ORDER BY ?initiative ?area
"""
MILESTONES = """
SELECT DISTINCT ?claim ?initiative ?party ?earliest ?latest WHERE {
  { SELECT DISTINCT ?initiative WHERE { ?p a pact:Participation ; pact:initiative ?initiative } }
  ?claim a pact:Milestone ; pact:initiative ?initiative ; pact:modality/pact:factual true .
  OPTIONAL { ?claim pact:byParty ?party }
  OPTIONAL { ?claim pact:earliest ?earliest }
  OPTIONAL { ?claim pact:latest ?latest }
} ORDER BY ?initiative ?claim ?party
"""
MENTIONS = """
SELECT DISTINCT ?initiative ?claim WHERE {
  { SELECT DISTINCT ?initiative WHERE { ?p a pact:Participation ; pact:initiative ?initiative } }
  ?claim pact:initiative|pact:commitment|pact:subject|pact:object|pact:refArea ?initiative
} ORDER BY ?initiative ?claim
"""
LEFT_OUT = """
SELECT (COUNT(DISTINCT ?initiative) AS ?initiatives) (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  { ?initiative a pact:Initiative
    FILTER NOT EXISTS { ?p a pact:Participation ; pact:initiative ?initiative } }
  UNION { ?claim a pact:Claim FILTER NOT EXISTS { ?claim a pact:Participation } }
}
"""
#: Properties of claims.
CLAIMS = """
SELECT DISTINCT ?claim ?key ?value WHERE {
  VALUES ?claim { %s }
  { ?claim pact:modality/skos:notation ?value . BIND("modality" AS ?key) }
  UNION { ?claim pact:earliest ?value . BIND("earliest" AS ?key) }
  UNION { ?claim pact:latest ?value . BIND("latest" AS ?key) }
  UNION { ?claim pact:evidence/pact:source ?value . BIND("source" AS ?key) }
} ORDER BY ?claim ?key ?value
"""
CODES = """
SELECT DISTINCT ?list ?code WHERE { ?node skos:inScheme ?list ; skos:notation ?code } ORDER BY ?list ?code
"""
SOURCES = "SELECT DISTINCT ?source WHERE { ?e a pact:Evidence ; pact:source ?source } ORDER BY ?source"
FACTUAL = """
SELECT DISTINCT ?modality WHERE { ?code pact:factual true ; skos:notation ?modality } ORDER BY ?modality
"""


def read_participations(store: Store) -> Participations:
    """Read the participations in a store; there may be none."""
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
        belongs=_grouped(store.select(BELONGS).records(), "party", "whole"),
        codes=_codes(store),
        left_out={name: int(number) for name, number in store.select(LEFT_OUT).records()[0].items()},
        data_version=_digest(found),
        store=store,
    )


def read_claims(store: Store, claims: Iterable[str]) -> dict[str, Claim]:
    """Return claims by IRI, in the given order."""
    found: dict[str, dict[str, str]] = {iri: {} for iri in claims}
    pending = iter(found)
    while batch := list(islice(pending, BATCH)):
        for row in store.select(CLAIMS % " ".join(f"<{iri}>" for iri in batch)).records():
            found[row["claim"]].setdefault(row["key"], row["value"])
    return {iri: Claim(iri, **values) for iri, values in found.items()}


def describe(rows: list[dict[str, str]]) -> dict[str, Node]:
    """Return nodes by IRI from property rows, in the order of the rows."""
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
    """Return a node without known properties."""
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
    """The events of participations stated as fact: their own dates, otherwise milestones.

    Milestones are those of the initiative as a whole, and those of the party in it.
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
        # What is planned, recommended or forecast has not happened, even if the initiative has.
        if claim.modality not in self.factual:
            return ()
        own = event_of(claim.earliest, claim.latest, lasting=True)
        if own is not None:
            return (own,)
        found = {event for party, event in self.milestones[row["initiative"]] if party in ("", row["party"])}
        return tuple(sorted(found, key=lambda event: (event.earliest, event.latest)))


def _digest(rows: tuple[Participation, ...]) -> str:
    """Return 16 hex digits of a SHA-256 over the participations."""
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
