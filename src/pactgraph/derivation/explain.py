"""Why a derived triple holds: the rules that state it and the claims that they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode, Triple

from pactgraph.derivation.rules import Pattern, Rule
from pactgraph.namespaces import GRAPH_DERIVED, expand
from pactgraph.store.base import Store, Term


@dataclass(frozen=True)
class Reason:
    """One rule that states a triple, and the claims behind one match of its body."""

    rule: Rule
    claims: tuple[str, ...]


def reasons(
    store: Store, rules: list[Rule], triple: Triple, above: frozenset[Triple] = frozenset()
) -> list[Reason]:
    """Return why a derived triple holds, by rule and then by claims; empty where no rule states it.

    Where a rule rests on other derived triples, the claims behind those are given too. A triple is no reason
    for itself: matches that come back to it are left out.

    :param above: the triples that rest on this one.
    """
    found: dict[Reason, None] = {}
    for rule in rules:
        for pattern in rule.template:
            bound = _unify(pattern, triple)
            for match in _matches(store, rule, bound) if bound is not None else ():
                below = _claims_below(store, rules, rule, match, above | {triple})
                if below is not None:
                    own = [match[name].value for name in rule.claim_variables if name in match]
                    found[Reason(rule, tuple(dict.fromkeys([*own, *below])))] = None
    return list(found)


def _unify(pattern: Pattern, triple: Triple) -> dict[str, Term] | None:
    """Return what the variables of a template's triple stand for, or None where it does not fit."""
    bound: dict[str, Term] = {}
    for part, term in zip(pattern, (triple.subject, triple.predicate, triple.object), strict=True):
        if part.startswith("?"):
            # A blank node has no name by which a query could ask for it.
            if bound.setdefault(part[1:], term) != term or isinstance(term, BlankNode):
                return None
        elif not isinstance(term, NamedNode) or expand(part) != term.value:
            return None
    return bound


def _matches(store: Store, rule: Rule, bound: Mapping[str, Term]) -> Iterator[dict[str, NamedNode]]:
    """Yield the claims and the parts of other derived triples of each match of a rule's body."""
    parts = {part[1:] for pattern in rule.rests_on for part in pattern if part.startswith("?")}
    wanted = " ".join(f"?{name}" for name in sorted({*rule.claim_variables, *parts}))
    names = " ".join(f"?{name}" for name in bound)
    values = " ".join(str(term) for term in bound.values())
    given = f"VALUES ({names}) {{ ({values}) }}"
    if not wanted:
        if store.ask(f"ASK {{ {given} {{ {rule.body} }} }}"):
            yield {}
        return
    table = store.select(f"SELECT DISTINCT {wanted} WHERE {{ {given} {{ {rule.body} }} }} ORDER BY {wanted}")
    for row in table.rows:
        cells = zip(table.columns, row, strict=True)
        yield {name: cell for name, cell in cells if isinstance(cell, NamedNode)}


def _claims_below(
    store: Store, rules: list[Rule], rule: Rule, match: Mapping[str, NamedNode], above: frozenset[Triple]
) -> list[str] | None:
    """Return the claims behind the derived triples that a match rests on; None where it goes in a circle."""
    claims: list[str] = []
    for pattern in rule.rests_on:
        terms = [
            match.get(part[1:]) if part.startswith("?") else NamedNode(expand(part) or part)
            for part in pattern
        ]
        subject, predicate, value = terms
        if subject is None or predicate is None or value is None:
            continue  # a branch of the body that does without it
        premise = Triple(subject, predicate, value)
        if premise in above:
            return None
        if not store.ask(f"ASK {{ GRAPH <{GRAPH_DERIVED}> {{ {premise} }} }}"):
            continue  # stated, not derived
        deeper = reasons(store, rules, premise, above)
        if not deeper:
            return None
        claims += [claim for reason in deeper for claim in reason.claims]
    return claims
