"""What the tools find: the answers of the API, cut down to what an assistant needs, with their sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode

from pactgraph.answers.thing import claims_about
from pactgraph.errors import ParameterError
from pactgraph.namespaces import PREFIXES, shorten
from pactgraph.web.api import answers
from pactgraph.web.api.asked import TRIPLE, address_of
from pactgraph.web.api.parameters import read
from pactgraph.web.explorer import Explorer
from pactgraph.web.mcp.given import pairs
from pactgraph.web.mcp.queries import select
from pactgraph.web.mcp.told import Told, Values, pruned
from pactgraph.web.pages.rows import MOST

#: Claims whose sources go with one answer; the rest is told on demand.
CITED = 20
#: Values of a facet or a fact that are told.
SEVERAL = 12
PARTS = ("claims", "parties", "initiatives", "history", "figures", "disagreements")


def search(explorer: Explorer, values: Values) -> Told:
    """Find things by their names; each with its sources and the number of its claims."""
    found = answers.search(explorer, values)
    facets = {name: dict(list(held.items())[:SEVERAL]) for name, held in found["facets"].items() if held}
    head = {"query": values["q"], "facets": facets}

    def sources(shown: Sequence[Values]) -> Values:
        held = {one["iri"]: claims_about(explorer.store, NamedNode(one["iri"])) for one in shown}
        return {"claims": {iri: {"total": len(of), "first": of[:2]} for iri, of in held.items()}}

    return Told(head, "things", found["things"], found["total"], values["offset"], sources)


def show(explorer: Explorer, values: Values) -> Told:
    """Tell what is said of one thing, one part of it at a time."""
    found = answers.thing(explorer, values)
    part = values["part"]
    totals = {name: len(found[name]) for name in PARTS[1:]} | {"claims": found["total_claims"]}
    facts = {key: [value["text"] for value in held[:SEVERAL]] for key, held in found["facts"].items()}
    head = {key: found[key] for key in ("iri", "short", "name", "kind", "summary")}
    head |= {"facts": facts, "parts": totals, "part": part}
    if part == "claims":
        notes = ("more claims, which sparql tells",) if found["more_claims"] else ()
        return Told(
            head, part, found["claims"], totals[part], values["offset"],
            lambda shown: _passages(explorer, shown), notes,
        )  # fmt: skip
    items = answers.part(found[part], values)
    most = f"{part} beyond the first {MOST}, which a question or sparql tells"
    notes = (most,) if totals[part] == MOST else ()
    return Told(
        head, part, items, totals[part], values["offset"],
        lambda shown: _cited(explorer, (one["claim"] for one in shown)), notes,
    )  # fmt: skip


def ask(explorer: Explorer, values: Values) -> Told:
    """Answer a named question, or list the questions where none is named."""
    if not values["question"]:
        every = answers.questions(explorer, {})["questions"]
        items = [pruned({key: one[key] for key in ("name", "title", "parameters")}) for one in every]
        return Told({}, "questions", answers.part(items, values), len(items), values["offset"])
    address = address_of(explorer.graph.questions.get(values["question"]))
    asked = read(address.parameters[:-2], pairs(values["parameters"]))
    page = {name: values[name] for name in ("limit", "offset")}
    found = address.answer(explorer, {**asked, **page})
    head = {key: found[key] for key in ("name", "title", "read", "parameters", "columns")}
    if found["rests_on"]:
        head["rests_on"] = found["rests_on"]
    rows = [{name: _cell(cell) for name, cell in row.items()} for row in found["rows"]]
    return _table(explorer, head, rows, found["total"], values)


def sparql(explorer: Explorer, values: Values) -> Told:
    """Answer a SELECT query within limits."""
    table = select(explorer.services, values["query"])
    rows = answers.selected(table, values)
    return _table(explorer, {"columns": list(table.columns)}, rows, len(table), values)


def evidence(explorer: Explorer, values: Values) -> Told:
    """Tell where claims are stated, or why a triple holds.

    :raises ParameterError: where neither claims nor a whole triple are named.
    """
    triple = [values[one.name] for one in TRIPLE]
    if bool(values["claim"]) == any(triple) or any(triple) != all(triple):
        raise ParameterError(
            "both claims and a triple" if values["claim"] else "no claim and no whole triple",
            expected="claim, a list of claims; or subject, predicate and value",
        )
    found = (answers.evidence if values["claim"] else answers.explain)(explorer, values)
    reasons = [{**one, "claims": len(one["claims"])} for one in found.get("reasons", ())]
    head = pruned({"what": found["what"], "reasons": reasons})
    total, offset = found["total"], values["offset"]
    return Told(head, "claims", found["claims"], total, offset, lambda shown: _passages(explorer, shown))


def path(explorer: Explorer, values: Values) -> Told:
    """Tell through what two things are tied, with the claims of each step."""
    found = answers.path(explorer, values)

    def sources(shown: Sequence[Values]) -> Values:
        return _passages(explorer, (claim for one in shown for hop in one["hops"] for claim in hop["claims"]))

    items = [{**one, "hops": [_hop(hop) for hop in one["hops"]]} for one in found["paths"]]
    return Told({"network": values["network"]}, "paths", items, found["total"], values["offset"], sources)


def _hop(hop: Values) -> Values:
    return {**hop, "claims": [pruned(claim) for claim in hop["claims"]]}


def _cell(cell: dict[str, str]) -> str:
    return shorten(cell["value"]) if cell["type"] == "uri" else cell["value"]


def _table(explorer: Explorer, head: Values, rows: list[Values], total: int, values: Values) -> Told:
    def sources(shown: Sequence[Values]) -> Values:
        texts = (word for row in shown for cell in row.values() for word in cell.split())
        return _cited(explorer, texts)

    return Told(head, "rows", rows, total, values["offset"], sources)


def _cited(explorer: Explorer, names: Iterable[str]) -> Values:
    """Return the claims among some names with where they are stated; the rest is named."""
    base = PREFIXES["claim"]
    whole = (base + name.removeprefix("claim:") if name.startswith("claim:") else name for name in names)
    claims = list(dict.fromkeys(iri for iri in whole if iri.startswith(base)))
    cards = explorer.cards(claims[:CITED])
    held = {
        "claims": [pruned(card.as_dict()) for card in cards if card.text],
        **_passages(explorer, (card.as_dict() for card in cards)),
    }
    left = [shorten(iri) for iri in claims[CITED:]]
    said = (
        [f"the sources of {len(left)} more claims: ask evidence for {', '.join(left[:CITED])}"]
        if left
        else []
    )
    if not claims:
        said = ["sources: no claim is named in these rows; show and evidence tell the claims on a thing"]
    return {**held, "left_out": said}


def _passages(explorer: Explorer, claims: Iterable[Values]) -> Values:
    found = answers.passages(explorer, (iri for claim in claims for iri in claim["evidence"]))
    return {"passages": found} if found else {}
