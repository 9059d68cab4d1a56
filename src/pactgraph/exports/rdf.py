"""RDF formats. Each writes the same bytes for the same quads: sorted, with our prefixes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from pactgraph.errors import ParameterError
from pactgraph.namespaces import PREFIXES
from pactgraph.store.turtle import turtle_parts

#: Characters that XML 1.0 cannot hold, and the name in which an XML element must end.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
XML_NAME = re.compile(r"[^\W\d][\w.-]*$")


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
    names, body = turtle_parts(_triples(quads), named=())
    return "\n".join([*names, ""]) + body


def _trig(quads: list[Quad], /) -> str:
    graphs: dict[str, list[Quad]] = {}
    for quad in quads:
        graphs.setdefault(
            "" if isinstance(quad.graph_name, DefaultGraph) else f"{quad.graph_name} ", []
        ).append(quad)
    blank = Counter(node for held in graphs.values() for node in {n for q in held for n in _blank_nodes(q)})
    shared = [node for node, number in blank.items() if number > 1]
    names: set[str] = set()
    parts: list[str] = []
    for graph in sorted(graphs):
        used, body = turtle_parts(_triples(graphs[graph]), named=shared)
        names.update(used)
        parts.append(f"{graph}{{\n{body}}}\n")
    return "\n".join([*sorted(names), "", *parts])


def _blank_nodes(quad: Quad) -> list[BlankNode]:
    return [term for term in (quad.subject, quad.object) if isinstance(term, BlankNode)]


def _nquads(quads: list[Quad], /) -> str:
    return "".join(sorted(f"{quad} .\n" for quad in quads))


def _ntriples(quads: list[Quad], /) -> str:
    return "".join(sorted(f"{triple} .\n" for triple in _triples(quads)))


def _json_ld(quads: list[Quad], /) -> str:
    body = serialize(quads, format=RdfFormat.JSON_LD, prefixes=_used_prefixes(quads))
    return (body or b"").decode() + "\n"


def _rdf_xml(quads: list[Quad], /) -> str:
    triples = sorted(_triples(quads), key=lambda t: (isinstance(t.subject, BlankNode), str(t)))
    for triple in triples:
        _refuse_what_xml_cannot_say(triple)
    body = serialize(triples, format=RdfFormat.RDF_XML, prefixes=_used_prefixes(quads))
    # A bare carriage return would be read as a line feed.
    return (body or b"").decode().replace("\r", "&#xD;") + "\n"


def _refuse_what_xml_cannot_say(triple: Triple) -> None:
    text = triple.object.value if isinstance(triple.object, Literal) else ""
    control = NOT_XML.search(text)
    if control is None and XML_NAME.search(triple.predicate.value):
        return
    raise ParameterError(
        f"the character U+{ord(control[0]):04X} in a literal of {triple.subject}"
        if control
        else f"the property {triple.predicate}, which ends in no XML name",
        expected="what RDF/XML can say",
        mend="take another format, such as ttl",
    )


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
