"""The tools: what each is for, what it takes, and what finds its answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pactgraph.web.api.asked import CLAIM, ENDS, NARROWED, NETWORK, THING, TRIPLE, WORDS
from pactgraph.web.api.parameters import Parameter, paged, read
from pactgraph.web.explorer import Explorer
from pactgraph.web.mcp import finding
from pactgraph.web.mcp.given import mapping, pairs
from pactgraph.web.mcp.told import Told, Values

SOURCES = (
    " Every answer names its claims and where each is stated: source, place, passage where it is at hand."
)
EXAMPLE = "SELECT ?claim ?text { ?claim pact:party country:CUB ; pact:text ?text } LIMIT 10"
#: Of these either the first or all others are given.
GROUNDS = tuple(replace(one, required=False) for one in (CLAIM, *TRIPLE))
QUESTION = "The name of the question; leave it out to list all."
OWN: Values = {
    "type": "object",
    "additionalProperties": {"type": ["string", "integer"]},
    "description": "The parameters of the question by name; what is left out takes its default.",
    "examples": [{"party": "Cuba"}],
}


@dataclass(frozen=True)
class Tool:
    """A tool.

    :param what: what it is for, and when to take another.
    :param find: finds what is asked for.
    :param key: what the list of its answers is called; empty where that depends on what is asked.
    :param also: the schemas of what it takes beside plain parameters: objects.
    """

    name: str
    title: str
    what: str
    parameters: tuple[Parameter, ...]
    find: Callable[[Explorer, Values], Told]
    key: str = ""
    also: Values = field(default_factory=dict)

    def tell(self, explorer: Explorer, given: Mapping[str, Any]) -> Told:
        """Read what was given, and find what is asked for.

        :raises UserError: where a parameter is wrong, or the answer takes too long or too much.
        """
        objects = {name: mapping(given.get(name), name) for name in self.also}
        plain = {name: value for name, value in given.items() if name not in self.also}
        return self.find(explorer, {**read(self.parameters, pairs(plain)), **objects})


TOOLS: dict[str, Tool] = {
    tool.name: tool
    for tool in (
        Tool(
            "search",
            "Find things by name",
            "Find countries, organizations, companies, agreements, programmes and other things by their "
            "names in any language, narrowed by facets. Tells the address by which the other tools take a "
            "thing, and of each the number of its claims, the first of them and the sources.",
            (WORDS, *NARROWED, *paged(10, 50, "things")),
            finding.search,
            "things",
        ),
        Tool(
            "show",
            "Show one thing",
            "Tell what is said of one thing: a summary, plain facts, and one part at a time of its claims, "
            "parties, initiatives, history, figures and disagreements." + SOURCES,
            (
                THING,
                Parameter("part", "Which part of it.", "choice", usual="claims", of=finding.PARTS),
                *paged(20, 100, "items of the part"),
            ),
            finding.show,
        ),
        Tool(
            "ask",
            "Answer a named question",
            'Answer one of the named questions, such as agreements_of_party with {"party": "Cuba"}. Without '
            "a question it lists them all with what they take: begin there." + SOURCES,
            (Parameter("question", QUESTION, example="agreements_of_party"), *paged(30, 200, "rows")),
            finding.ask,
            also={"parameters": OWN},
        ),
        Tool(
            "sparql",
            "Ask in SPARQL",
            "Answer a SPARQL 1.1 SELECT query over the graph; the prefixes pact:, country:, agreement:, "
            "claim:, rdfs:, skos: and others need no declaration. Updates, LOAD and SERVICE are refused; a "
            "query that takes too long, too much memory or gives too many rows is stopped. Select ?claim as "
            "well, and its sources are told. For what the other tools answer, take those.",
            (
                Parameter("query", "The query.", required=True, most=20_000, example=EXAMPLE),
                *paged(30, 200, "rows"),
            ),
            finding.sparql,
            "rows",
        ),
        Tool(
            "evidence",
            "Tell where claims are stated",
            "Tell where claims are stated: source, place, passage where it is at hand, how it is stated, "
            "doubts and judgements. Takes claims; or a triple, of which it tells the rule and the claims "
            "behind it.",
            (*GROUNDS, *paged(20, 100, "claims")),
            finding.evidence,
            "claims",
        ),
        Tool(
            "path",
            "Find the paths between two things",
            "Find the shortest paths between two things, such as two countries: through what they are tied, "
            "with the claims of each step." + SOURCES,
            (*ENDS, NETWORK, *paged(3, 20, "paths")),
            finding.path,
            "paths",
        ),
    )
}
"""Every tool by its name; each only reads."""
