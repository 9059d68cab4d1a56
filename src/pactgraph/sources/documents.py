"""The documents behind the sources: not part of the project; a user names the folder they are in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from pactgraph.errors import MissingFileError, UnknownNameError, UserError
from pactgraph.model.passages import Passage, check, make_passage, normalise
from pactgraph.model.text import did_you_mean
from pactgraph.namespaces import PACT, PREFIXES, shorten, source_graph
from pactgraph.store.base import Store
from pactgraph.store.turtle import read_turtle

if TYPE_CHECKING:
    from pactgraph.store.reading import Content

SOURCES = """
SELECT ?source ?file ?sha256 ?length ?label WHERE {
  ?source a pact:Source .
  OPTIONAL { ?source pact:fileName ?file }
  OPTIONAL { ?source pact:sha256 ?sha256 }
  OPTIONAL { ?source pact:length ?length }
  OPTIONAL { ?source rdfs:label ?label . FILTER(LANG(?label) = "en") }
} ORDER BY ?source
"""

PASSAGES = """
SELECT ?evidence ?start ?end ?sha256 WHERE {
  ?evidence pact:source <%s> ; pact:start ?start ; pact:end ?end ; pact:sha256 ?sha256 .
}
"""


@dataclass(frozen=True)
class Fingerprint:
    """What identifies a document, both of the normalised text.

    :param sha256: the digest, in lower-case hexadecimal; empty where it is not known.
    :param length: the number of code points; 0 where it is not known.
    """

    sha256: str = ""
    length: int = 0

    @classmethod
    def of(cls, raw: str) -> Fingerprint:
        """Return the fingerprint of a document.

        >>> Fingerprint.of(" digital\\n economy").length
        15
        """
        text = normalise(raw)
        return cls(make_passage(text, 0, len(text)).sha256, len(text)) if text else cls()

    def fits(self, found: Fingerprint) -> bool:
        """Return whether a document may be the one that this is of; what is not known always fits."""
        same_digest = not self.sha256 or self.sha256 == found.sha256
        return same_digest and (not self.length or self.length == found.length)

    @property
    def short(self) -> str:
        """Both in words, with enough of the digest to distinguish two documents."""
        return f"{self.length} characters, {self.sha256[:12]}…"

    def __str__(self) -> str:
        """Return both in words."""
        return f"{self.length} characters, SHA-256 {self.sha256}"


@dataclass(frozen=True)
class SourceDocument:
    """The document of a source as the graph, or its own ``source.ttl``, describes it.

    :param file_name: the name by which it is found in a folder of documents; empty where it has none.
    :param curated: what the document was like when its claims were taken from it.
    """

    source: str
    label: str
    file_name: str
    curated: Fingerprint = Fingerprint()

    @property
    def id(self) -> str:
        """The name of the source's folder."""
        return self.source.removeprefix(PREFIXES["source"])

    def path(self, folder: Path) -> Path:
        """Return its path in a folder; the file name is taken as a bare name, whatever it contains."""
        return folder / Path(self.file_name).name

    def is_in(self, folder: Path) -> bool:
        """Return whether a folder has it."""
        return self.path(folder).is_file()

    def read(self, folder: Path) -> str:
        """Return its raw text.

        :raises MissingFileError: where the folder does not have it.
        """
        path = self.path(folder)
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, ValueError):
            raise MissingFileError(
                f"no document of {self.label}",
                expected=f"a file named {self.path(folder).name}, in UTF-8",
                mend="name its folder with --documents",
                file=path,
            ) from None

    def read_curated(self, folder: Path) -> str:
        """Return its raw text, and make sure that it is the text that was curated.

        :raises UserError: where the file of this name is another document.
        """
        raw = self.read(folder)
        found = Fingerprint.of(raw)
        if self.curated.fits(found):
            return raw
        raise UserError(
            f"another document than the one curated as {self.id}: {found}",
            expected=str(self.curated),
            mend="name the folder of that document with --documents; or, if this one is to take its place, "
            "put the sha256 and length that pactgraph source prints into source.ttl, then run verify",
            file=self.path(folder),
        )


def source_documents(store: Store) -> list[SourceDocument]:
    """Return the documents of all sources, by source."""
    rows = store.select(SOURCES).records()
    return [
        SourceDocument(
            row["source"],
            row.get("label", shorten(row["source"])),
            row.get("file", ""),
            Fingerprint(row.get("sha256", ""), int(row.get("length", 0))),
        )
        for row in rows
    ]


def documents_of(store: Store, names: Collection[str] = ()) -> list[SourceDocument]:
    """Return the documents of the sources named, by source; of all where none is named.

    :param names: names of folders (``ye-small-economies``), with or without ``source:`` before them.
    :raises UnknownNameError: where no source has one of these names.
    """
    found = source_documents(store)
    wanted = {name.removeprefix("source:") for name in names}
    for name in names:
        _require_known(name.removeprefix("source:"), [document.id for document in found])
    return [document for document in found if not wanted or document.id in wanted]


def document_of(store: Store, source_id: str) -> SourceDocument:
    """Return the document of one source.

    :raises UnknownNameError: where no source has this name.
    """
    return documents_of(store, [source_id])[0]


def read_source(content: Content, source_id: str) -> SourceDocument:
    """Return the document of one source as its ``source.ttl`` has it, whatever else is not finished yet.

    :raises UnknownNameError: where no folder of sources has this name.
    :raises UserError: where its ``source.ttl`` is missing, does not parse or does not name its document.
    """
    name = source_id.removeprefix("source:")
    _require_known(name, [folder.name for folder in content.source_folders()])
    path = content.graph / "sources" / name / "source.ttl"
    said = {
        triple.predicate.value: triple.object.value
        for triple in read_turtle(path)[0]
        if triple.subject == NamedNode(source_graph(name)) and isinstance(triple.object, Literal)
    }
    missing = [key for key in ("fileName", "sha256", "length") if not said.get(PACT + key)]
    if missing or not said[PACT + "length"].isdecimal():
        raise UserError(
            f"source:{name} without {' and '.join(f'pact:{key}' for key in missing or ['length'])}",
            expected="the file name, digest and length of its document",
            mend=f"take them from what this prints: pactgraph source {name} --document FILE",
            file=path,
        )
    curated = Fingerprint(said[PACT + "sha256"], int(said[PACT + "length"]))
    return SourceDocument(source_graph(name), f"source:{name}", said[PACT + "fileName"], curated)


def _require_known(source_id: str, names: Collection[str]) -> None:
    if source_id in names:
        return
    raise UnknownNameError(
        f"the source {source_id}",
        expected=f"one of {', '.join(names)}" if names else "a folder graph/sources/<id>/",
        mend=did_you_mean(source_id, names, "begin a new one with: pactgraph source ID --document FILE"),
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
