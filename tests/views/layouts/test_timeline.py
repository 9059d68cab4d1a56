from __future__ import annotations

from typing import Any

import networkx
import pytest

from pactgraph.errors import ParameterError
from pactgraph.views.layouts import arrange
from pactgraph.views.layouts.timeline import MOST_COLUMNS


def strategies(rows: str) -> Any:
    """``Party Strategy year`` in each line; a year may be missing."""
    graph = networkx.MultiGraph()
    for line in rows.strip().splitlines():
        party, policy, *years = line.split()
        graph.add_node(party, label=party, mode="party", type="country")
        dated = [int(year) for year in years]
        graph.add_node(policy, label=policy, mode="initiative", type="policy", years=dated)
        graph.add_edge(party, policy, role="issuer")
    return graph


SOME = """
China Made 2015
China Broadband 2013
Russia Programme 2017
Japan eJapan 2001
Japan iJapan
"""


def headings(found: Any) -> list[str]:
    return [guide.text for guide in found.guides if guide.kind == "heading"]


def test_years_run_from_left_to_right_and_the_undated_stands_last_and_says_so() -> None:
    found = arrange(strategies(SOME), "timeline")
    order = sorted(("Made", "Broadband", "Programme", "eJapan", "iJapan"), key=lambda node: found[node].x)
    assert order == ["eJapan", "Broadband", "Made", "Programme", "iJapan"]
    assert headings(found) == ["2001", "2013", "2015", "2017", "no year stated"]


def test_a_heading_stands_above_what_it_dates() -> None:
    found = arrange(strategies(SOME), "timeline")
    at = {guide.text: guide for guide in found.guides if guide.kind == "heading"}
    assert at["2015"].x == found["Made"].x
    assert all(guide.y < min(box.y for box in found.values()) for guide in at.values())


def test_each_party_has_a_lane() -> None:
    found = arrange(strategies(SOME), "timeline")
    lanes = {
        party: [found[node].y for node in nodes]
        for party, nodes in {
            "China": ["Made", "Broadband"],
            "Japan": ["eJapan", "iJapan"],
            "Russia": ["Programme"],
        }.items()
    }
    assert all(abs(y - found[party].y) < 12 for party, ys in lanes.items() for y in ys)
    assert len({found[party].y for party in lanes}) == 3


def test_many_years_are_joined_and_named_as_a_span() -> None:
    rows = "\n".join(f"China Plan{year} {year}" for year in range(1990, 2020))
    found = arrange(strategies(rows), "timeline")
    assert len(headings(found)) == MOST_COLUMNS
    first, last = headings(found)[0], headings(found)[-1]
    assert first.startswith("1990–") and last.endswith("2019")


def test_who_leads_nothing_stands_below_under_a_heading() -> None:
    graph = strategies(SOME + "China Plan 2020\nMinistry Plan 2020\n")
    found = arrange(graph, "timeline")
    assert found["Ministry"].y > max(found[node].y for node in graph if node != "Ministry")
    assert headings(found)[-1] == "also take part"


def test_a_network_without_years_is_refused() -> None:
    with pytest.raises(ParameterError, match="year"):
        arrange(strategies("China Plan"), "timeline")


def test_a_network_of_parties_alone_has_years_too() -> None:
    graph = networkx.Graph([("China", "Cuba")])
    networkx.set_node_attributes(graph, "party", "mode")
    graph.nodes["China"]["years"], graph.nodes["Cuba"]["years"] = [2013], [2018]
    found = arrange(graph, "timeline")
    assert found["China"].x < found["Cuba"].x
