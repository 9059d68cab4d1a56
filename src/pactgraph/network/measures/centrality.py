"""Centrality: degree and strength, betweenness, closeness, eigenvector and PageRank.

Weighted measures use the length 1/weight: M. E. J. Newman, Physical Review E 64, 016132 (2001). Other
measures count hops.
"""

from __future__ import annotations

import random

import networkx as nx

from pactgraph.model.optional_imports import require
from pactgraph.network.measures.measure import Network, Options, Values, with_lengths

#: Power iteration stops when values change by less; well below the rounding of results.
TOLERANCE = 1e-13
STEPS = 100_000
#: PageRank stops when the mean change of a node is less.
PAGERANK_TOLERANCE = 1e-14
#: Damping factor of PageRank.
FOLLOWED = 0.85


def degree(network: Network, options: Options) -> Values:
    """Return the degree; in a directed network, in-degree plus out-degree."""
    return dict(network.graph.degree())


def in_degree(network: Network, options: Options) -> Values:
    """Return the in-degree."""
    return dict(network.graph.in_degree())


def out_degree(network: Network, options: Options) -> Values:
    """Return the out-degree."""
    return dict(network.graph.out_degree())


def strength(network: Network, options: Options) -> Values:
    """Return the sum of the weights of ties."""
    return dict(network.graph.degree(weight="weight"))


def in_strength(network: Network, options: Options) -> Values:
    """Return the sum of the weights of incoming ties."""
    return dict(network.graph.in_degree(weight="weight"))


def out_strength(network: Network, options: Options) -> Values:
    """Return the sum of the weights of outgoing ties."""
    return dict(network.graph.out_degree(weight="weight"))


def betweenness(network: Network, options: Options) -> Values:
    """Return the share of the shortest paths between other nodes that pass through a node."""
    values: Values = nx.betweenness_centrality(network.graph)
    return values


def betweenness_weighted(network: Network, options: Options) -> Values:
    """Return betweenness over the shortest paths by length."""
    values: Values = nx.betweenness_centrality(with_lengths(network.graph), weight="length")
    return values


def betweenness_sampled(network: Network, options: Options) -> Values:
    """Estimate betweenness from the paths of a random sample of nodes; exact if there are no more nodes."""
    size = min(options.samples, len(network.graph))
    values: Values = nx.betweenness_centrality(
        network.graph, k=size if size < len(network.graph) else None, seed=random.Random(options.seed)
    )
    return values


def closeness(network: Network, options: Options) -> Values:
    """Return closeness to the nodes that can reach a node, times their share of all nodes."""
    values: Values = nx.closeness_centrality(network.graph)
    return values


def closeness_weighted(network: Network, options: Options) -> Values:
    """Return closeness by length."""
    graph = with_lengths(network.graph)
    found = nx.closeness_centrality(graph, distance="length")
    return {node: value * graph.graph["unit"] for node, value in found.items()}


def harmonic(network: Network, options: Options) -> Values:
    """Return the mean of 1/distance from all other nodes, 0 where there is no path."""
    others = max(len(network.graph) - 1, 1)
    return {node: value / others for node, value in nx.harmonic_centrality(network.graph).items()}


def harmonic_weighted(network: Network, options: Options) -> Values:
    """Return the mean of 1/distance by length."""
    graph = with_lengths(network.graph)
    factor = graph.graph["unit"] / max(len(graph) - 1, 1)
    found = nx.harmonic_centrality(graph, distance="length")
    return {node: value * factor for node, value in found.items()}


def eigenvector(network: Network, options: Options) -> Values:
    """Return eigenvector centrality by weight in the largest component; undefined for fewer than two nodes.

    Power iteration, starting from equal values.
    """
    largest = network.largest()
    if len(largest) < 2:
        return {}
    part = network.graph.subgraph(sorted(largest))
    values: Values = nx.eigenvector_centrality(part, max_iter=STEPS, tol=TOLERANCE, weight="weight")
    return values


def pagerank(network: Network, options: Options) -> Values:
    """Return PageRank by weight: the stationary distribution of a random walk with damping 0.85."""
    if not network.graph:
        return {}
    numpy = require("numpy", extra="analysis")
    graph, size = network.graph, len(network.graph)
    # networkx's own needs scipy. An undirected tie counts in both directions.
    ties = [(*ends, weight) for *ends, weight in graph.edges(data="weight")]
    if not graph.is_directed():
        ties += [(other, one, weight) for one, other, weight in ties]
    start, end = (numpy.array([tie[side] for tie in ties], dtype=int) for side in (0, 1))
    weights = numpy.array([tie[2] for tie in ties], dtype=float)
    leaving = numpy.bincount(start, weights, size)
    shares = weights / leaving[start]
    value = numpy.full(size, 1 / size)
    for _ in range(STEPS):
        before = value
        spread = numpy.bincount(end, shares * before[start], size) + before[leaving == 0].sum() / size
        value = FOLLOWED * spread + (1 - FOLLOWED) / size
        if abs(value - before).sum() < size * PAGERANK_TOLERANCE:
            break
    return dict(enumerate(value.tolist()))
