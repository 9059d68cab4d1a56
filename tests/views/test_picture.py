"""The still picture: the paths of the page, as SVG that is safe to put anywhere."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from pactgraph.views.colours import GROUND, Paint, ground_css
from pactgraph.views.definition import ViewDefinition
from pactgraph.views.lines import lines_of
from pactgraph.views.page import scene_of
from pactgraph.views.picture import still
from pactgraph.views.style import load_style

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>alert("x")</script> & \u202eevil\u202c 😀 ' + "数字丝绸之路 Цифровой " * 12


def drawn(graph: Any, view: ViewDefinition, **options: Any) -> ElementTree.Element:
    return ElementTree.fromstring(still(scene_of(graph, view), **options))


def test_every_node_has_a_shape_and_every_tie_a_line(graph: Any, view: ViewDefinition) -> None:
    root = drawn(graph, view)
    assert len(root.findall(f"{SVG}g")) == len(graph)
    assert len(root.findall(f"{SVG}path")) == len(lines_of(graph))
    bare = drawn(graph, view, names=False)
    assert len(bare.findall(f"{SVG}path")) == len(lines_of(graph)) + len(graph)


def test_names_are_there_or_are_left_out(graph: Any, view: ViewDefinition) -> None:
    words = {word for text in drawn(graph, view).itertext() for word in text.split()}
    labels = {data["label"].split()[0] for _, data in graph.nodes(data=True) if data["label"].split()}
    assert len(words & labels) > len(labels) / 2
    assert not "".join(drawn(graph, view, names=False).itertext())


def test_everything_lies_inside_the_picture(graph: Any, view: ViewDefinition) -> None:
    scene = scene_of(graph, view)
    left, top, width, height = map(float, drawn(graph, view).attrib["viewBox"].split())
    for box in scene.boxes.values():
        assert left <= box.x - box.width / 2 and box.x + box.width / 2 <= left + width
        assert top <= box.y - box.height / 2 and box.y + box.height / 2 <= top + height


def test_every_name_keeps_to_its_box_in_any_font(graph: Any, view: ViewDefinition) -> None:
    groups = drawn(graph, view).findall(f"{SVG}g")
    for group, box in zip(groups, scene_of(graph, view).boxes.values(), strict=True):
        for line in group.findall(f"{SVG}text"):
            assert float(line.attrib["textLength"]) <= box.width - 24
            assert line.attrib["lengthAdjust"] == "spacingAndGlyphs"


def test_hostile_names_stay_text(graph: Any, view: ViewDefinition) -> None:
    node = next(iter(graph))
    graph.nodes[node]["label"] = HOSTILE
    root = drawn(graph, view, title=HOSTILE)
    known = ("svg", "title", "g", "path", "rect", "text")
    assert {element.tag for element in root.iter()} <= {f"{SVG}{tag}" for tag in known}
    assert root.findtext(f"{SVG}title") == HOSTILE and root.attrib["role"] == "img"
    assert any(text.startswith("<script>") for text in root.itertext())


def test_a_thumbnail_is_not_read_out(graph: Any, view: ViewDefinition) -> None:
    assert drawn(graph, view, names=False).attrib["aria-hidden"] == "true"


def test_every_colour_of_a_picture_has_one_for_a_dark_ground(graph: Any, view: ViewDefinition) -> None:
    svg = still(scene_of(graph, view))
    rules = Paint(load_style(view.style)).darkened(svg, ".still")
    for colour in set(re.findall(r'"(#[0-9a-f]{6})"', svg)):
        assert f'.still [fill="{colour}"]{{' in rules


def test_pages_have_the_grounds_of_pictures() -> None:
    light, _, dark = ground_css().partition("@media")
    for name, pair in GROUND.items():
        assert f"--{name}:{pair[0]};" in light and f"--{name}:{pair[1]};" in dark
