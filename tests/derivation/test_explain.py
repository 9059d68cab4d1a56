from __future__ import annotations

import re
from collections import defaultdict

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from pactgraph.derivation.explain import reasons
from pactgraph.namespaces import GRAPH_DERIVED, PACT, PREFIXES, expand
from pactgraph.store.local import LocalStore

CLAIM = PREFIXES["claim"] + "tiny/"
PARTS = """
c:1 a pact:Participation ; pact:initiative agreement:x ; pact:party country:CHN ; pact:role role:signatory ;
    pact:modality modality:asserted .
c:2 a pact:Participation ; pact:initiative agreement:x ; pact:party country:CUB ; pact:role role:signatory ;
    pact:modality modality:asserted .
c:3 a pact:Participation ; pact:initiative agreement:x ; pact:party country:CUB ; pact:role role:implementer ;
    pact:modality modality:reported .
c:4 a pact:Participation ; pact:initiative agreement:x ; pact:party country:CUB ; pact:role role:host ;
    pact:modality modality:planned .
"""
SEATS = """
country:CHN a pact:Country . company:a a pact:Company . company:b a pact:Company . body:c a pact:PublicBody .
c:1 a pact:Tie ; pact:subject company:a ; pact:relation relation:based-in ; pact:object country:CHN ;
    pact:modality modality:asserted .
c:2 a pact:Tie ; pact:subject company:b ; pact:relation relation:subsidiary-of ; pact:object company:a ;
    pact:modality modality:asserted .
c:3 a pact:Tie ; pact:subject body:c ; pact:relation relation:part-of ; pact:object company:b ;
    pact:modality modality:asserted .
"""


@pytest.fixture
def why(rules):
    def explain(store: LocalStore, triple: str) -> list[tuple[str, str]]:
        terms = [NamedNode(expand(word)) for word in triple.split()]
        found = reasons(store, rules, Triple(*terms))
        return [(r.rule.name, " ".join(claim.removeprefix(CLAIM) for claim in r.claims)) for r in found]

    return explain


def test_the_claims_of_each_match_are_given(world, why):
    store = world(PARTS)
    assert why(store, "agreement:x pact:signatory country:CUB") == [("20-roles", "2")]
    assert why(store, "agreement:x pact:participant country:CUB") == [("20-roles", "2"), ("20-roles", "3")]


def test_both_claims_of_a_cooperation_are_given(world, why):
    found = why(world(PARTS), "country:CHN pact:cooperatesWith country:CUB")
    assert found == [("60-cooperates-with", "1 2"), ("60-cooperates-with", "1 3")]


def test_claims_that_are_no_fact_are_no_reason(world, why):
    assert why(world(PARTS), "agreement:x pact:host country:CUB") == []


def test_claims_behind_other_derived_triples_are_given_too(world, why):
    store = world(SEATS)
    assert why(store, "company:a pact:country country:CHN") == [("30-country", "1")]
    assert why(store, "company:b pact:country country:CHN") == [("30-country", "2 1")]
    assert why(store, "body:c pact:country country:CHN") == [("30-country", "3 2 1")]


def test_what_goes_round_in_a_circle_is_no_reason(world, why):
    circle = """c:4 a pact:Tie ; pact:subject company:a ; pact:relation relation:subsidiary-of ;
        pact:object company:b ; pact:modality modality:asserted ."""
    assert why(world(SEATS + circle), "company:a pact:country country:CHN") == [("30-country", "1")]


def test_what_follows_from_things_alone_rests_on_no_claim(world, why):
    store = world("country:CHN a pact:Country .")
    assert why(store, "country:CHN pact:country country:CHN") == [("30-country", "")]
    assert why(store, "country:CHN rdf:type pact:Party") == [("10-types", "")]


def test_only_the_claims_that_reach_the_status_are_given(world, why):
    text = "".join(
        f"c:{n} a pact:Milestone ; pact:initiative agreement:x ; pact:milestoneType milestone-type:{kind} ; "
        f"pact:modality modality:{modality} . "
        for n, (kind, modality) in enumerate(
            [
                ("announced", "asserted"),
                ("signed", "asserted"),
                ("signed", "reported"),
                ("launched", "planned"),
            ],
            1,
        )
    )
    assert why(world(text), "agreement:x pact:status status:signed") == [
        ("50-status", "2"),
        ("50-status", "3"),
    ]


def test_what_no_rule_states_has_no_reason(world, why):
    assert why(world(PARTS), "country:CUB pact:basedIn country:CHN") == []


def test_a_node_without_a_name_has_no_reason(world, rules):
    triple = Triple(BlankNode("x"), NamedNode(PACT + "status"), NamedNode("urn:x"))
    assert reasons(world(""), rules, triple) == []


#: Stated by no rule but computed in Python from the claim itself.
COMPUTED = {"text", "earliest", "latest"}
#: What may follow from things and codes alone, without any claim.
WITHOUT_CLAIMS = {"type", "country", "belongsTo", "sameAs"}


#: Of each derived property this many triples are explained, spread over all, and three times as many by
#: `make test-full`: each takes some 20 ms.
EXPLAINED = 8


def test_derived_triples_of_each_property_have_their_reasons_and_they_are_claims(rules, whole_graph, request):
    store = whole_graph
    claims = {row["c"] for row in store.select("SELECT ?c { ?c a pact:Claim }").records()}
    by_property: dict[str, list[Quad]] = defaultdict(list)
    for quad in sorted(store.quads(GRAPH_DERIVED), key=str):
        by_property[quad.predicate.value].append(quad)
    assert len(by_property) > 20
    most = EXPLAINED * (3 if request.config.option.full else 1)
    for quad in (q for held in by_property.values() for q in held[:: 1 + len(held) // most]):
        name = re.split("[#/]", quad.predicate.value)[-1]
        found = reasons(store, rules, quad.triple)
        assert bool(found) is (name not in COMPUTED), quad
        for reason in found:
            assert set(reason.claims) <= claims, quad
            assert reason.claims or name in WITHOUT_CLAIMS, quad
