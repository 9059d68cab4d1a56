"""The short way to the SPARQL endpoint: past the layers that pages need, with the same headers.

Most requests of programs are cheap queries, of which the layers would take more time than the answer.
"""

from __future__ import annotations

import asyncio
import gzip
import time
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from pactgraph.errors import UserError
from pactgraph.web.headers import EXPOSED, HEADERS, refusal
from pactgraph.web.negotiation import takes_gzip
from pactgraph.web.sparql.protocol import PATH, Endpoint

if TYPE_CHECKING:
    from pactgraph.web.metrics import Metrics

Header = tuple[bytes, bytes]

GUARD: list[Header] = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
ORIGIN: list[Header] = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", ", ".join(EXPOSED).encode()),
]
METHODS = ("GET", "HEAD", "OPTIONS", "POST")
#: Answers of so many bytes are worth packing, and of so many more are packed beside the work of the server.
WORTH, LARGE = 1000, 100_000
LEVEL = 5


class Direct:
    """Answers queries itself, for pages of whatever site, and leaves all other requests to others.

    :param others: the application behind it.
    """

    def __init__(self, others: ASGIApp, endpoint: Endpoint, metrics: Metrics) -> None:
        self.others, self.endpoint, self.metrics = others, endpoint, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http" or scope["path"] != PATH or scope["method"] not in METHODS:
            await self.others(scope, receive, send)
            return
        begun, status, size = time.perf_counter(), 500, 0
        try:
            try:
                answer = await self._answer(Request(scope, receive))
            except UserError as error:
                answer = refusal(error)
            status, body = answer.status_code, bytes(answer.body)
            headers, body = await dressed(scope["headers"], answer.raw_headers, body)
            body = b"" if scope["method"] == "HEAD" else body
            size = len(body)
            await send({"type": "http.response.start", "status": status, "headers": headers})
            await send({"type": "http.response.body", "body": body})
        finally:
            self.metrics.count(scope, status, size, begun)

    async def _answer(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return may_ask(dict(request.scope["headers"]))
        return await self.endpoint.answer(request)


def may_ask(asked: dict[bytes, bytes]) -> Response:
    """Return what can be asked here, and that any site may do so.

    :param asked: the headers of the request.

    >>> may_ask({}).headers["allow"]
    'GET, HEAD, OPTIONS, POST'
    """
    headers = {"Allow": ", ".join(METHODS)}
    if b"origin" in asked and b"access-control-request-method" in asked:
        names = asked.get(b"access-control-request-headers", b"*").decode("latin-1")
        headers |= {
            "Access-Control-Allow-Methods": "GET, HEAD, POST",
            "Access-Control-Allow-Headers": names,
            "Access-Control-Max-Age": "600",
            "Vary": "Access-Control-Request-Headers",
        }
    return Response(headers=headers)


async def dressed(asked: list[Header], own: list[Header], body: bytes) -> tuple[list[Header], bytes]:
    """Return the headers and the bytes of an answer as they are sent.

    :param asked: the headers of the request.
    :param own: those of the answer.

    >>> headers, body = asyncio.run(dressed([(b"accept-encoding", b"gzip")], [], b"a" * 5000))
    >>> (b"content-encoding", b"gzip") in headers, len(body) < 100
    (True, True)
    """
    given = dict(asked)
    headers = [*own, *GUARD, *ORIGIN] if b"origin" in given else [*own, *GUARD]
    vary = b"Accept-Encoding"
    if len(body) >= WORTH:
        if takes_gzip(given.get(b"accept-encoding", b"").decode("latin-1")):
            body = await asyncio.to_thread(_packed, body) if len(body) > LARGE else _packed(body)
            headers = [pair for pair in headers if pair[0] != b"content-length"]
            headers += [(b"content-encoding", b"gzip"), (b"content-length", str(len(body)).encode())]
        before = next((value for name, value in headers if name == b"vary"), b"")
        headers = [pair for pair in headers if pair[0] != b"vary"]
        headers.append((b"vary", b", ".join(part for part in (before, vary) if part)))
    return headers, body


def _packed(body: bytes) -> bytes:
    return gzip.compress(body, LEVEL, mtime=0)
