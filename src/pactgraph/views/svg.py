"""The one pen: shapes, lines, arrowheads and text of every picture, as SVG that any font fits.

Path data are strings for the attribute ``d`` of a ``path``, or for ``Path2D`` on a canvas. Widths of text
come from one table of advances, and each ``text`` states its width as ``textLength``, so that a picture looks
alike whatever fonts a machine has.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from html import escape
from math import atan2, cos, pi, sin

Point = tuple[float, float]

FONT = (
    "Liberation Sans, Arial, Helvetica, Segoe UI, Roboto, Noto Sans, Noto Sans CJK SC, PingFang SC, "
    "Microsoft YaHei, sans-serif"
)
"""The typefaces of pictures: those with the advances of the table first."""

ADVANCES = {
    191: "'", 222: "ijlі‘’ł", 260: "|", 278: " !,./:;I[\\]ftІЇї·ı", 333: "()-`r“”", 334: "{}", 355: '"',
    365: "г", 389: "*", 400: "°", 411: "ґ", 438: "к", 458: "зт", 469: "^", 489: "Ґ", 500: "Jcksvxyzсух",
    510: "эє", 521: "чь", 531: "в", 542: "Гпя", 552: "н", 556: "#$0123456789?L_abdeghnopquаеорё–«»Łðþ€£",
    559: "ий", 573: "бц", 583: "Кдл", 584: "+<=>~×", 604: "З", 611: "FTZТßø", 625: "ъ", 635: "У", 656: "БЛЬ",
    667: "&ABEKPSVXYАВЕРХЧЁÞ", 669: "ж", 677: "Д", 688: "м", 719: "ИЙПЭыЄ", 722: "CDHNRUwНСЯÐ", 740: "Ц",
    750: "ю", 760: "Ф", 778: "GOQОØ", 792: "Ъ", 802: "ш", 823: "фщ", 833: "MmМ", 885: "Ы", 889: "%æ",
    917: "Ш", 923: "Ж", 938: "Щ", 944: "Wœ", 1000: "—…→↔ÆŒ", 1010: "Ю", 1015: "@", 1073: "№",
}  # fmt: skip
"""Advances of Liberation Sans (those of Arial and Helvetica) in thousandths of the type size."""

_ADVANCE = {glyph: advance for advance, glyphs in ADVANCES.items() for glyph in glyphs}
_WIDE, _CAPITAL, _OTHER = 1000, 667, 556
_BOLD = 108  # per cent of the plain advance

JOINERS = frozenset("\u200c\u200d")
"""Characters without width that Persian, the languages of India, and emoji are written with."""

SHAPE_CORNERS = {
    "diamond": (4, -0.25, 1.08, 0, 1), "triangle": (3, -0.25, 1.12, 0.2, 1),
    "inverted": (3, 0.25, 1.12, -0.2, 1), "pentagon": (5, -0.25, 1.02, 0.05, 1), "hexagon": (6, 0, 1, 0, 1),
    "star": (5, -0.25, 1.2, 0, 0.45),
}  # fmt: skip
"""Polygons: corners, first corner in turns, radius, shift down, radius of a star's inner corners."""

SHAPES = ("circle", "ring", "square", "frame", *SHAPE_CORNERS, "plus", "cross")
"""The shapes that stand for types. Their radii differ so that all look equally large."""

HOLLOW = frozenset({"ring", "frame"})
"""Shapes drawn as a line of :data:`HOLLOW_LINE` times the radius."""

HOLLOW_LINE = 0.45

_LINE_PARTS = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[^\s\u2e80-\u9fff–—/-]*[–—/-]?\s*"
)


