"""The documents behind the sources: no part of the project; a user names the folder that holds them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pactgraph.errors import MissingFileError, UnknownNameError
from pactgraph.model.passages import Passage, check, normalise
from pactgraph.model.text import nearest
from pactgraph.namespaces import shorten, source_graph
from pactgraph.store.base import Store

SOURCES = """
SELECT ?source ?file ?sha256 ?label WHERE {
  ?source a pact:Source .
  OPTIONAL { ?source pact:fileName ?file }
  OPTIONAL { ?source pact:sha256 ?sha256 }
  OPTIONAL { ?source rdfs:label ?label . FILTER(LANG(?label) = "en") }
} ORDER BY ?source
"""

PASSAGES = """
SELECT ?evidence ?start ?end ?sha256 WHERE {
  ?evidence pact:source <%s> ; pact:start ?start ; pact:end ?end ; pact:sha256 ?sha256 .
}
"""


@dataclass(frozen=True)
class SourceDocument:
    """The document of a source as the graph describes it.

    :param file_name: the name by which it is found in a folder of documents; empty where it has none.
    :param sha256: digest of the whole document, normalised.
    """

    source: str
    label: str
    file_name: str
    sha256: str

    def path(self, folder: Path) -> Path:
        """Return its path in a folder; the file name is taken as a bare name, whatever it holds."""
        return folder / Path(self.file_name).name

    def is_in(self, folder: Path) -> bool:
        """Tell whether a folder holds it."""
        return self.path(folder).is_file()

    def read(self, folder: Path) -> str:
        """Return its raw text.

        :raises MissingFileError: where the folder does not hold it.
        """
        path = self.path(folder)
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, ValueError):
            raise MissingFileError(
                f"no document of {self.label}",
                expected=f"a file named {self.path(folder).name}, in UTF-8",
                mend="name the folder that holds it with --documents",
                file=path,
            ) from None


def source_documents(store: Store) -> list[SourceDocument]:
    """Return the documents of all sources, by source."""
    rows = store.select(SOURCES).records()
    return [
        SourceDocument(
            row["source"],
            row.get("label", shorten(row["source"])),
            row.get("file", ""),
            row.get("sha256", ""),
        )
        for row in rows
    ]


def document_of(store: Store, source_id: str) -> SourceDocument:
    """Return the document of one source.

    :raises UnknownNameError: where no source has this name.
    """
    found = source_documents(store)
    for document in found:
        if document.source == source_graph(source_id):
            return document
    names = [document.source.rpartition("/")[2] for document in found]
    raise UnknownNameError(
        f"the source {source_id}",
        expected=f"one of {', '.join(names)}",
        mend=f"did you mean {nearest(source_id, names)[0]}?" if nearest(source_id, names) else "",
    )


def passages(store: Store, folder: Path) -> dict[str, str]:
    """Return the words of every passage whose document is at hand and that still holds, by evidence.

    They are for showing only; nothing writes them.
    """
    found: dict[str, str] = {}
    for document in source_documents(store):
        if not document.is_in(folder):
            continue
        text = normalise(document.read(folder))
        for row in store.select(PASSAGES % document.source).records():
            passage = Passage(int(row["start"]), int(row["end"]), row["sha256"])
            if check(text, passage).status == "holds":
                found[row["evidence"]] = text[passage.start : passage.end]
    return found
