"""The part of a network that a view keeps: by type or name, around a thing, along paths or between two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from pactgraph.answers.names import resolve
from pactgraph.errors import ParameterError, UserError
from pactgraph.network.elements import Info, Node, Tie, nodes, ties
from pactgraph.network.neighbourhoods import check_present, ego_network
from pactgraph.network.participation_queries import NODES, blank, describe, read_claims
from pactgraph.network.participations import Stated
from pactgraph.network.paths import best_paths, shortest_paths
from pactgraph.store.base import Store
from pactgraph.views.definition import ViewDefinition
from pactgraph.views.layouts.boxes import adjacency
from pactgraph.views.network_choice import NetworkChoice
from pactgraph.views.summary import own_claims

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

LOST = "things that lost their ties"
"""How the page names the nodes that lose all ties when a type is left out."""

ABOUT = (
    "SELECT DISTINCT ?claim WHERE { ?claim pact:initiative|pact:commitment|pact:party <%s> } ORDER BY ?claim"
)


def keep_types(graph: nx.Graph, chosen: NetworkChoice) -> None:
    """Remove the types of node and tie that a view does not keep, then nodes that lost all their ties.

    The network's ``left_out`` counts what is removed.

    >>> import networkx as nx
    >>> graph = nx.Graph()
    >>> graph.add_node("China", type="country", type_label="country")
    >>> graph.add_node("plan", type="policy", type_label="policy")
    >>> graph.add_edge("China", "plan")
    >>> keep_types(graph, NetworkChoice(types=("policy",)))
    >>> len(graph), Info.of(graph).left_out
    (0, {'things of other types': 1, 'things that lost their ties': 1})
    """
    tied = {node for node, degree in graph.degree() if degree}
    kinds = {node.key: node.type for node in nodes(graph)}
    words = {node.type: (node.type_label or node.type).lower() for node in nodes(graph)}
    if chosen.types:
        others = [node for node, kind in kinds.items() if kind not in chosen.types]
        drop(graph, others, "things of other types")
        add_filter(graph, f"of the type {' or '.join(words.get(name, name) for name in chosen.types)}")
    if chosen.ties_of:
        wanted = {*chosen.ties_of}
        edges = [edge for edge in list(graph.edges) if not {kinds[node] for node in edge[:2]} & wanted]
        graph.remove_edges_from(edges)
        count(graph, len(edges), "ties of others")
        add_filter(graph, f"ties of the type {' or '.join(words.get(name, name) for name in chosen.ties_of)}")
    drop(graph, [node for node, degree in graph.degree() if not degree and node in tied], LOST)


def drop(graph: nx.Graph, unwanted: list[str], words: str) -> None:
    """Remove nodes, and count them in ``left_out``."""
    graph.remove_nodes_from(unwanted)
    count(graph, len(unwanted), words)


def speak_of_what_stays(graph: nx.Graph, whole: nx.Graph) -> None:
    """Remove from each node the claims of removed ties, and the years that only those gave.

    :param graph: the part that remains of ``whole``.
    """
    own = own_claims(whole)
    kept: dict[str, list[Tie]] = defaultdict(list)
    for tie in ties(graph):
        for end in {tie.source, tie.target}:
            kept[end].append(tie)
    for node in list(nodes(graph)):
        if graph.degree(node.key) == whole.degree(node.key):
            continue
        claims = {claim for tie in kept[node.key] for claim in tie.claims}
        years = {year for tie in kept[node.key] for year in tie.years}
        replace(
            node,
            claims=(*own[node.key], *sorted(claims)),
            sources=tuple(sorted({source for tie in kept[node.key] for source in tie.sources})),
            years=node.years if node.mode == "initiative" else tuple(sorted(years)),
        ).add_to(graph)


def add_named(graph: nx.Graph, store: Store, view: ViewDefinition) -> None:
    """Add the things that a view names and that have no tie in its network, with the claims about them.

    :raises InputSyntaxError: where a name stands for nothing; with file and line.
    """
    for name in view.network.also:
        try:
            iri = resolve(store, name).value
        except UserError as error:
            raise view.error(
                error.found, expected=error.expected, mend=error.mend, key="also", table="filters"
            ) from None
        if iri in graph:
            continue
        rows = store.select(NODES % f"VALUES ?node {{ <{iri}> }}").records()
        claims = [row["claim"] for row in store.select(ABOUT % iri).records()]
        stated = Stated()
        for claim in read_claims(store, claims).values():
            stated.add(claim, claim.years)
        stated.on(describe(rows).get(iri, blank(iri))).add_to(graph)


def count(graph: nx.Graph, number: int, words: str) -> None:
    """Add a number to the network's ``left_out``, under the given words."""
    if number:
        info = Info.of(graph)
        left_out = {**info.left_out, words: info.left_out.get(words, 0) + number}
        replace(info, left_out=left_out).write(graph)


def add_filter(graph: nx.Graph, sentence: str) -> None:
    """Add a sentence to the network's ``filters``."""
    info = Info.of(graph)
    replace(info, filters=(*info.filters, sentence)).write(graph)


def focused(graph: nx.Graph, store: Store, view: ViewDefinition, given: Mapping[str, str]) -> nx.Graph:
    """Return the part of a network that a view is about; the whole where the view states no focus.

    :returns: a network of its own, with ``focus`` (IRIs) and ``named`` (parameter to what it is called) among
        its attributes and a sentence in its ``filters``.
    :raises UnknownNameError: where a parameter names no thing of this network.
    :raises ParameterError: where a number is not valid, or two names mean the same thing.
    :raises NoPathError: where no path joins the two.
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
    # The wholes between a shown party and its side are shown too.
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
    """Return some nodes and all that can be reached from them."""
    found, waiting = {*start}, [*start]
    while waiting:
        new = {*steps.get(waiting.pop(), ())} - found
        found |= new
        waiting += new
    return found


def whole_number(name: str, text: str) -> int:
    """Read a parameter that is a positive whole number.

    :raises ParameterError: where it is not.

    >>> whole_number("radius", "2")
    2
    """
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise ParameterError(f"{name} = {text}", expected="a whole number, 1 or more", mend=f"write {name}=1")
    return int(text)
