"""The layout ``columns``: a two-mode network in five columns.

The middle column is the spine: the few parties with most ties. Initiatives are left and right of it, and
outside them the parties that have no other initiative. So every line joins two neighbouring columns, labels
run along the lines rather than across them, and no two boxes overlap.

It computes in whole numbers, sorts everything and seeds its search: the same network gives the same picture
anywhere.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pactgraph.errors import ParameterError
from pactgraph.network.elements import Node
from pactgraph.views.labels import label_of
from pactgraph.views.layouts.boxes import (
    LINE,
    MOST_LINES,
    PADDING,
    TYPE_SIZE,
    Arrangement,
    Box,
    adjacency,
    components,
    fitting_lines,
    is_party,
)
from pactgraph.views.layouts.separation import spread
from pactgraph.views.svg import text_width

if TYPE_CHECKING:
    import networkx as nx

INNER, OUTER, SPINE = 206, 142, 140
"""The widest box of an initiative, of a party outside, and of a party on the spine."""

FAN, LINK = 104, 34
"""The room for lines between spine and initiatives, and between initiatives and parties."""

GAP = 2
"""The least distance between two boxes, one above the other."""

AIR = 14
"""The most that is added to it where there is room."""

PROPORTION = (66, 100)
"""The target ratio of height to width: that of the page's drawing area on a wide screen."""

TRIES = 400
"""The number of swaps of two groups that the search tries."""

SPINE_SIZE = 11
"""The most parties on the spine: more would not fit beside their lines."""

SPINE_TIES = 3
"""The least number of neighbours of a party on the spine."""

SWEEPS = 6
"""How often the two sides of a block are ordered by each other: more sweeps changed nothing."""


def arrange(graph: nx.Graph, seed: int = 1, size: str = "none") -> Arrangement:
    """Return the box of every node; see this module.

    :param graph: the two-mode network.
    :param seed: where the search for an order with short lines starts.
    :param size: has no effect: only the labels of the spine are larger.
    :raises ParameterError: if a tie joins two parties, or two initiatives.

    >>> import networkx
    >>> graph = networkx.MultiGraph()
    >>> graph.add_node("a", label="Accord", mode="initiative", type="agreement")
    >>> arrange(graph)["a"].y
    0
    """
    for one, other in graph.edges():
        if is_party(graph, one) == is_party(graph, other):
            kind = "parties" if is_party(graph, one) else "initiatives"
            raise ParameterError(
                f"the layout columns for a network that ties {kind} to each other",
                expected="a network of parties and initiatives",
                mend='write layout = "force", or choose another projection',
            )
    spine = find_spine(graph)
    blocks = _order_blocks(graph, find_blocks(graph, spine), seed)
    rooms, sides = _share_out(graph, blocks)
    boxes: dict[str, Box] = {}
    for side, sign in zip(sides, (-1, 1), strict=True):
        boxes.update(_place_side(side, rooms, sign))
    boxes.update(_place_spine(graph, spine, boxes))
    return Arrangement(boxes)


@dataclass(frozen=True)
class Block:
    """Initiatives that share parties outside the spine, with those parties."""

    inner: tuple[str, ...]
    """The initiatives, in order."""
    outer: tuple[str, ...]
    """Their parties outside the spine, in order."""
    anchors: tuple[str, ...]
    """The parties of the spine they are tied to, one entry for each tie, sorted."""

    @property
    def rows(self) -> int:
        """How many rows it needs."""
        return max(len(self.inner), len(self.outer))


def find_spine(graph: nx.Graph) -> list[str]:
    """Return the parties with most neighbours, the most first.

    :param graph: the two-mode network.
    :returns: at most :data:`SPINE_SIZE` parties with at least :data:`SPINE_TIES` neighbours each.
    """
    ties = {node: len(set(graph[node])) for node in graph}
    parties = [node for node in graph if is_party(graph, node) and ties[node] >= SPINE_TIES]
    return sorted(parties, key=lambda node: (-ties[node], node))[:SPINE_SIZE]


def find_blocks(graph: nx.Graph, spine: Collection[str]) -> list[Block]:
    """Remove the spine and return the components that remain.

    :param graph: the two-mode network.
    :param spine: the parties to remove.
    :returns: one block for each component, in an order that depends on the content only.
    """
    left = graph.subgraph(node for node in graph if node not in spine)

    def key(node: str) -> tuple[str, str, str]:
        about = Node.of(graph, node)
        return about.type, about.label, node

    blocks = []
    for members in components(adjacency(left)):
        ordered = sorted(members, key=key)
        inner = [node for node in ordered if not is_party(graph, node)]
        outer = [node for node in ordered if is_party(graph, node)]
        for _ in range(SWEEPS):
            outer = _by_neighbours(graph, outer, inner)
            inner = _by_neighbours(graph, inner, outer)
        anchors = sorted(other for node in members for other in set(graph[node]) if other in spine)
        blocks.append(Block(tuple(inner), tuple(outer), tuple(anchors)))
    return sorted(blocks, key=lambda block: key((*block.inner, *block.outer)[0]))


