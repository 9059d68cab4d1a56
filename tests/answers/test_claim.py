from __future__ import annotations

from pactgraph.answers.claim import BATCH, Card, cards
from pactgraph.namespaces import PREFIXES

CLAIM = PREFIXES["claim"]


def test_a_card_holds_what_is_said_how_and_where(world):
    (card,) = cards(world, [f"{CLAIM}north-report/002"])
    plain = card.as_dict()
    assert plain["id"] == "north-report/002"
    assert plain["class"] == "participation"
    assert plain["modality"] == "asserted"
    assert plain["source"] == "https://w3id.org/pactgraph/source/north-report"
    assert plain["source_title"] == "Report of the north"
    assert plain["locator"] == "paragraph 1"
    assert plain["notes"] == ["Signed a day later."]
    assert "Bøland" in card.text and "signatory" in card.text


def test_a_date_comes_as_written_and_with_its_bounds(world):
    (card,) = cards(world, [f"{CLAIM}north-report/003"])
    assert (card.date, card.earliest, card.latest) == (
        "2019-06",
        "2019-06-01",
        "2019-06-30",
    )


def test_a_claim_with_two_places_names_both_in_order(world):
    (card,) = cards(world, [f"{CLAIM}north-report/003"])
    assert card.where == "Report of the north, paragraph 1; paragraph 2"


def test_two_passages_of_one_sentence_name_its_place_once():
    locators = ("paragraph 2", "paragraph 1", "paragraph 2")
    card = Card("urn:c", evidence=("urn:e1", "urn:e2", "urn:e3"), locators=locators, source_title="Report")
    assert card.where == "Report, paragraph 2; paragraph 1"
    assert card.as_dict()["locator"] == "paragraph 2; paragraph 1"
    assert card.as_dict()["evidence"] == ["urn:e1", "urn:e2", "urn:e3"]


def test_the_order_given_is_kept_and_more_than_one_batch_is_read(real):
    rows = real.select("SELECT ?c WHERE { ?c pact:evidence ?e } ORDER BY DESC(?c)").records()
    wanted = list(dict.fromkeys(row["c"] for row in rows))
    many = wanted + [f"{CLAIM}nowhere/{number:04d}" for number in range(BATCH)]
    found = cards(real, many)
    assert [card.iri for card in found] == many
    assert all(card.text and card.evidence and card.source for card in found[: len(wanted)])


def test_nothing_is_asked_for_no_claims(world):
    assert cards(world, []) == []


def test_a_card_says_what_puts_its_claim_in_doubt_and_what_was_judged(real):
    prose, table = cards(real, [f"{CLAIM}song-china-russia/099", f"{CLAIM}song-china-russia/t09-1-4"])
    assert [text[-7:] for text in prose.doubts] == [" (sure)"] and "rank 6 in table 9" in prose.doubts[0]
    assert table.doubts == ()
    assert [text.split(" (")[0] for text in (*prose.judgements, *table.judgements)] == [
        "not preferred",
        "preferred",
    ]
    assert prose.as_dict()["doubts"] == list(prose.doubts)


def test_what_is_only_possible_is_no_doubt(real):
    (card,) = cards(real, [f"{CLAIM}song-northeast-asia/t13-2-3"])
    row = real.select(f"SELECT ?sure WHERE {{ ?d pact:disputes <{card.iri}> ; pact:certainty ?sure }}")
    assert [one["sure"] for one in row.records()] == ["possible"]
    assert card.doubts == ()
