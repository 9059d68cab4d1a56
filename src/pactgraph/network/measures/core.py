"""Core and periphery: who stays when the loosely tied go, and whether the well tied keep together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.network.measures.measure import Options, Rows, Values
from pactgraph.network.measures.null_models import interval, rewired
from pactgraph.network.measures.ties import Network

if TYPE_CHECKING:
    import networkx as nx


def core_number(network: Network, options: Options) -> Values:
    """Return the largest k of which a node is in the k-core: all there have k ties to others there."""
    import networkx as nx

    values: Values = nx.core_number(network.undirected())
    return values


def rich_club(network: Network, options: Options) -> Rows:
    """Return for each degree k how dense the ties are among nodes of more than k ties, and by chance."""
    graph = network.undirected()
    found = _densities(graph)
    by_chance: dict[int, list[float]] = {k: [] for k in found}
    for random_graph in rewired(graph, options.samples, options.seed):
        for k, (_, density) in _densities(random_graph).items():
            by_chance[k].append(density)
    rows: Rows = []
    for k, (members, density) in found.items():
        low, high = interval(by_chance[k])
        mean = sum(by_chance[k]) / len(by_chance[k]) if by_chance[k] else None
        rows.append((k, members, density, mean, low, high, density / mean if mean else None))
    return rows


def _densities(graph: nx.Graph) -> dict[int, tuple[int, float]]:
    """Return by degree k how many nodes have more ties and the density among them, where two or more have."""
    degrees = dict(graph.degree())
    found = {}
    for k in sorted(set(degrees.values())):
        rich = [node for node, degree in degrees.items() if degree > k]
        if len(rich) > 1:
            ties = graph.subgraph(rich).number_of_edges()
            found[k] = (len(rich), 2 * ties / (len(rich) * (len(rich) - 1)))
    return found
