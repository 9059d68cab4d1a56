"""The views: the gallery, each view as its own page, and as a still picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pactgraph.errors import ParameterError
from pactgraph.views.definition import ViewDefinition, load_view, view_path
from pactgraph.views.gallery import SHELVES, Renderer, all_views, shelf_of
from pactgraph.web.pages.rendering import number, respond

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from pactgraph.web.services import Services

#: The page of a view carries its own policy, which lets its own scripts run by their digests.
PAGE_HEADERS = {
    "Content-Security-Policy": "base-uri 'none'; form-action 'none'; object-src 'none'; "
    "frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
PICTURE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "max-age=300",
}
#: The addresses to which the marks of a view and its page link.
WEB, HOME = "/id/", "/views"
#: Bounds of what is drawn at once, by parameter.
BOUNDS = {"radius": 2, "best": 10}


def views_page(services: Services, request: Request) -> Response:
    """Show all views, each with a small picture and its question."""
    views = sorted(all_views(), key=lambda view: (view.place is None, view.place or 0, view.title.casefold()))
    named = [
        (view, view.named({key: services.graph.called(value) for key, value in view.parameters.items()}))
        for view in views
    ]
    shelves = [
        (name, what, [shown for view, shown in named if shelf_of(view) == name])
        for name, what in SHELVES.items()
    ]
    return respond(
        request, "views.html", shelves=[shelf for shelf in shelves if shelf[2]], called=services.graph.called
    )


def view_page(services: Services, request: Request) -> Response:
    """Return the page of one view, drawn of what the address asks for."""
    from starlette.responses import HTMLResponse

    name = request.path_params["name"]
    given = _given(load_view(view_path(name)), request.query_params)
    drawn = services.graph.drawn(name, given, web=WEB, home=HOME)
    return HTMLResponse(drawn.html, headers=PAGE_HEADERS)


def picture_page(services: Services, request: Request) -> Response:
    """Return a view as a still picture: with names where it shows one thing or two, else without words."""
    from starlette.responses import Response

    name = request.path_params["name"]
    view = load_view(view_path(name))
    given = _given(view, request.query_params)

    def draw() -> str:
        # Where a view shows one thing or two, names are large enough to read.
        return Renderer(services.graph, web=WEB, home=HOME).picture(view, given, names=view.asks, dark=True)

    picture = services.pictures.get((view.name, tuple(sorted(given.items()))), draw)
    return Response(picture, media_type="image/svg+xml", headers=PICTURE_HEADERS)


def _given(view: ViewDefinition, query: Mapping[str, str]) -> dict[str, str]:
    """Return the parameters of a view that an address gives.

    :raises ParameterError: where it gives another one.
    """
    given = {key: value[:500] for key, value in query.items() if value.strip()}
    unknown = sorted(set(given) - set(view.parameters))
    if unknown:
        known = ", ".join(view.parameters)
        raise ParameterError(f"the parameter {unknown[0]}", expected=f"one of {known}" if known else "none")
    for name, most in BOUNDS.items():
        if name in given:
            given[name] = str(number(given[name], most=most))
    return given
