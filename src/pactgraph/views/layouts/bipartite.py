"""In columns beside each other: parties, what they take part in and, if there are any, who is served."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pactgraph.views.layouts.boxes import LINE, Arrangement, Box, Guide
from pactgraph.views.layouts.layers import find_layers
from pactgraph.views.layouts.reading import adjacency, boxes_of, most_lines
from pactgraph.views.layouts.separation import spread

if TYPE_CHECKING:
    import networkx as nx

WIDEST = 190
"""The widest box."""

FAN = 130
"""The room for lines between two columns."""

GAP, ASIDE = 6, 12
"""The least distance between two boxes above each other, and beside each other."""

TALLEST = 1100
"""What gets taller than this is broken into columns that stand beside each other."""


def arrange(graph: nx.Graph, seed: int = 1, size: str = "none") -> Arrangement:
    """Return the box of every node; see this module. There is no chance in it: the seed has no effect.

    :raises ParameterError: if ties join things of one kind.
    """
    layers = find_layers(graph)
    boxes = boxes_of(graph, size, WIDEST, most_lines(graph))
    columns = [-(-sum(boxes[node].height + GAP for node in layer.nodes) // TALLEST) for layer in layers]
    placed: dict[str, Box] = {}
    left, headings = 0, []
    tied = adjacency(graph)
    # The fullest layer stands, the others lean on it.
    fullest = max(range(len(layers)), key=lambda at: (len(layers[at].nodes), -at))
    for at in sorted(range(len(layers)), key=lambda at: (abs(at - fullest), at)):
        rows = _tops(tied, layers[at].nodes, boxes, columns[at], placed)
        placed |= dict(zip(layers[at].nodes, rows, strict=True))
    for at, (layer, count) in enumerate(zip(layers, columns, strict=True)):
        wide = max(boxes[node].width for node in layer.nodes)
        for place, node in enumerate(layer.nodes):
            edge = left + (place % count) * (wide + ASIDE)
            width = boxes[node].width
            # The outer columns lean on the lines.
            inset = wide - width // 2 if at == 0 else width // 2 if at == len(layers) - 1 else wide // 2
            placed[node] = replace(placed[node], x=edge + inset)
        across = count * (wide + ASIDE) - ASIDE
        headings.append(Guide("heading", left + across // 2, 0, across, LINE, layer.heading))
        left += across + FAN
    return _finished(placed, headings, left - FAN)


def _tops(
    tied: Mapping[str, Sequence[str]],
    nodes: Sequence[str],
    boxes: Mapping[str, Box],
    count: int,
    placed: Mapping[str, Box],
) -> list[Box]:
    """Give the nodes of a layer their heights: each row near the middle of what it is tied to."""
    rows = [nodes[at : at + count] for at in range(0, len(nodes), count)]
    heights = [max(boxes[node].height for node in row) for row in rows]
    wanted, last = [], 0
    for row, height in zip(rows, heights, strict=True):
        ends = [placed[other].y for node in row for other in tied[node] if other in placed]
        last = sum(ends) // len(ends) if ends else last
        wanted.append(last - height // 2)
    tops = spread(wanted, heights, GAP)
    middles = [top + height // 2 for top, height in zip(tops, heights, strict=True)]
    return [replace(boxes[node], y=middles[at // count]) for at, node in enumerate(nodes)]


def _finished(placed: Mapping[str, Box], headings: Sequence[Guide], across: int) -> Arrangement:
    """Put the middle at (0, 0) and the headings above."""
    top = min(box.y - -(-box.height // 2) for box in placed.values())
    bottom = max(box.y + -(-box.height // 2) for box in placed.values())
    down, aside = (top + bottom) // 2, across // 2
    boxes = {node: replace(box, x=box.x - aside, y=box.y - down) for node, box in placed.items()}
    above = top - down - LINE
    return Arrangement(boxes, [replace(guide, x=guide.x - aside, y=above) for guide in headings])
