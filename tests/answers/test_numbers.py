"""Statistics, coverage and disagreements: what the graph holds in numbers, and what it leaves open."""

from __future__ import annotations

import pytest

from pactgraph.answers.coverage import counts, coverage, indicators
from pactgraph.answers.disagreements import disagreements
from pactgraph.answers.statistics import statistics
from pactgraph.errors import UnknownNameError


def test_the_claims_by_kind_source_modality_and_review_add_up_to_all_claims(real_reader):
    found = statistics(real_reader)
    total = counts(real_reader)["claims"]
    for table in (
        found.claims_by_kind,
        found.claims_by_source,
        found.claims_by_modality,
        found.claims_by_review,
    ):
        assert sum(one.count for one in table) == total == table[0].of
        assert [one.count for one in table] == sorted((one.count for one in table), reverse=True)


def test_what_one_source_states_is_a_part_of_all(real_reader):
    every = {one.name: one.count for one in statistics(real_reader).claims_by_kind}
    own = statistics(real_reader, "ye-small-economies")
    assert all(one.count <= every[one.name] for one in own.claims_by_kind)
    assert len(own.claims_by_source) == 1
    with pytest.raises(UnknownNameError):
        statistics(real_reader, "Cuba")


def test_every_source_says_what_of_it_was_left_out_and_how_much_it_states(real_reader):
    found = coverage(real_reader).sources
    assert [one.name for one in found] == sorted(one.name for one in found)
    assert all(one.left_out and one.claims for one in found)
    by_source = {one.name: one.count for one in statistics(real_reader).claims_by_source}
    assert {one.name: one.claims for one in found} == by_source
    (one,) = coverage(real_reader, "ye-small-economies").sources
    assert one in found and one.source.endswith("/ye-small-economies")


def test_indicators_come_with_the_number_of_their_values(real_reader):
    found = indicators(real_reader)
    assert found and all(int(one.values) >= int(one.areas) >= 1 for one in found)


def test_disagreements_are_narrowed_counted_and_returned_in_parts_with_their_claims(real_reader):
    every = disagreements(real_reader, limit=None)
    assert every.total == every.all == counts(real_reader)["disagreements"] == len(every.disagreements)
    order = {"sure": 0, "likely": 1, "possible": 2}
    places = [order[one.certainty[0]] for one in every.disagreements]
    assert places == sorted(places)
    sure = disagreements(real_reader, "sure", limit=2, offset=1)
    assert sure.total == every.counts["certainty"]["sure"] > 3
    assert sure.disagreements == every.disagreements[1:3]
    cited = {iri for one in sure.disagreements for iri in (*one.disputes, *one.by)}
    assert {card.iri for card in sure.claims} == cited
