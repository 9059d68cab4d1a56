"""Check that every passage is still where its evidence says, or report what became of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from pactgraph.errors import MissingFileError
from pactgraph.model.passages import Passage, check, normalise
from pactgraph.model.sentences import locate
from pactgraph.sources.documents import Fingerprint, SourceDocument, documents_of
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
    :param start: where it is now, or None.
    :param found_at: a locator of where it is now, for a person.
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


@dataclass(frozen=True)
class DocumentCheck:
    """Whether a folder has the document that a source was curated from.

    :param status: ``holds``, ``another document`` or ``no document``.
    :param found: what the document in the folder is like; None where there is none.
    """

    document: SourceDocument
    status: str
    found: Fingerprint | None = None


def check_documents(store: Store, folder: Path, sources: Collection[str] = ()) -> list[DocumentCheck]:
    """Compare the digest and length of whole documents with those of their sources.

    :param sources: names of sources; all where none is named.
    :raises MissingFileError: where the folder is not there.
    :raises UnknownNameError: where a source is not there.
    """
    _require_folder(folder)
    checks = []
    for document in documents_of(store, sources):
        found = Fingerprint.of(document.read(folder)) if document.is_in(folder) else None
        fits = found is not None and document.curated.fits(found)
        status = "no document" if found is None else "holds" if fits else "another document"
        checks.append(DocumentCheck(document, status, found))
    return checks


def verify(store: Store, folder: Path, sources: Collection[str] = ()) -> Iterator[EvidenceCheck]:
    """Check every passage of the sources against the documents of a folder, whatever document each is.

    :param sources: names of sources; all where none is named.
    :raises MissingFileError: where the folder is not there.
    :raises UnknownNameError: where a source is not there.
    """
    _require_folder(folder)
    for document in documents_of(store, sources):
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


def _require_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise MissingFileError(
            "no such folder",
            expected="a folder of documents",
            mend="name its folder with --documents",
            file=folder,
        )
