"""A matrix: both triangles of what two share, ordered so that those who share most stand together."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations
from typing import Any

import networkx
import pytest

from pactgraph.views.charts.matrix import MOST, classes
from pactgraph.views.charts.rows import SMALL, WIDE, Drawing, EmptyChartError

ID = "https://w3id.org/pactgraph/id/country/"
MATRIX = 'projection = "two-mode"\n[chart]\nmark = "matrix"\n'
Draw = Callable[..., Drawing]


def test_each_pair_has_a_square_on_either_side_of_the_diagonal(
    draw: Draw, drawn: Any, countries: Any
) -> None:
    drawing = draw(MATRIX, countries)
    assert [(row["from"], row["to"], row["count"]) for row in drawing.rows] == [
        ("China", "Russia", "2"), ("China", "Cuba", "1"),
    ]  # fmt: skip
    labels = sorted(label for label, _ in drawn(drawing).marks)
    assert labels == ["China and Cuba: 1 initiative"] * 2 + ["China and Russia: 2 initiatives"] * 2


def test_what_is_only_wanted_has_a_dashed_frame(draw: Draw, drawn: Any, countries: Any) -> None:
    drawing = draw(MATRIX + '[tentative]\nstatus = ["proposed"]\n', countries)
    dashed = {label for label, square in drawn(drawing).marks if square.get("stroke-dasharray")}
    assert dashed == {"China and Cuba: 1 initiative"}
    assert "A dashed frame: wanted or offered only." in drawing.notes


def test_what_is_no_fact_has_a_frame_without_a_shade_and_is_not_counted(
    draw: Draw, drawn: Any, countries: Any
) -> None:
    countries.edges[f"{ID}CHN", f"{ID}CUB"]["modality"] = "recommended"
    drawing = draw(MATRIX, countries)
    squares = dict(drawn(drawing).marks)
    framed = {label for label, square in squares.items() if square.get("stroke-dasharray")}
    assert framed == {"China and Cuba: 1 initiative"}
    assert len({square.get("fill") for square in squares.values()}) == 2
    assert "not counted" in drawing.notes[-1]
    assert drawing.summary.startswith(
        "2 parties, 1 pair tied of 1 possible. The most initiatives, 2, tie China"
    )


def test_who_is_tied_to_nobody_is_left_out_and_counted(draw: Draw, countries: Any) -> None:
    drawing = draw(MATRIX, countries)
    assert drawing.notes == ("1 party without a tie: left out.",)
    assert drawing.summary == (
        "3 parties, 2 pairs tied of 3 possible. The most initiatives, 2, tie China and Russia."
    )


def test_arcs_have_one_square_each(draw: Draw, drawn: Any) -> None:
    drawing = draw(MATRIX, networkx.DiGraph([("a", "b"), ("b", "a"), ("a", "c")]))
    assert len(drawn(drawing).marks) == 3
    assert dict(drawing.columns)["from"] == "From"


def test_communities_stand_together(draw: Draw, drawn: Any) -> None:
    graph = networkx.Graph([("a1", "b1")])
    for letter in "ab":
        graph.add_edges_from(combinations([f"{letter}{number}" for number in range(1, 5)], 2))
    texts = drawn(draw(MATRIX, graph)).texts
    names = [str(text.text) for text in texts if text.get("text-anchor") == "end"]
    assert "".join(name[0] for name in names) in ("aaaabbbb", "bbbbaaaa")


def test_squares_do_not_meet_and_keep_a_size_that_can_be_read(draw: Draw, drawn: Any) -> None:
    graph = networkx.complete_graph([f"party {number}" for number in range(20)])
    for width in (WIDE, SMALL):
        found = [square.get("d") for _, square in drawn(draw(MATRIX, graph), width).marks]
        assert len(set(found)) == 20 * 19
        for d in found:
            left, right = (float(number) for number in re.findall(r"[MH](-?[\d.]+)", d)[:2])
            assert right - left + 4 >= 16


def test_a_matrix_that_is_too_large_shows_who_has_most_and_says_so(draw: Draw, drawn: Any) -> None:
    graph = networkx.star_graph([f"party {number:03}" for number in range(MOST + 20)])
    drawing = draw(MATRIX, graph)
    assert len(drawn(drawing).marks) == 2 * (MOST - 1)
    assert f"Only the {MOST} with the most ties have a row; 20 more are in the table." in drawing.notes
    assert len(drawing.rows) == MOST + 19


def test_numbers_fall_into_at_most_five_classes_that_leave_no_gap() -> None:
    found = classes([*range(1, 40), 3, 3, 100])
    assert len(found) <= 5 and found[0][0] == 1 and found[-1][1] == 100
    assert all(low <= high for low, high in found)


def test_nobody_tied_is_an_error(draw: Draw) -> None:
    with pytest.raises(EmptyChartError):
        draw(MATRIX, networkx.Graph([("a", "a")]))
