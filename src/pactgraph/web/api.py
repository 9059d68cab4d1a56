"""The API for programs: JSON, read-only; its addresses follow from the table of operations."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pactgraph.answers.facets import FACETS
from pactgraph.answers.operations import OPERATIONS, Operation, question_operation, read
from pactgraph.answers.plain import plain
from pactgraph.errors import ParameterError
from pactgraph.web.http import Json, endpoint, href, json_error, parse_parameters, preferred, to_json
from pactgraph.web.http_errors import NotAcceptableError, NotFoundError
from pactgraph.web.openapi import MEDIA_TYPE, OPENAPI_TYPE, description

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactgraph.web.services import Services

HEADERS = {"Link": '</api/openapi.json>; rel="service-desc"; type="application/json"', "Vary": "Accept"}
JSON = {MEDIA_TYPE: MEDIA_TYPE}
DESCRIPTION = {**JSON, OPENAPI_TYPE.partition(";")[0]: OPENAPI_TYPE}
#: The parameters that choose a part of a list, and nothing else.
PAGING = ("limit", "offset")
#: The operations that a page of the same path shows, with the parameters that it takes.
PAGES = {
    "search": ("q", *FACETS),
    "questions": (),
    "path": ("a", "b", "network"),
    "compare": ("a", "b", "network"),
    "disagreements": ("certainty", "kind", "source"),
    "coverage": (),
}


def routes(services: Services) -> list[Route]:
    """Return the routes of the API: one for each operation, and for each named question."""

    def route(path: str, answer: Callable[[Request], Json], types: dict[str, str] = JSON) -> Route:
        def respond(request: Request) -> Response:
            form = preferred(request.headers.get("accept", ""), types)
            if form is None:
                raise NotAcceptableError("no format that will do", expected=f"Accept: {', '.join(types)}")
            return Response(to_json(answer(request)), headers=HEADERS, media_type=form)

        answered = endpoint(respond, lambda _, error: json_error(error), services.tag)
        return Route(path, answered, methods=["GET", "OPTIONS"])

    def operation_route(operation: Operation) -> Route:
        return route(operation.path, lambda request: answer(services, operation, request))

    def question(request: Request) -> Json:
        found = services.graph.questions.get(request.path_params["name"][:200])
        return answer(services, question_operation(found), request)

    def described(request: Request) -> Json:
        for name, _ in parameters(request):
            raise ParameterError(f"the parameter {name[:80]!r}", expected="none")
        return description(services.address)

    def missing(_: Request) -> Json:
        paths = [one.path for one in OPERATIONS.values() if one.path]
        known = ", ".join([*paths, "/api/question/NAME", "/api/openapi.json"])
        raise NotFoundError("an address that the API does not have", expected=f"one of {known}")

    return [
        *(operation_route(operation) for operation in OPERATIONS.values() if operation.path),
        route("/api/question/{name}", question),
        route("/api/openapi.json", described, DESCRIPTION),
        route("/api/{rest:path}", missing),
    ]


def parameters(request: Request) -> list[tuple[str, str]]:
    """Return the parameters of a request."""
    return parse_parameters(request.scope.get("query_string", b""))


def answer(services: Services, operation: Operation, request: Request) -> Json:
    """Return the result of an operation, with links.

    :raises UserError: where a parameter is wrong, or the answer takes too long or too much.
    """
    values = read(operation, parameters(request))
    result: Json = plain(operation.run(services.graph, values))
    return {"links": links(services.address, operation, values, result), **result}


def links(home: str, operation: Operation, values: Json, result: Json) -> dict[str, str]:
    """Return the addresses that go with a result: ``self``, ``page``, ``next``, ``previous``.

    :param home: the address of the service, ending in ``/``.
    """

    def address(path: str, given: Json) -> str:
        kept = {name: value for name, value in given.items() if value not in ("", None, False, (), [], {})}
        query = urlencode(kept, doseq=True, errors="replace")
        return home.rstrip("/") + (f"{path}?{query}" if query else path)

    found = {"self": address(operation.path, values)}
    defaults = {one.name: one.default for one in operation.parameters}
    given = {name: value for name, value in values.items() if name not in PAGING}
    taken = PAGES.get(operation.name, tuple(one.name for one in operation.given))
    if operation.name == "show":
        found["page"] = address(href(result["iri"]), {})
    elif operation.name in ("claim", "evidence"):
        if result["total"] == 1 and result["claims"]:
            found["page"] = address(href(result["claims"][0]["iri"]), {})
    # A page that does not take a parameter would show something else.
    elif (operation.name in PAGES or operation.name.startswith("ask_")) and all(
        name in taken or value == defaults[name] for name, value in given.items()
    ):
        page = operation.path.removeprefix("/api")
        found["page"] = address(page, {name: given[name] for name in given if name in taken})
    if operation.listed:
        limit, offset = values["limit"], values["offset"]
        if limit and offset + limit < int(result.get("total") or result.get("total_claims", 0)):
            found["next"] = address(operation.path, {**values, "offset": offset + limit})
        if limit and offset:
            found["previous"] = address(operation.path, {**values, "offset": max(0, offset - limit)})
    return found
