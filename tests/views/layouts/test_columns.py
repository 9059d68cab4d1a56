from __future__ import annotations

from typing import Any

import networkx
import pytest

from pactgraph.errors import ParameterError
from pactgraph.views.layouts import arrange
from pactgraph.views.layouts.columns import find_blocks, find_spine


def test_two_hundred_nodes_stay_legible_at_1280_by_800(chance_network: Any) -> None:
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


def test_a_network_of_one_mode_is_refused() -> None:
    graph = networkx.Graph([("China", "Cuba")])
    networkx.set_node_attributes(graph, "party", "mode")
    with pytest.raises(ParameterError, match="ties parties to each other"):
        arrange(graph, "columns")
