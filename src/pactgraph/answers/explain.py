"""The claims and evidence behind a triple, a claim, or a row of an answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from pactgraph.answers.ask import ask
from pactgraph.answers.catalogue import Question
from pactgraph.answers.claim import Card, cards
from pactgraph.answers.names import resolve
from pactgraph.derivation.explain import reasons
from pactgraph.derivation.rules import Rule
from pactgraph.errors import UnknownNameError
from pactgraph.model.text import fold
from pactgraph.namespaces import GRAPH_DERIVED, PACT, PREFIXES, expand, shorten
from pactgraph.store.base import Store, Term

OBJECTS = """
SELECT DISTINCT ?value ?label WHERE {
  %s %s ?value . OPTIONAL { ?value rdfs:label|skos:prefLabel|skos:altLabel|pact:isoCode ?label }
} ORDER BY ?value ?label
"""


@dataclass(frozen=True)
class Ground:
    """One reason: a rule, or the plain statement of a file, and the claims behind it.

    :param rule: the name of the rule; empty where the triple is stated and not derived.
    """

    rule: str
    title: str
    claims: tuple[Card, ...]


@dataclass(frozen=True)
class Explanation:
    """Why something holds.

    :param what: the triple, the claim or the row, in short names.
    """

    what: str
    reasons: tuple[Ground, ...]

    def as_dict(self) -> dict[str, object]:
        """Return the explanation as plain values, for JSON and pages."""
        return {
            "what": self.what,
            "reasons": [
                {"rule": r.rule, "title": r.title, "claims": [card.as_dict() for card in r.claims]}
                for r in self.reasons
            ],
        }


def explain(store: Store, rules: list[Rule], subject: str, predicate: str, value: str) -> Explanation:
    """Explain a triple given by names; see :meth:`pactgraph.graph.Graph.explain`."""
    start, link = resolve(store, subject), _predicate(predicate)
    end = _object(store, start, link, value)
    triple = Triple(start, link, end)
    grounds: list[Ground] = []
    for graph in _graphs(store, triple):
        if graph == GRAPH_DERIVED:
            grounds += _derived(store, rules, start.value, triple)
        else:
            claims = [start.value] if start.value.startswith(PREFIXES["claim"]) else []
            grounds.append(Ground("", f"stated in {shorten(graph)}", tuple(cards(store, claims))))
    return Explanation(" ".join(map(_name, (start, link, end))), tuple(grounds))


def explain_claim(store: Store, name: str) -> Explanation:
    """Explain one claim by where it is stated.

    :param name: its number (``ye-small-economies/041``), short name or address.
    :raises UnknownNameError: where there is no such claim.
    """
    node = resolve(store, name)
    if not node.value.startswith(PREFIXES["claim"]):
        raise UnknownNameError(
            f"“{name}”, which is {shorten(node.value)}",
            expected="a claim such as ye-small-economies/041, or SUBJECT PREDICATE OBJECT",
            mend=f"see the claims about it with: pactgraph show '{name}'",
        )
    held = tuple(cards(store, [node.value]))
    return Explanation(shorten(node.value), (Ground("", f"stated in {held[0].source_label}", held),))


def explain_row(store: Store, question: Question, row: int, given: Mapping[str, str]) -> Explanation:
    """Explain one row of the answer to a question.

    :param row: counted from 1.
    :raises UnknownNameError: where the answer has no such row, or its rows rest on no claims.
    """
    table = ask(store, question, given)
    if not 1 <= row <= len(table):
        expected = f"a row from 1 to {len(table)}" if len(table) else "an answer with rows; it has none"
        raise UnknownNameError(f"row {row} of {question.name}", expected=expected)
    return explain_claims(store, question, dict(zip(table.columns, table.rows[row - 1], strict=True)))


def explain_claims(store: Store, question: Question, row: Mapping[str, Term | None]) -> Explanation:
    """Explain one row of an answer by the claims that it lists.

    :param row: the row, by column.
    :raises UnknownNameError: where the question's rows rest on no claims.
    """
    if question.rests_on:
        raise UnknownNameError(
            f"a row of {question.name}, which rests on no claims", expected=question.rests_on
        )
    listed = row.get("claims")
    iris = listed.value.split() if isinstance(listed, Literal) else []
    shown = "; ".join(
        f"{k.replace('_', ' ')}: {_name(v)}" for k, v in row.items() if v is not None and k != "claims"
    )
    return Explanation(shown, (Ground("", question.title, tuple(cards(store, sorted(iris)))),))


def _object(store: Store, start: NamedNode, link: NamedNode, value: str) -> Term:
    """Return the value of a property that a text means."""
    rows = store.select(OBJECTS % (start, link)).rows
    for term, label in rows:
        if term is not None and _means(value, term, label):
            return term
    listed = list(dict.fromkeys(_name(term) for term, _ in rows if term is not None))
    more = ", …" if len(listed) > 8 else ""
    raise UnknownNameError(
        f"no triple {_name(start)} {_name(link)} {value}",
        expected=f"one of its values: {', '.join(listed[:8])}{more}" if listed else "a property that it has",
        mend=f"look with: pactgraph show {_name(start)}",
    )


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
    """Tell whether a text names a term: by value, address, short name, last part or label."""
    if isinstance(term, Triple):
        return False
    names = {term.value, shorten(term.value)}
    if isinstance(term, NamedNode):
        names.add(re.split(r"[/#]", term.value)[-1])
    return text in names or (isinstance(label, Literal) and fold(label.value) == fold(text))


def _name(term: Term) -> str:
    return str(term) if isinstance(term, Triple) else shorten(term.value)


def _graphs(store: Store, triple: Triple) -> list[str]:
    rows = store.select(f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ {triple} }} }} ORDER BY ?g").records()
    return [row["g"] for row in rows]


def _derived(store: Store, rules: list[Rule], subject: str, triple: Triple) -> list[Ground]:
    found = reasons(store, rules, triple)
    if not found:
        return [Ground("", "computed from the parts of the subject", tuple(cards(store, [subject])))]
    return [Ground(r.rule.name, r.rule.title, tuple(cards(store, r.claims))) for r in found]
