"""Claims as cards: what each says in words, how, by whom, and where it is stated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TypeAlias

from pyoxigraph import NamedNode

from pactgraph.namespaces import PREFIXES
from pactgraph.store.base import Store

BATCH = 500

#: Property rows, not one wide row with OPTIONALs: the shape that stays fast however large the store is.
CARD_ROWS = """
SELECT DISTINCT ?claim ?key ?value ?detail WHERE {
  VALUES ?claim { %s }
  { ?claim pact:text ?value . BIND("text" AS ?key) }
  UNION { ?claim a ?class . ?class rdfs:subClassOf pact:Claim ; rdfs:label ?value
          FILTER(LANG(?value) = "en") BIND("class" AS ?key) }
  UNION { ?claim pact:modality/skos:notation ?value . BIND("modality" AS ?key) }
  UNION { ?claim pact:note ?value . BIND("note" AS ?key) }
  UNION { ?claim pact:earliest ?value . BIND("earliest" AS ?key) }
  UNION { ?claim pact:latest ?value . BIND("latest" AS ?key) }
  UNION { ?claim pact:date|pact:asOf|pact:horizon|pact:refPeriod|pact:from ?value . BIND("date" AS ?key) }
  UNION { ?claim pact:primarySource/rdfs:label ?value . FILTER(LANG(?value) = "en") BIND("primary" AS ?key) }
  UNION { ?claim pact:evidence ?value . ?value pact:locator ?detail . BIND("evidence" AS ?key) }
  UNION { ?claim pact:evidence/pact:source ?value . ?value rdfs:label ?detail
          FILTER(LANG(?detail) = "en") BIND("source" AS ?key) }
  UNION { ?found pact:disputes ?claim ; pact:explanation ?value ; pact:certainty ?detail
          FILTER(LANG(?value) = "en") BIND("doubt" AS ?key) }
  UNION { ?claim pact:caveat ?value . BIND("caveat" AS ?key) }
  UNION { ?judgement pact:judges ?claim ; pact:prefers ?prefers ; pact:note ?value ; pact:judgedBy ?detail
          FILTER(LANG(?value) = "en") BIND(IF(?prefers = ?claim, "preferred", "not preferred") AS ?key) }
}
"""

#: The passages of a folder of documents, by the IRI of the evidence.
Passages: TypeAlias = Mapping[str, str]


@dataclass(frozen=True)
class Card:
    """One claim, ready to be shown.

    :param class_: its class in words.
    :param modality: how it is stated, as a code.
    :param date: its date or period as written in EDTF; ``earliest`` and ``latest`` are the days it can mean.
    :param primary: the sources after which its source states it.
    :param evidence: the IRIs of its evidence; ``locators`` says of each where its passage stands.
    :param doubts: why the audit disputes the claim, each with how sure that is; what is only possible, such
        as rounding, is left out.
    :param judgements: how curators judged its value, who signs, and why.
    :param caveats: in short, how it is understood, which value is preferred, what surely or likely disagrees.

    >>> card = Card("https://w3id.org/pactgraph/id/claim/ye/041", source_title="Report", locators=("p. 2",))
    >>> card.id, card.where
    ('ye/041', 'Report, p. 2')
    """

    iri: str
    text: str = ""
    class_: str = ""
    modality: str = ""
    date: str = ""
    earliest: str = ""
    latest: str = ""
    source: str = ""
    source_title: str = ""
    primary: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    locators: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    judgements: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The claim's short name, ``source/number``."""
        return self.iri.removeprefix(PREFIXES["claim"])

    @property
    def locator(self) -> str:
        """The places of its passages in the source; of two passages of one sentence, the place once."""
        return "; ".join(dict.fromkeys(self.locators))

    @property
    def passages(self) -> list[tuple[str, str]]:
        """The IRI and the locator of each piece of evidence."""
        return list(zip(self.evidence, self.locators, strict=True))

    @property
    def where(self) -> str:
        """Where it is stated: the source and its locators."""
        return f"{self.source_title}, {self.locator}"

    def as_dict(self) -> dict[str, object]:
        """Return the card as plain values, for JSON and pages."""
        return {
            "iri": self.iri,
            "id": self.id,
            "text": self.text,
            "class": self.class_,
            "modality": self.modality,
            "date": self.date,
            "source": self.source,
            "source_title": self.source_title,
            "locator": self.locator,
            "evidence": list(self.evidence),
            "notes": list(self.notes),
            "doubts": list(self.doubts),
            "judgements": list(self.judgements),
            "caveats": list(self.caveats),
        }


def cards(store: Store, claims: Iterable[str]) -> list[Card]:
    """Return the cards of claims, each once, in the order given."""
    wanted = list(dict.fromkeys(claims))
    rows: dict[str, dict[str, list[tuple[str, str]]]] = {iri: defaultdict(list) for iri in wanted}
    for start in range(0, len(wanted), BATCH):
        named = " ".join(str(NamedNode(iri)) for iri in wanted[start : start + BATCH])
        # Sorted here, which is quicker than in the store.
        for row in sorted(store.select(CARD_ROWS % named).records(), key=itemgetter("key", "value")):
            rows[row["claim"]][row["key"]].append((row["value"], row.get("detail", "")))
    return [_card(iri, rows[iri]) for iri in wanted]


def _card(iri: str, rows: Mapping[str, Sequence[tuple[str, str]]]) -> Card:
    values = {key: tuple(value for value, _ in found) for key, found in rows.items()}
    first = {key: found[0] for key, found in values.items()}
    evidence, sources = rows.get("evidence", ()), rows.get("source", ())
    doubts = [f"{value} ({sure})" for value, sure in rows.get("doubt", ()) if sure != "possible"]
    judged = ("not preferred", "preferred")
    return Card(
        iri,
        text=first.get("text", ""),
        class_=first.get("class", ""),
        modality=first.get("modality", ""),
        date=first.get("date", ""),
        earliest=first.get("earliest", ""),
        latest=first.get("latest", ""),
        source=sources[-1][0] if sources else "",
        source_title=sources[-1][1] if sources else "",
        primary=values.get("primary", ()),
        evidence=tuple(one for one, _ in evidence),
        locators=tuple(locator for _, locator in evidence),
        notes=values.get("note", ()),
        doubts=tuple(doubts),
        caveats=values.get("caveat", ()),
        judgements=tuple(f"{key} ({by}): {why}" for key in judged for why, by in rows.get(key, ())),
    )


def passages_of(claims: Iterable[Card], passages: Passages) -> dict[str, str]:
    """Return the passages behind claims, by evidence, of those documents that are available."""
    cited = dict.fromkeys(iri for card in claims for iri in card.evidence)
    return {iri: passages[iri] for iri in cited if iri in passages}


def stated_at(store: Store, claims: Iterable[str]) -> str:
    """Return where claims are stated, in words: each source and locator once."""
    return "; ".join(dict.fromkeys(card.where for card in cards(store, claims)))
