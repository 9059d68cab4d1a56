"""What a view is about instead of everything: one thing and who is near, a path, what two parties share."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from pactgraph.answers.names import resolve
from pactgraph.errors import ParameterError
from pactgraph.network.elements import Node, nodes, ties
from pactgraph.network.neighbourhoods import check_present, ego_network
from pactgraph.network.paths import best_paths, shortest_paths
from pactgraph.store.base import Store
from pactgraph.views.definition import ViewDefinition
from pactgraph.views.layouts.boxes import adjacency
from pactgraph.views.node_filters import add_filter, count

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
    if not view.network.focus:
        graph.graph["named"] = dict(given)
        return graph
    parts = {
        name: given[name].split(";") if name in SIDES else [given[name]] for name in THINGS if name in given
    }
    ends = {
        name: [resolve(store, part.strip()).value for part in named if part.strip()]
        for name, named in parts.items()
    }
    focus = [node for named in ends.values() for node in named]
    check_present(graph, focus)
    labels = {
        name: " and ".join(Node.of(graph, node).label for node in named) for name, named in ends.items()
    }
    match view.network.focus:
        case "around":
            radius = whole_number("radius", given["radius"])
            found = ego_network(graph, ends["party"][0], radius)
            hops = "1 tie" if radius == 1 else f"{radius} ties"
            sentence = f"at most {hops} away from {labels['party']}"
        case "path":
            found, sentence = _path(graph, ends, labels, whole_number("best", given["best"]))
        case _:
            found, sentence = _between(graph, ends, labels)
    found = found.copy()
    add_filter(found, sentence)
    found.graph.update(focus=focus, named={**given, **labels})
    return found


def _path(graph: nx.Graph, ends: Ends, labels: Mapping[str, str], best: int) -> tuple[nx.Graph, str]:
    """Return the ties along the shortest paths, and the next best, without regard to direction."""
    plain = graph.to_undirected(as_view=True) if graph.is_directed() else graph
    start, end = ends["from"][0], ends["to"][0]
    shortest = shortest_paths(plain, start, end, most=best)
    paths = shortest if len(shortest) >= best else best_paths(plain, start, end, best)
    steps = {frozenset(step) for path in paths for step in pairwise(path.nodes)}
    found = graph.subgraph({node for path in paths for node in path.nodes}).copy()
    found.remove_edges_from([edge for edge in list(found.edges) if frozenset(edge[:2]) not in steps])
    hops = len(paths[0].hops)
    lengths = f"{hops}" if hops == len(paths[-1].hops) else f"{hops} to {len(paths[-1].hops)}"
    what = "the shortest path" if len(paths) == 1 else f"the {len(paths)} shortest paths"
    return found, f"on {what} between {labels['from']} and {labels['to']}, of {lengths} ties"


def _between(graph: nx.Graph, ends: Ends, labels: Mapping[str, str]) -> tuple[nx.Graph, str]:
    """Return the initiatives that tie both sides, with their parties of these, and what those are part of."""
    if {*ends["one"]} & {*ends["other"]}:
        raise ParameterError(
            f"{labels['one']} and {labels['other']}, of which one is on both sides", expected="two sides"
        )
    sides = [{node for whole in ends[name] for node in inside(graph, whole)} for name in SIDES]
    near = {node: set(others) for node, others in adjacency(graph).items()}
    modes = {node.key: node.mode for node in nodes(graph)}
    shared = {
        node for node in graph if modes[node] == "initiative" and all(near[node] & side for side in sides)
    }
    both = sides[0] | sides[1]
    parties = {other for node in shared for other in near[node] if modes[other] == "party"}
    kept = shared | (parties & both) | {*ends["one"], *ends["other"]} if shared else set()
    # What is between the parties that are shown and the wholes they are inside is shown too.
    wholes: dict[str, set[str]] = {}
    for tie in ties(graph):
        if tie.relation in BELONGING and tie.target in both and modes[tie.target] == "party":
            wholes.setdefault(tie.source, set()).add(tie.target)
    kept |= _reach(kept & both, wholes)
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
    parts: dict[str, set[str]] = {}
    for tie in ties(graph):
        if tie.relation in BELONGING:
            parts.setdefault(tie.target, set()).add(tie.source)
    return _reach({whole, *(node.key for node in nodes(graph) if node.country == whole)}, parts)


def _reach(start: Collection[str], steps: Mapping[str, Collection[str]]) -> set[str]:
    """Return what can be reached from some nodes, with them."""
    found, waiting = {*start}, [*start]
    while waiting:
        new = {*steps.get(waiting.pop(), ())} - found
        found |= new
        waiting += new
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
