"""What stands in the description beside the API itself: SPARQL, and what watches over the service."""

from __future__ import annotations

from typing import Any

from pactgraph.web.api.schemas import TEXT, held
from pactgraph.web.formats import TABLES, graph_types

QUERY: dict[str, Any] = {
    "name": "query",
    "in": "query",
    "description": "A query in SPARQL 1.1, which cannot change anything; our prefixes need no declaration. "
    "Without one the service is described.",
    "schema": TEXT,
    "example": "SELECT ?country ?name { ?country a pact:Country ; rdfs:label ?name } LIMIT 10",
}
GRAPHS = {
    "default-graph-uri": "The IRI of a graph that is asked where the query names none.",
    "named-graph-uri": "The IRI of a graph that GRAPH in the query may name.",
}
WRONG = {
    "400": "A query that does not parse, or parameters that do not read.",
    "403": "An update, or a call to another service.",
    "404": "A graph that is not there.",
    "405": "A method other than GET, HEAD and POST.",
    "406": "None of the formats asked for will do.",
    "413": "A request that is too large.",
    "415": "A body that is no query.",
    "500": "A query that parses and that the engine cannot run.",
    "503": "A query that takes too long, too much memory or gives too many rows: it was stopped.",
}


def beside() -> dict[str, Any]:
    """Return the paths.

    >>> sorted(beside())
    ['/health', '/metrics', '/sparql']
    """
    ok = held(status={"type": "string", "enum": ["ok"]})
    health = _get("health", "Whether queries are answered", {"application/json": {"schema": ok}})
    starting = {"description": "The service starts.", "content": {"application/json": {}}}
    health["get"]["responses"]["503"] = starting
    counts = {"text/plain": {"schema": TEXT}}
    return {
        "/sparql": {
            "get": _asked("query", [QUERY, *_graphs()]),
            "post": {**_asked("query_by_post", []), **_body()},
        },
        "/health": health,
        "/metrics": _get("metrics", "Counts, in the text format of Prometheus", counts),
    }


def _graphs() -> list[dict[str, Any]]:
    # Without a query they are passed by, whatever they are.
    iris = {"type": "array", "items": TEXT}
    return [
        {"name": name, "in": "query", "description": what, "schema": iris, "explode": True}
        for name, what in GRAPHS.items()
    ]


def _asked(operation: str, parameters: list[dict[str, Any]]) -> dict[str, Any]:
    """Return how a query is put, and in which formats it is answered."""
    types = [*(form.media_type for form in TABLES.values()), *graph_types()]
    answer = {"description": "The whole answer.", "content": {kind: {} for kind in dict.fromkeys(types)}}
    wrong = {
        status: {"description": words, "content": {"text/plain": {"schema": TEXT}}}
        for status, words in WRONG.items()
    }
    unchanged = {"304": {"description": "Nothing has changed since the answer with this ETag."}}
    return {
        "operationId": operation,
        "summary": "Ask in SPARQL",
        "tags": ["service"],
        "parameters": parameters,
        "responses": {"200": answer, **unchanged, **wrong},
    }


def _body() -> dict[str, Any]:
    form = held(query=TEXT)
    form["properties"] |= {name: {"type": "array", "items": TEXT} for name in GRAPHS}
    content = {
        "application/x-www-form-urlencoded": {"schema": form, "example": {"query": QUERY["example"]}},
        "application/sparql-query": {"schema": TEXT, "example": QUERY["example"]},
    }
    return {"requestBody": {"required": True, "content": content}}


def _get(operation: str, summary: str, content: dict[str, Any]) -> dict[str, Any]:
    answer = {"200": {"description": "As it is now.", "content": content}}
    return {"get": {"operationId": operation, "summary": summary, "tags": ["service"], "responses": answer}}
