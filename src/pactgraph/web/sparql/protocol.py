"""The SPARQL 1.1 Protocol and the read side of the Graph Store Protocol; no request changes anything."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import Route

from pactgraph.web.description import service_description
from pactgraph.web.formats import NAMES, TABLES, graph_types, media_type, table_types
from pactgraph.web.http import NOTICE, entity_tag, graph_name, is_current, parse_parameters, preferred
from pactgraph.web.http_errors import (
    BadRequestError,
    FailedError,
    ForbiddenError,
    LeftError,
    NotAcceptableError,
    NotFoundError,
    RequestTooLargeError,
    UnsupportedMediaTypeError,
)
from pactgraph.web.services import elsewhere
from pactgraph.web.sparql.guards import is_repeatable, refuse_services
from pactgraph.web.sparql.limits import MEGABYTE
from pactgraph.web.sparql.worker import Answer, Query

if TYPE_CHECKING:
    from starlette.requests import Request

    from pactgraph.web.services import Services

PATH = "/sparql"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
UNCHANGED = {"Cache-Control": "no-cache", "Vary": "Accept"}
#: The read side of the SPARQL 1.1 Graph Store Protocol, and the query that returns a whole graph.
GRAPHS_PATH = "/graphs"
WHOLE = "CONSTRUCT WHERE { ?s ?p ?o }"
#: The bytes that a cached answer takes beside its body.
OVERHEAD = 500


class AnswerCache:
    """Answers by tag, up to so many bytes in all; the least recently used is removed first."""

    def __init__(self, size: int) -> None:
        self.size, self._used = size, 0
        self._answers: OrderedDict[str, Answer] = OrderedDict()

    def get(self, tag: str) -> Answer | None:
        """Return a cached answer."""
        if tag in self._answers:
            self._answers.move_to_end(tag)
        return self._answers.get(tag)

    def put(self, tag: str, answer: Answer) -> None:
        """Cache an answer, unless it would remove many others."""
        if len(answer.body) > self.size // 16 or tag in self._answers:
            return
        self._answers[tag] = answer
        self._used += OVERHEAD + len(answer.body)
        while self._used > self.size:
            self._used -= OVERHEAD + len(self._answers.popitem(last=False)[1].body)


class Endpoint:
    """The address that answers queries.

    :param services: the workers, the limits, and the version of the data.
    """

    def __init__(self, services: Services) -> None:
        self.services = services
        self._cache = AnswerCache(services.limits.kept * MEGABYTE)
        self._tables, self._graphs = table_types(), graph_types()

    def routes(self) -> list[Route]:
        """Return the routes of the endpoint and of the graphs; methods that change a graph are refused."""
        return [
            Route(PATH, self.answer, methods=["GET", "POST"], name="sparql"),
            Route(GRAPHS_PATH, self.graph, methods=["GET"], name="graphs"),
        ]

    async def answer(self, request: Request) -> Response:
        """Answer a query.

        :raises UserError: where the request cannot be answered.
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

    async def graph(self, request: Request) -> Response:
        """Return the graph that is named by ``?graph=IRI`` or ``?default``.

        :raises NotFoundError: where there is no such graph.
        """
        given = parse_parameters(request.scope.get("query_string", b""))
        names = [value for name, value in given if name == "graph"]
        if len(names) + any(name == "default" for name, _ in given) != 1:
            raise BadRequestError("no graph, or several", expected="?default, or ?graph= with the IRI of one")
        form = preferred(request.headers.get("accept", ""), self._graphs)
        if form is None:
            raise no_format(self._graphs)
        if not names:
            return await self.respond(request, Query(WHOLE, None, form))
        name = graph_name(names[0])
        known = await self._run(request, Query("ASK { ?s ?p ?o }", "csv", None, (name,), ()))
        if known.body.strip() != b"true":
            raise NotFoundError(f"no graph {name}", expected="a graph that the description at /sparql names")
        return await self.respond(request, Query(WHOLE, None, form, (name,), ()))

    async def respond(self, request: Request, query: Query) -> Response:
        """Answer a query: as unchanged, from the cache, or by a worker.

        :raises UserError: where the query cannot be answered.
        """
        refuse_services(query.text)
        tag = entity_tag(self.services.version, *query) if is_repeatable(query.text) else ""
        headers = {**UNCHANGED, "ETag": tag} if tag else {**UNCHANGED, "Cache-Control": "no-store"}
        current = request.headers.get("if-none-match", "") if tag and request.method != "POST" else ""
        if current and is_current(tag, current, exists=False):
            return Response(status_code=304, headers=headers)
        answer = self._cache.get(tag)
        if answer is None:
            answer = await self._run(request, query)
            if tag:
                self._cache.put(tag, answer)
        if current and is_current(tag, current):
            return Response(status_code=304, headers=headers)
        if answer.notices:
            headers[NOTICE] = answer.notices
        return Response(answer.body, media_type=media_type(answer.format), headers=headers)

    async def _run(self, request: Request, query: Query) -> Answer:
        """Run a query, and stop it when the client leaves."""
        if self.services.endpoint is not None:
            raise elsewhere(self.services.endpoint)
        if self.services.workers is None:
            raise FailedError("a service without workers", mend="start it with pactgraph serve")

        async def left() -> None:
            while (await request.receive())["type"] != "http.disconnect":
                pass

        return await self.services.workers.run(query, left)

    async def _parameters(self, request: Request) -> list[tuple[str, str]]:
        """Return the parameters of the address and of the body; a query as a body is the parameter query."""
        given = parse_parameters(request.scope.get("query_string", b""))
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
            return [*given, *parse_parameters(body)]
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
            raise no_format([*self._tables, *self._graphs])
        defaults = [graph_name(value) for name, value in given if name == "default-graph-uri"]
        graphs = [graph_name(value) for name, value in given if name == "named-graph-uri"]
        # A request that names graphs of one kind names the whole data set.
        chosen = (tuple(defaults), tuple(graphs)) if defaults or graphs else (None, None)
        return Query(text, table, graph, *chosen)

    async def _describe(self, request: Request) -> Response:
        """Describe the service, where there is no query."""
        form = preferred(request.headers.get("accept", ""), {**self._graphs, "text/html": "ttl"})
        if form is None:
            raise no_format(self._graphs)
        text = await asyncio.to_thread(service_description, self.services, form)
        return Response(text, media_type=media_type(form), headers=UNCHANGED)


def no_format(types: Iterable[str]) -> NotAcceptableError:
    """Return the refusal of a request that accepts none of some formats."""
    return NotAcceptableError(
        "no format that will do",
        expected=f"an Accept header with one of {', '.join(types)}",
        mend="leave the Accept header out for the default",
    )


def update_refused() -> ForbiddenError:
    """Return the refusal of an update."""
    return ForbiddenError(
        "an update", expected="a query: nothing here can be changed", mend="build a graph of your own"
    )
