"""The backend that networkx loads: the conversions, the algorithms, and the calls that it accepts.

Algorithms have networkx's names and arguments. igraph scales many measures differently; the docstring of each
function gives the step from igraph's number to networkx's.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from pactgraph.model.optional_imports import require
from pactgraph.network.backend import NAME

if TYPE_CHECKING:
    import networkx as nx

Value = TypeVar("Value")
#: The only supported value of arguments, with their position in the call.
ONLY: dict[str, dict[str, tuple[int, object]]] = {
    "average_clustering": {"nodes": (1, None), "weight": (2, None), "count_zeros": (3, True)},
    "average_shortest_path_length": {"weight": (1, None)},
    "betweenness_centrality": {"k": (1, None), "endpoints": (4, False)},
    "bridges": {"root": (1, None)},
    "closeness_centrality": {"u": (1, None)},
    "clustering": {"nodes": (1, None), "weight": (2, None)},
    "diameter": {"e": (1, None), "weight": (3, None)},
    "edge_betweenness_centrality": {"k": (1, None)},
    "harmonic_centrality": {"nbunch": (1, None), "sources": (3, None)},
}
#: Algorithms that equal networkx's on undirected networks only.
UNDIRECTED = {
    "articulation_points", "average_clustering", "bridges", "closeness_centrality", "clustering",
    "connected_components", "constraint", "transitivity",
}  # fmt: skip
#: Algorithms of networkx that are about as fast as the conversion; see tests/benchmarks.
QUICK = {"connected_components", "core_number"}


class IgraphGraph:
    """An igraph graph that networkx recognises as a graph of this backend.

    :param graph: the igraph graph; its vertices are numbered in the order of the nodes.
    :param nodes: the node of each vertex.
    :param ties: the two nodes of each edge, in the order of networkx.
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
        """Return whether the graph is directed."""
        return bool(self.graph.is_directed())

    def is_multigraph(self) -> bool:
        """Return False: multigraphs are not converted."""
        return False

    def weights(self, name: str | None) -> str | None:
        """Return the name of a weight attribute; None if edges have no such attribute."""
        return name if name is not None and name in self.graph.es.attributes() else None

    def by_node(self, values: Iterable[Value]) -> dict[Hashable, Value]:
        """Return values of vertices by node."""
        return dict(zip(self.nodes, values, strict=True))

    def by_tie(self, values: Iterable[Value]) -> dict[tuple[Hashable, Hashable], Value]:
        """Return values of edges by their two nodes."""
        return dict(zip(self.ties, values, strict=True))


def convert_from_nx(
    graph: nx.Graph, edge_attrs: Mapping[str, float | None] | None = None, **others: object
) -> IgraphGraph:
    """Convert a networkx graph to igraph, with the named edge attributes only.

    :param edge_attrs: attributes and their defaults; None keeps ``weight`` if any edge has it.
    :raises NotImplementedError: for multigraphs.
    """
    if graph.is_multigraph():
        raise NotImplementedError("multigraphs are not supported")
    igraph = require("igraph", extra="analysis")
    nodes, ties = list(graph), list(graph.edges())
    place = {node: number for number, node in enumerate(nodes)}
    held = igraph.Graph(
        n=len(nodes), edges=[(place[a], place[b]) for a, b in ties], directed=graph.is_directed()
    )
    if edge_attrs is None:
        edge_attrs = {"weight": 1} if any("weight" in tie for *_, tie in graph.edges(data=True)) else {}
    for name, default in edge_attrs.items():
        values = graph.edges(data=name, default=1 if default is None else default)
        held.es[name] = [float(value) for _, _, value in values]
    return IgraphGraph(held, nodes, ties)


def convert_to_nx(graph: IgraphGraph, **others: object) -> nx.Graph:
    """Convert a graph of this backend back to networkx, with its edge attributes."""
    import networkx as nx

    held = nx.DiGraph() if graph.is_directed() else nx.Graph()
    held.add_nodes_from(graph.nodes)
    held.add_edges_from(graph.ties)
    for name in graph.graph.es.attributes():
        nx.set_edge_attributes(held, graph.by_tie(graph.graph.es[name]), name)
    return held


def betweenness_centrality(
    G: IgraphGraph,
    k: int | None = None,
    normalized: bool = True,
    weight: str | None = None,
    endpoints: bool = False,
    seed: object = None,
) -> dict[Hashable, float]:
    """Return betweenness. igraph returns counts; networkx divides by the pairs of other nodes."""
    number = len(G)
    pairs = (number - 1) * (number - 2) / (1 if G.is_directed() else 2)
    values = G.graph.betweenness(directed=G.is_directed(), weights=G.weights(weight))
    return G.by_node(value / pairs if normalized and pairs > 0 else value for value in values)


def edge_betweenness_centrality(
    G: IgraphGraph,
    k: int | None = None,
    normalized: bool = True,
    weight: str | None = None,
    seed: object = None,
) -> dict[tuple[Hashable, Hashable], float]:
    """Return edge betweenness. igraph returns counts; networkx divides by all pairs."""
    number = len(G)
    pairs = number * (number - 1) / (1 if G.is_directed() else 2)
    values = G.graph.edge_betweenness(directed=G.is_directed(), weights=G.weights(weight))
    return G.by_tie(value / pairs if normalized and pairs else value for value in values)


def closeness_centrality(
    G: IgraphGraph, u: object = None, distance: str | None = None, wf_improved: bool = True
) -> dict[Hashable, float]:
    """Return closeness. igraph returns 1 / sum of distances; networkx scales by the component."""
    number = len(G)
    values = G.graph.closeness(weights=G.weights(distance), normalized=False)
    parts = G.graph.connected_components()
    sizes, found = parts.sizes(), []
    for value, part in zip(values, parts.membership, strict=True):
        reached = sizes[part] - 1
        share = reached / (number - 1) if wf_improved and number > 1 else 1.0
        found.append(value * reached * share if reached else 0.0)
    return G.by_node(found)


