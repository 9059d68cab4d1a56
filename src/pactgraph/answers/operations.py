"""The table of operations: what can be asked of the graph, from Python, the API, MCP and the command line.

An operation is one function of a :class:`Reader` and one row of :data:`OPERATIONS`. Its parameters with their
types, defaults, bounds, descriptions and examples follow from the annotated signature of the function, its
result from the return type; the faces derive addresses, tools, options and their reference from the row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any

from pactgraph.answers import ask as asking
from pactgraph.answers import catalogue, trace
from pactgraph.answers import coverage as covering
from pactgraph.answers import disagreements as disagreeing
from pactgraph.answers import explain as explaining
from pactgraph.answers import search as searching
from pactgraph.answers import statistics as counting
from pactgraph.answers import thing as showing
from pactgraph.answers.ask import PATTERNS, Answer
from pactgraph.answers.catalogue import Question
from pactgraph.answers.coverage import Coverage
from pactgraph.answers.disagreements import Disagreements
from pactgraph.answers.explain import Explanation, Stated
from pactgraph.answers.facets import FACETS
from pactgraph.answers.operation import Operation, read, schema
from pactgraph.answers.parameters import LONGEST, Parameter
from pactgraph.answers.reader import Reader
from pactgraph.answers.search import Found
from pactgraph.answers.statistics import Statistics
from pactgraph.answers.thing import Thing
from pactgraph.answers.trace import NetworkChoice, Paths
from pactgraph.network import measures as measuring
from pactgraph.network.filters import Filters
from pactgraph.network.projections import PROJECTIONS
from pactgraph.network.projections.description import list_projections
from pactgraph.network.results import Result

__all__ = ["OPERATIONS", "Operation", "operations", "question_operation", "read", "schema"]

#: Statements about a thing that are looked at for its claims.
MOST_STATEMENTS = 2000
NAME = "a name in any language, a short name such as country:CUB, an address, or the number of a claim"

Offset = Annotated[int, Parameter("Leave out so many of them first.")]
End = Annotated[str, Parameter(f"The one: {NAME}.", example="Cuba")]
Other = Annotated[str, Parameter("The other, in the same ways.", example="Mongolia")]


@dataclass(frozen=True)
class Network:
    """The parameters that choose a network: a projection, and what it is made from."""

    network: Annotated[str, Parameter("In which network.", choices=tuple(PROJECTIONS))] = "two-mode"
    roll_up: Annotated[bool, Parameter("Cities, companies and bodies count as their country.")] = False
    directed: Annotated[bool, Parameter("From those who give to those who receive.")] = False
    since: Annotated[int | None, Parameter("No tie dated before this year.", least=1, most=9999)] = None
    until: Annotated[int | None, Parameter("No tie dated after this year.", least=1, most=9999)] = None
    as_of: Annotated[str | None, Parameter("What had come about by this date (EDTF).")] = None
    modality: Annotated[tuple[str, ...], Parameter("Only what is stated so, such as asserted.")] = ()
    without_modality: Annotated[
        tuple[str, ...], Parameter("Nothing that is stated so, such as recommended.")
    ] = ()
    status: Annotated[tuple[str, ...], Parameter("Only initiatives that got so far, such as signed.")] = ()
    role: Annotated[tuple[str, ...], Parameter("Only these roles, such as signatory.")] = ()
    source: Annotated[tuple[str, ...], Parameter("Only what this source states.")] = ()
    without_source: Annotated[tuple[str, ...], Parameter("Nothing of what this source states.")] = ()
    area: Annotated[tuple[str, ...], Parameter("Only this cooperation area.")] = ()
    no_single_source: Annotated[bool, Parameter("Nothing that only one source states.")] = False

    @property
    def choice(self) -> NetworkChoice:
        """The network that is chosen.

        :raises ParameterError: where a year or a date cannot be one.
        """
        filters = Filters(
            since=self.since,
            until=self.until,
            as_of=self.as_of or None,
            modalities=self.modality,
            without_modalities=self.without_modality,
            statuses=self.status,
            roles=self.role,
            sources=self.source,
            without_sources=self.without_source,
            areas=self.area,
            single_source=not self.no_single_source,
        )
        return NetworkChoice(self.network, "newman", self.roll_up, self.directed, filters)


TWO_MODE = Network()


@dataclass(frozen=True)
class Questions:
    """The named questions; ``total`` says how many there are, ``offset`` how many come before these."""

    total: int
    offset: int
    questions: tuple[Question, ...]


def _facet(title: str) -> Parameter:
    return Parameter(f"Only things with this: {title}.")


def search(
    reader: Reader,
    q: Annotated[
        str,
        Parameter("Words of a name in any language; all things where there are none.", example="silk road"),
    ] = "",
    type: Annotated[str, _facet(FACETS["type"])] = "",
    country: Annotated[str, _facet(FACETS["country"])] = "",
    year: Annotated[str, _facet(FACETS["year"])] = "",
    status: Annotated[str, _facet(FACETS["status"])] = "",
    area: Annotated[str, _facet(FACETS["area"])] = "",
    source: Annotated[str, _facet(FACETS["source"])] = "",
    limit: Annotated[int, Parameter("At most so many things.", least=1, most=500)] = 20,
    offset: Offset = 0,
) -> Found:
    """Find things by their names, narrowed by facets."""
    given = dict(type=type, country=country, year=year, status=status, area=area, source=source)
    return searching.search(reader, q, {name: value for name, value in given.items() if value}, limit, offset)


def show(
    reader: Reader,
    name: Annotated[str, Parameter(f"The thing: {NAME}.", example="Cuba")],
    limit: Annotated[int, Parameter("At most so many claims.", most=500)] = 100,
    offset: Offset = 0,
) -> Thing:
    """Return what the graph says of one thing."""
    return showing.thing(reader, name, limit, offset, most=MOST_STATEMENTS)


def claim(
    reader: Reader,
    name: Annotated[str, Parameter("The number or address of the claim.", example="ye-small-economies/070")],
) -> Explanation:
    """Return one claim with where it is stated."""
    return explaining.explain_claim(reader, name)


def questions(reader: Reader) -> Questions:
    """List the named questions."""
    found = reader.questions.questions
    return Questions(len(found), 0, found)


def ask(
    reader: Reader,
    question: Annotated[
        str,
        Parameter("The name of the question; leave it out to list all.", example="agreements_of_party"),
    ] = "",
    parameters: Annotated[
        Mapping[str, str | int],
        Parameter(
            "The parameters of the question by name; what is left out takes its default.",
            example={"party": "Cuba"},
            shape={"type": "object", "additionalProperties": {"type": ["string", "integer"]}},
        ),
    ] = MappingProxyType({}),
    limit: Annotated[int, Parameter("At most so many rows.", least=1, most=10_000)] = 1000,
    offset: Offset = 0,
) -> Answer | Questions:
    """Answer a named question, or list the questions where none is named."""
    if not question:
        found = reader.questions.questions
        return Questions(len(found), offset, found[offset : offset + limit])
    row = question_operation(reader.questions.get(question))
    values = {**read(row, parameters), "limit": limit, "offset": offset}
    answer: Answer = row.run(reader, values)
    return answer


def evidence(
    reader: Reader,
    claim: Annotated[
        tuple[str, ...],
        Parameter(
            "A claim by its number or address; of evidence, a thing or a source, all claims that rest on it.",
            example=["ye-small-economies/070"],
        ),
    ],
    limit: Annotated[int, Parameter("At most so many claims.", least=1, most=500)] = 50,
    offset: Offset = 0,
) -> Stated:
    """Return where claims are stated."""
    return explaining.evidence(reader, claim, limit, offset)


def explain(
    reader: Reader,
    subject: Annotated[str, Parameter(f"The subject of a triple: {NAME}.", example="China")],
    predicate: Annotated[str, Parameter("Its predicate as a short name.", example="pact:cooperatesWith")],
    value: Annotated[str, Parameter("Its object: a name or a text.", example="Cuba")],
    limit: Annotated[int, Parameter("At most so many claims.", least=1, most=500)] = 50,
    offset: Offset = 0,
) -> Explanation:
    """Return why a triple holds."""
    return explaining.explain(reader, subject, predicate, value, limit, offset)


def path(
    reader: Reader,
    a: End,
    b: Other,
    choice: Network = TWO_MODE,
    best: Annotated[int | None, Parameter("The so many best. [default: all shortest]", least=1)] = None,
    avoid: Annotated[tuple[str, ...], Parameter("Lead no path through this thing.")] = (),
    along: Annotated[bool, Parameter("Keep to the direction of arcs.")] = False,
    limit: Annotated[int, Parameter("At most so many paths.", least=1, most=100)] = 20,
    offset: Offset = 0,
) -> Paths:
    """Return the shortest paths between two things."""
    return trace.path(
        reader, a, b, choice.choice, best=best, avoid=avoid, along=along, limit=limit, offset=offset
    )


def compare(reader: Reader, a: End, b: Other, choice: Network = TWO_MODE) -> Result:
    """Return what two things are tied to."""
    return trace.compare(reader, a, b, choice.choice)


def common(
    reader: Reader,
    name: Annotated[
        tuple[str, ...],
        Parameter(f"Two or more things: {NAME}.", example=["China", "Russia", "Mongolia"]),
    ],
    choice: Network = TWO_MODE,
) -> Result:
    """Return what several things have in common."""
    return trace.common(reader, name, choice.choice)


def ego(
    reader: Reader,
    name: Annotated[str, Parameter(f"The thing: {NAME}.", example="Cuba")],
    radius: Annotated[int, Parameter("How many hops away at most.", least=1, most=20)] = 1,
    choice: Network = TWO_MODE,
) -> Result:
    """Return what is near one thing."""
    return trace.ego(reader, name, choice.choice, radius)


def statistics(
    reader: Reader,
    source: Annotated[str | None, Parameter("Count only what this source states and names.")] = None,
) -> Statistics:
    """Return the graph in numbers."""
    return counting.statistics(reader, source or None)


def disagreements(
    reader: Reader,
    certainty: Annotated[
        str, Parameter("Only these: sure, likely or possible.", choices=("", "sure", "likely", "possible"))
    ] = "",
    kind: Annotated[str, Parameter("Only of this kind, in words.")] = "",
    source: Annotated[str, Parameter("Only about claims of this source, by its English name.")] = "",
    limit: Annotated[int, Parameter("At most so many disagreements.", least=1, most=500)] = 40,
    offset: Offset = 0,
) -> Disagreements:
    """Return what the audit found."""
    narrowed = {"certainty": certainty, "kind": kind, "source": source}
    return disagreeing.disagreements(reader, narrowed, limit, offset)


def coverage(
    reader: Reader, source: Annotated[str | None, Parameter("Only this source.")] = None
) -> Coverage:
    """Return what the graph covers of each source."""
    return covering.coverage(reader, source or None)


def projections(reader: Reader) -> Result:
    """List the projections."""
    return list_projections()


def measures(reader: Reader) -> Result:
    """List the measures."""
    return measuring.describe()


SOURCED = " Every answer names its claims and where each is stated: source, place, passage if available."
OPERATIONS: dict[str, Operation] = {
    row.name: row
    for row in (
        Operation(
            "search",
            "Find things by their names in any language, narrowed by facets",
            search,
            "Find countries, organizations, companies, agreements, programmes and other things by their "
            "names in any language, narrowed by facets. Returns the address by which the other tools take a "
            "thing, and of each the number of its claims, the first of them and the sources.",
            listed="things",
            path="/api/search",
            tool="search",
            command="search",
            tool_page=(10, 50),
        ),
        Operation(
            "show",
            "What is said of one thing, each claim with where it is stated",
            show,
            "Show what is said of one thing: a summary, plain facts, and one part at a time of its claims, "
            "parties, initiatives, history, figures and disagreements." + SOURCED,
            listed="claims",
            path="/api/thing",
            tool="show",
            command="show",
        ),
        Operation(
            "claim", "One claim with where it is stated", claim, path="/api/claim", tool="claim"
        ),
        Operation(
            "questions",
            "The named questions, with what they take and return",
            questions,
            path="/api/questions",
        ),
        Operation(
            "ask",
            "Answer a named question",
            ask,
            'Answer one of the named questions, such as agreements_of_party with {"party": "Cuba"}. Without '
            "a question it lists them all with what they take: begin there." + SOURCED,
            listed="rows",
            tool="ask",
            command="ask",
            tool_page=(30, 200),
        ),
        Operation(
            "evidence",
            "Where claims are stated: source, place, passage where it is at hand",
            evidence,
            "Where claims are stated: source, place, passage if available, how it is stated, doubts and "
            "judgements.",
            listed="claims",
            path="/api/evidence",
            tool="evidence",
        ),
        Operation(
            "explain",
            "Why a triple holds: the rules behind it, and the claims they rest on",
            explain,
            "Why a triple holds: the rules behind it, and the claims that they rest on." + SOURCED,
            listed="claims",
            path="/api/explain",
            tool="explain",
            command="explain",
        ),
        Operation(
            "path",
            "The shortest paths between two things, each hop with its claims",
            path,
            "Find the shortest paths between two things, such as two countries: through what they are tied, "
            "with the claims of each step." + SOURCED,
            listed="paths",
            path="/api/path",
            tool="path",
            command="path",
            tool_page=(3, 20),
        ),
        Operation(
            "compare",
            "What two things are both tied to, and what only one of them is",
            compare,
            path="/api/compare",
            tool="compare",
            command="compare",
        ),
        Operation(
            "common",
            "What several things are all tied to",
            common,
            path="/api/common",
            tool="common",
            command="common",
        ),
        Operation(
            "ego",
            "What is within some hops of one thing, with the ties and their claims",
            ego,
            path="/api/ego",
            tool="ego",
            command="ego",
        ),
        Operation(
            "statistics",
            "How much the graph holds: things, claims and properties in numbers",
            statistics,
            path="/api/statistics",
            tool="statistics",
            command="stats",
        ),
        Operation(
            "disagreements",
            "Which claims cannot all be right, the surest first",
            disagreements,
            "Which claims cannot all be right, the surest first, and what follows from the others." + SOURCED,
            listed="disagreements",
            path="/api/disagreements",
            tool="disagreements",
        ),
        Operation(
            "coverage",
            "Which sources the graph rests on, and what was left out of each",
            coverage,
            path="/api/coverage",
            tool="coverage",
        ),
        Operation(
            "projections", "The networks that the graph can be projected to", projections,
            path="/api/projections", tool="projections",
        ),
        Operation(
            "measures", "The measures of networks, with formula and source", measures,
            path="/api/measures", tool="measures",
        ),
    )
}  # fmt: skip
"""Every operation by its name, without those that answer one named question."""


def question_operation(question: Question) -> Operation:
    """Return the operation that answers a named question; it takes the question's parameters.

    >>> from pactgraph.answers.catalogue import read_question
    >>> from pactgraph.resources import queries_dir
    >>> asked = read_question(queries_dir() / "agreements" / "agreements_of_party.rq")
    >>> [one.name for one in question_operation(asked).parameters]
    ['party', 'limit', 'offset']
    """
    own = tuple(_parameter_of(one) for one in question.parameters)

    def call(
        reader: Reader,
        limit: Annotated[int, Parameter("At most so many rows.", least=1, most=10_000)] = 1000,
        offset: Offset = 0,
        **arguments: str,
    ) -> Answer:
        return asking.answer_question(reader, question, arguments, limit, offset)

    return Operation(
        f"ask_{question.name}",
        question.title,
        call,
        question.read,
        listed="rows",
        path=f"/api/question/{question.name}",
        given=own,
    )


def _parameter_of(one: catalogue.Parameter) -> Parameter:
    """Return a parameter of a question; its value stays a text, which the question itself reads."""
    described = f"{one.what[:1].upper()}{one.what[1:]} ({one.type})."
    shape: dict[str, Any] = {}
    if one.type in PATTERNS:
        year = one.type == "year"
        bounds = (1000, 9999) if year else (1 - 10**18, 10**18 - 1)
        shape = {"type": "integer", "minimum": bounds[0], "maximum": bounds[1]}
        if one.default is not None:
            shape["default"] = int(one.default)
    if one.type == "date":
        shape = {"type": "string", "format": "edtf", "maxLength": LONGEST, "examples": ["2021-11-22", "2021"]}
        if one.default is not None:
            shape["default"] = one.default
    return Parameter(described, shape=shape, name=one.name, default=one.default)


def operations(reader: Reader) -> list[Operation]:
    """Return every operation, with one for each named question."""
    return [*OPERATIONS.values(), *(question_operation(one) for one in reader.questions.questions)]
