"""The factors of the unit list are those that pint computes from the units' own names."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pactgraph.errors import UserError
from pactgraph.model.units import to_base
from pactgraph.store.turtle import read_turtle

PREF = "http://www.w3.org/2004/02/skos/core#prefLabel"
PACT = "https://w3id.org/pactgraph/ontology#"


def units(checkout: Path) -> dict[str, dict[str, str]]:
    held: dict[str, dict[str, str]] = {}
    for triple in read_turtle(checkout / "ontology/codelists/unit.ttl")[0]:
        value = triple.object
        if triple.predicate.value == PREF and getattr(value, "language", "") != "en":
            continue
        held.setdefault(triple.subject.value, {})[triple.predicate.value] = value.value
    return {iri: facts for iri, facts in held.items() if PREF in facts}


def test_a_unit_that_pint_knows_has_the_factor_and_the_base_that_pint_computes(checkout: Path) -> None:
    found = units(checkout)
    compared = []
    for iri, facts in found.items():
        base = found[facts[PACT + "baseUnit"]][PREF]
        try:
            factor, base_name = to_base(Decimal(1), facts[PREF])
            expected = to_base(Decimal(1), base)
        except UserError:
            continue
        compared.append(iri)
        assert Decimal(facts[PACT + "factor"]) == factor, iri
        assert expected == (Decimal(1), base_name), iri
    assert len(compared) >= 10


@pytest.mark.parametrize("name", ["trillion-yuan", "million-yuan", "million-yuan-per-year", "billion-usd"])
def test_a_unit_with_a_scale_is_among_those_that_pint_knows(checkout: Path, name: str) -> None:
    facts = units(checkout)[f"https://w3id.org/pactgraph/code/unit/{name}"]
    assert to_base(Decimal(1), facts[PREF])[0] > 1
