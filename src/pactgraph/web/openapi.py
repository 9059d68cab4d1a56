"""The description of the service in OpenAPI 3.1: operations and their types, SPARQL, health and metrics."""

from __future__ import annotations

import json
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
from pactgraph.resources import queries_dir, version, viz_dir
from pactgraph.web.formats import TABLES, graph_types
from pactgraph.web.http import Json

MEDIA_TYPE = "application/json"
OPENAPI_TYPE = "application/vnd.oai.openapi+json;version=3.1"
TEXT: Json = {"type": "string"}
TEXTS: Json = {"type": "array", "items": TEXT}
CELL: Json = {"type": ["string", "number", "boolean", "null"]}


def description(address: str = BASE) -> Json:
    """Return the description.

    :param address: the address of the service.

    >>> sorted(description()["paths"])[0]
    '/api/claim'
    """
    found = _described(tuple(OPERATIONS.values()))
    return {**found, "servers": [{"url": address.rstrip("/"), "description": "This service"}]}


@cache
def _described(rows: tuple[Operation, ...]) -> Json:
    """Return the part of the description that a file holds, with the operations and their types."""
    found: Json = json.loads((viz_dir() / "templates" / "web" / "openapi.json").read_text(encoding="utf-8"))
    found["info"]["version"] = version()
    types = [*(form.media_type for form in TABLES.values()), *graph_types()]
    for operation in found["paths"]["/sparql"].values():
        operation["responses"]["200"]["content"] = {kind: {} for kind in types}
    questions = [question_operation(one) for one in Catalogue(queries_dir()).questions]
    named = [row for row in rows if row.path]
    schemas, components = _schemas([*named, *questions[:1]])
    schemas |= {one.name: schemas[questions[0].name] for one in questions}
    found["components"]["schemas"] |= components
    responses = found["paths"]["/api/openapi.json"]["get"]["responses"]
    for row in (*named, *questions):
        linked = object_schema(links={"$ref": "#/components/schemas/Links"})
        content = {MEDIA_TYPE: {"schema": {"allOf": [linked, schemas[row.name]]}}}
        operation = {
            "operationId": row.name,
            "summary": row.summary,
            "tags": ["graph" if row.name in OPERATIONS else "questions"],
            "parameters": [_parameter(one) for one in row.parameters],
            "responses": {**responses, "200": {**responses["200"], "content": content}},
        }
        found["paths"][row.path] = {"get": operation | ({"description": row.purpose} if row.purpose else {})}
    return found


def _parameter(one: Parameter) -> Json:
    found: Json = {"name": one.name, "in": "query", "description": one.description}
    found["schema"] = one.schema
    if one.required:
        found["required"] = True
    if one.kind == "texts":
        found |= {"style": "form", "explode": True}
    if one.example is not None:
        found["example"] = one.example
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
    return {str(name): schema for (name, _), schema in found.items()}, defined.get("$defs", {})


def _record(value: Json) -> Json:
    return {"type": "object", "additionalProperties": value}


#: The schemas of those results that say themselves how they are written.
OWN: dict[type, Json] = {
    Card: object_schema(
        **dict.fromkeys(
            ("iri", "id", "text", "class", "modality", "date", "source", "source_title", "locator"), TEXT
        ),
        **dict.fromkeys(("evidence", "notes", "doubts", "judgements", "caveats"), TEXTS),
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
