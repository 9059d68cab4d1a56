"""Attributes of networks in exports: text and numbers, without lists or nulls; and metadata in words."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from pactgraph.exports.rdf import NOT_XML
from pactgraph.namespaces import shorten
from pactgraph.network.elements import Attributes, Info, claim_number, names_of, words_of, years_of

if TYPE_CHECKING:
    import networkx as nx

Plain: TypeAlias = str | int | float | bool
#: Separator of several values; inside a value it becomes a slash.
SEPARATOR = " | "
#: The first attributes, in order; others follow by name.
NODE_ORDER = (
    "label", "mode", "type", "type_label", "status", "status_label", "country", "alt",
    "first_year", "last_year", "years", "claims", "sources",
)  # fmt: skip
#: Attributes of several values, other than names.
SEVERAL = ("initiatives", "parties", "memberships", "stands_for", "sources")
EDGE_ORDER = (
    "id", "weight", "count", "role", "role_label", "modality", "initiative", "initiatives",
    "first_year", "last_year", "years", "claims", "sources",
)  # fmt: skip
TIME = (
    "Start and end are the first and the last year in which a claim dates a tie; they do not say that it "
    "ended then. A tie without them has no known year."
)
CLAIMS = (
    "The attribute claims of nodes and edges lists the claims that they stand for, joined by ' | '; "
    "'pactgraph explain NUMBER' shows each with its evidence."
)


def flat_network(graph: nx.Graph) -> nx.Graph:
    """Return a copy of a projection whose attributes any tool can read.

    Nulls, empty lists, infinite numbers and NaN are dropped. Values of lists are joined by
    :data:`SEPARATOR`. Claims are numbers, as in ``pactgraph explain NUMBER``. ``first_year`` and
    ``last_year`` are added. Each attribute has one type. Characters that are invalid in XML become
    ``U+FFFD``. Each edge has a unique ``id``, the same in all exports of the graph.

    :param graph: any networkx graph whose nodes are IRIs.
    :returns: a graph of the same class, with nodes and edges in the same order.
    """
    flat = graph.__class__()
    nodes = {str(node): _flatten(data, NODE_ORDER) for node, data in graph.nodes(data=True)}
    _unify(nodes.values())
    flat.add_nodes_from(nodes.items())
    edges = [(one, other, edge_id(graph, one, other, key), data) for one, other, key, data in keyed(graph)]
    held = [_flatten({**data, "id": name}, EDGE_ORDER) for _, _, name, data in edges]
    _unify(held)
    for (one, other, name, _), data in zip(edges, held, strict=True):
        flat.add_edge(str(one), str(other), **({"key": name} if flat.is_multigraph() else {}), **data)
    return flat


def keyed(graph: nx.Graph) -> Iterable[tuple[str, str, object, Attributes]]:
    """Return the edges as (end, end, key, attributes); the key is None unless it is a multigraph."""
    if graph.is_multigraph():
        found: Iterable[tuple[str, str, object, Attributes]] = graph.edges(keys=True, data=True)
        return found
    return [(one, other, None, data) for one, other, data in graph.edges(data=True)]


def edge_id(graph: nx.Graph, one: str, other: str, key: object) -> str:
    """Return an identifier of an edge: its ends and, in a multigraph, its key.

    >>> import networkx
    >>> edge_id(networkx.Graph(), "https://w3id.org/pactgraph/id/country/CUB", "urn:x", None)
    'country:CUB -- urn:x'
    """
    if isinstance(key, str):
        ends = (shorten(str(one)), shorten(str(other)))
        return plain_text(key if all(end in key for end in ends) else f"{ends[0]} {key} {ends[1]}")
    arrow = "->" if graph.is_directed() else "--"
    name = f"{shorten(str(one))} {arrow} {shorten(str(other))}"
    return plain_text(name if key is None else f"{name} {key}")


def plain_text(text: str) -> str:
    """Return text without characters that are invalid in XML.

    >>> plain_text("a\\x00b")
    'a\ufffdb'
    """
    return NOT_XML.sub("\ufffd", text)


def plain_value(value: object) -> Plain | None:
    """Return a value as text or number, or None if it is empty.

    >>> plain_value(["中国", "Китай | РФ"]), plain_value(float("nan")), plain_value([])
    ('中国 | Китай / РФ', None, None)
    """
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, str):
        return plain_text(value) or None
    if isinstance(value, Mapping):
        return (
            plain_text(json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)) if value else None
        )
    if isinstance(value, Iterable):
        parts = [str(part) for part in map(plain_value, value) if part is not None]
        return SEPARATOR.join(part.replace(SEPARATOR, " / ") for part in parts) or None
    # numpy's numbers have item(); other values become text.
    return None if value is None else plain_value(value.item() if hasattr(value, "item") else str(value))


def _flatten(data: Mapping[str, object], order: tuple[str, ...]) -> dict[str, Plain]:
    held = {**data}
    held |= {name: words_of(data, name) for name in SEVERAL if name in data}
    held["alt"] = names_of(data, "alt")
    if years := years_of(data):
        held |= {"first_year": years[0], "last_year": years[-1], "years": years}
    held["claims"] = sorted({*map(claim_number, words_of(data, "claims"))})
    names = [*order, *sorted(held.keys() - set(order))]
    values = {name: plain_value(held[name]) for name in names if name in held}
    return {plain_text(name): value for name, value in values.items() if value is not None}


def _unify(held: Iterable[dict[str, Plain]]) -> None:
    """Convert each attribute to one type that fits all its values."""
    rows = list(held)
    kinds: dict[str, set[type]] = {}
    for row in rows:
        for name, value in row.items():
            kinds.setdefault(name, set()).add(type(value))
    for name, found in kinds.items():
        if len(found) > 1:
            widest = float if found == {int, float} else str
            for row in rows:
                if name in row:
                    row[name] = widest(row[name])


def about_network(graph: nx.Graph) -> dict[str, str]:
    """Return the metadata of a network in words, in a fixed order.

    Missing attributes of the graph are omitted, but without filters there is a text too.

    >>> import networkx
    >>> about_network(networkx.Graph(projection="two-mode", filters=[]))["filters"]
    'none'
    """
    info = Info.of(graph)
    found = {
        "title": sentence(info.title or info.projection),
        "projection": sentence(info.projection),
        "rule": sentence(info.rule),
        "weight": sentence(info.weight),
        "filters": sentence(info.filters) or "none",
        "left_out": left_out(info.left_out),
        "nodes": str(graph.number_of_nodes()),
        "edges": str(graph.number_of_edges()),
        "time": TIME,
        "claims": CLAIMS,
        "version": f"pactgraph {info.version}" if info.version else "",
        "data_version": sentence(info.data_version),
    }
    return {name: plain_text(text) for name, text in found.items() if text}


def description(graph: nx.Graph) -> str:
    """Return the metadata as text, one line for each item."""
    about = about_network(graph)
    return "\n".join(f"{name.replace('_', ' ')}: {text}" for name, text in about.items())


def left_out(counts: Mapping[str, int]) -> str:
    """Return the counts of exclusions in words.

    >>> left_out({"initiatives of one party": 3, "claims": 0})
    'initiatives of one party: 3; claims: 0'
    """
    return "; ".join(f"{words}: {number}" for words, number in counts.items())


def sentence(value: object) -> str:
    """Return an attribute of the graph as one line of text.

    >>> sentence(["One.", "Two."]), sentence(None), sentence({"nodes": "parties"})
    ('One. Two.', '', 'nodes: parties')
    """
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {sentence(part)}" for name, part in value.items())
    if isinstance(value, Iterable) and not isinstance(value, str):
        return " ".join(sentence(part) for part in value)
    return " ".join(str(value).split())
