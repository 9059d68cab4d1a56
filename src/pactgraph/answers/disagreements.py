"""The disagreements that the audit found: claims that cannot all be right, the surest first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Annotated

from pactgraph.answers.claim import Card
from pactgraph.answers.parameters import Offset, Parameter
from pactgraph.answers.reader import Reader
from pactgraph.store.base import Store

#: From the surest down, as the audit writes them; its package, with every rule, is slow to import.
CERTAINTIES = ("sure", "likely", "possible")
QUERY = """
SELECT ?it ?key ?value WHERE {
  ?it a pact:Disagreement .
  { ?it pact:certainty ?value BIND("certainty" AS ?key) }
  UNION { ?it pact:explanation ?value FILTER(LANG(?value) = "en") BIND("explanation" AS ?key) }
  UNION { ?it pact:statedValue ?value BIND("stated" AS ?key) }
  UNION { ?it pact:otherValue ?value BIND("other" AS ?key) }
  UNION { ?it pact:rightValue ?value BIND("right" AS ?key) }
  UNION { ?it pact:rightFormula ?value BIND("formula" AS ?key) }
  UNION { ?it pact:disagreementKind/skos:prefLabel ?value FILTER(LANG(?value) = "en") BIND("kind" AS ?key) }
  UNION { ?judgement pact:prefers ?better ; pact:judges ?one , ?two ; pact:note ?note
          FILTER(LANG(?note) = "en")
          ?it pact:disputes ?one ; pact:disputedBy ?two . ?better pact:text ?words
          BIND(CONCAT("a curator prefers: ", ?words, " ", ?note) AS ?value) BIND("judged" AS ?key) }
  UNION { ?it pact:disputes ?value BIND("disputes" AS ?key) }
  UNION { ?it pact:disputedBy ?value BIND("by" AS ?key) }
  UNION { ?it pact:disputes/pact:evidence/pact:source/rdfs:label ?value
          FILTER(LANG(?value) = "en") BIND("source" AS ?key) }
}
"""


@dataclass(frozen=True)
class Disagreement:
    """Claims that cannot all be right.

    :param certainty: ``sure``, ``likely`` or ``possible``.
    :param kind: its kind in words.
    :param source: the sources of the claims that it disputes.
    :param stated: the value that is stated; ``other`` is what the other side gives or what follows from it by
        ``formula``, and ``right`` the same where it is known to be right.
    :param judged: which of two values a curator prefers, and why.
    :param disputes: the IRIs of the claims that do not hold if those in ``by`` do.
    """

    iri: str
    certainty: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    explanation: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    judged: tuple[str, ...] = ()
    formula: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()
    by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Disagreements:
    """The disagreements of a graph, or a part of them.

    :param narrowed: by what they are narrowed.
    :param total: how many fit; ``offset`` of them come before these. ``all`` is how many there are.
    :param counts: how many of those that fit have each value, by what narrows them.
    :param claims: the claims on either side of these.
    :param passages: the words behind these claims, by evidence, where documents are available.
    """

    narrowed: dict[str, str]
    all: int
    total: int
    offset: int
    disagreements: tuple[Disagreement, ...]
    counts: dict[str, dict[str, int]]
    claims: tuple[Card, ...]
    passages: dict[str, str]


def disagreements(
    reader: Reader,
    certainty: Annotated[
        str, Parameter("Only these: sure, likely or possible.", choices=("", *CERTAINTIES))
    ] = "",
    kind: Annotated[str, Parameter("Only of this kind, in words.")] = "",
    source: Annotated[str, Parameter("Only about claims of this source, by its English name.")] = "",
    limit: Annotated[int | None, Parameter("At most so many disagreements.", least=1, most=500)] = 40,
    offset: Offset = 0,
) -> Disagreements:
    """List the claims that cannot all be right, the surest first."""
    given = {"certainty": certainty, "kind": kind, "source": source}
    every = reader.cached("disagreements", lambda: read_disagreements(reader.store))
    wanted = {name: value for name, value in given.items() if value}
    found = [one for one in every if all(value in getattr(one, name) for name, value in wanted.items())]
    shown = found[offset : None if limit is None else offset + limit]
    claims = tuple(reader.cards(iri for one in shown for iri in (*one.disputes, *one.by)))
    counts = {
        name: dict(Counter(value for one in found for value in getattr(one, name)).most_common())
        for name in given
    }
    return Disagreements(
        wanted, len(every), len(found), offset, tuple(shown), counts, claims, reader.passages_of(claims)
    )


def read_disagreements(store: Store) -> list[Disagreement]:
    """Return all disagreements of a store, the surest first, then by explanation."""
    held: dict[str, dict[str, set[str]]] = {}
    for row in store.select(QUERY).records():
        held.setdefault(row["it"], {}).setdefault(row["key"], set()).add(row["value"])
    found = [
        Disagreement(iri, **{key: tuple(sorted(values)) for key, values in one.items()})
        for iri, one in held.items()
    ]

    def key(one: Disagreement) -> tuple[int, tuple[str, ...], str]:
        places = [place for place, certainty in enumerate(CERTAINTIES) if certainty in one.certainty]
        return min(places, default=len(CERTAINTIES)), one.explanation, one.iri

    return sorted(found, key=key)
