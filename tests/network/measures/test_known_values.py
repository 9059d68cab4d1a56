"""Reference networks of the literature have the values that are published, and those that igraph gives.

The networks come with networkx: friendships in a karate club (W. W. Zachary, Journal of Anthropological
Research 33, 1977), marriages of Florentine families (J. F. Padgett and C. K. Ansell, American Journal of
Sociology 98, 1993), women at social events (A. Davis et al., Deep South, 1941), co-appearance in Les
Misérables (D. E. Knuth, The Stanford GraphBase, 1993), and the kite of D. Krackhardt (Administrative Science
Quarterly 35, 1990).
"""

from __future__ import annotations

from typing import Any

import igraph
import networkx as nx
import pytest

from pactgraph.network.communities import find_communities
from pactgraph.network.measures import Options, measure, values_of


def unweighted(graph: nx.Graph) -> nx.Graph:
    plain = nx.Graph()
    plain.add_nodes_from(graph)
    plain.add_edges_from(graph.edges())
    return plain


def davis() -> nx.Graph:
    graph = nx.davis_southern_women_graph()
    modes = ("party", "initiative")
    nx.set_node_attributes(
        graph, {node: modes[held["bipartite"]] for node, held in graph.nodes(data=True)}, "mode"
    )
    return graph


NETWORKS = {
    "karate": unweighted(nx.karate_club_graph()),
    "karate, weighted": nx.karate_club_graph(),
    "florentine": nx.florentine_families_graph(),
    "davis": davis(),
    "les misérables": nx.les_miserables_graph(),
    "kite": nx.krackhardt_kite_graph(),
}


def figure(graph: nx.Graph, name: str, of: str = "figures") -> Any:
    return {row[0]: row[1] for row in measure(graph, of).rows}[name]


def in_igraph(graph: nx.Graph) -> igraph.Graph:
    """Built here from the list of ties, and not by the conversion that the backend uses."""
    place = {node: number for number, node in enumerate(graph)}
    held = igraph.Graph(len(graph), [(place[one], place[other]) for one, other in graph.edges()])
    held.es["weight"] = [float(weight) for _, _, weight in graph.edges(data="weight", default=1.0)]
    return held


def scaled(values: list[float], factor: float) -> list[float]:
    return [value * factor for value in values]


def euclidean(values: list[float]) -> list[float]:
    return scaled(values, 1 / sum(value**2 for value in values) ** 0.5)


def pairs(graph: igraph.Graph) -> float:
    return (graph.vcount() - 1) * (graph.vcount() - 2) / 2


def lengths(graph: igraph.Graph) -> list[float]:
    return [1 / weight for weight in graph.es["weight"]]


#: What igraph gives, in our scale.
IN_IGRAPH = {
    "degree": lambda g: g.degree(),
    "strength": lambda g: g.strength(weights="weight"),
    "betweenness": lambda g: scaled(g.betweenness(), 1 / pairs(g)),
    "betweenness-weighted": lambda g: scaled(g.betweenness(weights=lengths(g)), 1 / pairs(g)),
    "closeness": lambda g: g.closeness(),
    "closeness-weighted": lambda g: g.closeness(weights=lengths(g)),
    "harmonic": lambda g: g.harmonic_centrality(),
    "harmonic-weighted": lambda g: g.harmonic_centrality(weights=lengths(g)),
    "eigenvector": lambda g: euclidean(g.eigenvector_centrality(weights="weight")),
    "pagerank": lambda g: g.pagerank(weights="weight"),
    "constraint": lambda g: g.constraint(weights="weight"),
    "core-number": lambda g: g.coreness(),
    "clustering": lambda g: g.transitivity_local_undirected(mode="zero"),
}


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("name", IN_IGRAPH)
def test_nodes_have_the_values_that_igraph_gives(network, name):
    graph = NETWORKS[network]
    found = IN_IGRAPH[name](in_igraph(graph))
    assert list(values_of(graph, name).values()) == pytest.approx(found, rel=1e-8, abs=1e-10)


@pytest.mark.parametrize("network", NETWORKS)
def test_the_whole_network_has_the_figures_that_igraph_gives(network):
    graph, held = NETWORKS[network], in_igraph(NETWORKS[network])
    assert figure(graph, "density") == pytest.approx(held.density())
    assert figure(graph, "transitivity") == pytest.approx(held.transitivity_undirected())
    assert figure(graph, "mean clustering") == pytest.approx(
        held.transitivity_avglocal_undirected(mode="zero")
    )
    assert figure(graph, "diameter") == held.diameter()
    assert figure(graph, "mean distance") == pytest.approx(held.average_path_length())
    assert figure(graph, "articulation points") == len(held.articulation_points())
    assert figure(graph, "bridges") == len(held.bridges())
    rows = {row[0]: row[1] for row in measure(graph, "assortativity", Options(samples=1)).rows}
    assert rows["degree"] == pytest.approx(held.assortativity_degree(directed=False))


