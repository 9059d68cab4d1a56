"""The formats of answers: tables of SELECT and ASK, and graphs of CONSTRUCT, DESCRIBE and single things."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat

from pactgraph.exports.rdf import RDF_EXPORTS


@dataclass(frozen=True)
class TableFormat:
    """A format of tables.

    :param row: bytes that stand in it once for each row, and nowhere else outside of quoted texts.
    :param extra: how many more of them there are than rows; JSON has them between rows.
    :param quoted: whether texts stand between quotation marks, and may have those bytes too.
    :param escaped: whether a quotation mark within a text stands behind a backslash, and is not doubled.
    """

    name: str
    title: str
    media_type: str
    also: tuple[str, ...]
    engine: QueryResultsFormat
    row: bytes
    extra: int
    quoted: bool = False
    escaped: bool = False

    def count(self, marks: int, body: bytes) -> int:
        """Return the number of rows of an answer that has so many marks."""
        empty = self.name == "json" and body.endswith(b"[]}}")
        return 0 if empty else marks - self.extra


TABLES: dict[str, TableFormat] = {
    form.name: form
    for form in (
        TableFormat(
            "json",
            "SPARQL JSON",
            "application/sparql-results+json",
            ("application/json",),
            QueryResultsFormat.JSON,
            b"},{",
            -1,
            quoted=True,
            escaped=True,
        ),
        TableFormat(
            "xml",
            "SPARQL XML",
            "application/sparql-results+xml",
            ("application/xml",),
            QueryResultsFormat.XML,
            b"<result>",
            0,
        ),
        TableFormat("csv", "CSV", "text/csv", (), QueryResultsFormat.CSV, b"\r\n", 1, quoted=True),
        TableFormat("tsv", "TSV", "text/tab-separated-values", (), QueryResultsFormat.TSV, b"\n", 1),
    )
}
#: Names under which programs ask for a format in a parameter.
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
