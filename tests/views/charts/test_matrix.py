"""A matrix: both triangles of what two share, ordered so that those who share most stand together."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import networkx
import pytest

from pactgraph.views.charts.matrix import MOST
from pactgraph.views.charts.matrix_spec import classes
from pactgraph.views.charts.rows import SMALL, WIDE, Drawing, EmptyChartError

MATRIX = 'projection = "two-mode"\n[chart]\nmark = "matrix"\n'
Draw = Callable[..., Drawing]


def squares(drawing: Drawing, width: int = WIDE) -> list[dict[str, Any]]:
    return next(layer for layer in drawing.spec(width)["layer"] if "href" in layer["encoding"])["data"][
        "values"
    ]


def test_each_pair_has_a_square_on_either_side_of_the_diagonal(draw: Draw, countries: Any) -> None:
    drawing = draw(MATRIX, countries)
    assert [(row["from"], row["to"], row["count"]) for row in drawing.rows] == [
        ("China", "Russia", "2"), ("China", "Cuba", "1"),
    ]  # fmt: skip
    assert sorted(square["count"] for square in squares(drawing)) == [1, 1, 2, 2]


def test_who_is_tied_to_nobody_is_left_out_and_counted(draw: Draw, countries: Any) -> None:
    drawing = draw(MATRIX, countries)
    assert drawing.notes == ("1 party without a tie: left out.",)
    assert drawing.summary == (
        "3 parties, 2 pairs tied of 3 possible ones. The most initiatives, 2, tie China and Russia."
    )


def test_arcs_have_one_square_each(draw: Draw, countries: Any) -> None:
    drawing = draw(MATRIX, networkx.DiGraph([("a", "b"), ("b", "a"), ("a", "c")]))
    assert len(squares(drawing)) == 3
    assert dict(drawing.columns)["from"] == "From"


def test_communities_stand_together(draw: Draw) -> None:
    graph = networkx.Graph([("a1", "b1")])
    for letter in "ab":
        graph.add_edges_from(combinations([f"{letter}{number}" for number in range(1, 5)], 2))
    names = next(
        layer for layer in draw(MATRIX, graph).spec(WIDE)["layer"] if layer["mark"].get("align") == "right"
    )["data"]["values"]
    assert "".join(value["words"][0] for value in names) in ("aaaabbbb", "bbbbaaaa")


def test_squares_do_not_meet_and_keep_a_size_that_can_be_read(draw: Draw) -> None:
    graph = networkx.complete_graph([f"party {number}" for number in range(20)])
    for width in (WIDE, SMALL):
        drawn = squares(draw(MATRIX, graph), width)
        assert len({(square["x"], square["y"]) for square in drawn}) == 20 * 19
        assert all(square["right"] - square["x"] >= 16 for square in drawn)


def test_a_matrix_that_is_too_large_shows_who_has_most_and_says_so(draw: Draw) -> None:
    graph = networkx.star_graph([f"party {number:03}" for number in range(MOST + 20)])
    drawing = draw(MATRIX, graph)
    assert len(squares(drawing)) == 2 * (MOST - 1)
    assert f"Only the {MOST} with the most ties have a row; 20 more are in the table." in drawing.notes
    assert len(drawing.rows) == MOST + 19


def test_numbers_fall_into_at_most_five_classes_that_leave_no_gap() -> None:
    found = classes([*range(1, 40), 3, 3, 100])
    assert len(found) <= 5 and found[0][0] == 1 and found[-1][1] == 100
    assert all(low <= high for low, high in found)


def test_nobody_tied_is_an_error(draw: Draw) -> None:
    with pytest.raises(EmptyChartError):
        draw(MATRIX, networkx.Graph([("a", "a")]))
