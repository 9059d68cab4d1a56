from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx
import pytest

from pactgraph.views.blocks import find_blocks, find_spine
from pactgraph.views.layout import Box, arrange, place

PRINT_PLACES = """
import runpy, sys
from pactgraph.views.layout import arrange
graph = runpy.run_path(sys.argv[1])["sample_graph"]()
print({node: (box.x, box.y, box.width, box.height) for node, box in arrange(graph, 1).items()})
"""


def meet(one: Box, other: Box) -> bool:
    return (
        abs(one.x - other.x) * 2 < one.width + other.width
        and abs(one.y - other.y) * 2 < one.height + other.height
    )


def meeting(boxes: dict[str, Box]) -> list[tuple[str, str]]:
    return [(a, b) for a, b in combinations(boxes, 2) if meet(boxes[a], boxes[b])]


def chance_network(seed: int, initiatives: int, parties: int) -> Any:
    """A two-mode network with a hub, others of all degrees, parallel ties, and loose nodes."""
    import random

    chance = random.Random(seed)
    graph = networkx.MultiGraph()
    for number in range(parties):
        graph.add_node(f"p{number}", label="Party " * chance.randint(1, 9), mode="party", type="country")
    for number in range(initiatives):
        node = f"i{number}"
        graph.add_node(node, label="Initiative " * chance.randint(1, 12), mode="initiative", type="project")
        for party in {0, *(int(parties * chance.random() ** 3) for _ in range(chance.randint(0, 5)))}:
            if chance.random() < 0.7:
                graph.add_edge(node, f"p{party}", key=f"{node}-{party}")
    return graph


def test_no_boxes_meet(graph: Any) -> None:
    assert meeting(arrange(graph)) == []


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize(("initiatives", "parties"), [(1, 1), (5, 3), (40, 60), (90, 110), (30, 200)])
def test_no_boxes_meet_in_any_network(seed: int, initiatives: int, parties: int) -> None:
    network = chance_network(seed, initiatives, parties)
    boxes = arrange(network, seed)
    assert set(boxes) == set(network)
    assert meeting(boxes) == []


def test_a_network_without_nodes_has_no_places() -> None:
    assert place(networkx.MultiGraph()) == {}


def test_two_hundred_nodes_stay_legible_at_1280_by_800() -> None:
    boxes = arrange(chance_network(3, 90, 110)).values()
    width = max(b.x + b.width / 2 for b in boxes) - min(b.x - b.width / 2 for b in boxes)
    height = max(b.y + b.height / 2 for b in boxes) - min(b.y - b.height / 2 for b in boxes)
    assert 12 * min(1000 / width, 690 / height) > 7


def test_the_most_tied_party_leads_the_spine(graph: Any) -> None:
    spine = find_spine(graph)
    assert graph.nodes[spine[0]]["label"] == "China"
    assert all(arrange(graph)[node].x == 0 for node in spine)


def test_every_tie_joins_neighbouring_columns(graph: Any) -> None:
    boxes = arrange(graph)
    assert all(abs(boxes[one].column - boxes[other].column) == 1 for one, other in graph.edges())


def test_blocks_and_spine_hold_every_node_once(graph: Any) -> None:
    spine = find_spine(graph)
    held = [*spine, *(n for block in find_blocks(graph, spine) for n in (*block.inner, *block.outer))]
    assert sorted(held) == sorted(graph)


def test_the_order_in_which_a_network_is_built_does_not_move_anything(graph: Any) -> None:
    turned = networkx.MultiGraph()
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from(
        (b, a, key, data) for a, b, key, data in reversed(list(graph.edges(keys=True, data=True)))
    )
    assert place(turned) == place(graph)


def test_places_are_the_same_under_any_hash_seed() -> None:
    sample = Path(__file__).with_name("sample.py")

    def places(seed: str) -> str:
        command = [sys.executable, "-c", PRINT_PLACES, str(sample)]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    assert len({places(seed) for seed in ("0", "1", "4711")}) == 1
