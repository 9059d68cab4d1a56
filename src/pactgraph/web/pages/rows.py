"""What the page of a thing asks of the store, each in the shape that stays fast in a large one."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from pactgraph.answers.thing import FIRST
from pactgraph.answers.thing_queries import FACTS
from pactgraph.store.base import Store, Table

#: Rows of one part of a page; who needs all of them asks a question or takes the graph away.
MOST = 120
#: Claims that a part of a page is made of; of a thing with more, what is first at hand.
ENOUGH = 150
#: Statements about a thing that are gone through for what is tied to it; of more, what is first at hand.
GONE_THROUGH = 1000

PARTIES = """
SELECT DISTINCT ?thing ?name ?role ?stated ?code ?other ?other_name ?claim WHERE {
  ?claim pact:initiative %(thing)s ; pact:party ?thing ; pact:role/skos:prefLabel ?role ; pact:modality ?how .
  ?how skos:prefLabel ?stated ; skos:notation ?code . ?thing rdfs:label ?name .
  FILTER(LANG(?role) = "en" && LANG(?stated) = "en" && LANG(?name) = "en")
  OPTIONAL {
    ?claim pact:onBehalfOf ?other . ?other rdfs:label ?other_name . FILTER(LANG(?other_name) = "en")
  }
} ORDER BY ?role ?name ?claim LIMIT %(most)d
"""
INITIATIVES = """
SELECT DISTINCT ?thing ?name ?role ?stated ?code ?other ?other_name ?status ?claim WHERE {
  { SELECT ?claim WHERE {
    { ?claim pact:party %(thing)s } UNION { ?claim pact:onBehalfOf %(thing)s } } LIMIT %(enough)d }
  ?claim pact:initiative ?thing ; pact:role/skos:prefLabel ?role ; pact:modality ?how .
  ?how skos:prefLabel ?stated ; skos:notation ?code . ?thing rdfs:label ?name .
  FILTER(LANG(?role) = "en" && LANG(?stated) = "en" && LANG(?name) = "en")
  OPTIONAL {
    ?claim pact:onBehalfOf %(thing)s ; pact:party ?other . ?other rdfs:label ?other_name .
    FILTER(LANG(?other_name) = "en")
  }
  OPTIONAL { ?thing pact:status/skos:prefLabel ?status . FILTER(LANG(?status) = "en") }
} ORDER BY ?name ?role ?claim LIMIT %(most)d
"""
#: The claim behind those that :data:`INITIATIVES` is made of, where there are so many.
MORE_ROLES = """
SELECT ?claim WHERE {
  { ?claim pact:party %(thing)s } UNION { ?claim pact:onBehalfOf %(thing)s }
} LIMIT 1 OFFSET %(enough)d
"""
HISTORY = """
SELECT DISTINCT ?date ?latest ?event ?by ?place ?stated ?code ?source ?claim WHERE {
  ?claim pact:initiative %(thing)s ; pact:milestoneType/skos:prefLabel ?event ; pact:modality ?how ;
    pact:evidence/pact:source/rdfs:label ?source . ?how skos:prefLabel ?stated ; skos:notation ?code .
  FILTER(LANG(?event) = "en" && LANG(?stated) = "en" && LANG(?source) = "en")
  OPTIONAL { ?claim pact:date ?date }
  OPTIONAL { ?claim pact:latest ?latest }
  OPTIONAL { ?claim pact:byParty/rdfs:label ?by . FILTER(LANG(?by) = "en") }
  OPTIONAL { ?claim pact:place/rdfs:label ?place . FILTER(LANG(?place) = "en") }
} ORDER BY ?latest ?event ?claim LIMIT %(most)d
"""
FIGURES = """
SELECT DISTINCT ?thing ?name ?period ?latest ?printed ?unit ?understood ?unit_understood ?stated ?code
  ?source ?claim
