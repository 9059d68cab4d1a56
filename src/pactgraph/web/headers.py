"""The outer layers of the application: headers that every answer has, and plain words for what is refused."""

from __future__ import annotations

import logging
from typing import Any

from starlette.datastructures import Headers
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pactgraph.errors import (
    InputSyntaxError,
    MissingLibraryError,
    ParameterError,
    UnknownNameError,
    UserError,
)
from pactgraph.web.http_errors import Refusal
from pactgraph.web.negotiation import takes_gzip
from pactgraph.web.parameters import check_path

#: For what brings no policy of its own: nothing may be loaded from it or run in it.
HEADERS = {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
}
#: What scripts of other sites may read of an answer.
EXPOSED = ["ETag", "Link", "Content-Location", "Retry-After"]
STATUS: tuple[tuple[type[UserError], int], ...] = (
    (InputSyntaxError, 400),
    (ParameterError, 400),
    (UnknownNameError, 404),
    (MissingLibraryError, 501),
)
log = logging.getLogger("pactgraph.web")


class Guarded:
    """Gives every answer the headers that keep a browser from doing what nobody meant."""

    def __init__(self, inner: ASGIApp) -> None:
        self.inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = list(message.get("headers", []))
                names = {name.lower() for name, _ in given}
                given += [(k.encode(), v.encode()) for k, v in HEADERS.items() if k.encode() not in names]
                message["headers"] = varied(given)
            await send(message)

        await self.inner(scope, receive, guarded if scope["type"] == "http" else send)


def varied(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return headers with one that names once each what an answer varies by.

    >>> varied([(b"vary", b"Accept, Accept-Encoding"), (b"vary", b"Accept"), (b"etag", b'"a"')])
    [(b'etag', b'"a"'), (b'vary', b'Accept, Accept-Encoding')]
    """
    named = [part.strip() for name, value in headers if name.lower() == b"vary" for part in value.split(b",")]
    if not named:
        return headers
    once = {part.lower(): part for part in named}
    others = [(name, value) for name, value in headers if name.lower() != b"vary"]
    return [*others, (b"vary", b", ".join(once.values()))]


class Packed(GZipMiddleware):
    """Packs answers for those who take them packed: ``gzip;q=0`` does not."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http":
            taken = takes_gzip(Headers(scope=scope).get("accept-encoding", ""))
            others = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
            scope = {**scope, "headers": [*others, (b"accept-encoding", b"gzip")] if taken else others}
        await super().__call__(scope, receive, send)


class Refusing:
    """Answers with a status and a plain message where a request is refused.

    Paths that can be the path of nothing are refused here for all; the API says so in its own way.
    """

    def __init__(self, inner: ASGIApp) -> None:
        self.inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            if scope["type"] == "http" and not scope["path"].startswith("/api/"):
                check_path(scope["path"])
            await self.inner(scope, receive, watched)
        except UserError as error:
            if begun:
                raise
            await refusal(error)(scope, receive, send)


def refusal(error: UserError) -> PlainTextResponse:
    """Return the answer to a request that is refused; files of the server are not named.

    >>> from pactgraph.web.http_errors import BadRequestError
    >>> answer = refusal(BadRequestError("no query", expected="one"))
    >>> answer.status_code, answer.body
    (400, b'found: no query\\nexpected: one\\n')
    """
    status, headers = status_of(error), dict[str, Any]()
    if isinstance(error, Refusal):
        headers = dict(error.headers)
    if status >= 500:
        log.warning("%d %s", status, error.found.replace("\n", " ")[:300])
    mend = "" if "pactgraph " in error.mend or "--" in error.mend else error.mend
    parts = {"found": error.found, "expected": error.expected, "mend": mend}
    text = "".join(f"{name}: {said}\n" for name, said in parts.items() if said)
    return PlainTextResponse(text, status, {**headers, "Cache-Control": "no-store"})


def status_of(error: UserError) -> int:
    """Return the status that tells a program why it gets no answer."""
    if isinstance(error, Refusal):
        return error.status
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)
