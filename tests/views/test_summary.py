from __future__ import annotations

from typing import Any

import networkx

from pactgraph.views.summary import made_from, summarise


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
