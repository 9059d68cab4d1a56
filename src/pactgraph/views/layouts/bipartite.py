"""The layout ``bipartite``: columns of parties, of initiatives and, if there are any, of served parties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pactgraph.errors import ParameterError
from pactgraph.network.elements import Node, nodes, ties
from pactgraph.views.labels import clean
from pactgraph.views.layouts.boxes import (
    LINE,
    Arrangement,
    Box,
    Guide,
    adjacency,
    boxes_of,
    by_label,
    is_party,
    most_lines,
)
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
"""The height beyond which a layer is split into adjacent columns."""

RECEIVING = frozenset({"beneficiary", "served"})
"""The roles of parties that benefit from an initiative (see ``ontology/codelists/role.ttl``)."""

SWEEPS = 8
"""How often layers are ordered by their neighbours."""


def arrange(graph: nx.Graph, seed: int = 1, size: str = "none") -> Arrangement:
    """Return the box of every node; see this module. The layout is deterministic: the seed has no effect.

    :raises ParameterError: if ties join things of one kind.
    """
    layers = find_layers(graph)
    boxes = boxes_of(graph, size, WIDEST, most_lines(graph))
    columns = [-(-sum(boxes[node].height + GAP for node in layer.nodes) // TALLEST) for layer in layers]
    placed: dict[str, Box] = {}
    left, headings = 0, []
    tied = adjacency(graph)
    # The fullest layer is placed first, the others relative to it.
    fullest = max(range(len(layers)), key=lambda at: (len(layers[at].nodes), -at))
    for at in sorted(range(len(layers)), key=lambda at: (abs(at - fullest), at)):
        rows = _tops(tied, layers[at].nodes, boxes, columns[at], placed)
        placed |= dict(zip(layers[at].nodes, rows, strict=True))
    for at, (layer, count) in enumerate(zip(layers, columns, strict=True)):
        wide = max(boxes[node].width for node in layer.nodes)
        for place, node in enumerate(layer.nodes):
            edge = left + (place % count) * (wide + ASIDE)
            width = boxes[node].width
            # The boxes of the outer columns are flush with the lines.
            inset = wide - width // 2 if at == 0 else width // 2 if at == len(layers) - 1 else wide // 2
            placed[node] = replace(placed[node], x=edge + inset)
        across = count * (wide + ASIDE) - ASIDE
        headings.append(Guide("heading", left + across // 2, 0, across, LINE, layer.heading))
        left += across + FAN
    top = min(box.y - -(-box.height // 2) for box in placed.values())
    bottom = max(box.y + -(-box.height // 2) for box in placed.values())
    down, aside = (top + bottom) // 2, (left - FAN) // 2
    centred = {node: replace(box, x=box.x - aside, y=box.y - down) for node, box in placed.items()}
    above = top - down - LINE
    return Arrangement(centred, [replace(guide, x=guide.x - aside, y=above) for guide in headings])


def _tops(
    tied: Mapping[str, Sequence[str]],
    nodes: Sequence[str],
    boxes: Mapping[str, Box],
    count: int,
    placed: Mapping[str, Box],
) -> list[Box]:
    """Set the heights of a layer's nodes: each row near the mean of its neighbours."""
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


@dataclass(frozen=True)
class Layer:
    """Nodes in one column, with no tie among them."""

    heading: str
    nodes: tuple[str, ...]


def find_layers(graph: nx.Graph) -> list[Layer]:
    """Return the layers of a network from left to right, each ordered for few crossings.

    A two-mode network has a layer of parties, one of initiatives and, if some parties have receiving roles
    only, one of these. Any other network has a layer for each type if no tie joins two nodes of one type, or
    else a layer of pure sources and one of pure targets.

    :raises ParameterError: if the network has no such layers.
    """
    layers = _by_mode(graph) or _by_type(graph)
    give, receive = ({edge[end] for edge in graph.edges()} for end in (0, 1))
    if not layers and graph.is_directed() and receive and not give & receive:
        rest = [node for node in graph if node not in receive]
        layers = [
            Layer("give", tuple(by_label(graph, rest))),
            Layer("receive", tuple(by_label(graph, receive))),
        ]
    if not layers:
        raise ParameterError(
            "the layout bipartite for a network that ties things of one kind to each other",
            expected="ties between parties and initiatives, or between two or three types",
            mend='write layout = "force", or choose another projection',
        )
    return _ordered(graph, layers)


def _by_mode(graph: nx.Graph) -> list[Layer]:
    if any(is_party(graph, one) == is_party(graph, other) for one, other in graph.edges()):
        return []
    parties = [node for node in graph if is_party(graph, node)]
    if not parties or len(parties) == len(graph):
        return []
    roles: dict[str, set[str]] = {node: set() for node in graph}
    for tie in ties(graph):
        for node in (tie.source, tie.target):
            roles[node].add(tie.role)
    receive = [node for node in parties if roles[node] and roles[node] <= RECEIVING]
    give = [node for node in parties if node not in set(receive)]
    initiatives = [node for node in graph if not is_party(graph, node)]
    named = (
        (_heading(graph, give), give),
        (_heading(graph, initiatives), initiatives),
        (f"{_heading(graph, receive)} served", receive),
    )
    return [Layer(heading, tuple(by_label(graph, nodes))) for heading, nodes in named if nodes]


def _by_type(graph: nx.Graph) -> list[Layer]:
    kind = {node.key: node.type for node in nodes(graph)}
    if not 2 <= len(set(kind.values())) <= 3 or any(kind[a] == kind[b] for a, b in graph.edges()):
        return []
    given = dict.fromkeys(kind.values(), 0)
    if graph.is_directed():
        for one, other in graph.edges():
            given[kind[one]] -= 1
            given[kind[other]] += 1
    held = {name: [node for node in graph if kind[node] == name] for name in given}
    order = sorted(given, key=lambda name: (given[name], name))
    return [Layer(_heading(graph, held[name]), tuple(by_label(graph, held[name]))) for name in order]


def _heading(graph: nx.Graph, members: Sequence[str]) -> str:
    """Return the heading of a layer: the type of its nodes if they share one, else their mode."""
    types = {clean(Node.of(graph, node).type_label) for node in members}
    if len(types) == 1 and "" not in types:
        return types.pop()
    return "parties" if all(is_party(graph, node) for node in members) else "initiatives"


def _ordered(graph: nx.Graph, layers: Sequence[Layer]) -> list[Layer]:
    """Order each layer by the mean place of its neighbours, in sweeps there and back."""
    tied = adjacency(graph)
    order = [list(layer.nodes) for layer in layers]
    for _ in range(SWEEPS):
        for at in (*range(1, len(order)), *range(len(order) - 2, -1, -1)):
            layer = order[at]
            place = {
                node: index * 1000 // len(others)
                for other, others in enumerate(order)
                if abs(other - at) == 1
                for index, node in enumerate(others)
            }
            ranks = []
            for index, node in enumerate(layer):
                places = [place[other] for other in tied[node] if other in place]
                # A node without neighbours keeps its place.
                mean = sum(places) * 1000 // len(places) if places else index * 1_000_000 // len(layer)
                ranks.append((mean, index))
            order[at] = [layer[index] for _, index in sorted(ranks)]
    return [Layer(layer.heading, tuple(members)) for layer, members in zip(layers, order, strict=True)]
