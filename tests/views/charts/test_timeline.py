"""A timeline: every date as long as it can mean, no name upon another, what is not done is hollow."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from pactgraph.views.charts.axes import span_of
from pactgraph.views.charts.rows import SMALL, WIDE, Drawing, EmptyChartError
from pactgraph.views.charts.timeline import BAR

POLICIES = """
[chart]
mark = "timeline"
question = "policies_by_year"
hollow = ["proposed"]
[chart.columns]
date = "date"
label = "policy"
event = "event"
group = "country"
"""
Draw = Callable[..., Drawing]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2020", (2020, 2021)),
        ("2012/2022", (2012, 2023)),
        ("2021-07-01", (2021 + 181 / 365, 2021 + 182 / 365)),
    ],
)
def test_a_date_is_as_long_as_the_days_that_it_can_mean(text: str, years: tuple[float, float]) -> None:
    span = span_of(text)
    assert span is not None and (span.start, span.end) == pytest.approx(years)


@pytest.mark.parametrize(("text", "opened"), [("/2019-06", "before"), ("2019/..", "after"), ("2019", "")])
def test_a_date_without_a_beginning_or_an_end_says_so(text: str, opened: str) -> None:
    span = span_of(text)
    assert span is not None and span.opened == opened


def test_what_is_no_date_has_no_place() -> None:
    assert span_of("some time") is None


def test_every_policy_with_a_date_has_a_bar_where_its_date_is(draw: Draw, drawn: Any) -> None:
    drawing = draw(POLICIES)
    picture = drawn(drawing)
    assert len(picture.marks) == len(drawing.rows)
    places = {text.text: float(text.get("x")) for text in picture.texts if str(text.text).isdecimal()}
    a_year = (places["2020"] - places["2000"]) / 20
    bar = next(shape for label, shape in picture.marks if label.startswith("e-Japan"))
    # Its round corners begin and end half its height from its ends.
    left, right = (float(number) for number in re.findall(r"[MH](-?[\d.]+)", bar.get("d"))[:2])
    found = [2000 + (x - places["2000"]) / a_year for x in (left - BAR / 2, right + BAR / 2)]
    assert found == pytest.approx([2001, 2002], abs=0.02)


def test_what_is_proposed_is_hollow_and_what_is_adopted_is_not(draw: Draw, drawn: Any) -> None:
    fills = {
        label.split(", ")[0].partition(" · ")[2]: shape.get("fill")
        for label, shape in drawn(draw(POLICIES)).marks
    }
    assert fills["proposed"] == "#ffffff" != fills["adopted"]


@pytest.mark.parametrize("width", [WIDE, SMALL])
def test_no_name_lies_on_another_or_outside(width: int, draw: Draw, drawn: Any) -> None:
    areas = drawn(draw(POLICIES), width).areas()
    assert all(left >= 0 and right <= width for left, _, right, _ in areas)
    clashes = [
        (one, other)
        for place, one in enumerate(areas)
        for other in areas[:place]
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] - 0.5 and other[1] < one[3] - 0.5
    ]
    assert len(areas) > 50 and not clashes


def test_the_rows_lead_to_claims_with_their_places(draw: Draw) -> None:
    rows = draw(POLICIES).rows
    assert all(row.claims and all(claim.locator for claim in row.claims) for row in rows)


def test_the_summary_counts_what_is_drawn(draw: Draw) -> None:
    drawing = draw(POLICIES)
    assert drawing.summary.startswith(f"{len(drawing.rows)} events from 1992 to 2023")
    assert "2 of them are wanted or offered" in drawing.summary


def test_a_question_without_an_answer_says_what_was_asked(draw: Draw) -> None:
    with pytest.raises(EmptyChartError, match="no answer to policies_by_year with first = 3000"):
        draw(POLICIES, first="3000")
