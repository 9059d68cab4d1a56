"""Find things by their names in any language, forgiving of case, accents and small mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from pactgraph.answers.labels import Name, all_names, folded
from pactgraph.model.text import nearest
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
#: Words beyond these are not looked at where some are misspelt.
MOST_WORDS = 12
#: What stands around words.
MARKS = "\"'“”‘’«».,;:()[]"
#: Chinese, Japanese and Korean letters: words of these stand inside a name without spaces.
UNSPACED = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")


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
    the shorter name. Where no name begins with them, each word that begins none in a name gives way to the
    words most like it, and at last the names most like the whole are returned.

    :param limit: at most so many.
    """
    wanted = folded(words)
    if not wanted:
        return []
    names = all_names(store)
    found = _ranked([wanted], names)
    if not found or (found[0][0] == INSIDE and not UNSPACED.search(wanted)):
        found = _ranked(_corrected(wanted, names), names) + found
    found_names = [name for _, name in found] or _like(words, names)
    return _hits(store, dict(list(_one_each(found_names).items())[:limit]))


def _ranked(wanted: Iterable[str], names: Sequence[Name]) -> list[tuple[int, Name]]:
    """Return how well each name fits that does, the best first."""
    ranked = [
        (rank, len(name.folded), name.text, name)
        for text in wanted
        for name in names
        if (rank := _rank(text, name.folded)) < NOT
    ]
    return [(rank, name) for rank, _, _, name in sorted(ranked)]


def _rank(wanted: str, name: str) -> int:
    if name == wanted:
        return WHOLE
    if name.startswith(wanted):
        return BEGINNING
    if f" {wanted}" in name:
        return WORD
    return INSIDE if all(word in name for word in wanted.split()) else NOT


def _corrected(wanted: str, names: Sequence[Name]) -> list[str]:
    """Return the words with each that begins none in a name replaced by those most like it, best first."""
    vocabulary = {word.strip(MARKS) for name in names for word in name.folded.split()}
    texts = [""]
    for word in wanted.split()[:MOST_WORDS]:
        known = any(held.startswith(word) for held in vocabulary)
        # Codes of countries look like many words.
        choices = [word] if known else [close for close in nearest(word, vocabulary) if len(close) > 3]
        texts = [f"{text} {choice}".strip() for text in texts for choice in choices][:3]
    return texts


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
