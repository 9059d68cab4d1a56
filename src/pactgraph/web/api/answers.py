"""What each address of the API answers, as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode

from pactgraph.errors import ParameterError
from pactgraph.namespaces import shorten
from pactgraph.store.base import Term, plain
from pactgraph.web.explorer import Explorer
from pactgraph.web.facets import FACETS, count_facets
from pactgraph.web.pages import tracing
from pactgraph.web.pages.finding import find, wanted
from pactgraph.web.pages.things import read_thing

if TYPE_CHECKING:
    from starlette.requests import Request

#: The bounds of what one answer holds.
MOST = 500
MOST_PATHS = 100


def search(explorer: Explorer, request: Request) -> dict[str, Any]:
    """Return things by their names, narrowed by facets, a page of them at a time."""
    allowed = ("q", "limit", "offset", *FACETS)
    _check(request, allowed)
    words = request.query_params.get("q", "")
    limit, offset = _whole(request, "limit", 20, 1, MOST), _whole(request, "offset", 0, 0, 1_000_000)
    found = find(explorer, words, wanted(request))
    return {
        "query": words,
        "total": len(found),
        "things": [one.as_dict() for one in found[offset : offset + limit]],
        "facets": {name: dict(held) for name, held in count_facets(one.facets for one in found).items()},
    }


def thing(explorer: Explorer, request: Request) -> dict[str, Any]:
    """Return what the graph says of one thing, a page of its claims at a time."""
    _check(request, ("name", "limit", "offset"))
    found = read_thing(explorer, explorer.graph.resolve(_given(request, "name")).value)
    limit, offset = _whole(request, "limit", 100, 0, MOST), _whole(request, "offset", 0, 0, 1_000_000)
    cards = explorer.cards(list(found.claims[offset : offset + limit]))
    cited = [evidence for card in cards for evidence, _ in card.evidence]
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
        "claims": [card.as_dict() for card in cards],
        "passages": {iri: explorer.passages[iri] for iri in cited if iri in explorer.passages},
    }


def questions(explorer: Explorer, request: Request) -> dict[str, Any]:
    """Return the named questions with their parameters and columns."""
    _check(request, ())
    return {"questions": [one.as_dict() for one in explorer.graph.questions.questions]}


def question(explorer: Explorer, request: Request) -> dict[str, Any]:
    """Return the answer to a named question: rows of terms as in SPARQL results, and of plain text."""
    asked = explorer.graph.questions.get(request.path_params["name"])
    given = {key: value[:500] for key, value in request.query_params.items() if value.strip()}
    table = explorer.answer(asked, given)
    return {
        "name": asked.name,
        "title": asked.title,
        "read": asked.read,
        "parameters": given,
        "columns": [{"name": name, "what": dict(asked.columns).get(name, "")} for name in table.columns],
        "rows": [
            {name: _term(cell) for name, cell in zip(table.columns, row, strict=True) if cell is not None}
            for row in table.rows
        ],
    }


def _term(term: Term) -> dict[str, str]:
    """Return a term as SPARQL 1.1 Query Results JSON writes it."""
    kinds = {NamedNode: "uri", BlankNode: "bnode", Literal: "literal"}
    written = {"type": kinds.get(type(term), "triple"), "value": plain(term)}
    if isinstance(term, Literal) and term.language:
        return {**written, "xml:lang": term.language}
    if isinstance(term, Literal) and not term.datatype.value.endswith("#string"):
        return {**written, "datatype": term.datatype.value}
    return written


def path(explorer: Explorer, request: Request) -> dict[str, Any]:
    """Return the shortest paths between two things, each hop with its claims."""
    found = tracing.find_paths(explorer, *_ends(request))
    return {"total": len(found), "paths": [one.as_dict() for one in found[:MOST_PATHS]]}


def compare(explorer: Explorer, request: Request) -> dict[str, Any]:
    """Return what both of two things are tied to, and what only one of them is."""
    return tracing.compare(explorer, *_ends(request)).as_dict()


def _ends(request: Request) -> tuple[str, str, str]:
    _check(request, ("a", "b", "network"))
    return _given(request, "a"), _given(request, "b"), request.query_params.get("network") or "two-mode"


def _check(request: Request, allowed: tuple[str, ...]) -> None:
    """Refuse parameters that mean nothing here, which most often are misspelt."""
    unknown = sorted(set(request.query_params) - set(allowed))
    if unknown:
        expected = f"one of {', '.join(allowed)}" if allowed else "none"
        raise ParameterError(f"the parameter {unknown[0][:80]}", expected=expected)


def _given(request: Request, name: str) -> str:
    text = request.query_params.get(name, "").strip()
    if not text:
        raise ParameterError(f"no value for {name}", expected="a name in any language, or an address")
    return text[:500]


def _whole(request: Request, name: str, otherwise: int, least: int, most: int) -> int:
    """Return a whole number.

    :raises ParameterError: where it is none, or out of bounds.
    """
    text = request.query_params.get(name)
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
        raise ParameterError(f"{text[:80]!r} for {name}", expected=f"a whole number from {least} to {most}")
    return int(text)
