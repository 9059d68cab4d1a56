"""A paper: numbered sections of text, tables, plots and evidence, as one HTML page that stands alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from pactgraph.exports.plots import QUIET, RULE, TEXT, Plot
from pactgraph.network.results import Cell, Result, show_cell
from pactgraph.resources import viz_dir
from pactgraph.views.labels import clean
from pactgraph.views.style import Style, load_style


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    kind: ClassVar[str] = "text"
    text: str


@dataclass(frozen=True)
class Heading:
    """A heading inside a section."""

    kind: ClassVar[str] = "heading"
    text: str


@dataclass(frozen=True)
class Listing:
    """A list of sentences."""

    kind: ClassVar[str] = "list"
    items: tuple[str, ...]


@dataclass(frozen=True)
class Commands:
    """Command lines, as they are typed."""

    kind: ClassVar[str] = "commands"
    items: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A column: its name, and whether it holds numbers."""

    name: str
    number: bool


@dataclass(frozen=True)
class TableBlock:
    """A table of text; see :func:`table_of`.

    :param head: which column names the row, counted from 0.
    """

    kind: ClassVar[str] = "table"
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    head: int = 0
    notes: tuple[str, ...] = ()
    number: int = 0


@dataclass(frozen=True)
class PlotBlock:
    """A plot with its caption."""

    kind: ClassVar[str] = "plot"
    plot: Plot
    caption: str
    number: int = 0


@dataclass(frozen=True)
class Stated:
    """A tie and the claims behind it: text, where it is stated, number."""

    title: str
    claims: tuple[Mapping[str, str], ...]


@dataclass(frozen=True)
class Evidence:
    """Ties with their claims, to be opened."""

    kind: ClassVar[str] = "claims"
    ties: tuple[Stated, ...]


Block = Text | Heading | Listing | Commands | TableBlock | PlotBlock | Evidence


@dataclass(frozen=True)
class Section:
    """A numbered section."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Paper:
    """The whole page.

    :param summary: what is found, in sentences.
    :param generator: the program and its version.
    """

    title: str
    subtitle: str
    summary: tuple[str, ...]
    sections: tuple[Section, ...]
    generator: str


def table_of(
    result: Result,
    *,
    caption: str = "",
    columns: Mapping[str, str] | None = None,
    head: str = "",
    most: int = 0,
    notes: Iterable[str] | None = None,
) -> TableBlock:
    """Return a result as a table for a page: numbers with four digits.

    :param columns: those to show, with the names to show them under; all where none are given.
    :param head: the column that names a row; the first where none is given.
    :param most: show at most so many rows; all where 0. What is cut is said.
    :param notes: instead of those of the result.

    >>> result = Result("degree", "Degree", ("label", "value"), (("Cuba", 0.123456), ("Peru", None)))
    >>> table_of(result, most=1).rows, table_of(result, most=1).notes
    ((('Cuba', '0.1235'),), ('The first 1 of 2 rows.',))
    """
    held = result.head(most) if most else result
    names = dict(columns or {name: name.replace("_", " ") for name in result.columns})
    cut = held.notes[len(result.notes) :]
    first = list(names).index(head) if head else 0
    return TableBlock(
        caption=caption or result.title,
        columns=tuple(
            Column(shown, place != first and _holds_numbers(result.column(name)))
            for place, (name, shown) in enumerate(names.items())
        ),
        rows=tuple(zip(*([shown_cell(cell) for cell in held.column(name)] for name in names), strict=True)),
        head=first,
        notes=(*(result.notes if notes is None else notes), *cut),
    )


def shown_cell(cell: Cell) -> str:
    """Return a cell as it is shown on a page; a dash where there is no value.

    >>> shown_cell(-0.5), shown_cell(None)
    ('−0.5', '–')
    """
    if isinstance(cell, int | float):
        return show_cell(cell).replace("-", "\u2212")
    return clean(cell) if cell else "–"


def render_paper(paper: Paper) -> str:
    """Write the page: self-contained, without scripts, asking for nothing from anywhere.

    :raises MissingLibraryError: where it has plots and matplotlib is not installed.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(str(viz_dir() / "templates")), autoescape=True, undefined=StrictUndefined
    )
    style = load_style("palette")
    environment.filters["drawn"] = lambda block: _drawn(block, style)
    css = (viz_dir() / "assets" / "analysis.css").read_text(encoding="utf-8")
    page = environment.get_template("analysis.html")
    return page.render(paper=_numbered(paper), css=css, colours=_colours(style)) + "\n"


