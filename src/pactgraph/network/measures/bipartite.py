"""Measures of two-mode networks of parties and initiatives."""

from __future__ import annotations

import networkx as nx

from pactgraph.network.measures.measure import Network, Options, Rows, Values


def degree(network: Network, options: Options) -> Values:
    """Return the degree as a share of the size of the other mode."""
    parties = network.mode("party")
    values: Values = nx.bipartite.degree_centrality(network.undirected(), parties)
    return values


def betweenness(network: Network, options: Options) -> Values:
    """Return betweenness as a share of the maximum in the mode; 0 if the maximum is 0, as with one party."""
    sizes = {name: len(network.mode(name)) for name in ("party", "initiative")}
    found = nx.betweenness_centrality(network.undirected(), normalized=False)
    values: dict[int, float | None] = {}
    for name, other in (("party", "initiative"), ("initiative", "party")):
        most = _most_between(sizes[name], sizes[other])
        values |= {node: found[node] / most if most else 0.0 for node in network.mode(name)}
    return values


def _most_between(own: int, other: int) -> float:
    """Return the maximum betweenness in a mode: Borgatti and Halgin, equations 4 and 5.

    networkx divides by it even if it is 0.
    """
    if not own or not other:
        return 0.0
    whole, rest = divmod(own - 1, other)
    first = other**2 * (whole + 1) ** 2 + other * (whole + 1) * (2 * rest - whole - 1)
    return (first - rest * (2 * whole - rest + 3)) / 2


def closeness(network: Network, options: Options) -> Values:
    """Return closeness as a share of the maximum in the mode, by component.

    networkx normalises by the modes of the whole network, which gives values above 1 in small components. So
    each component is measured separately and scaled by its share of the nodes.
    """
    graph, parties = network.undirected(), set(network.mode("party"))
    values: dict[int, float | None] = dict.fromkeys(graph, 0.0)
    for nodes in nx.connected_components(graph):
        if len(nodes) > 1:
            part = graph.subgraph(sorted(nodes))
            share = (len(nodes) - 1) / (len(graph) - 1)
            found = nx.bipartite.closeness_centrality(part, sorted(parties & nodes))
            values |= {node: value * share for node, value in found.items()}
    return values


def clustering(network: Network, options: Options) -> Values:
    """Return Latapy's clustering: the mean overlap of neighbours with nodes two hops away."""
    values: Values = nx.bipartite.latapy_clustering(network.undirected(), mode="dot")
    return values


def redundancy(network: Network, options: Options) -> Values:
    """Return redundancy: the share of pairs of neighbours that have another neighbour in common."""
    graph = network.undirected()
    several = [node for node, number in graph.degree() if number > 1]
    values: Values = nx.bipartite.node_redundancy(graph, several) if several else {}
    return values


def figures(network: Network, options: Options) -> Rows:
    """Return figures of a two-mode network as a whole."""
    graph = network.undirected()
    parties, initiatives = network.mode("party"), network.mode("initiative")
    ties = graph.number_of_edges()
    single = sum(number == 1 for _, number in graph.degree(initiatives))
    return [
        ("parties", len(parties), "nodes of the first mode"),
        ("initiatives", len(initiatives), "nodes of the second mode"),
        ("ties", ties, "several roles of one party in one initiative count as one"),
        ("density", ties / (len(parties) * len(initiatives)), "share of all pairs of party and initiative"),
        ("initiatives of a party", ties / len(parties), "mean"),
        ("parties of an initiative", ties / len(initiatives), "mean"),
        ("initiatives of one party", single, "tie no parties to each other"),
        ("four-cycles", float(nx.bipartite.robins_alexander_clustering(graph)),
         "share of paths of three ties that a fourth closes: pairs of parties that meet twice"),
    ]  # fmt: skip
