from __future__ import annotations

from pactgraph.namespaces import kind_of
from pactgraph.network.elements import Info, words_of
from pactgraph.network.filters import Filters
from pactgraph.network.projections import project


def arcs(graph):
    return {key for _, _, key in graph.edges(keys=True)}


def test_claims_of_ties_and_participations_are_arcs(held):
    graph = project(held, "knowledge", filters=Filters(advice=True))
    assert graph.is_directed() and graph.is_multigraph()
    assert "company:northwind based-in country:AAA" in arcs(graph)
    assert len(graph.edges) == 19 + 1
    # Six milestones link an initiative to nothing else.
    assert Info.of(graph).left_out == {"claims that link no two things": 6}


def test_filters_look_at_every_arc(held):
    graph = project(held, "knowledge", filters=Filters(sources=("one",), advice=True))
    assert "company:northwind based-in country:AAA" not in arcs(graph)
    # Of the second source: A in amber, four in cyan, two in dune, one in hill, and the tie.
    assert Info.of(graph).left_out["ties stated by others"] == 9


def test_an_arc_without_a_date_is_left_out_where_a_date_is_asked_for(held):
    graph = project(held, "knowledge", filters=Filters(until=2019))
    assert arcs(graph) == {
        "country:AAA signatory agreement:amber",
        "country:BBB signatory agreement:amber",
        "country:DDD issuer policy:elm",
    }


def test_the_real_knowledge_graph_links_what_is_neither_party_nor_initiative(whole):
    graph = project(whole, "knowledge")
    modes = {held["mode"] for _, held in graph.nodes(data=True)}
    assert modes == {"party", "initiative", "claim-thing"}
    others = [node for node, held in graph.nodes(data=True) if held["mode"] == "claim-thing"]
    assert {kind_of(node) for node in others} == {"indicator", "document"}


def test_no_claim_that_links_two_things_is_lost(whole):
    graph = project(whole, "knowledge", filters=Filters(advice=True))
    drawn = {claim for *_, held in graph.edges(data=True) for claim in words_of(held, "claims")}
    claims = {row["c"] for row in whole.select("SELECT DISTINCT ?c WHERE { ?c a pact:Claim }").records()}
    assert len(claims - drawn) == Info.of(graph).left_out["claims that link no two things"]
