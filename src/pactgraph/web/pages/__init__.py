"""The pages for people, rendered on the server; all of them work without a script."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pactgraph.views.templates import style_sheet
from pactgraph.web.http import endpoint
from pactgraph.web.http_errors import NotFoundError
from pactgraph.web.pages.compare import compare_page, path_page
from pactgraph.web.pages.editor import editor_file
from pactgraph.web.pages.listing import (
    about_page,
    api_page,
    coverage_page,
    data_page,
    disagreements_page,
    download_file,
    download_page,
    indicators_page,
    sources_page,
)
from pactgraph.web.pages.query import query_page
from pactgraph.web.pages.questions import question_page, questions_page
from pactgraph.web.pages.rendering import HEADERS, Page, error_page
from pactgraph.web.pages.search import search_page, start
from pactgraph.web.pages.things import thing_page
from pactgraph.web.pages.views import picture_page, view_page, views_page

if TYPE_CHECKING:
    from pactgraph.web.services import Services

__all__ = ["ASSETS", "PAGES", "error_page", "page_endpoint", "routes", "thing_page"]

PAGES: dict[str, Page] = {
    "/": start,
    "/search": search_page,
    "/sources": sources_page,
    "/questions": questions_page,
    "/question/{name}": question_page,
    "/query": query_page,
    "/compare": compare_page,
    "/path": path_page,
    "/views": views_page,
    "/view/{name}.svg": picture_page,
    "/view/{name}": view_page,
    "/disagreements": disagreements_page,
    "/indicators": indicators_page,
    "/coverage": coverage_page,
    "/data": data_page,
    "/download": download_page,
    "/download/{file}": download_file,
    "/about": about_page,
    "/api": api_page,
}
"""Every page by its path; the pages of things stand at their own addresses, beside the linked data."""

ASSETS = {"web.css": "text/css"}
"""The files that pages ask for, by name: nothing else of the folder is served."""


#: Pages that run a query of the reader's own, and how many of them are answered at once: others do not wait.
WAITING, MOST_WAITING = ("/query", "/question/{name}"), 8


def routes(services: Services) -> list[Route]:
    """Return the routes of all pages and of their files."""
    few = CapacityLimiter(MOST_WAITING)
    pages: dict[str, Page] = {**PAGES, "/assets/editor/{file}": editor_file, "/assets/{file}": asset}
    return [
        Route(path, page_endpoint(services, page, few if path in WAITING else None))
        for path, page in pages.items()
    ]


def page_endpoint(
    services: Services, page: Page, limiter: CapacityLimiter | None = None
) -> Callable[[Request], Awaitable[Response]]:
    """Return the endpoint of a page, which answers mistakes by a page about them."""
    return endpoint(lambda request: page(services, request), error_page, services.tag, limiter)


def asset(services: Services, request: Request) -> Response:
    """Return a file of the pages.

    :raises NotFoundError: where there is none of this name.
    """
    name = request.path_params["file"]
    if name not in ASSETS:
        raise NotFoundError("a file that is not there")
    text = style_sheet(name)
    headers = {**HEADERS, "Cache-Control": "max-age=300"}
    return Response(text, media_type=ASSETS[name], headers=headers)
