"""Why a derived triple holds: the rules that state it and the claims that they rest on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from pactgraph.derivation.rules import Rule
from pactgraph.namespaces import expand
from pactgraph.store.base import Store, Term


@dataclass(frozen=True)
class Reason:
    """One rule that states a triple, and the claims of one match of its body."""

    rule: Rule
    claims: tuple[str, ...]


def reasons(store: Store, rules: list[Rule], triple: Triple) -> list[Reason]:
    """Return why a derived triple holds, by rule and then by claims; empty where no rule states it.

    Where a rule rests on other derived triples, the claims behind those are given in turn.
    """
    found: dict[Reason, None] = {}
    for rule in rules:
        for pattern in rule.template:
            bound = _unify(pattern, triple)
            if bound is not None:
                found.update(dict.fromkeys(_matches(store, rule, bound)))
    return list(found)


def _unify(pattern: tuple[str, str, str], triple: Triple) -> dict[str, Term] | None:
    bound: dict[str, Term] = {}
    for part, term in zip(pattern, (triple.subject, triple.predicate, triple.object), strict=True):
        if part.startswith("?"):
            if bound.setdefault(part[1:], term) != term:
                return None
        elif not isinstance(term, NamedNode) or expand(part) != term.value:
            return None
    return bound


def _matches(store: Store, rule: Rule, bound: dict[str, Term]) -> Iterator[Reason]:
    names = sorted(set(re.findall(r"\?(\w*[cC]laim)\b", rule.body)))
    wanted = " ".join(f"?{name}" for name in names) or "*"
    given = " ".join(f"?{name}" for name in bound)
    values = " ".join(str(term) for term in bound.values())
    table = store.select(
        f"SELECT DISTINCT {wanted} WHERE {{ VALUES ({given}) {{ ({values}) }} {{ {rule.body} }} }} ORDER BY {wanted}"
        if names
        else f"SELECT * WHERE {{ VALUES ({given}) {{ ({values}) }} {{ {rule.body} }} }} LIMIT 1"
    )
    for row in table.rows:
        claims = (cell.value for cell in row if names and isinstance(cell, NamedNode))
        yield Reason(rule, tuple(dict.fromkeys(claims)))
