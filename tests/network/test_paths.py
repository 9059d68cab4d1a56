from __future__ import annotations

import networkx as nx
import pytest

from pactgraph.answers.reader import Reader
from pactgraph.answers.trace import path
from pactgraph.errors import ParameterError
from pactgraph.namespaces import expand
from pactgraph.network.elements import claim_number
from pactgraph.network.filters import Filters
from pactgraph.network.paths import NoPathError, best_paths, shortest_paths
from pactgraph.network.projections import project

A, B, C, D = (expand(f"country:{letter * 3}") for letter in "ABCD")
GEES, NORTHWIND, ORPHAN = expand("group:gees"), expand("company:northwind"), expand("company:orphan")


@pytest.fixture(scope="module")
def two_mode(held):
    return project(held, filters=Filters(advice=True))


def test_all_shortest_paths_are_sorted_by_labels(two_mode):
    # From B to A lead amber, blue and fir (where A is spoken for), and from A to the group only gold.
    paths = shortest_paths(two_mode, B, GEES)
    assert [path.labels for path in paths] == [
        ("Boland", "Amber memorandum", "Aland", "Gold pledge", "Gees"),
        ("Boland", "Blue road", "Aland", "Gold pledge", "Gees"),
        ("Boland", "Fir meeting", "Aland", "Gold pledge", "Gees"),
    ]


def test_each_hop_has_its_role_how_it_is_stated_and_its_claims(two_mode):
    first = shortest_paths(two_mode, B, GEES)[0]
    assert [(hop.words, hop.stated) for hop in first.hops] == [
        ("signatory", "asserted"),
        ("signatory", "asserted"),
        ("pledger", "planned"),
        ("beneficiary", "planned"),
    ]
    ids = [[claim_number(claim) for claim in hop.claims] for hop in first.hops]
    assert ids == [["one/002"], ["one/001", "two/001"], ["one/010"], ["one/011"]]


def test_a_hop_of_a_one_mode_network_says_what_is_shared(held):
    (only,) = shortest_paths(project(held, "party-party", filters=Filters(advice=True)), B, GEES)
    assert [hop.words for hop in only.hops] == ["2 initiatives, weight 1.333", "1 initiative, weight 1"]
    assert len(only.hops[0].claims) == 5


def test_k_shortest_paths_include_longer_ones(two_mode):
    paths = best_paths(two_mode, B, GEES, 4)
    assert [len(path.hops) for path in paths] == [4, 4, 4, 6]
    assert paths[:3] == shortest_paths(two_mode, B, GEES)
    assert len(best_paths(two_mode, B, GEES, 2)) == 2


def test_paths_exclude_the_nodes_to_avoid(two_mode):
    blue = expand("programme:blue")
    paths = shortest_paths(two_mode, D, B, avoid=[])
    assert [path.nodes for path in paths] == [(D, blue, B)]
    with pytest.raises(NoPathError):
        shortest_paths(two_mode, D, B, avoid=[blue])
    with pytest.raises(ParameterError, match="avoids its own end Doland"):
        shortest_paths(two_mode, D, B, avoid=[D])


def test_a_missing_path_is_reported_with_the_sizes_of_components(two_mode):
    with pytest.raises(NoPathError) as caught:
        shortest_paths(two_mode, A, ORPHAN)
    assert caught.value.found == ("no path from Aland to Orphan: their components have 15 and 2 nodes")


def test_directions_are_ignored_by_default(held):
    graph = project(held, "company-country")
    (only,) = shortest_paths(graph, NORTHWIND, C, along=True)
    assert (only.labels, only.hops[0].words) == (("Northwind", "Coland"), "to: 1 initiative, weight 0.5")
    with pytest.raises(NoPathError) as caught:
        best_paths(graph, C, NORTHWIND, 3, along=True)
    assert caught.value.found == "no path along the arcs from Coland to Northwind"
    (back,) = shortest_paths(graph, C, NORTHWIND)
    assert back.hops[0].words == "from: 1 initiative, weight 0.5"
    assert back.hops[0].claims == only.hops[0].claims


def test_parallel_edges_are_one_hop_with_the_roles_of_all():
    graph = nx.MultiGraph()
    for key, role in (("x", "host"), ("y", "signatory")):
        graph.add_edge("a", "b", key, role_label=role, claims=key, modality="asserted")
    (only,) = shortest_paths(graph, "a", "b")
    (hop,) = only.hops
    assert (hop.words, hop.stated, list(hop.claims)) == (
        "host, signatory",
        "asserted",
        ["x", "y"],
    )


def test_a_path_from_a_thing_to_itself_is_refused(two_mode):
    with pytest.raises(ParameterError, match="a path from Aland to itself"):
        shortest_paths(two_mode, A, A)
    with pytest.raises(ParameterError, match="0 paths"):
        best_paths(two_mode, A, B, 0)


def test_paths_of_facts_come_before_shorter_ones_over_advice(world):
    """The town and the company share a market and, as an author recommends, works."""
    (only,) = path(Reader(world), "Town", "Northwind")
    assert (only.labels, only.caution) == (("Town", "Cyan market", "Northwind"), "")


def test_the_table_has_a_row_for_each_hop_and_says_where_it_is_stated(world):
    found = path(Reader(world), "Boland", "Gees")
    assert found[0].caution == "hops 3 and 4 rest on what is planned, recommended or forecast only"
    table = found.table()
    assert table.notes[0] == f"Path 1: {found[0].caution}."
    assert len(table) == 12
    row = table.records()[1]
    assert row["claims"] == "one/001; two/001"
    assert row["where"] == "Source one, line 1; Source two, line 1"


def test_as_many_shortest_paths_as_networkx_finds_in_the_real_graph(whole):
    graph = project(whole, filters=Filters(advice=True))
    cuba, mongolia = expand("country:CUB"), expand("country:MNG")
    found = {path.nodes for path in shortest_paths(graph, cuba, mongolia)}
    assert found == {tuple(path) for path in nx.all_shortest_paths(nx.Graph(graph), cuba, mongolia)}
