from __future__ import annotations

from math import hypot
from typing import Any

import networkx
import pytest

from pactgraph.errors import ParameterError
from pactgraph.views.layouts import arrange

COUNTRY = "https://w3id.org/pactgraph/id/country/"
TOWN = "https://w3id.org/pactgraph/id/subnational/"


def world(*codes: str) -> Any:
    graph = networkx.Graph()
    for code in codes:
        graph.add_node(COUNTRY + code, label=code, mode="party", type="country")
    return graph


def test_north_is_up_and_east_is_right() -> None:
    boxes = arrange(world("CHN", "CUB", "ARG", "NOR"), "geographic")
    assert boxes[COUNTRY + "CUB"].x < boxes[COUNTRY + "CHN"].x
    assert boxes[COUNTRY + "NOR"].y < boxes[COUNTRY + "CUB"].y < boxes[COUNTRY + "ARG"].y


def test_a_town_stands_at_its_own_place_and_a_province_near_its_country() -> None:
    graph = world("CHN", "RUS", "CUB", "ZAF")
    for name, alt in (("Heihe", []), ("Jilin", ["Jilin Province"])):
        graph.add_node(
            TOWN + name, label=name, alt=alt, mode="party", type="subnational", country=COUNTRY + "CHN"
        )
    found = arrange(graph, "geographic")
    china, heihe, jilin = found[COUNTRY + "CHN"], found[TOWN + "Heihe"], found[TOWN + "Jilin"]
    assert heihe.x > china.x + 30 and heihe.y < china.y
    assert hypot(jilin.x - china.x, jilin.y - china.y) < 160
    assert "1 of them stands near the country they belong to: where in it is not known." in found.notes


def test_what_has_no_known_place_stands_below_the_map_and_is_counted() -> None:
    graph = world("CHN", "CUB")
    graph.add_node("ASEAN", label="ASEAN", mode="party", type="group", country="")
    graph.add_node("Atlantis", label="Atlantis", mode="party", type="subnational", country=COUNTRY + "XXX")
    found = arrange(graph, "geographic")
    lowest = max(found[COUNTRY + code].y for code in ("CHN", "CUB"))
    assert found["ASEAN"].y > lowest and found["Atlantis"].y > lowest
    assert "2 of them stand below the map: they have no place that is known." in found.notes
    assert [guide.text for guide in found.guides if guide.kind == "heading"] == ["no known place"]


def test_a_network_without_any_place_is_refused() -> None:
    graph = networkx.Graph()
    graph.add_node("ASEAN", label="ASEAN", mode="party", type="group")
    with pytest.raises(ParameterError, match="place"):
        arrange(graph, "geographic")
