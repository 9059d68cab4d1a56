"""Canonical Turtle: one graph, one text, whatever order or hash seed it was read in.

Subjects come in natural order of their names (``c:2`` before ``c:10``), ``a`` and the labels before other
predicates, objects by language tag and then by their own text; only prefixes that are used are declared.
Blank nodes are nested in the one place that refers to them, lists written as ``( … )``; a blank node that two
statements refer to, or that is part of a circle, has no canonical place and is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from pactgraph.errors import InputSyntaxError
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


class CanonicalText:
    """One canonical text in the making.

    :ivar used: the prefixes that the text needs so far, by name.
    """

    def __init__(
        self,
        triples: Iterable[Triple],
        prefixes: Mapping[str, str],
        named: Collection[BlankNode] | None = None,
    ) -> None:
        self._bases = sorted(
            ((base, name) for name, base in prefixes.items()), key=lambda p: (-len(p[0]), p[1])
        )
        self.used: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._index: Index = {}
        references: Counter[Term] = Counter()
        for triple in dict.fromkeys(triples):
            held = self._index.setdefault(triple.subject, {})
            held.setdefault(triple.predicate, []).append(triple.object)
            references[triple.object] += 1
        blank = {term: count for term, count in references.items() if isinstance(term, BlankNode)}
        shared = {term for term, count in blank.items() if count > 1}
        circles = self._circles(blank)
        if named is None and (shared or circles):
            raise InputSyntaxError(
                "blank nodes that refer to each other in a circle"
                if circles
                else "a blank node that two statements refer to",
                expected="nodes with names of their own",
                mend="give each an IRI",
            )
        self._labelled: set[Term] = {*(named or ()), *shared, *circles}
        self._nested: set[Term] = {term for term in blank if term not in self._labelled}

    def _circles(self, blank: Collection[Term]) -> set[Term]:
        """Return the blank nodes that only refer to each other: no statement leads to them."""
        reached = dict.fromkeys(term for term in self._index if term not in blank)
        pending = list(reached)
        while pending:
            for values in self._index.get(pending.pop(), {}).values():
                fresh = [value for value in values if value in blank and value not in reached]
                reached.update(dict.fromkeys(fresh))
                pending += fresh
        return {term for term in self._index if term not in reached}

    def body(self) -> str:
        """Return all statements, without the prefixes."""
        subjects = [s for s in self._index if s not in self._nested]
        blocks = [self._block(s) for s in sorted(subjects, key=lambda s: natural(self._subject(s)))]
        anonymous = sorted(b for b in blocks if b.startswith("[]"))
        named = [b for b in blocks if not b.startswith("[]")]
        return "".join("\n" + b for b in named + anonymous)

    def _subject(self, term: Term) -> str:
        if isinstance(term, BlankNode):
            return str(term) if term in self._labelled else "[]"
        return self._term(term)

    def _block(self, subject: Term) -> str:
        lines = [self._fold(name, texts) for name, texts in self._predicates(subject)]
        return f"{self._subject(subject)} " + " ;\n    ".join(lines) + " .\n"

    def _fold(self, name: str, texts: list[str]) -> str:
        """Return a predicate and its objects on one line, or on one line each where that is too wide."""
        line = f"{name} " + ", ".join(texts)
        return line if len(line) <= WIDTH - 4 else f"{name}\n        " + ",\n        ".join(texts)

    def _predicates(self, subject: Term) -> list[tuple[str, list[str]]]:
        """Return the predicates of a subject, and the objects of each, as text in their order."""
        held = self._index.get(subject, {})
        named = {("a" if p.value == RDF + "type" else self._term(p)): p for p in held}
        return [
            (name, [text for _, _, text in sorted(self._sortable(o) for o in held[named[name]])])
            for name in sorted(named, key=predicate_rank)
        ]

    def _sortable(self, term: Term) -> tuple[str, list[tuple[int, int, str, str]], str]:
        """Return the language tag, natural order and text of an object, so that it sorts by them."""
        text = self._object(term)
        language = term.language or "" if isinstance(term, Literal) else ""
        return language, natural(text), text

    def _object(self, term: Term) -> str:
        if not isinstance(term, BlankNode):
            return self._term(term)
        if term in self._labelled:
            return str(term)
        items = self._items(term)
        if items is not None:
            return "( " + " ".join(self._object(item) for item in items) + " )"
        inside = " ; ".join(f"{name} {', '.join(texts)}" for name, texts in self._predicates(term))
        return f"[ {inside} ]" if inside else "[]"

    def _items(self, term: Term) -> list[Term] | None:
        """Return the items of a list, or None where the node is no list or says more than a list does."""
        found: list[Term] = []
        while isinstance(term, BlankNode) and term not in self._labelled:
            held = self._index.get(term, {})
            first, rest = held.get(RDF_FIRST, []), held.get(RDF_REST, [])
            if len(held) != 2 or len(first) != 1 or len(rest) != 1:
                return None
            found.append(first[0])
            term = rest[0]
        return found if term == RDF_NIL else None

    def _term(self, term: Term) -> str:
        if isinstance(term, Literal):
            return self._literal(term)
        if isinstance(term, NamedNode):
            return self._name(term.value)
        raise InputSyntaxError(f"the term {term}", expected="an IRI, a literal or a nested blank node")

    def _literal(self, term: Literal) -> str:
        datatype = term.datatype.value
        if datatype in BARE and BARE[datatype].fullmatch(term.value):
            return term.value
        if term.language or datatype == XSD + "string":
            return str(term)
        return f"{Literal(term.value)}^^{self._name(datatype)}"

    def _name(self, iri: str) -> str:
        if iri not in self._names:
            self._names[iri] = self._shortest(iri)
        return self._names[iri]

    def _shortest(self, iri: str) -> str:
        for base, prefix in self._bases:
            if iri.startswith(base) and LOCAL.fullmatch(iri[len(base) :]):
                self.used[prefix] = base
                return f"{prefix}:{iri[len(base) :]}"
        return f"<{iri}>"
