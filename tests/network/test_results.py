"""Results are tidy: plain values, stable order, shared ranks for equal values."""

from __future__ import annotations

import json

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactgraph.network.results import Result, about, in_order, ranked_rows, ranks, show_cell, tidy

RESULT = Result(
    "degree",
    "Degree",
    ("label", "value"),
    (("Cuba", 2), ("Peru", 1 / 3), ("Fiji", None)),
    notes=("A note.",),
    method="count",
    source="Freeman (1979)",
    about={"seed": 1},
)


def test_numbers_are_short_for_people_and_whole_for_machines():
    assert RESULT.shown() == [("Cuba", "2"), ("Peru", "0.3333"), ("Fiji", "")]
    assert RESULT.written() == [("Cuba", "2"), ("Peru", "0.3333333333333333"), ("Fiji", "")]


def test_a_result_goes_into_json_with_its_method():
    held = json.loads(json.dumps(RESULT.as_dict()))
    assert held["rows"][2] == {"label": "Fiji", "value": None}
    assert (held["method"], held["source"], held["notes"]) == ("count", "Freeman (1979)", ["A note."])
    assert held["about"] == {"seed": 1}


def test_the_first_rows_say_of_how_many_they_are():
    assert RESULT.head(1).rows == (("Cuba", 2),)
    assert RESULT.head(1).notes == ("A note.", "The first 1 of 3 rows.")
    assert RESULT.head(3) is RESULT
    assert RESULT.column("value") == [2, 1 / 3, None]


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (0.1 + 0.2, 0.3),
        (1 / 3, 0.333333333333),
        (-0.0, 0.0),
        (float("inf"), None),
        (float("nan"), None),
        (7, 7),
    ],
)
def test_floating_point_noise_is_removed(value, kept):
    assert tidy(value) == kept
    assert str(tidy(value)) == str(kept)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (123456.0, "123456"),
        (12345.6, "12346"),
        (1e-20, "1e-20"),
        (-1.0, "-1"),
        (10**12, "1000000000000"),
        (True, "True"),
    ],
)
def test_a_cell_keeps_four_significant_digits_and_whole_numbers(value, shown):
    assert show_cell(value) == shown


@given(st.dictionaries(st.text(), st.none() | st.floats(-1e6, 1e6), max_size=8))
def test_a_rank_is_one_more_than_the_number_of_those_above(values):
    found = ranks(values)
    for name, value in values.items():
        if value is None:
            assert found[name] is None
        else:
            kept = [tidy(other) for other in values.values() if other is not None]
            assert found[name] == 1 + sum(other > tidy(value) for other in kept)


def test_values_that_are_equal_but_for_noise_share_a_rank():
    assert ranks({"a": 0.3, "b": 0.1 + 0.2, "c": 0.1}) == {"a": 1, "b": 1, "c": 3}


def test_rows_of_equal_rank_are_by_label_then_by_node():
    graph = nx.Graph()
    graph.add_nodes_from([("n2", {"label": "Same"}), ("n1", {"label": "Same"}), ("n3", {"label": "Other"})])
    assert [row[4] for row in ranked_rows(graph, {"n1": 1, "n2": 1, "n3": 1})] == ["n3", "n1", "n2"]


@given(st.permutations([("a", 1), ("b", 2), ("c", 2), ("d", None), ("e", 0.5)]))
def test_the_order_of_rows_does_not_depend_on_that_in_which_they_come(rows):
    assert [row[0] for row in in_order(rows, value=1, label=0)] == ["b", "c", "a", "e", "d"]


def test_what_is_said_of_a_network_is_what_its_projection_wrote_on_it():
    graph = nx.DiGraph([(1, 2)], projection="country-country", filters=["since 2015"], unknown="left aside")
    assert about(graph, seed=3) == {
        "projection": "country-country",
        "filters": ["since 2015"],
        "nodes": 2,
        "ties": 1,
        "directed": True,
        "seed": 3,
    }
