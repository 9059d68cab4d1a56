"""Networks of two modes: parties and initiatives, measured without projecting them onto one."""

from __future__ import annotations

import networkx as nx

from pactgraph.network.measures.measure import Network, Options, Rows, Values


def degree(network: Network, options: Options) -> Values:
    """Return the share of the other mode that a node is tied to."""
    parties = network.mode("party")
    values: Values = nx.bipartite.degree_centrality(network.undirected(), parties)
    return values


def betweenness(network: Network, options: Options) -> Values:
    """Return betweenness as a share of the most that a node of its mode can have.

    Where a mode has so few others that none of its nodes can lie between any, as with one party, that is 0.
    """
    sizes = {name: len(network.mode(name)) for name in ("party", "initiative")}
    found = nx.betweenness_centrality(network.undirected(), normalized=False)
    values: dict[int, float | None] = {}
    for name, other in (("party", "initiative"), ("initiative", "party")):
        most = _most_between(sizes[name], sizes[other])
        values |= {node: found[node] / most if most else 0.0 for node in network.mode(name)}
    return values


def _most_between(own: int, other: int) -> float:
    """Return the largest betweenness that a node of a mode can have: Borgatti and Halgin, equations 4 and 5.

    (networkx divides by it also where it is 0.)
    """
    if not own or not other:
        return 0.0
    whole, rest = divmod(own - 1, other)
    first = other**2 * (whole + 1) ** 2 + other * (whole + 1) * (2 * rest - whole - 1)
    return (first - rest * (2 * whole - rest + 3)) / 2


def closeness(network: Network, options: Options) -> Values:
    """Return closeness as a share of the most that a node of its mode can have, each part for itself.

    networkx measures distances within a part against the modes of the whole network, which gives more than 1
    in small parts; so each part is measured alone, and scaled by its share of the nodes as closeness is.
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
    """Return how far a node's ties overlap with those of the nodes that share a neighbour with it."""
    values: Values = nx.bipartite.latapy_clustering(network.undirected(), mode="dot")
    return values


def redundancy(network: Network, options: Options) -> Values:
    """Return the share of a node's pairs of neighbours that are tied to one node more."""
    graph = network.undirected()
    several = [node for node, number in graph.degree() if number > 1]
    values: Values = nx.bipartite.node_redundancy(graph, several) if several else {}
    return values


def figures(network: Network, options: Options) -> Rows:
    """Return what is said of a network of two modes as a whole."""
    graph = network.undirected()
    parties, initiatives = network.mode("party"), network.mode("initiative")
    ties = graph.number_of_edges()
    return [
        ("parties", len(parties), "nodes of the first mode"),
        ("initiatives", len(initiatives), "nodes of the second mode"),
        ("ties", ties, "several roles of one party in one initiative count as one"),
        ("density", ties / (len(parties) * len(initiatives)), "share of all pairs of party and initiative"),
        ("initiatives of a party", ties / len(parties), "mean"),
        ("parties of an initiative", ties / len(initiatives), "mean"),
        ("initiatives of one party", _with_degree(graph, initiatives, 1), "tie no one to anyone"),
        ("four-cycles", float(nx.bipartite.robins_alexander_clustering(graph)),
         "share of paths of three ties that a fourth closes: pairs of parties that meet twice"),
    ]  # fmt: skip


def _with_degree(graph: nx.Graph, nodes: list[int], number: int) -> int:
    return sum(degree == number for _, degree in graph.degree(nodes))
