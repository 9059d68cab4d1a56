"""Between networkx and igraph: nodes keep their order, ties keep the weights that are asked for."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from pactgraph.model.optional_imports import require
from pactgraph.network.backend import NAME

if TYPE_CHECKING:
    import networkx as nx

Value = TypeVar("Value")


class IgraphGraph:
    """An igraph graph that networkx takes for a graph of this backend.

    :param graph: the igraph graph; its vertices are numbered in the order of the nodes.
    :param nodes: the node behind each vertex.
    :param ties: the two nodes of each edge, as networkx names it.
    """

    __networkx_backend__ = NAME

    def __init__(self, graph: nx.Graph, nodes: list[Hashable], ties: list[tuple[Hashable, Hashable]]) -> None:
        self.graph = graph
        self.nodes = nodes
        self.ties = ties

    def __len__(self) -> int:
        """Return the number of nodes."""
        return len(self.nodes)

    def is_directed(self) -> bool:
        """Tell whether ties have directions."""
        return bool(self.graph.is_directed())

    def is_multigraph(self) -> bool:
        """Tell whether two nodes can have several ties: never, such networks are not converted."""
        return False

    def weights(self, name: str | None) -> str | None:
        """Return the edge attribute to weigh by; None where ties weigh all the same."""
        return name if name is not None and name in self.graph.es.attributes() else None

    def by_node(self, values: Iterable[Value]) -> dict[Hashable, Value]:
        """Return values of vertices by node."""
        return dict(zip(self.nodes, values, strict=True))

    def by_tie(self, values: Iterable[Value]) -> dict[tuple[Hashable, Hashable], Value]:
        """Return values of edges by the nodes that they join."""
        return dict(zip(self.ties, values, strict=True))


def convert_from_nx(
    graph: nx.Graph, edge_attrs: Mapping[str, float | None] | None = None, **others: object
) -> IgraphGraph:
    """Return a networkx graph as one of igraph, with the named attributes of ties and no others.

    :param edge_attrs: attributes to keep, with the value of ties that lack them; None keeps ``weight`` where
        any tie has it.
    :raises NotImplementedError: where two nodes may have several ties.
    """
    if graph.is_multigraph():
        raise NotImplementedError("several ties between two nodes")
    igraph = require("igraph", extra="analysis")
    nodes, ties = list(graph), list(graph.edges())
    place = {node: number for number, node in enumerate(nodes)}
    held = igraph.Graph(
        n=len(nodes), edges=[(place[a], place[b]) for a, b in ties], directed=graph.is_directed()
    )
    for name, usual in _attributes(graph, edge_attrs).items():
        held.es[name] = [float(value) for _, _, value in graph.edges(data=name, default=usual)]
    return IgraphGraph(held, nodes, ties)


def _attributes(graph: nx.Graph, asked: Mapping[str, float | None] | None) -> dict[str, float]:
    if asked is not None:
        return {name: 1 if usual is None else usual for name, usual in asked.items()}
    weighted = any("weight" in tie for _, _, tie in graph.edges(data=True))
    return {"weight": 1} if weighted else {}


def convert_to_nx(graph: IgraphGraph, **others: object) -> nx.Graph:
    """Return the networkx graph behind a graph of this backend, with the attributes that it kept."""
    import networkx as nx

    held = nx.DiGraph() if graph.is_directed() else nx.Graph()
    held.add_nodes_from(graph.nodes)
    held.add_edges_from(graph.ties)
    for name in graph.graph.es.attributes():
        nx.set_edge_attributes(held, graph.by_tie(graph.graph.es[name]), name)
    return held
