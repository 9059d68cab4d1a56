"""Paths between two nodes: all shortest, or the k best, each hop with the claims behind it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, TypeAlias

from pactgraph.errors import ParameterError, UserError
from pactgraph.network.elements import Node, Tie

if TYPE_CHECKING:
    import networkx as nx

#: More shortest paths than this tell a reader nothing; how many there are is counted up to here.
MOST = 1000


#: Says where claims are stated, from their IRIs.
Where: TypeAlias = Callable[[Sequence[str]], str]


class NoPathError(UserError):
    """Two nodes between which no path leads."""

    status = 404


@dataclass(frozen=True)
class Hop:
    """One step of a path.

    :param words: what ties its ends: roles, relations, or how many things they share and the weight.
    :param stated: how its edges are stated, as codes; one that is only planned or recommended is no fact.
    :param claims: the IRIs of the claims that the tie stands for.
    """

    start: str
    end: str
    words: str
    stated: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Path:
    """A path: its nodes from one end to the other, and the hops between them."""

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
    """Return all shortest paths between two nodes, by their labels.

    Every tie counts as one hop, whatever its weight; parallel edges are one tie. Breadth-first search:
    M. E. J. Newman, Networks, 2nd edition, section 8.5 (2018).

    :param avoid: nodes through which no path may lead.
    :param along: keep to the direction of arcs; without it a tie is passed either way.
    :param most: at most so many; which of more are returned follows from the order of the nodes.
    :returns: at least one path.
    :raises ParameterError: where both ends are one node, or an end is to be avoided.
    :raises NoPathError: where none leads from one to the other; it says how large their parts are.

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
    """Return the k shortest paths without loops, the shortest first, then by their labels.

    Every tie counts as one hop. J. Y. Yen, Finding the k shortest loopless paths in a network, Management
    Science 17, 712–716 (1971).

    :param k: at most so many; of the longest, which are returned follows from the order of the nodes.
    :raises ParameterError: as in :func:`shortest_paths`, or where k is less than 1.
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
    """Return the tie between two nodes as a hop, with the claims of all its parallel edges.

    Of a network with directions both ways count, and the words say ``to:`` and ``from:``.

    :param along: count only what leads from the start to the end.
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
    """Yield the ties from one node to another: none, one, or parallel ones."""
    if graph.has_edge(start, end):
        held = graph.get_edge_data(start, end)
        for key, data in held.items() if graph.is_multigraph() else ((None, held),):
            yield Tie.read(start, end, data, key)


def words_of(ties: Iterable[Tie]) -> str:
    """Return what ties two nodes, in words.

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
    """Return the label of a node, or its name."""
    return Node.read(str(node), graph.nodes[node]).label


def _in_order(graph: nx.Graph, found: Iterable[Sequence[str]], along: bool) -> list[Path]:
    paths = [_path(graph, nodes, along) for nodes in found]
    return sorted(paths, key=lambda path: (len(path.nodes), path.labels, path.nodes))


def _path(graph: nx.Graph, nodes: Sequence[str], along: bool) -> Path:
    hops = tuple(hop_of(graph, *pair, along=along) for pair in pairwise(nodes))
    return Path(tuple(nodes), tuple(label_of(graph, node) for node in nodes), hops)


def _passable(graph: nx.Graph, start: str, end: str, avoid: Iterable[str], along: bool) -> nx.Graph:
    """Return the network without parallel edges and without what is to be avoided."""
    import networkx as nx

    closed = set(avoid)
    if start == end:
        raise ParameterError(f"a path from {label_of(graph, start)} to itself", expected="two things")
    for node in (start, end):
        if node in closed:
            raise ParameterError(
                f"a path between two ends that avoids {label_of(graph, node)}", expected="ends to be passed"
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
            expected="two things that arcs lead between",
            mend="ask the other way round, or without regard to direction",
        )
    return NoPathError(
        f"no path from {names[0]} to {names[1]}: they lie in parts of {sizes[0]} and {sizes[1]} nodes of a "
        "network that is not connected",
        expected="two things of one part",
        mend="leave out filters, or take a wider projection, such as knowledge",
    )
