"""The description of the API in OpenAPI 3.1."""

from __future__ import annotations

from functools import cache
from typing import Any

from pactgraph.answers.catalogue import Catalogue, Question
from pactgraph.namespaces import BASE
from pactgraph.resources import queries_dir, version
from pactgraph.web.api.asked import ADDRESSES, Address, address_of
from pactgraph.web.api.beside import beside
from pactgraph.web.api.parameters import Parameter
from pactgraph.web.api.schemas import TEXT, schemas

MEDIA_TYPE = "application/json"
OPENAPI_TYPE = "application/vnd.oai.openapi+json;version=3.1"
#: What is said where a request cannot be answered.
ERRORS = {
    "400": "A parameter is missing, unknown, given twice or of the wrong type.",
    "404": "A name stands for nothing in the graph, or no path leads from one thing to the other.",
    "405": "Only GET, HEAD and OPTIONS are answered.",
    "406": "The Accept header takes no JSON.",
    "503": "The answer would take too long or too much, or too many wait: it was stopped.",
}
ABOUT = (
    "Who agreed what with whom, where it is stated, and how far it got. Every fact is a claim of a source. "
    "Everything is read-only, and open to other web pages where no documents are at hand. Answers carry an "
    "ETag of the data: who sends it back in If-None-Match is told with 304 that nothing has changed. "
    "Long lists come in parts, by limit and offset, with links to the next. "
    "For all that is not answered here there is SPARQL."
)
TAGS = {
    "graph": "Things, and who says what of them",
    "questions": "Named questions, each with its own parameters",
    "service": "SPARQL, and what watches over the service",
}


def description(address: str = BASE) -> dict[str, Any]:
    """Return the description.

    :param address: where the service is found from outside.

    >>> sorted(description()["paths"])[0]
    '/api/compare'
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Pactgraph",
            "version": version(),
            "summary": "A knowledge graph of international cooperation with a source for every fact",
            "description": ABOUT,
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": address.rstrip("/"), "description": "This service"}],
        "tags": [{"name": name, "description": what} for name, what in TAGS.items()],
        "paths": _paths(),
        "components": {"schemas": schemas(), "headers": _headers(), "responses": _errors()},
    }


@cache
def _paths() -> dict[str, Any]:
    asked = Catalogue(queries_dir()).questions
    paths = {one.path: _get(one, "graph") for one in ADDRESSES}
    paths |= {address_of(one).path: _get(address_of(one), "questions", one) for one in asked}
    itself = Address("/api/openapi.json", "describe", "This description", (), lambda *_: {}, "Description")
    types = [MEDIA_TYPE, OPENAPI_TYPE]
    return {**paths, itself.path: _get(itself, "service", types=types), **beside()}


def _get(
    address: Address, tag: str, question: Question | None = None, types: list[str] | None = None
) -> dict[str, Any]:
    wrong = {status: {"$ref": f"#/components/responses/{status}"} for status in ERRORS}
    content = {
        form: {"schema": {"$ref": f"#/components/schemas/{address.schema}"}} for form in types or [MEDIA_TYPE]
    }
    found = {"description": "What was asked for.", "headers": _refer(_headers()), "content": content}
    unchanged = {
        "description": "Nothing has changed since the answer with this ETag.",
        "headers": _refer(_headers()),
    }
    more = {"description": question.read} if question else {}
    return {
        "get": {
            "operationId": address.operation,
            "summary": address.summary,
            **more,
            "tags": [tag],
            "parameters": [_parameter(one) for one in address.parameters],
            "responses": {"200": found, "304": unchanged, **wrong},
        }
    }


def _parameter(one: Parameter) -> dict[str, Any]:
    many = {"style": "form", "explode": True} if one.type == "texts" else {}
    example = {} if one.example is None else {"example": one.example}
    required = {"required": True} if one.required else {}
    head = {"name": one.name, "in": "query", "description": one.what}
    return {**head, **required, **many, "schema": one.schema, **example}


def _headers() -> dict[str, Any]:
    words = {
        "ETag": "Of the answer, as long as the data are the same.",
        "Link": "Where the service is described.",
        "Cache-Control": "How long the answer may be kept.",
        "Vary": "What the answer depends on.",
    }
    return {name: {"description": what, "schema": TEXT} for name, what in words.items()}


def _refer(headers: dict[str, Any]) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in headers}


def _errors() -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    found: dict[str, Any] = {
        status: {"description": words, "content": content} for status, words in ERRORS.items()
    }
    allow = {"description": "The methods that are answered.", "schema": TEXT}
    retry = {"description": "Seconds after which to ask again, where too many wait.", "schema": TEXT}
    found["405"]["headers"] = {"Allow": allow}
    found["503"]["headers"] = {"Retry-After": retry}
    return found
