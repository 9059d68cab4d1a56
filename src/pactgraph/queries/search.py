"""Find things by their names in any language, forgiving of case, accents and small mistakes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pactgraph.model.text import fold, nearest
from pactgraph.store.base import Store

NAMES = """
SELECT DISTINCT ?thing ?name ?label ?type WHERE {
  { ?thing rdfs:label ?name } UNION { ?thing skos:prefLabel ?name } UNION { ?thing skos:altLabel ?name }
  UNION { ?thing dcterms:title ?name } UNION { ?thing pact:isoCode ?name }
  ?thing rdfs:label|skos:prefLabel ?label . FILTER(LANG(?label) = "en")
  ?thing a ?class . ?class rdfs:label ?type . FILTER(LANG(?type) = "en")
  FILTER EXISTS { ?class pact:iriKind ?kind }
} ORDER BY ?label ?name
"""


@dataclass(frozen=True)
class Hit:
    """A thing whose name fits.

    :param matched: the name that fits, which may be in another language than the label.
    """

    iri: str
    label: str
    type: str
    matched: str


def search(store: Store, words: str, limit: int = 20) -> list[Hit]:
    """Return the things whose names hold the words, best first.

    Whole names come before beginnings, beginnings before names with the words inside. Where nothing fits,
    the names most like the words are returned.

    :param limit: at most so many.
    """
    names = [
        Hit(row["thing"], row["label"], row["type"], row["name"])
        for row in store.select(NAMES).records()
        if {"thing", "label", "type", "name"} <= row.keys()
    ]
    wanted = fold(words)
    ranked = sorted(
        ((rank, len(hit.matched), hit.label, hit.matched, hit) for hit in names if (rank := _rank(wanted, hit)) < 4),
        key=lambda entry: entry[:4],
    )
    hits = [entry[4] for entry in ranked] or _like(words, names)
    return _one_each(hits)[:limit]


def _rank(wanted: str, hit: Hit) -> int:
    name = fold(hit.matched)
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if f" {wanted}" in name:
        return 2
    return 3 if wanted and all(word in name for word in wanted.split()) else 4


def _like(words: str, names: list[Hit]) -> list[Hit]:
    close = nearest(words, sorted({hit.matched for hit in names}), 5)
    return [hit for text in close for hit in names if hit.matched == text]


def _one_each(hits: Iterable[Hit]) -> list[Hit]:
    best: dict[str, Hit] = {}
    for hit in hits:
        best.setdefault(hit.iri, hit)
    return list(best.values())