def test_the_karate_club_is_the_one_that_igraph_brings():
    ours = {frozenset(tie) for tie in NETWORKS["karate"].edges()}
    assert ours == {frozenset(tie.tuple) for tie in igraph.Graph.Famous("Zachary").es}


def test_the_marriages_of_the_medici_are_as_published():
    # M. O. Jackson, Social and Economic Networks (2008): betweenness of the Medici .522, of the Guadagni
    # .255, of the Strozzi .103; the Medici have 6 ties.
    values = values_of(NETWORKS["florentine"], "betweenness")
    assert {name: round(values[name], 3) for name in ("Medici", "Guadagni", "Strozzi")} == {
        "Medici": 0.522,
        "Guadagni": 0.255,
        "Strozzi": 0.103,
    }
    assert measure(NETWORKS["florentine"], "degree").rows[0][1:4] == ("Medici", "", 6)


def test_the_kite_has_three_centres_as_published():
    # Krackhardt (1990): Diane has most ties (6), Heather lies between most (14 pairs), Fernando and Garth are
    # nearest.
    kite = NETWORKS["kite"]
    first = {
        name: [row[1] for row in measure(kite, name).rows if row[0] == 1]
        for name in ("degree", "betweenness", "closeness")
    }
    assert first == {"degree": ["3"], "betweenness": ["7"], "closeness": ["5", "6"]}
    assert measure(kite, "degree").rows[0][3] == 6
    assert measure(kite, "betweenness").rows[0][3] * 36 == pytest.approx(14)
    assert round(measure(kite, "closeness").rows[0][3], 3) == 0.643


def test_the_women_and_events_of_davis_are_as_published():
    # S. P. Borgatti and D. S. Halgin, Analyzing affiliation networks: degree, closeness and betweenness to
    # two digits, as networkx's own tests quote them too.
    graph = NETWORKS["davis"]
    published = {
        "Evelyn Jefferson": (0.57, 0.80, 0.10),
        "Laura Mandeville": (0.50, 0.73, 0.05),
        "Theresa Anderson": (0.57, 0.80, 0.09),
        "Nora Fayette": (0.57, 0.80, 0.11),
        "Flora Price": (0.14, 0.59, 0.01),
        "Dorothy Murchison": (0.14, 0.65, 0.00),
        "E8": (0.78, 0.85, 0.24),
        "E9": (0.67, 0.79, 0.23),
        "E5": (0.44, 0.59, 0.04),
        "E1": (0.17, 0.52, 0.00),
    }
    names = ("two-mode-degree", "two-mode-closeness", "two-mode-betweenness")
    held = [values_of(graph, name) for name in names]
    assert {node: tuple(values[node] for values in held) for node in published} == {
        node: pytest.approx(values, abs=0.01) for node, values in published.items()
    }


def test_the_karate_club_has_the_figures_that_are_published():
    # J. Kunegis, KONECT, The Koblenz network collection (2013): a clustering coefficient of 25.6 %, a degree
    # assortativity of -0.476.
    club = NETWORKS["karate"]
    assert (figure(club, "nodes"), figure(club, "ties")) == (34, 78)
    assert round(figure(club, "transitivity"), 3) == 0.256
    rows = {row[0]: row[1] for row in measure(club, "assortativity", Options(samples=1)).rows}
    assert round(rows["degree"], 3) == -0.476


@pytest.mark.parametrize("method", ["louvain", "leiden"])
def test_the_communities_of_the_karate_club_reach_the_highest_modularity_there_is(method):
    # U. Brandes et al., On modularity clustering, IEEE Transactions on Knowledge and Data Engineering 20
    # (2008), prove 0.42 to be the most, by four communities.
    found = find_communities(NETWORKS["karate"], method)
    rows = {row[0]: row[1] for row in found.summary.rows}
    assert (rows["communities"], round(rows["modularity"], 4)) == (4, 0.4198)


def test_the_communities_of_les_miserables_are_no_worse_than_published():
    # M. E. J. Newman and M. Girvan, Physical Review E 69 (2004), reach a modularity of 0.54.
    rows = {
        row[0]: row[1]
        for row in find_communities(unweighted(NETWORKS["les misérables"]), "leiden").summary.rows
    }
    assert 0.54 < rows["modularity"] < 0.57


def test_the_two_sides_of_the_karate_club_are_assortative():
    club = NETWORKS["karate"].copy()
    nx.set_node_attributes(club, nx.get_node_attributes(nx.karate_club_graph(), "club"), "type")
    rows = {row["attribute"]: row for row in measure(club, "assortativity").records()}
    held = in_igraph(club)
    sides = [["Mr. Hi", "Officer"].index(kind) for _, kind in club.nodes(data="type")]
    assert rows["type"]["value"] == pytest.approx(held.assortativity_nominal(sides, directed=False))
    assert rows["type"]["value"] > rows["type"]["shuffled_high"] > 0 > rows["type"]["shuffled_low"]
