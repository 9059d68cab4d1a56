from __future__ import annotations

from functools import partial

import pytest

from pactgraph.answers.claim import stated_at
from pactgraph.errors import ParameterError, UnknownNameError
from pactgraph.namespaces import expand
from pactgraph.network.filters import Filters
from pactgraph.network.neighbourhoods import common, compare, ego, ego_network
from pactgraph.network.projections import project

A, B, C, D = (expand(f"country:{letter * 3}") for letter in "ABCD")
NORTHWIND, ORPHAN, TOWN = expand("company:northwind"), expand("company:orphan"), expand("subnational:town")


@pytest.fixture(scope="module")
def two_mode(held):
    return project(held, filters=Filters(advice=True))


def test_an_ego_has_neighbours_with_claims_then_more_distant_nodes(world, two_mode):
    rows = ego(two_mode, D, 2, partial(stated_at, world)).records()
    assert [(row["distance"], row["label"], row["tie"], row["claims"]) for row in rows] == [
        (1, "Blue road", "member", 1),
        (1, "Elm plan", "issuer", 1),
        (2, "Aland", "", None),
        (2, "Boland", "", None),
        (2, "Coland", "", None),
    ]
    assert rows[0]["where"] == "Source one, line 6"


def test_an_ego_in_a_directed_network_has_directions(held):
    graph = project(held, "company-country", roll_up=True)
    ties = {row["label"]: row["tie"] for row in ego(graph, B).records()}
    assert ties == {"Northwind": "from: 1 initiative, weight 0.5"}
    assert set(ego_network(graph, NORTHWIND)) == {NORTHWIND, B, C}


def test_an_isolated_node_has_a_note(held):
    result = ego(project(held, "party-party"), ORPHAN)
    assert (result.rows, result.notes) == ((), ("Orphan is isolated: it has no tie in this network.",))


def test_comparison_lists_common_neighbours_then_those_of_one(two_mode):
    result = compare(two_mode, A, D)
    assert [(row["part"], row["label"]) for row in result.records()] == [
        ("both", "Blue road"),
        ("Aland", "Amber memorandum"),
        ("Aland", "Fir meeting"),
        ("Aland", "Gold pledge"),
        ("Doland", "Elm plan"),
    ]
    # The pledge is planned: it is listed, but not counted.
    assert result.records()[3]["tie_a"] == "pledger (planned)"
    assert result.notes == ("1 of 4 neighbours are shared.", "Jaccard's similarity: 0.25.")
    assert [(row["tie_a"], row["tie_b"]) for row in result.records()[:2]] == [
        ("member", "member"),
        ("signatory", ""),
    ]
    assert result.records()[1]["claims_a"] == 2


def test_what_both_share_as_a_fact_comes_first(two_mode):
    rows = compare(two_mode, NORTHWIND, TOWN).records()
    assert [(row["label"], row["tie_a"]) for row in rows] == [
        ("Cyan market", "provider"),
        ("Dune works", "participant (recommended)"),
    ]


def test_compared_nodes_that_are_tied_have_a_note_and_are_not_neighbours(held):
    result = compare(project(held, "party-party"), A, B)
    assert [(row["part"], row["label"]) for row in result.records()] == [
        ("both", "Coland"),
        ("both", "Doland"),
        ("Boland", "Northwind"),
    ]
    assert result.notes[-1] == "The two are tied to each other."


def test_common_neighbours_of_several_nodes(two_mode):
    rows = common(two_mode, [B, C, TOWN]).records()
    assert [(row["label"], row["claims"]) for row in rows] == [("Cyan market", 3)]
    assert common(two_mode, [A, TOWN]).rows == ()
    assert common(two_mode, [B, C, TOWN]).rows == common(two_mode, [TOWN, C, B, C]).rows


def test_a_missing_node_is_reported_with_similar_labels(held):
    graph = project(held, "country-country")
    with pytest.raises(UnknownNameError) as caught:
        ego(graph, NORTHWIND)
    assert caught.value.found == "company:northwind, which is not in the network country-country"
    with pytest.raises(UnknownNameError) as caught:
        compare(graph, A, expand("country:Bolland"))
    assert caught.value.mend == "did you mean Boland or Doland or Coland?"


def test_too_few_or_the_same_twice_is_refused(two_mode):
    with pytest.raises(ParameterError, match="Aland twice"):
        compare(two_mode, A, A)
    with pytest.raises(ParameterError, match="fewer than two"):
        common(two_mode, [A, A])
    with pytest.raises(ParameterError, match="a radius of 0"):
        ego(two_mode, A, 0)
