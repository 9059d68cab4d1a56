"""Canonical Turtle: one graph, one text, whatever order or hash seed it was read in.

Subjects come in natural order of their names (``c:2`` before ``c:10``), ``a`` and the labels before other
predicates, objects in the order of their own text; prefixes are those that are used. Blank nodes appear
only nested in the one place that refers to them, lists as ``( … )``; a blank node that is referred to twice
has no canonical place and is refused.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from pactgraph.errors import InputSyntaxError, MissingFileError
from pactgraph.namespaces import PREFIXES
from pactgraph.store.base import Term

RDF = PREFIXES["rdf"]
XSD = PREFIXES["xsd"]
WIDTH = 110
LOCAL = re.compile(r"\w(?:[\w.-]*[\w-])?", re.ASCII)
BARE = {
    XSD + "integer": re.compile(r"[+-]?\d+"),
    XSD + "decimal": re.compile(r"[+-]?\d*\.\d+"),
    XSD + "boolean": re.compile(r"true|false"),
}
#: The order in which a person reads a thing or a claim: what it is, who and what, how far, when.
FIRST = (
    *("a", "rdfs:label", "skos:prefLabel", "skos:altLabel", "skos:definition"),
    *("pact:subject", "pact:relation", "pact:object"),
    *("pact:party", "pact:onBehalfOf", "pact:role", "pact:initiative", "pact:commitment"),
    *("pact:milestoneType", "pact:byParty", "pact:indicator", "pact:refArea", "pact:refPeriod"),
    *("pact:asPrinted", "pact:quantifier", "pact:value", "pact:unit"),
    *("pact:source", "pact:locator", "pact:start", "pact:end", "pact:sha256"),
)
LAST = ("pact:evidence", "pact:note", "rdfs:isDefinedBy")
Index = dict[Term, dict[NamedNode, list[Term]]]


def read_turtle(path: Path) -> tuple[list[Triple], dict[str, str]]:
    """Read a Turtle file.

    :returns: its triples in the order of the file, and its prefixes.
    :raises MissingFileError: where it is not there.
    :raises InputSyntaxError: where it does not parse, with its line.
    """
    return parse_turtle(read_text(path), path)


def read_text(path: Path) -> str:
    """Read a UTF-8 file.

    :raises MissingFileError: where it is not there or is no UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MissingFileError(f"a file that cannot be read ({error})", file=path) from None


def parse_turtle(text: str, path: Path | None = None) -> tuple[list[Triple], dict[str, str]]:
    """Parse Turtle text; ``path`` is for messages only."""
    reader = parse(text, format=RdfFormat.TURTLE)
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


def turtle_parts(
    triples: Iterable[Triple], prefixes: Mapping[str, str] = PREFIXES
) -> tuple[list[str], str]:
    """Return canonical Turtle in two parts: the lines that declare prefixes, and the statements."""
    writer = _Writer(triples, prefixes)
    body = writer.body()
    return [f"@prefix {name}: <{base}> ." for name, base in sorted(writer.used.items())], body


class _Writer:
    """One canonical text in the making."""

    def __init__(self, triples: Iterable[Triple], prefixes: Mapping[str, str]) -> None:
        self.bases = sorted(((base, name) for name, base in prefixes.items()), key=lambda p: (-len(p[0]), p[1]))
        self.used: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.index: Index = defaultdict(lambda: defaultdict(list))
        references: dict[BlankNode, int] = defaultdict(int)
        for triple in dict.fromkeys(triples):
            self.index[triple.subject][triple.predicate].append(triple.object)
            if isinstance(triple.object, BlankNode):
                references[triple.object] += 1
        self.nested = {node for node, count in references.items() if count == 1}
        if any(count > 1 for count in references.values()):
            raise InputSyntaxError(
                "a blank node that two statements refer to",
                expected="a node with a name of its own",
                mend="give it an IRI",
            )

    def body(self) -> str:
        subjects = [s for s in self.index if s not in self.nested]
        blocks = [self.block(s) for s in sorted(subjects, key=lambda s: natural(self.subject(s)))]
        anonymous = sorted(b for b in blocks if b.startswith("[]"))
        named = [b for b in blocks if not b.startswith("[]")]
        return "".join("\n" + b for b in named + anonymous)

    def subject(self, term: Term) -> str:
        return "[]" if isinstance(term, BlankNode) else self.term(term)

    def block(self, subject: Term) -> str:
        return f"{self.subject(subject)} " + " ;\n    ".join(self.predicates(subject)) + " .\n"

    def predicates(self, subject: Term) -> list[str]:
        held = self.index[subject]
        named = {("a" if p.value == RDF + "type" else self.term(p)): p for p in held}
        return [self.predicate(name, held[named[name]]) for name in sorted(named, key=predicate_rank)]

    def predicate(self, name: str, objects: list[Term]) -> str:
        texts = sorted((self.object(o) for o in objects), key=natural)
        line = f"{name} " + ", ".join(texts)
        return line if len(line) <= WIDTH - 4 else f"{name}\n        " + ",\n        ".join(texts)

    def object(self, term: Term) -> str:
        if not isinstance(term, BlankNode):
            return self.term(term)
        if NamedNode(RDF + "first") in self.index[term]:
            return "( " + " ".join(self.items(term)) + " )"
        return "[ " + " ; ".join(" ".join(p.split()) for p in self.predicates(term)) + " ]"

    def items(self, term: Term) -> Iterable[str]:
        first, rest = NamedNode(RDF + "first"), NamedNode(RDF + "rest")
        while isinstance(term, BlankNode):
            yield self.object(self.index[term][first][0])
            term = self.index[term][rest][0]

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
        plain = str(Literal(term.value))
        if term.language:
            return f"{plain}@{term.language}"
        return plain if datatype == XSD + "string" else f"{plain}^^{self.name(datatype)}"

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


def natural(text: str) -> list[tuple[int, int, str]]:
    """Return a sort key under which numbers inside a text count as numbers.

    >>> sorted(["c:10", "c:9"], key=natural)
    ['c:9', 'c:10']
    """
    parts = re.split(r"(\d+)", text)
    return [(1, int(p), p) if p.isdecimal() else (0, 0, p) for p in parts if p]


def predicate_rank(name: str) -> tuple[int, int, str]:
    """Return the place of a predicate: type and labels first, evidence and notes last."""
    if name in FIRST:
        return (0, FIRST.index(name), name)
    return (2, LAST.index(name), name) if name in LAST else (1, 0, name)


def source_prefixes(source_id: str) -> dict[str, str]:
    """Return the prefixes of a source's own files: ``c:`` its claims, ``e:`` its evidence."""
    return {**PREFIXES, "c": f"{PREFIXES['claim']}{source_id}/", "e": f"{PREFIXES['evidence']}{source_id}/"}
