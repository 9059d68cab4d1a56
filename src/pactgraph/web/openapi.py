"""The description of the service in OpenAPI 3.1: operations and their types, SPARQL, health and metrics."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from pactgraph.answers.catalogue import Catalogue, Question
from pactgraph.answers.claim import Card
from pactgraph.answers.operations import OPERATIONS, Operation, question_operation
from pactgraph.answers.parameters import Parameter
from pactgraph.namespaces import BASE
from pactgraph.network.results import Result
from pactgraph.resources import queries_dir, version
from pactgraph.web.formats import TABLES, graph_types
from pactgraph.web.http import Json

MEDIA_TYPE = "application/json"
OPENAPI_TYPE = "application/vnd.oai.openapi+json;version=3.1"
TEXT: Json = {"type": "string"}
TEXTS: Json = {"type": "array", "items": TEXT}
CELL: Json = {"type": ["string", "number", "boolean", "null"]}
ABOUT = (
    "Who agreed what with whom, where it is stated, and how far it got. Every fact is a claim of a source. "
    "Everything is read-only, and open to other web pages unless documents are available. Answers have an "
    "ETag of the data: a request that sends it back in If-None-Match gets 304 while nothing has changed. "
    "Long lists come in parts, by limit and offset, with links to the next. SPARQL answers all other "
    "questions."
)
TAGS = {
    "graph": "Things, and who says what of them",
    "questions": "Named questions, each with its own parameters",
    "service": "SPARQL, and monitoring of the service",
}
#: The errors of the API, in JSON, and those of the SPARQL endpoint, as plain text.
ERRORS = {
    "400": "A parameter is missing, unknown, given twice or of the wrong type.",
    "404": "A name stands for nothing in the graph, or no path leads from one thing to the other.",
    "405": "Only GET, HEAD and OPTIONS are supported.",
    "406": "The Accept header accepts no JSON.",
    "503": "The answer would take too long or too much, or too many wait: it was stopped.",
}
SPARQL_ERRORS = {
    "400": "A query that does not parse, or parameters that do not.",
    "403": "An update, or a call to another service.",
    "404": "A graph that does not exist.",
    "405": "A method other than GET, HEAD and POST.",
    "406": "None of the accepted formats will do.",
    "413": "A request that is too large.",
    "415": "A body that is no query.",
    "500": "A query that parses and that the engine cannot run.",
    "503": "A query that takes too long, too much memory or returns too many rows: it was stopped.",
}
UNCHANGED = "Nothing has changed since the answer with this ETag."
QUERY = {
    "name": "query",
    "in": "query",
    "description": "A query in SPARQL 1.1, which cannot change anything; our prefixes need no declaration. "
    "Without one the service is described.",
    "schema": TEXT,
    "example": "SELECT ?country ?name { ?country a pact:Country ; rdfs:label ?name } LIMIT 10",
}
GRAPHS = {
    "default-graph-uri": "The IRI of a graph that is queried where the query names none.",
    "named-graph-uri": "The IRI of a graph that GRAPH in the query may name.",
}
HEADERS = {
    "ETag": "The tag of the answer, as long as the data are the same.",
    "Link": "Where the service is described.",
    "Cache-Control": "How long the answer may be cached.",
    "Vary": "What the answer depends on.",
}


def description(address: str = BASE) -> Json:
    """Return the description.

    :param address: the address of the service.

    >>> sorted(description()["paths"])[0]
    '/api/claim'
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
        **_described(tuple(OPERATIONS)),
    }


@cache
def _described(names: tuple[str, ...]) -> Json:
    questions = [question_operation(one) for one in Catalogue(queries_dir()).questions]
    named = [OPERATIONS[name] for name in names if OPERATIONS[name].path]
    schemas, components = _schemas([*named, *questions[:1]])
    paths = {one.path: _path(one, "graph", schemas[one.name]) for one in named}
    paths |= {one.path: _path(one, "questions", schemas[questions[0].name]) for one in questions}
    itself = object_schema(openapi=TEXT, info={"type": "object"}, paths={"type": "object"})
    described = _operation(
        "describe", "This description", "service", {form: itself for form in (MEDIA_TYPE, OPENAPI_TYPE)}
    )
    types = dict.fromkeys([*(form.media_type for form in TABLES.values()), *graph_types()])
    health = object_schema(status=TEXT)
    wrong = _errors(SPARQL_ERRORS, "text/plain", TEXT)
    for method, more in (("get", {"parameters": [QUERY, *_graph_parameters()]}), ("post", _body())):
        operation = {
            "operationId": "query" if method == "get" else "query_by_post",
            "summary": "Query in SPARQL",
            "tags": ["service"],
            **more,
            "responses": {
                "200": {"description": "The whole answer.", "content": {kind: {} for kind in types}},
                "304": {"description": UNCHANGED},
                **wrong,
            },
        }
        paths.setdefault("/sparql", {})[method] = operation
    paths["/api/openapi.json"] = {"get": described}
    for name, summary, content in (
        ("health", "Whether queries are answered", {MEDIA_TYPE: {"schema": health}}),
        ("metrics", "Counters, in the text format of Prometheus", {"text/plain": {"schema": TEXT}}),
    ):
        now = {"200": {"description": "The present state.", "content": content}}
        if name == "health":
            now["503"] = {**now["200"], "description": "No queries are answered."}
        paths[f"/{name}"] = {
            "get": {"operationId": name, "summary": summary, "tags": ["service"], "responses": now}
        }
    return {
        "paths": paths,
        "components": {
            "schemas": components,
            "headers": {name: {"description": what, "schema": TEXT} for name, what in HEADERS.items()},
            "responses": _errors(ERRORS, MEDIA_TYPE, {"$ref": "#/components/schemas/Problem"}),
        },
    }


