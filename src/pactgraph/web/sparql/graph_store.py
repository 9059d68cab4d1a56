"""The read side of the SPARQL 1.1 Graph Store Protocol: a named graph, or the default graph, as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.routing import Route

from pactgraph.web.formats import graph_types
from pactgraph.web.http_errors import BadRequestError, NotAcceptableError, NotThereError
from pactgraph.web.negotiation import preferred
from pactgraph.web.parameters import check_address, parse
from pactgraph.web.sparql.answering import Query
from pactgraph.web.sparql.protocol import Endpoint

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

PATH = "/graphs"
WHOLE = "CONSTRUCT WHERE { ?s ?p ?o }"


class GraphStore:
    """The address that hands out graphs; it asks the endpoint, and so keeps to its limits.

    :param endpoint: what answers the queries.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint

    def route(self) -> Route:
        """Return the route; methods that would change a graph are answered with 405."""
        return Route(PATH, self.answer, methods=["GET"], name="graphs")

    async def answer(self, request: Request) -> Response:
        """Hand out the graph that is named by ``?graph=IRI`` or ``?default``.

        :raises NotThereError: where there is no such graph.
        """
        given = parse(request.scope.get("query_string", b""))
        names = [value for name, value in given if name == "graph"]
        if len(names) + any(name == "default" for name, _ in given) != 1:
            raise BadRequestError(
                "no graph, or several", expected="one of ?default and ?graph=IRI, encoded as in a form"
            )
        form = preferred(request.headers.get("accept", ""), graph_types())
        if form is None:
            raise NotAcceptableError("no format that will do", expected=", ".join(graph_types()))
        graph = check_address(names[0]) if names else None
        if graph is not None:
            await self._require(request, graph)
        only = None if graph is None else (graph,)
        return await self.endpoint.respond(
            request, Query(WHOLE, None, form, only, None if only is None else ())
        )

    async def _require(self, request: Request, graph: str) -> None:
        known = await self.endpoint.respond(
            request, Query("ASK { ?s ?p ?o }", "csv", None, (graph,), ()), fresh=True
        )
        if bytes(known.body).strip() != b"true":
            raise NotThereError(f"no graph {graph}", expected="a graph that the description at /sparql names")
