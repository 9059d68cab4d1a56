"""A chart as SVG inside a page: no script and no request, each mark a link to its row of the table.

Colours are attributes in their values on a light ground; the page turns them where the ground is dark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from pactgraph.views import svg

SVG = "http://www.w3.org/2000/svg"
SIGN = "!"
"""The sign of a mark whose claims have a caveat."""


@dataclass(frozen=True)
class Picture:
    """A chart drawn for one width."""

    width: float
    height: float
    content: str
    """The elements of the drawing, as markup."""

    def markup(self, name: str, title: str, description: str, *, fixed: bool = False) -> str:
        """Return an ``svg`` element for a page.

        :param name: its identifier.
        :param title: its name for a screen reader. A ``title`` element would pop up under the pointer.
        :param description: what it shows.
        :param fixed: whether it keeps its size on a narrow page, which then scrolls.
        """
        width = svg.short(self.width)
        return svg.element(
            "svg",
            svg.element("desc", escape(description, quote=False), id=f"{name}-what"),
            self.content,
            xmlns=SVG,
            viewBox=f"0 0 {width} {svg.short(self.height)}",
            font_family=svg.FONT,
            class_="drawing",
            id=name,
            role="group",
            aria_label=title,
            aria_describedby=f"{name}-what",
            style=f"max-width:{width}px" + (f";min-width:{width}px" if fixed else ""),
        )

    def document(self, title: str, description: str) -> str:
        """Return a picture that stands alone, on a light ground and without links."""
        return svg.document(self.width, self.height, title, unlinked(self.content), desc=description)


def mark(
    row: str, label: str, *content: str, caveat: str = "", beside: svg.Point | None = None, ink: str = ""
) -> str:
    """Write a mark: a link to its row of the table, named for a screen reader.

    :param caveat: what is known of its claims.
    :param beside: where the sign of the caveat stands; None for a mark that shows it otherwise.
    :param ink: the colour of the sign.

    >>> mark("row-1", "One", "<path/>")
    '<a href="#row-1" data-row="row-1" aria-label="One"><path/></a>'
    """
    if caveat and beside:
        content = (*content, svg.text(SIGN, *beside, 13, ink, bold=True, anchor="middle"))
    label = f"{label}; {caveat}" if caveat else label
    return svg.element("a", *content, href=f"#{row}", data_row=row, aria_label=label)


def echo(row: str, *content: str) -> str:
    """Write what belongs to a mark, such as its name: the pointer follows it, a screen reader does not."""
    hidden = {"tabindex": "-1", "aria_hidden": "true"}
    return svg.element("a", *content, href=f"#{row}", data_row=row, **hidden)


def member(group: int, *content: str) -> str:
    """Write what goes when the reader leaves out a group, by the place of the group."""
    return svg.element("g", *content, data_group=str(group))


def line(
    d: str, colour: str, width: float = 1, *, dash: str | None = None, opacity: str | None = None
) -> str:
    """Write a line along path data.

    >>> line("M0 0H9", "#aab4c0")
    '<path d="M0 0H9" fill="none" stroke="#aab4c0" stroke-width="1"/>'
    """
    return svg.element(
        "path",
        d=d,
        fill="none",
        stroke=colour,
        stroke_width=width,
        stroke_dasharray=dash,
        stroke_opacity=opacity,
    )


def unlinked(markup: str) -> str:
    """Replace the links of a drawing by groups.

    >>> unlinked('<a href="#row-1" data-row="row-1"><path/></a>')
    '<g><path/></g>'
    """
    return re.sub(r"<a [^>]*>", "<g>", markup).replace("</a>", "</g>")
