from __future__ import annotations

import pytest

from pactgraph.errors import UnknownNameError
from pactgraph.namespaces import expand, shorten
from pactgraph.network.elements import Info, claim_number, names_of, words_of, years_of
from pactgraph.network.filters import Filters
from pactgraph.network.projections import project
from pactgraph.store.local import LocalStore


@pytest.fixture(scope="module")
def network(small):
    return project(small, filters=Filters(advice=True))


def node(network, name):
    return network.nodes[expand(name)]


def ids(held):
    return [claim_number(claim) for claim in words_of(held, "claims")]


def test_the_nodes_are_the_parties_and_initiatives_of_participations_in_order(network):
    assert [shorten(name) for name in network] == [
        "agreement:amber-memorandum",
        "company:northwind",
        "country:AAA",
        "country:BBB",
        "programme:amber-road",
    ]


def test_there_is_one_edge_for_each_role_of_a_party_in_an_initiative(network):
    assert [key for _, _, key in network.edges(keys=True)] == [
        "country:AAA signatory agreement:amber-memorandum",
        "country:BBB signatory agreement:amber-memorandum",
        "company:northwind participant programme:amber-road",
        "country:BBB applicant programme:amber-road advice",
        "country:BBB host programme:amber-road",
    ]


def test_two_sources_that_state_one_fact_are_two_claims_on_one_edge(network):
    edge = network.edges[
        expand("country:AAA"),
        expand("agreement:amber-memorandum"),
        "country:AAA signatory agreement:amber-memorandum",
    ]
    assert ids(edge) == ["north-report/001", "south-news/001"]
    assert (edge["role"], edge["role_label"], edge["modality"]) == ("signatory", "signatory", "asserted")
    assert edge["initiative"] == expand("agreement:amber-memorandum")


def test_years_are_a_participation_s_own_else_those_of_its_initiative(network):
    years = {key: list(years_of(edge)) for _, _, key, edge in network.edges(keys=True, data=True)}
    assert years == {
        "country:AAA signatory agreement:amber-memorandum": [2019],
        "country:BBB signatory agreement:amber-memorandum": [2019],
        "company:northwind participant programme:amber-road": [2020, 2022],
        "country:BBB applicant programme:amber-road advice": [2020, 2022],
        "country:BBB host programme:amber-road": [2020, 2022],
    }


def test_a_node_has_names_type_and_status(network):
    agreement = node(network, "agreement:amber-memorandum")
    assert (agreement["mode"], agreement["type"], agreement["type_label"]) == (
        "initiative",
        "agreement",
        "agreement",
    )
    assert (agreement["status"], agreement["status_label"]) == ("signed", "signed")
    assert node(network, "programme:amber-road")["status"] == ""
    boland = node(network, "country:BBB")
    assert (boland["label"], boland["mode"], boland["type"]) == ("Bøland", "party", "country")
    assert sorted(names_of(boland, "alt")) == ["Republic of Bøland", "Бёландия", "博兰"]
    assert boland["status"] == ""


def test_a_node_carries_each_of_its_claims_once(network):
    assert ids(node(network, "agreement:amber-memorandum")) == [
        *(f"north-report/00{number}" for number in (1, 2, 3, 4)),
        "south-news/001",
    ]
    assert ids(node(network, "country:BBB")) == ["north-report/002", "south-news/003", "south-news/004"]
    assert ids(node(network, "programme:amber-road")) == [
        "north-report/004",
        "south-news/002",
        "south-news/003",
        "south-news/004",
    ]


def test_exclusions_are_counted(network):
    # The forum and the platform have no party; the milestone and the tie make no edge.
    assert Info.of(network).left_out == {"initiatives": 2, "claims": 2}


def test_two_calls_give_the_same_network(small, network):
    again = project(small, "two-mode", filters=Filters(advice=True))
    assert list(again.nodes(data=True)) == list(network.nodes(data=True))
    assert list(again.edges(keys=True, data=True)) == list(network.edges(keys=True, data=True))


def test_no_participation_of_the_real_graph_is_lost(whole):
    network = project(whole, filters=Filters(advice=True))
    stated = whole.select("SELECT DISTINCT ?c WHERE { ?c a pact:Participation }").records()
    drawn = [claim for _, _, edge in network.edges(data=True) for claim in words_of(edge, "claims")]
    assert set(drawn) == {row["c"] for row in stated}
    assert all(edge["claims"] for _, _, edge in network.edges(data=True))


def test_a_represented_party_is_tied_by_the_same_claim_as_its_representative(whole):
    network = project(whole)
    meeting = expand("meeting:apec-leaders-2021")
    speakers = {
        shorten(one if other == meeting else other): ids(edge)
        for one, other, edge in network.edges(meeting, data=True)
        if edge["role"] == "speaker"
    }
    assert speakers == {
        "person:xi-jinping": ["china-daily-innovation/018"],
        "country:CHN": ["china-daily-innovation/018"],
    }


def test_every_edge_of_the_real_graph_ties_a_party_to_an_initiative(whole):
    network = project(whole)
    for one, other, edge in network.edges(data=True):
        party = one if other == edge["initiative"] else other
        assert network.nodes[edge["initiative"]]["mode"] == "initiative"
        assert network.nodes[party]["mode"] == "party"
    assert all(held["type"] and held["label"] and held["claims"] for _, held in network.nodes(data=True))


def test_edge_keys_are_unique_in_the_graph(whole):
    keys = [key for _, _, key in project(whole).edges(keys=True)]
    assert len(keys) == len(set(keys))


def test_an_empty_store_gives_an_empty_network():
    network = project(LocalStore.of([]))
    assert (len(network), Info.of(network).left_out) == (0, {"initiatives": 0, "claims": 0})


def test_an_unknown_projection_is_refused_with_the_nearest():
    with pytest.raises(UnknownNameError) as caught:
        project(LocalStore.of([]), "two-node")
    assert caught.value.mend == "did you mean two-mode?"
