"""Views as pages, one or all of them, and the index that shows what there is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pactgraph.answers.labels import english_label
from pactgraph.answers.reader import Reader
from pactgraph.errors import UserError
from pactgraph.resources import viz_dir
from pactgraph.store.base import Store
from pactgraph.views.definition import ViewDefinition, load_view, view_names, view_path
from pactgraph.views.style import load_style

if TYPE_CHECKING:
    import networkx as nx

INDEX = "index.html"
"""The page that leads to all others."""

SHELVES = {
    "Networks": "who is tied to whom, and through what",
    "Charts": "when, where and how much",
    "Ask for your own": "these show one thing, or two, that you name",
}
"""The parts of the index, and what each holds."""


TALL = 0.75
"""Of a drawing that is higher than so many times its width a thumbnail shows the upper part."""


@dataclass(frozen=True)
class Drawn:
    """A view that has been drawn."""

    view: ViewDefinition
    """With what its texts name in braces."""
    page: str
    """The page, with everything that it needs."""
    thumbnail: str
    """A small picture without words, as SVG."""
    holds: str
    """How much is in it, in words."""


@dataclass(frozen=True)
class Left:
    """A view that could not be drawn from this graph."""

    view: ViewDefinition
    reason: UserError


class Studio:
    """Draws views of one graph, of which participation is read once.

    :param data: the graph, or a reader with its caches.
    :param web: the address of the pages of things; no links to them where it is empty.
    :param home: where all views are listed, for a link to it on each page; none where it is empty.
    :param large: what is shown of a network too large for a page; one of ``pactgraph.views.large.WAYS``.
    """

    def __init__(
        self, data: Store | Reader, *, web: str = "", home: str = "", large: str = "backbone"
    ) -> None:
        self.reader = data if isinstance(data, Reader) else Reader(data)
        self.store = self.reader.store
        self.web = web
        self.home = home
        self.large = large

    def draw(self, view: ViewDefinition, parameters: Mapping[str, str] | None = None) -> Drawn:
        """Draw one view.

        :param parameters: what is asked for instead of what the view's file names.
        :raises UserError: where a parameter is wrong, or nothing is there to draw.
        """
        given = dict(parameters or {})
        return self._chart(view, given) if view.kind == "chart" else self._network(view, given)

    def network(self, view: ViewDefinition, parameters: Mapping[str, str] | None = None) -> nx.Graph:
        """Return the network of a view; see :func:`pactgraph.views.network_of.network_of`."""
        from pactgraph.views.network_of import network_of

        return network_of(self.reader.participations, view, parameters)

    def _network(self, view: ViewDefinition, given: Mapping[str, str]) -> Drawn:
        from pactgraph.views.large import lighten
        from pactgraph.views.layouts import arrange
        from pactgraph.views.marks import Marks
        from pactgraph.views.page import render
        from pactgraph.views.picture import still, still_style

        graph, note = lighten(self.network(view, given), self.large)
        view = view.named(graph.graph.get("named", {}))
        boxes = arrange(graph, view.layout, view.seed, view.encoding.size)
        style = load_style(view.style)
        marks = Marks(graph, view, style)
        picture = f"<style>{still_style(style)}</style>{still(graph, boxes, marks, label=view.alt)}"
        page = render(
            graph, view, boxes, notes=[note] if note else [], picture=picture, web=self.web, home=self.home
        )
        thumbnail = still(graph, boxes, marks, names=False)
        return Drawn(view, page, thumbnail, _holds(graph))

    def _chart(self, view: ViewDefinition, given: Mapping[str, str]) -> Drawn:
        from pactgraph.views.charts.page import picture, render
        from pactgraph.views.charts.registry import make

        drawing = make(self.store, view, given, lambda: self.network(view, given))
        view = view.named(self._names(view, view.given(given)))
        rows = f"{len(drawing.rows)} row{'' if len(drawing.rows) == 1 else 's'}"
        page = render(drawing, view, home=self.home)
        return Drawn(view, page, silent(picture(drawing, view), view.name), rows)

    def _names(self, view: ViewDefinition, given: Mapping[str, str]) -> dict[str, str]:
        """Return what the parameters of a chart are called: a thing by its label, the rest as given."""
        from pyoxigraph import NamedNode

        from pactgraph.answers.ask import read_value

        asked = view.chart.question if view.chart is not None else None
        names = dict(given)
        for parameter in asked.parameters if asked else ():
            if parameter.name in given:
                meant = read_value(self.store, parameter, given[parameter.name])
                if isinstance(meant, NamedNode):
                    names[parameter.name] = english_label(self.store, meant)
        return names


def gallery(
    studio: Studio, views: Iterable[ViewDefinition] | None = None, tell: Callable[[str], None] | None = None
) -> tuple[dict[str, str], list[Left]]:
    """Draw all views, and the index that leads to them.

    :param views: these; all of ``viz/views`` where none are given.
    :param tell: is told the name of each view before it is drawn.
    :returns: file name to page, and the views of which this graph, or this installation, gives nothing to
        draw: a graph of one's own need not hold what a view names.
    :raises InputSyntaxError: where a view's file is wrong; with file and line.
    """
    drawn: list[Drawn] = []
    left: list[Left] = []
    for view in all_views() if views is None else list(views):
        if tell:
            tell(f"draw {view.name}")
        try:
            drawn.append(studio.draw(view))
        except UserError as error:
            left.append(Left(view, error))
    pages = {f"{one.view.name}.html": one.page for one in drawn}
    return {**pages, INDEX: index_page(drawn, left)}, left


def all_views() -> list[ViewDefinition]:
    """Return the views of ``viz/views``, by name.

    >>> "two-mode" in [view.name for view in all_views()]
    True
    """
    return [load_view(view_path(name)) for name in view_names()]


def index_page(drawn: Iterable[Drawn], left: Iterable[Left] = ()) -> str:
    """Write the page that leads to all views: a thumbnail, the title, the question and a link for each.

    :returns: HTML; everything it needs is inside, and it links to files beside it.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from pactgraph.views.charts.colours import Paint
    from pactgraph.views.charts.drawing import colours
    from pactgraph.views.picture import still_style

    shown = sorted(drawn, key=lambda one: _order(one.view))
    shelves = [
        (name, what, [one for one in shown if shelf_of(one.view) == name]) for name, what in SHELVES.items()
    ]
    style = load_style("palette")
    used = {colour for one in shown if one.view.kind == "chart" for colour in colours(one.thumbnail)}
    folder = str(viz_dir() / "templates")
    environment = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined)
    page: str = environment.get_template(INDEX).render(
        shelves=[shelf for shelf in shelves if shelf[2]],
        left=sorted(left, key=lambda one: one.view.name),
        css=(viz_dir() / "assets" / "index.css").read_text(encoding="utf-8").replace("\r\n", "\n"),
        still=still_style(style),
        dark=Paint(style).darkened(used),
    )
    return page


