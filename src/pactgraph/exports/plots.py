"""Plots of results, as SVG and PNG: the same bytes each time, in the project's colours, and told in words."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pactgraph.exports.networks.attributes import plain_text
from pactgraph.model.optional_imports import require
from pactgraph.views.labels import clean
from pactgraph.views.style import load_style

#: The first is part of matplotlib and measures all text; which shows is up to the reader's machine, so that
#: names in Chinese and Russian show wherever it has letters for them.
FAMILIES = "'DejaVu Sans', 'Noto Sans', 'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"
#: For PNG, in which letters are drawn: those of these that are installed.
DRAWN = ("DejaVu Sans", "Noto Sans CJK SC", "Noto Sans CJK JP", "WenQuanYi Zen Hei", "Arial Unicode MS")
TEXT, QUIET, RULE = "#1b2430", "#5a6675", "#aab4c0"
#: In this order series take their colours from the palette.
COLOURS = ("place", "pact", "organization", "pledge", "enterprise", "work", "gathering", "person")
SETTINGS: dict[str, Any] = {
    "svg.hashsalt": "pactgraph",
    "svg.fonttype": "none",
    "text.parse_math": False,
    "axes.unicode_minus": False,
    "font.size": 10,
    "font.family": "sans-serif",
    "text.color": TEXT,
    "axes.labelcolor": TEXT,
    "xtick.color": QUIET,
    "ytick.color": TEXT,
    "axes.edgecolor": RULE,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
}
#: Series differ by mark and line too, for who tells no colours apart and for print.
MARKS = (("o", "-"), ("s", "--"), ("^", "-."), ("D", ":"), ("v", "-"), ("P", "--"), ("X", "-."), ("*", ":"))
LONGEST_LABEL = 40


@dataclass(frozen=True)
class Plot:
    """A plot, drawn when it is written: letters are measured with the fonts of the format.

    :param alt: what it shows, in words.
    :param size: width and height in inches.
    :param draw: puts it on matplotlib's axes.
    """

    title: str
    alt: str
    size: tuple[float, float]
    draw: Callable[[Any], None]

    def svg(self) -> str:
        """Return it as SVG, its text as text; title and description are inside.

        :raises MissingLibraryError: where matplotlib is not installed.
        """
        said = {"Title": plain_text(self.title), "Description": plain_text(self.alt)}
        text = self._drawn("svg", ["DejaVu Sans"], {**said, "Date": None, "Creator": None}).decode()
        return re.sub(r"font-family: [^;\"]+", f"font-family: {FAMILIES}", text)

    def png(self) -> bytes:
        """Return it as PNG on white, 200 dots an inch.

        :raises MissingLibraryError: where matplotlib is not installed.
        """
        return self._drawn("png", _installed(), {"Software": None}, dpi=200, facecolor="white")

    def _drawn(self, form: str, fonts: Sequence[str], said: Mapping[str, str | None], **more: Any) -> bytes:
        figures = require("matplotlib.figure", extra="analysis")
        held = io.BytesIO()
        with _settings(fonts):
            # Not by pyplot, which keeps figures for the whole process.
            figure = figures.Figure(figsize=self.size, layout="constrained")
            self.draw(figure.subplots())
            figure.savefig(held, format=form, metadata=said, **more)
        return held.getvalue()


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
        'Cuba: rank 3, under variations 3 to 4, drawn by lot 3 to 9'
        """
        drawn = "" if self.low is None else f", drawn by lot {self.low} to {self.high}"
        return f"{self.label}: rank {self.rank}, under variations {self.best} to {self.worst}{drawn}"


def rank_plot(title: str, rows: Sequence[RankRange], *, note: str = "") -> Plot:
    """Return a plot of ranks: dots; thick bars for the range under variations, thin ones for that of draws.

    :param rows: in the order in which they are shown, from the top.
    :param note: the label of the axis.
    """

    def draw(axes: Any) -> None:
        for place, row in enumerate(rows):
            _draw_range(axes, place, row)
        axes.set_yticks(range(len(rows)), [_short(row.label) for row in rows])
        axes.set_ylim(len(rows) - 0.4, -0.6)
        ends = (end for row in rows for end in (row.rank, row.worst, row.high) if end is not None)
        axes.set_xlim(0.4, max([*ends, 5]) + 0.6)
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.set_xlabel(_short(note or "rank (dot), under variations (thick), drawn by lot (thin)", 90))
        axes.grid(axis="x", color=RULE, linewidth=0.4)
        axes.tick_params(axis="y", length=0)

    said = "; ".join(row.in_words() for row in rows)
    return Plot(title, f"{title}. {said}.", (7.2, 0.8 + 0.26 * max(3, len(rows))), draw)


def _draw_range(axes: Any, place: int, row: RankRange) -> None:
    if row.low is not None and row.high is not None:
        axes.plot([row.low, row.high], [place, place], color=QUIET, linewidth=1, marker="|", zorder=1)
    thick = {"color": RULE, "linewidth": 5, "solid_capstyle": "round", "zorder": 2}
    axes.plot([row.best, row.worst], [place, place], **thick)
    axes.plot([row.rank], [place], "o", color=_colours()[0], markersize=6, zorder=3)


