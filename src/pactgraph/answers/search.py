"""Find things by their names in any language, forgiving of case, accents and small mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Annotated

from pyoxigraph import NamedNode

from pactgraph.answers.facets import FACETS, count_facets
from pactgraph.answers.labels import Name, all_names, folded
from pactgraph.answers.parameters import Offset, Parameter
from pactgraph.answers.reader import Reader
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
#: Things that a search returns at most; to see others, narrow it.
MOST_HITS = 1000
#: Characters of a search that are looked at.
MOST_LETTERS = 200
#: Words beyond these are not looked at where some are misspelt.
MOST_WORDS = 12
#: What stands around words.
MARKS = "\"'“”‘’«».,;:()[]"
#: Chinese, Japanese and Korean letters: words of these stand inside a name without spaces.
UNSPACED = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")


@dataclass(frozen=True)
class Hit:
    """A thing that a search found, with its values by facet.

    :param matched: the name that fits, where it is another one than the label; such as in another language.
    """

    iri: str
    label: str
    matched: str = ""
    type: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    source: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """Its kind in words."""
        return ", ".join(self.type)


@dataclass(frozen=True)
class Found:
    """The things that a search found, best first, or a part of them.

    :param narrowed: the facets by which they are narrowed.
    :param total: how many were found in all, at most :data:`MOST_HITS`.
    :param offset: how many come before these.
    :param facets: how many of all have each value, by facet.
    """

    query: str
    narrowed: dict[str, str]
    total: int
    offset: int
    things: tuple[Hit, ...]
    facets: dict[str, dict[str, int]]

    def __iter__(self) -> Iterator[Hit]:
        """Iterate over the things."""
        return iter(self.things)

    def __len__(self) -> int:
        """Return the number of things in this part."""
        return len(self.things)

    def __getitem__(self, place: int) -> Hit:
        """Return a thing by its place in this part."""
        return self.things[place]


def search(
    reader: Reader,
    q: Annotated[
        str,
        Parameter("Words of a name in any language; all things where there are none.", example="silk road"),
    ] = "",
    type: Annotated[str, Parameter(f"Only things with this: {FACETS['type']}.")] = "",
    country: Annotated[str, Parameter(f"Only things with this: {FACETS['country']}.")] = "",
    year: Annotated[str, Parameter(f"Only things with this: {FACETS['year']}.")] = "",
    status: Annotated[str, Parameter(f"Only things with this: {FACETS['status']}.")] = "",
    area: Annotated[str, Parameter(f"Only things with this: {FACETS['area']}.")] = "",
    source: Annotated[str, Parameter(f"Only things with this: {FACETS['source']}.")] = "",
    limit: Annotated[int | None, Parameter("At most so many things.", least=1, most=500)] = 20,
    offset: Offset = 0,
) -> Found:
    """Find things by their names in any language, narrowed by facets."""
    given = (type, country, year, status, area, source)
    wanted = {name: value for name, value in zip(FACETS, given, strict=True) if value}
    facets = reader.facets
    if q.strip():
        names = find_names(q[:MOST_LETTERS], reader.names)
        best = dict(islice(((iri, text) for iri, text in names.items() if iri in facets), MOST_HITS))
    else:
        best = {iri: one.label for iri, one in facets.items()}
    found = {iri: text for iri, text in best.items() if facets[iri].fits(wanted)}
    end = None if limit is None else offset + limit
    things = []
    for iri, text in list(found.items())[offset:end]:
        own = facets[iri]
        values = {name: tuple(sorted(own.values.get(name, ()))) for name in FACETS}
        things.append(Hit(iri, own.label, "" if text == own.label else text, **values))
    counts = count_facets(facets[iri] for iri in found)
    return Found(q, wanted, len(found), offset, tuple(things), counts)


def find_things(store: Store, words: str, limit: int = 20) -> list[Hit]:
    """Return the things whose names hold the words, best first, with their kinds and no other facet.

    It asks the store for less than :func:`search`, for those who search once.
    """
    best = dict(list(find_names(words, all_names(store)).items())[:limit])
    if not best:
        return []
    rows = store.select(ABOUT % " ".join(str(NamedNode(thing)) for thing in best)).records()
    about = {row["thing"]: row for row in sorted(rows, key=lambda row: row["type"], reverse=True)}
    return [
        Hit(
            thing,
            about[thing]["label"],
            "" if text == about[thing]["label"] else text,
            type=(about[thing]["type"],),
        )
        for thing, text in best.items()
        if thing in about
    ]


def find_names(words: str, names: Sequence[Name]) -> dict[str, str]:
    """Return the things whose names hold the words, best first, each with the name that fits best.

    Whole names come before beginnings, beginnings before names with the words inside; of two that fit alike,
    the shorter name. Where no name begins with them, each word that begins none in a name gives way to the
    words most like it, and at last the names most like the whole are returned.
    """
    wanted = folded(words)
    if not wanted:
        return {}
    found = _ranked([wanted], names)
    if not found or (found[0][0] == INSIDE and not UNSPACED.search(wanted)):
        found = _ranked(_corrected(wanted, names), names) + found
    best: dict[str, str] = {}
    if not found:
        near = nearest(words, {name.text for name in names}, 5)
        found = [(NOT, name) for text in near for name in sorted(names) if name.text == text]
    for _, name in found:
        best.setdefault(name.thing, name.text)
    return best


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
