"""All names of things, folded for comparison: what search and the reading of names go through."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import NamedNode

from pactgraph.model.text import fold
from pactgraph.namespaces import BASE, PREFIXES, shorten
from pactgraph.store.base import Store

#: Two columns and nothing else: with the class and the English label beside each name it takes far longer.
NAMES = """
SELECT ?thing ?name WHERE {
  { ?thing rdfs:label ?name } UNION { ?thing skos:altLabel ?name }
  UNION { ?thing dcterms:title ?name } UNION { ?thing pact:isoCode ?name }
}
"""
#: Codes and terms of the ontology have labels too, but are no things.
OF_THINGS = (f"{BASE}id/", PREFIXES["source"])


class Name(NamedTuple):
    """One name of one thing."""

    thing: str
    text: str
    folded: str


def all_names(store: Store) -> list[Name]:
    """Return every name of every thing, in any language, in no order."""
    return [
        Name(row["thing"], row["name"], folded(row["name"]))
        for row in store.select(NAMES).records()
        if row["thing"].startswith(OF_THINGS)
    ]


def english_label(store: Store, thing: NamedNode) -> str:
    """Return the English label of a thing or a code; its short name where it has none."""
    query = f'SELECT ?label {{ {thing} rdfs:label|skos:prefLabel ?label . FILTER(LANG(?label) = "en") }}'
    return min((row["label"] for row in store.select(query).records()), default=shorten(thing.value))


def folded(text: str) -> str:
    """Return what :func:`pactgraph.model.text.fold` does, at once for the plain letters that most names are.

    >>> folded(" Amber  ROAD") == fold(" Amber  ROAD") == "amber road"
    True
    """
    if text.isascii() and "`" not in text:
        return " ".join(text.lower().split())
    return fold(text)
