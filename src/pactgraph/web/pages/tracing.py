"""The pages that trace ties: two things compared, and the paths between two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactgraph.errors import UserError
from pactgraph.network.projections import PROJECTIONS
from pactgraph.web.explorer import Explorer
from pactgraph.web.http import mend_of
from pactgraph.web.pages.rendering import respond

if TYPE_CHECKING:
    import networkx as nx
    from starlette.requests import Request
    from starlette.responses import Response

    from pactgraph.network.paths import Path
    from pactgraph.network.results import Result

#: Paths that are shown; of many equally short ones the first say enough.
MOST_PATHS = 10


def ends_of(explorer: Explorer, projection: str, *names: str) -> tuple[nx.Graph, list[str]]:
    """Return a network and the addresses of those that are named, which must be in it.

    :raises UnknownNameError: where a name stands for nothing, or for nothing in this network.
    """
    from pactgraph.network.neighbourhoods import check_present

    nodes = [explorer.graph.resolve(name[:500]).value for name in names]
    network = explorer.network(projection)
    check_present(network, nodes)
    return network, nodes


def compare(explorer: Explorer, one: str, other: str, projection: str = "two-mode") -> Result:
    """Return what both of two things are tied to, and what only one of them is.

    :raises UserError: where a name stands for nothing in the network, or both for the same.
    """
    from pactgraph.network.neighbourhoods import compare as compared

    network, nodes = ends_of(explorer, projection, one, other)
    return compared(network, *nodes)


def find_paths(explorer: Explorer, one: str, other: str, projection: str = "two-mode") -> list[Path]:
    """Return the shortest paths between two things, each hop with its claims.

    :raises UserError: where a name stands for nothing in the network, or no path leads from one to the other.
    """
    from pactgraph.network.paths import shortest_paths

    network, (start, end) = ends_of(explorer, projection, one, other)
    return shortest_paths(network, start, end)


def compare_page(explorer: Explorer, request: Request) -> Response:
    """Show two things side by side."""
    form = _form(request)
    result, error = _tried(lambda: compare(explorer, **form["given"])) if form["whole"] else (None, None)
    parts: dict[str, list[dict[str, Any]]] = {}
    for row in result.records() if result else ():
        parts.setdefault(str(row["part"]), []).append(row)
    names = _names_of(explorer, form["projection"], result) if result else ()
    status = error.status if error else 200
    return respond(
        request, "compare.html", status, result=result, names=names, parts_of=parts, **form, **_said(error)
    )


def _names_of(explorer: Explorer, projection: str, result: Result) -> tuple[str, ...]:
    """Return what the two are called that were compared."""
    from pactgraph.network.paths import label_of

    return tuple(label_of(explorer.network(projection), str(result.about[end])) for end in ("a", "b"))


def path_page(explorer: Explorer, request: Request) -> Response:
    """Show the shortest paths between two things."""
    form = _form(request)
    found, error = _tried(lambda: find_paths(explorer, **form["given"])) if form["whole"] else (None, None)
    status = error.status if error else 200
    shown = (found or [])[:MOST_PATHS]
    claims = {iri for one in shown for hop in one.hops for iri in hop.claims}
    cards = {card.iri: card for card in explorer.cards(sorted(claims))}
    return respond(
        request, "path.html", status, found=shown, cards=cards, total=len(found or ()), **form, **_said(error)
    )


def _form(request: Request) -> dict[str, Any]:
    query = request.query_params
    one, other, network = (query.get(key, "").strip()[:500] for key in ("a", "b", "network"))
    projection = network or "two-mode"
    return {
        "a": one,
        "b": other,
        "projection": projection,
        "projections": [(held.name, held.title) for held in PROJECTIONS.values()],
        "whole": bool(one and other),
        "given": {"one": one, "other": other, "projection": projection},
    }


def _tried(made: Any) -> tuple[Any, UserError | None]:
    try:
        return made(), None
    except UserError as error:
        return None, error


def _said(error: UserError | None) -> dict[str, Any]:
    return {"error": error, "mend": mend_of(error) if error else ""}
