"""What holds for every layout: no boxes meet, and the same network gives the same picture anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx
import pytest

from pactgraph.errors import UnknownNameError
from pactgraph.views.layouts import LAYOUTS, SIZES, arrange
from pactgraph.views.layouts.boxes import PADDING, bounds, box_of
from pactgraph.views.layouts.separation import meetings
from pactgraph.views.svg import break_lines

PRINT_PLACES = """
import runpy, sys
from pactgraph.views.layouts import LAYOUTS, arrange
graph = runpy.run_path(sys.argv[1])["sample_graph"]()
for layout in LAYOUTS:
    found = arrange(graph, layout, 1, "degree")
    print(layout, list(found.items()), found.guides)
"""
Build = Callable[[int, int, int], Any]


def on_the_map(graph: Any) -> Any:
    """Give the parties countries, so that every layout can place the network."""
    codes = ("CHN", "RUS", "CUB", "ARG", "CZE", "JPN", "SGP", "nowhere")
    for number, node in enumerate(sorted(graph)):
        if graph.nodes[node]["mode"] == "party":
            graph.nodes[node].update(type="company", country=f"https://example.org/{codes[number % 8]}")
    return graph


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("size", SIZES)
def test_no_boxes_meet(graph: Any, layout: str, size: str) -> None:
    boxes = arrange(on_the_map(graph), layout, size=size)
    assert set(boxes) == set(graph)
    assert list(meetings(boxes)) == []


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("initiatives", "parties"), [(2, 1), (5, 3), (40, 60), (30, 200)])
def test_no_boxes_meet_in_any_network(
    chance_network: Build, layout: str, initiatives: int, parties: int
) -> None:
    for seed in (2, 3):
        network = on_the_map(chance_network(seed, initiatives, parties))
        network.nodes["i0"].update(status="signed", years=[2020])
        boxes = arrange(network, layout, seed, "degree")
        assert set(boxes) == set(network)
        assert list(meetings(boxes)) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_heading_stands_on_no_box(chance_network: Build, layout: str) -> None:
    network = on_the_map(chance_network(3, 40, 60))
    found = arrange(network, layout)
    for guide in found.guides:
        if guide.kind == "heading":
            assert not [
                node
                for node, box in found.items()
                if abs(box.x - guide.x) * 2 < box.width + guide.width
                and abs(box.y - guide.y) * 2 < box.height + guide.height
            ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_picture_is_around_its_middle(graph: Any, layout: str) -> None:
    left, top, right, bottom = bounds(arrange(on_the_map(graph), layout).values())
    assert abs(left + right) < 0.2 * (right - left)
    assert abs(top + bottom) < 0.2 * (bottom - top)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_network_without_nodes_has_no_places(layout: str) -> None:
    assert arrange(networkx.MultiGraph(), layout) == {}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_order_in_which_a_network_is_built_does_not_move_anything(graph: Any, layout: str) -> None:
    graph = on_the_map(graph)
    turned = networkx.MultiGraph()
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from(
        (b, a, key, data) for a, b, key, data in reversed(list(graph.edges(keys=True, data=True)))
    )
    assert arrange(turned, layout) == arrange(graph, layout)


def test_places_are_the_same_under_any_hash_seed() -> None:
    sample = Path(__file__).resolve().parent.parent / "sample.py"

    def places(seed: str) -> str:
        command = [sys.executable, "-c", PRINT_PLACES, str(sample)]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    assert len({places(seed) for seed in ("0", "1", "4711")}) == 1


def test_an_unknown_layout_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError) as caught:
        arrange(networkx.path_graph(2), "concentrical")
    assert caught.value.mend == "did you mean concentric?"


def test_an_unknown_size_is_refused() -> None:
    with pytest.raises(UnknownNameError):
        arrange(networkx.path_graph(2), "force", size="weight")


def test_a_larger_number_is_written_larger() -> None:
    graph = networkx.Graph()
    graph.add_weighted_edges_from([("hub", "a", 0.5), ("hub", "b", 0.5), ("c", "d", 9.0)])
    by_degree, by_strength = arrange(graph, "force", size="degree"), arrange(graph, "force", size="strength")
    assert by_degree["hub"].size > by_degree["a"].size == by_degree["c"].size
    assert by_strength["c"].size > by_strength["hub"].size > 12
    assert {box.size for box in arrange(graph, "force").values()} == {12}


def test_a_name_gets_the_lines_that_it_takes() -> None:
    for label in ("countries of Huawei’s access pledge", "Korea's investment in ICT research, 2019"):
        box = box_of(label, widest=130, most=3)
        assert not any("…" in line for line in break_lines(label, box.width - PADDING, box.lines, box.size))
