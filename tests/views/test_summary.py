from __future__ import annotations

from typing import Any

import networkx

from pactgraph.views.summary import MOST_NAMES, made_from, node_rows, summarise, tie_rows


def test_a_network_of_countries_in_words(countries: Any) -> None:
    assert summarise(countries) == (
        "The picture holds 4 countries and 3 ties. Tied to most others are Aland (2), Borneo (2) and "
        "Chad (2). 1 stands alone, without a tie. The ties rest on 5 claims from 1 source; of these, 1 as "
        "reported speech. Their years: 2012–2015; 1 has none."
    )


def test_many_kinds_are_summed_up(graph: Any) -> None:
    text = summarise(graph)
    assert text.startswith(
        "The picture holds 140 things (34 countries, 25 agreements, 10 policies and 14 other kinds)"
    )
    assert "156 ties" in text


def test_nothing_is_nothing() -> None:
    assert summarise(networkx.Graph()) == "The picture holds nothing."
    assert made_from(networkx.Graph()) == []


def test_how_a_network_was_made_is_told_without_what_is_empty(countries: Any) -> None:
    assert made_from(countries) == [
        ("Rule", "Nodes are countries. Arcs lead from who gives to who receives."),
        ("Only", "since 2010"),
        ("Left out", "2 initiatives of one country"),
        ("Made with", "Pactgraph 9.9"),
        ("Data", "abc"),
    ]


def test_a_tie_of_two_countries_names_what_they_share_and_how_strongly(countries: Any) -> None:
    rows = [
        (row.source, row.arrow, row.target, row.relation, row.weight, row.years)
        for row in tie_rows(countries)
    ]
    assert rows == [
        ("Aland", "↔", "Borneo", "Trade accord; Sea cable", "1.5", "2012–2015"),
        ("Aland", "→", "Chad", "Sea cable", "0.5", "2015"),
        ("Borneo", "→", "Chad", "School <b>of</b> code", "0.25", ""),
    ]


def test_a_long_list_of_what_is_shared_is_cut_and_says_so(countries: Any) -> None:
    for *_, data in countries.edges(data=True):
        data["initiatives"] = [f"urn:{number}" for number in range(MOST_NAMES + 3)]
    assert tie_rows(countries)[0].relation.endswith("urn:5; and 3 more")


def test_a_claim_stands_with_its_tie_or_its_node_and_not_with_both(graph: Any) -> None:
    of_ties = {claim["iri"] for row in tie_rows(graph) for claim in row.claims}
    of_nodes = {claim["iri"] for row in node_rows(graph) for claim in row.claims}
    assert not of_ties & of_nodes
    assert len(of_ties | of_nodes) == graph.graph["claims"]


def test_the_status_of_the_initiative_stands_with_its_ties(graph: Any) -> None:
    row = next(row for row in tie_rows(graph) if row.source == "Privacy Shield")
    assert (row.status, row.relation, row.arrow) == ("ended", "signatory", "")


def test_things_are_counted_by_neighbours(countries: Any) -> None:
    assert {row.label: row.ties for row in node_rows(countries)} == {
        "Aland": 2, "Borneo": 2, "Chad": 2, "Dominica": 0,
    }  # fmt: skip
