"""The formats of answers: tables of SELECT and ASK, and graphs of CONSTRUCT, DESCRIBE and single things."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from pactgraph.exports.rdf import RDF_EXPORTS


@dataclass(frozen=True)
class TableFormat:
    """A format of tables.

    :param row: bytes that occur in it for each row, or between rows; in texts too.
    """

    name: str
    media_type: str
    also: tuple[str, ...]
    engine: QueryResultsFormat
    row: bytes

    def has_more_rows(self, body: bytes, most: int) -> bool:
        """Tell whether a table has more than so many rows; they are counted one by one only where it may."""
        return body.count(self.row) >= most and self.count(body) > most

    def count(self, body: bytes) -> int:
        """Return the number of rows of a table, or of its beginning.

        >>> (
        ...     TABLES["csv"].count(b's,o\\r\\na,"one\\r\\ntwo"\\r\\n'),
        ...     TABLES["csv"].count(b's,o\\r\\na,"one\\r\\n'),
        ... )
        (1, 0)
        """
        if self.name == "csv":
            return re.sub(rb'"[^"]*(?:"|\Z)', b"", body).count(self.row) - 1
        if self.name == "tsv":
            return body.count(self.row) - 1
        number = 0
        with suppress(SyntaxError):
            solutions = parse_query_results(body, format=self.engine)
            for _ in solutions if isinstance(solutions, QuerySolutions) else ():
                number += 1
        return number


TABLES: dict[str, TableFormat] = {
    form.name: form
    for form in (
        TableFormat(
            "json", "application/sparql-results+json", ("application/json",), QueryResultsFormat.JSON, b"},{"
        ),
        TableFormat(
            "xml", "application/sparql-results+xml", ("application/xml",), QueryResultsFormat.XML, b"<result>"
        ),
        TableFormat("csv", "text/csv", (), QueryResultsFormat.CSV, b"\r\n"),
        TableFormat("tsv", "text/tab-separated-values", (), QueryResultsFormat.TSV, b"\n"),
    )
}
#: The names of formats in the parameters of a request.
NAMES = {
    **{name: name for name in (*TABLES, *RDF_EXPORTS)},
    "turtle": "ttl",
    "json-ld": "jsonld",
    "n3": "ttl",
    "ntriples": "nt",
    "nquads": "nq",
    "rdf": "rdfxml",
    "rdf+xml": "rdfxml",
    "sparql-results+json": "json",
    "sparql-results+xml": "xml",
}


def table_types() -> dict[str, str]:
    """Return the names of the table formats by media type, the usual one first."""
    return _types({form.name: (form.media_type, *form.also) for form in TABLES.values()})


def graph_types() -> dict[str, str]:
    """Return the names of the graph formats by media type, the usual one first."""
    also = {"ttl": ("application/x-turtle",), "jsonld": ("application/json",), "nt": ("text/plain",)}
    also["rdfxml"] = ("application/xml",)
    return _types({form.name: (form.media_type, *also.get(form.name, ())) for form in RDF_EXPORTS.values()})


def media_type(name: str) -> str:
    """Return the media type of a format, with the character set where it is a text.

    >>> media_type("csv")
    'text/csv; charset=utf-8'
    """
    found = TABLES[name].media_type if name in TABLES else RDF_EXPORTS[name].media_type
    return f"{found}; charset=utf-8" if found.startswith("text/") else found


def _types(forms: dict[str, tuple[str, ...]]) -> dict[str, str]:
    first = {types[0]: name for name, types in forms.items()}
    others = {kind: name for name, types in forms.items() for kind in types[1:]}
    return {**first, **{kind: name for kind, name in others.items() if kind not in first}}
