"""The store on this machine: in memory for the curated graph, on disk for large ones; both are Oxigraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryTriples, RdfFormat, Triple, parse
from pyoxigraph import Store as Engine

from pactgraph.errors import MissingFileError, StoreError
from pactgraph.namespaces import PREFIXES
from pactgraph.store.base import Answer, Store, computing, first_line
from pactgraph.store.query_errors import query_error


class LocalStore(Store):
    """A store in this process, over an Oxigraph engine that is already filled.

    >>> store = LocalStore.of(
    ...     [Quad(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("urn:c"), NamedNode("urn:g"))]
    ... )
    >>> [row[0].value for row in store.select("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").rows]
    ['1']
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> LocalStore:
        """Hold quads in memory, and each triple once in the default graph."""
        store = cls(Engine())
        store.add(quads)
        return store

    @classmethod
    def memory(cls, nquads: Path) -> LocalStore:
        """Read a compiled N-Quads file, default graph and all, into memory.

        A file of named graphs only, as ``pactgraph export nq`` writes it, gets its default graph here. Blank
        nodes keep the names that the file gives them.

        :raises MissingFileError: where the file is not there.
        :raises StoreError: where it is damaged or no N-Quads.
        """
        if not nquads.is_file():
            raise MissingFileError(
                "no compiled data set", expected="an N-Quads file", file=nquads, mend="run: pactgraph build"
            )
        store = cls(Engine())
        try:
            # Lenient: addresses were checked when the file was compiled.
            store.engine.bulk_extend(parse(path=str(nquads), format=RdfFormat.N_QUADS, lenient=True))
        except (OSError, SyntaxError) as error:
            raise _unreadable(nquads, error) from None
        if next(store.engine.quads_for_pattern(None, None, None, DefaultGraph()), None) is None:
            store.add(store.quads())
        return store

    @classmethod
    def disk(cls, folder: Path) -> LocalStore:
        """Open a store on disk, read-only, so that any number of processes can.

        :raises StoreError: where the folder is no store or was left open by a writer.
        """
        try:
            return cls(Engine.read_only(str(folder)))
        except (OSError, RuntimeError) as error:
            raise StoreError(
                f"a folder that does not open as a store ({first_line(error)})",
                expected="a build, or a store that pactgraph build --disk made",
                mend="name another folder, or build: pactgraph build --disk",
                file=folder,
            ) from error

    @classmethod
    def create_disk(cls, folder: Path, nquads: Path, *, whole: bool = False) -> LocalStore:
        """Make a store on disk from a compiled N-Quads file; flushed, so that it opens at once.

        :param whole: give a file of named graphs only, such as an export, its default graph.
        :raises StoreError: where another process holds the folder, or the file is no N-Quads.
        """
        try:
            engine = Engine(str(folder))
            engine.bulk_load(path=str(nquads), format=RdfFormat.N_QUADS)
            if whole and next(engine.quads_for_pattern(None, None, None, DefaultGraph()), None) is None:
                named = engine.quads_for_pattern(None, None, None, None)
                engine.bulk_extend(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in named)
            engine.flush()
        except SyntaxError as error:
            raise _unreadable(nquads, error) from None
        except (OSError, RuntimeError) as error:
            raise StoreError(
                f"a store that cannot be written ({first_line(error)})",
                expected="a folder that no other process holds",
                mend="wait for the other process, or name another folder",
                file=folder,
            ) from error
        return cls(engine)

    @classmethod
    def write_disk(cls, folder: Path, quads: Iterable[Quad]) -> None:
        """Write quads, and each triple in the default graph, as a new store on disk that opens at once."""
        store = cls(Engine(str(folder)))
        store.add(quads)
        store.engine.flush()
        del store  # releases the lock
        (folder / "LOG").unlink(missing_ok=True)  # it names the folder of the build

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads, and each triple to the default graph."""
        held = list(quads)
        self.engine.bulk_extend(held)
        self.engine.bulk_extend(Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in held)

    def holds(self, triple: Triple) -> bool:
        """Tell whether any graph holds a triple."""
        found = self.engine.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        return next(iter(found), None) is not None

    def query(self, sparql: str) -> Answer:
        """Run a query in the engine itself."""
        with computing():
            try:
                answer = self.engine.query(sparql, prefixes=PREFIXES)
            except SyntaxError as error:
                raise query_error(str(error), sparql) from None
            return list(dict.fromkeys(answer)) if isinstance(answer, QueryTriples) else answer

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Yield the quads of one named graph, or of all."""
        names = [NamedNode(graph)] if graph is not None else list(self.engine.named_graphs())
        for name in names:
            yield from self.engine.quads_for_pattern(None, None, None, name)


def _unreadable(nquads: Path, error: Exception) -> StoreError:
    return StoreError(
        f"a file that does not read as N-Quads ({first_line(error)})",
        expected="pactgraph.nq of a build, or an export as nq",
        mend="build or export it again",
        file=nquads,
        line=getattr(error, "lineno", None),
    )
