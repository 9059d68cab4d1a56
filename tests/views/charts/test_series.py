"""A series: sources that disagree are separate marks, and what is printed stays beside what is meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pactgraph.views.charts.rows import SMALL, WIDE, ChartRow, Drawing
from pactgraph.views.charts.series import Point, disagreements, short

SERIES = """
[chart]
mark = "series"
question = "statistics_series_in_base_unit"
leave_out = ["direction of change"]
[chart.columns]
area = "of"
period = "period"
printed = "printed"
value = "value"
face = "face"
unit = "base"
"""
BROADBAND = "indicator:fixed-broadband-subscriptions-per-100-people"
Draw = Callable[..., Drawing]


def point(value: str, year: float = 2020, source: str = "A") -> Point:
    cells = {"area": "China", "unit": "yuan", "period": "2020", "value": value, "source": source}
    return Point(ChartRow(cells), year, float(value), float(value))


def test_each_area_has_a_panel_and_each_source_a_mark(draw: Draw, drawn: Any) -> None:
    picture = drawn(draw(SERIES, indicator=BROADBAND))
    titles = {text.text for text in picture.texts if text.get("font-size") == "14"}
    assert titles == {"China", "Russia", "Japan", "South Korea", "Mongolia", "world"}
    of_2015 = [
        label.split(":")[1].split()[0] for label, _ in picture.marks if label.startswith("China, 2015")
    ]
    assert sorted(of_2015) == ["0.1969", "0.199"]


def test_sources_with_one_value_are_marks_of_different_shapes(draw: Draw, drawn: Any) -> None:
    picture = drawn(draw(SERIES, indicator="indicator:digital-economy-share-of-gdp"))
    of_2021 = {
        label.split("; ")[1]: shape.get("d")
        for label, shape in picture.marks
        if label.startswith("China, 2021")
    }
    assert len(of_2021) == len(set(of_2021.values())) == 3


def test_a_printed_number_that_is_understood_otherwise_is_drawn_too(draw: Draw, drawn: Any) -> None:
    drawing = draw(SERIES, indicator=BROADBAND, area="Mongolia")
    echoes = [link for link in drawn(drawing).root.iter() if link.get("aria-hidden") == "true"]
    assert len(echoes) == 3
    found = {(row["value"][:5], row["face"][:5]) for row in drawing.rows if row["face"]}
    assert found == {("0.07", "0.75"), ("0.097", "0.839"), ("0.113", "1.162")}
    assert "Understood otherwise than printed: 3 values." in drawing.summary


def test_a_hedged_number_is_hollow(draw: Draw, drawn: Any) -> None:
    drawing = draw(SERIES, indicator="indicator:digital-economy-share-of-gdp", area="South Korea")
    assert {shape.get("fill-opacity") for _, shape in drawn(drawing).marks} == {"0"}
    assert {row["how"] for row in drawing.rows} == {"more than"}


def test_what_has_no_number_or_no_year_of_its_own_is_in_the_table_only(draw: Draw, drawn: Any) -> None:
    drawing = draw(SERIES, indicator="indicator:digital-economy-scale", area="China")
    labels = [label for label, _ in drawn(drawing).marks]
    assert labels and not any("/2021-09-26" in label for label in labels)
    assert any(row["period"] == "/2021-09-26" for row in drawing.rows)
    assert len(drawing.rows) == len(labels) + 2 and "2 statements without" in drawing.notes[0]


@pytest.mark.parametrize("width", [WIDE, SMALL])
def test_nothing_is_written_outside(width: int, draw: Draw, drawn: Any) -> None:
    areas = drawn(draw(SERIES, indicator=BROADBAND), width).areas()
    assert areas and all(left >= 0 and right <= width for left, _, right, _ in areas)


def test_what_only_rounding_parts_does_not_disagree() -> None:
    assert not disagreements([point("0.376"), point("0.38", source="B")])
    assert not disagreements([point("39.8"), point("39.8", source="B")])
    assert len(disagreements([point("0.1969"), point("0.199", source="B")])) == 1
    assert len(disagreements([point("50"), point("46", source="B")])) == 1
    assert not disagreements([point("50"), point("46", year=2021)])


@pytest.mark.parametrize(
    ("value", "text"), [(1.28e12, "1.28 trillion"), (0.0, "0"), (-2.5e6, "-2.5 million")]
)
def test_large_numbers_are_written_for_reading(value: float, text: str) -> None:
    assert short(value) == text
