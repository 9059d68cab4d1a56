"""Everything the graph says about one thing, each claim with where it is stated."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from pactgraph.namespaces import shorten
from pactgraph.queries.cards import Card, cards
from pactgraph.queries.names import resolve
from pactgraph.store.base import Store

FACTS = """
SELECT DISTINCT ?key ?value ?shown WHERE {
  VALUES ?thing { %s }
  { ?thing rdfs:label|skos:prefLabel ?value . BIND("label" AS ?key) BIND(CONCAT(STR(?value), " (", LANG(?value), ")") AS ?shown) }
  UNION { ?thing skos:altLabel ?value . BIND("also called" AS ?key) BIND(STR(?value) AS ?shown) }
  UNION { ?thing a ?value . ?value rdfs:label ?shown . FILTER(LANG(?shown) = "en") FILTER(STRSTARTS(STR(?value), STR(pact:))) BIND("type" AS ?key) }
  UNION { ?thing skos:definition ?value . BIND("definition" AS ?key) BIND(STR(?value) AS ?shown) }
  UNION { ?thing pact:note ?value . BIND("note" AS ?key) BIND(STR(?value) AS ?shown) }
  UNION { ?thing dcterms:title ?value . BIND("title" AS ?key) BIND(STR(?value) AS ?shown) }
  UNION { ?thing pact:isoCode ?value . BIND("ISO code" AS ?key) BIND(STR(?value) AS ?shown) }
  UNION { ?thing pact:published ?value . BIND("published" AS ?key) BIND(STR(?value) AS ?shown) }
  UNION { ?thing pact:coverage ?value . BIND("left out" AS ?key) BIND(STR(?value) AS ?shown) }
  UNION { ?thing ?property ?value . ?property a owl:ObjectProperty ; pact:derivedBy ?rule ; rdfs:label ?key0 . FILTER(LANG(?key0) = "en")
          BIND(STR(?key0) AS ?key) ?value rdfs:label|skos:prefLabel ?shown . FILTER(LANG(?shown) = "en") }
} ORDER BY ?key ?shown ?value
"""

ABOUT = """
SELECT DISTINCT ?claim WHERE {
  VALUES ?thing { %s }
  { ?claim pact:evidence ?evidence ; ?property ?thing }
  UNION { ?claim pact:evidence/pact:source ?thing }
  UNION { ?claim pact:evidence ?thing }
  UNION { BIND(?thing AS ?claim) ?claim pact:evidence ?evidence }
} ORDER BY ?claim
"""


@dataclass(frozen=True)
class ThingCard:
    """One thing, ready to be shown.

    :param facts: what is known of it in plain triples, by the label of the property.
    :param claims: the claims about it, in the order of their names.
    """

    iri: str
    name: str
    facts: dict[str, list[str]]
    claims: list[Card]

    def as_dict(self) -> dict[str, object]:
        """Return the card as plain values, for JSON."""
        return {
            "iri": self.iri,
            "name": self.name,
            "facts": self.facts,
            "claims": [card.as_dict() for card in self.claims],
        }


def show(store: Store, name: str) -> ThingCard:
    """Return what the graph says about the thing that a name stands for.

    :param name: an IRI, a short name, or a label in any language.
    :raises UnknownNameError: where it stands for nothing.
    """
    node = resolve(store, name)
    facts: dict[str, list[str]] = defaultdict(list)
    title = shorten(node.value)
    for key, value, shown in store.select(FACTS % node).rows:
        if not isinstance(key, Literal) or not isinstance(shown, Literal):
            continue
        if key.value == "label" and isinstance(value, Literal) and value.language == "en":
            title = value.value
        facts[key.value].append(shown.value)
    about = store.select(ABOUT % node)
    found = [cell.value for (cell,) in about.rows if isinstance(cell, NamedNode)]
    return ThingCard(node.value, title, dict(facts), cards(store, found))
