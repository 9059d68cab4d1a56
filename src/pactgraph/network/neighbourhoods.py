"""Neighbours of one node, of two nodes compared, and common neighbours of several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pactgraph.errors import ParameterError, UnknownNameError
from pactgraph.model.text import did_you_mean
from pactgraph.namespaces import FACTUAL, shorten
from pactgraph.network.elements import Info, Node, facts
from pactgraph.network.paths import Where, hop_of, label_of
from pactgraph.network.results import Cell, Result, about

if TYPE_CHECKING:
    import networkx as nx

WASSERMAN = "S. Wasserman and K. Faust, Social Network Analysis, chapters 2 and 4 (1994)"
JACCARD = "P. Jaccard, The distribution of the flora in the alpine zone, New Phytologist 11, 37–50 (1912)"

#: Modalities of facts; other modalities are plans, recommendations and forecasts.


def ego(graph: nx.Graph, node: str, radius: int = 1, where: Where = " ".join) -> Result:
    """Return the nodes within a radius of a node; direct neighbours with the tie and its claims.

    Directions are ignored for distances; the tie has the arcs of both directions. For an isolated node there
    is no row.

    :param radius: hops, 1 or more.
    :param where: returns the passages that state claims.
    :returns: distance, label, type, tie, number of claims, where they are stated, node; sorted by distance,
        then by label.
    :raises UnknownNameError: if the node is not in the network.
    :raises ParameterError: if the radius is less than 1.

    >>> import networkx as nx
    >>> ego(nx.path_graph(4), 0, 2).column("label")
    ['1', '2']
    """
    import networkx as nx

    check_present(graph, [node])
    if radius < 1:
        raise ParameterError(f"a radius of {radius}", expected="1 hop or more")
    plain = graph.to_undirected(as_view=True) if graph.is_directed() else graph
    found = nx.single_source_shortest_path_length(plain, node, cutoff=radius)
    rows: list[tuple[Cell, ...]] = []
    for other, distance in found.items():
        if other == node:
            continue
        words, claims, _ = _ties(graph, node, other) if distance == 1 else ("", None, True)
        near = Node.of(graph, other)
        stated = ("", None, "") if claims is None else (words, len(claims), where(claims))
        rows.append((distance, near.label, near.type, *stated, str(other)))
    name = label_of(graph, node)
    return Result(
        name="ego",
        title=f"Who is within {radius} {'hop' if radius == 1 else 'hops'} of {name}",
        columns=("distance", "label", "type", "tie", "claims", "where", "node"),
        rows=tuple(sorted(rows, key=lambda row: (row[0], str(row[1]), str(row[-1])))),
        notes=(f"{name} is isolated: it has no tie in this network.",) if len(found) == 1 else (),
        method="Nodes within the radius by breadth-first search, regardless of direction.",
        source=WASSERMAN,
        about=about(graph, node=str(node), radius=radius),
    )


def ego_network(graph: nx.Graph, node: str, radius: int = 1) -> nx.Graph:
    """Return the subgraph of a node and all nodes within a radius of it; directions are ignored.

    >>> import networkx as nx
    >>> sorted(ego_network(nx.path_graph(4), 1))
    [0, 1, 2]
    """
    import networkx as nx

    check_present(graph, [node])
    return nx.ego_graph(graph, node, radius, undirected=True)


def compare(graph: nx.Graph, one: str, other: str) -> Result:
    """Return the neighbours of two nodes: those of both, of the first only, of the second only.

    The two nodes themselves are excluded. A note has Jaccard's similarity of the two sets, of facts alone.

    :returns: part (``both``, or the label of the only neighbour), label, type, the tie of each, number of
        claims of each, node; those of both first, then facts, then by label.
    :raises UnknownNameError: if a node is not in the network.
    :raises ParameterError: if both are the same node.

    >>> import networkx as nx
    >>> compare(nx.path_graph(4), 0, 2).rows[0][:2]
    ('both', '1')
    """
    check_present(graph, [one, other])
    if one == other:
        raise ParameterError(f"{label_of(graph, one)} twice", expected="two different things")
    near = [_neighbours(graph, node) - {one, other} for node in (one, other)]
    names = (label_of(graph, one), label_of(graph, other))
    rows: list[tuple[int, bool, tuple[Cell, ...]]] = []
    for node in near[0] | near[1]:
        inside = (node in near[0], node in near[1])
        part = 0 if all(inside) else 1 if inside[0] else 2
        ties = [
            _ties(graph, end, node) if held else ("", None, True)
            for end, held in zip((one, other), inside, strict=True)
        ]
        found = Node.of(graph, node)
        words = tuple(said for said, _, _ in ties)
        numbers = tuple(None if claims is None else len(claims) for _, claims, _ in ties)
        advice = not all(firm for _, _, firm in ties)
        rows.append(
            (part, advice, (("both", *names)[part], found.label, found.type, *words, *numbers, str(node)))
        )
    return Result(
        name="compare",
        title=f"{names[0]} and {names[1]} compared",
        columns=("part", "label", "type", "tie_a", "tie_b", "claims_a", "claims_b", "node"),
        rows=tuple(
            row for _, _, row in sorted(rows, key=lambda held: (*held[:2], str(held[2][1]), held[2][-1]))
        ),
        notes=_shares(facts(graph), one, other),
        method="Jaccard's similarity is |A ∩ B| / |A ∪ B| of the two sets of neighbours, by ties of facts.",
        source=JACCARD,
        about=about(graph, a=str(one), b=str(other)),
    )


def common(graph: nx.Graph, nodes: Sequence[str]) -> Result:
    """Return the common neighbours of several nodes.

    :param nodes: two or more.
    :returns: label, type, number of claims of all ties, node; sorted by label.
    :raises UnknownNameError: if a node is not in the network.
    :raises ParameterError: if fewer than two are given.

    >>> import networkx as nx
    >>> common(nx.star_graph(3), [1, 2, 3]).column("node")
    ['0']
    """
    chosen = list(dict.fromkeys(nodes))
    check_present(graph, chosen)
    if len(chosen) < 2:
        raise ParameterError("fewer than two things", expected="two or more things")
    shared = set.intersection(*(_neighbours(graph, node) for node in chosen)) - {*chosen}
    rows: list[tuple[Cell, ...]] = []
    for node in shared:
        claims = {claim for end in chosen for claim in hop_of(graph, end, node).claims}
        found = Node.of(graph, node)
        rows.append((found.label, found.type, len(claims), str(node)))
    names = ", ".join(label_of(graph, node) for node in chosen)
    return Result(
        name="common",
        title=f"What {names} have in common",
        columns=("label", "type", "claims", "node"),
        rows=tuple(sorted(rows, key=lambda row: (str(row[0]), str(row[-1])))),
        method="The neighbours of every given node, regardless of direction.",
        source=WASSERMAN,
        about=about(graph, nodes_compared=[str(node) for node in chosen]),
    )


def check_present(graph: nx.Graph, nodes: Iterable[str]) -> None:
    """Check that nodes are in a network.

    :raises UnknownNameError: if a node is not; the message suggests similar labels.
    """
    for node in nodes:
        if node not in graph:
            labels = {label_of(graph, held) for held in graph}
            network = f"the network {Info.of(graph).projection}".strip()
            raise UnknownNameError(
                f"{shorten(str(node))}, which is not in {network}",
                expected="a node of this network; it may be of another type, or excluded by filters",
                mend=did_you_mean(
                    shorten(str(node)).rpartition(":")[2].rpartition("/")[2],
                    labels,
                    "see: pactgraph network projections",
                    n=3,
                ),
            )


def _neighbours(graph: nx.Graph, node: str) -> set[str]:
    found = set(graph[node])
    return found | set(graph.pred[node]) if graph.is_directed() else found


def _ties(graph: nx.Graph, one: str, other: str) -> tuple[str, tuple[str, ...], bool]:
    """Return the words of the ties between two nodes, their claims, and whether one of them is a fact."""
    hop = hop_of(graph, one, other)
    firm = not hop.stated or any(how in FACTUAL for how in hop.stated.split(", "))
    words = hop.words if firm else f"{hop.words} ({hop.stated})"
    return words, hop.claims, firm


def _shares(graph: nx.Graph, one: str, other: str) -> tuple[str, ...]:
    near = [_neighbours(graph, node) - {one, other} for node in (one, other)]
    both, all_of_them = near[0] & near[1], near[0] | near[1]
    tied = graph.has_edge(one, other) or graph.has_edge(other, one)
    notes = [f"{len(both)} of {len(all_of_them)} neighbours are shared."]
    if all_of_them:
        notes.append(f"Jaccard's similarity: {len(both) / len(all_of_them):.4g}.")
    if tied:
        notes.append("The two are tied to each other.")
    return tuple(notes)
