"""The pages that lead to things: start and search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.answers.coverage import counts
from pactgraph.answers.facets import FACETS, count_facets
from pactgraph.answers.search import MOST_LETTERS
from pactgraph.web.pages.rendering import number, respond

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from pactgraph.web.services import Services

PER_PAGE = 30
#: The values of a facet that are shown at once.
SHOWN = 12
#: Where a reader begins.
BEGINNINGS = (
    ("What do two parties share?", "/compare?a=China&b=Russia", "China and Russia, side by side"),
    ("What ties two countries?", "/path?a=Cuba&b=Mongolia", "Cuba to Mongolia, with the claims"),
    ("What is doubtful?", "/disagreements?certainty=sure", "Figures that cannot all be right"),
    ("How does a figure develop?", "/indicators", "Indicators with their series and ranks"),
    ("What happened when?", "/view/milestones-timeline", "A timeline, from proposals to results"),
    ("Where does it happen?", "/view/places", "A map of towns and initiatives"),
)
#: What the graph counts, with the page that lists it.
COUNTED = {
    "parties": "",
    "initiatives": "",
    "claims": "/coverage",
    "sources": "/sources",
    "indicators": "/indicators",
    "disagreements": "/disagreements",
}


def start(services: Services, request: Request) -> Response:
    """Show what the graph holds and where to begin."""
    found = counts(services.graph)
    return respond(
        request,
        "start.html",
        counts=[(name, found[name], page) for name, page in COUNTED.items() if name in found],
        kinds=count_facets(services.graph.facets.values())["type"].items(),
        beginnings=BEGINNINGS,
    )


def search_page(services: Services, request: Request) -> Response:
    """List the things that a search finds, and the facets that narrow it."""
    given = request.query_params
    words = given.get("q", "")[:MOST_LETTERS]
    narrowed = {name: given[name][:200] for name in FACETS if given.get(name)}
    page = number(given.get("page"))
    found = services.graph.search(words, PER_PAGE, (page - 1) * PER_PAGE, **narrowed)
    pages = -(-found.total // PER_PAGE)
    if page > max(pages, 1):
        page = max(pages, 1)
        found = services.graph.search(words, PER_PAGE, (page - 1) * PER_PAGE, **narrowed)
    return respond(
        request,
        "search.html",
        query={"q": words, **narrowed},
        words=words,
        narrowed=[(name, FACETS[name], value) for name, value in narrowed.items()],
        total=found.total,
        found=found.things,
        facets=[
            (name, title, list(found.facets[name].items()), narrowed.get(name, ""))
            for name, title in FACETS.items()
            if found.facets[name]
        ],
        shown=SHOWN,
        page=page,
        pages=pages,
    )
