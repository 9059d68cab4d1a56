"""Printed quantities, taken apart without changing them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactgraph.errors import InputSyntaxError
from pactgraph.model.quantities import QUANTIFIERS, Quantity, agrees, parse_quantity, plain


@pytest.mark.parametrize(
    ("printed", "value", "quantifier", "unit_words", "base"),
    [
        ("about 31.7 trillion yuan", "31.7", "about", "trillion yuan", "31700000000000"),
        ("more than 2 million yuan per year", "2", "more-than", "million yuan per year", "2000000"),
        ("at least 50%", "50", "at-least", "%", "50"),
        ("4.2 percentage points", "4.2", "exact", "percentage points", "4.2"),
        ("41 of the world's 100", "41", "exact", "of the world's 100", "41"),
        ("1,000 advanced technologies", "1000", "exact", "advanced technologies", "1000"),
        ("10 digital economy projects", "10", "exact", "digital economy projects", "10"),
        ("$383.35 billion", "383.35", "exact", "$ billion", "383350000000"),
        ("$ 383.35 billion", "383.35", "exact", "$ billion", "383350000000"),
        ("US \\$2.14 trillion", "2.14", "exact", "US $ trillion", "2140000000000"),
        ("RMB 17327.25 million yuan", "17327.25", "exact", "RMB million yuan", "17327250000"),
        ("12th place", "12", "exact", "place", "12"),
        ("virtually 25 times", "25", "nearly", "times", "25"),
        ("about 25%", "25", "about", "%", "25"),
        ("nearly 30", "30", "nearly", "", "30"),
        ("up to 30 countries", "30", "at-most", "countries", "30"),
        ("just under 5", "5", "nearly", "", "5"),
        ("just over 5", "5", "more-than", "", "5"),
        ("no more than 3", "3", "at-most", "", "3"),
        ("no fewer than 3", "3", "at-least", "", "3"),
        ("fewer than 3", "3", "less-than", "", "3"),
        ("50% or more", "50", "at-least", "%", "50"),
        ("50+", "50", "at-least", "", "50"),
        ("30 or so", "30", "about", "", "30"),
        ("~50", "50", "about", "", "50"),
        (">100", "100", "more-than", "", "100"),
        ("≥ 3", "3", "at-least", "", "3"),
        ("−3.2%", "-3.2", "exact", "%", "-3.2"),
        ("31,7", "31.7", "exact", "", "31.7"),
        ("1,234,567.89", "1234567.89", "exact", "", "1234567.89"),
        ("1 000 000", "1000000", "exact", "", "1000000"),
        ("three percentage points", "3", "exact", "percentage points", "3"),
        ("twenty-five", "25", "exact", "", "25"),
        ("two hundred companies", "2", "exact", "hundred companies", "200"),
        ("a million people", "1", "exact", "million people", "1000000"),
        ("no companies", "0", "exact", "companies", "0"),
        ("no", "0", "exact", "", "0"),
    ],
)
def test_value_quantifier_and_unit_words_stay_as_printed(
    printed: str, value: str, quantifier: str, unit_words: str, base: str
) -> None:
    quantity = parse_quantity(printed)
    assert quantity.value == Decimal(value)
    assert quantity.quantifier == quantifier
    assert quantity.unit_words == unit_words
    assert str(quantity.in_base()) == base


@pytest.mark.parametrize("printed", ["NA", "n/a", "-", "–", "...", ""])
def test_a_missing_value_is_none_and_not_nought(printed: str) -> None:
    quantity = parse_quantity(printed)
    assert quantity.value is None
    assert quantity.in_base() is None
    assert agrees(printed, None, "exact")
    assert not agrees(printed, Decimal(0), "exact")


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("20-30", "range"),
        ("7 to 16", "range"),
        ("5–6", "range"),
        ("between 5 and 10", "range"),
        ("from 5 to 6", "range"),
        ("1,0000", "grouped"),
        ("1.2.3", "grouped"),
        ("2020/21", "grouped"),
        ("3 and a half", "divided"),
        ("two-thirds", "divided"),
        ("2 1/2", "divided"),
        ("No. 5", "no number"),
        ("no longer than 5 years", "no number"),
        ("up to", "no number"),
        ("hello", "no number"),
        ("an increase of 5", "no number"),
    ],
)
def test_what_cannot_be_read_is_refused_instead_of_half_read(printed: str, found: str) -> None:
    with pytest.raises(InputSyntaxError) as caught:
        parse_quantity(printed)
    assert found in caught.value.found
    assert caught.value.expected and caught.value.mend


def test_a_disagreement_of_value_or_quantifier_is_detected() -> None:
    printed = "about 31.7 trillion yuan"
    assert agrees(printed, Decimal("31.70"), "about")
    assert not agrees(printed, Decimal("31.7"), "exact")
    assert not agrees(printed, Decimal("37.1"), "about")
    assert not agrees(printed, Decimal("31700000000000"), "about"), "the value is the one printed"


numbers = st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False, allow_infinity=False)
before = {
    "exact": "",
    "about": "about ",
    "more-than": "more than ",
    "at-least": "at least ",
    "less-than": "less than ",
    "at-most": "at most ",
    "nearly": "nearly ",
}


@given(numbers, st.sampled_from(QUANTIFIERS), st.sampled_from(["", "trillion yuan", "%", "countries"]))
def test_a_printed_quantity_is_read_back(number: Decimal, quantifier: str, unit: str) -> None:
    for form in (f"{number:f}", f"{number:,f}"):
        printed = f"{before[quantifier]}{form} {unit}"
        assert agrees(printed, number, quantifier)
        assert parse_quantity(printed).unit_words == unit


@given(st.text(max_size=30))
def test_any_text_gives_a_quantity_or_an_input_error(printed: str) -> None:
    try:
        quantity = parse_quantity(printed)
    except InputSyntaxError:
        return
    assert quantity.quantifier in QUANTIFIERS
    assert quantity.value is None or quantity.value.is_finite()


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
def test_plain_changes_the_look_of_a_number_and_not_its_value(value: Decimal) -> None:
    assert plain(value) == value
    assert "E" not in str(plain(value)) or abs(value) < Decimal("1e-6")


def test_every_number_word_and_every_scale_word_has_its_value():
    ones = (
        *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
        *("eighteen", "nineteen", "twenty"),
    )
    tens = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
    others = {"no": 0, "dozen": 12, "a dozen": 12, "twenty-one": 21, "ninety-nine": 99}
    for word, value in {**{word: n for n, word in enumerate(ones)}, **tens, **others}.items():
        assert parse_quantity(word) == Quantity(Decimal(value), "exact", "", Decimal(1)), word
    scales = {
        100: "hundred",
        1_000: "thousand thousands k тыс",
        1_000_000: "million millions mn mln млн",
        1_000_000_000: "billion billions bn bln млрд",
        1_000_000_000_000: "trillion trillions tn trn трлн",
    }
    for factor, words in scales.items():
        for word in words.split():
            assert parse_quantity(f"3 {word}") == Quantity(Decimal(3), "exact", word, Decimal(factor)), word


def test_what_is_missing_has_no_value_and_the_scale_of_one():
    assert parse_quantity("n/a") == Quantity(None, "exact", "", Decimal(1))
    assert Quantity(Decimal(5), "exact", "").in_base() == 5
