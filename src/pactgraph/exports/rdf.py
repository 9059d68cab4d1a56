"""RDF formats. Each writes the same bytes for the same quads: sorted, with our prefixes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, serialize

from pactgraph.namespaces import PREFIXES
from pactgraph.store.turtle import turtle_parts, write_turtle


class Write(Protocol):
    """Turns quads, sorted, into the text of a file."""

    def __call__(self, quads: list[Quad], /) -> str:
        """Return the text."""


@dataclass(frozen=True)
class RdfExport:
    """A format: adding one is adding an entry to :data:`RDF_EXPORTS`.

    :param title: the name that people know it by.
    :param keeps_graphs: whether it says which source each statement comes from.
    """

    name: str
    title: str
    media_type: str
    keeps_graphs: bool
    write: Write


def _triples(quads: Iterable[Quad]) -> list[Triple]:
    return list(dict.fromkeys(quad.triple for quad in quads))


def _used_prefixes(quads: Iterable[Quad]) -> dict[str, str]:
    """Return our prefixes that fit an address in the quads."""
    iris = {
        term.value
        for quad in quads
        for term in (quad.subject, quad.predicate, quad.object)
        if isinstance(term, NamedNode)
    }
    return {name: base for name, base in PREFIXES.items() if any(iri.startswith(base) for iri in iris)}


def _turtle(quads: list[Quad], /) -> str:
    return write_turtle(_triples(quads))


def _trig(quads: list[Quad], /) -> str:
    names: set[str] = set()
    parts: list[str] = []
    for graph in sorted({quad.graph_name for quad in quads}, key=str):
        used, body = turtle_parts(_triples(q for q in quads if q.graph_name == graph))
        names.update(used)
        parts.append(f"{graph} {{\n{body}}}\n")
    return "\n".join([*sorted(names), "", *parts])


def _nquads(quads: list[Quad], /) -> str:
    return "".join(sorted(f"{quad} .\n" for quad in quads))


def _ntriples(quads: list[Quad], /) -> str:
    return "".join(sorted(f"{triple} .\n" for triple in _triples(quads)))


def _json_ld(quads: list[Quad], /) -> str:
    body = serialize(quads, format=RdfFormat.JSON_LD, prefixes=_used_prefixes(quads))
    return (body or b"").decode() + "\n"


def _rdf_xml(quads: list[Quad], /) -> str:
    triples = sorted(_triples(quads), key=lambda t: (isinstance(t.subject, BlankNode), str(t)))
    body = serialize(triples, format=RdfFormat.RDF_XML, prefixes=_used_prefixes(quads))
    return (body or b"").decode() + "\n"


RDF_EXPORTS: dict[str, RdfExport] = {
    export.name: export
    for export in (
        RdfExport("ttl", "Turtle", "text/turtle", False, _turtle),
        RdfExport("trig", "TriG", "application/trig", True, _trig),
        RdfExport("nt", "N-Triples", "application/n-triples", False, _ntriples),
        RdfExport("nq", "N-Quads", "application/n-quads", True, _nquads),
        RdfExport("jsonld", "JSON-LD", "application/ld+json", True, _json_ld),
        RdfExport("rdfxml", "RDF/XML", "application/rdf+xml", False, _rdf_xml),
    )
}
