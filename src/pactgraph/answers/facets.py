"""The facets by which things are narrowed: kind, country, year, status, area of cooperation, source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pactgraph.answers.labels import OF_THINGS
from pactgraph.store.base import Store

#: The facets in the order in which they are shown, with the heading of each.
FACETS = {
    "type": "Kind",
    "country": "Country",
    "year": "Year",
    "status": "Status",
    "area": "Area of cooperation",
    "source": "Source",
}

#: A longer span names no year in particular.
LONGEST_SPAN = 3

#: Written for a million claims: the classes of all claims, and their codes, are never gone through.
QUERIES = {
    "label": """SELECT ?thing (?label AS ?value) WHERE {
  GRAPH graph:things { ?thing rdfs:label ?label } FILTER(LANG(?label) = "en") }""",
    "type": """SELECT DISTINCT ?thing ?value WHERE {
  { ?class pact:iriKind ?kind ; rdfs:label ?value . FILTER(LANG(?value) = "en") }
  GRAPH graph:things { ?thing a ?class } }""",
    "country": """SELECT DISTINCT ?thing ?value WHERE {
  { ?thing pact:country ?country } UNION { ?thing a pact:Country . BIND(?thing AS ?country) }
  UNION { ?thing pact:participant/pact:country ?country }
  UNION { ?thing pact:participant ?country . ?country a pact:Country }
  ?country rdfs:label ?value . FILTER(LANG(?value) = "en") }""",
    "year": """SELECT DISTINCT ?thing ?value ?until WHERE {
  ?claim pact:earliest ?first ; pact:latest ?last ;
    pact:initiative|pact:party|pact:refArea|pact:indicator ?thing
  BIND(YEAR(?first) AS ?value) BIND(YEAR(?last) AS ?until) }""",
    "status": """SELECT DISTINCT ?thing ?value WHERE {
  ?thing pact:status ?status . ?status skos:prefLabel ?value . FILTER(LANG(?value) = "en") }""",
    "area": """SELECT DISTINCT ?thing ?value WHERE {
  ?thing pact:cooperationArea ?area . ?area skos:prefLabel ?value . FILTER(LANG(?value) = "en") }""",
    "source": """SELECT DISTINCT ?thing ?value WHERE {
  { ?source a pact:Source ; rdfs:label ?value . FILTER(LANG(?value) = "en") }
  { SELECT DISTINCT ?property WHERE {
    ?property a owl:ObjectProperty ; rdfs:domain/rdfs:subClassOf* pact:Claim
    FILTER(?property != pact:evidence) FILTER NOT EXISTS { ?property pact:codeList ?codes } } }
  GRAPH ?source { ?claim ?property ?thing } }""",
}


@dataclass(frozen=True)
class Facets:
    """The English label of one thing, and its values by facet."""

    label: str
    values: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def fits(self, wanted: Mapping[str, str]) -> bool:
        """Return whether it has every value that is asked for.

        >>> Facets("Peru", {"type": frozenset({"country"})}).fits({"type": "country"})
        True
        """
        return all(value in self.values.get(name, ()) for name, value in wanted.items())

    def one(self, name: str) -> str:
        """Return its values of one facet as text."""
        return ", ".join(sorted(self.values.get(name, ())))


def read_facets(store: Store) -> dict[str, Facets]:
    """Return the facets of all things by IRI, in the order of their labels."""
    # A term that is described among the things but has no kind of its own is not searched for.
    labels = {
        row["thing"]: row["value"]
        for row in store.select(QUERIES["label"]).records()
        if row["thing"].startswith(OF_THINGS)
    }
    values: dict[str, dict[str, set[str]]] = {iri: defaultdict(set) for iri in labels}
    for name in FACETS:
        for row in store.select(QUERIES[name]).records():
            if row["thing"] not in values:
                continue
            if name != "year":
                values[row["thing"]][name].add(row["value"])
                continue
            first, last = int(row["value"]), int(row["until"])
            if last - first < LONGEST_SPAN:
                values[row["thing"]][name].update(map(str, range(first, last + 1)))
    return {
        iri: Facets(label, {name: frozenset(found) for name, found in values[iri].items()})
        for iri, label in sorted(labels.items(), key=lambda item: (item[1].casefold(), item[0]))
    }


def count_facets(things: Iterable[Facets]) -> dict[str, dict[str, int]]:
    """Count how many of some things have each value: the most frequent first, years in their order.

    >>> years = [Facets("A", {"year": {"2021", "2020"}}), Facets("B", {"year": {"2021"}})]
    >>> count_facets(years)["year"]
    {'2020': 1, '2021': 2}
    """
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for thing in things:
        for name, values in thing.values.items():
            counts[name].update(values)
    return {
        name: dict(sorted(held.items(), key=lambda one: (0 if name == "year" else -one[1], one[0])))
        for name, held in counts.items()
    }
