"""Why something holds: the claims and the evidence behind a triple, a claim, or a row of an answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from pyoxigraph import Literal, NamedNode, Triple

from pactgraph.answers.ask import select
from pactgraph.answers.catalogue import Question
from pactgraph.answers.claim import Card
from pactgraph.answers.parameters import NAME, Claims, Offset, Parameter
from pactgraph.answers.reader import Reader
from pactgraph.answers.thing import claims_about
from pactgraph.derivation.explain import reasons
from pactgraph.errors import UnknownNameError
from pactgraph.model.text import fold
from pactgraph.namespaces import GRAPH_DERIVED, PACT, PREFIXES, expand, shorten
from pactgraph.store.base import Term

OBJECTS = """
SELECT DISTINCT ?value ?label WHERE {
  %s %s ?value . OPTIONAL { ?value rdfs:label|skos:prefLabel|skos:altLabel|pact:isoCode ?label }
} ORDER BY ?value ?label
"""


@dataclass(frozen=True)
class Reason:
    """One reason: a rule, or the plain statement of a file, and the IRIs of the claims behind it.

    :param rule: the name of the rule; empty where the triple is stated and not derived.
    """

    rule: str
    title: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    """Why something holds.

    :param what: the triple, the claim or the row, in short names.
    :param total: how many claims the reasons rest on.
    :param offset: how many of them come before those in ``claims``.
    :param passages: the words behind these claims, by evidence, where documents are available.
    """

    what: str
    reasons: tuple[Reason, ...]
    total: int
    offset: int
    claims: tuple[Card, ...]
    passages: dict[str, str]

    def cards(self, reason: Reason) -> list[Card]:
        """Return those of the claims in ``claims`` on which a reason rests."""
        return [card for card in self.claims if card.iri in reason.claims]


@dataclass(frozen=True)
class Stated:
    """Claims with where they are stated.

    :param what: what was asked for, in short names.
    :param total: how many claims there are.
    :param offset: how many of them come before those in ``claims``.
    :param passages: the words behind these claims, by evidence, where documents are available.
    """

    what: str
    total: int
    offset: int
    claims: tuple[Card, ...]
    passages: dict[str, str]


def evidence(
    reader: Reader,
    claim: Annotated[
        Sequence[str],
        Parameter(
            "A claim by its number or address; of evidence, a thing or a source, all claims that rest on it.",
            example=["ye-small-economies/070"],
        ),
    ],
    limit: Claims = 50,
    offset: Offset = 0,
) -> Stated:
    """Show where claims are stated: source, place, passage where it is available.

    :raises UnknownNameError: where a name stands for nothing.
    """
    nodes = [reader.resolve(name) for name in claim]
    claims = list(dict.fromkeys(iri for node in nodes for iri in claims_about(reader.store, node)))
    shown, found = _part(reader, claims, limit, offset)
    what = ", ".join(shorten(node.value) for node in nodes)
    return Stated(what, len(claims), offset, shown, found)


def explain(
    reader: Reader,
    subject: Annotated[str, Parameter(f"The subject of a triple: {NAME}.", example="China")],
    predicate: Annotated[str, Parameter("Its predicate as a short name.", example="pact:cooperatesWith")],
    value: Annotated[str, Parameter("Its object: a name or a text.", example="Cuba")],
    limit: Claims = 50,
    offset: Offset = 0,
) -> Explanation:
    """Explain why a triple holds: the rules behind it, and the claims that they rest on.

    :raises UnknownNameError: where a name stands for nothing or the graph has no such triple.
    """
    store = reader.store
    start, link = reader.resolve(subject), _predicate(predicate)
    rows = store.select(OBJECTS % (start, link)).rows
    end = next((term for term, label in rows if term is not None and _means(value, term, label)), None)
    if end is None:
        listed = list(dict.fromkeys(_name(term) for term, _ in rows if term is not None))
        more = ", …" if len(listed) > 8 else ""
        raise UnknownNameError(
            f"no triple {_name(start)} {_name(link)} {value}",
            expected=f"one of its values: {', '.join(listed[:8])}{more}"
            if listed
            else "a property that it has",
            mend=f"look with: pactgraph show {_name(start)}",
        )
    triple = Triple(start, link, end)
    graphs = store.select(f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ {triple} }} }} ORDER BY ?g").records()
    found: list[Reason] = []
    for graph in (row["g"] for row in graphs):
        if graph != GRAPH_DERIVED:
            claims = (start.value,) if start.value.startswith(PREFIXES["claim"]) else ()
            found.append(Reason("", f"stated in {shorten(graph)}", claims))
        elif derived := reasons(store, reader.rules, triple):
            found += [Reason(one.rule.name, one.rule.title, tuple(one.claims)) for one in derived]
        else:
            found.append(Reason("", "computed from the parts of the subject", (start.value,)))
    return _explained(reader, " ".join(map(_name, (start, link, end))), found, limit, offset)


def explain_claim(
    reader: Reader,
    name: Annotated[str, Parameter("The number or address of the claim.", example="ye-small-economies/070")],
) -> Explanation:
    """Show one claim with where it is stated.

    :raises UnknownNameError: where there is no such claim.
    """
    node = reader.resolve(name)
    if not node.value.startswith(PREFIXES["claim"]):
        raise UnknownNameError(
            f"“{name}”, which is {shorten(node.value)}",
            expected="a claim such as ye-small-economies/041, or SUBJECT PREDICATE OBJECT",
            mend=f"see the claims about it with: pactgraph show '{name}'",
        )
    (card,) = reader.cards([node.value])
    reason = Reason("", f"stated in {card.source_title}", (node.value,))
    passages = reader.passages_of([card])
    return Explanation(shorten(node.value), (reason,), 1, 0, (card,), passages)


def explain_row(reader: Reader, question: Question, row: int, arguments: Mapping[str, str]) -> Explanation:
    """Explain one row of the answer to a question.

    :param row: counted from 1.
    :raises UnknownNameError: where the answer has no such row, or its rows rest on no claims.
    """
    answer = select(reader, question, arguments)
    if not 1 <= row <= len(answer):
        expected = f"a row from 1 to {len(answer)}" if len(answer) else "an answer with rows; it has none"
        raise UnknownNameError(f"row {row} of {question.name}", expected=expected)
    return explain_claims(reader, question, dict(zip(answer.columns, answer.rows[row - 1], strict=True)))


def explain_claims(reader: Reader, question: Question, row: Mapping[str, Term | None]) -> Explanation:
    """Explain one row of an answer by the claims that it lists.

    :param row: the row, by column.
    :raises UnknownNameError: where the question's rows rest on no claims.
    """
    if question.rests_on:
        raise UnknownNameError(
            f"a row of {question.name}, which rests on no claims", expected=question.rests_on
        )
    listed = row.get("claims")
    claims = sorted(listed.value.split()) if isinstance(listed, Literal) else []
    shown = "; ".join(
        f"{k.replace('_', ' ')}: {_name(v)}" for k, v in row.items() if v is not None and k != "claims"
    )
    return _explained(reader, shown, [Reason("", question.title, tuple(claims))])


def _explained(
    reader: Reader, what: str, found: Sequence[Reason], limit: int | None = None, offset: int = 0
) -> Explanation:
    claims = list(dict.fromkeys(iri for reason in found for iri in reason.claims))
    shown, passages = _part(reader, claims, limit, offset)
    return Explanation(what, tuple(found), len(claims), offset, shown, passages)


def _part(
    reader: Reader, claims: Sequence[str], limit: int | None, offset: int
) -> tuple[tuple[Card, ...], dict[str, str]]:
    """Return a part of some claims as cards, and the passages behind them."""
    shown = tuple(reader.cards(claims[offset : None if limit is None else offset + limit]))
    return shown, reader.passages_of(shown)


def _predicate(text: str) -> NamedNode:
    """Return a property by short name, address, name without ``pact:``, or its words."""
    wrong = UnknownNameError(
        f"the predicate {text}", expected="a short name such as pact:cooperatesWith, or an address"
    )
    camel = re.sub(r"[ -]+(\w)", lambda match: match[1].upper(), text)
    local = PACT + camel if re.fullmatch(r"\w+", camel) else None
    iri = expand(text) or (text if "://" in text else local)
    try:
        return NamedNode(PREFIXES["rdf"] + "type" if text == "a" else iri or "")
    except ValueError:
        raise wrong from None


def _means(text: str, term: Term, label: Term | None) -> bool:
    """Return whether a text names a term: by value, address, short name, last part or label."""
    if isinstance(term, Triple):
        return False
    names = {term.value, shorten(term.value)}
    if isinstance(term, NamedNode):
        names.add(re.split(r"[/#]", term.value)[-1])
    return text in names or (isinstance(label, Literal) and fold(label.value) == fold(text))


def _name(term: Term) -> str:
    return str(term) if isinstance(term, Triple) else shorten(term.value)
