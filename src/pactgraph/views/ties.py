"""The ties of a network as lines of a picture: an identifier, two ends, a direction where there is one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pactgraph.namespaces import shorten
from pactgraph.network.elements import joined, words_of

#: From the firmest to the weakest way of stating something.
FIRMNESS = ("asserted", "reported", "planned", "forecast", "recommended")


@dataclass(frozen=True)
class Tie:
    """One line of the picture.

    :param id: its own in the picture, and the same whenever it is drawn.
    :param source: where an arrow begins; in a two-mode network the initiative.
    :param direction: empty, ``forward`` (from source to target), or ``both`` where arcs lead there and back.
    :param data: the attributes of the edge; of two arcs drawn as one line, those of both.
    """

    id: str
    source: str
    target: str
    direction: str
    data: dict[str, Any]


def ties_of(graph: Any) -> list[Tie]:
    """Return the lines of a network by their identifiers.

    Two arcs between the same nodes, there and back, become one line of direction ``both`` with the claims of
    both; in a network where several arcs can share their ends each keeps its own line.

    :param graph: any projection.

    >>> import networkx
    >>> graph = networkx.DiGraph([("a", "b"), ("b", "a"), ("a", "c")])
    >>> [(tie.source, tie.target, tie.direction) for tie in ties_of(graph)]
    [('a', 'b', 'both'), ('a', 'c', 'forward')]
    """
    if graph.is_multigraph():
        found = [_keyed(graph, *edge) for edge in graph.edges(keys=True, data=True)]
    elif graph.is_directed():
        found = [tie for edge in graph.edges(data=True) for tie in _arc(graph, *edge)]
    else:
        found = [_plain(*edge) for edge in graph.edges(data=True)]
    return sorted(found, key=lambda tie: tie.id)


def is_two_mode(graph: Any) -> bool:
    """Tell whether every tie joins a party and an initiative by a role.

    >>> import networkx
    >>> is_two_mode(networkx.Graph([("a", "b")]))
    False
    """
    modes = {node: data.get("mode") for node, data in graph.nodes(data=True)}
    mixed = all({modes[one], modes[other]} == {"party", "initiative"} for one, other in _pairs(graph))
    return mixed and not graph.is_directed()


def neighbours(graph: Any) -> dict[str, int]:
    """Return to how many others each node is tied, however often and in whatever direction."""
    found: dict[str, set[str]] = {node: set() for node in graph}
    for one, other in _pairs(graph):
        if one != other:
            found[one].add(other)
            found[other].add(one)
    return {node: len(others) for node, others in found.items()}


def strengths(graph: Any) -> dict[str, float]:
    """Return the sum of the weights of each node's ties; a tie without weight counts 1."""
    return {node: float(value) for node, value in graph.degree(weight="weight")}


def _pairs(graph: Any) -> Iterable[tuple[str, str]]:
    found: Iterable[tuple[str, str]] = graph.edges()
    return found


def _keyed(graph: Any, one: str, other: str, key: object, data: dict[str, Any]) -> Tie:
    if graph.is_directed():
        return Tie("|".join((one, other, str(key))), one, other, "forward", data)
    source, target = (other, one) if graph.nodes[one].get("mode") == "party" else (one, other)
    return Tie("|".join((source, target, str(key))), source, target, "", data)


def _plain(one: str, other: str, data: dict[str, Any]) -> Tie:
    source, target = sorted((one, other))
    return Tie(f"{source}|{target}", source, target, "", data)


def _arc(graph: Any, one: str, other: str, data: dict[str, Any]) -> list[Tie]:
    if one == other or not graph.has_edge(other, one):
        return [Tie(f"{one}|{other}", one, other, "forward", data)]
    if one > other:
        return []
    return [Tie(f"{one}|{other}", one, other, "both", _joined(data, graph.edges[other, one]))]


def _joined(there: dict[str, Any], back: dict[str, Any]) -> dict[str, Any]:
    """Join what two arcs say: as firm as the firmer one, and as strong as the stronger one."""
    both = (there, back)
    held: dict[str, Any] = {**back, **there}
    for name in ("years", "initiatives", "memberships"):
        if name in held:
            held[name] = joined(sorted({value for data in both for value in words_of(data, name)}))
    for name in ("claims", "sources"):
        held[name] = joined(dict.fromkeys(value for data in both for value in words_of(data, name)))
    stated = [data["modality"] for data in both if data.get("modality")]
    held["modality"] = min(stated, key=_place, default="")
    if "weight" in held:
        held["weight_there"], held["weight_back"] = (float(data.get("weight", 0)) for data in both)
        held["weight"] = max(held["weight_there"], held["weight_back"])
    if "count" in held:
        held["count"] = (
            len(words_of(held, "initiatives")) if "initiatives" in held else max(d["count"] for d in both)
        )
    return held


def _place(modality: str) -> int:
    return FIRMNESS.index(modality) if modality in FIRMNESS else len(FIRMNESS)


def shared_by(graph: Any, data: dict[str, Any]) -> list[str]:
    """Return the names of what the two ends of a tie share.

    A one-mode network names the initiatives of an edge by their IRIs; the graph's attribute ``things`` says
    what they are called. One that is not in it is called by its short name.
    """
    things = graph.graph.get("things") or {}
    names = [name for key in ("initiatives", "parties") for name in words_of(data, key)]
    return [str(things.get(name, {}).get("label") or shorten(name)) for name in names]
