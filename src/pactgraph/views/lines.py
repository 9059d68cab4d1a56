"""The ties of a network as lines of a picture: an identifier, two ends, a direction where there is one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pactgraph.namespaces import shorten
from pactgraph.network.elements import Node, Tie, facts, nodes, ties

if TYPE_CHECKING:
    import networkx as nx

#: From the firmest to the weakest way of stating something.
FIRMNESS = ("asserted", "reported", "planned", "forecast", "recommended")


@dataclass(frozen=True)
class Line:
    """One line of the picture.

    :param id: its own in the picture, and the same whenever it is drawn.
    :param source: where an arrow begins; in a two-mode network the initiative.
    :param direction: empty, ``forward`` (from source to target), or ``both`` where arcs lead there and back.
    :param tie: what it stands for; of two arcs drawn as one line, both joined.
    :param weight_back: the weight of the arc that leads back.
    """

    id: str
    source: str
    target: str
    direction: str
    tie: Tie
    weight_there: float | None = None
    weight_back: float | None = None


def lines_of(graph: nx.Graph) -> list[Line]:
    """Return the lines of a network by their identifiers.

    Two arcs between the same nodes, there and back, become one line of direction ``both`` with the claims of
    both; in a network where several arcs can share their ends each keeps its own line.

    :param graph: any projection.

    >>> import networkx
    >>> graph = networkx.DiGraph([("a", "b"), ("b", "a"), ("a", "c")])
    >>> [(line.source, line.target, line.direction) for line in lines_of(graph)]
    [('a', 'b', 'both'), ('a', 'c', 'forward')]
    """
    found = []
    directed = graph.is_directed()
    for tie in ties(graph):
        one, other = tie.source, tie.target
        if graph.is_multigraph():
            if not directed and Node.of(graph, one).mode == "party":
                one, other = other, one
            name = "|".join((one, other, str(tie.key)))
            found.append(Line(name, one, other, "forward" if directed else "", tie, tie.weight))
        elif not directed:
            one, other = sorted((one, other))
            found.append(Line(f"{one}|{other}", one, other, "", tie, tie.weight))
        elif one == other or not graph.has_edge(other, one):
            found.append(Line(f"{one}|{other}", one, other, "forward", tie, tie.weight))
        elif one < other:
            back = Tie.of(graph, other, one)
            joined = _joined(tie, back)
            found.append(Line(f"{one}|{other}", one, other, "both", joined, tie.weight, back.weight))
    return sorted(found, key=lambda line: line.id)


def is_two_mode(graph: nx.Graph) -> bool:
    """Return whether every tie joins a party and an initiative by a role.

    >>> import networkx
    >>> is_two_mode(networkx.Graph([("a", "b")]))
    False
    """
    modes = {node.key: node.mode for node in nodes(graph)}
    mixed = all({modes[one], modes[other]} == {"party", "initiative"} for one, other in graph.edges())
    return mixed and not graph.is_directed()


def neighbours(graph: nx.Graph) -> dict[str, int]:
    """Return the number of distinct neighbours of each node by ties of facts, in either direction."""
    found: dict[str, set[str]] = {node: set() for node in graph}
    for one, other in facts(graph).edges():
        if one != other:
            found[one].add(other)
            found[other].add(one)
    return {node: len(others) for node, others in found.items()}


def strengths(graph: nx.Graph) -> dict[str, float]:
    """Return the sum of the weights of each node's ties of facts; a tie without weight counts 1."""
    return {node: float(value) for node, value in facts(graph).degree(weight="weight")}


def shared_by(graph: nx.Graph, tie: Tie) -> list[str]:
    """Return the names of what the two ends of a tie share.

    A one-mode network names the initiatives of an edge by their IRIs; the graph's attribute ``things`` says
    what they are called. One that is not in it is called by its short name.
    """
    things = graph.graph.get("things") or {}
    shared = (*tie.initiatives, *tie.parties)
    return [str(things.get(name, {}).get("label") or shorten(name)) for name in shared]


def _joined(there: Tie, back: Tie) -> Tie:
    """Merge two arcs: the firmer modality and the larger weight of the two."""
    initiatives = tuple(sorted({*there.initiatives, *back.initiatives}))
    counts = [tie.count for tie in (there, back) if tie.count is not None]
    weights = [tie.weight for tie in (there, back) if tie.weight is not None]
    ranks = {modality: rank for rank, modality in enumerate(FIRMNESS)}
    stated = [tie.modality for tie in (there, back) if tie.modality]
    return replace(
        there,
        initiatives=initiatives,
        parties=tuple(sorted({*there.parties, *back.parties})),
        years=tuple(sorted({*there.years, *back.years})),
        claims=tuple(dict.fromkeys((*there.claims, *back.claims))),
        sources=tuple(dict.fromkeys((*there.sources, *back.sources))),
        modality=min(stated, key=lambda modality: ranks.get(modality, len(ranks)), default=""),
        weight=max(weights, default=None),
        count=len(initiatives) if initiatives and counts else max(counts, default=None),
    )
