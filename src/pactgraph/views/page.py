"""One self-contained HTML page from a network and a view.

pyvis carries the network and fills the template; the template, the script and the style are our own, because
pyvis's own template loads code from other machines and writes its heading unescaped. The drawing library
inside the page is the copy that came with pyvis.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from pactgraph.errors import MissingLibraryError
from pactgraph.network.elements import nodes
from pactgraph.views.claim_cards import Claim, cards_of, remarks
from pactgraph.views.colours import Paint
from pactgraph.views.definition import ViewDefinition
from pactgraph.views.labels import clean, label_of
from pactgraph.views.layouts import arrange
from pactgraph.views.lines import is_two_mode, shared_by
from pactgraph.views.marks import Marks, mode_of, role_of
from pactgraph.views.picture import still
from pactgraph.views.scene import HEAD, Scene, signpost
from pactgraph.views.style import load_style
from pactgraph.views.summary import made_from, node_rows, own_claims, summarise, tie_rows
from pactgraph.views.svg import (
    FONT,
    HOLLOW,
    HOLLOW_LINE,
    SHAPES,
    box_path,
    ellipse_path,
    head_path,
    shape_path,
    text_width,
)
from pactgraph.views.templates import asset, environment, policy, read_asset, style_sheet

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network

SCRIPTS = (
    "model.js", "pen.js", "picture.js", "panel.js", "tables.js", "legend.js", "years.js",
    "address.js", "poster.js", "takeaway.js", "network.js",
)  # fmt: skip
"""Our scripts, in the order in which each needs the one before."""

DRAWING_LIBRARY = "lib/vis-9.1.2/vis-network.min.js"
"""The path of the library that pans and zooms, inside the package pyvis."""

OPTIONS = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "nodes": {"shape": "custom", "chosen": False},
    "interaction": {"hover": False, "multiselect": False},
}
"""The options of the drawing library; everything else is drawn by our own script."""

LEGEND_LINE = 1.6
"""The width of a line in the legend."""

SIGNS = {
    "shapes": {name: shape_path(name) for name in SHAPES},
    "hollow": {name: 10 * HOLLOW_LINE for name in sorted(HOLLOW)},
    "line": "M1 8L29 8",
    "heads": {
        "forward": head_path((1, 8), (29, 8), HEAD + LEGEND_LINE),
        "both": head_path((1, 8), (29, 8), HEAD + LEGEND_LINE)
        + head_path((29, 8), (1, 8), HEAD + LEGEND_LINE),
    },
    "boxes": {"initiative": box_path(15, 8, 27, 12, 2), "party": box_path(15, 8, 27, 12, 6)},
}
"""The paths of the legend: shapes with a radius of 10 around (0, 0), the rest in a room of 30 by 16."""


def scene_of(graph: nx.Graph, view: ViewDefinition) -> Scene:
    """Return the picture of a network: its layout, and how nodes and ties are drawn.

    :raises UnknownNameError: if the view names a style or a layout that is not there.
    :raises ParameterError: if the network has not what the layout goes by.
    """
    boxes = arrange(graph, view.layout, view.seed, view.encoding.size)
    return Scene(graph, boxes, Marks(graph, view, load_style(view.style)))


def render(
    graph: nx.Graph,
    view: ViewDefinition,
    scene: Scene | None = None,
    *,
    notes: Sequence[str] = (),
    web: str = "",
    home: str = "",
) -> str:
    """Write the page.

    :param graph: any projection (see ``pactgraph.network.projections``). Its attributes ``rule``,
        ``filters``, ``left_out``, ``version`` and ``data_version`` are printed, ``things`` (IRI to ``label``
        and ``status``) names what its ties rest on, and ``focus`` (IRIs) is brought out.
    :param view: what the page is called and how it is drawn.
    :param scene: the picture; that of :func:`scene_of` where none is given.
    :param notes: sentences about what is drawn and what is not.
    :param web: the address of the pages of things, to be followed by ``country/CUB``; empty for no links.
    :param home: where all views are listed; empty for no link.
    :returns: HTML; all it needs is inside, and it asks for nothing from anywhere.
    :raises UnknownNameError: if the view names a style or a layout that is not there.
    :raises InputSyntaxError: if it encodes what the network does not have; with file and line.
    :raises ParameterError: if the network has not what the layout goes by.
    """
    from pyvis.network import Network

    scene = scene or scene_of(graph, view)
    claims = _Claims()
    # Directed, because pyvis drops the second of two ties between the same ends otherwise.
    network = Network(directed=True, cdn_resources="in_line", heading=view.title)
    network.templateEnv, network.path = environment(), "network.html"
    network.set_options(json.dumps(OPTIONS))
    _add_nodes(network, scene, claims)
    network.edges = _edges(scene, claims)
    scripts = [_drawing_library(), "\n".join(asset(name) for name in SCRIPTS)]
    summary, made = summarise(graph), made_from(graph)
    picture = still(scene, title=view.alt)
    network.templateEnv.globals.update(
        view=view,
        css=style_sheet("network.css"),
        scripts=scripts,
        policy=policy(scripts),
        claims=claims.listed,
        colours={name: list(pair) for name, pair in scene.marks.style.colours.items()},
        about=_about(scene, view, summary, made, web),
        summary=summary,
        made=made,
        home=home,
        notes=[clean(note) for note in notes],
        picture=picture,
        dark=Paint(scene.marks.style).darkened(picture, ".still"),
        two_mode=is_two_mode(graph),
        weighted=any(weight is not None for *_, weight in graph.edges(data="weight")),
        ties=tie_rows(graph),
        things=node_rows(graph),
    )
    html: str = network.generate_html("network.html")
    return html


class _Claims:
    """The claims of the page, each once; nodes and ties point at them by number."""

    def __init__(self) -> None:
        self.listed: list[dict[str, str | list[str]]] = []
        self._numbers: dict[str, int] = {}

    def numbers(self, claims: Sequence[Claim]) -> list[int]:
        for claim in claims:
            iri = str(claim["iri"])
            if iri not in self._numbers:
                self._numbers[iri] = len(self.listed)
                names = ("iri", "id", "text", "modality", "date", "source", "source_title", "locator")
                texts = {name: clean(str(claim.get(name) or "")) for name in names}
                self.listed.append({**texts, "notes": remarks(claim)})
        return [self._numbers[str(claim["iri"])] for claim in claims]


def _about(
    scene: Scene, view: ViewDefinition, summary: str, made: list[tuple[str, str]], web: str
) -> dict[str, object]:
    """Return what the script must know of the view."""
    encoding = view.encoding
    return {
        "name": view.name,
        "title": view.title,
        "caption": view.caption,
        "controls": list(view.controls),
        "tentative": {
            "status": sorted(view.tentative_status),
            "modality": sorted(view.tentative_modality),
            "role": sorted(view.tentative_role),
        },
        "layout": view.layout,
        "twoMode": is_two_mode(scene.graph),
        "directed": scene.graph.is_directed(),
        "encoding": {name: getattr(encoding, name) for name in ("colour", "size", "width", "line", "arrows")},
        "face": FONT,
        "signs": SIGNS,
        "guides": [
            {**vars(guide), "path": ellipse_path(guide.x, guide.y, guide.width / 2, guide.height / 2)}
            if guide.kind == "ring"
            else {
                **vars(guide),
                "path": box_path(guide.x, guide.y, guide.width, guide.height),
                "post": signpost(guide.text),
            }
            for guide in scene.boxes.guides
        ],
        "summary": summary,
        "made": made,
        "web": web,
    }


def _add_nodes(network: Network, scene: Scene, claims: _Claims) -> None:
    graph = scene.graph
    focus, own, drawn = set(graph.graph.get("focus") or ()), own_claims(graph), scene.nodes()
    for node in sorted(nodes(graph), key=lambda node: node.key):
        mark, label = drawn[node.key], label_of(graph, node.key)
        box, look = mark.box, mark.look
        network.add_node(
            node.key,
            label=label,
            shape="custom",
            x=box.x,
            y=box.y,
            room=[box.width, box.height, box.lines, box.size],
            focus=node.key in focus,
            mode=mode_of(node),
            type=node.type,
            typeLabel=clean(node.type_label or node.type),
            status=node.status,
            statusLabel=clean(node.status_label or node.status),
            alt=[clean(name) for name in node.alt],
            years=list(node.years),
            claims=claims.numbers(cards_of(graph, own[node.key])),
            # pyvis writes a colour for each node; ours is a name: the page takes it for light or dark.
            color=look.colour,
            glyph=look.shape,
            radius=look.radius,
            stands=look.group,
            standsLabel=look.group_label,
            number=look.number,
            tentative=look.tentative,
            filled=mark.filled,
            frame=mark.frame,
            sign=mark.shape,
            hollow=round(mark.hollow, 2),
            left=mark.left,
            anchor=mark.anchor,
            bold=mark.bold,
            lines=[
                [line, mark.baseline(number), text_width(line, box.size, bold=mark.bold)]
                for number, line in enumerate(mark.lines)
            ],
            post=signpost(label),
        )


def _edges(scene: Scene, claims: _Claims) -> list[dict[str, object]]:
    # Not add_edge: it looks both ends up in a list, which takes seconds for thousands of ties.
    edges = []
    for mark in scene.lines():
        line, tie, look = mark.line, mark.line.tie, mark.look
        edges.append(
            {
                "from": line.source,
                "to": line.target,
                "id": line.id,
                "role": role_of(tie),
                "roleLabel": clean(tie.words),
                "shared": [clean(name) for name in shared_by(scene.graph, tie)],
                "count": tie.count or 0,
                "weight": _rounded(line.weight_there),
                "weightBack": _rounded(line.weight_back),
                "direction": line.direction,
                "modality": tie.modality,
                "years": list(tie.years),
                "claims": claims.numbers(cards_of(scene.graph, tie.claims)),
                "width": look.width,
                "tint": look.colour,
                "tentative": look.tentative,
                "arrow": look.arrow,
                "way": mark.path,
                "heads": list(mark.heads),
            }
        )
    return edges


def _rounded(weight: float | None) -> float | None:
    return None if weight is None else round(weight, 6)


def _drawing_library() -> str:
    spec = find_spec("pyvis")
    path = Path(spec.origin or "").parent / DRAWING_LIBRARY if spec else Path(DRAWING_LIBRARY)
    if not path.is_file():
        raise MissingLibraryError(
            "pyvis without its drawing library" if spec else "no pyvis",
            expected=f"pyvis 0.3.2 or later, with {DRAWING_LIBRARY}",
            mend="install it with: pip install 'pyvis>=0.3.2'",
        )
    return read_asset(path)
