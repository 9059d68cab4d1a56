"""Assortativity: whether ties join nodes of the same type, country, region or degree."""

from __future__ import annotations

import random
from collections.abc import Mapping

import networkx as nx

from pactgraph.network.measures.measure import Network, Options, Rows
from pactgraph.network.results import interval

#: Attributes of nodes that are always measured.
ATTRIBUTES = ("type", "country", "region", "income")


def assortativity(network: Network, options: Options) -> Rows:
    """Return the assortativity by each attribute and by degree, with the range of shuffled attributes."""
    graph = network.graph
    rows: Rows = []
    for name, values in _attributes(network, options).items():
        part = graph.subgraph(sorted(values)).copy()
        kinds = len({values[node] for node in part})
        low, high = _shuffled(part, values, options) if kinds > 1 else (None, None)
        found = _coefficient(part, values) if kinds > 1 else None
        rows.append((name, found, low, high, len(part), part.number_of_edges(), kinds))
    return [*rows, ("degree", _by_degree(graph), None, None, len(graph), graph.number_of_edges(), None)]


def _attributes(network: Network, options: Options) -> dict[str, dict[int, str]]:
    """Return by attribute the value of each node that has one."""
    found: dict[str, dict[int, str]] = {}
    more = {name for values in options.attributes.values() for name in values}
    for name in (*ATTRIBUTES, *sorted(more - set(ATTRIBUTES))):
        values = {}
        for number, (node, held) in enumerate(zip(network.names, network.attributes, strict=True)):
            if value := options.attributes.get(str(node), {}).get(name) or held.get(name):
                values[number] = str(value)
        found[name] = values
    return found


def _coefficient(graph: nx.Graph, values: Mapping[int, str]) -> float | None:
    """Return Newman's coefficient; None if there are no ties or one value only."""
    tied = {values[node] for node, number in graph.degree() if number}
    if len(tied) < 2:
        return None
    nx.set_node_attributes(graph, values, "kind")
    return float(nx.attribute_assortativity_coefficient(graph, "kind"))


def _shuffled(
    graph: nx.Graph, values: Mapping[int, str], options: Options
) -> tuple[float | None, float | None]:
    """Return the range of 95% of the coefficients when values are shuffled among nodes."""
    draw = random.Random(options.seed)
    nodes = sorted(graph)
    found = []
    for _ in range(options.samples):
        dealt = [values[node] for node in nodes]
        draw.shuffle(dealt)
        coefficient = _coefficient(graph, dict(zip(nodes, dealt, strict=True)))
        if coefficient is not None:
            found.append(coefficient)
    return interval(found)


def _by_degree(graph: nx.Graph) -> float | None:
    """Return the correlation of the degrees at both ends of ties; None if all degrees are equal."""
    degrees = {degree for _, degree in graph.degree()} - {0}
    if len(degrees) < 2:
        return None
    return float(nx.degree_assortativity_coefficient(graph))
