"""A paper: numbered sections of text, tables, plots and evidence, as one HTML page that stands alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from markupsafe import Markup

from pactgraph.network.results import Cell, Result, show_cell
from pactgraph.views import svg
from pactgraph.views.colours import Paint
from pactgraph.views.labels import clean
from pactgraph.views.plots import Plot
from pactgraph.views.style import load_style
from pactgraph.views.templates import style_sheet, template


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
    :param most: show at most so many rows, with a note of how many there are; all where 0.
    :param notes: instead of those of the result.

    >>> result = Result("degree", "Degree", ("label", "value"), (("Cuba", 0.123456), ("Peru", None)))
    >>> table_of(result, most=1).rows, table_of(result, most=1).notes
    ((('Cuba', '0.1235'),), ('The first 1 of 2 rows.',))
    """
    held = result.head(most) if most else result
    names = dict(columns or {name: name.replace("_", " ") for name in result.columns})
    first = list(names).index(head) if head else 0
    heads = []
    for place, (name, shown) in enumerate(names.items()):
        known = [cell for cell in result.column(name) if cell is not None]
        numbers = bool(known) and all(isinstance(cell, int | float) for cell in known)
        heads.append(Column(shown, numbers and place != first))
    return TableBlock(
        caption=caption or result.title,
        columns=tuple(heads),
        rows=tuple(zip(*([shown_cell(cell) for cell in held.column(name)] for name in names), strict=True)),
        head=first,
        notes=(*(result.notes if notes is None else notes), *held.notes[len(result.notes) :]),
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
    """Write the page: self-contained, without scripts, asking for nothing from anywhere."""
    numbered = _numbered(paper)
    drawings = "".join(block.plot.picture.content for block in _plots(numbered))
    page = template("analysis.html").render(
        paper=numbered,
        css=style_sheet("analysis.css"),
        dark=Paint(load_style("palette")).darkened(drawings, ".chart"),
        drawn=_drawn,
    )
    return page + "\n"


def drawn_plots(paper: Paper) -> dict[str, bytes]:
    """Return the plots of a paper as files: ``figure-1.svg``, ``figure-1.png``, …

    :raises MissingLibraryError: where resvg-py is not installed.
    """
    files: dict[str, bytes] = {}
    for block in _plots(_numbered(paper)):
        files[f"figure-{block.number}.svg"] = block.plot.svg().encode()
        files[f"figure-{block.number}.png"] = block.plot.png()
    return files


def _numbered(paper: Paper) -> Paper:
    """Number tables and figures through the whole paper."""
    counts = {TableBlock: 0, PlotBlock: 0}

    def number(block: Block) -> Block:
        if not isinstance(block, TableBlock | PlotBlock):
            return block
        counts[type(block)] += 1
        return replace(block, number=counts[type(block)])

    sections = (replace(one, blocks=tuple(map(number, one.blocks))) for one in paper.sections)
    return replace(paper, sections=tuple(sections))


def _plots(paper: Paper) -> list[PlotBlock]:
    return [block for section in paper.sections for block in section.blocks if isinstance(block, PlotBlock)]


def _drawn(block: PlotBlock) -> Markup:
    """Return a plot as an image of the page; it scrolls where there is no room for it."""
    picture = block.plot.picture
    width = svg.short(picture.width)
    markup = svg.element(
        "svg",
        picture.content,
        viewBox=f"0 0 {width} {svg.short(picture.height)}",
        font_family=svg.FONT,
        role="img",
        aria_label=clean(block.plot.alt),
        style=f"width:{width}px;min-width:{svg.short(min(picture.width, 560))}px;max-width:100%",
    )
    # The pen escapes all text.
    return Markup(markup)
