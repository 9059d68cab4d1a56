"""The table of operations: what can be asked of the graph, from Python, the API, MCP and the command line.

An operation is one function of a :class:`Reader` and one row of :data:`OPERATIONS`. Its parameters with their
types, defaults, bounds, descriptions and examples follow from the annotated signature of the function, its
result from the return type; the faces derive addresses, tools, options and their reference from the row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any

from pactgraph.answers import ask as asking
from pactgraph.answers import catalogue, trace
from pactgraph.answers.ask import PATTERNS, Answer
from pactgraph.answers.catalogue import Question
from pactgraph.answers.coverage import coverage
from pactgraph.answers.disagreements import disagreements
from pactgraph.answers.explain import evidence, explain, explain_claim
from pactgraph.answers.operation import Operation, read, schema
from pactgraph.answers.parameters import LONGEST, NAME, Offset, Parameter
from pactgraph.answers.reader import Reader
from pactgraph.answers.search import search
from pactgraph.answers.statistics import statistics
from pactgraph.answers.thing import MOST_STATEMENTS, show
from pactgraph.answers.trace import NetworkChoice, Paths
from pactgraph.network import measures as measuring
from pactgraph.network.filters import Filters
from pactgraph.network.projections import PROJECTIONS, list_projections
from pactgraph.network.results import Result

__all__ = ["MOST_STATEMENTS", "OPERATIONS", "Operation", "operations", "question_operation", "read", "schema"]

End = Annotated[str, Parameter(f"The one: {NAME}.", example="Cuba")]
Other = Annotated[str, Parameter("The other, in the same ways.", example="Mongolia")]


@dataclass(frozen=True)
class Network:
    """The parameters that choose a network: a projection, and what it is made from.

    What is planned, recommended or forecast has ties of its own, each of which says so.
    """

    network: Annotated[str, Parameter(f"One of {', '.join(PROJECTIONS)}.", choices=tuple(PROJECTIONS))] = (
        "two-mode"
    )
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
            advice=True,
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


def questions(reader: Reader) -> Questions:
    """List the named questions, with what they take and return."""
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
    """Answer a named question, or list the questions."""
    if not question:
        found = reader.questions.questions
        return Questions(len(found), offset, found[offset : offset + limit])
    row = question_operation(reader.questions.get(question))
    values = {**read(row, parameters), "limit": limit, "offset": offset}
    answer: Answer = row.run(reader, values)
    return answer


def path(
    reader: Reader,
    a: End,
    b: Other,
    choice: Network = TWO_MODE,
    best: Annotated[
        int | None, Parameter("Only so many of the best. [default: all shortest]", least=1)
    ] = None,
    avoid: Annotated[tuple[str, ...], Parameter("No path through this thing.")] = (),
    along: Annotated[bool, Parameter("Keep to the direction of arcs.")] = False,
    limit: Annotated[int, Parameter("At most so many paths.", least=1, most=100)] = 20,
    offset: Offset = 0,
) -> Paths:
    """Find the shortest paths between two things, each hop with its claims."""
    return trace.path(
        reader, a, b, choice.choice, best=best, avoid=avoid, along=along, limit=limit, offset=offset
    )


def compare(reader: Reader, a: End, b: Other, choice: Network = TWO_MODE) -> Result:
    """Compare two things: what both are tied to, and what only one of them is."""
    return trace.compare(reader, a, b, choice.choice)


def common(
    reader: Reader,
    name: Annotated[
        tuple[str, ...],
        Parameter(f"Two or more things: {NAME}.", example=["China", "Russia", "Mongolia"]),
    ],
    choice: Network = TWO_MODE,
) -> Result:
    """Show what several things are all tied to."""
    return trace.common(reader, name, choice.choice)


def ego(
    reader: Reader,
    name: Annotated[str, Parameter(f"The thing: {NAME}.", example="Cuba")],
    radius: Annotated[int, Parameter("How many hops away at most.", least=1, most=20)] = 1,
    choice: Network = TWO_MODE,
) -> Result:
    """Show what is within some hops of one thing, with the ties and their claims."""
    return trace.ego(reader, name, choice.choice, radius)


def projections(reader: Reader) -> Result:
    """List the networks that the graph can be projected to."""
    return list_projections()


def measures(reader: Reader) -> Result:
    """List the measures of networks, with formula and source."""
    return measuring.describe()


SOURCED = " Every answer names its claims and where each is stated: source, place, passage if available."
SEARCH = (
    "Find countries, organizations, companies, agreements, programmes and other things by their names in any "
    "language, narrowed by facets. Returns the address by which the other tools take a thing, and of each "
    "the number of its claims, the first of them and the sources."
)
SHOW = (
    "Show what is said of one thing: a summary, plain facts, and one part at a time of its claims, parties, "
    "initiatives, history, figures and disagreements."
)
ASK = (
    'Answer one of the named questions, such as agreements_of_party with {"party": "Cuba"}. Without a '
    "question it lists them all with what they take: begin there."
)
EVIDENCE = "Where claims are stated: source, place, passage if available, how stated, doubts and judgements."
PATH = "Find the shortest paths between two things, such as two countries, with the claims of each step."
DISAGREEMENTS = "Which claims cannot all be right, the surest first, and what follows from the others."


def row(call: Callable[..., Any], **given: Any) -> Operation:
    """Return the operation of a function: name and summary from the function, the rest as given.

    Unless something else is given, it has an address in the API and a tool by the name of the function.
    """
    name = given.pop("name", call.__name__)
    summary = (call.__doc__ or name).partition("\n")[0].rstrip(".")
    faces = {"path": f"/api/{name}", "tool": name}
    return Operation(name, summary, call, **{**faces, **given})


OPERATIONS: dict[str, Operation] = {
    one.name: one
    for one in (
        row(search, command="search", listed="things", purpose=SEARCH, tool_page=(10, 50)),
        row(show, command="show", path="/api/thing", listed="claims", purpose=SHOW + SOURCED),
        row(explain_claim, name="claim"),
        row(questions, tool=""),
        row(ask, command="ask", path="", listed="rows", purpose=ASK + SOURCED, tool_page=(30, 200)),
        row(evidence, listed="claims", purpose=EVIDENCE),
        row(explain, command="explain", listed="claims", purpose=SOURCED.strip()),
        row(path, command="path", listed="paths", purpose=PATH + SOURCED, tool_page=(3, 20)),
        row(compare, command="compare"),
        row(common, command="common"),
        row(ego, command="ego"),
        row(statistics, command="stats"),
        row(disagreements, listed="disagreements", purpose=DISAGREEMENTS + SOURCED),
        row(coverage),
        row(projections),
        row(measures),
    )
}
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
    shape: dict[str, object] = {}
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
