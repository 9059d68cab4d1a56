"""The API for programs: JSON, read-only, described in OpenAPI."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from pactgraph.errors import UserError
from pactgraph.web.api import answers
from pactgraph.web.api.openapi import description
from pactgraph.web.explorer import Explorer
from pactgraph.web.pages.rendering import mend_of, status_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

Answer = Callable[[Explorer, "Request"], dict[str, Any]]

ANSWERS: dict[str, Answer] = {
    "/api/search": answers.search,
    "/api/thing": answers.thing,
    "/api/questions": answers.questions,
    "/api/question/{name}": answers.question,
    "/api/path": answers.path,
    "/api/compare": answers.compare,
    "/api/openapi.json": lambda explorer, request: description(),
}
"""Every answer by its path."""

HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


def routes(explorer: Explorer) -> list[Route]:
    """Return the routes of the API."""
    from starlette.routing import Route

    return [Route(path, _endpoint(explorer, answer)) for path, answer in ANSWERS.items()]


def _endpoint(explorer: Explorer, answer: Answer) -> Callable[[Request], Response]:
    """Return what answers requests with JSON, and with what went wrong where a user made a mistake."""
    from starlette.responses import JSONResponse

    @wraps(answer)
    def answered(request: Request) -> Response:
        try:
            return JSONResponse(answer(explorer, request), headers=HEADERS)
        except UserError as error:
            return JSONResponse(problem(error), status_of(error), headers=HEADERS)

    return answered


def problem(error: UserError) -> dict[str, Any]:
    """Return what went wrong as plain values; files of the server are not named.

    >>> problem(UserError("the name “Cubb”", expected="a thing", mend="did you mean Cuba?"))["error"]["mend"]
    'did you mean Cuba?'
    """
    return {"error": {"found": error.found, "expected": error.expected, "mend": mend_of(error)}}
