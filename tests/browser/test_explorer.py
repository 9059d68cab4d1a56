"""The explorer in a real browser: the journeys it is for, by mouse and by keyboard, wide and narrow."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

SERVING = Path(__file__).parents[1] / "web" / "conftest.py"
PAGES = [
    "/", "/search?q=silk", "/id/country/CUB", "/id/subnational/jilin", "/questions", "/sources", "/views",
    "/question/agreements_of_party?party=Cuba", "/compare?a=China&b=Russia", "/path?a=Cuba&b=Mongolia",
    "/disagreements", "/indicators", "/coverage", "/download", "/about", "/api", "/query", "/id/country/NO",
]  # fmt: skip
SCREENS = [(1280, 800, "light"), (390, 844, "dark")]


@pytest.fixture(scope="module")
def explorer(built: Path, documents: Path) -> Iterator[str]:
    """The address of a served build, with the documents at hand."""
    serving = runpy.run_path(str(SERVING))["serving"]
    with serving(built, "--documents", str(documents)) as served:
        yield served.url


@pytest.fixture
def visitor(browser: Browser, explorer: str) -> Iterator[Page]:
    """A page without scripts that may ask the explorer only, and lists what else it was made to ask for."""
    context = browser.new_context(
        base_url=explorer,
        java_script_enabled=False,
        viewport={"width": 1280, "height": 800},
        accept_downloads=True,
    )
    page = context.new_page()
    outside: list[str] = []

    def refuse_outside(route: Route) -> None:
        if route.request.url.startswith((explorer, "data:")):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    context.route("**/*", refuse_outside)
    yield page
    assert outside == []
    context.close()


def test_a_reader_finds_cuba_sees_why_it_is_tied_to_china_and_opens_the_passage(visitor: Page) -> None:
    visitor.goto("/")
    visitor.get_by_label("in English, Chinese or Russian").fill("古巴")
    visitor.get_by_label("in English, Chinese or Russian").press("Enter")
    visitor.get_by_role("link", name="Cuba", exact=True).click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Cuba")
    visitor.get_by_role("link", name="China-Cuba memorandum on the Digital Silk Road").first.click()
    expect(visitor.get_by_role("heading", name="Parties and roles")).to_be_visible()
    claim = visitor.locator("li.claim", has_text="Cuba is a signatory")
    claim.locator("summary").first.click()
    expect(claim.locator("blockquote").first).to_be_visible()
    expect(claim.locator("blockquote").first).to_contain_text("Li Ying")


def test_a_reader_runs_a_question_and_follows_a_row_to_its_claim(visitor: Page) -> None:
    visitor.goto("/questions")
    visitor.get_by_role("link", name="Which agreements does a party take part in").click()
    visitor.get_by_label(re.compile("^Party")).fill("Cuba")
    visitor.get_by_role("button", name="Ask").click()
    expect(visitor.locator("table.answer")).to_contain_text("China-Cuba memorandum")
    visitor.locator("table.answer a.number").first.click()
    expect(visitor.locator("li.claim").first).to_contain_text("stated in")


def test_a_reader_takes_a_thing_away_as_turtle(visitor: Page) -> None:
    visitor.goto("/id/country/CUB")
    link = visitor.get_by_role("link", name="Turtle").get_attribute("href")
    got = visitor.request.get(str(link))
    assert got.headers["content-type"].startswith("text/turtle")
    assert "Cuba" in got.text()


def test_a_reader_compares_two_things_and_finds_a_path(visitor: Page) -> None:
    visitor.goto("/id/country/CUB")
    visitor.get_by_role("link", name="Find a path from here").click()
    visitor.get_by_label("The other").fill("Mongolia")
    visitor.get_by_role("button", name="Find paths").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("From Cuba to Mongolia")
    expect(visitor.locator(".hops li.claim").first).to_contain_text("stated in")
    visitor.goto("/compare?a=China&b=Russia")
    expect(visitor.get_by_role("heading", name="Both")).to_be_visible()


def test_a_picture_of_the_neighbourhood_is_drawn(browser: Browser, explorer: str) -> None:
    context = browser.new_context(base_url=explorer)
    page = context.new_page()
    page.goto("/id/group/asean")
    picture = page.locator("figure.near img")
    picture.scroll_into_view_if_needed()
    assert picture.evaluate("async image => { await image.decode(); return image.naturalWidth }") > 0
    assert (picture.bounding_box() or {})["height"] > 50
    context.close()


def test_a_claim_in_a_picture_leads_to_its_page(browser: Browser, explorer: str) -> None:
    page = browser.new_page(base_url=explorer)
    page.goto("/view/ego?party=Cuba")
    page.locator("#search").fill("Cuba")
    page.locator("#search").press("Enter")
    page.locator("ul.claims a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cuba is a signatory")
    page.close()


def test_the_journey_can_be_made_with_the_keyboard_alone(browser: Browser, explorer: str) -> None:
    context = browser.new_context(base_url=explorer)
    page = context.new_page()
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    reach(page, "document.activeElement.id === 'seek'")
    page.keyboard.type("Cuba")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search**")
    reach(page, "document.activeElement.getAttribute('href') === '/id/country/CUB'")
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/country/CUB")
    reach(page, "document.activeElement.closest('details.passage') !== null")
    page.keyboard.press("Enter")
    expect(page.locator("details.passage blockquote").first).to_be_visible()
    context.close()


def reach(page: Page, there: str, most: int = 80) -> None:
    """Press Tab until the focus is where it should be."""
    for _ in range(most):
        if page.evaluate(there):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the keyboard does not reach: {there}")


@pytest.mark.parametrize(("width", "height", "scheme"), SCREENS)
def test_pages_are_accessible_and_fit_the_screen(
    browser: Browser, explorer: str, width: int, height: int, scheme: Any, sample: Any
) -> None:
    context = browser.new_context(
        base_url=explorer,
        bypass_csp=True,
        color_scheme=scheme,
        viewport={"width": width, "height": height},
    )
    page = context.new_page()
    found: dict[str, object] = {}
    # Some pages on each of the screens; all on both with --full.
    for path in sample(PAGES[SCREENS.index((width, height, scheme)) :], 4):
        page.goto(path)
        wrong = [
            (one["id"], [node["html"][:120] for node in one["nodes"][:2]])
            for one in Axe().run(page).response["violations"]
        ]
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wrong or wide > width:
            found[path] = (wrong, wide)
    context.close()
    assert found == {}
