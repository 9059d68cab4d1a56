"""RDF formats; each writes the same bytes for the same quads: sorted, with the project's prefixes."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from pactgraph.errors import ParameterError
from pactgraph.namespaces import BASE, PACT, PREFIXES, THING_KINDS
from pactgraph.resources import LICENCE, version
from pactgraph.store.base import Term
from pactgraph.store.turtle import turtle_parts

#: Characters that XML 1.0 cannot hold, and the name in which an XML element must end.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
XML_NAME = re.compile(r"[^\W\d][\w.-]*$")


TYPE = NamedNode(PREFIXES["rdf"] + "type")
SOURCE, PUBLISHED = NamedNode(PACT + "Source"), NamedNode(PACT + "published")
PREFIX = re.compile(r"[a-z](?:[a-z0-9-]*[a-z0-9])?")
#: The parts of a data set in Turtle, in their order, and where the addresses of their subjects begin.
SECTIONS = (
    *((f"{name.capitalize()}", f"<{PREFIXES[name]}") for name in THING_KINDS),
    ("Sources", f"<{PREFIXES['source']}"),
    ("Claims", f"<{PREFIXES['claim']}"),
    ("Evidence", f"<{PREFIXES['evidence']}"),
    ("Judgements", f"<{PREFIXES['judgement']}"),
    ("Disagreements", f"<{PREFIXES['disagreement']}"),
    ("Data sets and results", f"<{BASE}id/"),
    ("Code lists, ontology and all else", ""),
)
#: A text of at most so many sections has no headings.
MOST_PLAIN = 3


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
    """Write what reads from the top: parties and initiatives, claims by source, evidence, and the rest."""
    triples = _triples(quads)
    blank = [(t.object, t.subject) for t in triples if isinstance(t.object, BlankNode)]
    holder, shared = (
        dict(blank),
        [node for node, times in Counter(node for node, _ in blank).items() if times > 1],
    )
    parts: dict[int, list[Triple]] = {}
    for triple in triples:
        parts.setdefault(_section(triple.subject, holder), []).append(triple)
    prefixes, names, text = {**PREFIXES, **source_names(triples)}, set[str](), ""
    for place, part in sorted(parts.items()):
        used, body = turtle_parts(part, prefixes, named=shared)
        names.update(used)
        # One thing, with what is said of it, needs no headings.
        text += f"\n# {SECTIONS[place][0]}\n{body}" if len(parts) > MOST_PLAIN else body
    return "".join(f"{line}\n" for line in (*_header(triples), *sorted(names))) + text


def _section(subject: Term, holder: Mapping[BlankNode, Term]) -> int:
    """Return the place of the section of a subject; a blank node stands with the node that holds it."""
    passed: set[Term] = set()
    while isinstance(subject, BlankNode) and subject in holder and subject not in passed:
        passed.add(subject)
        subject = holder[subject]
    return next(n for n, (_, start) in enumerate(SECTIONS) if str(subject).startswith(start))


def source_names(triples: Iterable[Triple]) -> dict[str, str]:
    """Return prefixes for the claims and the evidence of each source, of the first words that tell it apart.

    >>> song = [NamedNode(PREFIXES["source"] + name) for name in ("song-one", "song-two", "ye-three")]
    >>> sorted(source_names(Triple(one, TYPE, SOURCE) for one in song))
    ['song-one', 'song-one-evidence', 'song-two', 'song-two-evidence', 'ye', 'ye-evidence']
    """
    base = PREFIXES["source"]
    sources = (t.subject for t in triples if t.predicate == TYPE and t.object == SOURCE)
    ids = sorted({node.value.removeprefix(base) for node in sources if isinstance(node, NamedNode)})
    found: dict[str, str] = {}
    for name in ids:
        words = name.split("-")
        starts = ["-".join(words[: number + 1]) for number in range(len(words))]
        alone = (one for one in starts if one not in PREFIXES and sum(i.startswith(one) for i in ids) == 1)
        short = next(alone, None)
        if short and PREFIX.fullmatch(short):
            found[short] = f"{PREFIXES['claim']}{name}/"
            found[f"{short}-evidence"] = f"{PREFIXES['evidence']}{name}/"
    return found


def _header(triples: list[Triple]) -> list[str]:
    """Return comments that say what a whole data set is; none for a part without sources."""
    sources = sum(triple.predicate == TYPE and triple.object == SOURCE for triple in triples)
    dates = sorted(
        t.object.value for t in triples if t.predicate == PUBLISHED and isinstance(t.object, Literal)
    )
    if not sources:
        return []
    newest = f", the newest of {dates[-1]}" if dates else ""
    return [
        "# Pactgraph: a knowledge graph of international cooperation with a source for every fact.",
        f"# Version {version()}, from {sources} {'source' if sources == 1 else 'sources'}{newest}.",
        f"# Licence of what Pactgraph itself holds: {LICENCE}",
        "# Cite Pactgraph with this version, and the sources of the claims that you use.",
    ]


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


def _json_ld(quads: list[Quad], /) -> str:
    """Write JSON-LD: the prefixes in use as its context, types as ``@type``, and names in short."""
    used: dict[str, str] = {}
    bases = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))

    def short(iri: str) -> str:
        name, base = next(((name, base) for name, base in bases if iri.startswith(base)), ("", ""))
        if not base:
            return iri
        used[name] = base
        return f"{name}:{iri.removeprefix(base)}"

    def compact(value: object) -> object:
        if isinstance(value, list):
            return compact(value[0]) if len(value) == 1 else [compact(one) for one in value]
        if not isinstance(value, dict):
            return value
        if value.keys() == {"@value"}:
            return value["@value"]
        held: dict[str, object] = {}
        for key, inside in value.items():
            if key in ("@id", "@type"):
                held[key] = short(inside)
            elif key == TYPE.value:
                held["@type"] = [short(one["@id"]) for one in inside]
            else:
                held[key if key.startswith("@") else short(key)] = compact(inside)
        return held

    expanded = json.loads(serialize(quads, format=RdfFormat.JSON_LD) or b"[]")
    graph = [compact(node) for node in expanded]
    written = {"@context": dict(sorted(used.items())), "@graph": graph}
    return json.dumps(written, ensure_ascii=False, indent=1) + "\n"


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
            lambda quads: _json_ld(quads),
        ),
        RdfExport("rdfxml", "RDF/XML", "application/rdf+xml", False, _rdf_xml),
    )
}
