"""Where every node of a two-mode network stands, and how much room its label has.

Five columns. The middle one is the spine: the few parties through which most initiatives are tied. The
initiatives stand beside it, left and right, and outside them the parties that only they have. So every line
joins two neighbouring columns, labels run along the lines rather than across them, and each node owns a box
that no other node's box meets.

Whole numbers only, everything sorted, one seeded search: the same network gives the same picture anywhere.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pactgraph.views.blocks import Block, find_blocks, find_spine
from pactgraph.views.labels import clean, text_width

TYPE_SIZE = 12
"""The type size of labels; all other measures are in the same unit."""

LINE = 14
"""The height of one line of a label."""

PADDING = 26
"""What a box adds to the width of its text: the shape that tells the type, and air."""

INNER, OUTER, SPINE = 204, 148, 144
"""The widest box of an initiative, of a party outside, and of a party on the spine."""

FAN, LINK = 84, 46
"""The room for lines between spine and initiatives, and between initiatives and parties."""

PITCH = (15, 34)
"""The least and the most distance from row to row."""

PROPORTION = (70, 100)
"""Height to width that the picture aims at: that of the page's drawing area on a wide screen."""

TRIES = 400
"""How many exchanges of two groups the search tries."""


@dataclass(frozen=True)
class Box:
    """The room of one node; ``x`` and ``y`` are its middle."""

    x: int
    y: int
    width: int
    height: int
    lines: int
    """How many lines of label fit."""
    size: int
    """The size of its type."""
    column: int
    """From -2 (parties on the left) over 0 (spine) to 2 (parties on the right)."""


def place(graph: Any, seed: int = 1) -> dict[str, tuple[int, int]]:
    """Return the position of every node.

    :param graph: the two-mode network.
    :param seed: where the search for an order with short lines starts.
    :returns: node to x and y, with (0, 0) in the middle; a label's type is :data:`TYPE_SIZE` such units high.

    >>> import networkx
    >>> graph = networkx.MultiGraph()
    >>> graph.add_node("a", label="Accord", mode="initiative", type="agreement")
    >>> place(graph)["a"][1]
    0
    """
    return {node: (box.x, box.y) for node, box in arrange(graph, seed).items()}


def arrange(graph: Any, seed: int = 1) -> dict[str, Box]:
    """Return the box of every node; see :func:`place`."""
    spine = find_spine(graph)
    sides = _deal(_order_groups(_groups(find_blocks(graph, spine), graph), seed))
    pitch = _pitch(max(sum(block.rows for block in side) for side in sides))
    boxes: dict[str, Box] = {}
    for side, sign in zip(sides, (-1, 1), strict=True):
        boxes.update(_place_side(graph, side, sign, pitch))
    boxes.update(_place_spine(graph, spine, boxes))
    return {node: boxes[node] for node in sorted(boxes)}


def _groups(blocks: Sequence[Block], graph: Any) -> list[list[Block]]:
    """Gather the blocks that hang on the same party of the spine: of those they have, the least tied one."""
    groups: dict[str, list[Block]] = {}
    for block in blocks:
        anchor = min(block.anchors, key=lambda node: (len(set(graph[node])), node), default="")
        groups.setdefault(anchor, []).append(block)
    return [groups[anchor] for anchor in sorted(groups)]


def _order_groups(groups: list[list[Block]], seed: int) -> list[Block]:
    """Order the groups from top to bottom for short lines to the spine; what is tied to none goes last."""
    loose = [group for group in groups if not group[0].anchors]
    order = [group for group in groups if group[0].anchors]
    chance = random.Random(seed)
    best = _length(order)
    for _ in range(TRIES if len(order) > 1 else 0):
        first, second = chance.sample(range(len(order)), 2)
        order[first], order[second] = order[second], order[first]
        length = _length(order)
        if length <= best:
            best = length
        else:
            order[first], order[second] = order[second], order[first]
    return [block for group in (*order, *loose) for block in group]


