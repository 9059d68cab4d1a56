"""The API over HTTP: which requests are answered, and the links of each answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pactgraph.web.api.asked import ADDRESSES, Address, address_of
from pactgraph.web.api.links import links_of
from pactgraph.web.api.openapi import MEDIA_TYPE, OPENAPI_TYPE, description
from pactgraph.web.api.parameters import read
from pactgraph.web.http import endpoint, json_error, parse_parameters, preferred, to_json
from pactgraph.web.http_errors import NotAcceptableError, NotFoundError

if TYPE_CHECKING:
    from pactgraph.web.explorer import Explorer

HEADERS = {"Link": '</api/openapi.json>; rel="service-desc"; type="application/json"', "Vary": "Accept"}
JSON = {"application/json": MEDIA_TYPE}
DESCRIPTION = {**JSON, OPENAPI_TYPE.partition(";")[0]: OPENAPI_TYPE}
Given = list[tuple[str, str]]
Answer = Callable[[Request, Given], dict[str, Any]]


def routes(explorer: Explorer) -> list[Route]:
    """Return the routes of the API."""

    def route(path: str, answer: Answer, types: dict[str, str] = JSON) -> Route:
        def respond(request: Request) -> Response:
            form = preferred(request.headers.get("accept", ""), types)
            if form is None:
                raise NotAcceptableError("no format that will do", expected=f"Accept: {', '.join(types)}")
            given = parse_parameters(request.scope.get("query_string", b""))
            return Response(to_json(answer(request, given)), headers=HEADERS, media_type=form)

        answered = endpoint(respond, lambda _, error: json_error(error), explorer.services.tag)
        return Route(path, answered, methods=["GET", "OPTIONS"])

    def linked(address: Address, given: Given) -> dict[str, Any]:
        values = read(address.parameters, given)
        answer = address.answer(explorer, values)
        return {"links": links_of(explorer.services.address, address, values, answer), **answer}

    def fixed(address: Address) -> Route:
        return route(address.path, lambda _, given: linked(address, given))

    def question(request: Request, given: Given) -> dict[str, Any]:
        found = explorer.graph.questions.get(request.path_params["name"][:200])
        return linked(address_of(found), given)

    def described(_: Request, given: Given) -> dict[str, Any]:
        read((), given)
        return description(explorer.services.address)

    def missing(_: Request, given: Given) -> dict[str, Any]:
        known = ", ".join([*(one.path for one in ADDRESSES), "/api/question/NAME", "/api/openapi.json"])
        raise NotFoundError("an address that the API does not have", expected=f"one of {known}")

    return [
        *(fixed(address) for address in ADDRESSES),
        route("/api/question/{name}", question),
        route("/api/openapi.json", described, DESCRIPTION),
        route("/api/{rest:path}", missing),
    ]
