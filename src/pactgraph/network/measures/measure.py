"""What a measure is: a function with its formula, its source, and what it does in the awkward cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from pactgraph.network.measures.ties import Network
from pactgraph.network.results import Cell

if TYPE_CHECKING:
    import networkx as nx

#: A value for each node; for each tie (its two nodes, and the value); rows of a table.
Values: TypeAlias = Mapping[int, float | None]
TieValues: TypeAlias = list[tuple[int, int, float]]
Rows: TypeAlias = list[tuple[Cell, ...]]


@dataclass(frozen=True)
class Options:
    """What a caller may choose.

    :param seed: of everything that draws at random; the result reports it.
    :param samples: how many nodes a sampled measure starts from, or random networks it compares with.
    :param fast: compute with igraph where it gives the same numbers.
    :param attributes: more attributes of nodes, such as region and income group: node -> attribute -> value.
    """

    seed: int = 0
    samples: int = 100
    fast: bool = False
    attributes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Measure:
    """A measure, ready to be listed and to be applied.

    :param of: what has a value: ``nodes``, ``ties``, or the whole ``network``.
    :param compute: from the prepared network to values for nodes or ties, or to rows.
    :param formula: in symbols or words.
    :param source: where it is published.
    :param isolated: what a node without ties gets.
    :param disconnected: what happens where the network is in several parts.
    :param unit: what the values are in, and between which bounds.
    :param directed: on a directed network: ``yes`` (as it is), ``undirected`` (directions are dropped, and a
        note says so) or ``only`` (it needs directions).
    :param two_mode: whether it needs a network of two modes.
    :param triangles: whether it looks for three nodes tied to each other, which two modes cannot have.
    :param needs: libraries of the extra ``analysis`` that it needs.
    :param columns: of a measure of the whole network.
    :param options: which of the options it obeys, besides ``fast``.
    """

    name: str
    title: str
    of: str
    compute: Callable[[Network, Options], object]
    formula: str
    source: str
    isolated: str
    disconnected: str
    unit: str
    directed: str = "yes"
    two_mode: bool = False
    triangles: bool = False
    needs: tuple[str, ...] = ()
    columns: tuple[str, ...] = ("figure", "value", "meaning")
    options: tuple[str, ...] = ()

    def obstacle(self, graph: nx.Graph) -> str:
        """Return why it cannot be applied to a network, or an empty string."""
        if self.two_mode and not has_two_modes(graph):
            return "a network of one mode"
        if self.directed == "only" and not graph.is_directed():
            return "an undirected network"
        return ""


def has_two_modes(graph: nx.Graph) -> bool:
    """Tell whether ties join parties to initiatives only, both being there."""
    modes = {node: held.get("mode") for node, held in graph.nodes(data=True)}
    if set(modes.values()) != {"party", "initiative"}:
        return False
    return all(modes[one] != modes[other] for one, other in graph.edges())
