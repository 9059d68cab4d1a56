"""Say in plain words what a SHACL result means: what is wrong, what was found, what may have been meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import rdflib
from rdflib import RDF, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from pactgraph.model.text import nearest
from pactgraph.namespaces import PACT, PREFIXES, shorten
from pactgraph.validation.findings import short_names

MEND = " Mend: "
"""Parts the message of a shape into what is expected and how to mend it."""
SH = PREFIXES["sh"]
RDF_TYPE = PREFIXES["rdf"] + "type"
BARE = {PREFIXES["xsd"] + name for name in ("boolean", "decimal", "integer")}
"""Datatypes whose values Turtle writes without quotes."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One SHACL result: focus node, property, value, shape and the kind of constraint (``MinCount``)."""

    focus: str
    path: str | None
    value: Node | None
    shape: str
    component: str


class Explainer:
    """Explains violations with what the data and the shapes know."""

    def __init__(self, data: rdflib.Graph, shapes: rdflib.Graph) -> None:
        self.data = data
        self.shapes = shapes

    def explain(self, violation: Violation) -> tuple[str, str, str]:
        """Return what is wrong, the value at fault, and a guess at what was meant; these two may be empty."""
        explain: dict[str, Callable[[Violation], tuple[str, str, str]]] = {
            "MinCount": self._missing,
            "QualifiedMinCount": self._missing,
            "MaxCount": self._too_many,
            "QualifiedMaxCount": self._too_many,
            "UniqueLang": self._same_language,
            "Closed": self._not_of_the_class,
            "HasValue": self._other_value,
            "LessThan": self._not_below,
        }
        return explain.get(violation.component, self._wrong_value)(violation)

    def allowed(self, violation: Violation) -> str:
        """Return the properties that a closed shape lists."""
        return f"one of {', '.join(sorted(shorten(name) for name in self._paths(violation.shape)))}"

    def _missing(self, violation: Violation) -> tuple[str, str, str]:
        name = _name(violation.path) + self._language(violation)
        return f"{short_names(violation.focus)} has no {name}", self._values(violation), ""

    def _too_many(self, violation: Violation) -> tuple[str, str, str]:
        message = f"{short_names(violation.focus)} has more than one {_name(violation.path)}"
        return message, self._values(violation), ""

    def _same_language(self, violation: Violation) -> tuple[str, str, str]:
        values = list(self._objects(violation))
        often = Counter(getattr(value, "language", None) for value in values)
        twice = [value for value in values if often[getattr(value, "language", None)] > 1]
        message = f"{short_names(violation.focus)} has more than one {_name(violation.path)} in one language"
        return message, ", ".join(sorted(self._show(v) for v in twice)), ""

    def _not_of_the_class(self, violation: Violation) -> tuple[str, str, str]:
        name = _name(violation.path)
        close = nearest(name, (shorten(path) for path in self._paths(violation.shape)), n=1)
        kinds = sorted(shorten(kind) for kind in self._types(violation.focus))
        message = f"{short_names(violation.focus)} has {name}, which a {' or '.join(kinds)} does not have"
        found = f"{name} {self._show(violation.value)}" if violation.value is not None else name
        return message, found, f"Did you mean {close[0]}?" if close else ""

    def _other_value(self, violation: Violation) -> tuple[str, str, str]:
        message = f"{short_names(violation.focus)} has another {_name(violation.path)} or none"
        return message, self._values(violation), ""

    def _not_below(self, violation: Violation) -> tuple[str, str, str]:
        above = str(self.shapes.value(URIRef(violation.shape), URIRef(SH + "lessThan")))
        ends = ", ".join(
            sorted(self._show(v) for v in self.data.objects(URIRef(violation.focus), URIRef(above)))
        )
        start = f"{_name(violation.path)} {self._show(violation.value)}"
        return f"{short_names(violation.focus)} has {start} and {_name(above)} {ends}", start, ""

    def _wrong_value(self, violation: Violation) -> tuple[str, str, str]:
        subject = short_names(violation.focus)
        if violation.path is None or violation.value is None:
            return f"{subject} is not as the rule asks", "", ""
        shown = self._show(violation.value)
        message = f"{subject} has {_name(violation.path)} {shown}"
        if not isinstance(violation.value, URIRef):
            return message, shown, ""
        types = sorted(shorten(kind) for kind in self._types(str(violation.value)))
        found = f"{shown}, a {', '.join(types)}" if types else f"{shown}, which nothing describes"
        return message, found, self._guess(violation, str(violation.value))

    def _guess(self, violation: Violation, iri: str) -> str:
        """Compare names within their kind or list first: what follows the prefix says more than it."""
        name = shorten(iri)
        prefix, _, local = name.partition(":")
        if local[-1:].isdigit():
            return ""  # numbers are not mistyped, they are of another node
        others = [shorten(other) for other in self._candidates(violation) if other != iri]
        alike = [other.removeprefix(f"{prefix}:") for other in others if other.startswith(f"{prefix}:")]
        close = [f"{prefix}:{found}" for found in nearest(local, alike, n=1)] or nearest(name, others, n=1)
        return f"Did you mean {close[0]}?" if close else ""

    def _candidates(self, violation: Violation) -> Iterable[str]:
        """Yield the codes or things that would fit, for a property of codes or of a class."""
        code_list = self.data.value(URIRef(violation.path or ""), URIRef(PACT + "codeList"))
        if code_list is not None:
            in_scheme = URIRef(PREFIXES["skos"] + "inScheme")
            return (str(code) for code in self.data.subjects(in_scheme, code_list))
        wanted = self.shapes.value(URIRef(violation.shape), URIRef(SH + "class"))
        if wanted is None:
            return (name for names in self._members.values() for name in names)
        below = self.data.transitive_subjects(URIRef(PREFIXES["rdfs"] + "subClassOf"), wanted)
        return (name for kind in below for name in self._members.get(str(kind), ()))

    @cached_property
    def _members(self) -> dict[str, list[str]]:
        """The things of each class of ours."""
        members: dict[str, list[str]] = {}
        for thing, kind in self.data.subject_objects(RDF.type):
            if str(kind).startswith(PACT):
                members.setdefault(str(kind), []).append(str(thing))
        return members

    def _types(self, iri: str) -> list[str]:
        return [str(kind) for kind in self.data.objects(URIRef(iri), RDF.type)]

    def _paths(self, shape: str) -> list[str]:
        properties = self.shapes.objects(URIRef(shape), URIRef(SH + "property"))
        paths = {self.shapes.value(prop, URIRef(SH + "path")) for prop in properties}
        return [str(path) for path in paths if isinstance(path, URIRef)]

    def _objects(self, violation: Violation) -> list[Node]:
        return list(self.data.objects(URIRef(violation.focus), URIRef(violation.path or RDF_TYPE)))

    def _values(self, violation: Violation) -> str:
        return ", ".join(sorted(self._show(value) for value in self._objects(violation)))

    def _language(self, violation: Violation) -> str:
        """Return `` in @zh`` where a shape asks for text in a language that no value is in."""
        shape = URIRef(violation.shape)
        fitting = self.shapes.value(shape, URIRef(SH + "qualifiedValueShape"), default=shape)
        tags = self.shapes.value(fitting, URIRef(SH + "languageIn"))
        if tags is None:
            return ""
        there = {getattr(value, "language", None) for value in self._objects(violation)}
        missing = [str(tag) for tag in Collection(self.shapes, tags) if str(tag) not in there]
        return " in " + " and ".join(f"@{tag}" for tag in missing) if missing else ""

    def _show(self, value: Node | None) -> str:
        """Return a term as a curator would write it."""
        if not isinstance(value, Literal):
            return short_names(str(value))
        text = f'"{value}"'
        if value.language:
            return f"{text}@{value.language}"
        if not value.datatype or str(value.datatype) in BARE:
            return text if value.datatype is None else str(value)
        return f"{text}^^{shorten(str(value.datatype))}"


def _name(path: str | None) -> str:
    return "class" if path == RDF_TYPE else shorten(path or "")
