"""Everything the graph says about one thing, each claim with where it is stated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from pactgraph.answers.claim import Card, cards
from pactgraph.answers.names import resolve
from pactgraph.namespaces import PREFIXES, shorten
from pactgraph.store.base import Store

#: The address stands in each pattern: bound by VALUES outside, the engine goes through the whole store.
FACTS = """
SELECT DISTINCT ?key ?value ?shown WHERE {
  {
    VALUES (?property ?key) { (rdfs:label "label") (skos:prefLabel "label") (skos:altLabel "also called") }
    %(thing)s ?property ?value . BIND(CONCAT(STR(?value), " (", LANG(?value), ")") AS ?shown)
  } UNION {
    VALUES (?property ?key) { (skos:definition "definition") (dcterms:title "title") }
    %(thing)s ?property ?value . BIND(STR(?value) AS ?shown)
  } UNION {
    %(thing)s a ?value . ?value rdfs:label ?shown . BIND("type" AS ?key)
    FILTER(LANG(?shown) = "en" && STRSTARTS(STR(?value), STR(pact:)))
    FILTER NOT EXISTS {
      %(thing)s a ?narrower . ?narrower rdfs:subClassOf ?value . FILTER(?narrower != ?value)
    }
  } UNION {
    %(thing)s ?property ?value . ?property rdfs:label ?name .
    FILTER(LANG(?name) = "en") BIND(STR(?name) AS ?key)
    FILTER(?property != pact:text && ?value != %(thing)s)
    OPTIONAL { ?value rdfs:label|skos:prefLabel ?label . FILTER(LANG(?label) = "en") }
    BIND(COALESCE(?label, STR(?value)) AS ?shown)
  } UNION {
    ?value pact:judges %(thing)s ; pact:verdict/skos:prefLabel ?verdict ; pact:judgedBy ?by ; pact:note ?note
    FILTER(LANG(?verdict) = "en" && LANG(?note) = "en" && !STRSTARTS(STR(%(thing)s), STR(claim:)))
    BIND(CONCAT(STR(?verdict), " (", ?by, "): ", STR(?note)) AS ?shown) BIND("judgement" AS ?key)
  }
} ORDER BY ?key ?shown ?value
"""
#: Who a thing is comes before what is known of it.
FIRST = ("label", "also called", "type", "title", "definition", "ISO 3166 code")

#: No order, and no test of each claim: of a thing with many, the engine would read each address many times.
ABOUT = """
SELECT DISTINCT ?claim WHERE {
  { ?claim ?property %(thing)s }
  UNION { GRAPH %(thing)s { ?claim pact:evidence ?evidence } }
  UNION { %(thing)s pact:evidence ?evidence . BIND(%(thing)s AS ?claim) }
} %(limit)s
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
    rows = store.select(FACTS % {"thing": node}).records()
    facts: dict[str, list[str]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: FIRST.index(row["key"]) if row["key"] in FIRST else len(FIRST)):
        facts[row["key"]].append(shorten(row["shown"]))
    return ThingCard(node.value, _title(node, facts), dict(facts), cards(store, claims_about(store, node)))


def claims_about(store: Store, node: NamedNode) -> list[str]:
    """Return the addresses of the claims about a thing, or by a source; of a claim, its own."""
    return some_claims(store, node, None)[0]


def some_claims(store: Store, node: NamedNode, most: int | None) -> tuple[list[str], bool]:
    """Return claims as :func:`claims_about` does, and whether there may be more than these.

    :param most: statements about the thing that are gone through; of more, those that are first at hand.
    """
    limit = "" if most is None else f"LIMIT {most}"
    found = [row["claim"] for row in store.select(ABOUT % {"thing": node, "limit": limit}).records()]
    return sorted(iri for iri in found if iri.startswith(PREFIXES["claim"])), len(found) == most


def _title(node: NamedNode, facts: Mapping[str, Sequence[str]]) -> str:
    """Return the English label, else the short name."""
    english = [label.removesuffix(" (en)") for label in facts.get("label", ()) if label.endswith(" (en)")]
    return english[0] if english else shorten(node.value)
