"""Measures of two small networks, worked out by hand.

Three initiatives: X of A, B and C; Y of A and B; Z of C and D. E has an initiative W of its own.

One mode, weighed by 1/(n-1): A-B 1/2 + 1 = 1.5, A-C 0.5, B-C 0.5, C-D 1; E is isolated.
"""

from __future__ import annotations

import networkx as nx
import pytest

from pactgraph.errors import ParameterError, UnknownNameError
from pactgraph.network.measures import MEASURES, Options, measure, profile, values_of

TIES = [("A", "B", 1.5), ("A", "C", 0.5), ("B", "C", 0.5), ("C", "D", 1.0)]
MEMBERS = {"W": "E", "X": "ABC", "Y": "AB", "Z": "CD"}


@pytest.fixture
def parties() -> nx.Graph:
    graph = nx.Graph(projection="party-party", weight="newman")
    graph.add_nodes_from(
        (name, {"label": f"party {name}", "type": "country", "mode": "party"}) for name in "ABCDE"
    )
    graph.add_weighted_edges_from(TIES)
    return graph


@pytest.fixture
def two_modes() -> nx.MultiGraph:
    graph = nx.MultiGraph(projection="two-mode")
    graph.add_nodes_from("ABCDE", mode="party")
    graph.add_nodes_from(MEMBERS, mode="initiative")
    for initiative, members in MEMBERS.items():
        graph.add_edges_from((member, initiative) for member in members)
    graph.add_edge("A", "X", role="host")  # a second role of A in X
    return graph


#: In the order A, B, C, D, E.
BY_HAND = {
    "degree": [2, 2, 3, 1, 0],
    "strength": [2.0, 2.0, 2.0, 1.0, 0],
    # Pairs without C: AB, AD, AE, BD, BE, DE; through C lead AD and BD.
    "betweenness": [0, 0, 2 / 6, 0, 0],
    # Lengths AB 2/3, AC 2, BC 2, CD 1: the ways are the same.
    "betweenness-weighted": [0, 0, 2 / 6, 0, 0],
    "betweenness-sampled": [0, 0, 2 / 6, 0, 0],
    # Three of four others are reached: 3/4 * 3 / sum of distances (A: 1 + 1 + 2).
    "closeness": [3 / 4 * 3 / 4, 3 / 4 * 3 / 4, 3 / 4 * 3 / 3, 3 / 4 * 3 / 5, 0],
    # A: 2/3 + 2 + 3; C: 2 + 2 + 1; D: 3 + 3 + 1.
    "closeness-weighted": [9 / 4 / (17 / 3), 9 / 4 / (17 / 3), 9 / 4 / 5, 9 / 4 / 7, 0],
    "harmonic": [2.5 / 4, 2.5 / 4, 3 / 4, 2 / 4, 0],
    "harmonic-weighted": [
        (3 / 2 + 1 / 2 + 1 / 3) / 4,
        (3 / 2 + 1 / 2 + 1 / 3) / 4,
        2 / 4,
        (1 + 2 / 3) / 4,
        0,
    ],
    # A: (.75 + .25 * .25)² + (.25 + .75 * .25)²; C: 2 (.25 + .25 * .75)² + .5².
    "constraint": [0.8515625, 0.8515625, 0.6328125, 1.0, None],
    # C has three neighbours with one tie among them: 3 - 2/3.
    "effective-size": [1.0, 1.0, 7 / 3, 1.0, None],
    "articulation-points": [0, 0, 1, 0, 0],
    "core-number": [2, 2, 2, 1, 0],
    "clustering": [1, 1, 1 / 3, 0, 0],
    # Weights over the largest: 1, 1/3, 1/3; their geometric mean, of all pairs of neighbours.
    "clustering-weighted": [(1 / 9) ** (1 / 3), (1 / 9) ** (1 / 3), (1 / 9) ** (1 / 3) / 3, 0, 0],
}


@pytest.mark.parametrize("name", BY_HAND)
def test_nodes_have_the_values_worked_out_by_hand(parties, name):
    assert list(values_of(parties, name).values()) == pytest.approx(BY_HAND[name])


def test_a_bridge_has_the_size_of_the_smaller_piece(parties):
    assert measure(parties, "bridges").rows == ((1, "party C", "party D", 1, "C", "D"),)


def test_ties_have_their_share_of_all_pairs(parties):
    # Over C-D lead AD, BD and CD of ten pairs; over A-C lead AC and AD; over A-B only AB.
    shares = {
        (row["node"], row["other_node"]): row["value"]
        for row in measure(parties, "tie-betweenness").records()
    }
    assert shares == {("C", "D"): 0.3, ("A", "C"): 0.2, ("B", "C"): 0.2, ("A", "B"): 0.1}


