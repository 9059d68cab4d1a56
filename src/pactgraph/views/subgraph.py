"""What a view is about instead of everything: one thing and who is near, a path, what two parties share."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pactgraph.errors import ParameterError
from pactgraph.network.elements import Info
from pactgraph.store.base import Store
from pactgraph.views.definition import ViewDefinition
from pactgraph.views.node_filters import count

if TYPE_CHECKING:
    import networkx as nx

BELONGING = frozenset({"part-of", "located-in", "based-in", "member-of", "subsidiary-of"})
"""The relations by which a party is inside another (see ``ontology/codelists/relation.ttl``)."""

THINGS = ("party", "from", "to", "one", "other")
"""The parameters that name a thing."""

SIDES = ("one", "other")
"""Those that may name several, parted by semicolons."""

Ends = Mapping[str, Sequence[str]]
"""The things that each parameter names."""


def focused(graph: nx.Graph, store: Store, view: ViewDefinition, given: Mapping[str, str]) -> nx.Graph:
    """Return what of a network a view is about; all of it where the view says nothing.

    :returns: a network of its own, with ``focus`` (IRIs) and ``named`` (parameter to what it is called) among
        its attributes and a sentence among its ``filters``.
    :raises UnknownNameError: where a parameter names nothing, or nothing in this network.
    :raises ParameterError: where a number is none, or two names are one thing.
    :raises NoPathError: where no path leads from one thing to the other.
    """
    from pactgraph.answers.names import resolve
    from pactgraph.network.neighbourhoods import check_present

    if not view.network.focus:
        graph.graph["named"] = dict(given)
        return graph
    ends = {
        name: [resolve(store, part).value for part in _parts(name, given[name])]
        for name in THINGS
        if name in given
    }
    check_present(graph, [node for nodes in ends.values() for node in nodes])
    labels = {
        name: " and ".join(str(graph.nodes[node]["label"]) for node in nodes) for name, nodes in ends.items()
    }
    found, sentence = _FOCUS[view.network.focus](graph, ends, labels, given)
    return _marked(found, ends, {**given, **labels}, sentence)


def _parts(name: str, text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()] if name in SIDES else [text]


def _marked(graph: nx.Graph, ends: Ends, named: Mapping[str, str], sentence: str) -> nx.Graph:
    graph = graph.copy()
    info = Info.of(graph)
    replace(info, filters=(*info.filters, sentence)).write(graph)
    graph.graph.update(focus=[node for nodes in ends.values() for node in nodes], named=dict(named))
    return graph


def _around(
    graph: nx.Graph, ends: Ends, labels: Mapping[str, str], given: Mapping[str, str]
) -> tuple[nx.Graph, str]:
    from pactgraph.network.neighbourhoods import ego_network

    radius = whole_number("radius", given["radius"])
    hops = "1 tie" if radius == 1 else f"{radius} ties"
    return ego_network(graph, ends["party"][0], radius), f"at most {hops} away from {labels['party']}"


def _path(
    graph: nx.Graph, ends: Ends, labels: Mapping[str, str], given: Mapping[str, str]
) -> tuple[nx.Graph, str]:
    """Return the ties along the shortest paths, and the next best, without regard to direction."""
    from pactgraph.network.paths import best_paths, shortest_paths

    best = whole_number("best", given["best"])
    plain = graph.to_undirected(as_view=True) if graph.is_directed() else graph
    start, end = ends["from"][0], ends["to"][0]
    shortest = shortest_paths(plain, start, end, most=best)
    paths = shortest if len(shortest) >= best else best_paths(plain, start, end, best)
    steps = {frozenset(step) for path in paths for step in pairwise(path.nodes)}
    nodes = {node for path in paths for node in path.nodes}
    found = graph.subgraph(nodes).copy()
    found.remove_edges_from([edge for edge in list(found.edges) if frozenset(edge[:2]) not in steps])
    hops = len(paths[0].hops)
    lengths = f"{hops}" if hops == len(paths[-1].hops) else f"{hops} to {len(paths[-1].hops)}"
    what = "the shortest path" if len(paths) == 1 else f"the {len(paths)} shortest paths"
    return found, f"on {what} between {labels['from']} and {labels['to']}, of {lengths} ties"


def _between(
    graph: nx.Graph, ends: Ends, labels: Mapping[str, str], given: Mapping[str, str]
) -> tuple[nx.Graph, str]:
    """Return the initiatives that tie both sides, with their parties of these, and what those are part of."""
    if {*ends["one"]} & {*ends["other"]}:
        raise ParameterError(
            f"{labels['one']} and {labels['other']}, of which one is on both sides", expected="two sides"
        )
    sides = [{node for whole in ends[name] for node in inside(graph, whole)} for name in SIDES]
    near = _neighbours(graph)
    shared = {
        node
        for node, data in graph.nodes(data=True)
        if data.get("mode") == "initiative" and all(near[node] & side for side in sides)
    }
    both = sides[0] | sides[1]
    parties = {other for node in shared for other in near[node] if graph.nodes[other].get("mode") == "party"}
    kept = shared | (parties & both) | {*ends["one"], *ends["other"]} if shared else set()
    kept |= _above(graph, kept & both, both)
    found = graph.subgraph(kept).copy()
    count(found, len(parties - both), "parties of neither side")
    return found, f"what ties {labels['one']} with {labels['other']}, or those inside them"


def inside(graph: nx.Graph, whole: str) -> set[str]:
    """Return a party and all that are inside it: by their country, or by ties that say so.

    >>> import networkx as nx
    >>> graph = nx.MultiDiGraph()
    >>> _ = graph.add_edge("Heihe", "Heilongjiang", relation="located-in")
    >>> _ = graph.add_edge("Heilongjiang", "China", relation="part-of")
    >>> sorted(inside(graph, "China"))
    ['China', 'Heihe', 'Heilongjiang']
    """
    found = {whole, *(node for node, data in graph.nodes(data=True) if data.get("country") == whole)}
    waiting = list(found)
    parts: dict[str, set[str]] = {}
    for one, other, data in graph.edges(data=True):
        if data.get("relation") in BELONGING:
            parts.setdefault(other, set()).add(one)
    while waiting:
        new = parts.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def _above(graph: nx.Graph, nodes: Collection[str], within: Collection[str]) -> set[str]:
    """Return what is between nodes and the wholes that they are inside."""
    found: set[str] = set()
    waiting = list(nodes)
    wholes: dict[str, set[str]] = {}
    for one, other, data in graph.edges(data=True):
        if (
            data.get("relation") in BELONGING
            and other in within
            and graph.nodes[other].get("mode") == "party"
        ):
            wholes.setdefault(one, set()).add(other)
    while waiting:
        new = wholes.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def _neighbours(graph: nx.Graph) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {node: set() for node in graph}
    for one, other in graph.edges():
        found[one].add(other)
        found[other].add(one)
    return found


def whole_number(name: str, text: str) -> int:
    """Read a parameter that counts.

    :raises ParameterError: where it is no whole number from 1 on.

    >>> whole_number("radius", "2")
    2
    """
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise ParameterError(f"{name} = {text}", expected="a whole number, 1 or more", mend=f"write {name}=1")
    return int(text)


_FOCUS: Mapping[str, Any] = {"around": _around, "path": _path, "between": _between}
