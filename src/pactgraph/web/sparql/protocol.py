"""The SPARQL 1.1 Protocol: queries by GET, by POST of a form, by POST of a query; nothing is ever changed."""

from __future__ import annotations

import asyncio
import hashlib
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import Route

from pactgraph.web.cache import KeptAnswers
from pactgraph.web.description import service_description
from pactgraph.web.formats import NAMES, TABLES, graph_types, media_type, table_types
from pactgraph.web.http_errors import (
    BadRequestError,
    FailedError,
    LeftError,
    NotAcceptableError,
    RequestTooLargeError,
    UnsupportedMediaTypeError,
)
from pactgraph.web.negotiation import preferred
from pactgraph.web.parameters import check_address, elsewhere, parse, update_refused
from pactgraph.web.sparql.answering import Query
from pactgraph.web.sparql.forbidden import is_steady, refuse_services
from pactgraph.web.sparql.limits import MEGABYTE
from pactgraph.web.sparql.worker import Answer

if TYPE_CHECKING:
    from starlette.requests import Request

    from pactgraph.web.services import Services

PATH = "/sparql"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
UNCHANGED = {"Cache-Control": "no-cache", "Vary": "Accept"}


class Endpoint:
    """The address that answers queries.

    :param services: the workers, the limits, and the version of the data.
    """

    def __init__(self, services: Services) -> None:
        self.services = services
        self._kept = KeptAnswers(services.limits.kept * MEGABYTE)
        self._tables, self._graphs = table_types(), graph_types()

    def route(self) -> Route:
        """Return the route of the endpoint."""
        return Route(PATH, self.answer, methods=["GET", "POST"], name="sparql")

    async def answer(self, request: Request) -> Response:
        """Answer a request.

        :raises UserError: where it is not one that can be answered.
        """
        if self.services.endpoint is not None:
            raise elsewhere(self.services.endpoint)
        given = await self._parameters(request)
        texts = [value for name, value in given if name == "query"]
        if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in given):
            raise update_refused()
        if not texts and request.method != "POST":
            return await self._describe(request)
        if len(texts) != 1 or not texts[0].strip():
            raise BadRequestError(
                f"{len(texts)} queries" if len(texts) > 1 else "no query",
                expected="one parameter query, or a query as the body of a POST",
                mend="send it as query=…, encoded as in a form",
            )
        query = self._query(texts[0], given, request.headers.get("accept", ""))
        return await self.respond(request, query)

    async def respond(self, request: Request, query: Query, *, fresh: bool = False) -> Response:
        """Answer a query: from what is kept, as unchanged, or by a worker.

        :param fresh: give the answer itself, also to one who says that they have it.
        :raises UserError: where the query cannot be answered.
        """
        refuse_services(query.text)
        tag = self._tag(query) if is_steady(query.text) else ""
        held = _tags(request.headers.get("if-none-match", ""))
        if tag and not fresh and request.method != "POST" and tag in held:
            return Response(status_code=304, headers={**UNCHANGED, "ETag": tag})
        answer = self._kept.get(tag) if tag else None
        if answer is None:
            answer = await self._work(request, query)
            if tag:
                self._kept.put(tag, answer)
        headers = {**UNCHANGED, "ETag": tag} if tag else {**UNCHANGED, "Cache-Control": "no-store"}
        return Response(answer.body, media_type=media_type(answer.format), headers=headers)

    async def _work(self, request: Request, query: Query) -> Answer:
        """Run a query, and stop it where whoever asked has gone."""
        if self.services.endpoint is not None:
            raise elsewhere(self.services.endpoint)
        if self.services.workers is None:
            raise FailedError("a service without workers", mend="start it with pactgraph serve")
        return await self.services.workers.run(query, lambda: _left(request))

    async def _parameters(self, request: Request) -> list[tuple[str, str]]:
        """Return the parameters of the address and of the body; a query as a body is the parameter query."""
        given = parse(request.scope.get("query_string", b""))
        if request.method != "POST":
            return given
        kind, _, rest = request.headers.get("content-type", "").lower().partition(";")
        if "charset" in rest and "utf-8" not in rest:
            raise UnsupportedMediaTypeError("a body in another character set", expected="UTF-8")
        kind = kind.strip()
        if kind == UPDATE:
            raise update_refused()
        if kind not in (FORM, QUERY):
            raise UnsupportedMediaTypeError(
                f"a body of type {kind[:80] or 'unknown'}", expected=f"Content-Type: {FORM} or {QUERY}"
            )
        body = await self._body(request)
        if kind == FORM:
            return [*given, *parse(body)]
        try:
            return [*given, ("query", body.decode("utf-8"))]
        except UnicodeDecodeError:
            raise BadRequestError("a query that is no UTF-8", expected="text in UTF-8") from None

    async def _body(self, request: Request) -> bytes:
        most, parts, size = self.services.limits.request, [], 0
        try:
            async for part in request.stream():
                size += len(part)
                if size > most:
                    raise RequestTooLargeError(
                        f"a body of more than {most} bytes",
                        expected="a query that fits",
                        mend="ask for less at once",
                    )
                parts.append(part)
        except ClientDisconnect:
            raise LeftError("a client that left before its request was whole") from None
        return b"".join(parts)

    def _query(self, text: str, given: list[tuple[str, str]], accept: str) -> Query:
        table, graph = preferred(accept, self._tables), preferred(accept, self._graphs)
        named = NAMES.get(next((value for name, value in given if name in ("format", "output")), ""))
        if named:
            table, graph = (named, graph) if named in TABLES else (table, named)
        if table is None and graph is None:
            raise NotAcceptableError(
                "no format that will do",
                expected=f"an Accept header with one of {', '.join([*self._tables, *self._graphs])}",
                mend="leave the Accept header out for the usual one",
            )
        defaults = [check_address(value) for name, value in given if name == "default-graph-uri"]
        graphs = [check_address(value) for name, value in given if name == "named-graph-uri"]
        # Who names one of the two kinds names the whole data set.
        chosen = (tuple(defaults), tuple(graphs)) if defaults or graphs else (None, None)
        return Query(text, table, graph, *chosen)

    async def _describe(self, request: Request) -> Response:
        """Describe the service, where nothing is asked of it."""
        form = preferred(request.headers.get("accept", ""), {**self._graphs, "text/html": "ttl"})
        if form is None:
            raise NotAcceptableError("no format that will do", expected="text/turtle, or another of RDF")
        text = await asyncio.to_thread(service_description, self.services, form)
        return Response(text, media_type=media_type(form), headers=UNCHANGED)

    def _tag(self, query: Query) -> str:
        graphs = f"{query.default_graphs}\0{query.named_graphs}"
        text = f"{self.services.version}\0{query.table}\0{query.graph}\0{graphs}\0{query.text}"
        return f'W/"{hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'


def _tags(header: str) -> set[str]:
    """Return the tags of an If-None-Match header, each as a weak one."""
    tags = {part.strip() for part in header.split(",")}
    return {tag if tag.startswith("W/") else f"W/{tag}" for tag in tags if tag}


async def _left(request: Request) -> None:
    """Return when whoever asks is gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
