"""The shapes that stand for types, as SVG paths: the same as ``viz/assets/glyphs.js`` draws."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import cos, pi, sin

HOLLOW = frozenset({"ring", "frame"})
"""Shapes that are drawn as a line."""


def glyph(shape: str, x: float, y: float, radius: float, name: str) -> str:
    """Return one shape as an SVG path in the current colour.

    :param shape: one of ``pactgraph.views.style.SHAPES``.
    :param name: the class of the path, which gives it its colour.

    >>> glyph("square", 0, 0, 10, "place")
    '<path class="place" d="M-8 -8H8V8H-8Z"/>'
    """
    traced = _TRACES[shape](x, y, radius)
    if shape in HOLLOW:
        return f'<path class="{name} hollow" stroke-width="{short(radius * 0.45)}" d="{traced}"/>'
    return f'<path class="{name}" d="{traced}"/>'


def short(number: float) -> str:
    """Write a number with one decimal at most.

    >>> short(2.04), short(-0.01), short(1.25)
    ('2', '0', '1.2')
    """
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _circle(share: float) -> Callable[[float, float, float], str]:
    def trace(x: float, y: float, radius: float) -> str:
        r = radius * share
        arc = f"a{short(r)} {short(r)} 0 1 0 "
        return f"M{short(x - r)} {short(y)}{arc}{short(2 * r)} 0{arc}{short(-2 * r)} 0Z"

    return trace


def _square(share: float) -> Callable[[float, float, float], str]:
    def trace(x: float, y: float, radius: float) -> str:
        r = radius * share
        left, top, right, bottom = (short(value) for value in (x - r, y - r, x + r, y + r))
        return f"M{left} {top}H{right}V{bottom}H{left}Z"

    return trace


def _polygon(
    share: float, corners: int, start: float, down: float = 0, inner: float = 1
) -> Callable[[float, float, float], str]:
    """Trace corners around a middle, from ``start`` turns on; a star where ``inner`` is less than 1."""
    steps = corners * 2 if inner < 1 else corners

    def trace(x: float, y: float, radius: float) -> str:
        points = []
        for step in range(steps):
            reach = radius * share * (inner if inner < 1 and step % 2 else 1)
            angle = (start + step / steps) * 2 * pi
            points.append((x + reach * cos(angle), y + radius * down + reach * sin(angle)))
        return _closed(points)

    return trace


def _plus(turn: float) -> Callable[[float, float, float], str]:
    def trace(x: float, y: float, radius: float) -> str:
        arm, far = radius * 0.38, radius
        quarter = [(-arm, -far), (arm, -far), (arm, -arm)]
        corners = [_turned(corner, step / 4) for step in range(4) for corner in quarter]
        return _closed([(x + dx, y + dy) for dx, dy in (_turned(corner, turn) for corner in corners)])

    return trace


def _turned(corner: tuple[float, float], turn: float) -> tuple[float, float]:
    c, s = cos(turn * 2 * pi), sin(turn * 2 * pi)
    return corner[0] * c - corner[1] * s, corner[0] * s + corner[1] * c


def _closed(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{short(x)} {short(y)}" for x, y in points) + "Z"


_TRACES: dict[str, Callable[[float, float, float], str]] = {
    "circle": _circle(0.92),
    "ring": _circle(0.75),
    "square": _square(0.8),
    "frame": _square(0.66),
    "diamond": _polygon(1.08, 4, -0.25),
    "triangle": _polygon(1.12, 3, -0.25, 0.2),
    "inverted": _polygon(1.12, 3, 0.25, -0.2),
    "pentagon": _polygon(1.02, 5, -0.25, 0.05),
    "hexagon": _polygon(1, 6, 0),
    "star": _polygon(1.2, 5, -0.25, inner=0.45),
    "plus": _plus(0),
    "cross": _plus(0.125),
}
