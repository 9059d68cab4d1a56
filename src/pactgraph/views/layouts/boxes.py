"""Boxes, guides and their arrangement, and what every layout reads of a network: ties, labels, sizes.

All lengths are in one unit: a label is set in type of :data:`TYPE_SIZE` units, and (0, 0) is the centre.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isqrt
from typing import TYPE_CHECKING

from pactgraph.network.elements import Node, ties
from pactgraph.views.labels import clean, label_of
from pactgraph.views.svg import break_lines, text_width

if TYPE_CHECKING:
    import networkx as nx

TYPE_SIZE = 12
"""The default type size of labels."""

LINE = 14
"""The height of one line of a label of that size."""

PADDING = 26
"""What a box adds to the width of its text: the shape for its type, and air."""

WIDEST = 150
"""The widest box of a layout that has no columns of its own."""

MOST_LINES = 3
"""The most lines of a label."""

LARGER = 6
"""What is added to the type size of the node with the greatest value."""

HUBS = 5
"""The most nodes that are brought out."""

HUB_TIES = 3
"""The least number of neighbours of a node that is brought out."""

FEW = 60
"""The number of nodes up to which labels may have three lines."""


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
    column: int = 1
    """In five columns: from -2 (parties on the left) over 0 (spine) to 2 (parties on the right). In any other
    layout 0 for what most is tied through, else 1."""


@dataclass(frozen=True)
class Guide:
    """A ring, line or heading behind the boxes that explains the layout."""

    kind: str
    """``ring`` is an ellipse around ``x`` and ``y``; ``line`` goes from there by ``width`` and ``height``;
    ``heading`` is a text with its middle there, in a room of ``width`` and ``height``."""
    x: int
    y: int
    width: int = 0
    height: int = 0
    text: str = ""


class Arrangement(dict[str, Box]):
    """Node to box, in the order of the nodes, with the guides of the picture.

    :param boxes: node to box.
    :param guides: the guides behind the boxes.
    """

    def __init__(self, boxes: Mapping[str, Box], guides: Iterable[Guide] = ()) -> None:
        super().__init__((node, boxes[node]) for node in sorted(boxes))
        self.guides = tuple(guides)


def box_of(label: str, size: int = TYPE_SIZE, widest: int = WIDEST, most: int = 2, column: int = 1) -> Box:
    """Return a box at (0, 0) with room for a label.

    :param label: the text.
    :param size: the size of its type.
    :param widest: how wide a box of :data:`TYPE_SIZE` may get for several words; it grows with the type.
    :param most: how many lines at most.
    :param column: see :class:`Box`.

    >>> box_of("China")
    Box(x=0, y=0, width=58, height=13, lines=1, size=12, column=1)
    """
    text, padding = clean(label), PADDING + size - TYPE_SIZE
    room = widest * size // TYPE_SIZE - padding
    word = max((text_width(part, size) for part in text.split()), default=0)
    # A long word may widen the box by half: it cannot be broken.
    room = max(room, min(word, room * 3 // 2))
    lines = fitting_lines(text, room, most, size)
    longest = max(text_width(line, size) for line in lines)
    height = len(lines) * (size + LINE - TYPE_SIZE) - 1
    return Box(0, 0, longest + padding, height, len(lines), size, column)


def fitting_lines(text: str, room: int, most: int, size: int) -> list[str]:
    """Break a text into as few lines as it takes uncut; into the most lines where it is cut anyway.

    >>> fitting_lines("Digital Silk Road", 60, 3, 12)
    ['Digital Silk', 'Road']
    """
    lines = [""]
    for number in range(1, most + 1):
        lines = break_lines(text, room, number, size)
        if "".join(lines).count("…") == text.count("…"):
            break
    return lines


def meet(one: Box, other: Box, gap: int = 0) -> bool:
    """Return whether two boxes overlap, or are nearer than a gap."""
    return (
        abs(one.x - other.x) * 2 < one.width + other.width + 2 * gap
        and abs(one.y - other.y) * 2 < one.height + other.height + 2 * gap
    )


def bounds(boxes: Iterable[Box]) -> tuple[int, int, int, int]:
    """Return the left, top, right and bottom of all boxes; zeros where there are none.

    >>> bounds([Box(0, 0, 10, 4, 1, 12), Box(20, 5, 10, 4, 1, 12)])
    (-5, -2, 25, 7)
    """
    listed = list(boxes)
    if not listed:
        return (0, 0, 0, 0)
    return (
        min(box.x - -(-box.width // 2) for box in listed),
        min(box.y - -(-box.height // 2) for box in listed),
        max(box.x + -(-box.width // 2) for box in listed),
        max(box.y + -(-box.height // 2) for box in listed),
    )


def adjacency(graph: nx.Graph) -> dict[str, list[str]]:
    """Return the neighbours of every node, either way, each once, sorted; a tie to oneself is none.

    >>> import networkx
    >>> adjacency(networkx.MultiDiGraph([("b", "a"), ("b", "a"), ("a", "a")]))
    {'a': ['b'], 'b': ['a']}
    """
    tied: dict[str, set[str]] = {node: set() for node in sorted(graph)}
    for one, other in graph.edges():
        if one != other:
            tied[one].add(other)
            tied[other].add(one)
    return {node: sorted(others) for node, others in tied.items()}


def components(tied: dict[str, list[str]]) -> list[list[str]]:
    """Return the connected components, the largest first, each sorted."""
    seen: set[str] = set()
    parts = []
    for start in tied:
        if start not in seen:
            part = {start}
            queue = [start]
            while queue:
                fresh = [node for node in tied[queue.pop()] if node not in part]
                part.update(fresh)
                queue += fresh
            seen |= part
            parts.append(sorted(part))
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def by_label(graph: nx.Graph, nodes: Iterable[str]) -> list[str]:
    """Sort nodes by type, then name."""
    return sorted(nodes, key=lambda node: (Node.of(graph, node).type, label_of(graph, node), node))


def is_party(graph: nx.Graph, node: str) -> bool:
    """Return whether a node is a party."""
    return Node.of(graph, node).mode == "party"


def boxes_of(graph: nx.Graph, size: str = "none", widest: int = 150, most: int = 2) -> dict[str, Box]:
    """Return a box at (0, 0) for every node, sized by its label and its value.

    :param graph: the network.
    :param size: ``none``, ``degree`` (of its neighbours) or ``strength`` (the sum of its ties' weights).
    :param widest: see :func:`pactgraph.views.layouts.boxes.box_of`.
    :param most: how many lines at most.
    """
    tied = adjacency(graph)
    sizes = dict.fromkeys(tied, TYPE_SIZE)
    if size != "none":
        # Thousandths, as whole numbers: the same on every machine.
        amounts = {node: 1000 * len(others) for node, others in tied.items()}
        if size == "strength":
            amounts = dict.fromkeys(tied, 0)
            for tie in ties(graph):
                weight = round(1000 * (tie.weight or 1))
                amounts[tie.source] += weight
                amounts[tie.target] += weight
        greatest = max(amounts.values(), default=0) or 1
        # The root, because readers compare areas, not lengths.
        sizes = {node: TYPE_SIZE + isqrt(LARGER * LARGER * n // greatest) for node, n in amounts.items()}
    # A hub has at least a third of the most neighbours; if there are many, none is brought out.
    most_ties = max((len(others) for others in tied.values()), default=0)
    hubs = [node for node in tied if len(tied[node]) >= max(HUB_TIES, -(-most_ties // 3))]
    outstanding = set(hubs) if len(hubs) <= HUBS else set()
    return {
        node: box_of(label_of(graph, node), sizes[node], widest, most, 0 if node in outstanding else 1)
        for node in tied
    }


def most_lines(graph: nx.Graph) -> int:
    """Return the most lines of a label: a small network has room for long names.

    >>> import networkx
    >>> most_lines(networkx.path_graph(5)), most_lines(networkx.path_graph(500))
    (3, 2)
    """
    return 3 if len(graph) <= FEW else 2