WHERE {
  { SELECT ?claim WHERE { ?claim pact:%(by)s %(thing)s ; pact:%(other)s ?any } LIMIT %(enough)d }
  ?claim pact:%(other)s ?thing ; pact:refPeriod ?period ; pact:asPrinted ?printed ;
    pact:modality ?how ; pact:evidence/pact:source/rdfs:label ?source .
  ?how skos:prefLabel ?stated ; skos:notation ?code . ?thing rdfs:label ?name .
  FILTER(LANG(?name) = "en" && LANG(?stated) = "en" && LANG(?source) = "en")
  OPTIONAL { ?claim pact:latest ?latest }
  OPTIONAL { ?claim pact:unit ?in . OPTIONAL { ?in skos:prefLabel ?unit . FILTER(LANG(?unit) = "en") } }
  OPTIONAL { ?claim pact:valueUnderstood ?understood }
  OPTIONAL {
    ?claim pact:unitUnderstood ?meant .
    OPTIONAL { ?meant skos:prefLabel ?unit_understood . FILTER(LANG(?unit_understood) = "en") }
  }
} ORDER BY ?name ?latest ?printed ?claim LIMIT %(most)d
"""
NAMED_BY = """
SELECT DISTINCT ?thing ?name ?tie WHERE {
  { SELECT DISTINCT ?thing ?property WHERE {
    { SELECT ?thing ?property WHERE { ?thing ?property %(thing)s } LIMIT %(through)d }
    FILTER(!STRSTARTS(STR(?thing), STR(claim:)) && ?thing != %(thing)s)
  } LIMIT %(enough)d }
  ?property rdfs:label ?tie . ?thing rdfs:label|skos:prefLabel ?name .
  FILTER(LANG(?name) = "en" && LANG(?tie) = "en")
} ORDER BY ?tie ?name ?thing LIMIT %(most)d
"""
DISAGREEMENTS = """
SELECT DISTINCT ?thing ?kind ?certainty ?explanation ?claim WHERE {
  { SELECT ?claim WHERE { ?claim ?property %(thing)s } LIMIT %(through)d }
  UNION { BIND(%(thing)s AS ?claim) }
  ?thing pact:disputes ?claim ; pact:certainty ?certainty ; pact:explanation ?explanation ;
    pact:disagreementKind/skos:prefLabel ?kind .
  FILTER(LANG(?kind) = "en" && LANG(?explanation) = "en")
} ORDER BY DESC(?certainty = "sure") DESC(?certainty = "likely") ?thing ?claim LIMIT %(most)d
"""
#: Of the ontology its classes, properties and code lists, of a code list its codes; of others nothing.
TERMS = """
SELECT DISTINCT ?thing ?kind ?name ?definition WHERE {
  {
    VALUES (?type ?kind) {
      (owl:Class "class") (owl:ObjectProperty "property") (owl:DatatypeProperty "property")
      (owl:AnnotationProperty "property")
    }
    ?thing rdfs:isDefinedBy %(thing)s ; a ?type ; rdfs:label ?name
  } UNION {
    %(thing)s a owl:Ontology . ?thing a skos:ConceptScheme ; skos:prefLabel|rdfs:label ?name
    BIND("code list" AS ?kind)
  } UNION { ?thing skos:inScheme %(thing)s ; skos:prefLabel ?name . BIND("code" AS ?kind) }
  ?thing skos:definition|dcterms:description ?definition .
  FILTER(LANG(?name) = "en" && LANG(?definition) = "en")
} ORDER BY ?kind ?name ?thing
"""
SOURCES = """
SELECT DISTINCT ?thing ?name WHERE {
  VALUES ?thing { %s } ?thing rdfs:label ?name . FILTER(LANG(?name) = "en")
} ORDER BY ?name
"""

Row = dict[str, str]


@dataclass(frozen=True)
class Fact:
    """What plain triples say of a thing under one property.

    :param values: pairs of an address, or an empty string, and what is shown.
    """

    label: str
    values: tuple[tuple[str, str], ...]


def rows_of(store: Store, query: str, thing: str, **also: str) -> list[Row]:
    """Ask one of the queries of this module about a thing; cells without a value are empty."""
    bounds = {"most": MOST, "enough": ENOUGH, "through": GONE_THROUGH}
    return filled(store.select(query % {"thing": NamedNode(thing), **bounds, **also}))


def filled(table: Table) -> list[Row]:
    """Return the rows of an answer as plain text, with an empty string where a cell has no value.

    >>> filled(Table(("a", "b"), ((NamedNode("urn:x"), None),)))
    [{'a': 'urn:x', 'b': ''}]
    """
    empty = dict.fromkeys(table.columns, "")
    return [empty | row for row in table.records()]


def facts_of(store: Store, thing: str) -> list[Fact]:
    """Return the plain facts about a thing: who it is before what is known of it."""
    held: dict[str, dict[tuple[str, str], None]] = {}
    for row in store.select(FACTS % {"thing": NamedNode(thing)}).records():
        address = row["value"] if row["value"].startswith(("http://", "https://")) else ""
        held.setdefault(row["key"], {})[(address, row["shown"])] = None
    order = sorted(held, key=lambda key: (FIRST.index(key) if key in FIRST else len(FIRST), key))
    return [Fact(key, tuple(held[key])) for key in order]
