"""What each address of the API takes, and which function answers it: one table for all faces."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pactgraph.answers import catalogue
from pactgraph.answers.ask import PATTERNS
from pactgraph.network.projections import PROJECTIONS
from pactgraph.web.api import answers
from pactgraph.web.api.parameters import LONGEST, Parameter, paged
from pactgraph.web.explorer import Explorer
from pactgraph.web.facets import FACETS

Answered = Callable[[Explorer, dict[str, Any]], dict[str, Any]]

NAME = "a name in any language, a short name such as country:CUB, an address, or the number of a claim"
WORDS = Parameter(
    "q", "Words of a name in any language; all things where there are none.", example="silk road"
)
NARROWED = tuple(Parameter(name, f"Only things with this: {title}.") for name, title in FACETS.items())
THING = Parameter("name", f"The thing: {NAME}.", required=True, example="Cuba")
ENDS = (
    Parameter("a", f"The one: {NAME}.", required=True, example="Cuba"),
    Parameter("b", "The other, in the same ways.", required=True, example="Mongolia"),
)
NETWORK = Parameter("network", "In which network.", "choice", usual="two-mode", of=tuple(PROJECTIONS))
CLAIM = Parameter(
    "claim",
    "A claim by its number or address; of evidence, a thing or a source, all claims that rest on it.",
    "texts",
    required=True,
    most=50,
    example=["ye-small-economies/070"],
)
TRIPLE = (
    Parameter("subject", f"The subject of a triple: {NAME}.", required=True, example="China"),
    Parameter("predicate", "Its predicate as a short name.", required=True, example="pact:cooperatesWith"),
    Parameter("value", "Its object: a name or a text.", required=True, example="Cuba"),
)


@dataclass(frozen=True)
class Address:
    """One address of the API.

    :param operation: its name to programs that are made from the description.
    :param schema: the name of the JSON Schema of its answers.
    :param listed: the part of its answers that is read in parts; empty where none is.
    """

    path: str
    operation: str
    summary: str
    parameters: tuple[Parameter, ...]
    answer: Answered
    schema: str
    listed: str = ""


ADDRESSES = (
    Address(
        "/api/search", "search", "Find things by their names in any language, narrowed by facets",
        (WORDS, *NARROWED, *paged(20, 500, "things")), answers.search, "Found", "things",
    ),
    Address(
        "/api/thing", "show", "What is said of one thing, each claim with where it is stated",
        (THING, *paged(100, 500, "claims", least=0)), answers.thing, "Thing", "claims",
    ),
    Address("/api/questions", "questions", "The named questions, with what they take and return",
            (), answers.questions, "Questions"),
    Address(
        "/api/evidence", "evidence", "Where claims are stated: source, place, passage where it is at hand",
        (CLAIM, *paged(50, 500, "claims")), answers.evidence, "Evidence", "claims",
    ),
    Address(
        "/api/explain", "explain", "Why a triple holds: the rules behind it, and the claims they rest on",
        (*TRIPLE, *paged(50, 500, "claims")), answers.explain, "Explanation", "claims",
    ),
    Address(
        "/api/path", "path", "The shortest paths between two things, each hop with its claims",
        (*ENDS, NETWORK, *paged(20, 100, "paths")), answers.path, "Paths", "paths",
    ),
    Address(
        "/api/compare", "compare", "What two things are both tied to, and what only one of them is",
        (*ENDS, NETWORK), answers.compare, "Compared",
    ),
)  # fmt: skip
"""Every address but those of the named questions."""


def address_of(question: catalogue.Question) -> Address:
    """Return the address of a named question, which takes the parameters of that question."""
    own = tuple(_parameter(one) for one in question.parameters)
    return Address(
        f"/api/question/{question.name}",
        f"ask_{question.name}",
        question.title,
        (*own, *paged(1000, 10_000, "rows")),
        lambda explorer, values: answers.question(explorer, question, values),
        "Answer",
        "rows",
    )


def _parameter(one: catalogue.Parameter) -> Parameter:
    """Return a parameter of a question; what is given is read by the question itself."""
    what = f"{one.what[:1].upper()}{one.what[1:]} ({one.type})."
    shape: dict[str, Any] = {}
    if one.type in PATTERNS:
        least = 1000 if one.type == "year" else -(10**18) + 1
        shape = {"type": "integer", "minimum": least, "maximum": 9999 if one.type == "year" else 10**18 - 1}
        if one.default is not None:
            shape["default"] = int(one.default)
    if one.type == "date":
        shape = {"type": "string", "format": "edtf", "maxLength": LONGEST, "examples": ["2021-11-22", "2021"]}
        if one.default is not None:
            shape["default"] = one.default
    return Parameter(one.name, what, usual=one.default, shape=shape)
