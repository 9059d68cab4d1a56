"""What is drawn of a network that is too large for one picture: its backbone, or its top ties.

A page stays quick beyond these limits (see ``tests/benchmarks/page_times.py``); what ends is that anybody
sees anything in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pactgraph.model.text import unknown_name

MOST_NODES = 1000
"""At most so many things in one picture."""

MOST_TIES = 3000
"""At most so many ties in one picture."""

WAYS = ("backbone", "ties", "whole")
"""What can be shown of a larger network: the ties that are heavier than chance would make them; the heaviest
ties or, where ties have no weight, those of the most tied; or all of it, however long it takes."""


def thinned(
    graph: Any, by: str = "backbone", most_nodes: int = MOST_NODES, most_ties: int = MOST_TIES
) -> tuple[Any, str]:
    """Return what of a network is drawn, and the sentence that the page says about it.

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
    _refuse_unknown(by)
    if by == "whole" or _fits(graph, most_nodes, most_ties):
        return graph, ""
    drawn, words = _tied(graph), "without the things that have no tie"
    if not _fits(drawn, most_nodes, most_ties) and by == "backbone" and _has_backbone(drawn):
        from pactgraph.network.backbone import ALPHA, backbone

        drawn = _tied(backbone(drawn))
        words = f"the backbone: ties heavier than chance would make them (disparity filter, p < {ALPHA})"
    if not len(drawn) or not _fits(drawn, most_nodes, most_ties):
        drawn, words = _top(graph, most_nodes, most_ties), _top_words(graph)
    said = f"{_size(graph)}, of at most {most_nodes:,} and {most_ties:,}"
    others = " or ".join(f"--large {way}" for way in WAYS if way != by)
    return drawn, (
        f"Larger than a page shows well ({said}): {_size(drawn)} are drawn, {words}. "
        f"More or other ties: pactgraph view with {others}."
    )


def _fits(graph: Any, most_nodes: int, most_ties: int) -> bool:
    return len(graph) <= most_nodes and graph.number_of_edges() <= most_ties


def _has_backbone(graph: Any) -> bool:
    """Say whether every tie has a weight, and a pair has one tie only."""
    return not graph.is_multigraph() and all("weight" in data for *_, data in graph.edges(data=True))


def _tied(graph: Any) -> Any:
    # Not subgraph: it forgets the order, which seeds and tables rest on.
    found = graph.copy()
    found.remove_nodes_from([node for node in graph if not graph.degree(node)])
    return found


def _top(graph: Any, most_nodes: int, most_ties: int) -> Any:
    """Return the first ties in order for which there is room, with their ends."""
    kept: list[Any] = []
    nodes: set[Any] = set()
    for edge in _ranked(graph):
        ends = nodes | {*edge[:2]}
        if len(ends) > most_nodes:
            continue
        nodes = ends
        kept.append(edge)
        if len(kept) == most_ties:
            break
    wanted = set(kept)
    found = graph.copy()
    keys = {"keys": True} if graph.is_multigraph() else {}
    found.remove_edges_from([edge for edge in graph.edges(**keys) if edge not in wanted])
    found.remove_nodes_from([node for node in graph if node not in nodes])
    return found


def _ranked(graph: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the ties, the heaviest first; of two alike, that between the more tied, then by name."""
    degree, directed = dict(graph.degree()), graph.is_directed()
    keys = {"keys": True} if graph.is_multigraph() else {}

    def key(edge: tuple[Any, ...]) -> tuple[Any, ...]:
        weight = float(edge[-1].get("weight") or 1)
        ends = [str(node) for node in edge[:2]]
        names = ends if directed else sorted(ends)
        return (-weight, -degree[edge[0]] - degree[edge[1]], *names, *map(str, edge[2:-1]))

    for *edge, _ in sorted(graph.edges(data=True, **keys), key=key):
        yield tuple(edge)


def _top_words(graph: Any) -> str:
    weighted = any("weight" in data for *_, data in graph.edges(data=True))
    return "those of the heaviest ties" if weighted else "those of the most tied"


def _size(graph: Any) -> str:
    return f"{len(graph):,} things and {graph.number_of_edges():,} ties"


def _refuse_unknown(by: str) -> None:
    if by not in WAYS:
        raise unknown_name(f"the way {by!r} to show a large network", by, WAYS)
