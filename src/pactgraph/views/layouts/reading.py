"""What the layouts read of a network: who is tied to whom, what a node is called, how large it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from math import isqrt
from typing import Any

from pactgraph.views.labels import clean
from pactgraph.views.layouts.boxes import TYPE_SIZE, Box, box_of

LARGER = 6
"""So much is added to the type of the node with the greatest number, where size tells a number."""

HUBS = 5
"""At most so many nodes stand out."""

HUB_TIES = 3
"""A node with fewer neighbours than this does not stand out."""


FEW = 60
"""So many things or fewer are few."""


def adjacency(graph: Any) -> dict[str, list[str]]:
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


def label_of(graph: Any, node: str) -> str:
    """Return the name of a node as it is shown."""
    return clean(str(graph.nodes[node].get("label") or "")) or node


def by_label(graph: Any, nodes: Iterable[str]) -> list[str]:
    """Sort nodes by type, then name."""
    return sorted(nodes, key=lambda node: (str(graph.nodes[node].get("type")), label_of(graph, node), node))


def is_party(graph: Any, node: str) -> bool:
    """Say whether a node is a party."""
    return bool(graph.nodes[node].get("mode") == "party")


def boxes_of(graph: Any, size: str = "none", widest: int = 150, most: int = 2) -> dict[str, Box]:
    """Return a box at (0, 0) for every node, as large as its label and its number want.

    :param graph: the network.
    :param size: ``none``, ``degree`` (of its neighbours) or ``strength`` (the sum of its ties' weights).
    :param widest: see :func:`pactgraph.views.layouts.boxes.box_of`.
    :param most: how many lines at most.
    """
    tied = adjacency(graph)
    sizes = _sizes(graph, tied, size)
    hubs = _hubs(tied)
    return {
        node: box_of(label_of(graph, node), sizes[node], widest, most, 0 if node in hubs else 1)
        for node in tied
    }


def most_lines(graph: Any) -> int:
    """Return into how many lines a label may be broken: where there are few, long names have room.

    >>> import networkx
    >>> most_lines(networkx.path_graph(5)), most_lines(networkx.path_graph(500))
    (3, 2)
    """
    return 3 if len(graph) <= FEW else 2


def _sizes(graph: Any, tied: dict[str, list[str]], size: str) -> dict[str, int]:
    if size == "none":
        return dict.fromkeys(tied, TYPE_SIZE)
    # Thousandths, as whole numbers: the same on every machine.
    amounts = {node: 1000 * len(others) for node, others in tied.items()}
    if size == "strength":
        amounts = dict.fromkeys(tied, 0)
        for one, other, data in graph.edges(data=True):
            weight = round(1000 * float(data.get("weight") or 1))
            amounts[one] += weight
            amounts[other] += weight
    greatest = max(amounts.values(), default=0) or 1
    # The root, because an area is seen, not a length.
    return {node: TYPE_SIZE + isqrt(LARGER * LARGER * n // greatest) for node, n in amounts.items()}


def _hubs(tied: dict[str, list[str]]) -> Collection[str]:
    most = max((len(others) for others in tied.values()), default=0)
    wanted = max(HUB_TIES, -(-most // 3))
    ranked = sorted(tied, key=lambda node: (-len(tied[node]), node))
    hubs = {node for node in ranked if len(tied[node]) >= wanted}
    # Where many are alike, none stands out.
    return hubs if len(hubs) <= HUBS else ()
