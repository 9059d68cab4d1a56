"""Prove that every passage still stands where the evidence says, or say what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pactgraph.errors import MissingFileError
from pactgraph.model.passages import Passage, check, normalise
from pactgraph.model.sentences import locate
from pactgraph.sources.documents import SourceDocument, source_documents
from pactgraph.store.base import Store

EVIDENCE = """
SELECT ?evidence ?start ?end ?sha256 ?locator (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  VALUES ?source { <%s> }
  ?evidence pact:source ?source ; pact:locator ?locator ;
    pact:start ?start ; pact:end ?end ; pact:sha256 ?sha256 .
  OPTIONAL { ?claim pact:evidence ?evidence }
} GROUP BY ?evidence ?start ?end ?sha256 ?locator ORDER BY ?evidence
"""


@dataclass(frozen=True)
class EvidenceCheck:
    """What became of one passage.

    :param status: ``holds``, ``moved``, ``gone`` or ``no document``.
    :param start: where it stands now, or None.
    :param found_at: a locator for a person of where it stands now.
    :param claims: how many claims rest on it.
    """

    evidence: str
    source: str
    status: str
    locator: str
    claims: int
    old: tuple[int, int]
    start: int | None = None
    end: int | None = None
    found_at: str = ""


def verify(store: Store, folder: Path) -> Iterator[EvidenceCheck]:
    """Check every passage of every source against the documents of a folder.

    :raises MissingFileError: where the folder is not there.
    """
    if not folder.is_dir():
        raise MissingFileError(
            "no such folder",
            expected="a folder of documents",
            mend="name the folder that holds them with --documents",
            file=folder,
        )
    for document in source_documents(store):
        yield from _verify_source(store, document, folder)


def _verify_source(store: Store, document: SourceDocument, folder: Path) -> Iterator[EvidenceCheck]:
    raw = document.read(folder) if document.is_in(folder) else None
    text = normalise(raw) if raw is not None else ""
    for row in store.select(EVIDENCE % document.source).records():
        passage = Passage(int(row["start"]), int(row["end"]), row["sha256"])
        common = (row["locator"], int(row["claims"]), (passage.start, passage.end))
        if raw is None:
            yield EvidenceCheck(row["evidence"], document.source, "no document", *common)
            continue
        verdict = check(text, passage)
        place = locate(raw, verdict.start, verdict.end) if verdict.start is not None else ""
        yield EvidenceCheck(
            row["evidence"], document.source, verdict.status, *common, verdict.start, verdict.end, place
        )
