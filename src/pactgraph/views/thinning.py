"""Reduction of a network that is too large for one picture to its backbone or its top ties.

A page stays quick beyond these limits (see ``tests/benchmarks/page_times.py``), but nobody can read it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.model.text import unknown_name
from pactgraph.network.backbone import ALPHA, backbone
from pactgraph.network.elements import Tie, ties

if TYPE_CHECKING:
    import networkx as nx

MOST_NODES = 1000
"""The most nodes in one picture."""

MOST_TIES = 3000
"""The most ties in one picture."""

WAYS = ("backbone", "ties", "whole")
"""What can be shown of a larger network: the ties that are heavier than chance would make them; the heaviest
ties or, where ties have no weight, those of the most tied; or all of it, however long it takes."""


def thinned(
    graph: nx.Graph, by: str = "backbone", most_nodes: int = MOST_NODES, most_ties: int = MOST_TIES
) -> tuple[nx.Graph, str]:
    """Return the part of a network that is drawn, and a sentence about it for the page.

    Isolated nodes go first; if that is enough, all ties stay. A network whose ties have no weight has no
    backbone, and one whose backbone is still too large is cut to its heaviest ties.

    :param graph: any projection.
    :param by: one of :data:`WAYS`.
    :returns: the network itself and no sentence, if it is within the limits or to be shown whole.
    :raises UnknownNameError: if there is no such way.

    >>> import networkx
    >>> thinned(networkx.path_graph(["a", "b", "c"]), "ties", most_ties=1)[1].split(": ")[0]
    'Larger than a page shows well (3 things and 2 ties, of at most 1,000 and 1)'
    """
    if by not in WAYS:
        raise unknown_name(f"the way {by!r} to show a large network", by, WAYS)

    def fits(network: nx.Graph) -> bool:
        return len(network) <= most_nodes and network.number_of_edges() <= most_ties

    if by == "whole" or fits(graph):
        return graph, ""
    weights = [tie.weight for tie in ties(graph)]
    drawn, words = _tied(graph), "without the things that have no tie"
    if not fits(drawn) and by == "backbone" and not graph.is_multigraph() and None not in weights:
        drawn = _tied(backbone(drawn))
        words = f"the backbone: ties heavier than chance would make them (disparity filter, p < {ALPHA})"
    if not len(drawn) or not fits(drawn):
        drawn = _top(graph, most_nodes, most_ties)
        weighted = any(weight is not None for weight in weights)
        words = "those of the heaviest ties" if weighted else "those of the most tied"
    limits = f"{_size(graph)}, of at most {most_nodes:,} and {most_ties:,}"
    others = " or ".join(f"--large {way}" for way in WAYS if way != by)
    return drawn, (
        f"Larger than a page shows well ({limits}): {_size(drawn)} are drawn, {words}. "
        f"More or other ties: pactgraph view with {others}."
    )


def _tied(graph: nx.Graph) -> nx.Graph:
    # Not subgraph: it forgets the order, which seeds and tables rest on.
    found = graph.copy()
    found.remove_nodes_from([node for node in graph if not graph.degree(node)])
    return found


def _top(graph: nx.Graph, most_nodes: int, most_ties: int) -> nx.Graph:
    """Return the heaviest ties within the limits, with their ends.

    Of two ties alike, that between the more tied comes first, then by name.
    """
    degree, directed = dict(graph.degree()), graph.is_directed()

    def rank(tie: Tie) -> tuple[float, int, list[str], str]:
        ends = [str(tie.source), str(tie.target)]
        names = ends if directed else sorted(ends)
        return -(tie.weight or 1), -degree[tie.source] - degree[tie.target], names, str(tie.key or "")

    kept: set[Tie] = set()
    ends: set[str] = set()
    for tie in sorted(ties(graph), key=rank):
        new = {tie.source, tie.target} - ends
        if len(kept) < most_ties and len(ends) + len(new) <= most_nodes:
            kept.add(tie)
            ends |= new
    found = graph.copy()
    for tie in ties(graph):
        if tie not in kept:
            found.remove_edge(tie.source, tie.target, *(() if tie.key is None else (tie.key,)))
    found.remove_nodes_from([node for node in graph if node not in ends])
    return found


def _size(graph: nx.Graph) -> str:
    return f"{len(graph):,} things and {graph.number_of_edges():,} ties"
