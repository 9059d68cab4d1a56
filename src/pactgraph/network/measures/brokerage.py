"""Brokerage: who sits where others do not meet, and which nodes and ties hold the network together."""

from __future__ import annotations

import networkx as nx

from pactgraph.model.optional_imports import require
from pactgraph.network.measures.measure import Network, Options, TieValues, Values

#: Above so many nodes the matrix of all pairs would take more memory than it is quick.
MATRIX = 2000


def constraint(network: Network, options: Options) -> Values:
    """Return how far a node's ties lead back to each other: low is free to broker, high is closed in."""
    tied = [node for node, number in network.graph.degree() if number]
    if len(tied) > MATRIX or options.fast:
        # Both directions add up; of a directed network networkx would leave out who only receives ties.
        values: Values = nx.constraint(network.undirected(), nodes=tied, weight="weight")
        return values
    numpy = require("numpy", extra="analysis")
    place = {node: number for number, node in enumerate(tied)}
    weights = numpy.zeros((len(tied), len(tied)))
    for one, other, weight in network.graph.edges(data="weight"):
        weights[place[one], place[other]] += weight
        weights[place[other], place[one]] += weight
    shares = weights / weights.sum(axis=1, keepdims=True) if tied else weights
    found = ((shares > 0) * (shares + shares @ shares) ** 2).sum(axis=1)
    return dict(zip(tied, found.tolist(), strict=True))


def effective_size(network: Network, options: Options) -> Values:
    """Return how many of a node's neighbours are not redundant, ties being there or not."""
    graph = network.undirected()
    tied = [node for node, number in graph.degree() if number]
    # Naming the nodes keeps networkx from its matrix way, which fills n times n cells.
    values: Values = nx.effective_size(graph, nodes=tied)
    return values


def articulation_points(network: Network, options: Options) -> Values:
    """Return how many more parts there would be without the node; 0 for all but articulation points."""
    graph = network.undirected()
    values: dict[int, float | None] = dict.fromkeys(graph, 0)
    blocks: dict[int, int] = dict.fromkeys(graph, 0)
    for block in nx.biconnected_components(graph):
        for node in block:
            blocks[node] += 1
    # A node of b blocks falls between b parts when it goes, where there was one.
    return values | {node: number - 1 for node, number in blocks.items() if number > 1}


def bridges(network: Network, options: Options) -> TieValues:
    """Return the ties without which a part falls in two, with the size of the smaller piece."""
    graph = network.undirected()
    found = sorted(tuple(sorted(pair)) for pair in nx.bridges(graph))
    return [(one, other, _smaller_piece(graph, (one, other))) for one, other in found]


def _smaller_piece(graph: object, bridge: tuple[int, int]) -> int:
    without = nx.restricted_view(graph, [], [bridge])
    return min(len(nx.node_connected_component(without, end)) for end in bridge)


def tie_betweenness(network: Network, options: Options) -> TieValues:
    """Return the share of all pairs whose shortest paths lead over a tie."""
    found = nx.edge_betweenness_centrality(network.graph)
    return [(one, other, value) for (one, other), value in found.items()]
