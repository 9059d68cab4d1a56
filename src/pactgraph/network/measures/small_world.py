"""Small worlds: whether a network is as clustered as a lattice and as short as a random one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.network.measures.measure import Options, Rows
from pactgraph.network.measures.null_models import interval, rewired
from pactgraph.network.measures.ties import Network

if TYPE_CHECKING:
    import networkx as nx


def small_world(network: Network, options: Options) -> Rows:
    """Return clustering and mean distance of the largest part, against random networks of its degrees."""
    graph = _largest(network.undirected())
    clustering, distance = _both(graph)
    found = [_both(_largest(one)) for one in rewired(graph, options.samples, options.seed)]
    known = [[value for value in values if value is not None] for values in zip(*found, strict=True)] or [
        [],
        [],
    ]
    random_clustering, random_distance = (sum(values) / len(values) if values else None for values in known)
    small = None
    if clustering is not None and distance and random_clustering and random_distance:
        small = (clustering / random_clustering) / (distance / random_distance)
    low, high = interval([pair[0] for pair in found if pair[0] is not None])
    return [
        ("nodes", len(graph), "of the largest part, which all figures are of"),
        ("clustering", clustering, "mean over nodes of the share of neighbours that are tied"),
        ("mean distance", distance, "steps, over all pairs"),
        ("random clustering", random_clustering, "mean over random networks of the same degrees"),
        ("random clustering, low", low, "95 of 100 random networks lie above"),
        ("random clustering, high", high, "95 of 100 random networks lie below"),
        ("random mean distance", random_distance, "mean over random networks of the same degrees"),
        ("small-worldness", small, "above 1: more clustered than random, without being longer"),
    ]


def _largest(graph: nx.Graph) -> nx.Graph:
    import networkx as nx

    parts = nx.connected_components(graph)
    return graph.subgraph(sorted(max(parts, key=lambda part: (len(part), -min(part)), default=())))


def _both(graph: nx.Graph) -> tuple[float | None, float | None]:
    import networkx as nx

    if len(graph) < 2:
        return None, None
    return nx.average_clustering(graph), nx.average_shortest_path_length(graph)