def test_the_whole_network_has_the_figures_worked_out_by_hand(parties):
    found = {row[0]: row[1] for row in measure(parties, "figures").rows}
    assert found == {
        "nodes": 5,
        "ties": 4,
        "density": 0.4,
        "mean degree": 1.6,
        # (3-2) + (3-2) + (3-3) + (3-1) + (3-0), over 4 * 3.
        "degree centralisation": pytest.approx(7 / 12),
        "isolated nodes": 1,
        # One triangle, and 1 + 1 + 3 paths of two ties.
        "transitivity": 0.6,
        "mean clustering": pytest.approx((1 + 1 + 1 / 3) / 5),
        "parts": 2,
        "largest part": 0.8,
        "diameter": 2,
        # AB, AC, BC, CD of one step, AD and BD of two.
        "mean distance": pytest.approx(8 / 6),
        "articulation points": 1,
        "bridges": 1,
    }


def test_reciprocity_is_the_share_of_ties_that_are_returned():
    graph = nx.DiGraph([("A", "B"), ("B", "A"), ("A", "C")])
    found = {row[0]: row[1] for row in measure(graph, "figures").rows}
    assert found["reciprocity"] == pytest.approx(2 / 3)
    assert found["density"] == 0.5
    assert list(values_of(graph, "degree").values()) == [3, 2, 1]
    assert list(values_of(graph, "in-degree").values()) == [1, 1, 1]
    assert list(values_of(graph, "out-degree").values()) == [2, 1, 0]


