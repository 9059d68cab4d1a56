"""The pages of named questions: the list, and each as a form with its answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from pactgraph.answers.ask import bound_query
from pactgraph.answers.catalogue import Parameter, Question
from pactgraph.errors import UserError
from pactgraph.namespaces import BASE, CODE_LISTS, PREFIXES, shorten
from pactgraph.store.base import Row, Table, plain
from pactgraph.web.explorer import Explorer
from pactgraph.web.http import mend_of
from pactgraph.web.pages.charting import charts_of
from pactgraph.web.pages.rendering import changed, number, respond

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

PER_PAGE = 100
CODES = """
SELECT ?notation ?label WHERE {
  ?code skos:inScheme <%s> ; skos:notation ?notation ; skos:prefLabel ?label . FILTER(LANG(?label) = "en")
} ORDER BY ?label
"""
#: What is shown in a field, by the type of its parameter.
HINTS = {
    "party": "a name in any language, or a short name such as country:CUB",
    "country": "a name in any language, or an ISO code",
    "initiative": "a name in any language, or a short name",
    "thing": "a name in any language, or a short name",
    "source": "the name or the id of a source",
    "indicator": "the name of an indicator, or a short name",
    "year": "a year such as 2021",
    "date": "a date such as 2021-11-22, 2021-11 or 2021",
    "integer": "a whole number",
    "text": "",
}


@dataclass(frozen=True)
class Cell:
    """One cell of an answer: text, where it leads, and the claims that it lists."""

    text: str
    iri: str = ""
    claims: tuple[str, ...] = ()
    numeric: bool = False


def questions_page(explorer: Explorer, request: Request) -> Response:
    """List the named questions by subject."""
    subjects = [
        (subject.replace("-", " "), list(held))
        for subject, held in groupby(explorer.graph.questions.questions, key=lambda one: one.subject)
    ]
    return respond(request, "questions.html", subjects=subjects)


def question_page(explorer: Explorer, request: Request) -> Response:
    """Show a question as a form, its answer and the SPARQL behind it."""
    question = explorer.graph.questions.get(request.path_params["name"])
    given = given_of(question, request.query_params)
    table, sparql, error = _answered(explorer, question, given)
    pages = -(-len(table) // PER_PAGE) or 1
    page = number(request.query_params.get("page"), most=pages)
    shown = table.rows[(page - 1) * PER_PAGE : page * PER_PAGE]
    return respond(
        request,
        "question.html",
        error.status if error else 200,
        query=given,
        question=question,
        fields=[_field(explorer, parameter, given) for parameter in question.parameters],
        columns=[(name, dict(question.columns).get(name, "")) for name in table.columns],
        rows=shown_rows(table, shown, explorer.labelled),
        total=len(table),
        first=(page - 1) * PER_PAGE + 1,
        page=page,
        pages=pages,
        sparql=sparql,
        error=error,
        mend=mend_of(error) if error else "",
        charts=charts_of(question, given) if table else [],
        taken=changed({**given, "page": ""}, page=None),
    )


def given_of(question: Question, query: Mapping[str, str]) -> dict[str, str]:
    """Return the parameters that an address gives; what is left empty takes its default."""
    return {p.name: query[p.name][:500] for p in question.parameters if query.get(p.name, "").strip()}


def _answered(
    explorer: Explorer, question: Question, given: Mapping[str, str]
) -> tuple[Table, str, UserError | None]:
    """Return the answer and its SPARQL; where there is none, an empty one and what went wrong."""
    try:
        sparql = bound_query(explorer.store, question, given)
        return explorer.services.select(sparql), sparql, None
    except UserError as error:
        return Table((), ()), question.body, error


def shown_rows(table: Table, rows: Iterable[Row], things: Mapping[str, str]) -> list[list[Cell]]:
    """Return rows of an answer as pages show them.

    :param things: addresses by label, so that names of things lead to them.
    """
    return [
        [_cell(name, cell, things) for name, cell in zip(table.columns, row, strict=True)] for row in rows
    ]


def _cell(name: str, cell: object, things: Mapping[str, str]) -> Cell:
    if cell is None:
        return Cell("")
    if isinstance(cell, NamedNode):
        return Cell(shorten(cell.value), cell.value)
    text = plain(cell)  # type: ignore[arg-type]
    if name == "claims":
        return Cell("", claims=tuple(iri for iri in text.split() if iri.startswith(BASE)))
    numeric = isinstance(cell, Literal) and cell.datatype.value in (
        PREFIXES["xsd"] + "integer",
        PREFIXES["xsd"] + "decimal",
    )
    iri = text if text.startswith(BASE) and " " not in text else things.get(text, "")
    return Cell(text, iri, numeric=numeric)


def _field(explorer: Explorer, parameter: Parameter, given: Mapping[str, str]) -> dict[str, object]:
    """Return one field of the form; a code is chosen from its list."""
    value = given.get(parameter.name, parameter.default or "")
    choices: list[tuple[str, str]] = []
    if parameter.type.startswith("code "):
        scheme = parameter.type.removeprefix("code ")
        choices = codes_of(explorer, scheme)
        value = value.removeprefix(PREFIXES[scheme]).removeprefix(f"{scheme}:")
    return {
        "name": parameter.name,
        "label": parameter.what,
        "value": explorer.called(value),
        "hint": HINTS.get(parameter.type, ""),
        "optional": parameter.optional,
        "choices": choices,
    }


def codes_of(explorer: Explorer, scheme: str) -> list[tuple[str, str]]:
    """Return the codes of a list with their labels, by label."""
    if scheme not in CODE_LISTS:
        return []

    def read() -> list[tuple[str, str]]:
        rows = explorer.store.select(CODES % PREFIXES[scheme].rstrip("/")).records()
        return [(row["notation"], row["label"]) for row in rows]

    return explorer.kept(("codes", scheme), read)
