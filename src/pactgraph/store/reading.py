"""Read the folders of plain text: which file goes into which named graph."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, Quad

from pactgraph import resources
from pactgraph.errors import MissingFileError
from pactgraph.namespaces import BASE, GRAPH_JUDGEMENTS, GRAPH_ONTOLOGY, GRAPH_THINGS, source_graph
from pactgraph.store.tables import TableFile, table_files
from pactgraph.store.turtle import read_bytes, read_turtle

GRAPH_SHAPES = BASE + "graph/shapes"


@dataclass(frozen=True)
class ContentFile:
    """A Turtle file and the named graph that its triples belong to.

    :param source_id: the name of the source's folder, or None for other files.
    """

    path: Path
    graph: str
    source_id: str | None = None

    def quads(self) -> Iterator[Quad]:
        """Yield the file's triples as quads of its graph.

        :raises InputSyntaxError: where it does not parse.
        """
        name = NamedNode(self.graph)
        for triple in read_turtle(self.path)[0]:
            yield Quad(triple.subject, triple.predicate, triple.object, name)


@dataclass(frozen=True)
class Content:
    """All that the folders ``ontology`` and ``graph`` say, as files in a fixed order."""

    ontology: Path
    graph: Path

    def files(self) -> list[ContentFile | TableFile]:
        """Return the files that make up the data set, in the order of their paths; a table counts as one.

        :raises MissingFileError: where a folder is missing.
        """
        terms = [*turtle_in(self.ontology / "modules"), *turtle_in(self.ontology / "codelists")]
        return [
            *(ContentFile(path, GRAPH_ONTOLOGY) for path in terms),
            *(ContentFile(path, GRAPH_THINGS) for path in sorted((self.graph / "things").glob("*.ttl"))),
            *(ContentFile(path, GRAPH_JUDGEMENTS) for path in self.judgement_files()),
            *self.source_files(),
        ]

    def judgement_files(self) -> list[Path]:
        """Return the files of what curators have judged; there may be none."""
        folder = self.graph / "judgements"
        return turtle_in(folder) if folder.is_dir() else []

    def source_files(self) -> list[ContentFile | TableFile]:
        """Return the files of the sources; each folder is one source and one named graph."""
        found: list[ContentFile | TableFile] = []
        for folder in self.source_folders():
            graph = source_graph(folder.name)
            found += (ContentFile(path, graph, folder.name) for path in turtle_in(folder))
            found += table_files(folder)
        return found

    def source_folders(self) -> list[Path]:
        """Return the folders of the sources by name."""
        root = self.graph / "sources"
        if not root.is_dir():
            raise MissingFileError("no folder of sources", expected="graph/sources/<id>/", file=root)
        return sorted(p for p in root.iterdir() if p.is_dir() and not p.name.startswith("."))

    def shape_files(self) -> list[ContentFile]:
        """Return the SHACL files; they are no part of the data set."""
        return [ContentFile(path, GRAPH_SHAPES) for path in turtle_in(self.ontology / "shapes")]

    def quads(self) -> list[Quad]:
        """Return every quad of every file; blank nodes have the same names at every reading."""
        return name_blank_nodes(quad for file in self.files() for quad in file.quads())

    def digest(self) -> str:
        """Return a SHA-256 over the names and bytes of all plain-text input, rules and queries too."""
        total = hashlib.sha256()
        for root in (self.ontology, self.graph):
            for path in sorted(p for p in visible(root, "*") if p.suffix in (".ttl", ".rq", ".csv", ".toml")):
                total.update(f"{root.name}/{path.relative_to(root).as_posix()}\0".encode())
                total.update(hashlib.sha256(read_bytes(path)).digest())
        return total.hexdigest()


def own_content() -> Content:
    """Return the content that this installation, or ``PACTGRAPH_CONTENT``, holds."""
    return Content(resources.ontology_dir(), resources.graph_dir())


def name_blank_nodes(quads: Iterable[Quad]) -> list[Quad]:
    """Return quads with canonical names for their blank nodes (RDFC-1.0), in an order of their own."""
    named: list[Quad] = []
    blank: list[Quad] = []
    for quad in quads:
        anonymous = isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)
        (blank if anonymous else named).append(quad)
    dataset = Dataset(blank)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return [*named, *sorted(dataset, key=str)]


def turtle_in(folder: Path) -> list[Path]:
    """Return the Turtle files of a folder by name, without hidden ones.

    :raises MissingFileError: where the folder is missing.
    """
    if not folder.is_dir():
        raise MissingFileError("no such folder", expected="a folder of Turtle files", file=folder)
    return sorted(path for path in folder.glob("*.ttl") if not path.name.startswith("."))


def visible(folder: Path, pattern: str) -> Iterator[Path]:
    """Yield the files below a folder that no part of their path hides, as editors and systems hide theirs."""
    for path in folder.rglob(pattern):
        if not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path
