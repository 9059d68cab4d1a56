"""Which nodes of a network a view keeps: by their type, by their ties, and by name."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from pactgraph.answers.names import resolve
from pactgraph.errors import UserError
from pactgraph.network.elements import Info, Tie, nodes, ties
from pactgraph.network.participation_queries import NODES
from pactgraph.network.participations import Stated, blank, describe, read_claims
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
    """Remove nodes, and count them among what is left out."""
    graph.remove_nodes_from(unwanted)
    count(graph, len(unwanted), words)


def speak_of_what_stays(graph: nx.Graph, whole: nx.Graph) -> None:
    """Take from each node the claims of ties that have gone, and their years where it has none of its own.

    :param graph: what is left of ``whole``.
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
    """Add the things that a view names and that nothing ties in its network, with the claims about them.

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
    """Count what a network leaves out, under what it is called."""
    if number:
        info = Info.of(graph)
        left_out = {**info.left_out, words: info.left_out.get(words, 0) + number}
        replace(info, left_out=left_out).write(graph)


def add_filter(graph: nx.Graph, sentence: str) -> None:
    """Add a sentence to what a network was narrowed to."""
    info = Info.of(graph)
    replace(info, filters=(*info.filters, sentence)).write(graph)