def _by_neighbours(graph: nx.Graph, members: list[str], others: list[str]) -> list[str]:
    place = {node: index for index, node in enumerate(others)}
    ranks = []
    for index, node in enumerate(members):
        places = [place[neighbour] for neighbour in set(graph[node]) if neighbour in place]
        # Thousandths, as whole numbers: the same order on every machine.
        ranks.append((sum(places) * 1000 // len(places) if places else 0, index))
    return [members[index] for _, index in sorted(ranks)]


@dataclass(frozen=True)
class _Room:
    """The room of one node outside the spine: the size of its box, and the air around it."""

    width: int
    lines: int
    air: int

    @property
    def height(self) -> int:
        return self.lines * LINE - 1

    @property
    def share(self) -> int:
        """The height that it takes in its column."""
        return self.height + GAP + self.air


Sides = tuple[list[Block], list[Block]]


def _share_out(graph: nx.Graph, blocks: Sequence[Block]) -> tuple[dict[str, _Room], Sides]:
    """Give each label the lines it needs, or fewer if the picture is too tall; then distribute the air."""
    target = (SPINE + 2 * (FAN + INNER + LINK + OUTER)) * PROPORTION[0] // PROPORTION[1]
    for most in range(MOST_LINES, 0, -1):
        rooms = _rooms(graph, blocks, most, air=0)
        sides: Sides = ([], [])
        heights = [0, 0]
        # Each block goes to the side that is shorter so far.
        for block in blocks:
            side = 0 if heights[0] <= heights[1] else 1
            sides[side].append(block)
            heights[side] += _height(block, rooms)
        tallest = max(heights)
        if tallest <= target:
            break
    rows = max(sum(block.rows for block in side) for side in sides)
    air = min(AIR, max(0, target - tallest) // max(rows, 1))
    return _rooms(graph, blocks, most, air), sides


def _rooms(graph: nx.Graph, blocks: Sequence[Block], most: int, air: int) -> dict[str, _Room]:
    rooms = {}
    for block in blocks:
        # An initiative without parties outside the spine may use their room.
        inner = INNER if block.outer else INNER + LINK + OUTER
        for nodes, width, beside in ((block.inner, inner, block.outer), (block.outer, OUTER, block.inner)):
            # The shorter side of a block has room for more lines anyway.
            allowed = min(MOST_LINES, max(most, len(beside) // max(len(nodes), 1)))
            for node in nodes:
                label = label_of(graph, node)
                lines = len(fitting_lines(label, width - PADDING, allowed, TYPE_SIZE))
                # A label of several lines takes the whole width.
                wide = width if lines > 1 else min(width, text_width(label, TYPE_SIZE) + PADDING)
                rooms[node] = _Room(wide, lines, air)
    return rooms


def _height(block: Block, rooms: Mapping[str, _Room]) -> int:
    return max(sum(rooms[node].share for node in nodes) for nodes in (block.inner, block.outer))


def _order_blocks(graph: nx.Graph, blocks: Sequence[Block], seed: int) -> list[Block]:
    """Order blocks from top to bottom for short lines to the spine; blocks without a tie to it come last.

    Blocks that share a party of the spine stay together: of their parties there, the one with fewest ties.
    """
    groups: dict[str, list[Block]] = {}
    for block in blocks:
        anchor = min(block.anchors, key=lambda node: (len(set(graph[node])), node), default="")
        groups.setdefault(anchor, []).append(block)
    loose = groups.pop("", [])
    order = [groups[anchor] for anchor in sorted(groups)]
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
    return [block for group in (*order, loose) for block in group]


def _length(groups: Sequence[Sequence[Block]]) -> int:
    """Return the sum of the distances, in rows, of the ties of each spine party from their median."""
    ends: dict[str, list[int]] = {}
    row = 0
    for group in groups:
        for block in group:
            for anchor in block.anchors:
                ends.setdefault(anchor, []).append(row + block.rows // 2)
            row += block.rows
    return sum(abs(end - sorted(rows)[len(rows) // 2]) for rows in ends.values() for end in rows)


def _place_side(blocks: Sequence[Block], rooms: Mapping[str, _Room], sign: int) -> dict[str, Box]:
    boxes: dict[str, Box] = {}
    top = -(sum(_height(block, rooms) for block in blocks) // 2)
    start = SPINE // 2 + FAN
    for block in blocks:
        height = _height(block, rooms)
        for nodes, inset, column in ((block.inner, start, 1), (block.outer, start + INNER + LINK, 2)):
            slack = height - sum(rooms[node].share for node in nodes)
            at = top
            for index, node in enumerate(nodes):
                # The shorter column of a block spreads over the height of the other.
                before = slack * (2 * index + 1) // (2 * len(nodes))
                room = rooms[node]
                x, y = inset + room.width // 2, at + before + room.share // 2
                boxes[node] = Box(sign * x, y, room.width, room.height, room.lines, TYPE_SIZE, sign * column)
                at += room.share
        top += height
    return boxes


def _place_spine(graph: nx.Graph, spine: Sequence[str], boxes: Mapping[str, Box]) -> dict[str, Box]:
    """Put each party of the spine at the mean height of its ties, and move overlapping ones apart."""
    sized, wanted = {}, {}
    for node in spine:
        hub = node == spine[0]
        size = TYPE_SIZE + (6 if hub else 1)
        label = label_of(graph, node)
        lines = len(fitting_lines(label, SPINE - PADDING, 3, size))
        width = SPINE if lines > 1 else min(SPINE, text_width(label, size) + PADDING)
        sized[node] = Box(0, 0, width, lines * (size + 3) + (18 if hub else 8), lines, size, 0)
        ends = [boxes[neighbour].y for neighbour in set(graph[node]) if neighbour in boxes]
        wanted[node] = sum(ends) // len(ends) if ends else 0
    order = sorted(spine, key=lambda node: (wanted[node], node))
    tops = spread([wanted[n] - sized[n].height // 2 for n in order], [sized[n].height for n in order])
    return {
        node: replace(sized[node], y=top + sized[node].height // 2)
        for node, top in zip(order, tops, strict=True)
    }
