"""The parts a two-mode network falls into: a spine of much-tied parties, and small blocks hanging on it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

SPINE_SIZE = 11
"""At most so many parties stand in the middle: more would not fit beside each other's lines."""

SPINE_TIES = 3
"""A party with fewer neighbours than this stands beside its initiatives."""

SWEEPS = 6
"""How often the two sides of a block are ordered by each other: more changed nothing."""


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


def find_spine(graph: Any) -> list[str]:
    """Return the parties that most others are tied through, the most tied first.

    :param graph: the two-mode network.
    :returns: at most :data:`SPINE_SIZE` parties with at least :data:`SPINE_TIES` neighbours each.
    """
    ties = {node: len(set(graph[node])) for node in graph}
    parties = [n for n in graph if graph.nodes[n].get("mode") == "party" and ties[n] >= SPINE_TIES]
    return sorted(parties, key=lambda node: (-ties[node], node))[:SPINE_SIZE]


def find_blocks(graph: Any, spine: Collection[str]) -> list[Block]:
    """Cut the network at the spine and return what it falls into.

    :param graph: the two-mode network.
    :param spine: the parties to cut at.
    :returns: one block for each connected rest, in an order that depends on the content only.
    """
    left = sorted(set(graph) - set(spine))
    seen: set[str] = set()
    blocks = []
    for start in left:
        if start not in seen:
            members = _reach(graph, start, spine)
            seen.update(members)
            blocks.append(_block(graph, members, spine))
    return sorted(blocks, key=lambda block: _key(graph, (*block.inner, *block.outer)[0]))


def _reach(graph: Any, start: str, spine: Collection[str]) -> list[str]:
    found = {start}
    queue = [start]
    while queue:
        for neighbour in sorted(graph[queue.pop()]):
            if neighbour not in found and neighbour not in spine:
                found.add(neighbour)
                queue.append(neighbour)
    return sorted(found)


def _block(graph: Any, members: list[str], spine: Collection[str]) -> Block:
    ordered = sorted(members, key=lambda node: _key(graph, node))
    inner = [node for node in ordered if graph.nodes[node].get("mode") != "party"]
    outer = [node for node in ordered if graph.nodes[node].get("mode") == "party"]
    for _ in range(SWEEPS):
        outer = _by_neighbours(graph, outer, inner)
        inner = _by_neighbours(graph, inner, outer)
    anchors = sorted(neighbour for node in members for neighbour in set(graph[node]) if neighbour in spine)
    return Block(tuple(inner), tuple(outer), tuple(anchors))


def _by_neighbours(graph: Any, nodes: list[str], others: list[str]) -> list[str]:
    place = {node: index for index, node in enumerate(others)}

    def middle(node: str) -> tuple[int, int]:
        places = [place[neighbour] for neighbour in set(graph[node]) if neighbour in place]
        # Thousandths, as whole numbers: the same order on every machine.
        return (sum(places) * 1000 // len(places) if places else 0, nodes.index(node))

    return sorted(nodes, key=middle)


def _key(graph: Any, node: str) -> tuple[str, ...]:
    data = graph.nodes[node]
    return (*_texts(data, ("type", "label")), node)


def _texts(data: dict[str, Any], names: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(data.get(name, "")) for name in names)
