"""Find things by their names in any language, forgiving of case, accents and small mistakes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from pactgraph.model.text import nearest
from pactgraph.queries.labels import Name, all_names, folded
from pactgraph.store.base import Store

ABOUT = """
SELECT ?thing ?label ?type WHERE {
  VALUES ?thing { %s }
  ?thing rdfs:label ?label ; a ?class . ?class pact:iriKind ?kind ; rdfs:label ?type
  FILTER(LANG(?label) = "en" && LANG(?type) = "en")
}
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
    wanted = folded(words)
    if not wanted:
        return []
    names = all_names(store)
    found = _ranked([wanted], names) or _ranked(_corrected(wanted, names), names) or _like(words, names)
    return _hits(store, dict(list(_one_each(found).items())[:limit]))


def _ranked(wanted: Iterable[str], names: Sequence[Name]) -> list[Name]:
    ranked = [
        (rank, len(name.folded), name.text, name)
        for text in wanted
        for name in names
        if (rank := _rank(text, name.folded)) < NOT
    ]
    return [name for *_, name in sorted(ranked)]


def _rank(wanted: str, name: str) -> int:
    if name == wanted:
        return WHOLE
    if name.startswith(wanted):
        return BEGINNING
    if f" {wanted}" in name:
        return WORD
    return INSIDE if all(word in name for word in wanted.split()) else NOT


def _corrected(wanted: str, names: Sequence[Name]) -> list[str]:
    """Return the words with each that is in no name replaced by those most like it, best first."""
    vocabulary = {word for name in names for word in name.folded.split()}
    texts = [""]
    for word in wanted.split():
        known = any(word in held for held in vocabulary)
        choices = [word] if known else [close for close in nearest(word, vocabulary) if len(close) > 2]
        texts = [f"{text} {choice}".strip() for text in texts for choice in choices]
    return texts[:3]


def _like(words: str, names: Sequence[Name]) -> list[Name]:
    close = nearest(words, {name.text for name in names}, 5)
    return [name for text in close for name in sorted(names) if name.text == text]


def _one_each(names: Iterable[Name]) -> dict[str, str]:
    """Return the best name of each thing, in order."""
    best: dict[str, str] = {}
    for name in names:
        best.setdefault(name.thing, name.text)
    return best


def _hits(store: Store, found: dict[str, str]) -> list[Hit]:
    """Return what is to be shown of each thing found."""
    if not found:
        return []
    rows = store.select(ABOUT % " ".join(str(NamedNode(thing)) for thing in found)).records()
    about = {row["thing"]: row for row in sorted(rows, key=lambda row: row["type"], reverse=True)}
    return [
        Hit(thing, about[thing]["label"], about[thing]["type"], text)
        for thing, text in found.items()
        if thing in about
    ]
