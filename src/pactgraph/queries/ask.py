"""Ask a named question: check what is given, bind it, run it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from pactgraph.errors import ParameterError, PactgraphError, UnknownNameError
from pactgraph.model.dates import parse_edtf
from pactgraph.model.text import nearest
from pactgraph.namespaces import PACT, PREFIXES
from pactgraph.queries.binding import bind
from pactgraph.queries.catalogue import Parameter, Question
from pactgraph.queries.names import resolve
from pactgraph.store.base import Store, Table, Term

CLASSES = {
    "party": ["Party"],
    "country": ["Country"],
    "initiative": ["Initiative"],
    "thing": [],
    "source": ["Source"],
    "indicator": ["Indicator"],
}
XSD = PREFIXES["xsd"]


def ask(store: Store, question: Question, given: Mapping[str, str]) -> Table:
    """Answer a named question.

    :param given: parameters as a person types them, by name.
    :returns: the answer, in the order that the question states.
    :raises ParameterError: where one is missing, unknown or of the wrong type.
    :raises UnknownNameError: where one names nothing in the graph.
    """
    return store.select(bound_query(store, question, given))


def bound_query(store: Store, question: Question, given: Mapping[str, str]) -> str:
    """Return the SPARQL of a question with its parameters bound."""
    for name in given:
        if question.parameter(name) is None:
            names = [p.name for p in question.parameters]
            close = nearest(name, names)
            raise ParameterError(
                f"the parameter {name}",
                expected=f"one of {', '.join(names)}" if names else f"none: {question.name} takes no parameters",
                mend=f"did you mean {close[0]}?" if close else f"see: pactgraph ask {question.name} --help",
            )
    values: dict[str, list[Term]] = {}
    for parameter in question.parameters:
        text = given.get(parameter.name, parameter.default)
        if text is not None:
            values[parameter.name] = [read_value(store, parameter, text)]
        elif not parameter.optional:
            raise ParameterError(
                f"no value for {parameter.name}",
                expected=f"{parameter.what} ({parameter.type})",
                mend=f"add {parameter.name}=…",
            )
    return bind(question.query, values)


def read_value(store: Store, parameter: Parameter, text: str) -> Term:
    """Read one value by the type of its parameter.

    :raises ParameterError: where it is of another type.
    """
    if parameter.type in CLASSES:
        return resolve(store, text, [PACT + name for name in CLASSES[parameter.type]])
    if parameter.type.startswith("code "):
        return _code(store, parameter, text)
    return _literal(parameter, text)


def _code(store: Store, parameter: Parameter, text: str) -> NamedNode:
    scheme = parameter.type.removeprefix("code ")
    base = PREFIXES[scheme]
    slug = text.removeprefix(base).removeprefix(f"{scheme}:")
    listed = store.select(f"SELECT ?notation WHERE {{ ?code skos:inScheme <{base[:-1]}> ; skos:notation ?notation }}")
    slugs = sorted(cell.value for (cell,) in listed.rows if isinstance(cell, Literal))
    if slug in slugs:
        return NamedNode(base + slug)
    close = nearest(slug, slugs)
    raise UnknownNameError(
        f"{text} for {parameter.name}",
        expected=f"a code of the list {scheme}: {', '.join(slugs)}",
        mend=f"did you mean {' or '.join(close)}?" if close else "",
    )


def _literal(parameter: Parameter, text: str) -> Literal:
    wrong = ParameterError(
        f"{text!r} for {parameter.name}",
        expected={"integer": "a whole number", "year": "a year such as 2021", "date": "a date such as 2021-11-22"}.get(
            parameter.type, "text"
        ),
    )
    if parameter.type == "text":
        return Literal(text)
    if parameter.type == "date":
        try:
            bounds = parse_edtf(text)
        except PactgraphError:
            raise wrong from None
        if bounds.earliest is None:
            raise wrong
        return Literal(bounds.earliest.isoformat(), datatype=NamedNode(XSD + "date"))
    pattern = r"\d{4}" if parameter.type == "year" else r"[+-]?\d{1,18}"
    if not re.fullmatch(pattern, text):
        raise wrong
    return Literal(text, datatype=NamedNode(XSD + "integer"))

