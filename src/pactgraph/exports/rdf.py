"""RDF formats; each writes the same bytes for the same quads: sorted, with the project's prefixes."""

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

    :param title: its usual name.
    :param keeps_graphs: whether it records the named graph, and so the source, of each statement.
    """

    name: str
    title: str
    media_type: str
    keeps_graphs: bool
    write: Write


def _triples(quads: Iterable[Quad]) -> list[Triple]:
    return list(dict.fromkeys(quad.triple for quad in quads))


def _serialize(statements: list[Quad] | list[Triple], form: RdfFormat, quads: list[Quad]) -> str:
    """Serialize with pyoxigraph, declaring only the prefixes that an address in the quads starts with."""
    terms = (term for quad in quads for term in (quad.subject, quad.predicate, quad.object))
    iris = {term.value for term in terms if isinstance(term, NamedNode)}
    prefixes = {name: base for name, base in PREFIXES.items() if any(iri.startswith(base) for iri in iris)}
    return (serialize(statements, format=form, prefixes=prefixes) or b"").decode() + "\n"


def _lines(statements: Iterable[Quad | Triple]) -> str:
    return "".join(sorted(f"{statement} .\n" for statement in statements))


def _turtle(quads: list[Quad], /) -> str:
    names, body = turtle_parts(_triples(quads), named=())
    return "\n".join([*names, ""]) + body


def _trig(quads: list[Quad], /) -> str:
    graphs: dict[str, list[Quad]] = {}
    for quad in quads:
        graphs.setdefault(
            "" if isinstance(quad.graph_name, DefaultGraph) else f"{quad.graph_name} ", []
        ).append(quad)
    blank = Counter(
        node
        for group in graphs.values()
        for node in {end for q in group for end in (q.subject, q.object) if isinstance(end, BlankNode)}
    )
    shared = [node for node, number in blank.items() if number > 1]
    names: set[str] = set()
    parts: list[str] = []
    for graph in sorted(graphs):
        used, body = turtle_parts(_triples(graphs[graph]), named=shared)
        names.update(used)
        parts.append(f"{graph}{{\n{body}}}\n")
    return "\n".join([*sorted(names), "", *parts])


def _rdf_xml(quads: list[Quad], /) -> str:
    triples = sorted(_triples(quads), key=lambda t: (isinstance(t.subject, BlankNode), str(t)))
    for triple in triples:
        text = triple.object.value if isinstance(triple.object, Literal) else ""
        control = NOT_XML.search(text)
        if control or not XML_NAME.search(triple.predicate.value):
            raise ParameterError(
                f"the character U+{ord(control[0]):04X} in a literal of {triple.subject}"
                if control
                else f"the property {triple.predicate}, which ends in no XML name",
                expected="what RDF/XML can say",
                mend="take another format, such as ttl",
            )
    # XML parsers read a bare carriage return as a line feed.
    return _serialize(triples, RdfFormat.RDF_XML, quads).replace("\r", "&#xD;")


RDF_EXPORTS: dict[str, RdfExport] = {
    export.name: export
    for export in (
        RdfExport("ttl", "Turtle", "text/turtle", False, _turtle),
        RdfExport("trig", "TriG", "application/trig", True, _trig),
        RdfExport("nt", "N-Triples", "application/n-triples", False, lambda quads: _lines(_triples(quads))),
        RdfExport("nq", "N-Quads", "application/n-quads", True, _lines),
        RdfExport(
            "jsonld",
            "JSON-LD",
            "application/ld+json",
            True,
            lambda quads: _serialize(quads, RdfFormat.JSON_LD, quads),
        ),
        RdfExport("rdfxml", "RDF/XML", "application/rdf+xml", False, _rdf_xml),
    )
}
