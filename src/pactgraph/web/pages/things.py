"""The page of one thing: what it is, what is said of it, by whom, and how far that can be relied on."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from pactgraph.answers.operations import MOST_STATEMENTS
from pactgraph.answers.thing import thing_at
from pactgraph.answers.thing_queries import MOST
from pactgraph.web.pages.rendering import number, respond

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from pactgraph.web.services import Services

PER_PAGE = 25
#: The facts that the page shows elsewhere.
ELSEWHERE = ("label", "also called", "type", "definition", "judgement", "status", "title")


def thing_page(services: Services, request: Request, iri: str) -> Response:
    """Return the page of an address of ours: a thing, claim, source, evidence, code or term.

    :raises UnknownNameError: where the graph says nothing of it.
    """
    graph = services.graph
    page = number(request.query_params.get("page"))
    thing = thing_at(graph, iri, PER_PAGE, (page - 1) * PER_PAGE, MOST_STATEMENTS)
    pages = -(-thing.total_claims // PER_PAGE) or 1
    if page > pages:
        page = pages
        thing = thing_at(graph, iri, PER_PAGE, (page - 1) * PER_PAGE, MOST_STATEMENTS)
    return respond(
        request,
        "thing.html",
        thing=thing,
        names=thing.names[: len(thing.names) - len(thing.also)],
        facts={label: values for label, values in thing.facts.items() if label not in ELSEWHERE},
        terms=[(kind, list(terms)) for kind, terms in groupby(thing.terms, key=lambda term: term.kind)],
        many=f"more than {thing.total_claims}" if thing.more_claims else str(thing.total_claims),
        first=(page - 1) * PER_PAGE + 1,
        page=page,
        pages=pages,
        most=MOST,
        drawn=thing.role in ("party", "initiative") and bool(thing.parties or thing.initiatives),
        passages=graph.passages,
    )
