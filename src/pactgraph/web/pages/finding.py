"""The pages that lead to things: start and search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.answers.search import find_things
from pactgraph.web.explorer import Explorer
from pactgraph.web.facets import FACETS, Facets, count_facets
from pactgraph.web.pages.rendering import number, respond

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

PER_PAGE = 30
#: Of names that fit a search; who needs more narrows it.
MOST = 1000
#: Characters of the words of a search.
MOST_WORDS = 200
#: Values of a facet that are shown at once.
SHOWN = 12
#: Where a reader begins.
BEGINNINGS = (
    ("What do two parties share?", "/compare?a=China&b=Russia", "China and Russia, side by side"),
    ("Through what are two tied?", "/path?a=Cuba&b=Mongolia", "Cuba to Mongolia, with the claims"),
    ("What is doubtful?", "/disagreements?certainty=sure", "Figures that cannot all be right"),
    ("How does a figure develop?", "/indicators", "Indicators with their series and ranks"),
    ("What happened when?", "/view/milestones-timeline", "A timeline, from proposals to results"),
    ("Where does it happen?", "/view/places", "A map of towns and initiatives"),
)
COUNTS = """
SELECT ?what (COUNT(DISTINCT ?it) AS ?count) WHERE {
  VALUES (?class ?what) {
    (pact:Party "parties") (pact:Initiative "initiatives") (pact:Claim "claims") (pact:Source "sources")
    (pact:Indicator "indicators") (pact:Disagreement "disagreements")
  }
  ?it a ?class
} GROUP BY ?what
"""
ORDER = ("parties", "initiatives", "claims", "sources", "indicators", "disagreements")
LEADS = {
    "sources": "/sources",
    "indicators": "/indicators",
    "disagreements": "/disagreements",
    "claims": "/coverage",
}


@dataclass(frozen=True)
class Found:
    """A thing that a search found.

    :param matched: the name that fits, where it is another than the label.
    """

    iri: str
    facets: Facets
    matched: str = ""

    def as_dict(self) -> dict[str, object]:
        """Return it as plain values, for JSON."""
        values = {name: sorted(self.facets.values.get(name, ())) for name in FACETS}
        return {"iri": self.iri, "label": self.facets.label, "matched": self.matched, **values}


def start(explorer: Explorer, request: Request) -> Response:
    """Say what is in here and where to begin."""
    counts = explorer.kept("counts", lambda: explorer.store.select(COUNTS).records())
    held = {row["what"]: int(row["count"]) for row in counts}
    kinds = count_facets(explorer.facets.values())["type"]
    return respond(
        request,
        "start.html",
        counts=[(name, held[name], LEADS.get(name, "")) for name in ORDER if name in held],
        kinds=kinds,
        beginnings=BEGINNINGS,
    )


def wanted(request: Request) -> dict[str, str]:
    """Return the facets that an address asks for."""
    given = request.query_params
    return {name: given[name][:200] for name in FACETS if given.get(name)}


def find(explorer: Explorer, words: str, narrowed: dict[str, str]) -> list[Found]:
    """Return the things whose names hold the words, best first; all things where there are no words."""
    if words.strip():
        hits = find_things(explorer.store, words[:MOST_WORDS], MOST)
        found = [
            Found(hit.iri, explorer.facets[hit.iri], hit.matched)
            for hit in hits
            if hit.iri in explorer.facets
        ]
    else:
        found = [Found(iri, facets) for iri, facets in explorer.facets.items()]
    return [one for one in found if one.facets.fits(narrowed)]


def search_page(explorer: Explorer, request: Request) -> Response:
    """List what was found, with what it can be narrowed by."""
    words, narrowed = request.query_params.get("q", "")[:MOST_WORDS], wanted(request)
    found = find(explorer, words, narrowed)
    page = number(request.query_params.get("page"), most=-(-len(found) // PER_PAGE) or 1)
    counts = count_facets(one.facets for one in found)
    facets = [
        (name, title, counts[name], narrowed.get(name, "")) for name, title in FACETS.items() if counts[name]
    ]
    return respond(
        request,
        "search.html",
        query={"q": words, **narrowed},
        words=words,
        narrowed=[(name, FACETS[name], value) for name, value in narrowed.items()],
        total=len(found),
        found=found[(page - 1) * PER_PAGE : page * PER_PAGE],
        facets=facets,
        shown=SHOWN,
        page=page,
        pages=-(-len(found) // PER_PAGE),
    )
