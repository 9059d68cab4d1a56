"""What the graph holds in numbers: things and claims by kind, how full properties are, what was left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from pactgraph.answers.binding import bind
from pactgraph.answers.names import resolve
from pactgraph.namespaces import PACT
from pactgraph.store.base import Store

THINGS = """
SELECT ?name (COUNT(DISTINCT ?thing) AS ?count) WHERE {
  GRAPH graph:things { ?thing a ?class }
  ?class pact:iriKind ?word ; rdfs:label ?name .
  FILTER(LANG(?name) = "en")
}
GROUP BY ?class ?name
"""
THINGS_OF_SOURCE = """
SELECT ?name (COUNT(DISTINCT ?thing) AS ?count) WHERE {
  VALUES ?source {}
  ?claim pact:evidence/pact:source ?source ; ?property ?thing .
  GRAPH graph:things { ?thing a ?class }
  ?class pact:iriKind ?word ; rdfs:label ?name .
  FILTER(LANG(?name) = "en")
}
GROUP BY ?class ?name
"""
#: A claim rests on passages of one source only; each of these counts it once.
CLAIMS = {
    "kind": """
SELECT ?name (COUNT(DISTINCT ?claim) AS ?count) WHERE {
  VALUES ?source {}
  ?claim pact:evidence/pact:source ?source ; a ?class .
  ?class rdfs:subClassOf pact:Claim ; rdfs:label ?name .
  FILTER(LANG(?name) = "en")
}
GROUP BY ?class ?name
""",
    "source": """
SELECT ?name (COUNT(DISTINCT ?claim) AS ?count) WHERE {
  VALUES ?source {}
  ?claim pact:evidence/pact:source ?source .
  ?source rdfs:label ?name .
  FILTER(LANG(?name) = "en")
}
GROUP BY ?source ?name
""",
    "modality": """
SELECT ?name (COUNT(DISTINCT ?claim) AS ?count) WHERE {
  VALUES ?source {}
  ?claim pact:evidence/pact:source ?source ; pact:modality/skos:prefLabel ?name .
  FILTER(LANG(?name) = "en")
}
GROUP BY ?name
""",
    "review": """
SELECT ?name (COUNT(?claim) AS ?count) WHERE {
  SELECT DISTINCT ?claim ?name WHERE {
    VALUES ?source {}
    ?claim pact:evidence/pact:source ?source .
    OPTIONAL { ?judgement pact:judges|pact:prefers ?claim }
    OPTIONAL { ?finding pact:disputes ?claim }
    OPTIONAL { ?claim pact:note ?note }
    BIND(IF(BOUND(?note), "with a note", "without a note") AS ?rest)
    BIND(IF(BOUND(?judgement), "judged", IF(BOUND(?finding), "in doubt", ?rest)) AS ?name)
  }
}
GROUP BY ?name
""",
}
FILLED = """
SELECT ?kind ?property (COUNT(DISTINCT ?claim) AS ?count) WHERE {
  VALUES ?source {}
  ?claim pact:evidence/pact:source ?source ; a ?class ; ?property ?value .
  ?class rdfs:subClassOf pact:Claim ; rdfs:label ?kind .
  ?property rdfs:isDefinedBy <https://w3id.org/pactgraph/ontology> .
  FILTER(LANG(?kind) = "en")
  FILTER NOT EXISTS { ?property pact:derivedBy ?rule }
}
GROUP BY ?class ?kind ?property
"""
#: What a kind of claim may have and no other kind has: it is shown where no claim has it, too.
OWN = """
SELECT ?kind ?property WHERE {
  ?property rdfs:domain ?class ; rdfs:isDefinedBy <https://w3id.org/pactgraph/ontology> .
  ?class rdfs:subClassOf pact:Claim ; rdfs:label ?kind .
  FILTER(LANG(?kind) = "en")
  FILTER NOT EXISTS { ?property pact:derivedBy ?rule }
}
"""
LEFT_OUT = """
SELECT ?name ?published ?left WHERE {
  VALUES ?source {}
  ?source a pact:Source ; rdfs:label ?name ; pact:coverage ?left .
  FILTER(LANG(?name) = "en")
  OPTIONAL { ?source pact:published ?published }
}
"""


@dataclass(frozen=True)
class Tally:
    """How many there are of something.

    :param name: what is counted: a kind, a source, a modality, a state of review, a property.
    :param of: out of how many.
    """

    name: str
    count: int
    of: int

    @property
    def share(self) -> float:
        """The count as a share of all, from 0 to 1; 0 where there is nothing.

        >>> Tally("milestone", 1, 4).share
        0.25
        """
        return self.count / self.of if self.of else 0.0


@dataclass(frozen=True)
class Statistics:
    """The graph, or what one source states, in numbers; the most frequent first.

    :param claims: the claims by ``kind``, ``source``, ``modality`` and ``review``.
    :param filled: for each kind of claim, how many of its claims have each property that is not computed.
    """

    things: tuple[Tally, ...]
    claims: dict[str, tuple[Tally, ...]]
    filled: dict[str, tuple[Tally, ...]]


@dataclass(frozen=True)
class LeftOut:
    """What of a source is not in the graph, and why.

    :param published: when the source came out, as an EDTF date; empty where nobody knows.
    """

    source: str
    published: str
    left_out: str


def statistics(store: Store, source: str | None = None) -> Statistics:
    """Count what the graph holds.

    The state of review follows from what is written of a claim: it is judged where a judgement of curators
    weighs it, else in doubt where the audit disputes it, else it has a note or none.

    :param source: count only what this source states, and the things that it names.
    :raises UnknownNameError: where it names no source.
    """
    given = _source(store, source)
    claims = {by: _tallies(_counts(store, query, given)) for by, query in CLAIMS.items()}
    things = _counts(store, THINGS_OF_SOURCE if given else THINGS, given)
    return Statistics(_tallies(things), claims, _filled(store, given, claims["kind"]))


def left_out(store: Store, source: str | None = None) -> list[LeftOut]:
    """Return what was left out of each source, or of one, by name.

    :raises UnknownNameError: where it names no source.
    """
    rows = store.select(bind(LEFT_OUT, _source(store, source))).records()
    found = [LeftOut(row["name"], row.get("published", ""), row["left"]) for row in rows]
    return sorted(found, key=lambda one: one.source)


def _source(store: Store, text: str | None) -> dict[str, list[NamedNode]]:
    return {} if text is None else {"source": [resolve(store, text, [PACT + "Source"])]}


def _counts(store: Store, query: str, given: dict[str, list[NamedNode]]) -> list[tuple[str, int]]:
    return [(row["name"], int(row["count"])) for row in store.select(bind(query, given)).records()]


def _tallies(counts: Iterable[tuple[str, int]], of: int | None = None) -> tuple[Tally, ...]:
    held = list(counts)
    total = sum(count for _, count in held) if of is None else of
    return tuple(Tally(name, count, total) for name, count in sorted(held, key=lambda one: (-one[1], one[0])))


def _filled(
    store: Store, given: dict[str, list[NamedNode]], kinds: tuple[Tally, ...]
) -> dict[str, tuple[Tally, ...]]:
    counts: dict[str, dict[str, int]] = {kind.name: {} for kind in kinds}
    for row in store.select(OWN).records():
        if row["kind"] in counts:
            counts[row["kind"]][row["property"].removeprefix(PACT)] = 0
    for row in store.select(bind(FILLED, given)).records():
        counts[row["kind"]][row["property"].removeprefix(PACT)] = int(row["count"])
    return {kind.name: _tallies(counts[kind.name].items(), kind.count) for kind in kinds}
