"""Exports of networks to other tools, reproducible byte for byte, with metadata."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.exports.networks.formats import Cards, write_graphml, write_json, write_tables
from pactgraph.exports.networks.gexf import write_gexf
from pactgraph.model.text import unknown_name

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True)
class NetworkExport:
    """A format, listed in :data:`NETWORK_EXPORTS`.

    :param title: the name for people.
    :param write: returns the text of a file, or the texts of several files by name.
    """

    name: str
    title: str
    write: Callable[[nx.Graph], str | Mapping[str, str]]


NETWORK_EXPORTS: dict[str, NetworkExport] = {
    export.name: export
    for export in (
        NetworkExport("gexf", "GEXF, for Gephi", write_gexf),
        NetworkExport("graphml", "GraphML, for igraph, yEd, Cytoscape and most others", write_graphml),
        NetworkExport("csv", "nodes.csv and edges.csv with Gephi's column names", write_tables),
        NetworkExport("json", "node-link JSON with whole claims", write_json),
    )
}


def export_network(graph: nx.Graph, form: str, cards: Cards | None = None) -> str | Mapping[str, str]:
    """Return a network as the text of a file, or as the texts of several files by name.

    :param graph: any projection; see :func:`pactgraph.network.projections.project`.
    :param form: one of :data:`NETWORK_EXPORTS`.
    :param cards: returns claims with their words from their IRIs, for JSON; by default JSON has IRIs only.
    :raises UnknownNameError: if there is no such format.

    >>> import networkx
    >>> graph = networkx.Graph(projection="example")
    >>> graph.add_edge("urn:a", "urn:b", weight=0.5)
    >>> export_network(graph, "csv")["edges.csv"].splitlines()
    ['Source,Target,Type,Id,Weight', 'urn:a,urn:b,Undirected,urn:a -- urn:b,0.5']
    """
    if form not in NETWORK_EXPORTS:
        raise unknown_name(f"the network format {form}", form, NETWORK_EXPORTS)
    if form == "json" and cards is not None:
        return write_json(graph, cards)
    return NETWORK_EXPORTS[form].write(graph)
