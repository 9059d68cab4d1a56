"""The pages for people, rendered on the server; all of them work without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.resources import viz_dir
from pactgraph.web.explorer import Explorer
from pactgraph.web.pages.asking import question_page, questions_page
from pactgraph.web.pages.editing import editor_file
from pactgraph.web.pages.finding import search_page, start
from pactgraph.web.pages.listing import (
    about_page,
    api_page,
    coverage_page,
    disagreements_page,
    download_file,
    download_page,
    indicators_page,
    sources_page,
)
from pactgraph.web.pages.querying import query_page
from pactgraph.web.pages.rendering import HEADERS, Page, endpoint, error_page
from pactgraph.web.pages.things import thing_page
from pactgraph.web.pages.tracing import compare_page, path_page
from pactgraph.web.pages.viewing import picture_page, view_page, views_page

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

__all__ = ["ASSETS", "PAGES", "error_page", "routes", "thing_page"]

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
    "/download": download_page,
    "/download/{file}": download_file,
    "/about": about_page,
    "/api": api_page,
}
"""Every page by its path; the pages of things stand at their own addresses, beside the linked data."""

ASSETS = {"web.css": "text/css"}
"""The files that pages ask for, by name: nothing else of the folder is served."""


def routes(explorer: Explorer) -> list[Route]:
    """Return the routes of all pages and of what they ask for."""
    from starlette.routing import Route

    pages = [Route(path, endpoint(explorer, page)) for path, page in PAGES.items()]
    pages.append(Route("/assets/editor/{file}", endpoint(explorer, editor_file)))
    return [*pages, Route("/assets/{file}", endpoint(explorer, _asset))]


def _asset(explorer: Explorer, request: Request) -> Response:
    from starlette.responses import Response

    name = request.path_params["file"]
    if name not in ASSETS:
        return error_page(explorer, request, 404, "a file that is not there")
    text = (viz_dir() / "assets" / name).read_bytes()
    headers = {**HEADERS, "Cache-Control": "max-age=300"}
    return Response(text, media_type=ASSETS[name], headers=headers)
