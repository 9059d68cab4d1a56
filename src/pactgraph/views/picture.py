"""A still picture of a network: the same boxes and lines as on the page, as SVG that needs no script."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from pactgraph.views.glyphs import glyph, short
from pactgraph.views.labels import text_width
from pactgraph.views.layouts.boxes import PADDING, TYPE_SIZE, Arrangement, Box, Guide, bounds
from pactgraph.views.marks import Marks, mode_of
from pactgraph.views.style import Style
from pactgraph.views.tables import label_of
from pactgraph.views.ties import Tie, ties_of

BY_SIDES = frozenset({"columns", "bipartite"})
"""Layouts in which lines leave a box level at its side."""

MARGIN = 14
"""The room around everything."""

THUMBNAIL = 420
"""The width for which a small picture without names is drawn."""

GROUND = {
    "ground": ("#ffffff", "#12171e"),
    "chip": ("#f7f4ee", "#1f262f"),
    "text": ("#1b2430", "#e8ecf1"),
    "quiet": ("#5a6675", "#a3b0bf"),
    "line": ("#aab4c0", "#4b5867"),
    "edge": ("#d9dee5", "#303a47"),
}
"""The colours beside those of the style, on a light and on a dark ground, as in ``network.css``."""


def still(graph: Any, boxes: Arrangement, marks: Marks, *, names: bool = True, label: str = "") -> str:
    """Draw a network as SVG.

    :param graph: a network as :func:`pactgraph.views.network_of.network_of` gives it.
    :param boxes: where each node stands.
    :param marks: how nodes and ties are drawn.
    :param names: whether to write the names; without them, shapes and lines are large enough for a thumbnail.
    :param label: what it shows, for those who cannot see it; without, they are not told of it.
    :returns: an ``svg`` element; its colours come from :func:`still_style`, which is not inside.
    """
    left, top, right, bottom = bounds([*boxes.values(), *map(_room, boxes.guides)])
    width, height = right - left + 2 * MARGIN, bottom - top + 2 * MARGIN
    scale = 1.0 if names else max(1.0, width / THUMBNAIL, height / (THUMBNAIL * 0.6))
    said = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="still" {said} '
        f'viewBox="{left - MARGIN} {top - MARGIN} {width} {height}">',
        *(_guide(guide, names, scale) for guide in boxes.guides),
        *_lines(graph, boxes, marks, names, scale),
        *(_node(graph, node, box, marks, names, scale) for node, box in boxes.items()),
        "</svg>",
    ]
    return "".join(parts)


def still_style(style: Style) -> str:
    """Return the style sheet of still pictures: colours for a light ground and for a dark one."""
    pairs = {**GROUND, **style.colours}
    light = "".join(f".still .{name}{{color:{pair[0]}}}" for name, pair in sorted(pairs.items()))
    dark = "".join(f".still .{name}{{color:{pair[1]}}}" for name, pair in sorted(pairs.items()))
    return (
        ".still path,.still rect{fill:currentColor;stroke:none}"
        ".still .hollow,.still .tie{fill:none;stroke:currentColor}"
        ".still .dashed{stroke-dasharray:4 3}"
        ".still .frame{fill:none;stroke:currentColor;stroke-opacity:.6}"
        ".still text{fill:currentColor;font-family:sans-serif}"
        f"{light}@media screen and (prefers-color-scheme:dark){{{dark}}}"
    )


def _room(guide: Guide) -> Box:
    """Return the room of a guide; a line begins at its place, all others have it in their middle."""
    across, down = abs(guide.width), abs(guide.height)
    if guide.kind != "line":
        return Box(guide.x, guide.y, across, down, 1, TYPE_SIZE)
    return Box(guide.x + guide.width // 2, guide.y + guide.height // 2, across, down, 1, TYPE_SIZE)


def _guide(guide: Guide, names: bool, scale: float) -> str:
    if guide.kind == "heading":
        place = f'x="{guide.x}" y="{guide.y + 4}" font-size="{TYPE_SIZE}" text-anchor="middle"'
        return f'<text class="quiet" {place}>{escape(guide.text)}</text>' if names else ""
    look = f'class="hollow edge" stroke-width="{short(scale)}"'
    if guide.kind == "line":
        return f'<path {look} d="M{guide.x} {guide.y}l{guide.width} {guide.height}"/>'
    rx, ry = short(guide.width / 2), short(guide.height / 2)
    arc = f"a{rx} {ry} 0 1 0 "
    start = f"M{short(guide.x - guide.width / 2)} {guide.y}"
    return f'<path {look} d="{start}{arc}{guide.width} 0{arc}{-guide.width} 0Z"/>'


def _lines(graph: Any, boxes: Arrangement, marks: Marks, names: bool, scale: float) -> Iterator[str]:
    for tie in ties_of(graph):
        if tie.source == tie.target:
            continue
        look = marks.tie(tie)
        dashed = " dashed" if look["tentative"] else ""
        # What is drawn small keeps the order of widths, not their measure.
        width = short(min(look["width"] * scale, look["width"] + 2 * (scale - 1)))
        path = _way(tie, boxes, marks.view.layout, names)
        yield f'<path class="tie {look["tint"] or "line"}{dashed}" stroke-width="{width}" d="{path}"/>'


def _way(tie: Tie, boxes: Arrangement, layout: str, names: bool) -> str:
    one, other = boxes[tie.source], boxes[tie.target]
    gap = abs(one.x - other.x) - (one.width + other.width) / 2
    if layout not in BY_SIDES or gap <= 4:
        return f"M{one.x} {one.y}L{other.x} {other.y}"
    ahead = 1 if other.x > one.x else -1
    # Where no names are written, a shape stands in the middle of its box, and lines lead there.
    start, end = one.x + ahead * one.width * names / 2, other.x - ahead * other.width * names / 2
    bend = (start + end) / 2
    return f"M{short(start)} {one.y}C{short(bend)} {one.y} {short(bend)} {other.y} {short(end)} {other.y}"


def _node(graph: Any, node: str, box: Box, marks: Marks, names: bool, scale: float) -> str:
    look, party = marks.node(node, box.size), mode_of(graph.nodes[node]) == "party"
    if not names:
        radius = look["radius"] * max(1.0, 0.85 * scale)
        return glyph(look["glyph"], box.x, box.y, radius, look["color"])
    corner = min(box.height / 2, 12) if party else 3
    place = (
        f'x="{short(box.x - box.width / 2)}" y="{short(box.y - box.height / 2)}" '
        f'width="{box.width}" height="{box.height}" rx="{short(corner)}"'
    )
    parts = [f'<rect class="{"ground" if party else "chip"}" {place}/>']
    if not party:
        dashed = " dashed" if look["tentative"] else ""
        parts.append(f'<rect class="frame {look["color"]}{dashed}" {place}/>')
    return "".join((*parts, *_name(label_of(graph, node), box, look, marks.view.layout)))


def _name(label: str, box: Box, look: dict[str, Any], layout: str) -> Iterator[str]:
    """Yield the shape at one side of the box, and the lines of the name beside it."""
    side = -1 if box.column < 0 else 1
    # Larger type needs more room beside the shape, except where columns have a width of their own.
    more = 0 if layout == "columns" else box.size - TYPE_SIZE
    at = box.x - side * (box.width / 2 - 10 - more / 2)
    yield glyph(look["glyph"], at, box.y, look["radius"], look["color"])
    lines = break_lines(label, box.width - PADDING - more, box.lines, box.size)
    pitch = box.size + 2
    first = box.y - pitch * (len(lines) - 1) / 2 + box.size * 0.35
    start = box.x - side * (box.width / 2 - 19 - more)
    anchor = "" if side > 0 else ' text-anchor="end"'
    spans = "".join(
        f'<tspan x="{short(start)}" y="{short(first + pitch * number)}">{escape(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    yield f'<text class="text" font-size="{box.size}"{anchor}>{spans}</text>'


def break_lines(text: str, room: float, most: int, size: int) -> list[str]:
    """Break a text into at most so many lines; the last is cut where it would be too long.

    >>> break_lines("Digital Silk Road", 60, 2, 12)
    ['Digital', 'Silk Road']
    >>> break_lines("Digital Silk Road", 60, 1, 12)
    ['Digital S…']
    """
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or len(lines) == most or text_width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return [_cut(line, room, size) for line in lines]


def _cut(line: str, room: float, size: int) -> str:
    if text_width(line, size) <= room * 1.1:
        return line
    while line and text_width(f"{line}…", size) > room:
        line = line[:-1]
    return f"{line.rstrip()}…"
