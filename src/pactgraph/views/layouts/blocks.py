"""The parts a two-mode network falls into: a spine of much-tied parties, and small blocks hanging on it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.network.elements import Node
from pactgraph.views.layouts.reading import adjacency, components, is_party

if TYPE_CHECKING:
    import networkx as nx

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


def find_spine(graph: nx.Graph) -> list[str]:
    """Return the parties that most others are tied through, the most tied first.

    :param graph: the two-mode network.
    :returns: at most :data:`SPINE_SIZE` parties with at least :data:`SPINE_TIES` neighbours each.
    """
    ties = {node: len(set(graph[node])) for node in graph}
    parties = [node for node in graph if is_party(graph, node) and ties[node] >= SPINE_TIES]
    return sorted(parties, key=lambda node: (-ties[node], node))[:SPINE_SIZE]


def find_blocks(graph: nx.Graph, spine: Collection[str]) -> list[Block]:
    """Cut the network at the spine and return what it falls into.

    :param graph: the two-mode network.
    :param spine: the parties to cut at.
    :returns: one block for each connected rest, in an order that depends on the content only.
    """
    left = graph.subgraph(node for node in graph if node not in spine)
    blocks = [_block(graph, members, spine) for members in components(adjacency(left))]
    return sorted(blocks, key=lambda block: _key(graph, (*block.inner, *block.outer)[0]))


def _block(graph: nx.Graph, members: list[str], spine: Collection[str]) -> Block:
    ordered = sorted(members, key=lambda node: _key(graph, node))
    inner = [node for node in ordered if not is_party(graph, node)]
    outer = [node for node in ordered if is_party(graph, node)]
    for _ in range(SWEEPS):
        outer = _by_neighbours(graph, outer, inner)
        inner = _by_neighbours(graph, inner, outer)
    anchors = sorted(neighbour for node in members for neighbour in set(graph[node]) if neighbour in spine)
    return Block(tuple(inner), tuple(outer), tuple(anchors))


def _by_neighbours(graph: nx.Graph, members: list[str], others: list[str]) -> list[str]:
    place = {node: index for index, node in enumerate(others)}
    ranks = []
    for index, node in enumerate(members):
        places = [place[neighbour] for neighbour in set(graph[node]) if neighbour in place]
        # Thousandths, as whole numbers: the same order on every machine.
        ranks.append((sum(places) * 1000 // len(places) if places else 0, index))
    return [members[index] for _, index in sorted(ranks)]


def _key(graph: nx.Graph, node: str) -> tuple[str, str, str]:
    about = Node.of(graph, node)
    return about.type, about.label, node
