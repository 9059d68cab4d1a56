"""Paths between two nodes: all shortest paths or the k shortest, each hop with its claims."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, TypeAlias

from pactgraph.errors import ParameterError, UserError
from pactgraph.network.elements import Node, Tie

if TYPE_CHECKING:
    import networkx as nx

#: Default limit on the number of shortest paths.
MOST = 1000


#: Returns the passages that state claims, from the IRIs of the claims.
Where: TypeAlias = Callable[[Sequence[str]], str]


class NoPathError(UserError):
    """There is no path between two nodes."""

    status = 404


@dataclass(frozen=True)
class Hop:
    """One step of a path.

    :param words: the roles or relations of its edges, or the number of shared things and the weight.
    :param stated: the modalities of its edges, as codes joined by ", ".
    :param claims: the IRIs of the claims of its edges, sorted.
    """

    start: str
    end: str
    words: str
    stated: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Path:
    """A path: its nodes in order, and the hops between them."""

    nodes: tuple[str, ...]
    labels: tuple[str, ...]
    hops: tuple[Hop, ...]


def shortest_paths(
    graph: nx.Graph,
    start: str,
    end: str,
    *,
    avoid: Iterable[str] = (),
    along: bool = False,
    most: int = MOST,
) -> list[Path]:
    """Return all shortest paths between two nodes, sorted by labels.

    Every tie counts as one hop; weights are ignored, and parallel edges are one tie. Breadth-first search:
    M. E. J. Newman, Networks, 2nd edition, section 8.5 (2018).

    :param avoid: nodes to exclude from paths.
    :param along: follow the direction of arcs; by default directions are ignored.
    :param most: maximum number of paths; if there are more, the order of the nodes decides.
    :returns: at least one path.
    :raises ParameterError: if both ends are the same node, or an end is in ``avoid``.
    :raises NoPathError: if there is no path; the message has the sizes of the two components.

    >>> import networkx as nx
    >>> [path.nodes for path in shortest_paths(nx.cycle_graph(4), 0, 2)]
    [(0, 1, 2), (0, 3, 2)]
    """
    import networkx as nx

    way = _passable(graph, start, end, avoid, along)
    try:
        found = list(islice(nx.all_shortest_paths(way, start, end), most))
    except nx.NetworkXNoPath:
        raise _no_path(graph, way, start, end) from None
    return _in_order(graph, found, along)


def best_paths(
    graph: nx.Graph, start: str, end: str, k: int, *, avoid: Iterable[str] = (), along: bool = False
) -> list[Path]:
    """Return the k shortest simple paths, sorted by length, then by labels.

    Every tie counts as one hop. J. Y. Yen, Finding the k shortest loopless paths in a network, Management
    Science 17, 712–716 (1971).

    :param k: maximum number of paths; among paths of the last length, the order of the nodes decides.
    :raises ParameterError: as in :func:`shortest_paths`, or if k is less than 1.
    :raises NoPathError: as in :func:`shortest_paths`.

    >>> import networkx as nx
    >>> [path.nodes for path in best_paths(nx.cycle_graph(5), 0, 2, 5)]
    [(0, 1, 2), (0, 4, 3, 2)]
    """
    import networkx as nx

    if k < 1:
        raise ParameterError(f"{k} paths", expected="1 or more")
    way = _passable(graph, start, end, avoid, along)
    try:
        found = list(islice(nx.shortest_simple_paths(way, start, end), k))
    except nx.NetworkXNoPath:
        raise _no_path(graph, way, start, end) from None
    return _in_order(graph, found, along)


def hop_of(graph: nx.Graph, start: str, end: str, *, along: bool = False) -> Hop:
    """Return all edges between two nodes as one hop, with their claims.

    In a directed network both directions count, marked ``to:`` and ``from:`` in the words.

    :param along: count only arcs from start to end.
    """
    ways = [("", start, end)]
    if graph.is_directed():
        ways = [("to: ", start, end)] if along else [("to: ", start, end), ("from: ", end, start)]
    words, edges = [], []
    for way, one, other in ways:
        if found := list(edges_between(graph, one, other)):
            words.append(way + words_of(found))
            edges += found
    claims = {claim for edge in edges for claim in edge.claims}
    stated = ", ".join(sorted({edge.modality for edge in edges if edge.modality}))
    return Hop(start, end, "; ".join(words), stated, tuple(sorted(claims)))


def edges_between(graph: nx.Graph, start: str, end: str) -> Iterator[Tie]:
    """Yield the edges from one node to another: none, one, or parallel edges."""
    if graph.has_edge(start, end):
        held = graph.get_edge_data(start, end)
        for key, data in held.items() if graph.is_multigraph() else ((None, held),):
            yield Tie.read(start, end, data, key)


def words_of(ties: Iterable[Tie]) -> str:
    """Return the roles, relations or shared things of ties, in words.

    >>> words_of([Tie("a", "b", role_label="signatory"), Tie("a", "b", role_label="host")])
    'host, signatory'
    >>> words_of([Tie("a", "b", weight=1.5, initiatives=("i", "j"))])
    '2 initiatives, weight 1.5'
    """
    words: set[str] = set()
    for tie in ties:
        if label := tie.role_label or tie.relation_label:
            words.add(label)
        for shared, one, many in (
            (tie.initiatives, "initiative", "initiatives"),
            (tie.parties, "party", "parties"),
        ):
            if shared:
                words.add(f"{len(shared)} {one if len(shared) == 1 else many}, weight {tie.weight:.4g}")
    return ", ".join(sorted(words))


def label_of(graph: nx.Graph, node: Hashable) -> str:
    """Return the label of a node, or its key if it has none."""
    return Node.read(str(node), graph.nodes[node]).label


def _in_order(graph: nx.Graph, found: Iterable[Sequence[str]], along: bool) -> list[Path]:
    paths = [
        Path(
            tuple(nodes),
            tuple(label_of(graph, node) for node in nodes),
            tuple(hop_of(graph, *pair, along=along) for pair in pairwise(nodes)),
        )
        for nodes in found
    ]
    return sorted(paths, key=lambda path: (len(path.nodes), path.labels, path.nodes))


def _passable(graph: nx.Graph, start: str, end: str, avoid: Iterable[str], along: bool) -> nx.Graph:
    """Return the network without parallel edges and without the nodes to avoid."""
    import networkx as nx

    closed = set(avoid)
    if start == end:
        raise ParameterError(f"a path from {label_of(graph, start)} to itself", expected="two things")
    for node in (start, end):
        if node in closed:
            raise ParameterError(
                f"a path that avoids its own end {label_of(graph, node)}",
                expected="other nodes to avoid",
            )
    plain = nx.DiGraph() if graph.is_directed() and along else nx.Graph()
    plain.add_nodes_from(node for node in graph if node not in closed)
    plain.add_edges_from(pair for pair in graph.edges() if not closed & {*pair})
    return plain


def _no_path(graph: nx.Graph, way: nx.Graph, start: str, end: str) -> NoPathError:
    import networkx as nx

    plain = way.to_undirected() if way.is_directed() else way
    sizes = [len(nx.node_connected_component(plain, node)) for node in (start, end)]
    names = [label_of(graph, node) for node in (start, end)]
    if end in nx.node_connected_component(plain, start):
        return NoPathError(
            f"no path along the arcs from {names[0]} to {names[1]}",
            expected="two things with a path along the arcs",
            mend="swap the two ends, or ignore directions",
        )
    return NoPathError(
        f"no path from {names[0]} to {names[1]}: their components have {sizes[0]} and {sizes[1]} nodes",
        expected="two things in one component",
        mend="remove filters, or use a wider projection, such as knowledge",
    )
