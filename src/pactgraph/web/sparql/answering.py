"""What a worker process does: it opens the store once, and answers one query after the other.

What goes to and fro is a :class:`Query` and a :class:`Reply`, and behind a reply the bytes of a long answer.
"""

from __future__ import annotations

import contextlib
import marshal
import pickle
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from pactgraph.errors import UserError
from pactgraph.namespaces import PREFIXES
from pactgraph.store.base import computing
from pactgraph.store.query_errors import query_error
from pactgraph.web.formats import TABLES
from pactgraph.web.http_errors import FailedError, NotAcceptableError
from pactgraph.web.sparql.bounded_writer import Sink, too_large
from pactgraph.web.sparql.confinement import confine, end_with_parent, limit_memory
from pactgraph.web.sparql.dataset import dataset
from pactgraph.web.sparql.limits import MEGABYTE, Limits
from pactgraph.web.sparql.unanswerable import known_functions, refuse_deep, why_ended

#: Answers of up to so many bytes come with their reply, larger ones behind it.
SMALL = 32_768
#: Our prefixes, as they stand in a query.
MARKS = tuple((name, f"{name}:") for name in PREFIXES)
RDF = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}


@dataclass(frozen=True)
class Query:
    """A query, in what its answer is to be written, and what it is asked of.

    :param table: the format of a table or a truth, by its name in :data:`pactgraph.web.formats.TABLES`; None
        where whoever asks takes none.
    :param graph: the format of triples, by its name in :data:`pactgraph.exports.rdf.RDF_EXPORTS`, or None.
    :param default_graphs: the graphs that are asked where the query names none; None for all, each fact once.
    :param named_graphs: the graphs that ``GRAPH`` may name; None for all.
    """

    text: str
    table: str | None = "json"
    graph: str | None = "ttl"
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None

    def packed(self) -> bytes:
        """Return it as bytes, as it goes to a worker.

        >>> query = Query("ASK {}", named_graphs=("urn:g",))
        >>> Query.unpacked(query.packed()) == query
        True
        """
        return marshal.dumps((self.text, self.table, self.graph, self.default_graphs, self.named_graphs))

    @classmethod
    def unpacked(cls, message: bytes) -> Query:
        """Read it again."""
        return cls(*marshal.loads(message))


@dataclass(frozen=True)
class Reply:
    """What comes of a query.

    :param format: in which its bytes are written.
    :param rows: of how many rows or triples; 1 for a truth.
    :param body: the bytes of the answer; those of a long one come behind, as a message of their own.
    :param size: how many bytes the answer has.
    :param problem: why there are none.
    """

    format: str = ""
    rows: int = 0
    body: bytes = b""
    size: int = 0
    problem: UserError | None = None

    def packed(self) -> bytes:
        """Return it as bytes, as it goes to the server.

        >>> Reply.unpacked(Reply("csv", 1, b"a").packed())
        Reply(format='csv', rows=1, body=b'a', size=1, problem=None)
        """
        problem = pickle.dumps(self.problem) if self.problem else b""
        size = self.size or len(self.body)
        return marshal.dumps((self.format, self.rows, self.body if size <= SMALL else b"", size, problem))

    @classmethod
    def unpacked(cls, message: bytes) -> Reply:
        """Read it again."""
        form, rows, body, size, problem = marshal.loads(message)
        return cls(form, rows, body, size, pickle.loads(problem) if problem else None)


def work(connection: Connection, place: Path, limits: Limits) -> None:
    """Answer queries until the server closes the connection."""
    confine()
    end_with_parent()
    try:
        store = Store.read_only(str(place))
        _run(store, Query("ASK { GRAPH ?g { ?s ?p ?o } }"), limits)
    except Exception as error:
        problem = FailedError(f"a store that does not open ({error})", file=place)
        connection.send_bytes(Reply(problem=problem).packed())
        return
    limit_memory(limits.memory * MEGABYTE)
    with contextlib.suppress(EOFError, OSError):
        connection.send_bytes(Reply().packed())
        while True:
            _answer(connection, store, limits)


