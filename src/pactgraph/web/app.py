"""The web application: SPARQL, linked data, the API and the pages, at one address."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from pactgraph.errors import UnknownNameError
from pactgraph.web.api import routes as api_routes
from pactgraph.web.http import EXPOSED, json_error, plain_error, preferred
from pactgraph.web.http_errors import MethodError, NotFoundError, RequestError
from pactgraph.web.linked_data import LinkedData, address_of, is_known
from pactgraph.web.metrics import Counted, Metrics
from pactgraph.web.middleware import Compressed, Guarded, Refusing
from pactgraph.web.pages import page_endpoint, thing_page
from pactgraph.web.pages import routes as page_routes
from pactgraph.web.pages.rendering import error_page
from pactgraph.web.sparql.fast_path import FastPath
from pactgraph.web.sparql.protocol import Endpoint

if TYPE_CHECKING:
    from pactgraph.web.services import Services

#: The paths of things, which are their own addresses.
THINGS = ("/id/{rest:path}", "/source/{rest:path}", "/code/{rest:path}", "/graph/{rest:path}", "/ontology")
PATHS = "the path of a page, of a thing under /id, /source or /code, of the API under /api, or /sparql"


def create_app(services: Services) -> Starlette:
    """Return the application over opened services; it starts their workers, and ends them when it ends."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await services.start()
        # The first search of a large graph would wait for its facets.
        reading = asyncio.create_task(asyncio.to_thread(lambda: services.graph.facets))
        try:
            yield
        finally:
            reading.cancel()
            await services.stop()
            metrics.log.write()

    sparql, metrics = Endpoint(services), Metrics(services)
    # Passages of documents are for those who opened them, not for any page that a browser shows as well.
    origins = ["*"] if services.documents is None else []
    return Starlette(
        routes=[
            *sparql.routes(),
            metrics.route(),
            Route("/health", lambda _: health(services)),
            *(Route(path, page_endpoint(services, _thing)) for path in THINGS),
            *page_routes(services),
            *api_routes(services),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=services.hosts, www_redirect=False),
            Middleware(FastPath, endpoint=sparql, metrics=metrics),
            Middleware(Counted, metrics=metrics),
            Middleware(Guarded),
            Middleware(
                CORSMiddleware,
                allow_origins=origins,
                allow_methods=["GET", "HEAD", "POST"],
                allow_headers=["*"],
                expose_headers=EXPOSED,
            ),
            Middleware(Compressed, minimum_size=1000, compresslevel=5),
            Middleware(Refusing),
            Middleware(LinkedData, services=services),
        ],
        exception_handlers={404: missing, 405: missing},
        lifespan=lifespan,
    )


def _thing(services: Services, request: Request) -> Response:
    """Return the page of the thing at an address of ours."""
    place = request.scope["path"]
    iri = address_of(place)
    try:
        return thing_page(services, request, iri)
    except UnknownNameError:
        # Parts of other things have no page; their RDF serves people too.
        if not is_known(services.graph.store, iri):
            raise
        return RedirectResponse(f"{quote(place)}.ttl", 303, headers={"Vary": "Accept"})


def missing(request: Request, missed: Exception) -> Response:
    """Answer a path that nothing has, or a method that it does not support: by page, JSON or plain text."""
    assert isinstance(missed, HTTPException)
    error: RequestError = NotFoundError("nothing at this path", expected=PATHS)
    headers = dict(missed.headers or {})
    if allowed := headers.get("Allow"):
        headers["Allow"] = ", ".join(sorted(allowed.split(", ")))
        error = MethodError(f"the method {request.method[:20]}", expected=f"one of {headers['Allow']}")
    if request.url.path.startswith("/api/"):
        response = json_error(error)
    elif preferred(request.headers.get("accept", ""), {"text/plain": "", "text/html": "html"}):
        response = error_page(request, error)
    else:
        response = plain_error(error)
    response.headers.update({**headers, "Vary": "Accept"})
    return response


def health(services: Services) -> Response:
    """Report whether queries are answered, and how many are running."""
    workers, headers = services.workers, {"Cache-Control": "no-store"}
    if services.endpoint is not None:
        return JSONResponse({"status": "ok"}, headers=headers)
    if workers is None:
        return JSONResponse({"status": "starting"}, 503, headers=headers)
    counts = {"busy": workers.busy, "waiting": workers.queue, "answered": workers.answered}
    status = "ok" if workers.alive else "no workers"
    return JSONResponse({"status": status, **counts}, 200 if workers.alive else 503, headers=headers)