def short(number: float, digits: int = 1) -> str:
    """Write a number with at most so many decimals.

    >>> short(2.04), short(-0.01), short(1.25), short(0.125, 2)
    ('2', '0', '1.2', '0.12')
    """
    text = f"{number:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def element(tag: str, *content: str, **attributes: str | float | None) -> str:
    """Write an SVG element.

    :param content: markup that is already escaped.
    :param attributes: ``class_`` stands for ``class``, any other ``_`` for ``-``; None leaves one out.

    >>> element("rect", x=1.04, width=2, stroke_width=1, class_="a & b", rx=None)
    '<rect x="1" width="2" stroke-width="1" class="a &amp; b"/>'
    >>> element("g", element("path", d="M0 0"))
    '<g><path d="M0 0"/></g>'
    """
    named = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value) if isinstance(value, str) else short(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{named}>{''.join(content)}</{tag}>" if content else f"<{tag}{named}/>"


def polygon_path(points: Sequence[Point], *, closed: bool = True) -> str:
    """Return the path data of straight lines through points.

    >>> polygon_path([(0, 0), (4, 0), (4, 3)]), polygon_path([(0, 0), (4, 1.5)], closed=False)
    ('M0 0L4 0L4 3Z', 'M0 0L4 1.5')
    """
    return "M" + "L".join(f"{short(x)} {short(y)}" for x, y in points) + ("Z" if closed else "")


def curve_path(points: Sequence[Point]) -> str:
    """Return the path data of a cubic curve: its start, its two control points, its end.

    >>> curve_path([(0, 0), (2, 0), (2, 4), (4, 4)])
    'M0 0C2 0 2 4 4 4'
    """
    start, *rest = (f"{short(x)} {short(y)}" for x, y in points)
    return f"M{start}C{' '.join(rest)}"


def ellipse_path(x: float, y: float, rx: float, ry: float) -> str:
    """Return the path data of an ellipse around a middle.

    >>> ellipse_path(0, 0, 4, 2)
    'M-4 0a4 2 0 1 0 8 0a4 2 0 1 0 -8 0Z'
    """
    # The ends of an arc are exactly two written radii apart: any less makes an egg.
    rx, ry = round(rx, 1), round(ry, 1)
    arc = f"a{short(rx)} {short(ry)} 0 1 0 "
    return f"M{short(x - rx)} {short(y)}{arc}{short(2 * rx)} 0{arc}{short(-2 * rx)} 0Z"


def box_path(x: float, y: float, width: float, height: float, corner: float = 0) -> str:
    """Return the path data of a rectangle around a middle, with round corners where asked for.

    >>> box_path(0, 0, 10, 6), box_path(0, 0, 10, 6, 3)
    ('M-5 -3H5V3H-5Z', 'M-2 -3H2a3 3 0 0 1 3 3V0a3 3 0 0 1 -3 3H-2a3 3 0 0 1 -3 -3V0a3 3 0 0 1 3 -3Z')
    """
    left, top, right, bottom = x - width / 2, y - height / 2, x + width / 2, y + height / 2
    corner = min(corner, width / 2, height / 2)
    if not corner:
        return f"M{short(left)} {short(top)}H{short(right)}V{short(bottom)}H{short(left)}Z"

    def turn(dx: float, dy: float) -> str:
        return f"a{short(corner)} {short(corner)} 0 0 1 {short(dx * corner)} {short(dy * corner)}"

    return (
        f"M{short(left + corner)} {short(top)}H{short(right - corner)}{turn(1, 1)}"
        f"V{short(bottom - corner)}{turn(-1, 1)}H{short(left + corner)}{turn(-1, -1)}"
        f"V{short(top + corner)}{turn(1, -1)}Z"
    )


def shape_path(shape: str, x: float = 0, y: float = 0, radius: float = 10) -> str:
    """Return the path data of one of :data:`SHAPES` around a middle.

    >>> shape_path("square"), shape_path("diamond", 5, 5, 10)
    ('M-8 -8H8V8H-8Z', 'M5 -5.8L15.8 5L5 15.8L-5.8 5Z')
    """
    match shape:
        case "circle" | "ring":
            share = 0.92 if shape == "circle" else 0.75
            return ellipse_path(x, y, share * radius, share * radius)
        case "square" | "frame":
            side = (1.6 if shape == "square" else 1.32) * radius
            return box_path(x, y, side, side)
        case "plus" | "cross":
            arm, first = 0.38, 0 if shape == "plus" else pi / 4
            quarter = ((-arm, -1), (arm, -1), (arm, -arm))
            points = [
                (
                    x + radius * (cx * cos(turn) - cy * sin(turn)),
                    y + radius * (cx * sin(turn) + cy * cos(turn)),
                )
                for turn in (first + step * pi / 2 for step in range(4))
                for cx, cy in quarter
            ]
        case _:
            corners, start, share, down, inner = SHAPE_CORNERS[shape]
            steps = corners * 2 if inner < 1 else corners
            reaches = [radius * share * (inner if step % 2 and inner < 1 else 1) for step in range(steps)]
            angles = [(start + step / steps) * 2 * pi for step in range(steps)]
            points = [
                (x + reach * cos(angle), y + radius * down + reach * sin(angle))
                for reach, angle in zip(reaches, angles, strict=True)
            ]
    return polygon_path(points)


def shape(name: str, x: float, y: float, radius: float, colour: str, **attributes: str | float | None) -> str:
    """Write one of :data:`SHAPES` as a ``path``, filled or hollow.

    >>> shape("frame", 0, 0, 10, "#0065ad")
    '<path d="M-6.6 -6.6H6.6V6.6H-6.6Z" fill="none" stroke="#0065ad" stroke-width="4.5"/>'
    """
    d = shape_path(name, x, y, radius)
    if name in HOLLOW:
        width = HOLLOW_LINE * radius
        return element("path", d=d, fill="none", stroke=colour, stroke_width=width, **attributes)
    return element("path", d=d, fill=colour, **attributes)


def head_path(start: Point, tip: Point, length: float) -> str:
    """Return the path data of an arrowhead at ``tip`` for a line that comes from ``start``.

    >>> head_path((0, 0), (20, 0), 10)
    'M20 0L10.8 -3.9L10.8 3.9Z'
    """
    angle = atan2(tip[1] - start[1], tip[0] - start[0])
    corners = [
        (tip[0] - length * cos(angle + turn), tip[1] - length * sin(angle + turn)) for turn in (0.4, -0.4)
    ]
    return polygon_path([tip, *corners])


def advance(text: str, *, bold: bool = False) -> int:
    """Return the width of a text in thousandths of its type size.

    >>> advance("China"), advance("中国"), advance("é") == advance("e")
    (2612, 2000, True)
    """
    total = 0
    for glyph in text:
        if glyph in _ADVANCE:
            total += _ADVANCE[glyph]
        elif unicodedata.east_asian_width(glyph) in "WF" and not unicodedata.combining(glyph):
            total += _WIDE
        elif not unicodedata.combining(glyph) and glyph not in JOINERS:
            letter = unicodedata.normalize("NFD", glyph)[0]
            total += _ADVANCE.get(letter) or (_CAPITAL if glyph.isupper() else _OTHER)
    return total * _BOLD // 100 if bold else total


def text_width(text: str, size: float, *, bold: bool = False) -> int:
    """Return the width of a text, rounded up.

    >>> text_width("China", 12), text_width("中国中国", 12)
    (32, 48)
    """
    return -int(-advance(text, bold=bold) * size // 1000)


def cut(text: str, room: float, size: float, *, bold: bool = False, keep_end: bool = False) -> str:
    """Shorten a text to a width, with an ellipsis at its end or before its last word.

    What a reader sees as one letter stays whole.

    >>> cut("Digital Silk Road", 60, 12), cut("Memorandum with Cuba", 90, 12, keep_end=True)
    ('Digital Si…', 'Memora… Cuba')
    """
    if text_width(text, size, bold=bold) <= room:
        return text
    last = text.rpartition(" ")[2] if keep_end else ""
    # A last word that leaves less than a third of the room for the beginning is not worth it.
    tail = f" {last}" if last and text_width(f"… {last}", size, bold=bold) < room * 0.66 else ""
    letters: list[str] = []
    for character in text[: len(text) - len(tail)]:
        joined = letters and (
            unicodedata.category(character)[0] == "M" or "\u200d" in (character, letters[-1][-1])
        )
        letters[-1:] = [letters[-1] + character] if joined else [*letters[-1:], character]
    while letters and text_width(f"{''.join(letters).rstrip()}…{tail}", size, bold=bold) > room:
        letters.pop()
    return f"{''.join(letters).rstrip()}…{tail}"


def break_lines(
    text: str, room: float, most: int, size: float, *, bold: bool = False, keep_end: bool = False
) -> list[str]:
    """Break a text into at most so many lines; a line that is still too long is cut.

    Lines break after a space or a dash, and anywhere in Chinese.

    >>> break_lines("Digital Silk Road", 60, 2, 12), break_lines("Digital Silk Road", 60, 1, 12)
    (['Digital Silk', 'Road'], ['Digital Si…'])
    >>> break_lines("中国银行", 24, 2, 12)
    ['中国', '银行']
    """
    lines = [""]
    for part in _LINE_PARTS.findall(text):
        longer = lines[-1] + part
        if not lines[-1] or len(lines) == most or text_width(longer.rstrip(), size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(part)
    return [cut(line.strip(), room, size, bold=bold, keep_end=keep_end) for line in lines]


def text(
    content: str,
    x: float,
    y: float,
    size: float,
    colour: str,
    *,
    anchor: str = "start",
    bold: bool = False,
    **attributes: str | float | None,
) -> str:
    """Write one line of text; ``y`` is its middle, and ``textLength`` makes any font fit its width.

    The typeface is that of the element around it; see :func:`document`.

    :param anchor: ``start``, ``middle`` or ``end``.

    >>> text("China", 0, 0, 10, "red", anchor="end")  # doctest: +NORMALIZE_WHITESPACE
    '<text x="0" y="3.5" font-size="10" text-anchor="end" fill="red" textLength="26.1"
    lengthAdjust="spacingAndGlyphs">China</text>'
    """
    if not content:
        return ""
    # Not dominant-baseline: half of the programs that open SVG do not know it.
    return element(
        "text",
        escape(content, quote=False),
        x=x,
        y=y + 0.35 * size,
        font_size=size,
        font_weight="600" if bold else None,
        text_anchor=None if anchor == "start" else anchor,
        fill=colour,
        textLength=advance(content, bold=bold) * size / 1000,
        lengthAdjust="spacingAndGlyphs",
        **attributes,
    )


def document(
    width: float, height: float, title: str, *content: str, origin: Point = (0, 0), desc: str = ""
) -> str:
    """Write a whole SVG picture with a title and, where given, a description.

    Without a title, it is hidden from readers who cannot see it: it stands beside text that says the same.

    >>> document(20, 10, "A & B").startswith('<svg xmlns="http://www.w3.org/2000/svg" role="img"')
    True
    """
    named = [element("title", escape(title, quote=False))] if title else []
    said = [element("desc", escape(desc, quote=False))] if desc else []
    return element(
        "svg",
        *named,
        *said,
        *content,
        xmlns="http://www.w3.org/2000/svg",
        role="img" if title else None,
        aria_hidden=None if title else "true",
        width=width,
        height=height,
        viewBox=" ".join(map(short, (*origin, width, height))),
        font_family=FONT,
    )
