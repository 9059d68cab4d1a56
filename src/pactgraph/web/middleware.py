"""The outer layers of the application: security headers, conditional requests, compression and errors."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pactgraph.errors import UserError
from pactgraph.web.http import SECURITY, accepts_gzip, check_path, is_current, json_error, plain_error


class Guarded:
    """Adds the security headers to every response, and sends no body that the client has already."""

    def __init__(self, inner: ASGIApp) -> None:
        self.inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return
        known = Headers(scope=scope).get("if-none-match", "") if scope["method"] in ("GET", "HEAD") else ""
        unchanged = False

        async def guarded(message: Message) -> None:
            nonlocal unchanged
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY.items():
                    headers.setdefault(name, value)
                if varying := headers.getlist("vary"):
                    names = {name.strip().lower(): name.strip() for one in varying for name in one.split(",")}
                    headers["vary"] = ", ".join(names.values())
                tag = headers.get("etag", "")
                unchanged = message["status"] == 200 and bool(tag and known) and is_current(tag, known)
                if unchanged:
                    message["status"] = 304
                    for name in ("content-length", "content-type", "content-encoding"):
                        del headers[name]
            elif unchanged:
                message = {**message, "body": b""}
            await send(message)

        await self.inner(scope, receive, guarded)


class Compressed(GZipMiddleware):
    """Compresses answers for clients that accept it: ``gzip;q=0`` does not."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http":
            accepted = accepts_gzip(Headers(scope=scope).get("accept-encoding", ""))
            others = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
            scope = {**scope, "headers": [*others, (b"accept-encoding", b"gzip")] if accepted else others}
        await super().__call__(scope, receive, send)


class Refusing:
    """Answers a request that fails with its status: in JSON under ``/api/``, elsewhere as plain text."""

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
            if scope["type"] == "http":
                check_path(scope["path"])
            await self.inner(scope, receive, watched)
        except UserError as error:
            if begun:
                raise
            refused = json_error(error) if scope["path"].startswith("/api/") else plain_error(error)
            await refused(scope, receive, send)
