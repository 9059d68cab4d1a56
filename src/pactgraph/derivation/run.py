"""Compute the derived layer of a store: date bounds, then the rules, then sentences."""

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
    rounds = apply_rules(store, rules, tell)
    tell("sentences")
    store.add(sentences(store))
    return rounds
