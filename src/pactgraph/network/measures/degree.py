"""Degree and strength: how many ties a node has, and how much they weigh."""

from __future__ import annotations

from pactgraph.network.measures.measure import Options, Values
from pactgraph.network.measures.ties import Network


def degree(network: Network, options: Options) -> Values:
    """Count the nodes that each is tied to; of a directed network, ties in and ties out."""
    return dict(network.graph.degree())


def in_degree(network: Network, options: Options) -> Values:
    """Count the ties that lead to each node."""
    return dict(network.graph.in_degree())


def out_degree(network: Network, options: Options) -> Values:
    """Count the ties that leave each node."""
    return dict(network.graph.out_degree())


def strength(network: Network, options: Options) -> Values:
    """Add up the weights of each node's ties."""
    return dict(network.graph.degree(weight="weight"))


def in_strength(network: Network, options: Options) -> Values:
    """Add up the weights of the ties that lead to each node."""
    return dict(network.graph.in_degree(weight="weight"))


def out_strength(network: Network, options: Options) -> Values:
    """Add up the weights of the ties that leave each node."""
    return dict(network.graph.out_degree(weight="weight"))
