"""Phrases of prose, resolved against the date of their document."""

from __future__ import annotations

import contextlib
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactgraph.errors import InputSyntaxError
from pactgraph.model.dates import parse_edtf
from pactgraph.model.relative_dates import resolve_relative


@pytest.mark.parametrize(
    ("phrase", "edtf"),
    [
        ("September last year", "2020-09"),
        ("In September last year", "2020-09"),
        ("22 November last year", "2020-11-22"),
        ("November 22", "2021-11-22"),
        ("on November 29", "2021-11-29"),
        ("in September", "2021-09"),
        ("March", "2021-03"),
        ("December", "2021-12"),
        ("earlier this month", "2021-12"),
        ("later this year", "2021"),
        ("last year", "2020"),
        ("next year", "2022"),
        ("last month", "2021-11"),
        ("over the next five years", "2021-12/2026-12"),
        ("over the past decade", "2011-12/2021-12"),
        ("in the last year", "2020-12/2021-12"),
        ("two years ago", "2019~"),
        ("a decade ago", "2011~"),
        ("from December 7 to 16", "2021-12-07/2021-12-16"),
        ("November 28 to December 3", "2021-11-28/2021-12-03"),
        ("since March", "2021-03/.."),
        ("by September", "/2021-09"),
        ("February 29", "2020-02-29"),
        ("next September", "2022-09"),
        ("end of March", "2021-03"),
    ],
)
def test_a_phrase_that_needs_the_document_date_says_that_it_was_inferred(phrase: str, edtf: str) -> None:
    resolved = resolve_relative(phrase, parse_edtf("2021-12"))
    assert resolved.edtf == edtf
    assert resolved.inferred
    assert "inferred from the document's date 2021-12" in resolved.reason


@pytest.mark.parametrize(
    ("phrase", "edtf"),
    [
        ("June 16, 2021", "2021-06-16"),
        ("16 June 2021", "2021-06-16"),
        ("May 25, 2018", "2018-05-25"),
        ("June 2019", "2019-06"),
        ("in 2017", "2017"),
        ("by 2030", "/2030"),
        ("by June 2019", "/2019-06"),
        ("by the end of 2020", "/2020"),
        ("from 2005 to 2018", "2005/2018"),
        ("between 2015 and 2018", "2015/2018"),
        ("2016—2021", "2016/2021"),
        ("from March to June 2021", "2021-03/2021-06"),
        ("December 28 to January 3, 2020", "2019-12-28/2020-01-03"),
        ("since 2017", "2017/.."),
        ("the 1990s", "199X"),
        ("Q3 2021", "2021-07/2021-09"),
        ("mid-2020", "2020"),
        ("2017-11?", "2017-11?"),
    ],
)
@pytest.mark.parametrize("anchor", ["2021-12", "2024-02-29", "1999"])
def test_a_phrase_complete_in_itself_is_the_same_in_any_document(phrase: str, edtf: str, anchor: str) -> None:
    resolved = resolve_relative(phrase, parse_edtf(anchor))
    assert resolved.edtf == edtf
    assert not resolved.inferred


@pytest.mark.parametrize(
    ("phrase", "edtf"),
    [
        ("yesterday", "2021-03-14"),
        ("last week", "2021-03-08/2021-03-14"),
        ("ten days ago", "2021-03-05"),
        ("March 20", "2020-03-20"),
        ("March 10", "2021-03-10"),
        ("in March", "2021-03"),
        ("April", "2020-04"),
        ("from December 7 to 16", "2020-12-07/2020-12-16"),
        ("over the next five years", "2021-03-15/2026-03-15"),
    ],
)
def test_the_past_is_preferred_from_the_very_day_of_the_document(phrase: str, edtf: str) -> None:
    assert resolve_relative(phrase, date(2021, 3, 15)).edtf == edtf
    assert resolve_relative(phrase, datetime(2021, 3, 15, 23, 59)).edtf == edtf


