"""The pages about two things: what they share, and the paths between them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pactgraph.errors import UserError
from pactgraph.network.projections import PROJECTIONS
from pactgraph.web.http import Json, mend_of
from pactgraph.web.pages.rendering import respond

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from pactgraph.network.results import Cell
    from pactgraph.web.services import Services

#: The paths that are shown; of many equally short ones the first say enough.
MOST_PATHS = 10


def compare_page(services: Services, request: Request) -> Response:
    """Show two things side by side."""
    form = _form(request)
    try:
        result = services.graph.compare(*form["ends"]) if all(form["ends"]) else None
    except UserError as error:
        return _refused(request, "compare.html", form, error, result=None, names=(), parts_of={})
    if result is None:
        return respond(request, "compare.html", result=None, names=(), parts_of={}, **form)
    parts: defaultdict[str, list[dict[str, Cell]]] = defaultdict(list)
    for row in result.records():
        parts[str(row["part"])].append(row)
    names = [services.graph.label(str(result.about[end])) for end in ("a", "b")]
    return respond(request, "compare.html", result=result, names=names, parts_of=parts, **form)


def path_page(services: Services, request: Request) -> Response:
    """Show the shortest paths between two things."""
    form = _form(request)
    try:
        found = services.graph.path(*form["ends"]).paths if all(form["ends"]) else ()
    except UserError as error:
        return _refused(request, "path.html", form, error, found=(), total=0)
    return respond(request, "path.html", found=found[:MOST_PATHS], total=len(found), **form)


def _form(request: Request) -> Json:
    query = request.query_params
    one, other, network = (query.get(key, "").strip()[:500] for key in ("a", "b", "network"))
    return {
        "a": one,
        "b": other,
        "projection": network or "two-mode",
        "projections": [(projection.name, projection.title) for projection in PROJECTIONS.values()],
        "ends": [one, other, network or "two-mode"],
        "error": None,
        "mend": "",
    }


def _refused(request: Request, template: str, form: Json, error: UserError, **values: Any) -> Response:
    return respond(
        request, template, error.status, **{**form, "error": error, "mend": mend_of(error)}, **values
    )
