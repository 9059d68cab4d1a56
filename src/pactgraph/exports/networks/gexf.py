"""GEXF 1.2, the format of Gephi, with time, places, colours, sizes, and how the network was made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from pactgraph.exports.networks.attributes import Plain, flat_network, keyed
from pactgraph.exports.networks.metadata import about_network, description
from pactgraph.exports.networks.viz_attributes import Look, node_looks

GEXF = "http://www.gexf.net/1.2draft"
VIZ = "http://www.gexf.net/1.2draft/viz"
#: What GEXF has a place of its own for.
OWN = ("id", "label", "weight")
Spell = tuple[int, int] | None


def write_gexf(graph: Any) -> str:
    """Return a network as GEXF 1.2.

    networkx writes GEXF too, but puts today's date into it and has no place for the rule, so this is our own.
    The network is dynamic: a tie has as start and end the first and the last year in which a claim dates it,
    a node those of its ties; what has a tie without year has neither, and is always shown.

    :param graph: a projection.
    :returns: XML; the same text for the same network.
    :raises MissingLibraryError: where a layout needs numpy and it is not installed.
    """
    flat, looks = flat_network(graph), node_looks(graph)
    root = Element("gexf", {"xmlns": GEXF, "xmlns:viz": VIZ, "version": "1.2"})
    _add_meta(root, graph)
    kind = "directed" if flat.is_directed() else "undirected"
    held = SubElement(root, "graph", mode="dynamic", timeformat="date", defaultedgetype=kind)
    edges = list(keyed(flat))
    titles = _declare(held, "node", (data for _, data in flat.nodes(data=True)))
    edge_titles = _declare(held, "edge", (data for *_, data in edges))
    spells = _spells(flat)
    nodes = SubElement(held, "nodes")
    for node, data in flat.nodes(data=True):
        _add_node(nodes, node, data, titles, looks[node], spells[node])
    listed = SubElement(held, "edges")
    for one, other, _, data in edges:
        _add_edge(listed, (one, other), data, edge_titles, kind)
    ElementTree.indent(root, " ")
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _add_meta(root: Element, graph: Any) -> None:
    about = about_network(graph)
    meta = SubElement(root, "meta")
    SubElement(meta, "creator").text = about.get("version", "pactgraph")
    SubElement(meta, "keywords").text = f"pactgraph, {about.get('projection', 'network')}"
    SubElement(meta, "description").text = description(graph)


def _declare(held: Element, of: str, rows: Iterable[Mapping[str, Plain]]) -> dict[str, str]:
    """Declare the attributes of nodes or edges; returns the number of each."""
    kinds: dict[str, str] = {}
    for row in rows:
        for name, value in row.items():
            if name not in OWN:
                kinds[name] = _type(value)
    listed = SubElement(held, "attributes", {"class": of, "mode": "static"})
    for number, (name, kind) in enumerate(kinds.items()):
        SubElement(listed, "attribute", id=str(number), title=name, type=kind)
    return {name: str(number) for number, name in enumerate(kinds)}


def _type(value: Plain) -> str:
    if isinstance(value, bool):
        return "boolean"
    return "long" if isinstance(value, int) else "double" if isinstance(value, float) else "string"


def _spells(flat: Any) -> dict[str, Spell]:
    """Return the years of each node: its own and those of its ties; None where one of these has none."""
    spells: dict[str, Spell] = {}
    for node, data in flat.nodes(data=True):
        touching = flat.edges(node, data=True)
        if flat.is_directed():
            touching = [*touching, *flat.in_edges(node, data=True)]
        years = [_years(edge) for *_, edge in touching]
        own = _years(data)
        known = [spell for spell in (*years, own) if spell]
        unknown = None in years or not known
        spells[node] = None if unknown else (min(s[0] for s in known), max(s[1] for s in known))
    return spells


def _years(data: Mapping[str, Any]) -> Spell:
    return (data["first_year"], data["last_year"]) if "first_year" in data else None


def _time(spell: Spell) -> dict[str, str]:
    return {"start": f"{spell[0]:04}-01-01", "end": f"{spell[1]:04}-12-31"} if spell else {}


def _add_node(
    nodes: Element, node: str, data: Mapping[str, Plain], titles: Mapping[str, str], look: Look, spell: Spell
) -> None:
    label = str(data.get("label") or node)
    element = SubElement(nodes, "node", {"id": node, "label": label, **_time(spell)})
    _add_values(element, data, titles)
    red, green, blue = map(str, look.colour)
    SubElement(element, "viz:color", r=red, g=green, b=blue)
    SubElement(element, "viz:position", x=str(look.x), y=str(look.y), z="0.0")
    SubElement(element, "viz:size", value=str(look.size))


def _add_edge(
    listed: Element, ends: tuple[str, str], data: Mapping[str, Plain], titles: Mapping[str, str], kind: str
) -> None:
    facts = {"id": str(data["id"]), "source": ends[0], "target": ends[1], "type": kind}
    facts["weight"] = str(data.get("weight", 1.0))
    if label := data.get("label") or data.get("role_label"):
        facts["label"] = str(label)
    element = SubElement(listed, "edge", {**facts, **_time(_years(data))})
    _add_values(element, data, titles)


def _add_values(element: Element, data: Mapping[str, Plain], titles: Mapping[str, str]) -> None:
    values = SubElement(element, "attvalues")
    for name, value in data.items():
        if name in titles:
            text = str(value).lower() if isinstance(value, bool) else str(value)
            SubElement(values, "attvalue", {"for": titles[name], "value": text})
