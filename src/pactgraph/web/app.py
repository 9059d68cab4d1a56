"""The web application: the SPARQL endpoint, linked data, and the pages, behind one address."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from pactgraph.web.api import routes as api_routes
from pactgraph.web.explorer import Explorer
from pactgraph.web.headers import EXPOSED, Guarded, Packed, Refusing
from pactgraph.web.metrics import Counted, Metrics
from pactgraph.web.pages import routes as page_routes
from pactgraph.web.pages import thing_page
from pactgraph.web.pages.rendering import endpoint, unanswered
from pactgraph.web.resources import LinkedData, address_of, is_known
from pactgraph.web.sparql.fast_path import Direct
from pactgraph.web.sparql.graph_store import GraphStore
from pactgraph.web.sparql.protocol import Endpoint

if TYPE_CHECKING:
    from pactgraph.web.services import Services

#: Where the pages of things stand: at their own addresses.
THINGS = ("/id/{rest:path}", "/source/{rest:path}", "/code/{rest:path}", "/graph/{rest:path}", "/ontology")
#: Pages that run a query of whoever asks, and how many of them are made at once.
WAITING, ASKING = ("/query", "/question/{name}"), 8


def create_app(services: Services) -> Starlette:
    """Return the application over opened services; it starts their workers, and ends them when it ends."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await services.start()
        # The first who searches a large graph would wait for what it can be narrowed by.
        reading = asyncio.create_task(asyncio.to_thread(lambda: explorer.facets))
        try:
            yield
        finally:
            reading.cancel()
            await services.stop()
            metrics.log.write()

    async def health(_: Request) -> Response:
        return _health(services)

    explorer = Explorer(services)
    sparql, metrics = Endpoint(services), Metrics(services)
    routes: list[BaseRoute] = [sparql.route(), GraphStore(sparql).route(), metrics.route()]
    routes.append(Route("/health", health))
    routes += [Route(path, endpoint(explorer, _thing)) for path in THINGS]
    routes += _apart(page_routes(explorer))
    routes += api_routes(explorer)
    layers, missing = _layers(services, sparql, metrics), unanswered(explorer)
    return Starlette(
        routes=routes, middleware=layers, exception_handlers={404: missing, 405: missing}, lifespan=lifespan
    )


def _apart(pages: list[Route]) -> list[BaseRoute]:
    """Give the pages that wait for workers threads of their own: all others do not wait with them."""
    few = CapacityLimiter(ASKING)

    def apart(page: Route) -> Route:
        async def answer(request: Request) -> Response:
            return await to_thread.run_sync(page.endpoint, request, limiter=few)

        return Route(page.path, answer, name=page.name)

    return [apart(page) if page.path in WAITING else page for page in pages]


def _thing(explorer: Explorer, request: Request) -> Response:
    """Return the page of the thing at an address of ours."""
    place = request.scope["path"]
    page = thing_page(explorer, request, address_of(place))
    # Parts of other things have no page, and are told to people as to machines.
    if page.status_code == 404 and is_known(explorer.store, address_of(place)):
        return RedirectResponse(f"{quote(place)}.ttl", 303, headers={"Vary": "Accept"})
    return page


def _layers(services: Services, sparql: Endpoint, metrics: Metrics) -> list[Middleware]:
    """Return what every request passes, from outside to inside."""
    # Passages of documents are for those who opened them, not for any page that a browser has open beside.
    origins = ["*"] if services.documents is None else []
    return [
        Middleware(TrustedHostMiddleware, allowed_hosts=services.hosts, www_redirect=False),
        Middleware(Direct, endpoint=sparql, metrics=metrics),
        Middleware(Counted, metrics=metrics),
        Middleware(Guarded),
        Middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=["GET", "HEAD", "POST"],
            allow_headers=["*"],
            expose_headers=EXPOSED,
        ),
        Middleware(Packed, minimum_size=1000, compresslevel=5),
        Middleware(Refusing),
        Middleware(LinkedData, services=services),
    ]


def _health(services: Services) -> Response:
    """Tell whether queries are answered, and how many are on their way."""
    workers = services.workers
    if services.endpoint is not None:
        return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})
    if workers is None:
        return JSONResponse({"status": "starting"}, 503, headers={"Cache-Control": "no-store"})
    held = {
        "status": "ok" if workers.alive else "no workers",
        "busy": workers.busy,
        "waiting": workers.queue,
        "answered": workers.counts.answered,
    }
    return JSONResponse(held, 200 if workers.alive else 503, headers={"Cache-Control": "no-store"})