def _length(groups: Sequence[Sequence[Block]]) -> int:
    """Sum up how far, in rows, the ties of each party of the spine are from their middle."""
    ends: dict[str, list[int]] = {}
    row = 0
    for group in groups:
        for block in group:
            for anchor in block.anchors:
                ends.setdefault(anchor, []).append(row + block.rows // 2)
            row += block.rows
    return sum(abs(end - sorted(rows)[len(rows) // 2]) for rows in ends.values() for end in rows)


def _deal(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Deal the blocks to the left and the right side, each to the one with fewer rows so far."""
    sides: tuple[list[Block], list[Block]] = ([], [])
    rows = [0, 0]
    for block in blocks:
        side = 0 if rows[0] <= rows[1] else 1
        sides[side].append(block)
        rows[side] += block.rows
    return sides


def _pitch(rows: int) -> int:
    width = SPINE + 2 * (FAN + INNER + LINK + OUTER)
    least, most = PITCH
    return min(most, max(least, width * PROPORTION[0] // PROPORTION[1] // max(rows, 1)))


def _place_side(graph: Any, blocks: Sequence[Block], sign: int, pitch: int) -> dict[str, Box]:
    boxes: dict[str, Box] = {}
    top = -sum(block.rows for block in blocks) * pitch // 2
    start = SPINE // 2 + FAN
    for block in blocks:
        height = block.rows * pitch
        room = INNER if block.outer else INNER + LINK + OUTER
        columns = ((block.inner, start, room, 1), (block.outer, start + INNER + LINK, OUTER, 2))
        for nodes, inset, width, column in columns:
            for index, node in enumerate(nodes):
                share = height // len(nodes)
                y = top + height * (2 * index + 1) // (2 * len(nodes))
                boxes[node] = _box(graph, node, (inset, y), (width, share), sign * column)
        top += height
    return boxes


def _box(graph: Any, node: str, at: tuple[int, int], room: tuple[int, int], column: int) -> Box:
    """Fit a box into a room: as many lines as the label needs and the room holds, as wide as the text."""
    inset, y = at
    text = text_width(clean(graph.nodes[node].get("label", "")), TYPE_SIZE)
    lines = max(1, min((room[1] - 1) // LINE, 3, -(-text // (room[0] - PADDING))))
    # Words do not break evenly: a label of several lines takes the whole width.
    width = room[0] if lines > 1 else min(room[0], text + PADDING)
    x = inset + width // 2
    return Box(x if column > 0 else -x, y, width, lines * LINE - 1, lines, TYPE_SIZE, column)


def _place_spine(graph: Any, spine: Sequence[str], boxes: Mapping[str, Box]) -> dict[str, Box]:
    """Put each party of the spine at the middle of its ties, and push apart those that meet."""
    sized = {node: _spine_box(graph, node, spine[0]) for node in spine}
    wanted = {node: _middle(graph, node, boxes) for node in spine}
    order = sorted(spine, key=lambda node: (wanted[node], node))
    tops = _push_apart([wanted[n] - sized[n].height // 2 for n in order], [sized[n].height for n in order])
    return {
        node: replace(sized[node], y=top + sized[node].height // 2)
        for node, top in zip(order, tops, strict=True)
    }


def _spine_box(graph: Any, node: str, hub: str) -> Box:
    size = TYPE_SIZE + (6 if node == hub else 1)
    text = text_width(clean(graph.nodes[node].get("label", "")), size)
    lines = max(1, min(3, -(-text // (SPINE - PADDING))))
    width = SPINE if lines > 1 else min(SPINE, text + PADDING)
    return Box(0, 0, width, lines * (size + 3) + (18 if node == hub else 8), lines, size, 0)


def _middle(graph: Any, node: str, boxes: Mapping[str, Box]) -> int:
    ends = sorted(boxes[neighbour].y for neighbour in set(graph[node]) if neighbour in boxes)
    return sum(ends) // len(ends) if ends else 0


def _push_apart(tops: Sequence[int], heights: Sequence[int], gap: int = 8) -> list[int]:
    """Move intervals as little as can be (least squares) until none meets the next; their order stays."""
    # Runs of intervals that touch: sum of where each would have the run begin, their number, its height.
    runs: list[tuple[int, int, int]] = []
    for top, height in zip(tops, heights, strict=True):
        wish, count, tall = top, 1, height + gap
        while runs and runs[-1][0] // runs[-1][1] + runs[-1][2] > wish // count:
            wish_above, count_above, tall_above = runs.pop()
            wish, count = wish_above + wish - count * tall_above, count_above + count
            tall += tall_above
        runs.append((wish, count, tall))
    placed: list[int] = []
    for wish, count, _ in runs:
        at = wish // count
        for height in heights[len(placed) : len(placed) + count]:
            placed.append(at)
            at += height + gap
    return placed
