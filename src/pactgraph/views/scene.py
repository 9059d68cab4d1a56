"""The picture of a network as path data, for the page, the still picture and the downloads.

Paths of a node are relative to its centre, so that the page can move it; paths of lines are absolute.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

from pactgraph.network.elements import Node
from pactgraph.views.labels import label_of
from pactgraph.views.layouts.boxes import PADDING, TYPE_SIZE, Arrangement, Box
from pactgraph.views.lines import Line, lines_of
from pactgraph.views.marks import LineLook, Marks, NodeLook, mode_of
from pactgraph.views.svg import (
    HOLLOW,
    HOLLOW_LINE,
    Point,
    box_path,
    break_lines,
    curve_path,
    cut,
    head_path,
    shape_path,
    text_width,
)

if TYPE_CHECKING:
    import networkx as nx

BY_SIDES = frozenset({"columns", "bipartite"})
"""Layouts in which lines leave a box level at its side."""

LANE = 4
"""The distance of parallel lines."""

HEAD = 7
"""The length of an arrowhead, to which the width of its line is added."""

ALIKE = 16
"""Names that share this many first letters are shortened before their last word, not at their end."""

SIGNPOST = 170
"""The width of a name written over the picture where names in boxes are too small to read."""


@dataclass(frozen=True)
class NodeMark:
    """One node as it is drawn."""

    box: Box
    look: NodeLook
    party: bool
    filled: bool
    """Whether its box is filled: it is in the focus, or the layout brings it out."""
    frame: str
    shape: str
    hollow: float
    """The width of the line of a hollow shape; 0 for a filled one."""
    lines: tuple[str, ...]
    left: float
    """Where the lines of the name begin (or end, where ``anchor`` is ``end``), from the middle."""
    anchor: str
    bold: bool

    def baseline(self, number: int) -> float:
        """Return the height of the middle of a line of the name, from the middle of the box."""
        return (number - (len(self.lines) - 1) / 2) * (self.box.size + 2)


@dataclass(frozen=True)
class LineMark:
    """One tie as it is drawn."""

    line: Line
    look: LineLook
    path: str
    heads: tuple[str, ...]
    """The arrowheads: at the target, and at the source where the tie is mutual."""


@dataclass(frozen=True)
class Scene:
    """A network with a place and paths for every node and tie."""

    graph: nx.Graph
    boxes: Arrangement
    marks: Marks

    def nodes(self) -> dict[str, NodeMark]:
        """Return the nodes as they are drawn, in the order of the boxes."""
        graph, focus = self.graph, set(self.graph.graph.get("focus") or ())
        labels = {node: label_of(graph, node) for node in self.boxes}
        begins = Counter(label[:ALIKE] for label in labels.values())
        columns = self.marks.view.layout == "columns"
        return {
            node: self._node(
                node,
                labels[node],
                filled=node in focus if focus else box.column == 0,
                alike=begins[labels[node][:ALIKE]] > 1,
                # Larger type needs more room beside the shape; columns have a width of their own.
                more=0 if columns else box.size - TYPE_SIZE,
            )
            for node, box in self.boxes.items()
        }

    def _node(self, node: str, label: str, *, filled: bool, alike: bool, more: int) -> NodeMark:
        box = self.boxes[node]
        look, side = self.marks.node(node, box.size), -1 if box.column < 0 else 1
        party = mode_of(Node.of(self.graph, node)) == "party"
        lines: list[str] = []
        # Bold for what stands out, unless the name would have to be cut for it.
        for bold in (True, False) if filled else (False,):
            room = box.width - PADDING - more
            lines = break_lines(label, room, box.lines, box.size, bold=bold, keep_end=alike)
            if not any("…" in line for line in lines):
                break
        return NodeMark(
            box=box,
            look=look,
            party=party,
            filled=filled,
            frame=box_path(0, 0, box.width, box.height, min(box.height / 2, 12) if party else 3),
            shape=shape_path(look.shape, -side * (box.width / 2 - 10 - more / 2), 0, look.radius),
            hollow=HOLLOW_LINE * look.radius if look.shape in HOLLOW else 0,
            lines=tuple(lines),
            left=-side * (box.width / 2 - 19 - more),
            anchor="end" if side < 0 else "start",
            bold=bold,
        )

    def lines(self, *, names: bool = True) -> list[LineMark]:
        """Return the ties as they are drawn.

        :param names: whether lines end at boxes; without names, they end in the middle of shapes.
        """
        lines = lines_of(self.graph)
        between: dict[frozenset[str], list[str]] = defaultdict(list)
        for line in lines:
            between[frozenset((line.source, line.target))].append(line.id)
        # Lines between the same two boxes run side by side, around the middle.
        lanes = {
            name: place - (len(ids) - 1) / 2 for ids in between.values() for place, name in enumerate(ids)
        }
        by_sides = self.marks.view.layout in BY_SIDES
        drawn = []
        for line in lines:
            one, other = (
                box if names else Box(box.x, box.y, 0, 0, 1, box.size)
                for box in (self.boxes[line.source], self.boxes[line.target])
            )
            look = self.marks.line(line)
            points = route(line, one, other, lanes[line.id], by_sides=by_sides)
            drawn.append(LineMark(line, look, *_arrowed(points, look)))
        return drawn


def signpost(label: str) -> tuple[str, int]:
    """Return a name cut to the room of a signpost, and its width, in type of :data:`TYPE_SIZE`."""
    text = cut(label, SIGNPOST, TYPE_SIZE, bold=True)
    return text, text_width(text, TYPE_SIZE, bold=True)


def route(line: Line, one: Box, other: Box, lane: float, *, by_sides: bool) -> list[Point]:
    """Return the way of a line from box to box: its start, two points that bend it, and its end.

    :param lane: its place among the lines between the same two boxes, from the middle one.
    :param by_sides: whether it leaves boxes level at their sides, where there is room between them.
    """
    if line.source == line.target:
        top, reach = one.y - one.height / 2, 16 + abs(lane) * LANE * 2
        return [(one.x - 8, top), (one.x - 14, top - reach), (one.x + 14, top - reach), (one.x + 8, top)]
    if by_sides and abs(one.x - other.x) - (one.width + other.width) / 2 > 4:
        ahead = 1 if other.x > one.x else -1
        room = max(0.0, min(one.height, other.height) / 2 - 3)
        aside = max(-room, min(room, lane * LANE))
        x, y = one.x + ahead * one.width / 2, one.y + aside
        end_x, end_y = other.x - ahead * other.width / 2, other.y + aside
        return [(x, y), ((x + end_x) / 2, y), ((x + end_x) / 2, end_y), (end_x, end_y)]
    dx, dy = other.x - one.x, other.y - one.y
    # Which of two nodes is the source must not turn the side to which a line bows.
    bow = lane * LANE * 3 * (1 if line.source < line.target else -1) / (hypot(dx, dy) or 1)
    middle = ((one.x + other.x) / 2 - dy * bow, (one.y + other.y) / 2 + dx * bow)
    start, end = _border(one, middle), _border(other, middle)
    return [start, _between(start, middle, 2 / 3), _between(end, middle, 2 / 3), end]


def _border(box: Box, towards: Point) -> Point:
    """Return where the line from the middle of a box towards a point leaves the box."""
    dx, dy = towards[0] - box.x, towards[1] - box.y
    shares = [half / abs(way) for half, way in ((box.width / 2, dx), (box.height / 2, dy)) if way]
    share = min(shares, default=0.0)
    return box.x + dx * share, box.y + dy * share


def _between(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def _arrowed(points: Sequence[Point], look: LineLook) -> tuple[str, tuple[str, ...]]:
    """Return the path of a line and its heads; the line ends within a head, so as not to blunt its tip."""
    start, bend, other_bend, end = points
    length = HEAD + look.width

    def within(tip: Point, bend: Point) -> Point:
        far = hypot(tip[0] - bend[0], tip[1] - bend[1]) or 1
        return _between(tip, bend, min(0.7 * length, far) / far)

    first = within(start, bend) if look.arrow == "both" else start
    last = within(end, other_bend) if look.arrow else end
    ends = [(other_bend, end)] * bool(look.arrow) + [(bend, start)] * (look.arrow == "both")
    heads = tuple(head_path(bend, tip, length) for bend, tip in ends)
    return curve_path([first, bend, other_bend, last]), heads
