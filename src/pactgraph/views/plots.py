"""Plots of results: ranks with their ranges, figures over the years, and ties by community."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from pactgraph.views import svg
from pactgraph.views.charts.axes import Scale
from pactgraph.views.charts.drawing import Picture, line
from pactgraph.views.colours import Paint
from pactgraph.views.convert import convert
from pactgraph.views.labels import clean
from pactgraph.views.style import load_style

COLOURS = ("place", "pact", "organization", "pledge", "enterprise", "work", "gathering", "person")
"""The colours of the palette, in the order in which series take them."""

MARKS = (
    ("circle", None), ("square", "6 3"), ("triangle", "8 3 2 3"), ("diamond", "2 3"), ("inverted", None),
    ("plus", "6 3"), ("cross", "8 3 2 3"), ("star", "2 3"),
)  # fmt: skip
"""The shape and the dashes of each series, for readers who tell no colours apart and for print."""

WIDTH, TYPE_SIZE, SMALL_TYPE, LARGEST_LABEL = 720, 12, 11, 240
"""The width of a plot, the sizes of names and numbers, and the most room for a name at the side."""

ROW, FOOT = 22, 44
"""The height of a row of ranks, and the room for an axis with its label."""


@dataclass(frozen=True)
class Plot:
    """A plot and the same in words."""

    title: str
    alt: str
    picture: Picture

    def svg(self) -> str:
        """Return it as SVG that stands alone, with text as text; title and description are inside."""
        return self.picture.document(clean(self.title), clean(self.alt))

    def png(self) -> bytes:
        """Return it as PNG on white.

        :raises MissingLibraryError: where resvg-py is not installed.
        """
        return convert(self.svg(), "png")


@dataclass(frozen=True)
class RankRange:
    """A rank and the ranges in which it lies.

    :param best: the best rank under variations; ``worst`` the worst.
    :param low: the lower end of the range of draws; ``high`` the upper; None where nothing was drawn.
    """

    label: str
    rank: int
    best: int
    worst: int
    low: int | None = None
    high: int | None = None

    def in_words(self) -> str:
        """Return it as words.

        >>> RankRange("Cuba", 3, 3, 4, 3, 9).in_words()
        'Cuba: rank 3, under variations 3 to 4, in draws 3 to 9'
        """
        drawn = "" if self.low is None else f", in draws {self.low} to {self.high}"
        return f"{self.label}: rank {self.rank}, under variations {self.best} to {self.worst}{drawn}"


def rank_plot(title: str, rows: Sequence[RankRange], *, note: str = "") -> Plot:
    """Return a plot of ranks: dots; thick bars for the range under variations, thin ones for that of draws.

    :param rows: in the order in which they are shown, from the top.
    :param note: the label of the axis.
    """
    paint = Paint(load_style("palette"))
    labels = [svg.cut(clean(row.label), LARGEST_LABEL, TYPE_SIZE) for row in rows]
    left = max((svg.text_width(label, TYPE_SIZE) for label in labels), default=0) + 12
    ends = [end for row in rows for end in (row.rank, row.worst, row.high) if end is not None]
    across = Scale(0.4, max([*ends, 5]) + 0.6, left, WIDTH - 8)
    bottom = ROW * max(3, len(rows)) + 6
    parts = []
    for rank in across.ticks(10, whole=True):
        x = across(rank)
        parts.append(line(f"M{svg.short(x)} 2V{bottom}", paint("edge")))
        parts.append(svg.text(f"{rank:.0f}", x, bottom + 12, SMALL_TYPE, paint("quiet"), anchor="middle"))
    for place, (row, label) in enumerate(zip(rows, labels, strict=True)):
        y = 6 + ROW * (place + 0.5)
        parts.append(svg.text(label, left - 8, y, TYPE_SIZE, paint("text"), anchor="end"))
        if row.low is not None and row.high is not None:
            low, high = svg.short(across(row.low)), svg.short(across(row.high))
            at, down = svg.short(y), svg.short(y - 4)
            parts.append(line(f"M{low} {at}H{high}M{low} {down}v8M{high} {down}v8", paint("quiet")))
        middle, length = across((row.best + row.worst) / 2), across(row.worst) - across(row.best) + 6
        bar = svg.box_path(middle, y, length, 6, 3)
        parts.append(svg.element("path", d=bar, fill=paint("line")))
        dot = svg.ellipse_path(across(row.rank), y, 4.5, 4.5)
        parts.append(svg.element("path", d=dot, fill=paint(COLOURS[0])))
    words = clean(note or "rank (dot), under variations (thick), in draws (thin)")
    words = svg.cut(words, WIDTH - 16, SMALL_TYPE)
    # In the middle of the field, or as near to it as the picture has room for the words.
    x = min((left + WIDTH - 8) / 2, WIDTH - 8 - svg.text_width(words, SMALL_TYPE) / 2)
    parts.append(svg.text(words, x, bottom + 32, SMALL_TYPE, paint("quiet"), anchor="middle"))
    alt = f"{title}. {'; '.join(row.in_words() for row in rows)}."
    return Plot(title, alt, Picture(WIDTH, bottom + FOOT, "".join(parts)))


def series_plot(title: str, series: Mapping[str, Mapping[int, float | None]], *, what: str) -> Plot:
    """Return a plot of figures over the years; a year without a value interrupts the line.

    :param series: name -> year -> value, in the order of the colours; at most eight.
    :param what: what the values are, with their unit: the label of the axis.
    """
    paint = Paint(load_style("palette"))
    known = [value for values in series.values() for value in values.values() if value is not None]
    years = [year for values in series.values() for year in values] or [0]
    low, high = min([0.0, *known]), max([0.0, *known])
    parts = [svg.text(svg.cut(clean(what), WIDTH - 16, SMALL_TYPE), 8, 10, SMALL_TYPE, paint("quiet"))]
    x, top = 8.0, 30.0
    for number, name in enumerate(series if len(series) > 1 else ()):
        words = svg.cut(clean(name), LARGEST_LABEL, TYPE_SIZE)
        wide = 58 + svg.text_width(words, TYPE_SIZE)
        if x > 8 and x + wide > WIDTH:
            x, top = 8.0, top + 18
        colour, (shape, dash) = paint(COLOURS[number % len(COLOURS)]), MARKS[number % len(MARKS)]
        parts.append(line(f"M{svg.short(x)} {svg.short(top)}h30", colour, 1.5, dash=dash))
        parts.append(svg.shape(shape, x + 15, top, 4.5, colour))
        parts.append(svg.text(words, x + 36, top, TYPE_SIZE, paint("text")))
        x += wide
    top, bottom = top + 18, top + 218
    up = Scale(low, high + (high - low) * 0.04 or 1, bottom, top)
    ticks = up.ticks(5, whole=all(isinstance(value, int) for value in known))
    names = [f"{value:,.6g}" for value in ticks]
    left = 20 + max(svg.text_width(name, SMALL_TYPE) for name in names)
    across = Scale(min(years) - 0.5, max(years) + 0.5, left, WIDTH - 8)
    for value, name in zip(ticks, names, strict=True):
        y = up(value)
        parts.append(line(f"M{left} {svg.short(y)}H{WIDTH - 8}", paint("edge")))
        parts.append(svg.text(name, left - 6, y, SMALL_TYPE, paint("quiet"), anchor="end"))
    for year in across.ticks(12, whole=True):
        parts.append(
            svg.text(f"{year:.0f}", across(year), bottom + 14, SMALL_TYPE, paint("quiet"), anchor="middle")
        )
    for number, values in enumerate(series.values()):
        colour, (shape, dash) = paint(COLOURS[number % len(COLOURS)]), MARKS[number % len(MARKS)]
        # Later marks are smaller, so that a line along another does not hide it.
        size = max(2.6, 5.0 - 0.7 * number)
        points = {year: (across(year), up(value)) for year, value in values.items() if value is not None}
        stretches: list[list[svg.Point]] = []
        for year in sorted(points):
            if year - 1 not in points:
                stretches.append([])
            stretches[-1].append(points[year])
        d = "".join(svg.polygon_path(points, closed=False) for points in stretches if len(points) > 1)
        parts.append(line(d, colour, 1.5, dash=dash) if d else "")
        parts += (svg.shape(shape, *points[year], size, colour) for year in sorted(points))
    alt = f"{title}. {'; '.join(_in_words(name, values) for name, values in series.items())}."
    return Plot(title, alt, Picture(WIDTH, bottom + 28, "".join(parts)))


def matrix_plot(title: str, graph: nx.Graph, communities: Mapping[str, int], *, most: int = 60) -> Plot:
    """Return a plot of who is tied to whom as a matrix, ordered by community and within it by strength.

    A square is the darker, the greater the weight of the tie, as a share of the greatest; lines part the
    communities. Of a large network the nodes of the greatest strength are shown; those without ties never.

    :param communities: node -> number of its community.
    :param most: at most so many nodes.
    """
    paint = Paint(load_style("palette"))
    strength = dict(graph.degree(weight="weight"))
    kept = sorted((node for node in graph if strength[node]), key=lambda n: (-strength[n], str(n)))[:most]
    order = sorted(kept, key=lambda node: (communities.get(node, -1), -strength[node], str(node)))
    groups = [communities.get(node, -1) for node in order]
    places = {node: place for place, node in enumerate(order)}
    weights: dict[tuple[int, int], float] = {}
    for one, other, weight in graph.edges(order, data="weight", default=1.0):
        if one in places and other in places:
            ends = (places[one], places[other])
            for spot in {ends, ends if graph.is_directed() else ends[::-1]}:
                weights[spot] = weights.get(spot, 0.0) + float(weight)
    greatest = max(weights.values(), default=1.0) or 1.0
    size = min(18.0, 560 / max(1, len(order)))
    type_size = min(TYPE_SIZE, max(7.0, size - 3))
    labels = [svg.cut(clean(str(graph.nodes[node].get("label") or node)), 150, type_size) for node in order]
    left = max((svg.text_width(label, type_size) for label in labels), default=0) + 8
    side = size * len(order)
    parts = []
    for (row, column), weight in sorted(weights.items()):
        middle = (left + size * (column + 0.5), size * (row + 0.5))
        shade = f"{0.25 + 0.75 * weight / greatest:.3f}"
        square = svg.box_path(*middle, size, size)
        parts.append(svg.element("path", d=square, fill=paint(COLOURS[0]), fill_opacity=shade))
    borders = [size * place for place, (one, other) in enumerate(pairwise(groups), start=1) if one != other]
    for at in borders:
        across, down = svg.short(left + side), svg.short(left + at)
        parts.append(
            line(f"M{left} {svg.short(at)}H{across}M{down} 0V{svg.short(side)}", paint("quiet"), 0.8)
        )
    for place, label in enumerate(labels):
        at = size * (place + 0.5)
        parts.append(svg.text(label, left - 6, at, type_size, paint("text"), anchor="end"))
        turn = f"translate({svg.short(left + at)} {svg.short(side + 6)}) rotate(-90)"
        parts.append(svg.text(label, 0, 0, type_size, paint("text"), anchor="end", transform=turn))
    shown = f"{len(order)} of the {len(graph)} nodes"
    alt = f"{title}. A matrix of {shown}, in {len(set(groups))} communities that dark lines part."
    return Plot(title, alt, Picture(left + side + 4, side + left + 4, "".join(parts)))


def _in_words(name: str, values: Mapping[int, float | None]) -> str:
    known = {year: value for year, value in sorted(values.items()) if value is not None}
    if not known:
        return f"{name}: no value"
    first, last = min(known), max(known)
    if first == last:
        return f"{name}: {known[first]:.4g} in {first}"
    most = max(known.values())
    return f"{name}: {known[first]:.4g} in {first}, {known[last]:.4g} in {last}, at most {most:.4g}"
