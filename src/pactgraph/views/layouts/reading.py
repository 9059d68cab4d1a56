"""What the layouts read of a network: who is tied to whom, what a node is called, how large it is."""

from __future__ import annotations

from collections.abc import Iterable
from math import isqrt
from typing import TYPE_CHECKING

from pactgraph.network.elements import Node, ties
from pactgraph.views.labels import label_of
from pactgraph.views.layouts.boxes import TYPE_SIZE, Box, box_of

if TYPE_CHECKING:
    import networkx as nx

LARGER = 6
"""So much is added to the type of the node with the greatest number, where size tells a number."""

HUBS = 5
"""At most so many nodes stand out."""

HUB_TIES = 3
"""A node with fewer neighbours than this does not stand out."""


FEW = 60
"""So many things or fewer are few."""


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
    """Return the parts that hang together, the largest first, each sorted."""
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
    """Say whether a node is a party."""
    return Node.of(graph, node).mode == "party"


def boxes_of(graph: nx.Graph, size: str = "none", widest: int = 150, most: int = 2) -> dict[str, Box]:
    """Return a box at (0, 0) for every node, as large as its label and its number want.

    :param graph: the network.
    :param size: ``none``, ``degree`` (of its neighbours) or ``strength`` (the sum of its ties' weights).
    :param widest: see :func:`pactgraph.views.layouts.boxes.box_of`.
    :param most: how many lines at most.
    """
    tied = adjacency(graph)
    sizes = _sizes(graph, tied, size)
    # A hub has at least a third of the most neighbours; where many are alike, none stands out.
    most_ties = max((len(others) for others in tied.values()), default=0)
    hubs = [node for node in tied if len(tied[node]) >= max(HUB_TIES, -(-most_ties // 3))]
    outstanding = set(hubs) if len(hubs) <= HUBS else set()
    return {
        node: box_of(label_of(graph, node), sizes[node], widest, most, 0 if node in outstanding else 1)
        for node in tied
    }


def most_lines(graph: nx.Graph) -> int:
    """Return into how many lines a label may be broken: where there are few, long names have room.

    >>> import networkx
    >>> most_lines(networkx.path_graph(5)), most_lines(networkx.path_graph(500))
    (3, 2)
    """
    return 3 if len(graph) <= FEW else 2


def _sizes(graph: nx.Graph, tied: dict[str, list[str]], size: str) -> dict[str, int]:
    if size == "none":
        return dict.fromkeys(tied, TYPE_SIZE)
    # Thousandths, as whole numbers: the same on every machine.
    amounts = {node: 1000 * len(others) for node, others in tied.items()}
    if size == "strength":
        amounts = dict.fromkeys(tied, 0)
        for tie in ties(graph):
            weight = round(1000 * (tie.weight or 1))
            amounts[tie.source] += weight
            amounts[tie.target] += weight
    greatest = max(amounts.values(), default=0) or 1
    # The root, because an area is seen, not a length.
    return {node: TYPE_SIZE + isqrt(LARGER * LARGER * n // greatest) for node, n in amounts.items()}
