from __future__ import annotations

import json
from pathlib import Path

import pytest

from pactgraph.answers.names import resolve
from pactgraph.answers.plain import plain
from pactgraph.answers.reader import Reader
from pactgraph.answers.thing import claims_about, some_claims, thing_at
from pactgraph.errors import UnknownNameError


def shown(reader, name):
    return thing_at(reader, reader.resolve(name).value)


def numbers(card):
    return [claim.id for claim in card.claims]


def test_a_country_is_shown_with_its_names_facts_and_claims(reader):
    card = shown(reader, "Бёландия")
    assert card.name == "Bøland"
    assert list(card.facts)[:4] == ["label", "also called", "type", "ISO 3166 code"]
    assert card.texts("label") == ["Bøland (en)", "Бёландия (ru)", "博兰 (zh)"]
    assert card.texts("type") == ["country"]
    assert card.texts("cooperates with") == ["Arland", 'Northwind "Lights" {Ltd}']
    assert numbers(card) == ["north-report/002", "south-news/003", "south-news/004"]


def test_an_agreement_is_shown_with_what_is_said_of_it_and_what_follows(reader):
    card = shown(reader, "agreement:amber-memorandum")
    assert card.texts("agreement type") == ["memorandum of understanding"]
    assert card.texts("status") == ["signed"]
    assert card.texts("signatory") == ["Arland", "Bøland"]
    assert card.texts("part of") == ["Amber Road"]
    assert numbers(card) == [f"north-report/00{n}" for n in (1, 2, 3, 4)] + ["south-news/001"]


def test_a_claim_shows_itself_and_nothing_else(reader):
    card = shown(reader, "north-report/003")
    assert numbers(card) == ["north-report/003"]
    assert card.claims[0].where == "Report of the north, paragraph 1; paragraph 2"


def test_where_not_all_claims_are_gone_through_it_is_said_that_there_may_be_more(world):
    node = resolve(world, "Bøland")
    every = claims_about(world, node)
    assert some_claims(world, node, 1000) == (every, False)
    few, more = some_claims(world, node, 2)
    assert more and len(few) <= 2 < len(every) and set(few) <= set(every)


def test_a_thing_shows_what_was_judged_of_it(real_reader):
    (said,) = shown(real_reader, "group:america").texts("judgement")
    assert said.startswith("different (Pactgraph curators): ")


def test_a_claim_of_a_table_is_found_by_its_cell(real_reader):
    assert numbers(shown(real_reader, "song-northeast-asia/t13-2-6")) == ["song-northeast-asia/t13-2-6"]


def test_a_source_shows_all_its_claims(reader):
    assert numbers(shown(reader, "south-news")) == [f"south-news/00{n}" for n in (1, 2, 3, 4)]


def test_evidence_shows_the_claims_that_rest_on_it(reader):
    assert numbers(shown(reader, "evidence:north-report/002")) == ["north-report/003", "north-report/004"]


def test_what_nothing_is_said_of_has_no_claims(reader):
    assert numbers(shown(reader, "forum:empty-forum")) == []


def test_a_code_and_a_term_of_the_ontology_can_be_shown(reader):
    assert shown(reader, "role:signatory").name == "signatory"
    assert "definition" in shown(reader, "pact:Country").facts


def test_a_card_can_be_written_as_json(reader):
    text = json.dumps(plain(shown(reader, "country:AAA")))
    assert [claim["id"] for claim in json.loads(text)["claims"]] == ["north-report/001", "south-news/001"]


def test_an_unknown_name_is_refused(reader):
    with pytest.raises(UnknownNameError):
        shown(reader, "Atlantis")


def test_things_of_the_real_graph_can_be_shown(real_reader, real):
    things = real.select(
        "SELECT DISTINCT ?thing WHERE { ?thing a/pact:iriKind ?kind } ORDER BY ?thing"
    ).records()
    total = len(real.select("SELECT ?c WHERE { ?c pact:evidence ?e }").rows)
    for row in things[::29]:
        card = shown(real_reader, row["thing"])
        assert card.texts("type")
        assert len(card.claims) < total


def test_a_party_shows_its_roles_and_an_agreement_its_parties_and_history(reader):
    party, agreement = shown(reader, "Bøland"), shown(reader, "agreement:amber-memorandum")
    assert {row.thing for row in agreement.parties} >= {party.iri}
    assert {row.thing for row in party.initiatives} >= {agreement.iri}
    assert [row.event for row in agreement.history] and not party.history and not party.parties
    assert all(row.claim in {card.iri for card in agreement.claims} for row in agreement.history)
    assert "2 parties have a role in it: signatory (2)." in agreement.summary
    assert party.summary[0] == "Bøland is a country."
    assert party.summary[-1] == "3 claims from 2 sources mention it."
    # Bøland hosts the road, and applies for it, which is no fact.
    assert (
        party.summary[1].startswith("It has a role in 2 initiatives: ")
        and "applicant" not in party.summary[1]
    )
    assert party.summary[2] == "1 more role is planned, recommended or forecast only: applicant (1)."


def test_a_figure_comes_with_what_is_known_of_it(real_reader):
    figures = {row.printed: row for row in shown(real_reader, "Jilin").figures}
    assert figures["163.77"].caveat.endswith("understood as 16.377 billion yuan; printed: 163.77")
    assert "a curator prefers" in figures["34.67"].caveat and figures["10.44"].caveat == ""


def test_claims_come_in_parts_and_the_rest_of_a_thing_stays_the_same(reader):
    whole = thing_at(reader, shown(reader, "Bøland").iri)
    part = thing_at(reader, whole.iri, limit=1, offset=1)
    assert part.claims == whole.claims[1:2] and part.total_claims == whole.total_claims == 3
    assert (part.facts, part.initiatives, part.summary) == (whole.facts, whole.initiatives, whole.summary)


def test_the_passages_of_a_documents_folder_go_with_claims(world, reader, monkeypatch):
    evidence = "https://w3id.org/pactgraph/id/evidence/north-report/001"
    monkeypatch.setattr("pactgraph.answers.reader.passages", lambda store, folder: {evidence: "words"})
    with_documents = Reader(world, documents=Path("documents"))
    assert shown(with_documents, "north-report/003").passages == {evidence: "words"}
    assert shown(reader, "north-report/003").passages == {}
