"""Compute the derived layer of a store: date bounds, then the rules, then sentences.

After the audit come the rules that read what it found.
"""

from __future__ import annotations

from collections.abc import Callable

from pactgraph.derivation.date_bounds import date_bounds
from pactgraph.derivation.rules import Rule, apply_rules
from pactgraph.derivation.sentences import sentences
from pactgraph.store.local import LocalStore


def derive(store: LocalStore, rules: list[Rule], progress: Callable[[str], None] | None = None) -> int:
    """Add the derived layer to a store that holds ontology, things and claims.

    :param progress: told the name of each step as it starts.
    :returns: the number of rounds that the rules took.
    :raises InputSyntaxError: where a date is no EDTF date or a rule does not parse.
    """
    tell = progress or (lambda step: None)
    tell("date bounds")
    store.add(date_bounds(store))
    rounds = apply_rules(store, [rule for rule in rules if not rule.after_audit], tell)
    tell("sentences")
    store.add(sentences(store))
    return rounds


def derive_after_audit(
    store: LocalStore, rules: list[Rule], progress: Callable[[str], None] | None = None
) -> None:
    """Add what rests on the findings of the audit, where they are in the store."""
    apply_rules(store, [rule for rule in rules if rule.after_audit], progress)
