"""Cohesion: how dense a network is, how far apart its nodes are, whether friends of friends are friends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.network.measures.measure import Measure, Options, Rows, Values
from pactgraph.network.measures.ties import Network

if TYPE_CHECKING:
    import networkx as nx

WATTS = "D. J. Watts and S. H. Strogatz, Collective dynamics of 'small-world' networks, Nature 393 (1998)"
ONNELA = "J.-P. Onnela et al., Intensity and coherence of motifs in weighted complex networks, PRE 71 (2005)"
FREEMAN = "L. C. Freeman, Centrality in social networks: conceptual clarification, Social Networks 1 (1979)"
WASSERMAN = "S. Wasserman and K. Faust, Social Network Analysis (1994), ch. 4"


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
    """Return what is said of a network as a whole."""
    import networkx as nx

    graph, plain = network.graph, network.undirected()
    number = len(graph)
    mean_degree = 2 * plain.number_of_edges() / number if number else None
    rows: Rows = [
        ("nodes", number, "all, with those without ties"),
        ("ties", graph.number_of_edges(), "between different nodes, several counting as one"),
        ("density", nx.density(graph) if number > 1 else None, "share of all possible ties that are there"),
        ("mean degree", mean_degree, "nodes tied to a node; without directions"),
        ("degree centralisation", _centralisation(plain), "1 a star, 0 where all have as many ties"),
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
    """Return what is said of the parts of a network, and of the distances in the largest."""
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


def _centralisation(graph: nx.Graph) -> float | None:
    """Return Freeman's centralisation by degree; not defined for fewer than three nodes."""
    number, degrees = len(graph), [degree for _, degree in graph.degree()]
    if number < 3:
        return None
    return float(sum(max(degrees) - degree for degree in degrees) / ((number - 1) * (number - 2)))


MEASURES = (
    Measure(
        "clustering",
        "Local clustering",
        "nodes",
        clustering,
        formula="C(v) = 2t / (k(k-1)), t the ties among the k neighbours of v",
        source=WATTS,
        isolated="0, as all nodes of fewer than two ties",
        disconnected="computed from a node's own surroundings",
        unit="a share from 0 to 1",
        directed="undirected",
        triangles=True,
    ),
    Measure(
        "clustering-weighted",
        "Local clustering, weighted",
        "nodes",
        clustering_weighted,
        formula="mean over pairs of neighbours of the geometric mean of the three weights of their triangle, "
        "weights divided by the largest of the network",
        source=ONNELA,
        isolated="0, as all nodes of fewer than two ties",
        disconnected="computed from a node's own surroundings",
        unit="from 0 to 1",
        directed="undirected",
        triangles=True,
    ),
    Measure(
        "figures",
        "Figures of the whole network",
        "network",
        figures,
        formula="density = ties / possible ties; centralisation = sum over v of (largest degree - k(v)) / "
        "((n-1)(n-2)); transitivity = 3 triangles / paths of two ties",
        source="; ".join((WASSERMAN, FREEMAN, WATTS)),
        isolated="count among the nodes and the parts",
        disconnected="distances are those of the largest part; all else is of the whole",
        unit="each as its meaning says; paths, parts and clustering without directions",
        triangles=True,
    ),
)
