"""The graph in numbers: things by kind, claims by kind, source, modality and review, and how full each is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated

from pyoxigraph import NamedNode

from pactgraph.answers.parameters import Parameter
from pactgraph.answers.reader import Reader
from pactgraph.namespaces import PACT
from pactgraph.store.base import Store
from pactgraph.store.binding import bind

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


@dataclass(frozen=True)
class Tally:
    """How many there are of something.

    :param name: what is counted: a kind, a source, a modality, a state of review, a property.
    :param of: out of how many.
    :param share: the count as a share of all, from 0 to 1 with 3 decimals; 0 where there is nothing.

    >>> Tally("milestone", 1, 4).share
    0.25
    """

    name: str
    count: int
    of: int
    share: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "share", round(self.count / self.of, 3) if self.of else 0.0)


@dataclass(frozen=True)
class Statistics:
    """The graph, or what one source states, in numbers; the most frequent first.

    :param filled: for each kind of claim, how many of its claims have each property that is not computed.
    """

    things: tuple[Tally, ...]
    claims_by_kind: tuple[Tally, ...]
    claims_by_source: tuple[Tally, ...]
    claims_by_modality: tuple[Tally, ...]
    claims_by_review: tuple[Tally, ...]
    filled: dict[str, tuple[Tally, ...]]


def statistics(
    reader: Reader,
    source: Annotated[str | None, Parameter("Count only what this source states and names.")] = None,
) -> Statistics:
    """Count what the graph holds: things, claims and properties.

    The state of review follows from what is written of a claim: it is judged where a judgement of curators
    weighs it, else in doubt where the audit disputes it, else it has a note or none.

    :raises UnknownNameError: where it names no source.
    """
    store = reader.store
    given = {} if not source else {"source": [reader.resolve(source, [PACT + "Source"])]}

    def tallies(query: str) -> tuple[Tally, ...]:
        rows = store.select(bind(query, given)).records()
        return _tallies((row["name"], int(row["count"])) for row in rows)

    def count() -> Statistics:
        claims = {f"claims_by_{by}": tallies(query) for by, query in CLAIMS.items()}
        things = tallies(THINGS_OF_SOURCE if given else THINGS)
        return Statistics(things, **claims, filled=_filled(store, given, claims["claims_by_kind"]))

    return reader.cached(("statistics", str(given)), count)


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
