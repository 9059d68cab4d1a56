"""The API over HTTP: which requests are answered, from what is unchanged, and how a mistake is said."""

from __future__ import annotations

import hashlib
import json
import logging
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Match, Route

from pactgraph.build.pipeline import version
from pactgraph.errors import UserError
from pactgraph.network.paths import NoPathError
from pactgraph.web.api.asked import ADDRESSES, Address, address_of
from pactgraph.web.api.links import links_of
from pactgraph.web.api.openapi import MEDIA_TYPE, OPENAPI_TYPE, description
from pactgraph.web.api.parameters import read
from pactgraph.web.headers import log
from pactgraph.web.http_errors import FailedError, NotAcceptableError, NotThereError, Refusal
from pactgraph.web.negotiation import is_held, preferred, tags
from pactgraph.web.pages.rendering import mend_of, status_of
from pactgraph.web.parameters import check_path, parse

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from pactgraph.web.explorer import Explorer

METHODS = "GET, HEAD, OPTIONS"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Link": '</api/openapi.json>; rel="service-desc"; type="application/json"',
    "Vary": "Accept",
}


class NotAllowedError(Refusal):
    """A request by a method that changes something."""

    status = 405
    headers = {"Allow": METHODS}  # noqa: RUF012


class Served:
    """What answers one address; what it answers is up to those that it is extended by.

    :param explorer: the graph, and the version of the data for the tags of answers.
    """

    types = {"application/json": MEDIA_TYPE}  # noqa: RUF012

    def __init__(self, explorer: Explorer) -> None:
        self.explorer = explorer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        response = await run_in_threadpool(self._respond, Request(scope))
        await response(scope, receive, send)

    def answer(self, request: Request, given: list[tuple[str, str]]) -> dict[str, Any]:
        """Return what is answered.

        :raises UserError: where a parameter is wrong, or the answer takes too long or too much.
        """
        raise NotImplementedError

    def _respond(self, request: Request) -> Response:
        try:
            return self._answered(request)
        except UserError as error:
            return _refused(error)
        except Exception:
            log.exception("a defect at %r", request.url.path[:200])
            return _refused(FailedError("a defect of this service", mend="ask for something else"))

    def _answered(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={**HEADERS, "Allow": METHODS})
        if request.method not in ("GET", "HEAD"):
            raise NotAllowedError(f"the method {request.method[:20]}", expected="GET or HEAD")
        check_path(request.scope["path"])
        form = preferred(request.headers.get("accept", ""), self.types)
        if form is None:
            raise NotAcceptableError("no format that will do", expected=f"Accept: {', '.join(self.types)}")
        given = parse(request.scope.get("query_string", b""))
        tag = self._tag(request.url.path, form, given)
        kept = {"ETag": tag, "Cache-Control": "no-cache"} if tag else {"Cache-Control": "no-store"}
        headers = {**HEADERS, **kept}
        held = request.headers.get("if-none-match", "")
        # Only what was answered once has a tag, so that nothing needs to be read again.
        if tag and tag.removeprefix("W/") in tags(held):
            return Response(status_code=304, headers=headers)
        answer = self.answer(request, given)
        if tag and is_held(tag, held):
            return Response(status_code=304, headers=headers)
        return Written(answer, headers=headers, media_type=form)

    def _tag(self, path: str, form: str, given: list[tuple[str, str]]) -> str:
        """Return the tag of an answer; none where the data are elsewhere, and may change unseen."""
        services = self.explorer.services
        if not services.version:
            return ""
        of = [services.version, version(), services.address, str(services.documents), path, form, given]
        text = json.dumps(of).encode("ascii")
        return f'W/"{hashlib.sha256(text).hexdigest()[:32]}"'


class Beneath(Route):
    """The route of all that begins with a path; a pattern of the framework ends at the first new line."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Tell whether a request belongs here."""
        if scope["type"] == "http" and scope["path"].startswith(self.path):
            return Match.FULL, {"endpoint": self.endpoint, "path_params": {}}
        return Match.NONE, {}


class Written(JSONResponse):
    """JSON of any text: half a character, which can stand in an address, is written as an escape."""

    def render(self, content: Any) -> bytes:
        """Return the bytes."""
        try:
            return super().render(content)
        except UnicodeEncodeError:
            return json.dumps(content, separators=(",", ":")).encode("ascii")


class Fixed(Served):
    """Answers an address whose parameters are always the same."""

    def __init__(self, explorer: Explorer, address: Address) -> None:
        super().__init__(explorer)
        self.address = address

    def answer(self, request: Request, given: list[tuple[str, str]]) -> dict[str, Any]:
        """Return what the address answers, with links."""
        return _linked(self.explorer, self.address, given)


class Named(Served):
    """Answers the named questions."""

    def answer(self, request: Request, given: list[tuple[str, str]]) -> dict[str, Any]:
        """Return the answer to the question that the path names."""
        question = self.explorer.graph.questions.get(request.path_params["name"][:200])
        return _linked(self.explorer, address_of(question), given)


class Described(Served):
    """Answers with the description of the API."""

    types = {"application/json": MEDIA_TYPE, OPENAPI_TYPE.partition(";")[0]: OPENAPI_TYPE}  # noqa: RUF012

    def answer(self, request: Request, given: list[tuple[str, str]]) -> dict[str, Any]:
        """Return the description."""
        read((), given)
        return description(self.explorer.services.address)


class Nothing(Served):
    """Answers where the API has no address."""

    def answer(self, request: Request, given: list[tuple[str, str]]) -> dict[str, Any]:
        """Refuse.

        :raises NotThereError: always.
        """
        known = ", ".join([*(one.path for one in ADDRESSES), "/api/question/NAME", "/api/openapi.json"])
        raise NotThereError("an address of the API that is not there", expected=f"one of {known}")


def _linked(explorer: Explorer, address: Address, given: list[tuple[str, str]]) -> dict[str, Any]:
    values = read(address.parameters, given)
    answer = address.answer(explorer, values)
    return {"links": links_of(explorer.services.address, address, values, answer), **answer}


def _refused(error: UserError) -> Response:
    """Return the answer to a request that is refused; files of the server are not named."""
    status = 404 if isinstance(error, NoPathError) else status_of(error)
    if status >= 500:
        log.log(logging.WARNING, "%d %s", status, error.found.replace("\n", " ")[:300])
    held = {"status": status, "found": error.found, "expected": error.expected, "mend": mend_of(error)}
    own = error.headers if isinstance(error, Refusal) else {}
    headers = {**HEADERS, **own, "Cache-Control": "no-store"}
    return Written({"error": held}, status, headers=headers, media_type=MEDIA_TYPE)
