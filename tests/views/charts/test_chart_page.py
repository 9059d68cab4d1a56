"""The page of a chart: whole, closed, the same bytes each time, and text stays text."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest

from pactgraph.views.charts.drawing import Picture, echo, mark, member
from pactgraph.views.charts.page import picture, render
from pactgraph.views.charts.rows import Drawing
from pactgraph.views.convert import convert
from pactgraph.views.definition import ViewDefinition, load_view

HOSTILE = "</script><script>window.hit=1</script>'\"&amp; \u202edlrow 世界 Привет 👩\u200d🔬 " + "long " * 60
MATRIX = 'projection = "two-mode"\n[chart]\nmark = "matrix"\n'
ADDRESS = re.compile(r"https?://[^\s\"'<)]+")
Draw = Callable[..., Drawing]


@pytest.fixture
def view(write_view: Callable[[str], Any]) -> ViewDefinition:
    return load_view(write_view(MATRIX))


def test_a_page_has_its_drawings_its_words_and_its_table(
    draw: Draw, view: ViewDefinition, countries: Any
) -> None:
    drawing = draw(MATRIX, countries)
    html = unescape(render(drawing, view))
    assert html.count("<svg ") == 2
    assert "3 parties, 2 pairs tied" in html
    for row in drawing.rows:
        assert all(claim.text in html and claim.locator in html for claim in row.claims) and row.claims


def test_the_same_network_gives_the_same_bytes(draw: Draw, view: ViewDefinition, countries: Any) -> None:
    assert render(draw(MATRIX, countries), view) == render(draw(MATRIX, countries), view)


def test_a_page_names_no_address_but_those_of_its_formats(
    draw: Draw, view: ViewDefinition, countries: Any
) -> None:
    html = render(draw(MATRIX, countries), view)
    assert set(ADDRESS.findall(html)) <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None and unescape(policy[1]).startswith("default-src 'none'; script-src 'sha256-")


def test_hostile_names_are_text_in_drawing_and_table(
    draw: Draw, view: ViewDefinition, countries: Any
) -> None:
    countries.nodes["https://w3id.org/pactgraph/id/country/CHN"]["label"] = HOSTILE
    html = render(draw(MATRIX, countries), view)
    assert html.count("<script") == 1
    assert "\u202e" not in html
    assert "世界 Привет" in html


def test_every_link_of_a_drawing_has_a_row_and_a_name(draw: Draw, drawn: Any, countries: Any) -> None:
    drawing = draw(MATRIX, countries)
    links = [element for element in drawn(drawing).root.iter() if element.tag.endswith("}a")]
    rows = {row.id for row in drawing.rows}
    assert len(links) == 4
    assert all(element.attrib["data-row"] in rows and element.attrib["aria-label"] for element in links)


def test_a_drawing_says_what_it_is_and_its_echoes_are_silent() -> None:
    content = mark("row-1", "One", "<path/>") + echo("row-1", "<path/>") + member(2, "<path/>")
    markup = Picture(10, 10, content).markup("this", "A title", "A description")
    assert (
        markup.count("aria-label=") == 2 and 'aria-label="One"' in markup and 'aria-label="A title"' in markup
    )
    assert re.search(r'href="#row-1"[^>]*tabindex="-1"[^>]*aria-hidden="true"', markup)
    assert '<g data-group="2">' in markup


def test_a_still_picture_has_no_links(draw: Draw, view: ViewDefinition, countries: Any) -> None:
    svg = picture(draw(MATRIX, countries), view)
    assert svg.startswith("<svg ") and "href" not in svg and 'aria-label="China' not in svg


@pytest.mark.parametrize(("ending", "begins"), [("svg", b"<svg "), ("png", b"\x89PNG"), ("pdf", b"%PDF-")])
def test_a_still_picture_is_a_file_of_any_kind(
    ending: str, begins: bytes, draw: Draw, view: ViewDefinition, countries: Any
) -> None:
    countries.nodes["https://w3id.org/pactgraph/id/country/CHN"]["label"] = HOSTILE
    svg = picture(draw(MATRIX, countries), view)
    assert convert(svg, ending).startswith(begins)


def test_a_dark_ground_turns_every_colour_that_is_drawn(
    draw: Draw, view: ViewDefinition, countries: Any
) -> None:
    html = render(draw(MATRIX, countries), view)
    drawn = set(re.findall(r'<(?:path|text|line|rect)[^>]* (?:fill|stroke)="(#[0-9a-f]{6})"', html))
    turned = set(re.findall(r'\[fill="(#[0-9a-f]{6})"\]', html))
    assert drawn and drawn <= turned
