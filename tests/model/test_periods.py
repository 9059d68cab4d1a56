"""Calendar arithmetic on periods."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactgraph.model.dates import parse_edtf
from pactgraph.model.periods import last_begun, shift, write_period


@given(st.dates(), st.sampled_from(["year", "month", "week", "quarter", "day"]))
def test_a_period_holds_the_day_it_was_made_from(day: date, precision: str) -> None:
    if precision == "week" and not date(1, 1, 8) < day < date(9999, 12, 20):
        return
    bounds = parse_edtf(write_period(day, precision))
    assert bounds.earliest is not None and bounds.latest is not None
    assert bounds.earliest <= day <= bounds.latest


@given(
    st.dates(date(1000, 1, 1), date(3000, 12, 31)), st.integers(-400, 400), st.sampled_from(["year", "month"])
)
def test_shifting_keeps_the_day_where_the_month_has_it(day: date, count: int, unit: str) -> None:
    there = shift(day, count, unit)
    assert there.day == day.day or (there.day < day.day and there.month != (there.replace(day=28)).month + 1)
    assert abs((shift(there, -count, unit) - day).days) <= 3


def test_a_year_out_of_range_overflows() -> None:
    with pytest.raises(OverflowError):
        shift(date(9999, 1, 1), 1, "year")
    with pytest.raises(OverflowError):
        shift(date(1, 1, 1), -1, "day")


@given(st.dates(date(1000, 1, 1)), st.dates(date(1000, 1, 1)), st.sampled_from(["day", "month"]))
def test_the_last_begun_has_the_name_and_lies_within_the_year_before(
    day: date, by: date, precision: str
) -> None:
    found = last_begun(day, precision, by)
    assert found <= by
    assert found.month == day.month and (precision == "month" or found.day == day.day)
    assert (by - found).days <= (8 * 366 if (day.month, day.day) == (2, 29) else 366)
