"""A still picture of a network: the paths of the page, as SVG that needs no script."""

from __future__ import annotations

from collections.abc import Iterator

from pactgraph.views.colours import Paint
from pactgraph.views.layouts.boxes import TYPE_SIZE, Box, Guide, bounds
from pactgraph.views.scene import NodeMark, Scene
from pactgraph.views.svg import document, element, ellipse_path, shape, text

MARGIN = 14
"""The room around everything."""

THUMBNAIL = 420
"""The width for which a small picture without names is drawn."""

DASHES = "5 4"
"""The dashes of lines that are not so yet."""

FRAME_DASHES = "3 2.5"


def still(scene: Scene, *, title: str = "", desc: str = "", names: bool = True) -> str:
    """Draw a network as SVG, in the colours of a light ground.

    :param title: what it shows; without one, the picture is hidden from readers who cannot see it.
    :param names: whether to write the names; without them, shapes and lines are large enough for a thumbnail.
    """
    paint = Paint(scene.marks.style)
    boxes, guides = scene.boxes, scene.boxes.guides
    left, top, right, bottom = bounds(
        [*boxes.values(), *(Box(g.x, g.y, g.width, g.height, 1, 1) for g in guides)]
    )
    width, height = right - left + 2 * MARGIN, bottom - top + 2 * MARGIN
    scale = 1.0 if names else max(1.0, width / THUMBNAIL, height / (THUMBNAIL * 0.6))
    parts = [
        *(_guide(guide, paint, names, scale) for guide in guides),
        *_lines(scene, paint, names, scale),
        *(_named(node, paint) for node in scene.nodes().values() if names),
    ]
    if not names:
        for node in scene.nodes().values():
            radius, look = node.look.radius * max(1.0, 0.85 * scale), node.look
            parts.append(shape(look.shape, node.box.x, node.box.y, radius, paint(look.colour)))
    return document(width, height, title, *parts, origin=(left - MARGIN, top - MARGIN), desc=desc)


def _guide(guide: Guide, paint: Paint, names: bool, scale: float) -> str:
    if guide.kind == "ring":
        d = ellipse_path(guide.x, guide.y, guide.width / 2, guide.height / 2)
        return element("path", d=d, fill="none", stroke=paint("edge"), stroke_width=1.5 * scale)
    if not names:
        return ""
    room = {"x": guide.x - guide.width / 2, "y": guide.y - guide.height / 2}
    # A heading may be on a ring, so it has a ground of its own.
    ground = element("rect", **room, width=guide.width, height=guide.height, fill=paint("ground"))
    return ground + text(guide.text, guide.x, guide.y, TYPE_SIZE, paint("quiet"), anchor="middle", bold=True)


def _lines(scene: Scene, paint: Paint, names: bool, scale: float) -> Iterator[str]:
    for line in scene.lines(names=names):
        if not names and line.line.source == line.line.target:
            continue
        look, colour = line.look, paint(line.look.colour or "line")
        # What is drawn small keeps the order of widths, not their measure.
        width = min(look.width * scale, look.width + 2 * (scale - 1))
        dashes = DASHES if look.tentative else None
        yield element(
            "path", d=line.path, fill="none", stroke=colour, stroke_width=width, stroke_dasharray=dashes
        )
        if names and line.heads:
            yield element("path", d="".join(line.heads), fill=colour)


def _named(node: NodeMark, paint: Paint) -> str:
    colour, box = paint(node.look.colour), node.box
    framed = not node.party or node.look.tentative
    frame = element(
        "path",
        d=node.frame,
        fill=colour if node.filled else paint("ground" if node.party else "chip"),
        stroke=colour if framed else None,
        stroke_opacity=0.6 if framed else None,
        stroke_dasharray=FRAME_DASHES if node.look.tentative else None,
    )
    ink = paint("on" if node.filled else "text")
    sign = element(
        "path",
        d=node.shape,
        fill="none" if node.hollow else ink if node.filled else colour,
        stroke=(ink if node.filled else colour) if node.hollow else None,
        stroke_width=node.hollow or None,
    )
    name = (
        text(line, node.left, node.baseline(number), box.size, ink, anchor=node.anchor, bold=node.bold)
        for number, line in enumerate(node.lines)
    )
    return element("g", frame, sign, *name, transform=f"translate({box.x} {box.y})")
