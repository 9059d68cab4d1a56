"""The process that runs queries: it opens the store once, and answers one query after the other.

The server sends each query as a pickle. Each reply is the length of a pickle in 8 bytes, then the pickle: an
answer, or the error that the query ended with. Both are plain tuples, which pickle fastest.
"""

from __future__ import annotations

import contextlib
import pickle
import socket
from collections.abc import Iterable
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

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
from pactgraph.namespaces import BASE, PREFIXES
from pactgraph.store.base import computing
from pactgraph.store.local import LocalStore
from pactgraph.store.query_errors import query_error
from pactgraph.store.terms import Terms
from pactgraph.web.formats import TABLES, TableFormat
from pactgraph.web.http_errors import FailedError, NotAcceptableError
from pactgraph.web.sparql.confinement import confine, end_with_parent, limit_memory
from pactgraph.web.sparql.dataset import dataset
from pactgraph.web.sparql.guards import refuse_deep, too_large, unknown_function, why_ended
from pactgraph.web.sparql.limits import MEGABYTE, Limits

if TYPE_CHECKING:
    from typing_extensions import Buffer

#: Our prefixes, as they are written in a query.
MARKS = tuple((name, f"{name}:") for name in PREFIXES)
RDF = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}


class Query(NamedTuple):
    """A query, the formats of its answer, and the graphs that it is run on.

    :param table: the format of a table or a truth value, by its name in
        :data:`pactgraph.web.formats.TABLES`; None where the client accepts none.
    :param graph: the format of triples, by its name in :data:`pactgraph.exports.rdf.RDF_EXPORTS`, or None.
    :param default_graphs: the default graph where the query names none; None for all, each fact once.
    :param named_graphs: the graphs that ``GRAPH`` may name; None for all.
    """

    text: str
    table: str | None = "json"
    graph: str | None = "ttl"
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


class Answer(NamedTuple):
    """The answer to a query.

    :param format: the name of its format.
    :param notices: what is to be told of the terms of the query, as text of a header.
    """

    format: str
    body: bytes
    notices: str = ""


class BoundedWriter(BytesIO):
    """A buffer for a table, which is full after so many rows or bytes."""

    def __init__(self, form: TableFormat, limits: Limits) -> None:
        super().__init__()
        self.form, self.limits, self.full = form, limits, False
        self._marks, self._counted = 0, limits.rows

    def write(self, part: Buffer, /) -> int:
        """Write a part.

        :raises OSError: where the buffer is full; the engine then gives up.
        """
        self._marks += bytes(part).count(self.form.row)
        if self._marks > self._counted:
            # Texts can look like rows: then rows are counted one by one, and again at twice as many.
            self.full, self._counted = self.form.count(self.getvalue()) > self.limits.rows, 2 * self._marks
        if self.full or self.tell() + len(bytes(part)) > self.limits.answer * MEGABYTE:
            self.full = True
            raise OSError("the buffer is full")
        return super().write(part)


def work(channel: socket.socket, place: Path, limits: Limits) -> None:
    """Answer queries until the server closes the channel."""
    confine()
    end_with_parent()
    with contextlib.suppress(EOFError, OSError), channel.makefile("rwb") as stream:

        def send(reply: tuple[str, bytes, str] | UserError | None) -> None:
            text = pickle.dumps(reply)
            stream.write(len(text).to_bytes(8, "big") + text)
            stream.flush()

        try:
            store = Store.read_only(str(place))
            answer(store, Query("ASK { GRAPH ?g { ?s ?p ?o } }"), limits)
        except Exception as error:
            send(FailedError(f"a store that does not open ({error})", file=place))
            return
        terms = Terms(LocalStore(store))
        limit_memory(limits.memory * MEGABYTE)
        send(None)
        while True:
            query = Query(*pickle.load(stream))
            reply: tuple[str, bytes, str] | UserError
            try:
                form, body, _ = answer(store, query, limits)
                reply = (form, body, header_text(terms.notices(query.text)))
            except MemoryError:
                reply = why_ended(None)
            except UserError as error:
                # The cause is of no use to the server, and may not pickle.
                error.__cause__ = error.__context__ = None
                reply = error
            except Exception as error:
                reply = FailedError(f"a query that could not be answered ({type(error).__name__})")
            send(reply)


def answer(store: Store, query: Query, limits: Limits) -> Answer:
    """Run a query.

    :raises UserError: where it cannot be run, its answer is too large, or no accepted format fits it.
    """
    refuse_deep(query.text)
    store, default, named = dataset(store, query.text, query.default_graphs, query.named_graphs)
    # The engine parses each prefix that it is given anew each time.
    used = {name: PREFIXES[name] for name, mark in MARKS if mark in query.text or "\\" in query.text}
    with computing():
        try:
            found = store.query(
                query.text, base_iri=BASE, prefixes=used, default_graph=default, named_graphs=named
            )
            if isinstance(found, QueryTriples):
                return _graph(found, query.graph, limits)
            return _table(found, query.table, limits)
        except SyntaxError as error:
            raise query_error(str(error), query.text) from None
        except RuntimeError as error:
            raise unknown_function(error) from None


def header_text(notices: Iterable[str]) -> str:
    """Return notices as the value of a header, which holds ASCII only."""
    return "; ".join(notices).encode("ascii", "backslashreplace").decode()


def _table(found: QuerySolutions | QueryBoolean, name: str | None, limits: Limits) -> Answer:
    if name is None:
        raise unacceptable("a table or a truth value", [form.media_type for form in TABLES.values()])
    form, writer = TABLES[name], BoundedWriter(TABLES[name], limits)
    try:
        found.serialize(writer, format=form.engine)
    except OSError:
        if writer.full:
            raise too_large(limits) from None
        raise
    body = writer.getvalue()
    if isinstance(found, QuerySolutions) and form.has_more_rows(body, limits.rows):
        raise too_large(limits)
    return Answer(name, body)


def _graph(found: QueryTriples, name: str | None, limits: Limits) -> Answer:
    if name is None:
        raise unacceptable("a graph", ["text/turtle", "application/n-triples", "application/ld+json"])
    triples: dict[Triple, None] = dict.fromkeys(islice(found, limits.rows + 1))
    if len(triples) > limits.rows or next(found, None) is not None:
        raise too_large(limits)
    terms = (term for triple in triples for term in (triple.subject, triple.predicate, triple.object))
    addresses = {term.value for term in terms if isinstance(term, NamedNode)}
    bases = {text[: 1 + max(text.rfind("/"), text.rfind("#"))] for text in addresses}
    prefixes = {prefix: base for prefix, base in PREFIXES.items() if base in bases}
    text = serialize(sorted(triples, key=str), format=RDF[name], prefixes=prefixes) or b""
    if len(text) > limits.answer * MEGABYTE:
        raise too_large(limits)
    return Answer(name, text)


def unacceptable(what: str, types: list[str]) -> NotAcceptableError:
    """Return the refusal of an answer that has none of the accepted formats."""
    return NotAcceptableError(
        f"a query whose answer is {what}, for which none of the accepted formats will do",
        expected=f"an Accept header with one of {', '.join(types)}",
        mend="leave the Accept header out for the default",
    )
