"""Find things by their names in any language, forgiving of case, accents and small mistakes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pactgraph.model.text import fold, nearest
from pactgraph.store.base import Store

NAMES = """
SELECT DISTINCT ?thing ?name ?label ?type WHERE {
  { ?thing rdfs:label ?name } UNION { ?thing skos:altLabel ?name }
  UNION { ?thing dcterms:title ?name } UNION { ?thing pact:isoCode ?name }
  ?thing rdfs:label ?label . FILTER(LANG(?label) = "en")
  ?thing a ?class . ?class pact:iriKind ?kind ; rdfs:label ?type . FILTER(LANG(?type) = "en")
} ORDER BY ?label ?name ?thing
"""
#: How well a name fits: the whole of it, its beginning, the beginning of a word in it, all words somewhere.
WHOLE, BEGINNING, WORD, INSIDE, NOT = range(5)


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

    Whole names come before beginnings, beginnings before names with the words inside; of two that fit alike,
    the shorter name. Where nothing fits, each word that is in no name gives way to the words most like it,
    and at last the names most like the whole are returned.

    :param limit: at most so many.
    """
    names = [
        (fold(row["name"]), Hit(row["thing"], row["label"], row["type"], row["name"]))
        for row in store.select(NAMES).records()
    ]
    wanted = fold(words)
    if not wanted:
        return []
    hits = _ranked([wanted], names) or _ranked(_corrected(wanted, names), names) or _like(words, names)
    return _one_each(hits)[:limit]


def _ranked(wanted: Iterable[str], names: Sequence[tuple[str, Hit]]) -> list[Hit]:
    ranked = sorted(
        (rank, len(name), hit.label, hit.matched, place)
        for text in wanted
        for place, (name, hit) in enumerate(names)
        if (rank := _rank(text, name)) < NOT
    )
    return [names[place][1] for *_, place in ranked]


def _rank(wanted: str, name: str) -> int:
    if name == wanted:
        return WHOLE
    if name.startswith(wanted):
        return BEGINNING
    if f" {wanted}" in name:
        return WORD
    return INSIDE if all(word in name for word in wanted.split()) else NOT


def _corrected(wanted: str, names: Sequence[tuple[str, Hit]]) -> list[str]:
    """Return the words with each that is in no name replaced by those most like it, best first."""
    vocabulary = {word for name, _ in names for word in name.split()}
    texts = [""]
    for word in wanted.split():
        known = any(word in held for held in vocabulary)
        choices = [word] if known else [close for close in nearest(word, vocabulary) if len(close) > 2]
        texts = [f"{text} {choice}".strip() for text in texts for choice in choices]
    return texts[:3]


def _like(words: str, names: Sequence[tuple[str, Hit]]) -> list[Hit]:
    close = nearest(words, sorted({hit.matched for _, hit in names}), 5)
    return [hit for text in close for _, hit in names if hit.matched == text]


def _one_each(hits: Iterable[Hit]) -> list[Hit]:
    best: dict[str, Hit] = {}
    for hit in hits:
        best.setdefault(hit.iri, hit)
    return list(best.values())
