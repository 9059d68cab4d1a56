"""A series: sources that disagree are separate marks, and what is printed stays beside what is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pactgraph.views.charts.rows import WIDE, Drawing, Row
from pactgraph.views.charts.values import Point, disagreements, short

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


def panels(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for line in spec["vconcat"]:
        yield from line["hconcat"]


def marks(panel: dict[str, Any]) -> list[dict[str, Any]]:
    return next(layer for layer in panel["layer"] if "shape" in layer.get("encoding", {}))["data"]["values"]


def point(value: str, year: float = 2020, source: str = "A") -> Point:
    cells = {"area": "China", "unit": "yuan", "period": "2020", "value": value, "source": source}
    return Point(Row("row-1", cells), year, float(value), float(value))


def test_each_area_has_a_panel_and_each_source_a_mark(draw: Draw) -> None:
    spec = draw(SERIES, indicator=BROADBAND).spec(WIDE)
    drawn = {panel["title"]["text"]: marks(panel) for panel in panels(spec)}
    assert drawn.keys() == {"China", "Russia", "Japan", "South Korea", "Mongolia", "world"}
    of_2015 = {value["source"]: round(value["value"], 4) for value in drawn["China"] if value["year"] == 2015}
    assert sorted(of_2015.values()) == [0.1969, 0.199]


def test_two_sources_with_one_value_are_two_marks_of_two_sizes(draw: Draw) -> None:
    spec = draw(SERIES, indicator="indicator:digital-economy-share-of-gdp").spec(WIDE)
    china = next(panel for panel in panels(spec) if panel["title"]["text"] == "China")
    of_2021 = [value for value in marks(china) if value["year"] == 2021]
    assert len({value["source"] for value in of_2021}) == len({value["size"] for value in of_2021}) == 3


def test_a_printed_number_that_is_understood_otherwise_is_drawn_too(draw: Draw) -> None:
    drawing = draw(SERIES, indicator=BROADBAND, area="Mongolia")
    crossed = [value for panel in panels(drawing.spec(WIDE)) for value in marks(panel) if value["otherwise"]]
    assert {(round(value["value"], 3), round(value["face"], 3)) for value in crossed} == {
        (0.07, 0.75), (0.097, 0.839), (0.113, 1.162),
    }  # fmt: skip
    assert "Understood otherwise than printed: 3 values." in drawing.summary


def test_a_hedged_number_is_hollow(draw: Draw) -> None:
    drawing = draw(SERIES, indicator="indicator:digital-economy-share-of-gdp", area="South Korea")
    (panel,) = panels(drawing.spec(WIDE))
    assert {value["solid"] for value in marks(panel)} == {0}
    assert {row["how"] for row in drawing.rows} == {"more than"}


def test_what_has_no_number_or_no_year_of_its_own_is_in_the_table_only(draw: Draw) -> None:
    drawing = draw(SERIES, indicator="indicator:digital-economy-scale", area="China")
    years = [value["year"] for panel in panels(drawing.spec(WIDE)) for value in marks(panel)]
    assert all(year == int(year) for year in years), "a figure of before 26 September 2021 is not one of 2021"
    assert any(row["period"] == "/2021-09-26" for row in drawing.rows)
    assert len(drawing.rows) == len(years) + 2 and "2 statements without" in drawing.notes[0]


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
