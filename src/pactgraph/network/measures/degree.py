"""Degree and strength: how many ties a node has, and how much they weigh."""

from __future__ import annotations

from pactgraph.network.measures.measure import Measure, Options, Values
from pactgraph.network.measures.ties import Network

FREEMAN = "L. C. Freeman, Centrality in social networks: conceptual clarification, Social Networks 1 (1979)"
BARRAT = "A. Barrat et al., The architecture of complex weighted networks, PNAS 101 (2004)"


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


MEASURES = (
    Measure(
        "degree",
        "Degree",
        "nodes",
        degree,
        formula="k(v) = number of nodes that v is tied to; with directions: ties in + ties out",
        source=FREEMAN,
        isolated="0",
        disconnected="counted as everywhere",
        unit="a count",
    ),
    Measure(
        "in-degree",
        "In-degree",
        "nodes",
        in_degree,
        formula="number of ties that lead to v",
        source=FREEMAN,
        isolated="0",
        disconnected="counted as everywhere",
        unit="a count",
        directed="only",
    ),
    Measure(
        "out-degree",
        "Out-degree",
        "nodes",
        out_degree,
        formula="number of ties that leave v",
        source=FREEMAN,
        isolated="0",
        disconnected="counted as everywhere",
        unit="a count",
        directed="only",
    ),
    Measure(
        "strength",
        "Strength",
        "nodes",
        strength,
        formula="s(v) = sum of the weights of the ties of v",
        source=BARRAT,
        isolated="0",
        disconnected="counted as everywhere",
        unit="in the unit of the weight",
    ),
    Measure(
        "in-strength",
        "In-strength",
        "nodes",
        in_strength,
        formula="sum of the weights of the ties that lead to v",
        source=BARRAT,
        isolated="0",
        disconnected="counted as everywhere",
        unit="in the unit of the weight",
        directed="only",
    ),
    Measure(
        "out-strength",
        "Out-strength",
        "nodes",
        out_strength,
        formula="sum of the weights of the ties that leave v",
        source=BARRAT,
        isolated="0",
        disconnected="counted as everywhere",
        unit="in the unit of the weight",
        directed="only",
    ),
)