def harmonic_centrality(
    G: IgraphGraph, nbunch: object = None, distance: str | None = None, sources: object = None
) -> dict[Hashable, float]:
    """Return the sum of 1/distance from all other nodes; igraph returns the mean."""
    if len(G) < 2:
        return G.by_node(0 for _ in G.nodes)
    values = G.graph.harmonic_centrality(mode="in", weights=G.weights(distance), normalized=True)
    return G.by_node(value * (len(G) - 1) for value in values)


def core_number(G: IgraphGraph) -> dict[Hashable, int]:
    """Return the core numbers."""
    return G.by_node(G.graph.coreness(mode="all"))


def clustering(G: IgraphGraph, nodes: object = None, weight: object = None) -> dict[Hashable, float]:
    """Return local clustering; 0 for nodes of degree below 2."""
    return G.by_node(G.graph.transitivity_local_undirected(mode="zero"))


def average_clustering(
    G: IgraphGraph, nodes: object = None, weight: object = None, count_zeros: bool = True
) -> float:
    """Return mean local clustering; nodes of degree below 2 count as 0."""
    return float(G.graph.transitivity_avglocal_undirected(mode="zero"))


def transitivity(G: IgraphGraph) -> float:
    """Return the share of two-edge paths that a third edge closes; 0 if there are none."""
    return float(G.graph.transitivity_undirected(mode="zero"))


def constraint(
    G: IgraphGraph, nodes: Iterable[Hashable] | None = None, weight: str | None = None
) -> dict[Hashable, float]:
    """Return Burt's constraint of the given nodes, in their order."""
    asked = G.nodes if nodes is None else list(nodes)
    place = {node: number for number, node in enumerate(G.nodes)}
    values = G.graph.constraint(vertices=[place[node] for node in asked], weights=G.weights(weight))
    return dict(zip(asked, values, strict=True))


def connected_components(G: IgraphGraph) -> Iterator[set[Hashable]]:
    """Yield the nodes of each component."""
    for part in G.graph.connected_components(mode="weak"):
        yield {G.nodes[number] for number in part}


def articulation_points(G: IgraphGraph) -> Iterator[Hashable]:
    """Yield the nodes whose removal disconnects a component."""
    for number in sorted(G.graph.articulation_points()):
        yield G.nodes[number]


def bridges(G: IgraphGraph, root: object = None) -> Iterator[tuple[Hashable, Hashable]]:
    """Yield the edges whose removal disconnects a component."""
    for number in sorted(G.graph.bridges()):
        yield G.ties[number]


def average_shortest_path_length(G: IgraphGraph, weight: object = None, method: object = None) -> float:
    """Return the mean shortest path length in hops.

    :raises NetworkXError: if a node cannot reach another.
    :raises NetworkXPointlessConcept: if the graph has no node.
    """
    import networkx as nx

    if not len(G):
        raise nx.NetworkXPointlessConcept("the null graph has no paths, thus there is no average")
    _check_connected(G)
    return float(G.graph.average_path_length(directed=True)) if len(G) > 1 else 0


def diameter(G: IgraphGraph, e: object = None, usebounds: bool = False, weight: object = None) -> int:
    """Return the largest distance between two nodes, in hops.

    :raises NetworkXError: if a node cannot reach another.
    """
    _check_connected(G)
    return int(G.graph.diameter(directed=True))


def _check_connected(G: IgraphGraph) -> None:
    import networkx as nx

    if not G.graph.is_connected(mode="strong"):
        raise nx.NetworkXError("Graph is not connected: a distance is infinite")


ALGORITHMS: dict[str, Callable[..., object]] = {
    function.__name__: function
    for function in (
        betweenness_centrality,
        edge_betweenness_centrality,
        closeness_centrality,
        harmonic_centrality,
        core_number,
        clustering,
        average_clustering,
        transitivity,
        constraint,
        connected_components,
        articulation_points,
        bridges,
        average_shortest_path_length,
        diameter,
    )
}


class Dispatcher:
    """The backend object: algorithms by networkx's names, and which calls it accepts."""

    convert_from_nx = staticmethod(convert_from_nx)
    convert_to_nx = staticmethod(convert_to_nx)

    def __getattr__(self, name: str) -> Callable[..., object]:
        if name in ALGORITHMS:
            return ALGORITHMS[name]
        raise AttributeError(name)

    def can_run(self, name: str, args: Sequence[object], kwargs: Mapping[str, object]) -> bool | str:
        """Return True if the result equals that of networkx, otherwise the reason why not."""
        graph: nx.Graph | IgraphGraph = args[0] if args else kwargs["G"]
        if graph.is_multigraph():
            return "igraph counts parallel edges differently"
        if name in UNDIRECTED and graph.is_directed():
            return "igraph measures directed networks differently"
        edges = graph.ties if isinstance(graph, IgraphGraph) else graph.edges()
        if any(one == other for one, other in edges):
            return "igraph counts self-loops differently"
        for argument, (place, value) in ONLY.get(name, {}).items():
            given = args[place] if place < len(args) else kwargs.get(argument, value)
            if given is not value:
                return f"the argument {argument} is not supported"
        return True

    def should_run(self, name: str, args: Sequence[object], kwargs: Mapping[str, object]) -> bool | str:
        """Return whether a call that names no backend is faster here than in networkx."""
        return "the conversion takes longer than networkx" if name in QUICK else True


backend = Dispatcher()
