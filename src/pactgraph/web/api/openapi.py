"""The description of the API in OpenAPI 3.1."""

from __future__ import annotations

from typing import Any

from pactgraph.build.pipeline import version
from pactgraph.network.projections import PROJECTIONS
from pactgraph.web.facets import FACETS

#: What is said where a request cannot be answered.
ERRORS = {
    "400": "A parameter is missing, unknown or of the wrong type.",
    "404": "A name stands for nothing in the graph, or for nothing in this network.",
    "503": "The answer would take too long or too much; it was stopped.",
}
TEXT = {"type": "string"}


def description() -> dict[str, Any]:
    """Return the description.

    >>> sorted(description()["paths"])[0]
    '/api/compare'
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Pactgraph",
            "version": version(),
            "summary": "A knowledge graph of international cooperation with a source for every fact",
            "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        },
        "paths": {
            "/api/search": _get("search", "Find things by their names in any language", _searched(), "Found"),
            "/api/thing": _get("thing", "What is said of one thing, by whom", _of_thing(), "Thing"),
            "/api/questions": _get("questions", "The named questions", [], "Questions"),
            "/api/question/{name}": _get("ask", "The answer to a named question", _asked(), "Answer"),
            "/api/path": _get("path", "The shortest paths between two things", _ends(), "Paths"),
            "/api/compare": _get("compare", "What two things are tied to", _ends(), "Result"),
        },
        "components": {"schemas": _schemas()},
    }


def _get(name: str, summary: str, parameters: list[dict[str, Any]], schema: str) -> dict[str, Any]:
    wrong = {status: _response(words, "Problem") for status, words in ERRORS.items()}
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": parameters,
            "responses": {"200": _response("What was asked for.", schema), **wrong},
        }
    }


def _response(words: str, schema: str) -> dict[str, Any]:
    held = {"schema": {"$ref": f"#/components/schemas/{schema}"}}
    return {"description": words, "content": {"application/json": held}}


def _parameter(name: str, what: str, schema: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": what, "schema": schema or TEXT, **more}


def _paged(most: int, usual: int, least: int = 1) -> list[dict[str, Any]]:
    limit = {"type": "integer", "minimum": least, "maximum": most, "default": usual}
    offset = {"type": "integer", "minimum": 0, "maximum": 1_000_000, "default": 0}
    return [
        _parameter("limit", "At most so many.", limit),
        _parameter("offset", "Leave out so many.", offset),
    ]


def _searched() -> list[dict[str, Any]]:
    words = _parameter("q", "Words of a name; all things where there are none.")
    narrowed = [_parameter(name, f"Only things of this: {title}.") for name, title in FACETS.items()]
    return [words, *narrowed, *_paged(500, 20)]


def _of_thing() -> list[dict[str, Any]]:
    what = "A name in any language, a short name such as country:CUB, an address, or the number of a claim."
    return [_parameter("name", what, required=True), *_paged(500, 100, 0)]


def _asked() -> list[dict[str, Any]]:
    name = {"name": "name", "in": "path", "required": True, "description": "See questions.", "schema": TEXT}
    given = {"type": "object", "additionalProperties": TEXT}
    return [name, _parameter("parameters", "Those of the question.", given, style="form", explode=True)]


def _ends() -> list[dict[str, Any]]:
    networks = {"type": "string", "enum": list(PROJECTIONS), "default": "two-mode"}
    return [
        _parameter("a", "The one: a name in any language, or an address.", required=True),
        _parameter("b", "The other.", required=True),
        _parameter("network", "In which network.", networks),
    ]


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(of: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


def _schemas() -> dict[str, Any]:
    anything: dict[str, Any] = {"type": "object"}
    many, thing = _list(anything), _object(iri=TEXT, label=TEXT)
    count = {"type": "integer", "minimum": 0}
    claim = _object(iri=TEXT, id=TEXT, text=TEXT, modality=TEXT, source=TEXT, source_title=TEXT, locator=TEXT)
    rows = _list({"type": "object", "additionalProperties": TEXT})
    tables = dict.fromkeys(("parties", "initiatives", "history", "figures", "disagreements"), rows)
    return {
        "Problem": _object(error=_object(found=TEXT, expected=TEXT, mend=TEXT)),
        "Found": _object(query=TEXT, total=count, things=_list(thing), facets=anything),
        "Claim": claim,
        "Thing": _object(
            iri=TEXT, short=TEXT, name=TEXT, kind=TEXT, summary=_list(TEXT), facts=anything, **tables,
            total_claims=count, claims=_list({"$ref": "#/components/schemas/Claim"}), passages=anything,
        ),
        "Questions": _object(questions=_list(_object(name=TEXT, subject=TEXT, title=TEXT))),
        "Answer": _object(name=TEXT, title=TEXT, parameters=anything, columns=many, rows=many),
        "Paths": _object(total=count, paths=_list(_object(length=count, nodes=many, hops=many))),
        "Result": _object(title=TEXT, notes=_list(TEXT), columns=_list(TEXT), rows=many),
    }  # fmt: skip