@pytest.mark.parametrize(
    ("phrase", "anchor", "wanted"),
    [
        ("yesterday", "2021-12", "the day"),
        ("Monday", "2021-12", "the day"),
        ("last week", "2021-12", "the day"),
        ("earlier this month", "2021", "the month"),
        ("last September", "2021", "the month"),
    ],
)
def test_no_day_or_month_is_invented_where_the_document_date_has_none(
    phrase: str, anchor: str, wanted: str
) -> None:
    with pytest.raises(InputSyntaxError) as caught:
        resolve_relative(phrase, parse_edtf(anchor))
    assert wanted in caught.value.expected
    assert anchor in caught.value.found


@pytest.mark.parametrize(
    ("anchor", "phrase", "edtf"),
    [
        # dateparser alone looks for a February that has the day of its base: that of 2016.
        ("2020-01", "February", "2019-02"),
        ("2020-01-31", "February", "2019-02"),
        ("2020-01-31", "November", "2019-11"),
        ("2019-03-31", "February 29", "2016-02-29"),
    ],
)
def test_the_length_of_a_month_does_not_change_the_year(anchor: str, phrase: str, edtf: str) -> None:
    assert resolve_relative(phrase, parse_edtf(anchor)).edtf == edtf


def test_a_month_is_uncertain_where_only_the_year_of_the_document_is_known() -> None:
    resolved = resolve_relative("in September", parse_edtf("2021"))
    assert resolved.edtf == "2021-09?"
    assert "only the year is known" in resolved.reason


def test_last_september_is_uncertain_when_this_years_is_past_too() -> None:
    december = resolve_relative("last September", parse_edtf("2021-12"))
    assert december.edtf == "2021-09?"
    assert "year before" in december.reason
    assert resolve_relative("last September", parse_edtf("2021-03")).edtf == "2020-09"
    assert resolve_relative("last September", parse_edtf("2021-09")).edtf == "2020-09"


def test_an_approximate_document_date_shows_in_the_reason() -> None:
    resolved = resolve_relative("November 22", parse_edtf("2021-12~"))
    assert resolved.edtf == "2021-11-22"
    assert "not certain" in resolved.reason


@pytest.mark.parametrize(
    "phrase",
    # dateparser alone reads most of these: "a" as January, "October 32" as October 1932, "five" as May.
    ["", "hello", "a", "five", "12", "99", "October 32", "March 99", "November 31", "spring 2021", "10:30",
     "02/03/2021", "on the eve of the conference", "from 2018 to 2005", "over the next 9999 years",
     "November 22 in Paris", "last decade", "21 century"],
)  # fmt: skip
def test_a_phrase_that_says_no_date_is_refused(phrase: str) -> None:
    with pytest.raises(InputSyntaxError) as caught:
        resolve_relative(phrase, parse_edtf("2021-12-20"))
    assert caught.value.mend


@pytest.mark.parametrize("anchor", ["2005/..", "/2019", "202X"])
def test_a_document_date_that_is_no_day_month_or_year_is_refused(anchor: str) -> None:
    with pytest.raises(InputSyntaxError, match="document date"):
        resolve_relative("last year", parse_edtf(anchor))


months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December"]  # fmt: skip


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(1, 12))
def test_a_month_without_a_year_is_the_last_one_begun_by_the_document_date(anchor: date, month: int) -> None:
    edtf = resolve_relative(f"in {months[month - 1]}", anchor).edtf
    found = parse_edtf(edtf).earliest
    assert found is not None and found.month == month
    assert found <= anchor
    assert found.replace(year=found.year + 1) > anchor


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_written_out_day_is_read_back(anchor: date, day: date) -> None:
    resolved = resolve_relative(f"{months[day.month - 1]} {day.day}, {day.year}", anchor)
    assert (resolved.edtf, resolved.inferred) == (day.isoformat(), False)


@given(st.text(max_size=25))
def test_any_text_gives_a_date_or_an_input_error(phrase: str) -> None:
    with contextlib.suppress(InputSyntaxError):
        parse_edtf(resolve_relative(phrase, date(2021, 12, 20)).edtf)
