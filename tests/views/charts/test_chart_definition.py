"""The table [chart] of a view file: what it may say, and where it is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pactgraph.errors import InputSyntaxError
from pactgraph.views.definition import load_view

TIMELINE = """
[chart]
mark = "timeline"
question = "policies_by_year"
[chart.columns]
date = "date"
label = "policy"
"""

Write = Callable[[str], Path]


def refused(file: Path) -> InputSyntaxError:
    with pytest.raises(InputSyntaxError) as raised:
        load_view(file)
    assert raised.value.file == file
    return raised.value


def line(file: Path, number: int | None) -> str:
    return file.read_text(encoding="utf-8").splitlines()[(number or 0) - 1]


def test_a_chart_names_its_question_and_its_columns(write_view: Write) -> None:
    chart = load_view(write_view(TIMELINE)).chart
    assert chart is not None and chart.question is not None
    assert (chart.mark, chart.question.name) == ("timeline", "policies_by_year")
    assert chart.columns == {"date": "date", "label": "policy"}


def test_parameters_of_the_question_are_those_of_the_view(write_view: Write) -> None:
    view = load_view(write_view(TIMELINE + '[parameters]\nfirst = "2010"\n'))
    assert view.given({"last": "2015"}) == {"first": "2010", "last": "2015"}


@pytest.mark.parametrize(
    ("right", "wrong", "at", "nearest"),
    [
        ('mark = "timeline"', 'mark = "timelime"', "mark = ", "timeline"),
        ("policies_by_year", "policies_by_yaer", "question = ", "policies_by_year"),
        ('"policy"', '"polic"', "label = ", "policy"),
        ('label = "policy"', 'lable = "policy"', "lable = ", "label"),
        ('mark = "timeline"', 'mark = "timeline"\nholow = ["proposed"]', "holow = ", "hollow"),
    ],
)
def test_a_wrong_word_is_named_with_its_line_and_the_nearest_right_one(
    right: str, wrong: str, at: str, nearest: str, write_view: Write
) -> None:
    file = write_view(TIMELINE.replace(right, wrong, 1))
    error = refused(file)
    assert line(file, error.line).startswith(at)
    assert nearest in error.mend


def test_a_column_that_the_chart_needs_is_asked_for(write_view: Write) -> None:
    error = refused(write_view(TIMELINE.replace('date = "date"\n', "")))
    assert error.found == "no 'date' in [chart.columns]"


def test_a_matrix_draws_a_network_and_asks_no_question(write_view: Write) -> None:
    error = refused(
        write_view('projection = "two-mode"\n[chart]\nmark = "matrix"\nquestion = "policies_by_year"\n')
    )
    assert "question" in error.found


def test_a_wrong_choice_is_named_with_the_nearest_right_one(write_view: Write) -> None:
    file = write_view('projection = "two-mode"\n[chart]\nmark = "map"\nfit = "placez"\n')
    error = refused(file)
    assert line(file, error.line).startswith("fit = ") and "places" in error.mend


@pytest.mark.parametrize(
    ("mark", "key"),
    [
        ("map", 'layout = "force"'),
        ("map", 'controls = ["year"]'),
        ("map", '[encoding]\ncolour = "status"'),
        ("map", "seed = 3"),
        ("matrix", '[encoding]\nwidth = "count"'),
        ("timeline", 'projection = "two-mode"'),
        ("timeline", '[tentative]\nstatus = ["proposed"]'),
        ("timeline", "[filters]\nsince = 2015"),
    ],
)
def test_a_key_that_the_chart_does_not_use_is_refused_with_its_line(
    mark: str, key: str, write_view: Write
) -> None:
    chart = TIMELINE if mark == "timeline" else f'[chart]\nmark = "{mark}"\n'
    network = "" if mark == "timeline" else 'projection = "two-mode"\n'
    tables = key.startswith("[")
    text = f"{network}{chart}{key}\n" if tables else f"{network}{key}\n{chart}"
    file = write_view(text)
    error = refused(file)
    assert line(file, error.line) == key.partition("\n")[0]
    assert f"whose chart is a {mark}" in error.found


def test_a_heading_for_no_column_is_refused(write_view: Write) -> None:
    error = refused(write_view(TIMELINE + '[chart.names]\nlabbel = "Policy"\n'))
    assert "label" in error.mend
