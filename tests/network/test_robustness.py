"""Rankings of the small world of ``world.py`` under other choices, worked out by hand.

Countries A to D share the agreement amber (A, B) and the programme blue (all four). By 1/(n-1) that makes A-B
1 + 1/3 and all other pairs 1/3, so strengths of 2, 2, 1, 1.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from pactgraph.errors import ParameterError
from pactgraph.network.elements import words_of
from pactgraph.network.filters import Filters
from pactgraph.network.measures import values_of
from pactgraph.network.robustness import kendall, robustness
from pactgraph.network.scenarios import Scenario, draws, variations


@pytest.fixture(scope="module")
def scenario(held):
    return Scenario(held, "country-country")


@pytest.fixture(scope="module")
def found(scenario):
    return robustness(scenario, "strength", number=60)


def rows(result, by: str) -> dict:
    return {row[by]: row for row in result.records()}


def test_variations_change_claims_weights_projections_and_sources(scenario):
    assert [one.name for one in variations(scenario)] == [
        "asserted",
        "signed",
        "two-sources",
        "weight-count",
        "roll-up",
        "party-party",
        "without-one",
        "without-two",
    ]


def test_a_variation_equal_to_the_scenario_is_skipped(held):
    asked = Scenario(
        held, "party-party", Filters(modalities=("asserted",), single_source=False), weight="count"
    )
    names = [one.name for one in variations(asked)]
    assert not {"asserted", "two-sources", "roll-up", "weight-count"} & set(names)
    assert "weight-newman" in names


def test_each_variation_has_its_agreement(found):
    told = rows(found.variations, "variation")
    # All weights 1 more or less: A and B before C and D, as before.
    assert told["weight-count"]["tau"] == 1.0
    # Rolled up, Town and Northwind tie A to B and C: strengths 4, 3.5, 1.5, 1. Of six pairs four agree, two
    # were equal before: 4 / √(4 * 6).
    assert told["roll-up"]["tau"] == pytest.approx(4 / 24**0.5)
    # Only amber is signed: A and B are left, and equal.
    signed = told["signed"]
    assert (signed["nodes"], signed["ties"], signed["common"], signed["tau"]) == (2, 1, 2, None)
    assert (signed["top"], signed["kept"]) == (4, 2)
    # Only that A signed amber is stated by both sources.
    assert (told["two-sources"]["nodes"], told["two-sources"]["ties"]) == (1, 0)


def test_each_node_has_its_range_of_ranks_and_its_worst_variation(found):
    told = rows(found.ranks, "label")
    assert [row["label"] for row in found.ranks.records()] == ["Aland", "Boland", "Coland", "Doland"]
    assert [told[name]["rank"] for name in told] == [1, 1, 3, 3]
    boland, doland = told["Boland"], told["Doland"]
    # Rolled up, Boland falls behind Aland; where two sources are asked for, it is not there.
    assert (boland["best"], boland["worst"], boland["worst_in"], boland["absent"]) == (1, 2, "roll-up", 1)
    # Not there where it is to be signed, stated by two, or without the source one.
    assert (doland["best"], doland["worst"], doland["absent"]) == (3, 4, 3)


def test_bootstrap_ranks_are_the_same_for_the_same_seed(scenario, found):
    again = robustness(scenario, "strength", number=60)
    assert again == found
    for row in found.ranks.records():
        assert 1 <= row["drawn_low"] <= row["drawn_high"] <= 4
    assert found.ranks.about["draws"] == 60 and found.ranks.about["seed"] == 0
    none = robustness(scenario, "strength", number=0)
    assert {(row["drawn_low"], row["drawn_high"]) for row in none.ranks.records()} == {(None, None)}


def ties_claims(graph):
    return [claim for _, _, tie in graph.edges(data=True) for claim in words_of(tie, "claims")]


def test_resampled_claims_are_a_subset(scenario):
    whole = set(ties_claims(scenario.make()))
    sizes = set()
    for graph in draws(scenario, 20, seed=1):
        if graph is not None:
            held = set(ties_claims(graph))
            assert held <= whole
            sizes.add(len(held))
    assert len(sizes) > 1


def test_an_initiative_sampled_twice_counts_as_two(scenario):
    twice = False
    for graph in draws(scenario, 30, seed=2, what="initiatives"):
        if graph is None:
            continue
        named = {name for _, _, tie in graph.edges(data=True) for name in words_of(tie, "initiatives")}
        amber = sum("agreement/amber" in name for name in named)
        blue = sum("programme/blue" in name for name in named)
        # Each copy of amber adds 1 to Aland and to Boland, each copy of blue 1 to all four.
        total = sum(values_of(graph, "strength").values())
        assert total == pytest.approx(2 * amber + 4 * blue)
        twice |= amber > 1
    assert twice


def test_filters_apply_to_bootstrap_samples(held):
    asserted = Scenario(held, "party-party", Filters(modalities=("asserted",)))
    for graph in draws(asserted, 10, seed=3):
        if graph is not None:
            stated = {row.modality for row in held.rows if row.claim.iri in ties_claims(graph)}
            assert stated <= {"asserted"}


def test_invalid_resampling_is_refused(held, scenario):
    for wrong in (
        replace(scenario, projection="two-mode"),
        replace(scenario, projection="initiative-initiative"),
    ):
        with pytest.raises(ParameterError, match="initiatives are nodes"):
            list(draws(wrong, 1, seed=0, what="initiatives"))
    with pytest.raises(ParameterError, match="to draw"):
        list(draws(scenario, 1, seed=0, what="sources"))
    with pytest.raises(ParameterError, match="knowledge"):
        list(draws(Scenario(held, "knowledge"), 1, seed=0))


def test_a_directed_measure_is_tested_on_directed_variations_only(held):
    found = robustness(Scenario(held, "party-party", directed=True), "in-degree", number=5)
    told = rows(found.variations, "variation")
    assert told["weight-count"]["tau"] == 1.0
    # Two modes have no directions, so nothing is measured there.
    assert (told["two-mode"]["common"], told["two-mode"]["tau"]) == (0, None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([1, 2, 3, 4], [1, 2, 3, 4]),
        ([1, 2, 3, 4], [4, 3, 2, 1]),
        ([1, 1, 2, 3], [1, 2, 2, 3]),
        ([3, 1, 2], [2, 2, 1]),
    ],
)
def test_tau_counts_concordant_and_discordant_pairs(one, other):
    pairs = [(i, j) for i in range(len(one)) for j in range(i)]
    signs = [
        ((one[i] > one[j]) - (one[i] < one[j])) * ((other[i] > other[j]) - (other[i] < other[j]))
        for i, j in pairs
    ]
    untied = [sum(values[i] != values[j] for i, j in pairs) for values in (one, other)]
    assert kendall(one, other) == pytest.approx(sum(signs) / (untied[0] * untied[1]) ** 0.5)


def test_tau_is_undefined_if_all_values_are_equal():
    assert kendall([1, 1, 1], [1, 2, 3]) is None
    assert kendall([1], [1]) is None