def shelf_of(view: ViewDefinition) -> str:
    """Return the part of the index in which a view stands."""
    networks, charts, asked = SHELVES
    if view.kind == "chart":
        return charts
    return asked if view.asks else networks


def _order(view: ViewDefinition) -> tuple[bool, int, str, str]:
    return (view.place is None, view.place or 0, view.title.casefold(), view.name)


def silent(svg: str, name: str) -> str:
    """Make a drawing fit to stand beside others: nothing in it is read out, and no id of it is used twice.

    >>> silent('<svg xmlns="http://www.w3.org/2000/svg" id="still" role="group"><desc>A</desc></svg>', "map")
    '<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true" />'
    """
    from xml.etree import ElementTree

    from pactgraph.views.charts.drawing import SVG

    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(svg)
    for element in root.iter():
        for child in [child for child in element if child.tag in (f"{{{SVG}}}desc", f"{{{SVG}}}title")]:
            element.remove(child)
        for attribute in [
            key for key in element.attrib if key.startswith("aria-") or key in ("role", "tabindex")
        ]:
            del element.attrib[attribute]
        if "id" in element.attrib and element is not root:
            element.attrib["id"] = f"{name}-{element.attrib['id']}"
    for attribute in ("id", "class", "style"):
        root.attrib.pop(attribute, None)
    _, _, width, height = (float(part) for part in root.attrib.get("viewBox", "0 0 0 0").split())
    if height > width * TALL:
        root.attrib["preserveAspectRatio"] = "xMidYMin slice"
    root.attrib["aria-hidden"] = "true"
    return re.sub(r"url\(#", f"url(#{name}-", ElementTree.tostring(root, encoding="unicode"))


def _holds(graph: Any) -> str:
    nodes, ties = len(graph), graph.number_of_edges()
    return f"{nodes} thing{'' if nodes == 1 else 's'}, {ties} tie{'' if ties == 1 else 's'}"
