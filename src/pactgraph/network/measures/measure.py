"""Definition of a measure, its options, and the network that it is applied to."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from importlib import import_module
from math import lcm
from typing import TYPE_CHECKING, Any, TypeAlias

from pactgraph.network.results import Cell

if TYPE_CHECKING:
    import networkx as nx

#: Weights are read as fractions with denominators up to this, so that 1/3 + 1/7 in floats is 10/21 again.
DENOMINATORS = 10**6
#: If the common denominator of all lengths exceeds this, lengths are in units of 1/FINEST.
LARGEST = 10**60
FINEST = 10**12


@dataclass(frozen=True)
class Network:
    """A network prepared for measuring.

    Nodes are numbered in the order of the projection, so that results do not depend on hashing. Parallel
    edges are merged into one tie; its weight is their sum, or 1 if they have no weight. Self-loops are
    removed.

    :param graph: nx.Graph or nx.DiGraph; ties have ``weight``.
    :param names: the node of each number.
    :param attributes: the attributes of each node.
    :param merged: number of ties that were merged into others.
    :param loops: number of self-loops that were removed.
    """

    graph: nx.Graph
    names: tuple[Hashable, ...]
    attributes: tuple[dict[str, object], ...]
    merged: int
    loops: int

    def undirected(self) -> nx.Graph:
        """Return the undirected network; the weights of both directions are added."""
        import networkx as nx

        if not self.graph.is_directed():
            return self.graph
        graph = nx.Graph()
        graph.add_nodes_from(self.graph)
        for one, other, weight in self.graph.edges(data="weight"):
            _add(graph, one, other, weight)
        return graph

    def largest(self) -> set[int]:
        """Return the largest (strongly) connected component; if several are, that with the first node."""
        import networkx as nx

        parts = nx.strongly_connected_components if self.graph.is_directed() else nx.connected_components
        return set(max(parts(self.graph), key=lambda part: (len(part), -min(part)), default=set()))

    def mode(self, name: str) -> list[int]:
        """Return the nodes of a mode (``party`` or ``initiative``), in order."""
        return [number for number, held in enumerate(self.attributes) if held.get("mode") == name]

    def notes(self) -> list[str]:
        """Return the changes made to ties, in sentences."""
        notes = []
        if self.merged:
            notes.append(f"Several ties between two nodes count as one: {self.merged} were merged.")
        if self.loops:
            notes.append(f"Ties of a node to itself are left out: {self.loops}.")
        return notes


def prepare(graph: nx.Graph) -> Network:
    """Prepare a projection for measures.

    >>> import networkx as nx
    >>> double = nx.MultiGraph([("a", "b"), ("a", "b"), ("b", "b")])
    >>> network = prepare(double)
    >>> list(network.graph.edges(data="weight")), network.merged, network.loops
    ([(0, 1, 1.0)], 1, 1)
    """
    import networkx as nx

    number = {name: place for place, name in enumerate(graph)}
    held = nx.DiGraph() if graph.is_directed() else nx.Graph()
    held.add_nodes_from(range(len(graph)))
    merged = loops = 0
    for one, other, weight in sorted(
        (number[one], number[other], weight or 0.0) for one, other, weight in graph.edges(data="weight")
    ):
        if one == other:
            loops += 1
            continue
        merged += held.has_edge(one, other)
        _add(held, one, other, weight)
    for _, _, tie in held.edges(data=True):
        tie["weight"] = tie["weight"] or 1.0
    return Network(held, tuple(graph), tuple(dict(graph.nodes[name]) for name in graph), merged, loops)


def _add(graph: nx.Graph, one: int, other: int, weight: float) -> None:
    held = graph.edges[one, other]["weight"] if graph.has_edge(one, other) else 0.0
    graph.add_edge(one, other, weight=held + weight)


def with_lengths(graph: nx.Graph) -> nx.Graph:
    """Return a copy whose ties have a ``length`` of 1/weight, as whole numbers.

    Paths of equal length must compare equal, which sums of floats do not: 1/0.3 + 1/0.6 depends on the order.
    So weights are read as fractions, and lengths are multiples of 1/``unit``, an attribute of the graph:
    length / unit = 1 / weight.

    >>> import networkx as nx
    >>> graph = nx.Graph()
    >>> graph.add_weighted_edges_from([(0, 1, 0.5), (1, 2, 1.5)])
    >>> held = with_lengths(graph)
    >>> held.edges[0, 1]["length"], held.edges[1, 2]["length"], held.graph["unit"]
    (6, 2, 3)
    """
    copy = graph.copy()
    lengths = {
        (one, other): 1 / max(Fraction(weight).limit_denominator(DENOMINATORS), Fraction(1, DENOMINATORS))
        for one, other, weight in graph.edges(data="weight")
    }
    unit = 1
    for length in lengths.values():
        unit = lcm(unit, length.denominator)
        if unit > LARGEST:
            unit = FINEST
            break
    for (one, other), length in lengths.items():
        copy.edges[one, other]["length"] = round(length * unit)
    copy.graph["unit"] = unit
    return copy


#: A value for each node; for each tie (its two nodes, and the value); rows of a table.
Values: TypeAlias = Mapping[int, float | None]
TieValues: TypeAlias = list[tuple[int, int, float]]
Rows: TypeAlias = list[tuple[Cell, ...]]
#: Which of the three follows from ``Measure.of``.
Computed: TypeAlias = Any


@dataclass(frozen=True)
class Options:
    """Options of measures.

    :param seed: random seed, part of the result.
    :param samples: number of nodes of a sampled measure, or of random networks to compare with.
    :param fast: compute with igraph if it gives the same numbers.
    :param attributes: more attributes of nodes, such as region and income group: node -> attribute -> value.
    """

    seed: int = 0
    samples: int = 100
    fast: bool = False
    attributes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Measure:
    """A measure with its documentation.

    :param of: what it measures: ``nodes``, ``ties``, or the whole ``network``.
    :param function: ``family.name`` of the function that computes it; see :meth:`compute`.
    :param formula: in symbols or words.
    :param source: the publication.
    :param isolated: the value of isolated nodes.
    :param disconnected: the behaviour if there are several components.
    :param unit: the unit and the bounds of values.
    :param directed: in a directed network: ``yes`` (directions count), ``undirected`` (dropped, with a
        note) or ``only`` (it needs directions).
    :param two_mode: whether it needs a two-mode network.
    :param triangles: whether it counts triangles, which two-mode networks lack.
    :param needs: required libraries of the extra ``analysis``.
    :param columns: the columns of a measure of the whole network.
    :param options: the options that it uses, besides ``fast``.
    """

    name: str
    title: str
    of: str
    function: str
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

    def compute(self, network: Network, options: Options) -> Computed:
        """Return values of nodes or ties, or rows, of a prepared network."""
        # A family imports networkx, which is slow: only when a measure is computed.
        family, name = self.function.split(".")
        function: Callable[[Network, Options], Computed]
        function = getattr(import_module(f"pactgraph.network.measures.{family}"), name)
        return function(network, options)

    def obstacle(self, graph: nx.Graph) -> str:
        """Return the reason why it cannot be applied to a network, or an empty string."""
        if self.two_mode and not has_two_modes(graph):
            return "a network of one mode"
        if self.directed == "only" and not graph.is_directed():
            return "an undirected network"
        return ""


def has_two_modes(graph: nx.Graph) -> bool:
    """Return whether the network has parties and initiatives, and ties only between them."""
    modes = {node: held.get("mode") for node, held in graph.nodes(data=True)}
    if set(modes.values()) != {"party", "initiative"}:
        return False
    return all(modes[one] != modes[other] for one, other in graph.edges())
