"""What is answered, as plain values: by the API over HTTP, and by the tools of the MCP server.

Each function takes what :func:`pactgraph.web.api.parameters.read` has read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode

from pactgraph.answers.catalogue import Question
from pactgraph.answers.claim import Card
from pactgraph.answers.plain import plain as plain_values
from pactgraph.answers.thing import claims_about
from pactgraph.namespaces import shorten
from pactgraph.store.base import Table, Term, plain
from pactgraph.web.explorer import Explorer
from pactgraph.web.facets import FACETS, count_facets
from pactgraph.web.pages import tracing
from pactgraph.web.pages.finding import find
from pactgraph.web.pages.things import read_thing

Values = dict[str, Any]


def search(explorer: Explorer, values: Values) -> Values:
    """Return things by their names, narrowed by facets, a part of them at a time."""
    narrowed = {name: values[name] for name in FACETS if values[name]}
    found = find(explorer, values["q"], narrowed)
    return {
        "query": values["q"],
        "narrowed": narrowed,
        "total": len(found),
        "offset": values["offset"],
        "things": [one.as_dict() for one in part(found, values)],
        "facets": {name: dict(held) for name, held in count_facets(one.facets for one in found).items()},
    }


def thing(explorer: Explorer, values: Values) -> Values:
    """Return what the graph says of one thing, a part of its claims at a time."""
    found = read_thing(explorer, explorer.graph.resolve(values["name"]).value)
    return {
        "iri": found.iri,
        "short": shorten(found.iri),
        "name": found.name,
        "kind": found.kind,
        "names": [{"text": text, "language": language} for text, language in [*found.names, *found.also]],
        "summary": found.summary(),
        "facts": {
            fact.label: [{"iri": iri or None, "text": text} for iri, text in fact.values]
            for fact in found.facts
        },
        "parties": found.parties,
        "initiatives": found.initiatives,
        "history": found.history,
        "figures": found.figures,
        "disagreements": found.disagreements,
        "total_claims": len(found.claims),
        "more_claims": found.more,
        "offset": values["offset"],
        **cited(explorer, explorer.cards(list(part(found.claims, values)))),
    }


def questions(explorer: Explorer, values: Values) -> Values:
    """Return the named questions with their parameters and columns."""
    return {"questions": [one.as_dict() for one in explorer.graph.questions.questions]}


def question(explorer: Explorer, asked: Question, values: Values) -> Values:
    """Return the answer to a named question: rows of terms as in SPARQL results, a part at a time."""
    given = {one.name: values[one.name] for one in asked.parameters if values[one.name]}
    table = explorer.answer(asked, given)
    return {
        "name": asked.name,
        "title": asked.title,
        "read": asked.read,
        "rests_on": asked.rests_on,
        "parameters": given,
        "columns": [{"name": name, "what": dict(asked.columns).get(name, "")} for name in table.columns],
        "total": len(table),
        "offset": values["offset"],
        "rows": [
            {name: term(cell) for name, cell in zip(table.columns, row, strict=True) if cell is not None}
            for row in part(table.rows, values)
        ],
    }


def evidence(explorer: Explorer, values: Values) -> Values:
    """Return claims with where they are stated: those named, and those that rest on what is named."""
    nodes = [explorer.graph.resolve(name) for name in values["claim"]]
    claims = dict.fromkeys(iri for node in nodes for iri in claims_about(explorer.store, node))
    return {"what": ", ".join(shorten(node.value) for node in nodes), **_stated(explorer, claims, values)}


def explain(explorer: Explorer, values: Values) -> Values:
    """Return the reasons of a triple: the rules behind it, and the claims that those rest on."""
    asked = (values["subject"], values["predicate"], values["value"])
    found: Values = plain_values(explorer.graph.explain(*asked, values["limit"], values["offset"]))
    return {
        **found,
        "passages": passages(explorer, (iri for one in found["claims"] for iri in one["evidence"])),
    }


def _stated(explorer: Explorer, claims: Iterable[str], values: Values) -> Values:
    every = list(claims)
    shown = cited(explorer, explorer.cards(list(part(every, values))))
    return {"total": len(every), "offset": values["offset"], **shown}


def path(explorer: Explorer, values: Values) -> Values:
    """Return the shortest paths between two things, each hop with its claims."""
    found = tracing.find_paths(explorer, values["a"], values["b"], values["network"])
    shown = [
        one.as_dict(lambda claims: [card.as_dict() for card in explorer.cards(list(claims))])
        for one in part(found, values)
    ]
    claims = [claim for one in shown for hop in one["hops"] for claim in hop["claims"]]
    return {
        "network": values["network"],
        "total": len(found),
        "offset": values["offset"],
        "paths": shown,
        "passages": passages(explorer, (iri for claim in claims for iri in claim["evidence"])),
    }


def compare(explorer: Explorer, values: Values) -> Values:
    """Return what both of two things are tied to, and what only one of them is."""
    return tracing.compare(explorer, values["a"], values["b"], values["network"]).as_dict()


def cited(explorer: Explorer, cards: Sequence[Card]) -> Values:
    """Return claims with where they are stated, and the words of the passages that are at hand."""
    found = passages(explorer, (iri for card in cards for iri in card.evidence))
    return {"claims": [card.as_dict() for card in cards], "passages": found}


def passages(explorer: Explorer, evidence: Iterable[str]) -> dict[str, str]:
    """Return the words of the passages behind evidence, of those whose documents are at hand."""
    held = explorer.passages
    return {iri: held[iri] for iri in dict.fromkeys(evidence) if iri in held}


def part(items: Sequence[Any], values: Values) -> Sequence[Any]:
    """Return the part of a list that is asked for.

    >>> part("abcdef", {"limit": 2, "offset": 3})
    'de'
    """
    return items[values["offset"] : values["offset"] + values["limit"]]


def term(cell: Term) -> dict[str, str]:
    """Return a term as SPARQL 1.1 Query Results JSON writes it."""
    kinds = {NamedNode: "uri", BlankNode: "bnode", Literal: "literal"}
    written = {"type": kinds.get(type(cell), "triple"), "value": plain(cell)}
    if isinstance(cell, Literal) and cell.language:
        return {**written, "xml:lang": cell.language}
    if isinstance(cell, Literal) and not cell.datatype.value.endswith("#string"):
        return {**written, "datatype": cell.datatype.value}
    return written


def selected(table: Table, values: Values) -> list[dict[str, str]]:
    """Return a part of a table as plain text with short names, a cell without a value left out."""
    return [
        {
            name: shorten(cell.value) if isinstance(cell, NamedNode) else plain(cell)
            for name, cell in zip(table.columns, row, strict=True)
            if cell is not None
        }
        for row in part(table.rows, values)
    ]
