"""Curators' judgements on disagreements: shown, never applied."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from pactgraph.audit.disagreements import Disagreement
from pactgraph.store.base import Store

JUDGEMENTS = """
SELECT ?judgement ?judged ?prefers ?note ?by WHERE {
  ?judgement a pact:Judgement ; pact:verdict verdict:preferred-value ; pact:judges ?judged ;
    pact:prefers ?prefers ; pact:judgedBy ?by ; pact:note ?note
  FILTER(LANG(?note) = "en")
} ORDER BY ?judgement ?judged ?prefers"""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A preferred value.

    :ivar prefers: the claim that is taken to be the better one.
    :ivar note: why.
    :ivar by: who signs it.
    """

    iri: str
    prefers: str
    note: str
    by: str


class Judgements:
    """The judgements on values in a store, found by the claims that they judge."""

    def __init__(self, store: Store) -> None:
        self._held: dict[str, Judgement] = {}
        self._judged: Mapping[str, set[str]] = defaultdict(set)
        for row in store.select(JUDGEMENTS).records():
            iri = row["judgement"]
            self._held[iri] = Judgement(iri, row["prefers"], row["note"], row["by"])
            self._judged[iri].add(row["judged"])

    def on(self, found: Disagreement) -> list[Judgement]:
        """Return the judgements on a disagreement: two of its claims are judged, one from each side."""
        return [
            held
            for iri, held in self._held.items()
            if _both(self._judged[iri], found.claims) and _both(self._judged[iri], found.against)
        ]


def _both(judged: Collection[str], side: Collection[str]) -> bool:
    return any(claim in judged for claim in side)
