from __future__ import annotations

from decimal import Decimal

import pytest

from pactgraph.errors import InputSyntaxError
from pactgraph.model.cells import FORMATS, read_cell


@pytest.mark.parametrize(
    ("printed", "value", "year"),
    [
        ("12.3", "12.3", ""),
        ("12 768", "12768", ""),
        ("1,361", "1361", ""),
        ("-13.76", "-13.76", ""),
        ("−1.5", "-1.5", ""),
        ("93.00", "93.00", ""),
        ("45%", "45", ""),
        ("81.6 (2020)", "81.6", "2020"),
        ("90.2(2020)", "90.2", "2020"),
        ("0", "0", ""),
    ],
)
def test_a_number_is_read_with_its_own_year(printed, value, year):
    (cell,) = read_cell(printed)
    assert cell is not None
    assert (cell.value, cell.year, cell.printed) == (Decimal(value), year, printed)


@pytest.mark.parametrize(
    "printed",
    ["", " ", "-", "–", "—", "−", "---", "NA", "n/a", "N.A.", "no", "No", "…", "- (2020)", "NA (2019)"],
)
def test_a_mark_for_none_is_no_value(printed):
    assert read_cell(printed) == [None]


def test_a_hedge_in_the_cell_is_kept():
    (cell,) = read_cell("about 30")
    assert cell is not None
    assert (cell.value, cell.quantifier) == (30, "about")


def test_a_split_cell_holds_as_many_values_as_the_mapping_says():
    first, second = read_cell("19.9/55.8 (2019)", 2)
    assert (first.value, first.year, second.value, second.year) == (
        Decimal("19.9"),
        "",
        Decimal("55.8"),
        "2019",
    )
    assert read_cell("NA", 2) == [None, None]
    half = read_cell("-/55.8", 2)
    assert half[0] is None and half[1].value == Decimal("55.8")


@pytest.mark.parametrize(
    ("form", "printed", "value"),
    [
        ("number", "1,361", "1361"),
        ("decimal-comma", "1,361", "1.361"),
        ("no-is-zero", "no", "0"),
        ("no-is-zero", "—", "0"),
    ],
)
def test_the_format_decides_what_is_ambiguous(form, printed, value):
    assert form in FORMATS
    (cell,) = read_cell(printed, form=form)
    assert cell is not None and cell.value == Decimal(value)


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("twelvish", 1),
        ("12 apples", 1),
        ("10-12", 1),
        ("19.9/55.8", 1),
        ("19.9", 2),
        ("1/2/3", 2),
        ("12 (May)", 1),
        ("4O.5", 1),
    ],
)
def test_what_is_no_number_is_said_with_a_way_to_mend_it(printed, parts):
    with pytest.raises(InputSyntaxError) as raised:
        read_cell(printed, parts)
    assert printed in raised.value.found
    assert raised.value.expected and raised.value.mend
