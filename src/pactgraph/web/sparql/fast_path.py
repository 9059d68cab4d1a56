"""The fast path to the SPARQL endpoint: past the layers that pages need, with the same headers.

Most requests of programs are cheap queries, for which the layers would take more time than the answer.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from pactgraph.errors import UserError
from pactgraph.web.http import COMPRESSED, EXPOSED, SECURITY, accepts_gzip, compress, plain_error
from pactgraph.web.sparql.protocol import PATH, Endpoint

if TYPE_CHECKING:
    from pactgraph.web.metrics import Metrics

METHODS = ("GET", "HEAD", "OPTIONS", "POST")
#: Answers of more bytes are compressed in a thread.
LARGE = 100_000
GUARD = [(name.encode(), value.encode()) for name, value in SECURITY.items()]
ORIGIN = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", ", ".join(EXPOSED).encode()),
]


class FastPath:
    """Answers queries itself, for scripts of any site, and passes all other requests on.

    :param others: the application within.
    """

    def __init__(self, others: ASGIApp, endpoint: Endpoint, metrics: Metrics) -> None:
        self.others, self.endpoint, self.metrics = others, endpoint, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http" or scope["path"] != PATH or scope["method"] not in METHODS:
            await self.others(scope, receive, send)
            return
        begun, status, size = time.perf_counter(), 500, 0
        request, given = Request(scope, receive), dict(scope["headers"])
        try:
            try:
                answer = (
                    options(request) if request.method == "OPTIONS" else await self.endpoint.answer(request)
                )
            except UserError as error:
                answer = plain_error(error)
            status, body = answer.status_code, bytes(answer.body)
            headers = [*answer.raw_headers, *GUARD]
            if b"origin" in given:
                headers += ORIGIN
            if len(body) >= COMPRESSED:
                changed = MutableHeaders(raw=headers)
                changed.add_vary_header("Accept-Encoding")
                if accepts_gzip(given.get(b"accept-encoding", b"").decode("latin-1")):
                    body = await asyncio.to_thread(compress, body) if len(body) > LARGE else compress(body)
                    changed["content-encoding"], changed["content-length"] = "gzip", str(len(body))
                headers = changed.raw
            body = b"" if request.method == "HEAD" else body
            size = len(body)
            await send({"type": "http.response.start", "status": status, "headers": headers})
            await send({"type": "http.response.body", "body": body})
        finally:
            self.metrics.count(scope, status, size, begun)


def options(request: Request) -> Response:
    """Return which methods the endpoint supports, and that scripts of any site may use them."""
    headers = {"Allow": ", ".join(METHODS)}
    if "origin" in request.headers and "access-control-request-method" in request.headers:
        headers |= {
            "Access-Control-Allow-Methods": "GET, HEAD, POST",
            "Access-Control-Allow-Headers": request.headers.get("access-control-request-headers", "*"),
            "Access-Control-Max-Age": "600",
            "Vary": "Access-Control-Request-Headers",
        }
    return Response(headers=headers)