def drawn_plots(paper: Paper) -> dict[str, bytes]:
    """Return the plots of a paper as files: ``figure-1.svg``, ``figure-1.png``, …

    :raises MissingLibraryError: where matplotlib is not installed.
    """
    blocks = [block for section in _numbered(paper).sections for block in section.blocks]
    files: dict[str, bytes] = {}
    for block in blocks:
        if isinstance(block, PlotBlock):
            files[f"figure-{block.number}.svg"] = block.plot.svg().encode()
            files[f"figure-{block.number}.png"] = block.plot.png()
    return files


def _holds_numbers(cells: Sequence[Cell]) -> bool:
    known = [cell for cell in cells if cell is not None]
    return bool(known) and all(isinstance(cell, int | float) for cell in known)


def _numbered(paper: Paper) -> Paper:
    """Number tables and figures through the whole paper."""
    from dataclasses import replace

    counts = {TableBlock: 0, PlotBlock: 0}

    def number(block: Block) -> Block:
        if not isinstance(block, TableBlock | PlotBlock):
            return block
        counts[type(block)] += 1
        return replace(block, number=counts[type(block)])

    sections = (replace(one, blocks=tuple(map(number, one.blocks))) for one in paper.sections)
    return replace(paper, sections=tuple(sections))


def _drawn(block: PlotBlock, style: Style) -> Any:
    """Return a plot as an element of the page: with ids of its own, the page's colours, and its words."""
    from markupsafe import Markup, escape

    svg = block.plot.svg()
    svg = re.sub(
        r"<metadata>.*?</metadata>|<title>.*?</title>", "", svg[svg.index("<svg") :], flags=re.DOTALL
    )
    svg = re.sub(r"<[^<>]+>", lambda tag: _adapted(tag[0], f"p{block.number}-", _variables(style)), svg)
    svg = re.sub(r'(<svg[^>]*?) width="[^"]*" height="[^"]*"', r"\1", svg, count=1)
    # So wide that its letters are as large as those of the page; where there is no room for it, it scrolls.
    wide = round(block.plot.size[0] * 105)
    size = f"width:{wide}px;min-width:{min(wide, 560) if wide > 460 else 0}px;max-width:100%"
    words = f'<svg style="{size}" role="img" aria-label="{escape(block.plot.alt)}"'
    # What matplotlib writes is escaped by it; the only text of ours in it came through its XML writer.
    return Markup(svg.replace("<svg", words, 1).strip())


def _adapted(tag: str, start: str, variables: Mapping[str, str]) -> str:
    """Return a tag with ids that no other plot of the page has, and colours that follow the ground."""
    tag = re.sub(r'\bid="', f'id="{start}', tag)
    tag = re.sub(r'(href="#|url\(#)', rf"\g<1>{start}", tag)
    return re.sub(r": (#[0-9a-f]{6})", lambda found: _variable(found[1], variables), tag)


def _variable(colour: str, variables: Mapping[str, str]) -> str:
    return f": var(--{variables[colour]})" if colour in variables else f": {colour}"


def _variables(style: Style) -> dict[str, str]:
    names = {pair[0]: f"c-{name}" for name, pair in style.colours.items()}
    return {**names, TEXT: "text", QUIET: "quiet", RULE: "line"}


def _colours(style: Style) -> str:
    """Return the colours of the style as variables, for light and dark ground."""
    light = "".join(f"--c-{name}:{pair[0]};" for name, pair in sorted(style.colours.items()))
    dark = "".join(f"--c-{name}:{pair[1]};" for name, pair in sorted(style.colours.items()))
    ground = (
        "--ground:#12171e;--panel:#1a212b;--text:#e8ecf1;--quiet:#a3b0bf;--line:#4b5867;--edge:#303a47;"
        "--accent:#90bedf;"
    )
    return f":root{{{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{ground}{dark}}}}}"