def series_plot(title: str, series: Mapping[str, Mapping[int, float | None]], *, what: str) -> Plot:
    """Return a plot of figures over the years; a year without a value interrupts the line.

    :param series: name -> year -> value, in the order of the colours; at most eight.
    :param what: what the values are, with their unit: the label of the axis.
    """

    def draw(axes: Any) -> None:
        for number, (name, values) in enumerate(series.items()):
            _draw_line(axes, number, name, values)
        axes.xaxis.get_major_locator().set_params(integer=True)
        whole = all(isinstance(value, int) for held in series.values() for value in held.values())
        axes.yaxis.get_major_locator().set_params(integer=whole)
        axes.set_ylim(bottom=min(0.0, axes.get_ylim()[0]))
        axes.set_ylabel(_short(what, 60))
        axes.grid(axis="y", color=RULE, linewidth=0.4)
        if len(series) > 1:
            axes.legend(frameon=False, loc="upper left", fontsize=9)

    return Plot(title, f"{title}. {'; '.join(map(_in_words, series.items()))}.", (7.2, 3.0), draw)


def _draw_line(axes: Any, number: int, name: str, values: Mapping[int, float | None]) -> None:
    years = list(range(min(values), max(values) + 1)) if values else []
    heights = [float("nan") if (height := values.get(year)) is None else height for year in years]
    mark = MARKS[number % len(MARKS)]
    # Later lines are smaller, so that one that runs along another does not hide it.
    size = max(3.0, 6.0 - number)
    style = {"color": _colours()[number % len(COLOURS)], "marker": mark[0], "linestyle": mark[1]}
    axes.plot(years, heights, markersize=size, label=_short(name), **style)


def matrix_plot(title: str, graph: Any, communities: Mapping[Any, int], *, most: int = 60) -> Plot:
    """Return a plot of who is tied to whom as a matrix, ordered by community and within it by strength.

    A square is the darker, the greater the weight of the tie, as a share of the greatest; lines part the
    communities. Of a large network the nodes of the greatest strength are shown; those without ties never.

    :param communities: node -> number of its community.
    :param most: at most so many nodes.
    """
    strength = dict(graph.degree(weight="weight"))
    kept = sorted((n for n in graph if strength[n]), key=lambda n: (-strength[n], str(n)))[:most]
    order = sorted(kept, key=lambda n: (communities.get(n, -1), -strength[n], str(n)))
    groups = [communities.get(node, -1) for node in order]

    def draw(axes: Any) -> None:
        _draw_squares(axes, graph, order)
        _draw_borders(axes, groups)
        _label_matrix(axes, [str(graph.nodes[node].get("label") or node) for node in order])

    shown = f"{len(order)} of the {len(graph)} nodes"
    alt = f"{title}. A matrix of {shown}, in {len(set(groups))} communities that dark lines part."
    side = min(7.2, 2.0 + 0.3 * len(order))
    return Plot(title, alt, (side, side), draw)


def _label_matrix(axes: Any, names: Sequence[str]) -> None:
    labels, size = [_short(name, 28) for name in names], 8 if len(names) <= 30 else 5.5
    axes.set_xticks(range(len(labels)), labels, rotation=90, fontsize=size)
    axes.set_yticks(range(len(labels)), labels, fontsize=size)
    axes.set_xlim(-0.5, len(labels) - 0.5)
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.set_aspect("equal")
    axes.tick_params(length=0)


def _draw_squares(axes: Any, graph: Any, order: Sequence[Any]) -> None:
    patches = require("matplotlib.patches", extra="analysis")
    places = {node: place for place, node in enumerate(order)}
    weights = {
        (one, other): _weight(graph, one, other) for one, other in graph.edges(order) if other in places
    }
    greatest = max(weights.values(), default=1.0) or 1.0
    colour = _colours()[0]
    for (one, other), weight in weights.items():
        place = (places[one], places[other])
        for row, column in sorted({place, place if graph.is_directed() else place[::-1]}):
            shade = 0.25 + 0.75 * weight / greatest
            corner = (column - 0.5, row - 0.5)
            axes.add_patch(
                patches.Rectangle(corner, 1, 1, facecolor=colour, alpha=round(shade, 3), linewidth=0)
            )


def _weight(graph: Any, one: Any, other: Any) -> float:
    held = graph.get_edge_data(one, other)
    edges = held.values() if graph.is_multigraph() else [held]
    return float(sum(edge.get("weight", 1.0) for edge in edges))


def _draw_borders(axes: Any, groups: Sequence[int]) -> None:
    for place, (before, after) in enumerate(pairwise(groups)):
        if before != after:
            axes.axhline(place + 0.5, color=QUIET, linewidth=0.8)
            axes.axvline(place + 0.5, color=QUIET, linewidth=0.8)


@contextmanager
def _settings(fonts: Sequence[str]) -> Iterator[None]:
    """Set matplotlib for as long as a plot is drawn; what the user's own settings say does not matter."""
    import warnings

    matplotlib = require("matplotlib", extra="analysis")
    with matplotlib.rc_context(), warnings.catch_warnings():
        # A letter that the measuring font lacks is drawn by the reader's machine.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        matplotlib.rcdefaults()
        matplotlib.rcParams.update({**SETTINGS, "font.sans-serif": list(fonts)})
        yield


def _installed() -> list[str]:
    manager = require("matplotlib.font_manager", extra="analysis")
    there = {font.name for font in manager.fontManager.ttflist}
    return [name for name in DRAWN if name in there]


def _colours() -> list[str]:
    style = load_style("palette")
    return [style.colours[name][0] for name in COLOURS]


def _short(text: str, most: int = LONGEST_LABEL) -> str:
    shown = plain_text(clean(text))
    return shown if len(shown) <= most else shown[: most - 1].rstrip() + "…"


def _in_words(named: tuple[str, Mapping[int, float | None]]) -> str:
    name, values = named
    known = {year: value for year, value in sorted(values.items()) if value is not None}
    if not known:
        return f"{name}: no value"
    first, last = min(known), max(known)
    if first == last:
        return f"{name}: {known[first]:.4g} in {first}"
    most = max(known.values())
    return f"{name}: {known[first]:.4g} in {first}, {known[last]:.4g} in {last}, at most {most:.4g}"
