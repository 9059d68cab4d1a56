"""Brokerage: who sits where others do not meet, and which nodes and ties hold the network together."""

from __future__ import annotations

from pactgraph.model.optional_imports import require
from pactgraph.network.measures.measure import Measure, Options, TieValues, Values
from pactgraph.network.measures.ties import Network

#: Above so many nodes the matrix of all pairs would take more memory than it is quick.
MATRIX = 2000
BURT = "R. S. Burt, Structural Holes (1992), ch. 2"
BORGATTI = "S. P. Borgatti, Structural holes: unpacking Burt's redundancy measures, Connections 20 (1997)"
GIRVAN = (
    "M. Girvan and M. E. J. Newman, Community structure in social and biological networks, PNAS 99 (2002)"
)
TARJAN = (
    "J. Hopcroft and R. Tarjan, Efficient algorithms for graph manipulation, Communications of the "
    "ACM 16 (1973)"
)
TARJAN_BRIDGES = (
    "R. E. Tarjan, A note on finding the bridges of a graph, Information Processing Letters 2 (1974)"
)


def constraint(network: Network, options: Options) -> Values:
    """Return how far a node's ties lead back to each other: low is free to broker, high is closed in."""
    import networkx as nx

    tied = [node for node, number in network.graph.degree() if number]
    if len(tied) > MATRIX or options.fast:
        values: Values = nx.constraint(network.graph, nodes=tied, weight="weight")
        return values
    numpy = require("numpy", extra="analysis")
    weights = numpy.zeros((len(network.graph), len(network.graph)))
    for one, other, weight in network.graph.edges(data="weight"):
        weights[one, other] += weight
        weights[other, one] += weight
    weights = weights[numpy.ix_(tied, tied)]
    shares = weights / weights.sum(axis=1, keepdims=True) if tied else weights
    found = ((shares > 0) * (shares + shares @ shares) ** 2).sum(axis=1)
    return dict(zip(tied, found.tolist(), strict=True))


def effective_size(network: Network, options: Options) -> Values:
    """Return how many of a node's neighbours are not redundant, ties being there or not."""
    import networkx as nx

    graph = network.undirected()
    tied = [node for node, number in graph.degree() if number]
    # Naming the nodes keeps networkx from its matrix way, which fills n times n cells.
    values: Values = nx.effective_size(graph, nodes=tied)
    return values


def articulation_points(network: Network, options: Options) -> Values:
    """Return how many more parts there would be without the node; 0 for all but articulation points."""
    import networkx as nx

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
    import networkx as nx

    graph = network.undirected()
    found = sorted(tuple(sorted(pair)) for pair in nx.bridges(graph))
    return [(one, other, _smaller_piece(graph, (one, other))) for one, other in found]


def _smaller_piece(graph: object, bridge: tuple[int, int]) -> int:
    import networkx as nx

    without = nx.restricted_view(graph, [], [bridge])
    return min(len(nx.node_connected_component(without, end)) for end in bridge)


def tie_betweenness(network: Network, options: Options) -> TieValues:
    """Return the share of all pairs whose shortest paths lead over a tie."""
    import networkx as nx

    found = nx.edge_betweenness_centrality(network.graph)
    return [(one, other, value) for (one, other), value in found.items()]


MEASURES = (
    Measure(
        "constraint",
        "Burt's constraint",
        "nodes",
        constraint,
        formula="c(v) = sum over neighbours w of (p(v,w) + sum over q of p(v,q) p(q,w))², "
        "p(v,w) the share of v's weight that goes to w, both directions added; low is free to broker",
        source=BURT,
        isolated="no value",
        disconnected="computed from a node's own surroundings",
        unit="above 0, 1 and more where all ties are with one closed circle",
        needs=("numpy",),
        triangles=True,
    ),
    Measure(
        "effective-size",
        "Effective size",
        "nodes",
        effective_size,
        formula="e(v) = k - 2t/k, k the neighbours of v, t the ties among them; weights are left aside",
        source=BURT + "; " + BORGATTI,
        isolated="no value",
        disconnected="computed from a node's own surroundings",
        unit="a number of neighbours, from 1 to the degree",
        directed="undirected",
        triangles=True,
    ),
    Measure(
        "articulation-points",
        "Articulation points",
        "nodes",
        articulation_points,
        formula="number of parts that come on top when v is taken away; v is an articulation point where "
        "it is above 0",
        source=TARJAN,
        isolated="0",
        disconnected="each part for itself",
        unit="a count of parts",
        directed="undirected",
    ),
    Measure(
        "bridges",
        "Bridges",
        "ties",
        bridges,
        formula="ties without which a part falls in two; the value is the number of nodes of the smaller "
        "piece",
        source=TARJAN_BRIDGES,
        isolated="have no bridge",
        disconnected="each part for itself",
        unit="a count of nodes",
        directed="undirected",
    ),
    Measure(
        "tie-betweenness",
        "Betweenness of ties",
        "ties",
        tie_betweenness,
        formula="mean over all pairs (s, t) of the share of shortest paths, in steps, that lead over the tie",
        source=GIRVAN,
        isolated="have no tie",
        disconnected="pairs without a path add 0, and stay in the number of pairs",
        unit="a share from 0 to 1",
    ),
)
