"""GraphML, node and edge tables for Gephi, and JSON with whole claims."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeAlias

from pactgraph.exports.networks.attributes import (
    EDGE_ORDER,
    NODE_ORDER,
    SEVERAL,
    Plain,
    about_network,
    edge_id,
    flat_network,
    keyed,
)
from pactgraph.network.elements import claims_in, names_of, words_of, years_of

if TYPE_CHECKING:
    import networkx as nx


class Card(Protocol):
    """A claim with its words and evidence."""

    @property
    def iri(self) -> str:
        """The IRI."""

    def as_dict(self) -> dict[str, object]:
        """Return the claim as plain values."""


#: Returns claims with their words from their IRIs.
Cards: TypeAlias = Callable[[Sequence[str]], Iterable[Card]]
CSVW = "http://www.w3.org/ns/csvw"
TYPES = {bool: "boolean", int: "integer", float: "number", str: "string"}


def write_graphml(graph: nx.Graph) -> str:
    """Return a network as GraphML, with its metadata as attributes of the graph.

    :param graph: a projection.
    """
    import networkx as nx

    flat = flat_network(graph)
    # In a multigraph the key becomes the id of the edge. igraph 1.0 reads the first node instead, and warns
    # of an attribute "id", so the id is repeated as "edge_id".
    held = (nx.MultiDiGraph if flat.is_directed() else nx.MultiGraph)(**about_network(graph))
    held.add_nodes_from(flat.nodes(data=True))
    for one, other, _, data in keyed(flat):
        held.add_edge(one, other, key=data["id"], **_without(data, "id"), edge_id=data["id"])
    file = io.BytesIO()
    # write_graphml writes different bytes if lxml is installed.
    nx.write_graphml_xml(held, file)
    return file.getvalue().decode() + "\n"


def write_tables(graph: nx.Graph) -> dict[str, str]:
    """Return a network as two tables with Gephi's column names, and a file of metadata.

    ``csv-metadata.json`` has the metadata and the columns, as in the W3C's "CSV on the Web".

    :param graph: a projection.
    :returns: ``nodes.csv`` (Id, Label, …), ``edges.csv`` (Source, Target, Type, Id, Weight, …) and
        ``csv-metadata.json``.
    """
    flat = flat_network(graph)
    kind = "Directed" if flat.is_directed() else "Undirected"
    nodes = [
        {"Id": node, "Label": data.get("label", node), **_without(data, "label")}
        for node, data in flat.nodes(data=True)
    ]
    ends = ({"Source": one, "Target": other, "Type": kind, **data} for one, other, _, data in keyed(flat))
    edges = [
        {**_without(edge, "id", "weight"), "Id": edge["id"], "Weight": edge.get("weight", 1.0)}
        for edge in ends
    ]
    columns = {
        "nodes.csv": _columns(("Id", "Label"), nodes, NODE_ORDER),
        "edges.csv": _columns(("Source", "Target", "Type", "Id", "Weight"), edges, EDGE_ORDER),
    }
    rows = {"nodes.csv": nodes, "edges.csv": edges}
    files: dict[str, str] = {}
    tables = []
    for name, listed in columns.items():
        file = io.StringIO()
        writer = csv.DictWriter(file, listed, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows[name])
        files[name] = file.getvalue()
        first = {column: type(value) for row in reversed(rows[name]) for column, value in row.items()}
        described = [{"titles": column, "datatype": TYPES[first.get(column, str)]} for column in listed]
        tables.append({"url": name, "tableSchema": {"columns": described}})
    about = about_network(graph)
    notes = [{"name": name, "value": text} for name, text in about.items()]
    metadata = {"@context": CSVW, "dc:title": about.get("title", ""), "notes": notes, "tables": tables}
    return {**files, "csv-metadata.json": json.dumps(metadata, ensure_ascii=False, indent=1) + "\n"}


def write_json(graph: nx.Graph, cards: Cards = lambda claims: ()) -> str:
    """Return a network as node-link JSON with all attributes, and each claim with its words and evidence.

    :param graph: a projection.
    :param cards: returns claims with their words from their IRIs; by default only IRIs are written.
    """
    told = {card.iri: card.as_dict() for card in cards(claims_in(graph))}
    nodes = [{"id": node, **_lists(data, told)} for node, data in graph.nodes(data=True)]
    edges = [
        {"source": one, "target": other, "id": edge_id(graph, one, other, key), **_lists(data, told)}
        for one, other, key, data in keyed(graph)
    ]
    held = {
        "directed": graph.is_directed(),
        "multigraph": graph.is_multigraph(),
        "graph": about_network(graph),
        "nodes": nodes,
        "edges": edges,
    }
    return json.dumps(_finite(held), ensure_ascii=False, indent=1, default=_jsonable) + "\n"


def _lists(data: Mapping[str, object], told: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    """Return attributes with lists in place of joined values."""
    held = {**data, **{name: list(words_of(data, name)) for name in SEVERAL if name in data}}
    held["claims"] = [told.get(claim, claim) for claim in words_of(data, "claims")]
    return (
        held
        | ({"years": list(years_of(data))} if "years" in data else {})
        | ({"alt": list(names_of(data, "alt"))} if "alt" in data else {})
    )


def _without(data: Mapping[str, Plain], *names: str) -> dict[str, Plain]:
    return {name: value for name, value in data.items() if name not in names}


def _columns(first: Sequence[str], rows: Iterable[Mapping[str, Plain]], order: Sequence[str]) -> list[str]:
    found = {name for row in rows for name in row} - set(first)
    return [*first, *(name for name in order if name in found), *sorted(found - set(order))]


def _finite(value: object) -> object:
    """Replace infinite numbers and NaN, which are invalid in JSON, by None."""
    if isinstance(value, float):
        return value if value - value == 0 else None
    if isinstance(value, dict):
        return {str(name): _finite(part) for name, part in value.items()}
    return [_finite(part) for part in value] if isinstance(value, list | tuple) else value


def _jsonable(value: object) -> object:
    if isinstance(value, set | frozenset):
        return sorted(value)
    return value.item() if hasattr(value, "item") else str(value)
