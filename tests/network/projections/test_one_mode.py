"""The one-mode projections of the small world of ``world.py``, worked out by hand."""

from __future__ import annotations

import io
from dataclasses import replace
from fractions import Fraction

import networkx as nx
import pytest

from pactgraph.errors import ParameterError, UnknownNameError
from pactgraph.namespaces import shorten
from pactgraph.network.elements import Info, claim_number, facts, nodes, ties, words_of, years_of
from pactgraph.network.filters import ADVICE, EmptyNetworkError, Filters
from pactgraph.network.projections import PROJECTIONS, project
from pactgraph.store.local import LocalStore

NO_PART = "ties of roles that take no part (such as speaker, applicant, opponent)"
FOR_ANOTHER = "ties of those who act on behalf of another"
RECEIVING = "pairs that both only receive"
HALF, THIRD = Fraction(1, 2), Fraction(1, 3)


def name(node):
    return shorten(node).partition(":")[2]


def weights(graph):
    """The weights by short names, as fractions of small numbers."""
    return {
        f"{name(one)} {name(other)}": Fraction(weight).limit_denominator(100)
        for one, other, weight in graph.edges(data="weight")
    }


def edge(graph, one, other):
    (found,) = [held for *ends, held in graph.edges(data=True) if [*map(name, ends)] == [one, other]]
    return found


#: amber ties A and B by 1/1, blue all four countries by 1/3 each.
AMONG_COUNTRIES = {
    "AAA BBB": 1 + THIRD,
    "AAA CCC": THIRD,
    "AAA DDD": THIRD,
    "BBB CCC": THIRD,
    "BBB DDD": THIRD,
    "CCC DDD": THIRD,
}


def test_parties_are_tied_by_one_over_the_others_of_each_shared_initiative(held):
    graph = project(held, "party-party")
    assert type(graph) is nx.Graph
    assert weights(graph) == {
        **AMONG_COUNTRIES,
        # Four take part in cyan; B, C and the town benefit, and are not tied to each other by that.
        "northwind BBB": THIRD,
        "northwind CCC": THIRD,
        "northwind town": THIRD,
    }
    assert name(min(node for node in graph if not graph[node])) == "orphan"
    left_out = {ADVICE: 4, NO_PART: 1, FOR_ANOTHER: 1, "initiatives of one party": 3, RECEIVING: 3}
    assert Info.of(graph).left_out == left_out


def test_the_weights_add_up_to_half_the_parties_of_each_shared_initiative(held):
    # amber 2/2, blue 4/2, cyan 4/2; less three pairs of cyan that only receive. Dune and gold are no facts.
    total = 1 + 2 + 2 - 3 * THIRD
    assert sum(weights(project(held, "party-party")).values()) == total


def test_counting_gives_each_shared_initiative_one(held):
    counted = project(held, "party-party", weight="count")
    assert {key: value for key, value in weights(counted).items() if value != 1} == {
        "AAA BBB": 2,
    }
    assert counted.graph["weight"] == "count"
    by_newman = project(held, "party-party")
    assert nx.get_edge_attributes(by_newman, "count") == nx.get_edge_attributes(counted, "count")


def test_an_edge_says_what_is_shared_when_how_firmly_and_by_which_claims(held):
    tie = edge(project(held, "party-party"), "AAA", "BBB")
    assert [*map(name, words_of(tie, "initiatives"))] == ["amber", "blue"]
    assert (tie["count"], years_of(tie), tie["modality"]) == (2, (2019, 2020, 2022), "asserted")
    numbers = [*map(claim_number, words_of(tie, "claims"))]
    assert numbers == [
        "one/001",
        "one/002",
        "one/003",
        "one/004",
        "two/001",
    ]


def test_an_edge_is_as_firm_as_its_firmest_initiative(held):
    assert edge(project(held, "party-party", filters=Filters(until=2019)), "AAA", "BBB")["years"] == "2019"
    planned = project(held, "party-party", filters=Filters(modalities=("planned",)))
    assert edge(planned, "AAA", "gees")["modality"] == "planned"
    only_dune = project(held, "party-party", filters=Filters(modalities=("recommended",)))
    assert edge(only_dune, "northwind", "town")["modality"] == "recommended"


