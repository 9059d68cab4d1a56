"""Cohesion: how dense a network is, how far apart its nodes are, whether friends of friends are friends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.network.measures.measure import Options, Rows, Values
from pactgraph.network.measures.ties import Network

if TYPE_CHECKING:
    import networkx as nx


def clustering(network: Network, options: Options) -> Values:
    """Return the share of a node's pairs of neighbours that are tied to each other."""
    import networkx as nx

    values: Values = nx.clustering(network.undirected())
    return values


def clustering_weighted(network: Network, options: Options) -> Values:
    """Return clustering by the weights of the ties of each triangle."""
    import networkx as nx

    values: Values = nx.clustering(network.undirected(), weight="weight")
    return values


def figures(network: Network, options: Options) -> Rows:
    """Return figures of the network as a whole."""
    import networkx as nx

    graph, plain = network.graph, network.undirected()
    number = len(graph)
    mean_degree = 2 * plain.number_of_edges() / number if number else None
    degrees = [degree for _, degree in plain.degree()]
    # Freeman's centralisation is not defined for fewer than three nodes.
    centralisation = None
    if number > 2:
        centralisation = sum(max(degrees) - degree for degree in degrees) / ((number - 1) * (number - 2))
    rows: Rows = [
        ("nodes", number, "all, with those without ties"),
        ("ties", graph.number_of_edges(), "between different nodes, several counting as one"),
        ("density", nx.density(graph) if number > 1 else None, "share of all possible ties that are there"),
        ("mean degree", mean_degree, "nodes tied to a node; without directions"),
        ("degree centralisation", centralisation, "1 a star, 0 where all have as many ties"),
        ("isolated nodes", nx.number_of_isolates(graph), "nodes without ties"),
        ("transitivity", nx.transitivity(plain), "share of paths of two ties that a third closes"),
        (
            "mean clustering",
            nx.average_clustering(plain) if number else None,
            "mean over nodes, 0 if under 2 ties",
        ),
    ]
    if graph.is_directed():
        reciprocity = nx.reciprocity(graph) if graph.number_of_edges() else None
        rows.append(("reciprocity", reciprocity, "share of ties that are there in both directions"))
    return [*rows, *_parts(plain)]


def _parts(graph: nx.Graph) -> Rows:
    """Return figures of the parts of a network, and of distances in the largest."""
    import networkx as nx

    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda p: (-len(p), p))
    largest = graph.subgraph(parts[0]) if parts else graph
    far = len(largest) > 1
    blocks = sum(1 for _ in nx.articulation_points(graph))
    return [
        ("parts", len(parts), "connected components, isolated nodes among them"),
        ("largest part", len(largest) / len(graph) if parts else None, "share of all nodes that are in it"),
        ("diameter", nx.diameter(largest) if far else None, "steps between the two furthest of the "
        "largest part"),
        ("mean distance", nx.average_shortest_path_length(largest) if far else None,
         "steps, over all pairs of the largest part"),
        ("articulation points", blocks, "nodes without which a part falls apart"),
        ("bridges", sum(1 for _ in nx.bridges(graph)), "ties without which a part falls in two"),
    ]  # fmt: skip
