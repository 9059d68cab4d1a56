from __future__ import annotations

from functools import partial

import pytest

from pactgraph.answers.claim import stated_at
from pactgraph.errors import ParameterError, UnknownNameError
from pactgraph.namespaces import expand
from pactgraph.network.neighbourhoods import common, compare, ego, ego_network
from pactgraph.network.projections import project

A, B, C, D = (expand(f"country:{letter * 3}") for letter in "ABCD")
NORTHWIND, ORPHAN, TOWN = expand("company:northwind"), expand("company:orphan"), expand("subnational:town")


@pytest.fixture(scope="module")
def two_mode(held):
    return project(held)


def test_an_ego_has_its_ties_with_claims_and_then_who_is_further(world, two_mode):
    rows = ego(two_mode, D, 2, partial(stated_at, world)).records()
    assert [(row["distance"], row["label"], row["tie"], row["claims"]) for row in rows] == [
        (1, "Blue road", "member", 1),
        (1, "Elm plan", "issuer", 1),
        (2, "Aland", "", None),
        (2, "Boland", "", None),
        (2, "Coland", "", None),
    ]
    assert rows[0]["where"] == "Source one, line 6"


def test_an_ego_of_arcs_says_which_way_they_lead(held):
    graph = project(held, "company-country", roll_up=True)
    ties = {row["label"]: row["tie"] for row in ego(graph, B).records()}
    assert ties == {"Northwind": "to: 1 initiative, weight 1; from: 2 initiatives, weight 1.5"}
    assert set(ego_network(graph, NORTHWIND)) == {NORTHWIND, B, C}


def test_an_isolated_node_is_told(held):
    result = ego(project(held, "party-party"), ORPHAN)
    assert (result.rows, result.notes) == ((), ("Orphan is isolated: it has no tie in this network.",))


def test_two_are_compared_by_what_both_have_and_what_only_one_has(two_mode):
    result = compare(two_mode, A, D)
    assert [(row["part"], row["label"]) for row in result.records()] == [
        ("both", "Blue road"),
        ("Aland", "Amber memorandum"),
        ("Aland", "Fir meeting"),
        ("Aland", "Gold pledge"),
        ("Doland", "Elm plan"),
    ]
    assert result.notes == ("1 of 5 neighbours are shared.", "Jaccard's similarity: 0.2.")
    assert [(row["tie_a"], row["tie_b"]) for row in result.records()[:2]] == [
        ("member", "member"),
        ("signatory", ""),
    ]
    assert result.records()[1]["claims_a"] == 2


def test_two_that_are_tied_are_told_so_and_do_not_count_for_each_other(held):
    result = compare(project(held, "party-party"), A, B)
    assert [(row["part"], row["label"]) for row in result.records()] == [
        ("both", "Coland"),
        ("both", "Doland"),
        ("Aland", "Gees"),
        ("Boland", "Northwind"),
    ]
    assert result.notes[-1] == "The two are tied to each other."


def test_what_several_have_in_common(two_mode):
    rows = common(two_mode, [B, C, TOWN]).records()
    assert [(row["label"], row["claims"]) for row in rows] == [("Cyan market", 3)]
    assert common(two_mode, [A, TOWN]).rows == ()
    assert common(two_mode, [B, C, TOWN]).rows == common(two_mode, [TOWN, C, B, C]).rows


def test_who_is_not_in_the_network_is_told_with_the_nearest(held):
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
