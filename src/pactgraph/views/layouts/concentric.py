"""The layout ``concentric``: rings by status, from in force or completed inside to recommended outside.

The parties with most ties are in the centre, the other parties outside all rings, near their initiatives.
The heading of a ring states its statuses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from math import atan2, cos, pi, sin
from typing import TYPE_CHECKING

from pactgraph.errors import ParameterError
from pactgraph.network.elements import Node, nodes
from pactgraph.views.labels import clean, label_of
from pactgraph.views.layouts.boxes import (
    TYPE_SIZE,
    Arrangement,
    Box,
    Guide,
    adjacency,
    box_of,
    boxes_of,
    by_label,
    is_party,
    meet,
)

if TYPE_CHECKING:
    import networkx as nx

LEVELS = (
    ("in-force", "in-force-for-some", "operating", "completed", "held", "adopted"),
    ("signed", "ratified", "provisionally-applied", "agreed", "launched", "under-way"),
    ("announced", "planned", "under-negotiation", "proposed"),
    ("recommended",),
    ("suspended", "ended"),
)
"""The statuses (see ``ontology/codelists/status.ttl``) of each ring, from the inside; others come last."""

STEPS = 360
"""The number of positions on a ring."""

APART = 34
"""The least distance between two rings, at their tops."""

WIDER = 1.55
"""How much wider than high a ring is."""

GAP = 7
"""The least distance between two boxes."""

MIDDLE = 3
"""The number of parties up to which all are in the centre."""

NONE = "not stated"
"""The heading of the ring of nodes without a status."""


def arrange(graph: nx.Graph, seed: int = 1, size: str = "none") -> Arrangement:
    """Return the box of every node; see this module. The layout is deterministic: the seed has no effect.

    :raises ParameterError: if nothing in the network has a status.
    """
    if not any(node.status for node in nodes(graph)):
        raise ParameterError(
            "the layout concentric for a network in which nothing has a status",
            expected="initiatives with a status",
            mend='choose a projection with initiatives, or write layout = "force"',
        )
    boxes, tied = boxes_of(graph, size, widest=130, most=3), adjacency(graph)
    parties = by_label(graph, (node for node in graph if is_party(graph, node)))
    inside = [node for node in parties if boxes[node].column == 0 or len(parties) <= MIDDLE]
    radius = sum(boxes[node].height + GAP for node in inside) // 2
    y = -sum(boxes[node].height + GAP for node in inside) // 2
    placed: dict[str, Box] = {}
    for node in inside:
        placed[node] = replace(boxes[node], y=y + (boxes[node].height + GAP) // 2)
        y += boxes[node].height + GAP
    guides: list[Guide] = []
    for text, members in _rings(graph, set(inside)):
        # Nodes with the same parties, apart from those in the middle, become neighbours.
        shared = {
            node: [label_of(graph, other) for other in tied[node] if other not in inside] for node in members
        }
        order = sorted(members, key=lambda node: (shared[node], label_of(graph, node), node))
        turns = {node: at / len(order) + 0.02 for at, node in enumerate(order)}
        radius, ring = _ring(turns, boxes, placed, guides, radius + APART, text)
        placed |= ring
    outside = [node for node in parties if node not in set(inside)]
    if outside:
        turns = _turns(tied, outside, placed, set(inside))
        placed |= _ring(turns, boxes, placed, guides, radius + APART, "")[1]
    return Arrangement(placed, guides)


def _rings(graph: nx.Graph, inside: set[str]) -> list[tuple[str, list[str]]]:
    """Return the heading and the nodes of each ring that has nodes, from the inside."""
    about = partial(Node.of, graph)
    level = {status: at for at, statuses in enumerate(LEVELS) for status in statuses}
    rings: dict[int, list[str]] = {}
    for node in by_label(graph, graph):
        if not is_party(graph, node):
            status = about(node).status
            rings.setdefault(level.get(status, len(LEVELS) + (not status)), []).append(node)
    said = {at: {node.status_label or node.status or NONE for node in map(about, rings[at])} for at in rings}
    return [(", ".join(sorted(map(clean, said[at]))), rings[at]) for at in sorted(rings)]


def _turns(
    tied: Mapping[str, Sequence[str]], members: Sequence[str], placed: Mapping[str, Box], inside: set[str]
) -> dict[str, float]:
    """Return for each node the direction of its neighbours, from 0 at the top clockwise to 1."""
    turns = {}
    for at, node in enumerate(members):
        near = [placed[other] for other in tied[node] if other in placed and other not in inside]
        x, y = sum(box.x for box in near), sum(box.y for box in near) * WIDER
        turns[node] = round(atan2(x, -y) / (2 * pi), 6) % 1 if x or y else at / len(members)
    return dict(sorted(turns.items(), key=lambda item: (item[1], item[0])))


def _ring(
    turns: Mapping[str, float],
    boxes: Mapping[str, Box],
    placed: Mapping[str, Box],
    guides: list[Guide],
    radius: int,
    text: str,
) -> tuple[int, dict[str, Box]]:
    """Place nodes on the smallest ring, from a radius on, on which all have room; add its guides."""
    while True:
        title = replace(box_of(text, TYPE_SIZE, widest=400, most=1), y=-radius) if text else None
        headings = [guide for guide in guides if guide.kind == "heading"]
        titles = [Box(one.x, one.y, one.width, one.height, 1, TYPE_SIZE) for one in headings]
        around = [*placed.values(), *titles, *([title] if title else [])]
        ring = _fit(turns, boxes, around, radius)
        # No title overlaps an inner box.
        clear = title is None or not any(meet(title, other) for other in around if other is not title)
        if ring is not None and clear:
            break
        radius += 6 + radius // 12
    if title:
        guides.append(Guide("ring", 0, 0, 2 * _across(radius), 2 * radius))
        guides.append(Guide("heading", 0, -radius, title.width, title.height, text))
    return radius, ring


def _fit(
    turns: Mapping[str, float], boxes: Mapping[str, Box], around: Sequence[Box], radius: int
) -> dict[str, Box] | None:
    """Place each node at its turn, or as soon after it as there is room; None if one finds none."""
    ring: dict[str, Box] = {}
    step = 0
    for node, turn in turns.items():
        step = max(step, round(turn * STEPS))
        while step < 2 * STEPS:  # a second turn, for boxes pushed past the top
            angle = 2 * pi * step / STEPS
            box = replace(boxes[node], x=round(_across(radius) * sin(angle)), y=round(-radius * cos(angle)))
            if not any(meet(box, other, GAP) for other in (*around, *ring.values())):
                ring[node] = box
                break
            step += 1
        else:
            return None
    return ring


def _across(radius: int) -> int:
    return round(radius * WIDER) + 40
