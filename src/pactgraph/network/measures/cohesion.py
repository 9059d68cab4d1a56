"""Cohesion: density, distances, clustering, cores, the rich club, small worlds."""

from __future__ import annotations

import random
from collections.abc import Iterator

import networkx as nx

from pactgraph.network.measures.measure import Network, Options, Rows, Values
from pactgraph.network.results import interval


def clustering(network: Network, options: Options) -> Values:
    """Return the local clustering coefficient."""
    values: Values = nx.clustering(network.undirected())
    return values


def clustering_weighted(network: Network, options: Options) -> Values:
    """Return the local clustering coefficient, weighted by the ties of each triangle."""
    values: Values = nx.clustering(network.undirected(), weight="weight")
    return values


def figures(network: Network, options: Options) -> Rows:
    """Return figures of the network as a whole."""
    graph, plain = network.graph, network.undirected()
    number = len(graph)
    mean_degree = 2 * plain.number_of_edges() / number if number else None
    degrees = [degree for _, degree in plain.degree()]
    # Freeman's centralisation is not defined for fewer than three nodes.
    centralisation = None
    if number > 2:
        centralisation = sum(max(degrees) - degree for degree in degrees) / ((number - 1) * (number - 2))
    rows: Rows = [
        ("nodes", number, "all, with those without ties"),
        ("ties", graph.number_of_edges(), "between different nodes, several counting as one"),
        ("density", nx.density(graph) if number > 1 else None, "share of all possible ties that are there"),
        ("mean degree", mean_degree, "nodes tied to a node; without directions"),
        ("degree centralisation", centralisation, "1 a star, 0 where all have as many ties"),
        ("isolated nodes", nx.number_of_isolates(graph), "nodes without ties"),
        ("transitivity", nx.transitivity(plain), "share of paths of two ties that a third closes"),
        (
            "mean clustering",
            nx.average_clustering(plain) if number else None,
            "mean over nodes, 0 if under 2 ties",
        ),
    ]
    if graph.is_directed():
        reciprocity = nx.reciprocity(graph) if graph.number_of_edges() else None
        rows.append(("reciprocity", reciprocity, "share of ties that are there in both directions"))
    return [*rows, *_parts(plain)]


def _parts(graph: nx.Graph) -> Rows:
    """Return figures of the components, and of distances in the largest."""
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda p: (-len(p), p))
    largest = graph.subgraph(parts[0]) if parts else graph
    far = len(largest) > 1
    blocks = sum(1 for _ in nx.articulation_points(graph))
    return [
        ("parts", len(parts), "connected components, isolated nodes among them"),
        ("largest part", len(largest) / len(graph) if parts else None, "share of all nodes that are in it"),
        ("diameter", nx.diameter(largest) if far else None, "steps between the two furthest of the "
        "largest part"),
        ("mean distance", nx.average_shortest_path_length(largest) if far else None,
         "steps, over all pairs of the largest part"),
        ("articulation points", blocks, "nodes without which a part falls apart"),
        ("bridges", sum(1 for _ in nx.bridges(graph)), "ties without which a part falls in two"),
    ]  # fmt: skip


def core_number(network: Network, options: Options) -> Values:
    """Return the core number: the largest k of the k-cores that a node belongs to."""
    values: Values = nx.core_number(network.undirected())
    return values


def rich_club(network: Network, options: Options) -> Rows:
    """Return for each degree k the density among nodes of higher degree, and that of random networks."""
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
    """Return by degree k the number of nodes of higher degree, at least two, and the density among them."""
    degrees = dict(graph.degree())
    found = {}
    for k in sorted(set(degrees.values())):
        rich = [node for node, degree in degrees.items() if degree > k]
        if len(rich) > 1:
            ties = graph.subgraph(rich).number_of_edges()
            found[k] = (len(rich), 2 * ties / (len(rich) * (len(rich) - 1)))
    return found


def small_world(network: Network, options: Options) -> Rows:
    """Return clustering and mean distance of the largest component, and those of random networks."""
    graph = _largest(network.undirected())
    clustering, distance = _both(graph)
    found = [_both(_largest(one)) for one in rewired(graph, options.samples, options.seed)]
    known = [[value for value in values if value is not None] for values in zip(*found, strict=True)] or [
        [],
        [],
    ]
    random_clustering, random_distance = (sum(values) / len(values) if values else None for values in known)
    small = None
    if clustering is not None and distance and random_clustering and random_distance:
        small = (clustering / random_clustering) / (distance / random_distance)
    low, high = interval([pair[0] for pair in found if pair[0] is not None])
    return [
        ("nodes", len(graph), "of the largest part, which all figures are of"),
        ("clustering", clustering, "mean over nodes of the share of neighbours that are tied"),
        ("mean distance", distance, "steps, over all pairs"),
        ("random clustering", random_clustering, "mean over random networks of the same degrees"),
        ("random clustering, low", low, "95 of 100 random networks lie above"),
        ("random clustering, high", high, "95 of 100 random networks lie below"),
        ("random mean distance", random_distance, "mean over random networks of the same degrees"),
        ("small-worldness", small, "above 1: more clustered than random, without being longer"),
    ]


def _largest(graph: nx.Graph) -> nx.Graph:
    parts = nx.connected_components(graph)
    return graph.subgraph(sorted(max(parts, key=lambda part: (len(part), -min(part)), default=())))


def _both(graph: nx.Graph) -> tuple[float | None, float | None]:
    if len(graph) < 2:
        return None, None
    return nx.average_clustering(graph), nx.average_shortest_path_length(graph)


#: Attempted swaps per tie: R. Milo et al., On the uniform generation of random graphs with prescribed degree
#: sequences, arXiv:cond-mat/0312028 (2003).
SWAPS = 10


def rewired(graph: nx.Graph, number: int, seed: int) -> Iterator[nx.Graph]:
    """Yield random networks with the degrees of an undirected network.

    Pairs of ties are swapped, a–b and c–d to a–d and c–b, unless one exists: S. Maslov and K. Sneppen,
    Specificity and stability in topology of protein networks, Science 296 (2002). Failed attempts count,
    which makes the sample unbiased. A random network may have more components than the given one.

    >>> import networkx as nx
    >>> (one,) = rewired(nx.cycle_graph(8), 1, seed=1)
    >>> dict(one.degree()) == dict(nx.cycle_graph(8).degree())
    True
    """
    draw = random.Random(seed)
    ties = sorted(tuple(sorted(pair)) for pair in graph.edges())
    held = set(ties)
    for _ in range(number):
        for _ in range(SWAPS * len(ties)):
            _swap(ties, held, draw)
        random_graph = nx.Graph()
        random_graph.add_nodes_from(graph)
        random_graph.add_edges_from(ties)
        yield random_graph


def _swap(ties: list[tuple[int, int]], held: set[tuple[int, int]], draw: random.Random) -> None:
    """Swap the ends of two ties, unless that makes a parallel edge or a self-loop."""
    first, second = draw.randrange(len(ties)), draw.randrange(len(ties))
    (a, b), (c, d) = ties[first], ties[second]
    if draw.random() < 0.5:
        c, d = d, c
    one, other = (min(a, d), max(a, d)), (min(c, b), max(c, b))
    if len({a, b, c, d}) < 4 or one in held or other in held:
        return
    held -= {ties[first], ties[second]}
    held |= {one, other}
    ties[first], ties[second] = one, other
