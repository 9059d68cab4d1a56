"""GEXF 1.3, the format of Gephi, by networkx's writer, with time, positions, colours, sizes and metadata."""

from __future__ import annotations

import io
from collections.abc import Mapping
from math import sqrt
from typing import TYPE_CHECKING, TypeAlias
from xml.etree.ElementTree import SubElement

from pactgraph.exports.networks.attributes import Plain, about_network, description, flat_network
from pactgraph.network.elements import Info, nodes
from pactgraph.views.definition import load_view, view_path
from pactgraph.views.layouts import arrange
from pactgraph.views.marks import mode_of
from pactgraph.views.style import load_style

if TYPE_CHECKING:
    import networkx as nx

#: The view whose layout a projection has; others have that of ``countries``.
VIEWS = {"two-mode": "two-mode"}
SMALLEST, LARGEST = 4.0, 24.0
#: Position, colour and size of a node, as networkx writes them.
Look: TypeAlias = dict[str, dict[str, float] | float]
#: The first and the last year; None if undated.
Spell: TypeAlias = tuple[Plain, Plain] | None


def write_gexf(graph: nx.Graph) -> str:
    """Return a network as GEXF 1.3.

    The network is dynamic: the start and the end of a tie are the first and the last year of its claims;
    those of a node span its ties. Undated ties and their nodes have neither and are always shown. Positions
    are those of the project's pages. The area of a node grows with its strength (or degree).

    :param graph: a projection.
    :returns: XML; the same text for the same network.
    """
    from networkx.readwrite.gexf import GEXFWriter

    flat = flat_network(graph)
    for node, spell in _spells(flat).items():
        flat.nodes[node].update(_time(spell))
    for *_, data in flat.edges(data=True):
        data.setdefault("weight", 1.0)
        data.update(_time(_years(data)))
        if words := data.get("label") or data.get("role_label"):
            data["label"] = words
    for node, look in _looks(graph).items():
        flat.nodes[node]["viz"] = look
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.3")
    writer.add_graph(flat)
    about = about_network(graph)
    meta = writer.xml.find("meta")
    # networkx writes today's date and its own name.
    meta.attrib.clear()
    meta.find("creator").text = about.get("version", "pactgraph")
    SubElement(meta, "keywords").text = f"pactgraph, {about.get('projection', 'network')}"
    SubElement(meta, "description").text = description(graph)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue().decode() + "\n"


def _spells(flat: nx.Graph) -> dict[str, Spell]:
    """Return the years of each node: its own and those of its ties; None if a tie is undated."""
    spells: dict[str, Spell] = {}
    for node, data in flat.nodes(data=True):
        touching = [*flat.edges(node, data=True)]
        if flat.is_directed():
            touching += flat.in_edges(node, data=True)
        of_ties = [_years(tie) for *_, tie in touching]
        known = [spell for spell in (*of_ties, _years(data)) if spell]
        always = None in of_ties or not known
        spells[node] = None if always else (min(s[0] for s in known), max(s[1] for s in known))
    return spells


def _years(data: Mapping[str, Plain]) -> Spell:
    return (data["first_year"], data["last_year"]) if "first_year" in data else None


def _time(spell: Spell) -> dict[str, str]:
    return {"start": f"{spell[0]:04}-01-01", "end": f"{spell[1]:04}-12-31"} if spell else {}


def _looks(graph: nx.Graph) -> dict[str, Look]:
    """Return the position, colour (light theme) and size of each node, as networkx writes them."""
    view = load_view(view_path(VIEWS.get(Info.of(graph).projection, "countries")))
    style = load_style("palette")
    boxes = arrange(graph, view.layout, view.seed, view.encoding.size)
    strength = dict(graph.degree(weight="weight"))
    most = max(strength.values(), default=0) or 1
    looks: dict[str, Look] = {}
    for node in nodes(graph):
        share = sqrt(max(0.0, strength[node.key]) / most)
        # The y axis of pages points down, that of networks up.
        place = {"x": float(boxes[node.key].x), "y": float(-boxes[node.key].y), "z": 0.0}
        size = round(SMALLEST + (LARGEST - SMALLEST) * share, 1)
        mark = style.mark(node.type, mode_of(node))
        light = style.colours[mark.colour][0].lstrip("#")
        colour: dict[str, float] = {
            name: int(light[at : at + 2], 16) for name, at in (("r", 0), ("g", 2), ("b", 4))
        }
        looks[str(node.key)] = {"position": place, "color": colour, "size": size}
    return looks
