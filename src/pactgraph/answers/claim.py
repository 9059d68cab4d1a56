"""Claims as cards: what each says in words, how, by whom, and where it is stated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

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
  UNION { ?judgement pact:judges ?claim ; pact:prefers ?prefers ; pact:note ?value ; pact:judgedBy ?detail
          FILTER(LANG(?value) = "en") BIND(IF(?prefers = ?claim, "preferred", "not preferred") AS ?key) }
} ORDER BY ?claim ?key ?value
"""


@dataclass
class Card:
    """One claim, ready to be shown.

    :param evidence: (IRI of the evidence, its locator) pairs.
    :param doubts: why the audit holds the claim to be in doubt, each with how sure that is; what is only
        possible, such as rounding, is left out.
    :param judgements: what curators judged of its value, who signs, and why.
    """

    iri: str
    values: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    evidence: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    judgements: list[str] = field(default_factory=list)
    source: str = ""
    source_label: str = ""

    @property
    def id(self) -> str:
        """The claim's short name, ``source/number``."""
        return self.iri.removeprefix(PREFIXES["claim"])

    def one(self, key: str) -> str:
        """Return one value, or an empty string."""
        return self.values[key][0] if self.values.get(key) else ""

    @property
    def text(self) -> str:
        """The claim in words."""
        return self.one("text")

    @property
    def locator(self) -> str:
        """The places of its passages in the source; of two passages of one sentence, the place once."""
        return "; ".join(dict.fromkeys(locator for _, locator in self.evidence))

    @property
    def where(self) -> str:
        """Where it is stated: the source and its locators."""
        return f"{self.source_label}, {self.locator}"

    def as_dict(self) -> dict[str, object]:
        """Return the card as plain values, for JSON and pages."""
        return {
            "iri": self.iri,
            "id": self.id,
            "text": self.text,
            "class": self.one("class"),
            "modality": self.one("modality"),
            "date": self.one("date"),
            "source": self.source,
            "source_title": self.source_label,
            "locator": self.locator,
            "evidence": [iri for iri, _ in self.evidence],
            "notes": list(self.values.get("note", ())),
            "doubts": list(self.doubts),
            "judgements": list(self.judgements),
        }


def cards(store: Store, claims: Sequence[str]) -> list[Card]:
    """Return the cards of claims, in the order given."""
    held = {iri: Card(iri) for iri in claims}
    pending = iter(held)
    while batch := list(islice(pending, BATCH)):
        table = store.select(CARD_ROWS % " ".join(str(NamedNode(iri)) for iri in batch))
        _fill(held, table.records())
    return list(held.values())


def _fill(held: dict[str, Card], rows: Iterable[dict[str, str]]) -> None:
    for row in rows:
        card = held[row["claim"]]
        if row["key"] == "evidence":
            card.evidence.append((row["value"], row["detail"]))
        elif row["key"] == "source":
            card.source, card.source_label = row["value"], row["detail"]
        elif row["key"] == "doubt":
            if row["detail"] != "possible":
                card.doubts.append(f"{row['value']} ({row['detail']})")
        elif row["key"] in ("preferred", "not preferred"):
            card.judgements.append(f"{row['key']} ({row['detail']}): {row['value']}")
        else:
            card.values[row["key"]].append(row["value"])
