"""The JSON Schemas of what the API answers."""

from __future__ import annotations

from typing import Any

from pactgraph.web.facets import FACETS
from pactgraph.web.pages.rows import MOST

TEXT: dict[str, Any] = {"type": "string"}
IRI: dict[str, Any] = {"type": "string", "format": "iri"}
COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}
ROW: dict[str, Any] = {"type": "object", "additionalProperties": TEXT}
CELL: dict[str, Any] = {"type": ["string", "number", "null"]}


def schemas() -> dict[str, Any]:
    """Return all of them by name.

    >>> schemas()["Problem"]["required"]
    ['error']
    """
    said = held(status={"type": "integer"}, found=TEXT, expected=TEXT, mend=TEXT)
    return {
        "Problem": held(error=said),
        "Links": {
            "type": "object",
            "description": "This answer, the page that shows the same, and the parts after and before it.",
            "properties": {key: {**TEXT, "format": "uri"} for key in ("self", "page", "next", "previous")},
            "required": ["self"],
        },
        "Found": answered(
            query=TEXT, narrowed=ROW, total=COUNT, offset=COUNT, things=listed("Hit"), facets=counts()
        ),
        "Hit": held(iri=IRI, label=TEXT, matched=TEXT, **dict.fromkeys(FACETS, many(TEXT))),
        "Claim": claim(),
        "Thing": thing(),
        "Questions": answered(questions=listed("Question")),
        "Question": question(),
        "Answer": answered(
            name=TEXT, title=TEXT, read=TEXT, rests_on=TEXT, parameters=ROW, total=COUNT, offset=COUNT,
            columns=many(held(name=TEXT, what=TEXT)),
            rows=many({"type": "object", "additionalProperties": refer("Term")}),
        ),
        "Term": term(),
        "Evidence": answered(**stated()),
        "Explanation": answered(
            reasons=many(held(rule=TEXT, title=TEXT, claims=many(IRI))), **stated()
        ),
        "Paths": answered(network=TEXT, total=COUNT, offset=COUNT, paths=listed("Path"), passages=ROW),
        "Path": held(length=COUNT, nodes=many(held(iri=IRI, label=TEXT)), hops=many(hop())),
        "Compared": answered(
            name=TEXT, title=TEXT, method=TEXT, source=TEXT, notes=many(TEXT), about={"type": "object"},
            columns=many(TEXT), rows=many({"type": "object", "additionalProperties": CELL}),
        ),
        "Description": {"type": "object", "required": ["openapi", "info", "paths"]},
    }  # fmt: skip


def claim() -> dict[str, Any]:
    """Return the schema of a claim with where it is stated."""
    words = ("text", "class", "modality", "date", "source_title", "locator")
    lists = ("notes", "doubts", "judgements")
    return held(
        iri=IRI, id=TEXT, source=IRI, evidence=many(IRI),
        **dict.fromkeys(words, TEXT), **dict.fromkeys(lists, many(TEXT)),
    )  # fmt: skip


def stated() -> dict[str, Any]:
    """Return the schemas of claims, a part of them at a time, with the passages that are at hand."""
    return {"what": TEXT, "total": COUNT, "offset": COUNT, "claims": listed("Claim"), "passages": ROW}


def thing() -> dict[str, Any]:
    """Return the schema of what is said of one thing."""
    most = f"At most {MOST}; a named question or SPARQL gives all."
    tables = ("parties", "initiatives", "history", "figures", "disagreements")
    more = "Whether more claims than total_claims speak of it, which SPARQL gives."
    value = held(iri={"type": ["string", "null"]}, text=TEXT)
    return answered(
        iri=IRI, short=TEXT, name=TEXT, kind=TEXT, names=many(held(text=TEXT, language=TEXT)),
        summary=many(TEXT), facts={"type": "object", "additionalProperties": many(value)},
        **{key: {**many(ROW), "description": most} for key in tables},
        total_claims=COUNT, more_claims={"type": "boolean", "description": more}, offset=COUNT,
        claims=listed("Claim"), passages=ROW,
    )  # fmt: skip


def question() -> dict[str, Any]:
    """Return the schema of a named question."""
    one = held(
        name=TEXT, type=TEXT, what=TEXT, optional={"type": "boolean"}, default={"type": ["string", "null"]}
    )
    return held(
        name=TEXT, subject=TEXT, title=TEXT, read=TEXT, parameters=many(one), columns=ROW, rests_on=TEXT
    )


def hop() -> dict[str, Any]:
    """Return the schema of one step of a path."""
    return held(**{"from": IRI, "to": IRI}, tie=TEXT, stated=TEXT, claims=listed("Claim"))


def term() -> dict[str, Any]:
    """Return the schema of a term, as SPARQL 1.1 Query Results JSON has it."""
    kinds = {"type": "string", "enum": ["uri", "bnode", "literal", "triple"]}
    found = held(type=kinds, value=TEXT)
    found["properties"] |= {"xml:lang": TEXT, "datatype": IRI}
    return found


def counts() -> dict[str, Any]:
    """Return the schema of how many things have each value of a facet."""
    one = {"type": "object", "additionalProperties": COUNT}
    return {"type": "object", "additionalProperties": one}


def answered(**properties: Any) -> dict[str, Any]:
    """Return the schema of a whole answer, which has links."""
    return held(links=refer("Links"), **properties)


def held(**properties: Any) -> dict[str, Any]:
    """Return the schema of an object that has all of some properties."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def many(of: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a list."""
    return {"type": "array", "items": of}


def refer(name: str) -> dict[str, Any]:
    """Return the schema that has a name."""
    return {"$ref": f"#/components/schemas/{name}"}


def listed(name: str) -> dict[str, Any]:
    """Return the schema of a list of what has a schema of its own."""
    return many(refer(name))
