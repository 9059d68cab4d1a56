"""The gallery: every view is drawn from the real graph, and the index leads to each."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from pactgraph.store.local import LocalStore
from pactgraph.views.definition import load_view, view_names, view_path
from pactgraph.views.gallery import (
    INDEX,
    SHELVES,
    FailedView,
    Renderer,
    all_views,
    gallery,
    index_page,
    shelf_of,
)

VIEWS = view_names()


class Index(HTMLParser):
    """What the index leads to, and what is in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.headings: list[str] = []
        self.drawings = 0
        self.tag = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        held = dict(attributes)
        self.tag = tag
        self.drawings += tag == "svg" and held.get("aria-hidden") == "true"
        self.ids += [str(held["id"])] if "id" in held else []
        self.links += [str(held["href"])] if tag == "a" else []

    def handle_data(self, data: str) -> None:
        if self.tag == "h2" and data.strip():
            self.headings.append(data.strip())


@pytest.fixture(scope="module")
def renderer(built: Path) -> Renderer:
    return Renderer(LocalStore.memory(built / "pactgraph.nq"))


@pytest.fixture(scope="module")
def drawn(renderer: Renderer) -> tuple[dict[str, str], list[FailedView]]:
    return gallery(renderer)


@pytest.fixture(scope="module")
def pages(drawn: tuple[dict[str, str], list[FailedView]]) -> dict[str, str]:
    return drawn[0]


def test_every_view_can_be_drawn_from_the_graph(drawn: tuple[dict[str, str], list[FailedView]]) -> None:
    pages, left = drawn
    assert [(one.view.name, str(one.reason)) for one in left] == []
    assert sorted(pages) == sorted([INDEX, *(f"{name}.html" for name in VIEWS)])


@pytest.mark.parametrize("name", VIEWS)
def test_a_page_says_what_it_asks_and_asks_for_nothing(name: str, pages: dict[str, str]) -> None:
    page, view = unescape(pages[f"{name}.html"]), load_view(view_path(name))
    assert page.startswith("<!DOCTYPE html>")
    assert not re.search(r"<(?:script|img|iframe|link)[^>]*(?:src|href)=[\"']?(?:https?:)?//", page)
    assert "default-src 'none'" in page and "unsafe-eval" not in page
    assert not re.search(r"<[^>]+\son[a-z]+=", page.partition("<script")[0])
    if not view.parameters:
        assert view.title in page and view.question in page


@pytest.mark.parametrize("name", VIEWS)
def test_no_text_of_a_page_has_a_name_in_braces(name: str, pages: dict[str, str]) -> None:
    text = pages[f"{name}.html"].partition("<script")[0]
    for parameter in load_view(view_path(name)).parameters:
        assert f"{{{parameter}}}" not in text


def test_the_index_leads_to_every_view_with_a_thumbnail(pages: dict[str, str]) -> None:
    index = Index(pages[INDEX])
    assert sorted(index.links) == sorted(f"{name}.html" for name in VIEWS)
    assert index.drawings == len(VIEWS)
    assert len(index.ids) == len(set(index.ids))
    assert [heading for heading in index.headings if heading in SHELVES] == list(SHELVES)
    assert "//" not in re.sub(r"http://www\.w3\.org/[\w/]+", "", pages[INDEX])


def test_a_view_about_what_one_names_stands_by_itself() -> None:
    shelves = {view.name: shelf_of(view) for view in all_views()}
    assert shelves["ego"] == shelves["path"] == "Ask for your own"
    assert shelves["two-mode"] == "Networks"


def test_each_answers_a_question_that_no_other_answers() -> None:
    views = all_views()
    assert len({view.title for view in views}) == len({view.question for view in views}) == len(views)
    assert all(view.question.endswith("?") for view in views)


@pytest.mark.parametrize("name", ["countries", "china-russia", "disagreements", "path"])
def test_a_page_is_the_same_each_time(name: str, renderer: Renderer, pages: dict[str, str]) -> None:
    again = Renderer(renderer.store).draw(load_view(view_path(name)))
    assert again.html == pages[f"{name}.html"]


def test_a_view_is_about_what_is_asked_for(renderer: Renderer) -> None:
    view = load_view(view_path("ego"))
    drawn = renderer.draw(view, {"party": "Куба"})
    assert drawn.view.title == "Around Cuba" and "<title>Around Cuba" in drawn.html


def test_a_graph_without_what_a_view_names_leaves_it_out_and_says_so() -> None:
    pages, left = gallery(Renderer(LocalStore.of([])))
    assert {one.view.name for one in left} == {*VIEWS} and list(pages) == [INDEX]
    assert "Not drawn" in pages[INDEX] and all(
        one.view.title in index_page([], [one]) for one in left if not one.view.parameters
    )
    assert not Index(pages[INDEX]).links


def test_hostile_titles_stay_text(renderer: Renderer, tmp_path: Path) -> None:
    file = tmp_path / "hostile.toml"
    text = view_path("ego").read_text(encoding="utf-8")
    file.write_text(text.replace('"Around {party}"', '"<script>alert(1)</script> {party}"'), encoding="utf-8")
    pages, left = gallery(renderer, [load_view(file)])
    assert not left
    for page in pages.values():
        assert "<script>alert" not in page and "&lt;script&gt;alert" in page
