"""The still picture: the same boxes as on the page, as SVG that is safe to put anywhere."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest

from pactgraph.resources import viz_dir
from pactgraph.views.definition import ViewDefinition
from pactgraph.views.glyphs import HOLLOW, glyph
from pactgraph.views.layouts import arrange
from pactgraph.views.marks import Marks
from pactgraph.views.picture import GROUND, break_lines, still, still_style
from pactgraph.views.style import SHAPES, load_style
from pactgraph.views.ties import ties_of

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert("x")</script> & \u202eevil\u202c 😀 ' + "数字丝绸之路 Цифровой " * 12


def drawn(graph: Any, view: ViewDefinition, **options: Any) -> ElementTree.Element:
    style = load_style(view.style)
    return ElementTree.fromstring(
        still(graph, arrange(graph, view.layout, view.seed), Marks(graph, view, style), **options)
    )


def test_every_node_has_a_shape_and_every_tie_a_line(graph: Any, view: ViewDefinition) -> None:
    for names in (True, False):
        paths = list(drawn(graph, view, names=names).iter(f"{SVG}path"))
        paths = [path for path in paths if "edge" not in path.attrib["class"].split()]
        lines = [path for path in paths if "tie" in path.attrib["class"].split()]
        assert len(lines) == len(ties_of(graph)) and len(paths) - len(lines) == len(graph)


def test_names_are_there_or_are_left_out(graph: Any, view: ViewDefinition) -> None:
    words = {word for text in drawn(graph, view).itertext() for word in text.split()}
    labels = {data["label"].split()[0] for _, data in graph.nodes(data=True) if data["label"].split()}
    assert len(words & labels) > len(labels) / 2
    assert not "".join(drawn(graph, view, names=False).itertext())


def test_everything_lies_inside_the_picture(graph: Any, view: ViewDefinition) -> None:
    root = drawn(graph, view)
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    for box in root.iter(f"{SVG}rect"):
        x, y, w, h = (float(box.attrib[name]) for name in ("x", "y", "width", "height"))
        assert left <= x and x + w <= left + width and top <= y and y + h <= top + height


def test_hostile_names_stay_text(graph: Any, view: ViewDefinition) -> None:
    node = next(iter(graph))
    graph.nodes[node]["label"] = HOSTILE
    root = drawn(graph, view, label=HOSTILE)
    assert {element.tag for element in root.iter()} <= {
        f"{SVG}{tag}" for tag in ("svg", "path", "rect", "text", "tspan")
    }
    assert root.attrib["aria-label"] == HOSTILE and root.attrib["role"] == "img"
    assert any(text.startswith("<script>") for text in root.itertext())


def test_a_thumbnail_is_not_read_out(graph: Any, view: ViewDefinition) -> None:
    assert drawn(graph, view, names=False).attrib["aria-hidden"] == "true"


def test_the_style_has_every_colour_for_both_grounds(graph: Any, view: ViewDefinition) -> None:
    style = load_style(view.style)
    light, _, dark = still_style(style).partition("@media")
    for part, number in ((light, 0), (dark, 1)):
        for name, pair in style.colours.items():
            assert f".still .{name}{{color:{pair[number]}}}" in part
    used = set().union(*(path.attrib["class"].split() for path in drawn(graph, view).iter(f"{SVG}path")))
    assert used <= {*style.colours, *GROUND, "tie", "dashed", "hollow"}


def test_grounds_are_those_of_the_page() -> None:
    css = (viz_dir() / "assets" / "network.css").read_text(encoding="utf-8")
    for name, pair in GROUND.items():
        assert re.findall(rf"--{name}: (#[0-9a-f]{{6}});", css) == list(pair)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_is_a_closed_path_around_its_middle(shape: str) -> None:
    path = ElementTree.fromstring(glyph(shape, 100, 100, 10, "place"))
    assert ("hollow" in path.attrib["class"].split()) == (shape in HOLLOW)
    assert path.attrib["d"].endswith("Z")
    assert (
        path.attrib["d"]
        != ElementTree.fromstring(glyph("circle" if shape != "circle" else "ring", 100, 100, 10, "x")).attrib[
            "d"
        ]
    )


def test_lines_break_at_words_and_what_is_too_long_is_cut() -> None:
    assert break_lines("China", 60, 1, 12) == ["China"]
    lines = break_lines("Community of Latin American and Caribbean States", 120, 2, 12)
    assert len(lines) == 2 and lines[-1].endswith("…")
    assert break_lines("数" * 50, 60, 2, 12)[0].endswith("…")
