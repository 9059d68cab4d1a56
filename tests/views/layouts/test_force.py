from __future__ import annotations

from itertools import combinations, pairwise
from math import dist
from typing import Any

import networkx

from pactgraph.views.layouts import arrange
from pactgraph.views.layouts.boxes import Box, adjacency, bounds
from pactgraph.views.layouts.force import COMFORTABLE, EXACT, stress_places
from pactgraph.views.layouts.separation import extent, meetings, separate, settle


def labelled(graph: Any) -> Any:
    return networkx.relabel_nodes(graph, {node: f"Country {node:04}" for node in graph})


def grid(size: int) -> Any:
    return labelled(networkx.convert_node_labels_to_integers(networkx.grid_2d_graph(size, size)))


def stress(graph: Any, seed: int) -> float:
    """The mean square of how far, in parts of it, a distance is wrong (2 nodes 1 apart: 1)."""
    tied = adjacency(graph)
    places = stress_places(tied, sorted(graph), seed)
    far = dict(networkx.all_pairs_shortest_path_length(graph))
    wrong = [(dist(places[a], places[b]) / far[a][b] - 1) ** 2 for a, b in combinations(sorted(graph), 2)]
    return sum(wrong) / len(wrong)


def test_a_chain_is_laid_out_straight() -> None:
    graph = labelled(networkx.path_graph(12))
    places = stress_places(adjacency(graph), sorted(graph), 1)
    line = [places[node] for node in sorted(places)]
    assert all(abs(dist(one, other) - 1) < 0.15 for one, other in pairwise(line))
    assert abs(dist(line[0], line[-1]) - 11) < 0.5


def test_distances_follow_the_network() -> None:
    assert stress(grid(6), 1) < 0.06


def test_distances_follow_a_network_that_is_too_large_for_all_pairs() -> None:
    graph = grid(20)
    assert len(graph) > EXACT
    assert stress(graph, 1) < 0.12


def test_neighbours_are_nearer_than_others_are() -> None:
    graph = labelled(networkx.karate_club_graph())
    boxes = arrange(graph, "force")

    def mean(pairs: Any) -> float:
        far = [dist((boxes[a].x, boxes[a].y), (boxes[b].x, boxes[b].y)) for a, b in pairs]
        return sum(far) / len(far)

    assert mean(graph.edges()) < 0.7 * mean(networkx.complement(graph).edges())


def test_another_seed_gives_another_picture_of_the_same_network() -> None:
    graph = labelled(networkx.karate_club_graph())
    assert arrange(graph, "force", 1) != arrange(graph, "force", 2)
    assert arrange(graph, "force", 1) == arrange(graph, "force", 1)


def test_a_small_network_has_large_names() -> None:
    graph = labelled(networkx.karate_club_graph())
    assert extent(arrange(graph, "force")) <= COMFORTABLE


def test_what_has_no_tie_stands_below() -> None:
    graph = labelled(networkx.path_graph(5))
    graph.add_nodes_from(["Alone", "Also alone"])
    boxes = arrange(graph, "force")
    lowest = max(box.y for node, box in boxes.items() if graph.degree(node))
    assert boxes["Alone"].y == boxes["Also alone"].y > lowest


def test_parts_that_do_not_hang_together_do_not_mix() -> None:
    graph = labelled(networkx.disjoint_union_all([networkx.cycle_graph(6)] * 3))
    boxes = arrange(graph, "force")
    spans = [bounds(boxes[node] for node in part) for part in networkx.connected_components(graph)]
    for (left, top, right, bottom), (left2, top2, right2, bottom2) in combinations(spans, 2):
        assert right < left2 or right2 < left or bottom < top2 or bottom2 < top


def test_only_few_stand_out() -> None:
    graph = labelled(networkx.star_graph(9))
    assert [node for node, box in arrange(graph, "force").items() if box.column == 0] == ["Country 0000"]
    alike = arrange(labelled(networkx.cycle_graph(9)), "force")
    assert {box.column for box in alike.values()} == {1}


def test_boxes_that_are_wanted_at_one_place_come_apart() -> None:
    boxes = {f"n{number:03}": Box(0, 0, 80, 13, 1, 12) for number in range(150)}
    placed = separate(boxes, dict.fromkeys(boxes, (0.0, 0.0)))
    assert list(meetings(placed)) == []


def test_settling_leaves_what_meets_nothing_where_it_was_within_a_cell() -> None:
    boxes = {f"n{number}": Box(number * 100, 0, 80, 13, 1, 12) for number in range(-3, 4)}
    settled = settle(boxes)
    assert all(
        abs(settled[node].x - box.x) <= 6 and abs(settled[node].y - box.y) <= 6 for node, box in boxes.items()
    )


def test_a_thousand_boxes_at_one_place_settle_close_to_it() -> None:
    boxes = {
        f"n{number:04}": Box(0, 0, 60 + number % 90, 13 + number % 3 * 14, 1, 12) for number in range(1000)
    }
    settled = settle(boxes)
    assert list(meetings(settled)) == []
    left, top, right, bottom = bounds(settled.values())
    assert sum(box.width * box.height for box in boxes.values()) > 0.5 * (right - left) * (bottom - top)