def _path(operation: Operation, tag: str, schema: Json) -> Json:
    linked = {"allOf": [object_schema(links={"$ref": "#/components/schemas/Links"}), schema]}
    found = _operation(operation.name, operation.summary, tag, {MEDIA_TYPE: linked})
    found["parameters"] = [_parameter(one) for one in operation.parameters]
    if operation.purpose:
        found["description"] = operation.purpose
    return {"get": found}


def _operation(name: str, summary: str, tag: str, content: dict[str, Json]) -> Json:
    headers = {one: {"$ref": f"#/components/headers/{one}"} for one in HEADERS}
    bodies = {form: {"schema": schema} for form, schema in content.items()}
    return {
        "operationId": name,
        "summary": summary,
        "tags": [tag],
        "responses": {
            "200": {"description": "The answer.", "headers": headers, "content": bodies},
            "304": {"description": UNCHANGED, "headers": headers},
            **{status: {"$ref": f"#/components/responses/{status}"} for status in ERRORS},
        },
    }


def _parameter(one: Parameter) -> Json:
    found: Json = {
        "name": one.name,
        "in": "query",
        "description": one.description,
        "schema": one.schema,
    }
    if one.required:
        found["required"] = True
    if one.kind == "texts":
        found |= {"style": "form", "explode": True}
    if one.example is not None:
        found["example"] = one.example
    return found


def _graph_parameters() -> list[Json]:
    return [
        {"name": name, "in": "query", "description": what, "schema": TEXTS, "explode": True}
        for name, what in GRAPHS.items()
    ]


def _body() -> Json:
    form = object_schema(query=TEXT)
    form["properties"] |= dict.fromkeys(GRAPHS, TEXTS)
    content = {
        "application/x-www-form-urlencoded": {"schema": form, "example": {"query": QUERY["example"]}},
        "application/sparql-query": {"schema": TEXT, "example": QUERY["example"]},
    }
    return {"requestBody": {"required": True, "content": content}}


def _errors(errors: dict[str, str], form: str, schema: Json) -> Json:
    found: Json = {
        status: {"description": words, "content": {form: {"schema": schema}}}
        for status, words in errors.items()
    }
    allow = {"description": "The methods that are supported.", "schema": TEXT}
    retry = {"description": "Seconds after which to ask again, where too many wait.", "schema": TEXT}
    found["405"]["headers"] = {"Allow": allow}
    found["503"]["headers"] = {"Retry-After": retry}
    return found


class ResultSchemas(GenerateJsonSchema):
    """Generates the schemas of results as :func:`pactgraph.answers.plain.plain` writes them."""

    def dataclass_schema(self, schema: Any) -> Json:
        """Return the schema of a dataclass: every field is there, and a trailing underscore is not."""
        if own := OWN.get(schema["cls"]):
            return own
        found = super().dataclass_schema(schema)
        properties = {name.rstrip("_"): one for name, one in found.get("properties", {}).items()}
        return object_schema(**properties)

    def named_tuple_schema(self, schema: Any) -> Json:
        """Return the schema of a named tuple: an object as well."""
        return object_schema(**{one["name"]: self.generate_inner(one["schema"]) for one in schema["fields"]})

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Leave out titles that only repeat the name of a field."""
        return False


def object_schema(**properties: Json) -> Json:
    """Return the schema of an object that has all of some properties."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _schemas(operations: Iterable[Operation]) -> tuple[dict[str, Json], dict[str, Json]]:
    """Return the schema of each operation's result, and the components that they refer to."""
    found, defined = TypeAdapter.json_schemas(
        [(one.name, "serialization", TypeAdapter(one.result)) for one in operations],
        ref_template="#/components/schemas/{model}",
        schema_generator=ResultSchemas,
    )
    error = object_schema(status={"type": "integer"}, found=TEXT, expected=TEXT, mend=TEXT)
    links = {
        "type": "object",
        "description": "This answer, the page that shows the same, and the parts after and before it.",
        "properties": {key: {**TEXT, "format": "uri"} for key in ("self", "page", "next", "previous")},
        "required": ["self"],
    }
    components = {"Problem": object_schema(error=error), "Links": links, **defined.get("$defs", {})}
    return {str(name): schema for (name, _), schema in found.items()}, components


def _record(value: Json) -> Json:
    return {"type": "object", "additionalProperties": value}


#: The schemas of those results that say themselves how they are written.
OWN: dict[type, Json] = {
    Card: object_schema(
        **dict.fromkeys(
            ("iri", "id", "text", "class", "modality", "date", "source", "source_title", "locator"), TEXT
        ),
        **dict.fromkeys(("evidence", "notes", "doubts", "judgements"), TEXTS),
    ),
    Result: object_schema(
        **dict.fromkeys(("name", "title", "method", "source"), TEXT),
        notes=TEXTS,
        about={"type": "object"},
        columns=TEXTS,
        rows={"type": "array", "items": _record(CELL)},
    ),
    Question: object_schema(
        **dict.fromkeys(("name", "subject", "title", "read", "rests_on"), TEXT),
        parameters={
            "type": "array",
            "items": object_schema(
                name=TEXT,
                type=TEXT,
                what=TEXT,
                optional={"type": "boolean"},
                default={"type": ["string", "null"]},
            ),
        },
        columns=_record(TEXT),
    ),
}
