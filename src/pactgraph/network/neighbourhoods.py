"""Who is tied to one node, to two compared, or to several in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pactgraph.errors import ParameterError, UnknownNameError
from pactgraph.model.text import did_you_mean
from pactgraph.namespaces import shorten
from pactgraph.network.elements import Info, Node
from pactgraph.network.paths import Where, hop_of, label_of
from pactgraph.network.results import Cell, Result, about

if TYPE_CHECKING:
    import networkx as nx

WASSERMAN = "S. Wasserman and K. Faust, Social Network Analysis, chapters 2 and 4 (1994)"
JACCARD = "P. Jaccard, The distribution of the flora in the alpine zone, New Phytologist 11, 37–50 (1912)"

#: How facts are stated; what is stated otherwise is wanted or expected.
FIRM = ("asserted", "reported")


def ego(graph: nx.Graph, node: str, radius: int = 1, where: Where = " ".join) -> Result:
    """Return who is within some hops of a node, with the tie and its claims for direct neighbours.

    Direction does not matter for who is near; the tie names what leads either way. An isolated node has no
    row.

    :param radius: hops, 1 or more.
    :param where: says where claims are stated.
    :returns: distance, label, kind, tie, number of claims, where they are stated, node; the nearest first,
        then by label.
    :raises UnknownNameError: where the node is not in the network.

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
        words, claims = _ties(graph, node, other) if distance == 1 else ("", None)
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
        method="Nodes within the radius by breadth-first search, without regard to direction.",
        source=WASSERMAN,
        about=about(graph, node=str(node), radius=radius),
    )


def ego_network(graph: nx.Graph, node: str, radius: int = 1) -> nx.Graph:
    """Return the network of a node and all that are within some hops of it, with the ties among them.

    >>> import networkx as nx
    >>> sorted(ego_network(nx.path_graph(4), 1))
    [0, 1, 2]
    """
    import networkx as nx

    check_present(graph, [node])
    return nx.ego_graph(graph, node, radius, undirected=True)


def compare(graph: nx.Graph, one: str, other: str) -> Result:
    """Return what two nodes are tied to: both of them, only the first, only the second.

    In the two-mode network these are initiatives; in a one-mode network other nodes of its kind. The two
    themselves are left out. The note gives Jaccard's similarity: the share of all neighbours that both have.

    :returns: part (``both``, or the label of the one that has it), label, kind, how each is tied, claims of
        each, node; both first, then by label.
    :raises UnknownNameError: where one is not in the network.
    :raises ParameterError: where they are one node.

    >>> import networkx as nx
    >>> compare(nx.path_graph(4), 0, 2).rows[0][:2]
    ('both', '1')
    """
    check_present(graph, [one, other])
    if one == other:
        raise ParameterError(f"{label_of(graph, one)} twice", expected="two different things")
    near = [_neighbours(graph, node) - {one, other} for node in (one, other)]
    names = (label_of(graph, one), label_of(graph, other))
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    for node in near[0] | near[1]:
        inside = (node in near[0], node in near[1])
        part = 0 if all(inside) else 1 if inside[0] else 2
        ties = [
            _ties(graph, end, node) if held else ("", None)
            for end, held in zip((one, other), inside, strict=True)
        ]
        found = Node.of(graph, node)
        words = tuple(said for said, _ in ties)
        numbers = tuple(None if claims is None else len(claims) for _, claims in ties)
        rows.append((part, (("both", *names)[part], found.label, found.type, *words, *numbers, str(node))))
    return Result(
        name="compare",
        title=f"{names[0]} and {names[1]} compared",
        columns=("part", "label", "type", "tie_a", "tie_b", "claims_a", "claims_b", "node"),
        rows=tuple(row for _, row in sorted(rows, key=lambda held: (held[0], str(held[1][1]), held[1][-1]))),
        notes=_shares(graph, one, other, near),
        method="Jaccard's similarity is |A ∩ B| / |A ∪ B| of the two sets of neighbours.",
        source=JACCARD,
        about=about(graph, a=str(one), b=str(other)),
    )


def common(graph: nx.Graph, nodes: Sequence[str]) -> Result:
    """Return what all of several nodes are tied to.

    :param nodes: two or more.
    :returns: label, kind, number of claims of all ties, node; by label.
    :raises UnknownNameError: where one is not in the network.
    :raises ParameterError: where fewer than two are given.

    >>> import networkx as nx
    >>> common(nx.star_graph(3), [1, 2, 3]).column("node")
    ['0']
    """
    chosen = list(dict.fromkeys(nodes))
    check_present(graph, chosen)
    if len(chosen) < 2:
        raise ParameterError("fewer than two things", expected="two or more that may have one")
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
        method="The nodes to which each of those named has a tie, in whichever direction.",
        source=WASSERMAN,
        about=about(graph, nodes_compared=[str(node) for node in chosen]),
    )


def check_present(graph: nx.Graph, nodes: Iterable[str]) -> None:
    """Check that nodes are in a network.

    :raises UnknownNameError: where one is not; its message names the nearest labels.
    """
    for node in nodes:
        if node not in graph:
            labels = {label_of(graph, held) for held in graph}
            network = f"the network {Info.of(graph).projection}".strip()
            raise UnknownNameError(
                f"{shorten(str(node))}, which is not in {network}",
                expected="a node of this network: it may be of another kind, or filters leave it out",
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


def _ties(graph: nx.Graph, one: str, other: str) -> tuple[str, tuple[str, ...]]:
    """Return the words of the ties between two nodes, and their claims.

    Of ties that nobody states as facts the words say so: a recommendation is no plan, a plan no fact.
    """
    hop = hop_of(graph, one, other)
    firm = not hop.stated or any(how in FIRM for how in hop.stated.split(", "))
    words = hop.words if firm else f"{hop.words} ({hop.stated})"
    return words, hop.claims


def _shares(graph: nx.Graph, one: str, other: str, near: list[set[str]]) -> tuple[str, ...]:
    both, all_of_them = near[0] & near[1], near[0] | near[1]
    tied = graph.has_edge(one, other) or graph.has_edge(other, one)
    notes = [f"{len(both)} of {len(all_of_them)} neighbours are shared."]
    if all_of_them:
        notes.append(f"Jaccard's similarity: {len(both) / len(all_of_them):.4g}.")
    if tied:
        notes.append("The two are tied to each other.")
    return tuple(notes)
