"""The claims and evidence behind a triple or behind a row of an answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from pactgraph.derivation.explain import reasons
from pactgraph.derivation.rules import Rule
from pactgraph.errors import UnknownNameError
from pactgraph.namespaces import GRAPH_DERIVED, PREFIXES, expand, shorten
from pactgraph.queries.cards import Card, cards
from pactgraph.queries.catalogue import Question
from pactgraph.queries.names import resolve
from pactgraph.store.base import Store, Term


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

    :param what: the triple or the row, in short names.
    """

    what: str
    reasons: tuple[Ground, ...]


def explain(store: Store, rules: list[Rule], subject: str, predicate: str, value: str) -> Explanation:
    """Explain a triple given by names; see :meth:`pactgraph.graph.Graph.explain`."""
    triple = _triple(store, subject, predicate, value)
    graphs = _graphs(store, triple)
    what = " ".join(shorten(part.value) for part in (triple.subject, triple.predicate, triple.object))
    grounds: list[Ground] = []
    for graph in graphs:
        if graph == GRAPH_DERIVED:
            grounds += _derived(store, rules, triple)
        else:
            stated = [triple.subject.value] if triple.subject.value.startswith(PREFIXES["claim"]) else []
            grounds.append(Ground("", f"stated in {shorten(graph)}", tuple(cards(store, stated))))
    return Explanation(what, tuple(grounds))


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
    shown = "; ".join(f"{k}: {shorten(v.value)}" for k, v in row.items() if v is not None and k != "claims")
    return Explanation(shown, (Ground("", question.title, tuple(cards(store, sorted(iris)))),))


def _triple(store: Store, subject: str, predicate: str, value: str) -> Triple:
    property_iri = expand(predicate) or predicate
    if "://" not in property_iri:
        raise UnknownNameError(
            f"the predicate {predicate}", expected="a short name such as pact:cooperatesWith, or an IRI"
        )
    start = resolve(store, subject)
    held = store.select(f"SELECT DISTINCT ?o WHERE {{ {start} {NamedNode(property_iri)} ?o }} ORDER BY ?o")
    objects = [cell for (cell,) in held.rows if cell is not None]
    for term in objects:
        if isinstance(term, Literal) and term.value == value:
            return Triple(start, NamedNode(property_iri), term)
    wanted = NamedNode(expand(value) or value) if expand(value) or "://" in value else None
    end = wanted if wanted in objects else resolve(store, value) if objects else None
    if end not in objects or end is None:
        listed = ", ".join(shorten(o.value) for o in objects[:8] if not isinstance(o, Triple))
        raise UnknownNameError(
            f"no triple {subject} {predicate} {value}",
            expected=f"a triple of the graph; {subject} {predicate} has {listed or 'no value'}",
            mend=f"look with: pactgraph show '{subject}'",
        )
    return Triple(start, NamedNode(property_iri), end)


def _graphs(store: Store, triple: Triple) -> list[str]:
    table = store.select(f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ {triple} }} }} ORDER BY ?g")
    return [cell.value for (cell,) in table.rows if isinstance(cell, NamedNode)]


def _derived(store: Store, rules: list[Rule], triple: Triple) -> list[Ground]:
    found = reasons(store, rules, triple)
    if not found:
        return [Ground("", "computed from the parts of the subject", tuple(cards(store, [triple.subject.value])))]
    return [Ground(r.rule.name, r.rule.title, tuple(cards(store, r.claims))) for r in found]
