"""Arithmetic on the unit words of authors."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pactgraph.errors import InputSyntaxError, UnknownNameError
from pactgraph.model.quantities import parse_quantity
from pactgraph.model.units import to_base


@pytest.mark.parametrize(
    ("value", "unit", "base_value", "base"),
    [
        ("31.7", "trillion yuan", "31700000000000", "yuan"),
        ("2", "million yuan per year", "2000000", "yuan / year"),
        ("383.35", "$ billion", "383350000000", "US dollar"),
        ("383.35", "billion US dollars", "383350000000", "US dollar"),
        ("5", "US$ bn", "5000000000", "US dollar"),
        ("17327.25", "RMB million yuan", "17327250000", "yuan"),
        ("1", "million RMB", "1000000", "yuan"),
        ("4.2", "percentage points", "4.2", "percentage point"),
        ("50", "%", "50", "percent"),
        ("25", "times", "25", "time"),
        ("350", "million people", "350000000", "person"),
        ("16", "countries", "16", "country"),
        ("5", "km", "5000", "metre"),
        ("1", "square kilometre", "1000000", "metre ** 2"),
        ("10", "million", "10000000", ""),
        ("7", "", "7", ""),
        ("7", "per year", "7", "1 / year"),
        ("3", "million tonnes annually", "3000000000000", "gram / year"),
    ],
)
def test_scale_words_are_multiplied_out_exactly(value: str, unit: str, base_value: str, base: str) -> None:
    result = to_base(Decimal(value), unit)
    assert result == (Decimal(base_value), base)
    assert str(result[0]) == base_value


def test_currencies_and_shares_are_not_converted_into_one_another() -> None:
    bases = {
        to_base(Decimal(1), unit)[1] for unit in ("yuan", "$", "euro", "%", "percentage points", "times")
    }
    assert len(bases) == 6


def test_the_two_ways_to_the_base_agree() -> None:
    for printed in ("about 31.7 trillion yuan", "$383.35 billion", "350 million people", "at least 50%"):
        quantity = parse_quantity(printed)
        assert quantity.value is not None
        assert to_base(quantity.value, quantity.unit_words)[0] == quantity.in_base()


def test_an_unknown_unit_is_named_with_the_nearest_known_one() -> None:
    with pytest.raises(UnknownNameError) as caught:
        to_base(Decimal(1), "million yaun")
    assert "yaun" in caught.value.found
    assert "yuan" in caught.value.mend


@pytest.mark.parametrize(
    "unit",
    [
        "of the world's 100",
        "million (sic!",
        "yuan per",
        "* yuan",
        "yuan //",
        "€€€&",
        "yuan # 5",
        "yuan**yuan**yuan yuan per per",
        "млн",
    ],
)
def test_words_that_form_no_unit_are_an_input_error(unit: str) -> None:
    with pytest.raises((InputSyntaxError, UnknownNameError)):
        to_base(Decimal(1), unit)