def test_what_is_no_fact_has_edges_of_its_own_and_changes_none_of_a_fact(held):
    """The company and the town share a market and, as an author recommends, works."""
    alone, both = (project(held, "party-party", filters=Filters(advice=advice)) for advice in (False, True))
    assert {
        f"{name(one)} {name(other)}": tie["count"]
        for one, other, key, tie in both.edges(keys=True, data=True)
        if key == "advice"
    } == {"northwind town": 1, "AAA gees": 1}
    plain = [(tie.source, tie.target, tie.weight, tie.count, tie.claims) for tie in ties(alone)]
    assert [(tie.source, tie.target, tie.weight, tie.count, tie.claims) for tie in ties(facts(both))] == plain
    members = {node.key: node.memberships for node in nodes(both)}
    assert {node.key: node.memberships for node in nodes(alone)}.items() <= members.items()


def test_china_and_russia_have_a_tie_of_facts_and_another_of_advice(whole):
    """Seven initiatives of two countries are so; of ten that are planned or recommended one has three."""
    graph = project(whole, "country-country", roll_up=True, filters=Filters(advice=True))
    russia = {
        key: (held["count"], held["weight"])
        for one, other, key, held in graph.edges(keys=True, data=True)
        if {name(one), name(other)} == {"CHN", "RUS"}
    }
    assert russia == {"fact": (7, 7.0), "advice": (10, 9.5)}
    assert project(whole, "country-country", roll_up=True).size(weight="weight") == 10.0


def test_countries_stand_for_themselves_only_unless_rolled_up(held):
    graph = project(held, "country-country")
    assert weights(graph) == AMONG_COUNTRIES
    assert Info.of(graph).left_out == {
        ADVICE: 4,
        NO_PART: 1,
        FOR_ANOTHER: 1,
        "ties of parties inside a country": 2,
        "ties of parties that belong to no country": 1,
        "initiatives of one country": 2,
        RECEIVING: 1,
    }


def test_companies_and_towns_count_for_their_country_on_demand(held):
    graph = project(held, "country-country", roll_up=True)
    # cyan has three countries then: A by its company, and B and C, which benefit; dune is recommended only.
    assert weights(graph) == {
        **AMONG_COUNTRIES,
        "AAA BBB": 1 + THIRD + HALF,
        "AAA CCC": THIRD + HALF,
    }
    stands_for = {
        name(node): [*map(name, words_of(held, "stands_for"))] for node, held in graph.nodes(data=True)
    }
    assert stands_for == {
        "AAA": ["northwind", "AAA"],
        "BBB": ["BBB", "town"],
        "CCC": ["CCC"],
        "DDD": ["DDD"],
    }
    assert "ties of parties inside a country" not in Info.of(graph).left_out


def test_roles_lead_from_who_gives_to_who_receives(held):
    graph = project(held, "country-country", roll_up=True, directed=True)
    assert type(graph) is nx.DiGraph
    found = weights(graph)
    assert (found["AAA BBB"], found["BBB AAA"]) == (1 + THIRD + HALF, 1 + THIRD)
    assert (found["AAA CCC"], found["CCC AAA"]) == (THIRD + HALF, THIRD)
    assert found["CCC DDD"] == found["DDD CCC"] == THIRD
    assert any("provider" in sentence for sentence in Info.of(graph).rule)


def test_companies_lead_to_the_countries_that_they_serve(held):
    graph = project(held, "company-country")
    # The town is neither, so cyan has three: N, B and C.
    assert weights(graph) == {"northwind BBB": HALF, "northwind CCC": HALF}
    assert Info.of(graph).left_out["arcs among companies and among countries"] == 12
    rolled_up = project(held, "company-country", roll_up=True)
    assert weights(rolled_up) == {"northwind BBB": HALF, "northwind CCC": HALF}


def test_initiatives_are_tied_by_their_parties(held):
    graph = project(held, "initiative-initiative")
    # A takes part in two (amber, blue), B in four (amber, blue, cyan, fir), the others in two.
    assert weights(graph) == {
        "amber fir": THIRD,
        "amber cyan": THIRD,
        "amber blue": 1 + THIRD,
        "fir cyan": THIRD,
        "fir blue": THIRD,
        "cyan blue": THIRD + 1,
        "elm blue": 1,
    }
    assert [*map(name, words_of(edge(graph, "amber", "blue"), "parties"))] == ["AAA", "BBB"]
    assert Info.of(graph).left_out["parties of one initiative"] == 3


