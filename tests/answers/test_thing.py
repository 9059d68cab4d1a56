from __future__ import annotations

import json

import pytest

from pactgraph.answers.names import resolve
from pactgraph.answers.thing import claims_about, show, some_claims
from pactgraph.errors import UnknownNameError


def numbers(card):
    return [claim.id for claim in card.claims]


def test_a_country_is_shown_with_its_names_facts_and_claims(world):
    card = show(world, "Бёландия")
    assert card.name == "Bøland"
    assert list(card.facts)[:4] == ["label", "also called", "type", "ISO 3166 code"]
    assert card.facts["label"] == ["Bøland (en)", "Бёландия (ru)", "博兰 (zh)"]
    assert card.facts["type"] == ["country"]
    assert card.facts["cooperates with"] == ["Arland", 'Northwind "Lights" {Ltd}']
    assert numbers(card) == ["north-report/002", "south-news/003", "south-news/004"]


def test_an_agreement_is_shown_with_what_is_said_of_it_and_what_follows(world):
    card = show(world, "agreement:amber-memorandum")
    assert card.facts["agreement type"] == ["memorandum of understanding"]
    assert card.facts["status"] == ["signed"]
    assert card.facts["signatory"] == ["Arland", "Bøland"]
    assert card.facts["part of"] == ["Amber Road"]
    assert numbers(card) == [f"north-report/00{n}" for n in (1, 2, 3, 4)] + ["south-news/001"]


def test_a_claim_shows_itself_and_nothing_else(world):
    card = show(world, "north-report/003")
    assert numbers(card) == ["north-report/003"]
    assert card.claims[0].where == "Report of the north, paragraph 1; paragraph 2"


def test_where_not_all_claims_are_gone_through_it_is_said_that_there_may_be_more(world):
    node = resolve(world, "Bøland")
    every = claims_about(world, node)
    assert some_claims(world, node, 1000) == (every, False)
    few, more = some_claims(world, node, 2)
    assert more and len(few) <= 2 < len(every) and set(few) <= set(every)


def test_a_thing_shows_what_was_judged_of_it(real):
    (said,) = show(real, "group:america").facts["judgement"]
    assert said.startswith("different (Pactgraph curators): ")


def test_a_claim_of_a_table_is_found_by_its_cell(real):
    assert numbers(show(real, "song-northeast-asia/t13-2-6")) == ["song-northeast-asia/t13-2-6"]


def test_a_source_shows_all_its_claims(world):
    assert numbers(show(world, "south-news")) == [f"south-news/00{n}" for n in (1, 2, 3, 4)]


def test_evidence_shows_the_claims_that_rest_on_it(world):
    assert numbers(show(world, "evidence:north-report/002")) == ["north-report/003", "north-report/004"]


def test_what_nothing_is_said_of_has_no_claims(world):
    assert numbers(show(world, "forum:empty-forum")) == []


def test_a_code_and_a_term_of_the_ontology_can_be_shown(world):
    assert show(world, "role:signatory").name == "signatory"
    assert "definition" in show(world, "pact:Country").facts


def test_a_card_can_be_written_as_json(world):
    text = json.dumps(show(world, "country:AAA").as_dict())
    assert [claim["id"] for claim in json.loads(text)["claims"]] == ["north-report/001", "south-news/001"]


def test_an_unknown_name_is_refused(world):
    with pytest.raises(UnknownNameError):
        show(world, "Atlantis")


def test_things_of_the_real_graph_can_be_shown(real):
    things = real.select(
        "SELECT DISTINCT ?thing WHERE { ?thing a/pact:iriKind ?kind } ORDER BY ?thing"
    ).records()
    total = len(real.select("SELECT ?c WHERE { ?c pact:evidence ?e }").rows)
    for row in things[::29]:
        card = show(real, row["thing"])
        assert card.facts["type"]
        assert len(card.claims) < total
