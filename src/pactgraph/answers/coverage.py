"""What the graph covers: its sources with what was left out of each, and its indicators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pactgraph.answers.parameters import Parameter
from pactgraph.answers.reader import Reader
from pactgraph.answers.thing import typed_rows
from pactgraph.namespaces import PACT

SOURCES = """
SELECT ?source ?name ?published ?kind ?left_out (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  ?source a pact:Source ; rdfs:label ?name . FILTER(LANG(?name) = "en")
  OPTIONAL { ?source pact:published ?published }
  OPTIONAL { ?source pact:coverage ?left_out . FILTER(LANG(?left_out) = "en") }
  OPTIONAL { ?source pact:sourceType/skos:prefLabel ?kind . FILTER(LANG(?kind) = "en") }
  OPTIONAL { ?evidence pact:source ?source . ?claim pact:evidence ?evidence }
} GROUP BY ?source ?name ?published ?kind ?left_out ORDER BY ?name
"""
INDICATORS = """
SELECT ?indicator ?name ?definition (COUNT(DISTINCT ?claim) AS ?values) (COUNT(DISTINCT ?area) AS ?areas)
  (MIN(?first) AS ?since) (MAX(?last) AS ?until) (SUM(?is_rank) AS ?ranks)
WHERE {
  ?indicator a pact:Indicator ; rdfs:label ?name . FILTER(LANG(?name) = "en")
  OPTIONAL { ?indicator skos:definition ?definition . FILTER(LANG(?definition) = "en") }
  ?claim pact:indicator ?indicator ; pact:refArea ?area .
  OPTIONAL { ?claim pact:earliest ?first }
  OPTIONAL { ?claim pact:latest ?last }
  OPTIONAL { ?claim pact:unit ?unit }
  BIND(IF(BOUND(?unit) && ?unit = unit:rank, 1, 0) AS ?is_rank)
} GROUP BY ?indicator ?name ?definition ORDER BY ?name
"""
COUNTS = """
SELECT ?what (COUNT(DISTINCT ?it) AS ?count) WHERE {
  VALUES (?class ?what) {
    (pact:Party "parties") (pact:Initiative "initiatives") (pact:Claim "claims") (pact:Source "sources")
    (pact:Indicator "indicators") (pact:Disagreement "disagreements")
  }
  ?it a ?class
} GROUP BY ?what
"""


@dataclass(frozen=True)
class SourceCoverage:
    """What the graph covers of a source.

    :param published: when it came out, as an EDTF date; empty where that is not known.
    :param kind: the kind of document in words.
    :param claims: how many claims the graph takes from it.
    :param left_out: what of it is not in the graph, and why.
    """

    source: str
    name: str
    published: str
    kind: str
    claims: int
    left_out: str


@dataclass(frozen=True)
class Coverage:
    """What the graph covers of its sources, by name."""

    sources: tuple[SourceCoverage, ...]


@dataclass(frozen=True)
class Indicator:
    """An indicator, and how much of it the graph holds: values, areas, years, ranks."""

    indicator: str
    name: str
    definition: str
    values: str
    areas: str
    since: str
    until: str
    ranks: str


def coverage(
    reader: Reader, source: Annotated[str | None, Parameter("Only this source.")] = None
) -> Coverage:
    """List the sources on which the graph rests, with what was left out of each.

    :raises UnknownNameError: where the name is no source's.
    """

    def read() -> tuple[SourceCoverage, ...]:
        rows = reader.store.select(SOURCES).records()
        return tuple(
            SourceCoverage(
                row["source"],
                row["name"],
                row.get("published", ""),
                row.get("kind", ""),
                int(row["claims"]),
                row.get("left_out", ""),
            )
            for row in rows
        )

    found = reader.cached("coverage", read)
    if source:
        wanted = reader.resolve(source, [PACT + "Source"]).value
        found = tuple(one for one in found if one.source == wanted)
    return Coverage(found)


def indicators(reader: Reader) -> tuple[Indicator, ...]:
    """Return the indicators that have values, by name."""
    return reader.cached("indicators", lambda: typed_rows(Indicator, reader.store.select(INDICATORS)))


def counts(reader: Reader) -> dict[str, int]:
    """Return how many parties, initiatives, claims, sources, indicators and disagreements there are."""

    def read() -> dict[str, int]:
        return {row["what"]: int(row["count"]) for row in reader.store.select(COUNTS).records()}

    return reader.cached("counts", read)