#: In the order A, B, C, D, E, W, X, Y, Z.
TWO_MODES = {
    "two-mode-degree": [2 / 4, 2 / 4, 2 / 4, 1 / 4, 1 / 4, 1 / 5, 3 / 5, 2 / 5, 2 / 5],
    # A's pair X, Y would still be joined by B; C alone joins X and Z. X: of AB, AC, BC only AB meet again.
    "redundancy": [1, 1, 0, None, None, None, 1 / 3, 1, 0],
    # A: with B {X, Y} of {X, Y}, with C X of {X, Y, Z}. X: with Y 2 of 3, with Z 1 of 4.
    "two-mode-clustering": [
        2 / 3, 2 / 3, (1 / 3 + 1 / 3 + 1 / 2) / 3, 1 / 2, 0, 0, (2 / 3 + 1 / 4) / 2, 2 / 3, 1 / 4,
    ],
    # In the part of A to D and X to Z a party is at best 1 from three initiatives and 2 from three parties,
    # 9 in all. A: 1 + 1 + 3 to X, Y, Z; 2 + 2 + 4 to B, C, D. Of all eight others, six are in the part.
    "two-mode-closeness": [
        9 / 13 * 6 / 8, 9 / 13 * 6 / 8, 9 / 11 * 6 / 8, 9 / 19 * 6 / 8, 1 / 8,
        1 / 8, 8 / 10 * 6 / 8, 8 / 16 * 6 / 8, 8 / 14 * 6 / 8,
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", TWO_MODES)
def test_two_modes_have_the_values_worked_out_by_hand(two_modes, name):
    assert list(values_of(two_modes, name).values()) == pytest.approx(TWO_MODES[name])


def test_two_modes_have_the_figures_worked_out_by_hand(two_modes):
    found = {row[0]: row[1] for row in measure(two_modes, "two-mode-figures").rows}
    assert found == {
        "parties": 5,
        "initiatives": 4,
        "ties": 8,
        "density": 8 / 20,
        "initiatives of a party": 1.6,
        "parties of an initiative": 2.0,
        "initiatives of one party": 1,
        # A-X-B-Y is the only cycle of four; paths of three ties: 2 + 2 + 2 + 1 + 1 + 1.
        "four-cycles": pytest.approx(4 / 9),
    }


def test_several_roles_count_as_one_tie_and_a_note_says_so(two_modes):
    result = measure(two_modes, "degree")
    assert {row["node"]: row["value"] for row in result.records()}["A"] == 2
    assert "Several ties between two nodes count as one: 1 were merged." in result.notes


def test_measures_of_triangles_have_a_note_in_two_mode_networks(two_modes, parties):
    assert any("no triangles" in note for note in measure(two_modes, "clustering").notes)
    assert not any("no triangles" in note for note in measure(parties, "clustering").notes)


def test_assortativity_exceeds_the_range_of_shuffled_values():
    # Ends of ties, both ways: red-red 2, blue-blue 2, red-blue 2 of 6; half of all ends are red.
    # (4/6 - 1/2) / (1 - 1/2) = 1/3. Degrees at the ends of ties, both ways: 1-2, 2-2, 2-1, so a mean of 5/3,
    # a variance of 2/9 and a mean product of deviations of -1/9.
    graph = nx.path_graph(4)
    nx.set_node_attributes(graph, {0: "red", 1: "red", 2: "blue", 3: "blue"}, "type")
    rows = {row["attribute"]: row for row in measure(graph, "assortativity").records()}
    assert rows["type"]["value"] == pytest.approx(1 / 3)
    assert (rows["type"]["nodes"], rows["type"]["ties"], rows["type"]["kinds"]) == (4, 3, 2)
    assert rows["degree"]["value"] == pytest.approx(-0.5)
    assert (rows["region"]["value"], rows["region"]["nodes"]) == (None, 0)


def test_given_attributes_take_precedence_over_those_of_the_network():
    graph = nx.path_graph(4)
    options = Options(attributes={str(n): {"region": region} for n, region in enumerate("NNSS")})
    rows = {row["attribute"]: row for row in measure(graph, "assortativity", options).records()}
    assert rows["region"]["value"] == pytest.approx(1 / 3)


def test_rows_are_by_value_then_by_label_and_equal_values_share_a_rank(parties):
    assert measure(parties, "degree").rows == (
        (1, "party C", "country", 3, "C"),
        (2, "party A", "country", 2, "A"),
        (2, "party B", "country", 2, "B"),
        (4, "party D", "country", 1, "D"),
        (5, "party E", "country", 0, "E"),
    )
    last = measure(parties, "constraint").rows[-1]
    assert last == (None, "party E", "country", None, "E")


def test_a_result_says_how_it_was_made(parties):
    result = measure(parties, "betweenness-sampled", Options(seed=3, samples=2))
    assert result.about["projection"] == "party-party"
    assert (result.about["seed"], result.about["samples"]) == (3, 2)
    assert (result.about["nodes"], result.about["ties"]) == (5, 4)
    assert "approximation" in result.method and "2007" in result.source
    assert "Isolated nodes (here 1): 0." in result.notes
    assert any(note.startswith("Disconnected parts (here 2): ") for note in result.notes)


def test_a_sampled_measure_is_the_same_for_the_same_seed_and_not_for_others():
    graph = nx.gnp_random_graph(40, 0.1, seed=1)
    first, again, other = (
        values_of(graph, "betweenness-sampled", Options(seed=n, samples=8)) for n in (1, 1, 2)
    )
    assert first == again != other


def test_a_profile_puts_measures_side_by_side_in_the_order_of_the_first(parties):
    result = profile(parties, ["degree", "constraint", "in-degree"])
    assert result.columns == ("rank", "label", "type", "degree", "constraint", "node")
    assert result.rows[0] == (1, "party C", "country", 3, 0.6328125, "C")
    assert "in-degree is left out: this is an undirected network." in result.notes


def test_a_rich_club_is_denser_than_random_networks():
    # Two stars whose centres are tied: above degree 1 there are the two centres, and the tie between them.
    # Random networks of the same degrees need not tie them.
    graph = nx.Graph([("a", "b"), *(("a", f"a{n}") for n in range(5)), *(("b", f"b{n}") for n in range(5))])
    (row,) = measure(graph, "rich-club").records()
    assert (row["degree_above"], row["nodes"], row["density"]) == (1, 2, 1.0)
    assert 0 < row["random_mean"] <= 1 and row["ratio"] == pytest.approx(1 / row["random_mean"])


def test_a_ring_of_neighbours_is_a_small_world_once_some_ties_are_moved():
    ring = nx.connected_watts_strogatz_graph(60, 6, 0.1, seed=1)
    rows = {row[0]: row[1] for row in measure(ring, "small-world", Options(samples=10)).rows}
    assert rows["clustering"] > 3 * rows["random clustering, high"]
    assert rows["small-worldness"] > 2


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("size", [0, 1, 2])
def test_networks_without_ties_can_be_measured(name, size):
    directed = MEASURES[name].directed == "only"
    graph = nx.empty_graph(size, create_using=nx.DiGraph if directed else nx.Graph)
    if MEASURES[name].two_mode:
        graph.add_nodes_from([("p", {"mode": "party"}), ("i", {"mode": "initiative"})])
        nx.set_node_attributes(graph, {n: "party" for n in range(size)}, "mode")
    result = measure(graph, name)
    if MEASURES[name].of == "nodes":
        assert len(result) == len(graph)


def test_a_measure_that_does_not_fit_the_network_is_refused(parties):
    with pytest.raises(ParameterError, match="undirected"):
        measure(parties, "out-strength")
    with pytest.raises(ParameterError, match="one mode"):
        measure(parties, "redundancy")
    with pytest.raises(ParameterError, match="one of ties"):
        values_of(parties, "bridges")


def test_an_unknown_measure_is_refused_with_the_nearest(parties):
    with pytest.raises(UnknownNameError) as caught:
        measure(parties, "betweeness")
    assert caught.value.mend == "did you mean betweenness?"


@pytest.mark.parametrize("name", MEASURES)
def test_each_measure_documents_formula_source_and_edge_cases(name):
    one = MEASURES[name]
    assert one.of in ("nodes", "ties", "network")
    assert one.formula and one.isolated and one.disconnected and one.unit
    assert any(character.isdigit() for character in one.source), "the source has a year"
    assert one.directed in ("yes", "undirected", "only")
