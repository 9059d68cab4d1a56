"""Render views as pages and pictures, and the index of all views."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from pyoxigraph import NamedNode

from pactgraph.answers.ask import read_value
from pactgraph.answers.labels import english_label
from pactgraph.answers.reader import Reader
from pactgraph.errors import UserError
from pactgraph.store.base import Store
from pactgraph.views import page as network_page
from pactgraph.views.charts import page as chart_page
from pactgraph.views.charts.page import make
from pactgraph.views.charts.rows import Drawing
from pactgraph.views.colours import Paint
from pactgraph.views.definition import ViewDefinition, load_view, view_names, view_path
from pactgraph.views.network_of import network_of
from pactgraph.views.picture import still
from pactgraph.views.scene import Scene
from pactgraph.views.style import load_style
from pactgraph.views.templates import style_sheet, template
from pactgraph.views.thinning import thinned

if TYPE_CHECKING:
    import networkx as nx

INDEX = "index.html"
"""The file name of the index."""

SHELVES = {
    "Networks": "who is tied to whom, and through what",
    "Charts": "when, where and how much",
    "Ask for your own": "these show one thing, or two, that you name",
}
"""The sections of the index, with their descriptions."""

TALL = 0.75
"""The ratio of height to width beyond which a thumbnail shows the upper part only."""

SVG = "http://www.w3.org/2000/svg"


@dataclass(frozen=True)
class Page:
    """A view as a page."""

    view: ViewDefinition
    """The view, with the names of its parameters in its texts."""
    html: str
    """The self-contained page."""
    thumbnail: str
    """A small picture without text, as SVG."""
    holds: str
    """The number of its nodes and ties, or of its rows, in words."""


@dataclass(frozen=True)
class FailedView:
    """A view that could not be drawn from this graph."""

    view: ViewDefinition
    reason: UserError


class Renderer:
    """Draws views of one graph; it reads the participations once.

    :param data: the graph, or a reader with its caches.
    :param web: the address of the pages of things; no links to them where it is empty.
    :param home: where all views are listed, for a link to it on each page; none where it is empty.
    :param large: how a network too large for a page is reduced; one of ``pactgraph.views.thinning.WAYS``.
    """

    def __init__(
        self, data: Store | Reader, *, web: str = "", home: str = "", large: str = "backbone"
    ) -> None:
        self.reader = data if isinstance(data, Reader) else Reader(data)
        self.store = self.reader.store
        self.web = web
        self.home = home
        self.large = large

    def network(self, view: ViewDefinition, parameters: Mapping[str, str] | None = None) -> nx.Graph:
        """Return the network of a view; see :func:`pactgraph.views.network_of.network_of`."""
        return network_of(self.reader.participations, view, parameters)

    def draw(self, view: ViewDefinition, parameters: Mapping[str, str] | None = None) -> Page:
        """Draw a view as a page.

        :param parameters: values instead of those of the view's file.
        :raises UserError: where a parameter is wrong, or the view is empty.
        """
        if view.kind == "chart":
            view, drawing = self._chart(view, parameters)
            rows = f"{len(drawing.rows)} row{'' if len(drawing.rows) == 1 else 's'}"
            thumbnail = silent(chart_page.picture(drawing, view), view.name)
            return Page(view, chart_page.render(drawing, view, home=self.home), thumbnail, rows)
        view, scene, note = self._scene(view, parameters)
        nodes, ties = len(scene.graph), scene.graph.number_of_edges()
        holds = f"{nodes} thing{'' if nodes == 1 else 's'}, {ties} tie{'' if ties == 1 else 's'}"
        notes = [note] if note else []
        html = network_page.render(scene.graph, view, scene, notes=notes, web=self.web, home=self.home)
        return Page(view, html, silent(still(scene, names=False), view.name), holds)

    def picture(
        self,
        view: ViewDefinition,
        parameters: Mapping[str, str] | None = None,
        *,
        names: bool = True,
        dark: bool = False,
    ) -> str:
        """Draw a view as a still picture: an SVG file with a title and a description.

        :param parameters: values instead of those of the view's file.
        :param names: whether the names of a network are written.
        :param dark: whether the picture turns dark for a reader who prefers it.
        :raises UserError: where a parameter is wrong, or nothing is there to draw.
        """
        if view.kind == "chart":
            view, drawing = self._chart(view, parameters)
            root = ElementTree.fromstring(chart_page.picture(drawing, view))
        else:
            view, scene, _ = self._scene(view, parameters)
            root = ElementTree.fromstring(still(scene, title=view.title, desc=view.alt, names=names))
        if root.find(f"{{{SVG}}}title") is None:
            title = ElementTree.Element(f"{{{SVG}}}title")
            title.text = view.title
            root.insert(0, title)
        if dark:
            style = ElementTree.Element(f"{{{SVG}}}style")
            drawing_text = ElementTree.tostring(root, encoding="unicode")
            style.text = Paint(load_style(view.style)).darkened(drawing_text, "svg")
            root.insert(1, style)
        ElementTree.register_namespace("", SVG)
        return ElementTree.tostring(root, encoding="unicode")

    def _scene(
        self, view: ViewDefinition, parameters: Mapping[str, str] | None
    ) -> tuple[ViewDefinition, Scene, str]:
        """Return a view with its parameters in its texts, its scene, and the note on thinning."""
        graph, note = thinned(self.network(view, parameters), self.large)
        view = view.named(graph.graph.get("named", {}))
        return view, network_page.scene_of(graph, view), note

    def _chart(
        self, view: ViewDefinition, parameters: Mapping[str, str] | None
    ) -> tuple[ViewDefinition, Drawing]:
        given = dict(parameters or {})
        drawing = make(self.store, view, given, lambda: self.network(view, given))
        names = view.given(given)
        question = view.chart.question if view.chart is not None else None
        for parameter in question.parameters if question else ():
            if parameter.name in names:
                value = read_value(self.store, parameter, names[parameter.name])
                if isinstance(value, NamedNode):
                    names[parameter.name] = english_label(self.store, value)
        return view.named(names), drawing


def gallery(
    renderer: Renderer,
    views: Iterable[ViewDefinition] | None = None,
    tell: Callable[[str], None] | None = None,
) -> tuple[dict[str, str], list[FailedView]]:
    """Draw all views and their index.

    :param views: these; all of ``viz/views`` where none are given.
    :param tell: called with a message before each view is drawn.
    :returns: file name to page, and the views of which this graph, or this installation, gives nothing to
        draw: a graph of one's own may lack the things that a view names.
    :raises InputSyntaxError: where a view's file is wrong; with file and line.
    """
    pages: list[Page] = []
    failed: list[FailedView] = []
    for view in all_views() if views is None else list(views):
        if tell:
            tell(f"draw {view.name}")
        try:
            pages.append(renderer.draw(view))
        except UserError as error:
            failed.append(FailedView(view, error))
    files = {f"{page.view.name}.html": page.html for page in pages}
    return {**files, INDEX: index_page(pages, failed)}, failed


def all_views() -> list[ViewDefinition]:
    """Return the views of ``viz/views``, by name.

    >>> "two-mode" in [view.name for view in all_views()]
    True
    """
    return [load_view(view_path(name)) for name in view_names()]


def index_page(pages: Iterable[Page], failed: Iterable[FailedView] = ()) -> str:
    """Write the index: a thumbnail, the title, the question and a link for each view.

    :returns: HTML; everything it needs is inside, and it links to files beside it.
    """
    shown = sorted(
        pages,
        key=lambda page: (
            page.view.place is None,
            page.view.place or 0,
            page.view.title.casefold(),
            page.view.name,
        ),
    )
    shelves = [
        (name, what, [page for page in shown if shelf_of(page.view) == name])
        for name, what in SHELVES.items()
    ]
    drawings = "".join(page.thumbnail for page in shown)
    return template(INDEX).render(
        shelves=[shelf for shelf in shelves if shelf[2]],
        failed=sorted(failed, key=lambda one: one.view.name),
        css=style_sheet("index.css"),
        dark=Paint(load_style("palette")).darkened(drawings, ".thumbnail"),
    )


def shelf_of(view: ViewDefinition) -> str:
    """Return the section of the index for a view."""
    networks, charts, asked = SHELVES
    if view.kind == "chart":
        return charts
    return asked if view.asks else networks


def silent(svg: str, name: str) -> str:
    """Prepare a drawing for a page with others: hidden from screen readers, with ids of its own.

    >>> silent('<svg xmlns="http://www.w3.org/2000/svg" id="still" role="group"><desc>A</desc></svg>', "map")
    '<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true" />'
    """
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
    for attribute in ("id", "class", "style", "width", "height"):
        root.attrib.pop(attribute, None)
    _, _, width, height = (float(part) for part in root.attrib.get("viewBox", "0 0 0 0").split())
    if height > width * TALL:
        root.attrib["preserveAspectRatio"] = "xMidYMin slice"
    root.attrib["aria-hidden"] = "true"
    return ElementTree.tostring(root, encoding="unicode").replace("url(#", f"url(#{name}-")
