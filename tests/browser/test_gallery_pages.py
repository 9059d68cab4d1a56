"""Every page of the built gallery in a real browser with the network cut: networks, charts and the index."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from pactgraph.views.definition import load_view, view_names, view_path

NETWORKS = [name for name in view_names() if load_view(view_path(name)).kind == "network"]
SIZES = [(1280, 800), (390, 844)]

OVERLAPS = """() => {
  const boxes = [...page.model.nodes.values()].map((node) => ({ label: node.label, ...page.picture.boxOf(node) }));
  const meet = (a, b) => Math.abs(a.x - b.x) * 2 < a.width + b.width && Math.abs(a.y - b.y) * 2 < a.height + b.height;
  return boxes.flatMap((one, at) => boxes.slice(at + 1).filter((other) => meet(one, other)).map((other) => [one.label, other.label]));
}"""  # noqa: E501
TOO_WIDE = """() => [...page.model.nodes.values()]
  .filter(({ lines, room }) => lines.length > room[2] || lines.some(([, , width]) => width > room[0] - 24))
  .map((node) => node.label)"""


@pytest.fixture
def gallery(built: Path) -> Path:
    return built / "views"


def assert_quiet(page: Page) -> None:
    assert (page.outside_requests, page.console_errors, page.page_errors) == ([], [], [])


def serious(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {[node['html'][:120] for node in one['nodes']]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.every(2)
@pytest.mark.parametrize("name", [*view_names(), "index"])
def test_a_page_opens_without_error_or_request_and_fits(page: Page, gallery: Path, name: str) -> None:
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.goto((gallery / f"{name}.html").as_uri())
        expect(page.locator("h1")).to_be_visible()
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    assert_quiet(page)


@pytest.mark.every(13)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [*view_names(), "index"])
def test_axe_finds_no_serious_fault(page: Page, gallery: Path, name: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto((gallery / f"{name}.html").as_uri())
    assert serious(page) == []


@pytest.mark.every(3)
@pytest.mark.parametrize("name", NETWORKS)
def test_no_boxes_meet_and_names_keep_to_theirs(page: Page, gallery: Path, name: str) -> None:
    page.goto((gallery / f"{name}.html").as_uri())
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate(TOO_WIDE) == []


@pytest.mark.every(6)
@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_can_be_searched_filtered_played_and_taken_away(
    page: Page, gallery: Path, name: str
) -> None:
    page.goto((gallery / f"{name}.html").as_uri())
    label = page.evaluate("() => page.picture.hub.label")
    page.locator("#search").fill(label)
    page.keyboard.press("Enter")
    expect(page.locator("#details h2")).to_have_text(label)
    assert page.locator("#details .claims li").count() > 0
    page.get_by_role("button", name="its ties").click()
    assert page.evaluate(
        "() => [...page.picture.shown.nodes].every((one) => within(page.choice.focus, 1).has(one))"
    )
    page.locator("#reset").click()
    boxes = page.locator("[data-filter=type]")
    for index in range(boxes.count()):
        boxes.nth(index).uncheck()
    assert page.evaluate("() => page.picture.shown.nodes.size") == (
        0 if boxes.count() else page.evaluate("() => page.model.nodes.size")
    )
    page.locator("#reset").click()
    if page.locator("#time").is_visible():
        page.locator("#play").click()
        page.wait_for_timeout(100)
        page.locator("#play").click()
    page.locator("#take summary").click()
    for what in ("png", "svg", "gexf"):
        with page.expect_download() as download:
            page.locator(f"[data-take={what}]").click()
        assert Path(download.value.path()).stat().st_size > 500
    assert_quiet(page)


@pytest.mark.every(3)
@pytest.mark.parametrize("name", NETWORKS)
def test_without_scripts_there_is_a_still_picture_and_the_tables(
    browser: Any, gallery: Path, name: str
) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((gallery / f"{name}.html").as_uri())
    expect(page.locator("noscript svg")).to_be_visible()
    expect(page.locator("#summary")).to_be_visible()
    assert page.locator("#ties tbody tr").count() > 0
    context.close()
