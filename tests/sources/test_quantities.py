"""A printed quantity becomes the lines of a claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from pactgraph.errors import InputSyntaxError
from pactgraph.sources.quantities import read_quantity
from pactgraph.store.local import LocalStore
from pactgraph.store.reading import Content


@pytest.fixture(scope="module")
def store(checkout: Path) -> LocalStore:
    return LocalStore.of(Content(checkout / "ontology", checkout / "graph").quads())


@pytest.mark.parametrize(
    ("printed", "unit", "base"),
    [
        ("about 31.7 trillion yuan", "unit:trillion-yuan", "31700000000000 yuan"),
        ("$383.35 billion", "unit:billion-usd", "383350000000 US dollar"),
        ("more than 2 million yuan per year", "unit:million-yuan-per-year", "2000000 yuan / year"),
        ("at least 50%", "unit:percent", "50 percent"),
        ("10 digital economy projects", "", ""),
    ],
)
def test_the_code_of_the_unit_is_found(store: LocalStore, printed: str, unit: str, base: str) -> None:
    read = read_quantity(store, printed)
    assert (read.unit, read.base) == (unit, base)


def test_the_lines_of_a_claim_are_turtle_that_hold_the_printed_form(store: LocalStore) -> None:
    assert read_quantity(store, 'about 31.7 "trillion" yuan').turtle().splitlines()[:3] == [
        '    pact:asPrinted "about 31.7 \\"trillion\\" yuan" ;',
        "    pact:quantifier quantifier:about ;",
        "    pact:value 31.7 ;",
    ]


def test_what_holds_no_number_is_refused(store: LocalStore) -> None:
    with pytest.raises(InputSyntaxError):
        read_quantity(store, "many countries")
