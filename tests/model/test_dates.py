"""EDTF strings and their bounds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactgraph.errors import InputSyntaxError
from pactgraph.model.dates import parse_edtf


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2018", "2018-01-01", "2018-12-31", "year"),
        ("2021-11", "2021-11-01", "2021-11-30", "month"),
        ("2020-02", "2020-02-01", "2020-02-29", "month"),
        ("2021-11-12", "2021-11-12", "2021-11-12", "day"),
        ("202X", "2020-01-01", "2029-12-31", "decade"),
        ("19XX", "1900-01-01", "1999-12-31", "century"),
        ("2021-XX", "2021-01-01", "2021-12-31", "year"),
        ("2021-1X", "2021-10-01", "2021-12-31", "year"),
        ("2020-02-XX", "2020-02-01", "2020-02-29", "month"),
        ("200X-02-29", "2000-02-29", "2008-02-29", "decade"),
        ("2021-0X-31", "2021-01-31", "2021-08-31", "year"),
        ("1997/2007", "1997-01-01", "2007-12-31", "interval"),
        ("/2019-06", None, "2019-06-30", "interval"),
        ("../2019-06", None, "2019-06-30", "interval"),
        ("2005/..", "2005-01-01", None, "interval"),
        ("2005/", "2005-01-01", None, "interval"),
        ("2019-06/2019-06-15", "2019-06-01", "2019-06-15", "interval"),
        ("2019-06-15/2019-06", "2019-06-15", "2019-06-30", "interval"),
        ("2021-06-15/2021-06-15", "2021-06-15", "2021-06-15", "interval"),
        ("0001/9999", "0001-01-01", "9999-12-31", "interval"),
    ],
)
def test_bounds_are_the_first_and_last_day_a_date_can_mean(
    text: str, earliest: str | None, latest: str | None, precision: str
) -> None:
    bounds = parse_edtf(text)
    assert bounds.text == text
    assert bounds.earliest == (date.fromisoformat(earliest) if earliest else None)
    assert bounds.latest == (date.fromisoformat(latest) if latest else None)
    assert bounds.precision == precision
    assert all(type(bound) in (date, type(None)) for bound in (bounds.earliest, bounds.latest))


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [
        ("2017-11", False, False),
        ("2017-11?", True, False),
        ("2021-12~", False, True),
        ("2021%", True, True),
        ("2021-11?/2022", True, False),
        ("2021/2022~", False, True),
    ],
)
def test_qualifiers_are_told_apart_and_leave_the_bounds(
    text: str, uncertain: bool, approximate: bool
) -> None:
    bounds = parse_edtf(text)
    assert (bounds.uncertain, bounds.approximate) == (uncertain, approximate)
    plain = parse_edtf(text.translate({ord(mark): None for mark in "?~%"}))
    assert (bounds.earliest, bounds.latest) == (plain.earliest, plain.latest)


@pytest.mark.parametrize(
    ("text", "found", "mend"),
    [
        ("2021-13", "month is 13", "01 to 12"),
        ("2021-02-30", "does not exist", "2021-02"),
        ("2019-02-29", "does not exist", "2019-02"),
        ("2021-21", "season", "2021-03/2021-05"),
        ("20XX-02-30", "does not exist", "20XX-02"),
        ("2021-X1", "2021-X1", "hyphens"),
        ("2007/1997", "ends before it starts", "1997/2007"),
        ("2021-11-12T10:00", "2021-11-12T10:00", "2021-11-12"),
        (" 2021", "' 2021'", "white space"),
        ("2021-11\n", "2021-11", "white space"),
        ("0000", "0000", "leave out"),
        ("2021-00", "2021-00", "leave out"),
        ("Y17000", "Y17000", "0001 to 9999"),
        ("-0100", "-0100", "0001 to 9999"),
        ("XXXX", "XXXX", "0001 to 9999"),
        ("21", "21", "four digits"),
        ("../..", "../..", "start/end"),
        ("/", "'/'", "start/end"),
        ("2018/2019/2020", "2018/2019/2020", "start/end"),
        ("2018/2019-02-30", "2018/2019-02-30", "2019-02"),
        ("September 2020", "September 2020", "phrase"),
        ("２０２１", "２０２１", "hyphens"),
        ("", "''", "hyphens"),
    ],
)
def test_what_is_no_date_is_named_with_what_was_expected_and_a_mend(text: str, found: str, mend: str) -> None:
    with pytest.raises(InputSyntaxError) as caught:
        parse_edtf(text)
    assert found in caught.value.found
    assert "EDTF" in caught.value.expected
    assert mend in caught.value.mend


days = st.dates(min_value=date(1, 1, 1))


@given(days)
def test_a_day_has_itself_as_both_bounds(day: date) -> None:
    bounds = parse_edtf(day.isoformat())
    assert bounds.earliest == bounds.latest == day


@given(days, st.integers(0, 400), st.sampled_from([4, 7, 10]), st.sampled_from([4, 7, 10]))
def test_an_interval_spans_from_the_start_of_its_start_to_the_end_of_its_end(
    day: date, length: int, start_precision: int, end_precision: int
) -> None:
    later = day + timedelta(days=min(length, (date.max - day).days))
    start, end = day.isoformat()[:start_precision], later.isoformat()[:end_precision]
    bounds = parse_edtf(f"{start}/{end}")
    assert bounds.earliest == parse_edtf(start).earliest
    assert bounds.latest == parse_edtf(end).latest
    assert bounds.earliest is not None and bounds.latest is not None
    assert bounds.earliest <= day <= later <= bounds.latest


@given(st.text(alphabet="0123456789-/.X?~% T", max_size=14))
def test_any_text_gives_ordered_bounds_or_an_input_error(text: str) -> None:
    try:
        bounds = parse_edtf(text)
    except InputSyntaxError:
        return
    assert bounds.earliest or bounds.latest
    if bounds.earliest and bounds.latest:
        assert bounds.earliest <= bounds.latest
