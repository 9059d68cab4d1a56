"""The algorithms of the backend: networkx's names and arguments, igraph's work, networkx's scale.

What igraph calls a measure is often scaled otherwise; each function says how it comes to networkx's number.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from pactgraph.network.backend.conversion import IgraphGraph


def betweenness_centrality(
    G: IgraphGraph,
    k: int | None = None,
    normalized: bool = True,
    weight: str | None = None,
    endpoints: bool = False,
    seed: object = None,
) -> dict[Hashable, float]:
    """Return betweenness; igraph counts, networkx divides by the pairs that a node is not of."""
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
    """Return the betweenness of ties; igraph counts, networkx divides by all pairs."""
    number = len(G)
    pairs = number * (number - 1) / (1 if G.is_directed() else 2)
    values = G.graph.edge_betweenness(directed=G.is_directed(), weights=G.weights(weight))
    return G.by_tie(value / pairs if normalized and pairs else value for value in values)


def closeness_centrality(
    G: IgraphGraph, u: object = None, distance: str | None = None, wf_improved: bool = True
) -> dict[Hashable, float]:
    """Return closeness; igraph gives 1 / sum of distances, networkx multiplies by the others of the part."""
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
    """Return the sum of 1/distance from all others; igraph gives the mean unless told otherwise."""
    if len(G) < 2:
        return G.by_node(0 for _ in G.nodes)
    values = G.graph.harmonic_centrality(mode="in", weights=G.weights(distance), normalized=True)
    return G.by_node(value * (len(G) - 1) for value in values)


def core_number(G: IgraphGraph) -> dict[Hashable, int]:
    """Return the core numbers."""
    return G.by_node(G.graph.coreness(mode="all"))


def clustering(G: IgraphGraph, nodes: object = None, weight: object = None) -> dict[Hashable, float]:
    """Return local clustering, 0 for nodes of fewer than two ties."""
    return G.by_node(G.graph.transitivity_local_undirected(mode="zero"))


def average_clustering(
    G: IgraphGraph, nodes: object = None, weight: object = None, count_zeros: bool = True
) -> float:
    """Return the mean of local clustering, nodes of fewer than two ties counting as 0."""
    return float(G.graph.transitivity_avglocal_undirected(mode="zero"))


def transitivity(G: IgraphGraph) -> float:
    """Return the share of paths of two ties that a third closes, 0 where there is no such path."""
    return float(G.graph.transitivity_undirected(mode="zero"))


def constraint(
    G: IgraphGraph, nodes: Iterable[Hashable] | None = None, weight: str | None = None
) -> dict[Hashable, float]:
    """Return Burt's constraint of the nodes asked for, in their order."""
    asked = G.nodes if nodes is None else list(nodes)
    place = {node: number for number, node in enumerate(G.nodes)}
    values = G.graph.constraint(vertices=[place[node] for node in asked], weights=G.weights(weight))
    return dict(zip(asked, values, strict=True))


def connected_components(G: IgraphGraph) -> Iterator[set[Hashable]]:
    """Yield the nodes of each part."""
    for part in G.graph.connected_components(mode="weak"):
        yield {G.nodes[number] for number in part}


def articulation_points(G: IgraphGraph) -> Iterator[Hashable]:
    """Yield the nodes without which a part falls apart."""
    for number in sorted(G.graph.articulation_points()):
        yield G.nodes[number]


def bridges(G: IgraphGraph, root: object = None) -> Iterator[tuple[Hashable, Hashable]]:
    """Yield the ties without which a part falls in two."""
    for number in sorted(G.graph.bridges()):
        yield G.ties[number]


def average_shortest_path_length(G: IgraphGraph, weight: object = None, method: object = None) -> float:
    """Return the mean distance in steps.

    :raises NetworkXError: where a node does not reach another.
    :raises NetworkXPointlessConcept: where there is no node.
    """
    import networkx as nx

    if not len(G):
        raise nx.NetworkXPointlessConcept("the null graph has no paths, thus there is no average")
    _check_connected(G)
    return float(G.graph.average_path_length(directed=True)) if len(G) > 1 else 0


def diameter(G: IgraphGraph, e: object = None, usebounds: bool = False, weight: object = None) -> int:
    """Return the number of steps between the two nodes that are furthest apart.

    :raises NetworkXError: where a node does not reach another.
    """
    _check_connected(G)
    return int(G.graph.diameter(directed=True))


def _check_connected(G: IgraphGraph) -> None:
    import networkx as nx

    if not G.graph.is_connected(mode="strong"):
        raise nx.NetworkXError("Graph is not connected: a distance is infinite")
