"""Ask a named question: check what is given, bind it, run it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode, QuerySolutions

from pactgraph.answers.catalogue import CAVEAT_COLUMN, CLAIMS, TODAY, Parameter, Question
from pactgraph.answers.names import resolve
from pactgraph.answers.reader import Reader
from pactgraph.errors import InputSyntaxError, PactgraphError, ParameterError, UnknownNameError
from pactgraph.model.dates import parse_edtf
from pactgraph.model.text import did_you_mean, fold
from pactgraph.namespaces import PACT, PREFIXES
from pactgraph.store.base import Store, Table, Term, plain, solutions, table, term
from pactgraph.store.binding import bind

CLASSES = {
    "party": ["Party"],
    "country": ["Country"],
    "initiative": ["Initiative"],
    "thing": [],
    "source": ["Source"],
    "indicator": ["Indicator"],
}
#: What a value must look like, and how that is said.
PATTERNS = {
    "integer": (re.compile(r"[+-]?[0-9]{1,18}"), "a whole number"),
    "year": (re.compile(r"[0-9]{4}"), "a year such as 2021"),
}
CODES = """
SELECT ?notation ?label WHERE {
  ?code skos:inScheme <%s> ; skos:notation ?notation .
  OPTIONAL { ?code skos:prefLabel ?label }
}
"""
CAVEATS = """
SELECT ?claim ?caveat WHERE { VALUES ?claim { %s } ?claim pact:caveat ?caveat } ORDER BY ?claim ?caveat
"""
XSD = PREFIXES["xsd"]


def ask(store: Store, question: Question, given: Mapping[str, str]) -> Table:
    """Answer a named question.

    :param given: parameters as a person types them, by name.
    :returns: the answer, in the order that the question states.
    :raises ParameterError: where one is missing, unknown or of the wrong type.
    :raises UnknownNameError: where one names nothing in the graph.
    :raises InputSyntaxError: where the question itself does not parse, with its file and line.
    """
    with _named(question):
        found = store.query(bound_query(store, question, given))
        if not isinstance(found, QuerySolutions):
            raise InputSyntaxError("a query of another form", expected="a SELECT query", line=1)
        return with_caveats(store.select, table(found))


def with_caveats(select: Callable[[str], Table], answer: Table, column: str = CLAIMS) -> Table:
    """Return an answer with what is known of the claims behind each row as a last column, if anything is.

    :param select: runs a query.
    :param column: the column of the claims of a row.
    """
    if column not in answer.columns:
        return answer
    listed = [plain(cell).split() if cell else [] for cell in answer.column(column)]
    claims = [str(NamedNode(iri)) for iri in dict.fromkeys(iri for row in listed for iri in row)]
    if not claims:
        return answer
    known: dict[str, list[str]] = {}
    for row in select(CAVEATS % " ".join(claims)).records():
        known.setdefault(row["claim"], []).append(row["caveat"])
    if not known:
        return answer
    texts = ["; ".join(dict.fromkeys(text for iri in row for text in known.get(iri, ()))) for row in listed]
    cells = [Literal(text, language="en") if text else None for text in texts]
    rows = tuple((*row, cell) for row, cell in zip(answer.rows, cells, strict=True))
    return Table((*answer.columns, CAVEAT_COLUMN[0]), rows)


@dataclass(frozen=True)
class Column:
    """A column of an answer, and what it holds."""

    name: str
    what: str


@dataclass(frozen=True)
class Answer:
    """The answer to a named question, or a part of its rows.

    :param read: how the rows are to be read.
    :param rests_on: what the rows rest on where they list no claims; else empty.
    :param parameters: the arguments that were given, and the day from which the question looks.
    :param total: how many rows there are; ``offset`` of them come before these.
    :param note: why there are no rows, where there are none and the question can tell.
    :param rows: terms by column as in SPARQL 1.1 Query Results JSON, without unbound ones.
    """

    name: str
    title: str
    read: str
    rests_on: str
    parameters: dict[str, str]
    columns: tuple[Column, ...]
    total: int
    offset: int
    note: str
    rows: tuple[dict[str, dict[str, str]], ...]


def select(reader: Reader, question: Question, arguments: Mapping[str, str]) -> Table:
    """Answer a named question as :func:`ask` does, within the limits of a reader."""
    with _named(question):
        return with_caveats(reader.select, reader.select(bound_query(reader.store, question, arguments)))


def answer_question(
    reader: Reader,
    question: Question,
    arguments: Mapping[str, str],
    limit: int | None = None,
    offset: int = 0,
) -> Answer:
    """Answer a named question within the limits of a reader, and return a part of the rows.

    :raises UserError: as :func:`ask`, or where the answer takes too long or too much.
    """
    given = question.looking_from(date.today(), {name: text for name, text in arguments.items() if text})
    found = select(reader, question, given)
    rows = found.rows[offset : None if limit is None else offset + limit]
    return Answer(
        name=question.name,
        title=question.title,
        read=question.read,
        rests_on=question.rests_on,
        parameters=given,
        columns=tuple(Column(name, question.meanings.get(name, "")) for name in found.columns),
        total=len(found),
        offset=offset,
        note="" if len(found) else question.if_empty,
        rows=tuple(
            {name: term(cell) for name, cell in zip(found.columns, row, strict=True) if cell is not None}
            for row in rows
        ),
    )


def answer(store: Store, question: Question, given: Mapping[str, str]) -> QuerySolutions:
    """Answer a named question as the engine gives it, for writing it in a format of SPARQL."""
    return solutions(ask(store, question, given))


@contextmanager
def _named(question: Question) -> Iterator[None]:
    """Name the file of a question in the error where its query does not parse."""
    try:
        yield
    except InputSyntaxError as error:
        error.file = error.file or question.path
        raise


def bound_query(store: Store, question: Question, given: Mapping[str, str]) -> str:
    """Return the SPARQL of a question with its parameters bound."""
    names = [one.name for one in question.parameters]
    for name in given:
        if name not in names:
            raise ParameterError(
                f"the parameter {name}",
                expected=f"one of {', '.join(names)}"
                if names
                else f"none: {question.name} takes no parameters",
                mend=did_you_mean(name, names, f"see: pactgraph ask {question.name} --help"),
            )
    values: dict[str, list[Term]] = {}
    given = question.looking_from(date.today(), given)
    for parameter in question.parameters:
        text = given.get(parameter.name, parameter.default)
        if text is not None and text.strip():
            values[parameter.name] = [read_value(store, parameter, text)]
        elif text is not None or not parameter.optional:
            raise ParameterError(
                f"no value for {parameter.name}",
                expected=f"{parameter.what} ({parameter.type})",
                mend=f"give {parameter.name}=…" + (", or leave it out" if parameter.optional else ""),
            )
    first, last = (values.get(name, [None])[0] for name in ("first", "last"))
    # Days have one length; a year may have fewer digits.
    if (
        isinstance(first, Literal)
        and isinstance(last, Literal)
        and (len(first.value), first.value) > (len(last.value), last.value)
    ):
        raise ParameterError(
            f"first={first.value} after last={last.value}",
            expected="a span that begins before it ends",
            mend=f"turn it round: first={last.value} last={first.value}",
        )
    return bind(question.query, values)


def day_of(store: Store) -> date:
    """Return the last day on which the newest source can have been published: what is built looks from it."""
    published = store.select("SELECT ?day WHERE { ?source a pact:Source ; pact:published ?day }")
    days = [parse_edtf(row["day"]).latest for row in published.records()]
    return max((day for day in days if day), default=date.min)


def read_value(store: Store, parameter: Parameter, text: str) -> Term:
    """Read one value by the type of its parameter; of a date the first day that it can mean.

    :raises ParameterError: where it is of another type.
    :raises UnknownNameError: where it names nothing of that type.
    """
    kind = parameter.type
    try:
        if kind in CLASSES:
            return resolve(store, text, [PACT + name for name in CLASSES[kind]])
        if kind.startswith("code "):
            return _code(store, kind.removeprefix("code "), text)
    except UnknownNameError as error:
        error.found += f" (for {parameter.name})"
        raise
    if kind == "text":
        return Literal(text)
    if kind == "date":
        text = date.today().isoformat() if fold(text) == TODAY else text
        with suppress(PactgraphError):
            if first := parse_edtf(text).earliest:
                return Literal(first.isoformat(), datatype=NamedNode(XSD + "date"))
        expected = "a date such as 2021-11-22, 2021-11 or 2021, or today"
        raise ParameterError(f"{text!r} for {parameter.name}", expected=expected)
    pattern, expected = PATTERNS[kind]
    if not pattern.fullmatch(text):
        raise ParameterError(f"{text!r} for {parameter.name}", expected=expected)
    return Literal(text, datatype=NamedNode(XSD + "integer"))


def _code(store: Store, scheme: str, text: str) -> NamedNode:
    """Return the code of a list by its notation, its address or its label in any language."""
    base = PREFIXES[scheme]
    slug = text.removeprefix(base).removeprefix(f"{scheme}:")
    rows = store.select(CODES % base.rstrip("/")).records()
    slugs = sorted({row["notation"] for row in rows})
    labelled = {row["notation"] for row in rows if fold(row.get("label", "")) == fold(text)}
    if slug in slugs:
        return NamedNode(base + slug)
    if len(labelled) == 1:
        return NamedNode(base + labelled.pop())
    raise UnknownNameError(
        f"the code {text}",
        expected=f"a code of the list {scheme}: {', '.join(slugs)}",
        mend=did_you_mean(slug, slugs, n=3),
    )