def test_roles_that_filters_name_count_and_no_others(held):
    graph = project(held, "party-party", filters=Filters(roles=("beneficiary",)))
    # The town lies in B.
    assert weights(graph) == {"BBB CCC": HALF, "CCC town": HALF}
    spoken = project(held, "party-party", filters=Filters(roles=("speaker", "host")))
    assert weights(spoken) == {"AAA BBB": 1}


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_a_network_says_how_it_was_made(held, projection):
    graph = project(held, projection, filters=Filters(advice=True, without_modalities=("planned",)))
    made = Info.of(graph)
    assert made.projection == projection
    assert made.filters == ("not stated as planned",)
    assert made.left_out["ties stated as planned"] == 2
    assert len(made.rule) >= 3
    assert all(sentence.endswith((".", ".)")) for sentence in made.rule)
    assert (bool(made.weight), made.data_version) == (
        bool(PROJECTIONS[projection].shared),
        held.data_version,
    )


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_networkx_writes_a_projection_as_it_is_and_reads_the_same_back(held, projection):
    graph = project(held, projection, filters=Filters(without_modalities=("planned",)))
    graphml, gexf = io.BytesIO(), io.BytesIO()
    nx.write_graphml(graph, graphml)
    nx.write_gexf(graph, gexf, version="1.3")
    texts = (io.BytesIO(graphml.getvalue()), io.BytesIO(gexf.getvalue()))
    several = graph.is_multigraph()
    for back in (nx.read_graphml(texts[0], force_multigraph=several), nx.read_gexf(texts[1], version="1.3")):
        assert [*nodes(back)] == [*nodes(graph)]
        said = [
            sorted((sorted((tie.source, tie.target)), str(tie.attributes())) for tie in ties(one))
            for one in (back, graph)
        ]
        assert said[0] == said[1]
    assert Info.of(nx.read_graphml(io.BytesIO(graphml.getvalue()))) == Info.of(graph)


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_nodes_and_edges_come_in_the_order_of_their_addresses_each_time(held, world, projection):
    graph, again = project(held, projection), project(world, projection)
    assert list(graph) == sorted(graph)
    assert list(graph.nodes(data=True)) == list(again.nodes(data=True))
    assert list(graph.edges(data=True)) == list(again.edges(data=True))


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_every_edge_has_claims_and_every_node_its_attributes(held, projection):
    graph = project(held, projection)
    assert all(tie["claims"] for *_, tie in graph.edges(data=True))
    keys = {
        "label",
        "alt",
        "mode",
        "type",
        "type_label",
        "status",
        "status_label",
        "country",
        "years",
        "claims",
    }
    assert all(keys <= set(node) for _, node in graph.nodes(data=True))


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_an_empty_store_gives_an_empty_network(projection):
    assert len(project(LocalStore.of([]), projection)) == 0


def test_filters_that_leave_nothing_are_named(held):
    with pytest.raises(EmptyNetworkError) as caught:
        project(held, "country-country", filters=Filters(since=2030))
    assert "dated 2030 or later" in caught.value.found
    assert "6 ties without a date" in caught.value.mend


def test_an_unsupported_choice_is_refused(held):
    with pytest.raises(ParameterError, match="roll-up with the projection party-party"):
        project(held, "party-party", roll_up=True)
    with pytest.raises(ParameterError, match="directed with the projection two-mode"):
        project(held, directed=True)
    with pytest.raises(UnknownNameError) as caught:
        project(held, "party-party", weight="newmann")
    assert caught.value.mend == "did you mean newman?"


def test_a_party_and_what_it_belongs_to_are_not_tied(held):
    node = "https://w3id.org/pactgraph/id/"
    owned = replace(held, belongs={f"{node}company/northwind": (f"{node}country/BBB",)})
    graph = project(owned, "party-party")
    assert "northwind BBB" not in weights(graph) and "northwind CCC" in weights(graph)
    assert Info.of(graph).left_out["pairs of a party and what it belongs to"] == 1
