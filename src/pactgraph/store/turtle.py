"""Canonical Turtle: one graph, one text, whatever order or hash seed it was read in.

Subjects come in natural order of their names (``c:2`` before ``c:10``), ``a`` and the labels before other
predicates, objects in the order of their own text; prefixes are those that are used. Blank nodes appear
only nested in the one place that refers to them, lists as ``( … )``; a blank node that is referred to twice
has no canonical place and is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from pactgraph.errors import InputSyntaxError, MissingFileError
from pactgraph.namespaces import PREFIXES
from pactgraph.store.base import Term
from pactgraph.store.order import natural, predicate_rank

RDF = PREFIXES["rdf"]
XSD = PREFIXES["xsd"]
RDF_FIRST, RDF_REST, RDF_NIL = (NamedNode(RDF + name) for name in ("first", "rest", "nil"))
WIDTH = 110
LOCAL = re.compile(r"\w(?:[\w.-]*[\w-])?", re.ASCII)
BARE = {
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "boolean": re.compile(r"true|false"),
}
Index = dict[Term, dict[NamedNode, list[Term]]]


def read_turtle(path: Path) -> tuple[list[Triple], dict[str, str]]:
    """Read a Turtle file.

    :returns: its triples in the order of the file, and its prefixes.
    :raises MissingFileError: where it is not there.
    :raises InputSyntaxError: where it does not parse, with its line.
    """
    return parse_turtle(read_text(path), path)


def read_text(path: Path) -> str:
    """Read a UTF-8 file, line ends as they are.

    :raises MissingFileError: where it is not there or cannot be read.
    :raises InputSyntaxError: where it is no UTF-8, with the line of the first wrong byte.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise MissingFileError(
            f"a file that cannot be read ({error.strerror})", expected="a text file", file=path
        ) from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputSyntaxError(
            f"the byte {data[error.start]:#04x}, which is no UTF-8",
            expected="text in UTF-8",
            mend="save the file as UTF-8",
            file=path,
            line=data.count(b"\n", 0, error.start) + 1,
        ) from None


def parse_turtle(text: str, path: Path | None = None) -> tuple[list[Triple], dict[str, str]]:
    """Parse Turtle text; ``path`` is for messages only.

    Blank nodes get names of their own, so that ``_:x`` of two files is not taken for one node.
    """
    text = text.removeprefix("\ufeff")
    reader = parse(text, format=RdfFormat.TURTLE, rename_blank_nodes=True)
    try:
        triples = [Triple(quad.subject, quad.predicate, quad.object) for quad in reader]
    except SyntaxError as error:
        detail = re.sub(r"^Parser error at line \d+ (?:column \d+|between.*?): *", "", error.msg or "")
        raise InputSyntaxError(
            f"Turtle that does not parse: {detail}",
            expected="subject, predicate and object, ended by ' .'",
            mend="look at this line and the one before it for a missing ' ;', ' .', quote or prefix",
            file=path,
            line=error.lineno,
        ) from None
    return triples, dict(reader.prefixes)


def write_turtle(triples: Iterable[Triple], prefixes: Mapping[str, str] = PREFIXES, header: str = "") -> str:
    """Return triples as canonical Turtle.

    :param prefixes: names that may be used; the longest base that fits is taken.
    :param header: comment lines to stand before everything.
    :raises InputSyntaxError: where a blank node has no canonical place.

    >>> china = NamedNode("https://w3id.org/pactgraph/id/country/CHN")
    >>> code = NamedNode("https://w3id.org/pactgraph/ontology#isoCode")
    >>> print(write_turtle([Triple(china, code, Literal("CHN"))]))
    @prefix country: <https://w3id.org/pactgraph/id/country/> .
    @prefix pact: <https://w3id.org/pactgraph/ontology#> .
    <BLANKLINE>
    country:CHN pact:isoCode "CHN" .
    <BLANKLINE>
    """
    names, body = turtle_parts(triples, prefixes)
    head = [header.rstrip("\n")] if header else []
    return "\n".join([*head, *names, ""]) + body


def turtle_parts(triples: Iterable[Triple], prefixes: Mapping[str, str] = PREFIXES) -> tuple[list[str], str]:
    """Return canonical Turtle in two parts: the lines that declare prefixes, and the statements."""
    writer = _Writer(triples, prefixes)
    body = writer.body()
    return [f"@prefix {name}: <{base}> ." for name, base in sorted(writer.used.items())], body


