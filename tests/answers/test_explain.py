from __future__ import annotations

import pytest
from pyoxigraph import Literal

from pactgraph.answers.explain import explain, explain_claim, explain_claims, explain_row
from pactgraph.errors import UnknownNameError
from pactgraph.namespaces import PREFIXES


def claims(explanation):
    return [[iri.removeprefix(PREFIXES["claim"]) for iri in reason.claims] for reason in explanation.reasons]


def test_a_derived_triple_rests_on_a_rule_and_on_claims(reader):
    found = explain(reader, "Arland", "pact:cooperatesWith", "Bøland")
    assert found.what == "country:AAA pact:cooperatesWith country:BBB"
    assert {reason.rule for reason in found.reasons} == {"60-cooperates-with"}
    assert [sorted(rests) for rests in claims(found)] == [
        ["north-report/001", "north-report/002"],
        ["north-report/002", "south-news/001"],
    ]


@pytest.mark.parametrize("predicate", ["pact:status", "status", "https://w3id.org/pactgraph/ontology#status"])
@pytest.mark.parametrize("value", ["status:signed", "signed", "подписано", "已签署"])
def test_predicate_and_value_are_taken_as_people_write_them(reader, predicate, value):
    found = explain(reader, "agreement:amber-memorandum", predicate, value)
    assert found.what == "agreement:amber-memorandum pact:status status:signed"
    assert claims(found) == [["north-report/003"]]


def test_a_stated_triple_names_where_it_is_stated(reader):
    found = explain(reader, "Arland", "a", "pact:Country")
    assert [reason.title for reason in found.reasons] == ["stated in graph:things"]


def test_a_triple_of_a_claim_shows_the_claim(reader):
    found = explain(reader, "north-report/001", "pact:party", "Arland")
    assert [reason.title for reason in found.reasons] == ["stated in source:north-report"]
    assert claims(found) == [["north-report/001"]]


def test_a_predicate_may_be_given_in_words(reader):
    found = explain(reader, "Arland", "cooperates with", "Bøland")
    assert found.what == "country:AAA pact:cooperatesWith country:BBB"


def test_a_literal_is_found_by_its_text(reader):
    found = explain(reader, "north-report/003", "date", "2019-06")
    assert claims(found) == [["north-report/003"]]


@pytest.mark.parametrize(
    ("triple", "expected"),
    [
        (("Arland", "pact:cooperatesWith", "Mercury"), "one of its values: country:BBB"),
        (("Arland", "pact:noSuch", "Bøland"), "a property that it has"),
        (("Arland", "pact:x> ?p ?o", "Bøland"), "a short name such as pact:cooperatesWith"),
        (("Arland", "no such", "Bøland"), "a property that it has"),
        (("Arland", "<no> such", "Bøland"), "a short name such as pact:cooperatesWith"),
        (("Atlantis", "pact:cooperatesWith", "Bøland"), "a thing of the graph"),
    ],
)
def test_a_triple_that_is_not_there_says_what_is(reader, triple, expected):
    with pytest.raises(UnknownNameError) as caught:
        explain(reader, *triple)
    assert expected in caught.value.expected


def test_a_claim_is_explained_by_where_it_is_stated(reader):
    found = explain_claim(reader, "north-report/003")
    assert found.what == "claim:north-report/003"
    assert [reason.title for reason in found.reasons] == ["stated in Report of the north"]
    (card,) = found.cards(found.reasons[0])
    assert card.passages == [
        ("https://w3id.org/pactgraph/id/evidence/north-report/001", "paragraph 1"),
        ("https://w3id.org/pactgraph/id/evidence/north-report/002", "paragraph 2"),
    ]


def test_what_is_no_claim_is_not_explained_as_one(reader):
    with pytest.raises(UnknownNameError) as caught:
        explain_claim(reader, "Arland")
    assert "country:AAA" in caught.value.found


def test_a_row_is_explained_by_its_claims(reader, questions):
    found = explain_row(reader, questions.get("pacts_of"), 2, {"party": "Bøland"})
    assert found.what == "initiative: programme:amber-road; role: role:applicant"
    assert claims(found) == [["south-news/003"]]


@pytest.mark.parametrize(("party", "expected"), [("Bøland", "a row from 1 to 3"), ("Mercury", "it has none")])
def test_a_row_that_is_not_there_is_refused(reader, questions, party, expected):
    with pytest.raises(UnknownNameError) as caught:
        explain_row(reader, questions.get("pacts_of"), 9, {"party": party})
    assert expected in caught.value.expected


def test_a_row_that_rests_on_no_claims_says_on_what_it_rests(reader, checkout):
    from pactgraph.answers.catalogue import Catalogue

    listed = Catalogue(checkout / "graph" / "queries")
    question = next(q for q in listed.questions if q.rests_on)
    with pytest.raises(UnknownNameError) as caught:
        explain_claims(reader, question, {"claims": Literal("")})
    assert caught.value.expected == question.rests_on


def test_everything_derived_in_the_small_world_has_a_reason(reader, world):
    rows = world.select(
        "SELECT ?s ?p ?o WHERE { GRAPH graph:derived { ?s ?p ?o } FILTER(isIRI(?o)) } ORDER BY ?s ?p ?o"
    ).records()
    assert rows
    for row in rows:
        assert explain(reader, row["s"], row["p"], row["o"]).reasons
