"""Which nodes of a network a view keeps: by their type, by their ties, and by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pactgraph.errors import UserError
from pactgraph.network.elements import Info, joined, words_of, years_of
from pactgraph.store.base import Store
from pactgraph.views.definition import ViewDefinition
from pactgraph.views.network_choice import NetworkChoice
from pactgraph.views.tables import own_claims

if TYPE_CHECKING:
    import networkx as nx

LOST = "things that lost their ties"
"""How it is said what else goes with a type of node or tie."""

ABOUT = (
    "SELECT DISTINCT ?claim WHERE { ?claim pact:initiative|pact:commitment|pact:party <%s> } ORDER BY ?claim"
)


def keep_types(graph: nx.Graph, chosen: NetworkChoice) -> None:
    """Keep the types of node and tie that a view is made of; a node that loses all its ties by that goes too.

    What goes is counted among what the network leaves out.

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
    kinds = {node: str(data.get("type")) for node, data in graph.nodes(data=True)}
    words = {str(data["type"]): str(data["type_label"] or data["type"]) for _, data in graph.nodes(data=True)}
    if chosen.types:
        drop(
            graph, [node for node, kind in kinds.items() if kind not in chosen.types], "things of other types"
        )
        _say(graph, f"of the type {_listed(chosen.types, words)}")
    if chosen.ties_of:
        others = [
            edge for edge in list(graph.edges) if not {kinds[node] for node in edge[:2]} & {*chosen.ties_of}
        ]
        graph.remove_edges_from(others)
        count(graph, len(others), "ties of others")
        _say(graph, f"ties of the type {_listed(chosen.ties_of, words)}")
    drop(graph, [node for node, degree in graph.degree() if not degree and node in tied], LOST)


def drop(graph: nx.Graph, nodes: list[str], words: str) -> None:
    """Remove nodes, and count them among what is left out."""
    graph.remove_nodes_from(nodes)
    count(graph, len(nodes), words)


def speak_of_what_stays(graph: nx.Graph, whole: nx.Graph) -> None:
    """Take from each node the claims of ties that have gone, and their years where it has none of its own.

    :param graph: what is left of ``whole``.
    """
    own = own_claims(whole)
    for node, data in graph.nodes(data=True):
        if graph.degree(node) == whole.degree(node):
            continue
        ties = [tie for _, _, tie in _ties(graph, node)]
        claims = {claim for tie in ties for claim in words_of(tie, "claims")}
        data["claims"] = joined([*own[node], *sorted(claims)])
        data["sources"] = joined(sorted({source for tie in ties for source in words_of(tie, "sources")}))
        if data.get("mode") != "initiative":
            data["years"] = joined(sorted({year for tie in ties for year in years_of(tie)}))


def _ties(graph: nx.Graph, node: str) -> list[tuple[str, str, dict[str, Any]]]:
    found = list(graph.edges(node, data=True))
    return [*found, *graph.in_edges(node, data=True)] if graph.is_directed() else found


def add_named(graph: nx.Graph, store: Store, view: ViewDefinition) -> None:
    """Add the things that a view names and that nothing ties in its network, with the claims about them.

    :raises InputSyntaxError: where a name stands for nothing; with file and line.
    """
    from pactgraph.answers.names import resolve
    from pactgraph.network.participation_queries import NODES
    from pactgraph.network.participations import Stated, blank, describe, read_claims

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
    """Count what a network leaves out, under what it is called."""
    if number:
        info = Info.of(graph)
        left_out = {**info.left_out, words: info.left_out.get(words, 0) + number}
        replace(info, left_out=left_out).write(graph)


def _say(graph: nx.Graph, sentence: str) -> None:
    info = Info.of(graph)
    replace(info, filters=(*info.filters, sentence)).write(graph)


def _listed(types: Iterable[str], words: dict[str, str]) -> str:
    return " or ".join(words.get(name, name).lower() for name in types)
