"""What can be asked of a store, whatever engine is behind it.

Every store holds each fact once in its default graph, and again in the named graph that says where it
comes from. So a query that names no graph counts each fact once, and ``GRAPH ?source`` gives provenance.
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    Triple,
    parse_query_results,
)

from pactgraph.errors import InputSyntaxError, StoreError

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Row: TypeAlias = tuple[Term | None, ...]
Answer: TypeAlias = QuerySolutions | QueryBoolean | list[Triple]


@dataclass(frozen=True)
class Table:
    """A SELECT answer, held whole.

    :param columns: names, in the order of the query.
    :param rows: one tuple per row in the order of the answer; None where a variable is unbound.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def column(self, name: str) -> list[Term | None]:
        """Return one column from top to bottom."""
        place = self.columns.index(name)
        return [row[place] for row in self.rows]

    def records(self) -> list[dict[str, str]]:
        """Return the rows as dicts of plain text; unbound cells are left out."""
        return [
            {name: plain(cell) for name, cell in zip(self.columns, row, strict=True) if cell is not None}
            for row in self.rows
        ]


class Store(ABC):
    """The read side of a triple store."""

    @abstractmethod
    def query(self, sparql: str) -> Answer:
        """Run a SPARQL 1.1 query; all of Pactgraph's prefixes are known to it.

        :returns: solutions of SELECT, the truth of ASK, or the triples of CONSTRUCT and DESCRIBE, each once.

        :raises InputSyntaxError: where the query does not parse.
        :raises StoreError: where the store does not answer.
        """

    @abstractmethod
    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Yield the quads of one named graph, or of all named graphs; never those of the default graph."""

    def select(self, sparql: str) -> Table:
        """Run a SELECT query and return its whole answer.

        :raises InputSyntaxError: where the query does not parse or is no SELECT.
        """
        answer = self.query(sparql)
        if not isinstance(answer, QuerySolutions):
            raise InputSyntaxError("a query of another form", expected="a SELECT query")
        return table(answer)

    def ask(self, sparql: str) -> bool:
        """Run an ASK query.

        :raises InputSyntaxError: where the query does not parse or is of another form.
        """
        answer = self.query(sparql)
        if not isinstance(answer, QueryBoolean):
            raise InputSyntaxError("a query of another form", expected="an ASK query")
        return bool(answer)

    def construct(self, sparql: str) -> list[Triple]:
        """Run a CONSTRUCT or DESCRIBE query and return its triples, each once.

        :raises InputSyntaxError: where the query does not parse or is of another form.
        """
        answer = self.query(sparql)
        if not isinstance(answer, list):
            raise InputSyntaxError("a query of another form", expected="a CONSTRUCT or DESCRIBE query")
        return answer


def table(solutions: QuerySolutions) -> Table:
    """Return solutions as a table; the engine computes them only now.

    :raises StoreError: where it fails on the way.
    """
    columns = tuple(variable.value for variable in solutions.variables)
    with computing():
        return Table(columns, tuple(tuple(solution) for solution in solutions))


def solutions(answer: Table) -> QuerySolutions:
    """Return a table as the engine gives an answer, for writing it in a format of SPARQL.

    >>> [str(name) for name in solutions(Table(("a",), ((Literal("x"),),))).variables]
    ['?a']
    """
    rows = [
        {name: term(cell) for name, cell in zip(answer.columns, row, strict=True) if cell is not None}
        for row in answer.rows
    ]
    text = json.dumps({"head": {"vars": answer.columns}, "results": {"bindings": rows}})
    found = parse_query_results(text, format=QueryResultsFormat.JSON)
    assert isinstance(found, QuerySolutions)
    return found


def term(cell: Term) -> dict[str, str]:
    """Return a term as SPARQL 1.1 Query Results JSON writes it.

    >>> term(Literal("Minsk", language="en"))
    {'type': 'literal', 'value': 'Minsk', 'xml:lang': 'en'}
    """
    kinds = {NamedNode: "uri", BlankNode: "bnode", Literal: "literal"}
    written = {"type": kinds.get(type(cell), "triple"), "value": plain(cell)}
    if isinstance(cell, Literal) and cell.language:
        return {**written, "xml:lang": cell.language}
    if isinstance(cell, Literal) and not cell.datatype.value.endswith("#string"):
        return {**written, "datatype": cell.datatype.value}
    return written


@contextmanager
def computing() -> Iterator[None]:
    """Turn what an engine raises while it computes an answer into one of our errors.

    A SELECT is computed while its rows are read or written out, so whoever does that does it in here.

    :raises StoreError: where a query that parses cannot be run.
    """
    try:
        yield
    except (OSError, RuntimeError, ValueError, SyntaxError) as error:
        raise StoreError(
            f"a query that could not be run ({first_line(error)})",
            expected="a query that this store can answer",
            mend="mend the query, or ask less",
        ) from error


def first_line(error: Exception) -> str:
    """Return the first line of what an engine complained of, shortened.

    >>> first_line(OSError("LOCK: held\\nby another"))
    'LOCK: held'
    """
    return str(error).strip().split("\n")[0][:160] or type(error).__name__


def plain(term: Term) -> str:
    """Return the text of a term: the IRI of a node, the lexical form of a literal.

    >>> plain(Literal("Minsk", language="en"))
    'Minsk'
    """
    return str(term) if isinstance(term, Triple) else term.value
