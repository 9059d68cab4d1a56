"""The pages of named questions: the list, and each as a form with its answer and the chart that draws it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode

from pactgraph.answers.ask import bound_query, read_value, with_caveats
from pactgraph.answers.catalogue import Parameter, Question
from pactgraph.errors import UserError
from pactgraph.namespaces import BASE, PREFIXES, shorten
from pactgraph.store.base import Row, Store, Table, Term, plain, solutions
from pactgraph.store.binding import bind
from pactgraph.views.definition import ViewDefinition
from pactgraph.views.gallery import all_views
from pactgraph.web.formats import TABLES
from pactgraph.web.http import mend_of
from pactgraph.web.pages.rendering import attached, changed, number, respond

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from pactgraph.answers.reader import Reader
    from pactgraph.web.services import Services

PER_PAGE = 100
NUMBERS = (PREFIXES["xsd"] + "integer", PREFIXES["xsd"] + "decimal")
#: The hint of a field, by the type of its parameter.
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
    """One cell of an answer: its text, its link, and the claims that it lists."""

    text: str
    iri: str = ""
    claims: tuple[str, ...] = ()
    numeric: bool = False


@dataclass(frozen=True)
class Chart:
    """A view that draws a question.

    :param address: the address of its page.
    :param picture: the address of its still picture, where it draws this very answer; else empty.
    """

    title: str
    address: str
    picture: str = ""


def questions_page(services: Services, request: Request) -> Response:
    """List the named questions by subject."""
    subjects = by_subject(services.graph.questions.questions)
    return respond(request, "questions.html", subjects=subjects)


def question_page(services: Services, request: Request) -> Response:
    """Show a question as a form with its answer and its SPARQL, or return the answer as ``format=csv``."""
    from starlette.responses import Response

    graph = services.graph
    question, query = graph.questions.get(request.path_params["name"]), request.query_params
    # A field that is left empty takes its default.
    given = {p.name: query[p.name][:500] for p in question.parameters if query.get(p.name, "").strip()}
    asked = question.looking_from(date.today(), given)
    table, sparql, error = Table((), ()), question.body, None
    try:
        sparql = bound_query(graph.store, question, asked)
        table = with_caveats(graph.select, graph.select(sparql))
    except UserError as wrong:
        error = wrong
    if query.get("format") == "csv" and error is None:
        csv = TABLES["csv"]
        written = solutions(table).serialize(format=csv.engine)
        return Response(written, media_type=csv.media_type, headers=attached(f"{question.name}.csv"))
    pages = -(-len(table) // PER_PAGE) or 1
    page = number(query.get("page"), most=pages)
    rows = table.rows[(page - 1) * PER_PAGE : page * PER_PAGE]
    return respond(
        request,
        "question.html",
        error.status if error else 200,
        query=given,
        question=question,
        day=next((text for name, text in asked.items() if name not in given), ""),
        fields=[_field(graph, parameter, asked) for parameter in question.parameters],
        columns=[(name, question.meanings.get(name, "")) for name in table.columns],
        rows=cells(table, rows, graph.labelled),
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


def by_subject(questions: Iterable[Question]) -> list[tuple[str, list[Question]]]:
    """Return the questions by subject, in their order."""
    grouped = groupby(questions, key=lambda one: one.subject)
    return [(subject.replace("-", " ").capitalize(), list(own)) for subject, own in grouped]


def example_of(store: Store, question: Question) -> str:
    """Return a question as a query to begin with: its defaults bound, all else open.

    What has no default, or one that this graph does not have, is left open too, so that the query runs.
    """
    values = {}
    for parameter in question.parameters:
        if parameter.default:
            try:
                values[parameter.name] = [read_value(store, parameter, parameter.default)]
            except UserError:
                continue
    return f"# {question.title}\n{bind(question.body, values).strip()}\n"


def cells(table: Table, rows: Iterable[Row], things: Mapping[str, str]) -> list[list[Cell]]:
    """Return rows of an answer as pages show them.

    :param things: IRIs by label, so that names of things link to them.
    """

    def cell(name: str, value: Term | None) -> Cell:
        if value is None:
            return Cell("")
        if isinstance(value, NamedNode):
            return Cell(shorten(value.value), value.value)
        text = plain(value)
        if name == "claims":
            return Cell("", claims=tuple(iri for iri in text.split() if iri.startswith(BASE)))
        iri = text if text.startswith(BASE) and " " not in text else things.get(text, "")
        return Cell(text, iri, numeric=isinstance(value, Literal) and value.datatype.value in NUMBERS)

    return [[cell(name, value) for name, value in zip(table.columns, row, strict=True)] for row in rows]


def _field(graph: Reader, parameter: Parameter, given: Mapping[str, str]) -> dict[str, object]:
    """Return one field of the form; a code is chosen from its list."""
    value = given.get(parameter.name, parameter.default or "")
    choices: list[tuple[str, str]] = []
    if parameter.type.startswith("code "):
        scheme = parameter.type.removeprefix("code ")
        choices = graph.codes(scheme)
        value = value.removeprefix(PREFIXES[scheme]).removeprefix(f"{scheme}:")
    return {
        "name": parameter.name,
        "label": parameter.what,
        "value": graph.called(value),
        "hint": HINTS.get(parameter.type, ""),
        "optional": parameter.optional,
        "choices": choices,
    }


def charts_of(question: Question, given: Mapping[str, str]) -> list[Chart]:
    """Return the view that draws this very answer; where there is none, those that draw another one.

    :param given: the arguments of the question.

    >>> from pactgraph.answers.catalogue import read_question
    >>> from pactgraph.resources import graph_dir
    >>> series = read_question(graph_dir() / "queries/statistics/statistics_series_in_base_unit.rq")
    >>> [chart.picture for chart in charts_of(series, {"indicator": "5G base stations"})]
    ['/view/indicator.svg?indicator=5G+base+stations']
    """
    views = list(_drawing(question))
    for view in views:
        asked = _asked(view, question, given)
        if asked is not None:
            return [Chart(view.title, f"/view/{view.name}{asked}", f"/view/{view.name}.svg{asked}")]
    return [Chart(view.title, f"/view/{view.name}") for view in views if not view.asks]


def _drawing(question: Question) -> Iterator[ViewDefinition]:
    """Yield the charts of a question; first those that draw any arguments."""
    for view in sorted(all_views(), key=lambda view: not view.asks):
        asked = view.chart.question if view.chart is not None else None
        if asked is not None and asked.name == question.name:
            yield view


def _asked(view: ViewDefinition, question: Question, given: Mapping[str, str]) -> str | None:
    """Return the query by which a view draws this answer; None where it would draw another one."""
    usual = {p.name: p.default for p in question.parameters if p.default}
    wanted = {**usual, **given}
    if not set(wanted) <= set(view.parameters):
        return None
    return "" if wanted == dict(view.parameters) else f"?{urlencode(wanted)}"