class _Writer:
    """One canonical text in the making."""

    def __init__(self, triples: Iterable[Triple], prefixes: Mapping[str, str]) -> None:
        self.bases = sorted(
            ((base, name) for name, base in prefixes.items()), key=lambda p: (-len(p[0]), p[1])
        )
        self.used: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.index: Index = {}
        self.nested: set[Term] = set()
        for triple in dict.fromkeys(triples):
            held = self.index.setdefault(triple.subject, {})
            held.setdefault(triple.predicate, []).append(triple.object)
            if isinstance(triple.object, BlankNode):
                if triple.object in self.nested:
                    raise _unnamed("a blank node that two statements refer to")
                self.nested.add(triple.object)
        self._refuse_cycles()

    def _refuse_cycles(self) -> None:
        """Refuse blank nodes that only refer to each other: no statement would lead to them."""
        reached = [term for term in self.index if term not in self.nested]
        for term in reached:
            objects = [value for values in self.index.get(term, {}).values() for value in values]
            reached += [value for value in objects if isinstance(value, BlankNode)]
        if not self.index.keys() <= set(reached):
            raise _unnamed("blank nodes that refer to each other in a circle")

    def body(self) -> str:
        subjects = [s for s in self.index if s not in self.nested]
        blocks = [self.block(s) for s in sorted(subjects, key=lambda s: natural(self.subject(s)))]
        anonymous = sorted(b for b in blocks if b.startswith("[]"))
        named = [b for b in blocks if not b.startswith("[]")]
        return "".join("\n" + b for b in named + anonymous)

    def subject(self, term: Term) -> str:
        return "[]" if isinstance(term, BlankNode) else self.term(term)

    def block(self, subject: Term) -> str:
        lines = [self.fold(name, texts) for name, texts in self.predicates(subject)]
        return f"{self.subject(subject)} " + " ;\n    ".join(lines) + " .\n"

    def fold(self, name: str, texts: list[str]) -> str:
        """Return a predicate and its objects on one line, or on one line each where that is too wide."""
        line = f"{name} " + ", ".join(texts)
        return line if len(line) <= WIDTH - 4 else f"{name}\n        " + ",\n        ".join(texts)

    def predicates(self, subject: Term) -> list[tuple[str, list[str]]]:
        """Return the predicates of a subject, and the objects of each, as text in their order."""
        held = self.index.get(subject, {})
        named = {("a" if p.value == RDF + "type" else self.term(p)): p for p in held}
        return [
            (name, sorted((self.object(o) for o in held[named[name]]), key=natural))
            for name in sorted(named, key=predicate_rank)
        ]

    def object(self, term: Term) -> str:
        if not isinstance(term, BlankNode):
            return self.term(term)
        items = self.items(term)
        if items is not None:
            return "( " + " ".join(self.object(item) for item in items) + " )"
        inside = " ; ".join(f"{name} {', '.join(texts)}" for name, texts in self.predicates(term))
        return f"[ {inside} ]" if inside else "[]"

    def items(self, term: Term) -> list[Term] | None:
        """Return the items of a list, or None where the node is no list or says more than a list does."""
        found: list[Term] = []
        while isinstance(term, BlankNode):
            held = self.index.get(term, {})
            first, rest = held.get(RDF_FIRST, []), held.get(RDF_REST, [])
            if len(held) != 2 or len(first) != 1 or len(rest) != 1:
                return None
            found.append(first[0])
            term = rest[0]
        return found if term == RDF_NIL else None

    def term(self, term: Term) -> str:
        if isinstance(term, Literal):
            return self.literal(term)
        if isinstance(term, NamedNode):
            return self.name(term.value)
        raise InputSyntaxError(f"the term {term}", expected="an IRI, a literal or a nested blank node")

    def literal(self, term: Literal) -> str:
        datatype = term.datatype.value
        if datatype in BARE and BARE[datatype].fullmatch(term.value):
            return term.value
        if term.language or datatype == XSD + "string":
            return str(term)
        return f"{Literal(term.value)}^^{self.name(datatype)}"

    def name(self, iri: str) -> str:
        if iri not in self.names:
            self.names[iri] = self._name(iri)
        return self.names[iri]

    def _name(self, iri: str) -> str:
        for base, prefix in self.bases:
            if iri.startswith(base) and LOCAL.fullmatch(iri[len(base) :]):
                self.used[prefix] = base
                return f"{prefix}:{iri[len(base) :]}"
        return f"<{iri}>"


def _unnamed(found: str) -> InputSyntaxError:
    return InputSyntaxError(found, expected="nodes with names of their own", mend="give each an IRI")


def source_prefixes(source_id: str) -> dict[str, str]:
    """Return the prefixes of a source's own files: ``c:`` its claims, ``e:`` its evidence."""
    return {**PREFIXES, "c": f"{PREFIXES['claim']}{source_id}/", "e": f"{PREFIXES['evidence']}{source_id}/"}
