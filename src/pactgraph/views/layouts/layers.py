"""The layers of a network whose ties join different kinds of things: who gives, through what, to whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pactgraph.errors import ParameterError
from pactgraph.views.labels import clean
from pactgraph.views.layouts.reading import adjacency, by_label, is_party

RECEIVING = frozenset({"beneficiary", "served"})
"""The roles of who gains from an initiative that others carry (see ``ontology/codelists/role.ttl``)."""

SWEEPS = 8
"""How often layers are ordered by their neighbours."""


@dataclass(frozen=True)
class Layer:
    """Nodes that stand below each other, with no tie among them."""

    heading: str
    nodes: tuple[str, ...]


def find_layers(graph: Any) -> list[Layer]:
    """Return the layers of a network from left to right, each ordered for few crossings.

    A two-mode network has parties, initiatives and, where some parties have receiving roles only, these by
    themselves. Any other network has a layer for each type if no tie joins two of the same, or those that
    only give and those that only receive.

    :raises ParameterError: if the network has no such layers.
    """
    layers = _by_mode(graph) or _by_type(graph) or _by_direction(graph)
    if not layers:
        raise ParameterError(
            "the layout bipartite for a network that ties things of one kind to each other",
            expected="ties between parties and initiatives, or between two or three types",
            mend='write layout = "force", or choose another projection',
        )
    return _ordered(graph, layers)


def _by_mode(graph: Any) -> list[Layer]:
    if any(is_party(graph, one) == is_party(graph, other) for one, other in graph.edges()):
        return []
    parties = [node for node in graph if is_party(graph, node)]
    if not parties or len(parties) == len(graph):
        return []
    roles: dict[str, set[str]] = {node: set() for node in graph}
    for one, other, data in graph.edges(data=True):
        for node in (one, other):
            roles[node].add(str(data.get("role")))
    receive = [node for node in parties if roles[node] and roles[node] <= RECEIVING]
    give = [node for node in parties if node not in set(receive)]
    initiatives = [node for node in graph if not is_party(graph, node)]
    named = (
        (_heading(graph, give), give),
        (_heading(graph, initiatives), initiatives),
        (f"{_heading(graph, receive)} served", receive),
    )
    return [Layer(heading, tuple(by_label(graph, nodes))) for heading, nodes in named if nodes]


def _by_type(graph: Any) -> list[Layer]:
    kind = {node: str(graph.nodes[node].get("type") or "") for node in graph}
    if not 2 <= len(set(kind.values())) <= 3 or any(kind[a] == kind[b] for a, b in graph.edges()):
        return []
    given = dict.fromkeys(kind.values(), 0)
    if graph.is_directed():
        for one, other in graph.edges():
            given[kind[one]] -= 1
            given[kind[other]] += 1
    held = {name: [node for node in graph if kind[node] == name] for name in given}
    order = sorted(given, key=lambda name: (given[name], name))
    return [Layer(_heading(graph, held[name]), tuple(by_label(graph, held[name]))) for name in order]


def _by_direction(graph: Any) -> list[Layer]:
    if not graph.is_directed() or not graph.number_of_edges():
        return []
    give = {one for one, _ in graph.edges()}
    receive = {other for _, other in graph.edges()}
    if give & receive:
        return []
    rest = [node for node in graph if node not in receive]
    return [
        Layer("give", tuple(by_label(graph, rest))),
        Layer("receive", tuple(by_label(graph, receive))),
    ]


def _heading(graph: Any, nodes: Sequence[str]) -> str:
    """Return what a layer holds: its type if it is one, else its mode."""
    types = {clean(str(graph.nodes[node].get("type_label") or "")) for node in nodes}
    if len(types) == 1 and "" not in types:
        return types.pop()
    return "parties" if all(is_party(graph, node) for node in nodes) else "initiatives"


def _ordered(graph: Any, layers: Sequence[Layer]) -> list[Layer]:
    """Order each layer by the middle of its neighbours' places, again and again, there and back."""
    tied = adjacency(graph)
    order = [list(layer.nodes) for layer in layers]
    steps = [*range(1, len(order)), *range(len(order) - 2, -1, -1)]
    for _ in range(SWEEPS):
        for at in steps:
            place = {
                node: index * 1000 // len(nodes)
                for other, nodes in enumerate(order)
                if abs(other - at) == 1
                for index, node in enumerate(nodes)
            }
            order[at] = _by_middle(order[at], tied, place)
    return [Layer(layer.heading, tuple(nodes)) for layer, nodes in zip(layers, order, strict=True)]


def _by_middle(
    nodes: Sequence[str], tied: Mapping[str, Sequence[str]], place: Mapping[str, int]
) -> list[str]:
    """Sort nodes by the mean place of their neighbours; what has none stays where it is."""

    def middle(at: int) -> tuple[int, int]:
        places = [place[other] for other in tied[nodes[at]] if other in place]
        return (sum(places) * 1000 // len(places) if places else at * 1_000_000 // len(nodes), at)

    return [nodes[at] for at in sorted(range(len(nodes)), key=middle)]