def _answer(connection: Connection, store: Store, limits: Limits) -> None:
    query = Query.unpacked(connection.recv_bytes())
    try:
        name, body, rows = _run(store, query, limits)
    except Exception as error:
        connection.send_bytes(Reply(problem=_problem(error)).packed())
        return
    connection.send_bytes(Reply(name, rows, body).packed())
    if len(body) > SMALL:
        connection.send_bytes(body)


def _problem(error: Exception) -> UserError:
    """Return what is said of an error: the query has failed, and the worker goes on."""
    if isinstance(error, MemoryError):
        return why_ended(None)
    if not isinstance(error, UserError):
        return FailedError(f"a query that could not be answered ({type(error).__name__})")
    # The cause is of no use elsewhere, and may not travel.
    error.__cause__ = error.__context__ = None
    return error


def _run(store: Store, query: Query, limits: Limits) -> tuple[str, bytes, int]:
    """Return the name of a format, an answer in it, and its number of rows."""
    refuse_deep(query.text)
    store, default, named = dataset(store, query.text, query.default_graphs, query.named_graphs)
    with computing(), known_functions():
        try:
            used = _used(query.text)
            answer = store.query(query.text, prefixes=used, default_graph=default, named_graphs=named)
        except SyntaxError as error:
            raise query_error(str(error), query.text) from None
        if isinstance(answer, QueryTriples):
            return _triples(answer, query.graph, limits)
        return _table(answer, query.table, limits)


def _used(text: str) -> dict[str, str]:
    """Return our prefixes that a query may use; the engine reads each that it is given anew each time."""
    return {name: PREFIXES[name] for name, mark in MARKS if mark in text or "\\" in text}


def _table(answer: QuerySolutions | QueryBoolean, name: str | None, limits: Limits) -> tuple[str, bytes, int]:
    if name is None:
        raise unacceptable("a table or a truth", [form.media_type for form in TABLES.values()])
    form = TABLES[name]
    if isinstance(answer, QueryBoolean):
        return name, answer.serialize(format=form.engine) or b"", 1
    sink = Sink(form, limits)
    try:
        answer.serialize(sink, format=form.engine)
    except OSError:
        if sink.refused:
            raise sink.refused from None
        raise
    body = sink.getvalue()
    return name, body, form.count(sink.marks, body)


def _triples(answer: QueryTriples, name: str | None, limits: Limits) -> tuple[str, bytes, int]:
    if name is None:
        raise unacceptable("a graph", ["text/turtle", "application/n-triples", "application/ld+json"])
    held: dict[Triple, None] = dict.fromkeys(islice(answer, limits.rows + 1))
    if len(held) > limits.rows or next(answer, None) is not None:
        raise too_large(limits)
    text = serialize(sorted(held, key=str), format=RDF[name], prefixes=_prefixes(held)) or b""
    if len(text) > limits.answer * MEGABYTE:
        raise too_large(limits)
    return name, text, len(held)


def _prefixes(triples: dict[Triple, None]) -> dict[str, str]:
    """Return our prefixes that fit what is said."""
    bases = {
        term.value[: 1 + max(term.value.rfind("/"), term.value.rfind("#"))]
        for triple in triples
        for term in (triple.subject, triple.predicate, triple.object)
        if isinstance(term, NamedNode)
    }
    return {name: base for name, base in PREFIXES.items() if base in bases}


def unacceptable(what: str, types: list[str]) -> NotAcceptableError:
    """Return the refusal of an answer in a format that it cannot have."""
    return NotAcceptableError(
        f"a query whose answer is {what}, for which none of the formats asked for will do",
        expected=f"an Accept header with one of {', '.join(types)}",
        mend="leave the Accept header out for the usual one",
    )
