"""The tools for assistants: each operation as a tool, cut down to what fits into a conversation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Annotated, Any

from pyoxigraph import NamedNode

from pactgraph.answers.operations import OPERATIONS, Operation, question_operation, read
from pactgraph.answers.parameters import Parameter
from pactgraph.answers.plain import plain
from pactgraph.answers.reader import Reader
from pactgraph.answers.thing import claims_about
from pactgraph.answers.thing_queries import MOST
from pactgraph.errors import ParameterError
from pactgraph.namespaces import PREFIXES, shorten
from pactgraph.network.results import Result
from pactgraph.store.base import plain as text_of
from pactgraph.web.http import Json
from pactgraph.web.mcp.truncation import Listing, pruned

#: The claims whose sources come with one result; the others are named.
CITED = 20
#: The same, where a result is a list of other things than claims.
FEW = 5
#: The values of a facet or a fact that are returned.
SEVERAL = 12
PARTS = ("claims", "parties", "initiatives", "history", "figures", "disagreements")
EXAMPLE = "SELECT ?claim ?text { ?claim pact:party country:CUB ; pact:text ?text } LIMIT 10"
SPARQL = (
    "Run a SPARQL 1.1 SELECT query over the graph; the prefixes pact:, country:, agreement:, claim:, rdfs:, "
    "skos: and others need no declaration. Updates, LOAD and SERVICE are refused; a query that takes too "
    "long, too much memory or returns too many rows is stopped. Select ?claim as well, and its sources come "
    "with the rows. For what the other tools answer, take those."
)
EVIDENCE = (
    "Where claims are stated: source, place, passage if available, how it is stated, doubts and judgements. "
    "Takes claims; or a triple, of which it returns the rule and the claims behind it."
)

Run = Callable[..., Listing]


def search(reader: Reader, **values: Any) -> Listing:
    """Find things by their names; each with its sources and the number of its claims."""
    found = plain(OPERATIONS["search"].run(reader, values))
    facets = {
        name: dict(list(counts.items())[:SEVERAL]) for name, counts in found["facets"].items() if counts
    }

    def sources(shown: Sequence[Json]) -> Json:
        claims = {one["iri"]: claims_about(reader.store, NamedNode(one["iri"])) for one in shown}
        return {"claims": {iri: {"total": len(of), "first": of[:2]} for iri, of in claims.items()}}

    head = {"query": found["query"], "facets": facets}
    return Listing(head, "things", found["things"], found["total"], found["offset"], sources=sources)


def show(reader: Reader, name: str, part: str, limit: int, offset: int) -> Listing:
    """Return what the graph says of one thing, one part of it at a time."""
    page = {"limit": limit, "offset": offset} if part == "claims" else {"limit": 0}
    found = plain(OPERATIONS["show"].run(reader, {"name": name, **page}))
    totals = {one: len(found[one]) for one in PARTS[1:]} | {"claims": found["total_claims"]}
    facts = {label: [value["text"] for value in values[:SEVERAL]] for label, values in found["facts"].items()}
    head = {key: found[key] for key in ("iri", "short", "name", "kind", "summary")}
    head |= {"facts": facts, "parts": totals, "part": part}
    if part == "claims":
        notes = ("more claims, which sparql returns",) if found["more_claims"] else ()
        return Listing(
            head, part, found["claims"], totals[part], offset, sources=_passages(reader), notes=notes
        )
    full = totals[part] == MOST
    notes = (f"{part} beyond the first {MOST}, which a question or sparql returns",) if full else ()
    items = found[part][offset : offset + limit]

    def sources(shown: Sequence[Json]) -> Json:
        return _cited(reader, (one["claim"] for one in shown))

    return Listing(head, part, items, totals[part], offset, sources=sources, notes=notes)


def ask(reader: Reader, question: str, parameters: Json, limit: int, offset: int) -> Listing:
    """Answer a named question, or list the questions where none is named."""
    if not question:
        every = plain(reader.questions.questions)
        items = [{key: one[key] for key in ("name", "title", "parameters")} for one in every]
        return Listing({}, "questions", items[offset : offset + limit], len(items), offset)
    operation = question_operation(reader.questions.get(question))
    page = {"limit": limit, "offset": offset}
    found = plain(operation.run(reader, {**read(operation, parameters), **page}))
    head = {key: found[key] for key in ("name", "title", "read", "parameters", "columns")}
    if found["rests_on"]:
        head["rests_on"] = found["rests_on"]
    rows = [
        {
            name: shorten(cell["value"]) if cell["type"] == "uri" else cell["value"]
            for name, cell in row.items()
        }
        for row in found["rows"]
    ]
    return _rows(reader, head, rows, found["total"], offset)


def sparql(
    reader: Reader,
    query: Annotated[str, Parameter("The query.", EXAMPLE, most=20_000)],
    limit: Annotated[int, Parameter("At most so many rows.", least=1)] = 30,
    offset: Annotated[int, Parameter("Leave out so many rows first.")] = 0,
) -> Listing:
    """Run a SELECT query within limits."""
    table = reader.select(query)
    rows = [
        {
            name: shorten(cell.value) if isinstance(cell, NamedNode) else text_of(cell)
            for name, cell in zip(table.columns, row, strict=True)
            if cell is not None
        }
        for row in table.rows[offset : offset + limit]
    ]
    head = {"columns": list(table.columns), "notices": list(reader.terms.notices(query))}
    return _rows(reader, pruned(head), rows, len(table), offset)


def evidence(reader: Reader, claim: tuple[str, ...] = (), **values: Any) -> Listing:
    """Return where claims are stated, or why a triple holds.

    :raises ParameterError: where neither claims nor a whole triple are given.
    """
    triple = [values.get(one, "") for one in ("subject", "predicate", "value")]
    if bool(claim) == any(triple) or any(triple) != all(triple):
        raise ParameterError(
            "both claims and a triple" if claim else "no claim and no whole triple",
            expected="claim, a list of claims; or subject, predicate and value",
        )
    page = {name: values[name] for name in ("limit", "offset")}
    result = (
        OPERATIONS["evidence"].run(reader, {"claim": claim, **page})
        if claim
        else OPERATIONS["explain"].run(reader, values)
    )
    found = plain(result)
    reasons = [{**one, "claims": len(one["claims"])} for one in found.get("reasons", ())]
    head = pruned({"what": found["what"], "reasons": reasons})
    return Listing(
        head, "claims", found["claims"], found["total"], found["offset"], sources=_passages(reader)
    )


def listing_of(operation: Operation) -> Run:
    """Return the function of a tool whose result is that of an operation, with the list that it has."""

    def run(reader: Reader, **values: Any) -> Listing:
        result = operation.run(reader, values)
        found = plain(result)
        key = operation.listed or ("rows" if isinstance(result, Result) else "")
        if not key:
            return Listing(found)
        items, passages, claims = found.pop(key), found.pop("passages", {}), found.pop("claims", [])
        total, offset = found.pop("total", len(items)), found.pop("offset", 0)

        def sources(shown: Sequence[Json]) -> Json:
            words = set(re.findall(r"[^\"'\s,;]+", str(list(shown))))
            cited = [pruned(one) for one in claims if one["iri"] in words]
            words |= {iri for one in cited[:FEW] for iri in one["evidence"]}
            stated = {iri: text for iri, text in passages.items() if iri in words}
            more = {"claims": cited[:FEW], "left_out": uncited((one["iri"] for one in cited), FEW)}
            return (more if claims else {}) | ({"passages": stated} if stated else {})

        return Listing(pruned(found), key, items, total, offset, bool(operation.listed), sources)

    return run


def _rows(reader: Reader, head: Json, rows: list[Json], total: int, offset: int) -> Listing:
    def sources(shown: Sequence[Json]) -> Json:
        return _cited(reader, (word for row in shown for cell in row.values() for word in cell.split()))

    return Listing(head, "rows", rows, total, offset, sources=sources)


def _cited(reader: Reader, names: Iterable[str]) -> Json:
    """Return the claims among some names with where they are stated; beyond :data:`CITED`, their names."""
    base = PREFIXES["claim"]
    whole = (base + name.removeprefix("claim:") if name.startswith("claim:") else name for name in names)
    claims = list(dict.fromkeys(iri for iri in whole if iri.startswith(base)))
    cards = plain(reader.cards(claims[:CITED]))
    found = {
        "claims": [pruned(card) for card in cards if card["text"]],
        **_passages(reader)(cards),
    }
    if not claims:
        note = "sources: no claim is named in these rows; show and evidence return the claims on a thing"
        return {**found, "left_out": [note]}
    return {**found, "left_out": uncited(claims)}


def uncited(claims: Iterable[str], most: int = CITED) -> list[str]:
    """Return a note of the claims beyond so many, whose sources are left out."""
    left = [shorten(iri) for iri in list(claims)[most:]]
    if not left:
        return []
    return [f"the sources of {len(left)} more claims: ask evidence for {', '.join(left[:CITED])}"]


def _passages(reader: Reader) -> Callable[[Iterable[Json]], Json]:
    def passages(claims: Iterable[Json]) -> Json:
        available = reader.passages
        found = {
            iri: available[iri] for claim in claims for iri in claim.get("evidence", ()) if iri in available
        }
        return {"passages": found} if found else {}

    return passages


def _parameters(name: str, *names: str, **changes: Any) -> list[Parameter]:
    """Return some parameters of an operation, with changes."""
    own = {one.name: one for one in OPERATIONS[name].parameters}
    return [replace(own[one], **changes) for one in names]


def _tool(row: Operation, run: Run, parameters: Sequence[Parameter] = ()) -> Operation:
    """Return an operation as a tool.

    :param run: returns the result of the tool.
    :param parameters: what it takes instead of the parameters of the operation, but for its paging.
    """
    default, most = row.tool_page
    paging = [
        replace(one, default=default, most=most) if one.name == "limit" else one
        for one in row.parameters
        if one.name in ("limit", "offset")
    ]
    others = parameters or [one for one in row.parameters if one.name not in ("limit", "offset")]

    def call(reader: Reader, **values: Any) -> Listing:
        return run(reader, **values)

    return replace(row, call=call, given=(*others, *paging))


_SPARQL = Operation("sparql", "Query in SPARQL", sparql, SPARQL, "rows", tool="sparql", tool_page=(30, 200))
_PART = Parameter("Which part of it.", choices=PARTS, name="part", kind="choice", default=PARTS[0])


def tools() -> dict[str, Operation]:
    """Return every tool by its name; each only reads."""
    claim_or_triple = [
        *_parameters("evidence", "claim", required=False, default=()),
        *_parameters("explain", "subject", "predicate", "value", required=False, default=""),
    ]
    own = [
        _tool(OPERATIONS["search"], search),
        _tool(OPERATIONS["show"], show, [*_parameters("show", "name"), _PART]),
        _tool(OPERATIONS["ask"], ask),
        _tool(_SPARQL, sparql),
        _tool(replace(OPERATIONS["evidence"], purpose=EVIDENCE), evidence, claim_or_triple),
        _tool(OPERATIONS["explain"], evidence),
    ]
    names = [row.name for row in own]
    others = [row for row in OPERATIONS.values() if row.tool and row.name not in names]
    return {row.tool: row for row in (*own, *(_tool(row, listing_of(row)) for row in others))}
