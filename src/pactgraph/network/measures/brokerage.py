"""Brokerage: structural holes, articulation points, bridges and edge betweenness."""

from __future__ import annotations

import networkx as nx

from pactgraph.model.optional_imports import require
from pactgraph.network.measures.measure import Network, Options, TieValues, Values

#: Maximum number of nodes for the matrix of all pairs, which takes much memory.
MATRIX = 2000


def constraint(network: Network, options: Options) -> Values:
    """Return Burt's constraint: low for brokers between unconnected neighbours, high in closed groups."""
    tied = [node for node, number in network.graph.degree() if number]
    if len(tied) > MATRIX or options.fast:
        # In a directed network, networkx skips nodes without outgoing ties.
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
    """Return the effective size of the ego network, unweighted: the number of non-redundant neighbours."""
    graph = network.undirected()
    tied = [node for node, number in graph.degree() if number]
    # Without the argument nodes, networkx uses a dense n × n matrix.
    values: Values = nx.effective_size(graph, nodes=tied)
    return values


def articulation_points(network: Network, options: Options) -> Values:
    """Return the number of components that removal of a node adds; 0 for all but articulation points."""
    graph = network.undirected()
    values: dict[int, float | None] = dict.fromkeys(graph, 0)
    blocks: dict[int, int] = dict.fromkeys(graph, 0)
    for block in nx.biconnected_components(graph):
        for node in block:
            blocks[node] += 1
    # Removing a node of b biconnected components leaves b components in place of one.
    return values | {node: number - 1 for node, number in blocks.items() if number > 1}


def bridges(network: Network, options: Options) -> TieValues:
    """Return the bridges, with the size of the smaller component after removal."""
    graph = network.undirected()
    found = sorted(tuple(sorted(pair)) for pair in nx.bridges(graph))
    return [(one, other, _smaller_piece(graph, (one, other))) for one, other in found]


def _smaller_piece(graph: object, bridge: tuple[int, int]) -> int:
    without = nx.restricted_view(graph, [], [bridge])
    return min(len(nx.node_connected_component(without, end)) for end in bridge)


def tie_betweenness(network: Network, options: Options) -> TieValues:
    """Return edge betweenness: the share of shortest paths between all pairs that use a tie."""
    found = nx.edge_betweenness_centrality(network.graph)
    return [(one, other, value) for (one, other), value in found.items()]
