"""The pages of charts in a real browser with the network cut, wide and on a telephone."""

from __future__ import annotations

import csv
import io
import itertools
import os
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import networkx
import pytest
from playwright.sync_api import Browser, Page, expect

from pactgraph.answers.claim import Card
from pactgraph.views.charts.definition import Chart
from pactgraph.views.charts.matrix import matrix
from pactgraph.views.charts.network import Network
from pactgraph.views.charts.page import render
from pactgraph.views.definition import load_view, view_names, view_path
from pactgraph.views.style import load_style

HOSTILE = (
    '</text></svg><img src=x onerror="window.hit=1">\'"&amp; \u202edlrow 世界 Привет 👩\u200d🔬 '
    + "long " * 60
)
SIZES = {"screen": (1280, 800), "telephone": (390, 844)}
NAMES = [
    name for name in view_names()
    if tomllib.loads(view_path(name).read_text(encoding="utf-8")).get("kind") == "chart"
]  # fmt: skip

OVERLAPS = """() => {
  const svg = [...document.querySelectorAll(".drawing")].find((one) => one.getClientRects().length);
  const edge = svg.getBoundingClientRect();
  const flat = (text) => !/rotate/.test(text.getAttribute("transform"));
  const seen = new Map();
  for (const text of [...svg.querySelectorAll("text")].filter((one) => flat(one) && one.textContent.trim().length > 2)) {
    const { left, top, right, bottom } = text.getBoundingClientRect();
    // A halo is the same text at the same place.
    seen.set(`${text.textContent} ${Math.round(left)} ${Math.round(top)}`, { words: text.textContent, left, top: top + 2, right, bottom: bottom - 2 });
  }
  const all = [...seen.values()];
  const outside = all.filter((one) => one.left < edge.left - 1 || one.right > edge.right + 1).map((one) => one.words);
  const meet = all.flatMap((one, place) => all.slice(0, place).filter((other) =>
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom).map((other) => [one.words, other.words]));
  return { outside, meet, count: all.length };
}"""

# Scripts of the page, longer than a line of Python.
# ruff: noqa: E501


@pytest.fixture
def timeline(page: Page, built: Path) -> Page:
    page.goto((built / "views" / "strategies-timeline.html").as_uri())
    return page


def marks(page: Page) -> Any:
    return page.locator("#wide a[aria-label]:not(.off)")


def china(page: Page) -> Any:
    """What leaves the group out."""
    return page.locator("#groups label").filter(has_text="China").locator("input")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", NAMES)
def test_every_chart_opens_without_a_request_or_an_error_and_nothing_overlaps(
    name: str, size: str, page: Page, built: Path
) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.goto((built / "views" / f"{name}.html").as_uri())
    expect(page.locator("#wide" if size == "screen" else "#small")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = page.evaluate(OVERLAPS)
    assert found["count"] and not found["outside"] and not found["meet"]
    assert (page.outside_requests, page.console_errors, page.page_errors) == ([], [], [])


@pytest.mark.parametrize("pattern", ["monospace", pytest.param(":lang=zh", marks=pytest.mark.full)])
def test_charts_do_not_depend_on_the_fonts_of_the_machine(
    pattern: str, browser: Browser, chromium: Path, needs: Any, built: Path, tmp_path: Path
) -> None:
    """Nothing is cut off or overlaps where no font is to be had but a wide one."""
    match = shutil.which("fc-match")
    needs("fontconfig", match, "apt install fontconfig")
    font = subprocess.run([match, "--format=%{file}", pattern], capture_output=True, text=True).stdout
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / Path(font).name).symlink_to(font)
    config = tmp_path / "fonts.conf"
    config.write_text(
        f"<fontconfig><dir>{tmp_path / 'fonts'}</dir><cachedir>{tmp_path / 'cache'}</cachedir></fontconfig>"
    )
    env = {**os.environ, "FONTCONFIG_FILE": str(config)}
    other = browser.browser_type.launch(executable_path=chromium, args=["--no-sandbox"], env=env)
    for name, size in itertools.product(NAMES, SIZES):
        width, height = SIZES[size]
        page = other.new_page(viewport={"width": width, "height": height})
        page.goto((built / "views" / f"{name}.html").as_uri())
        found = page.evaluate(OVERLAPS)
        assert found["count"] and not found["outside"] and not found["meet"], (name, size)
        page.close()
    other.close()


@pytest.mark.every(9)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_no_serious_fault(name: str, scheme: str, browser: Browser, built: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto((built / "views" / f"{name}.html").as_uri())
    page.locator("#take summary").click()
    page.locator("#wide a[aria-label]").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#details")).to_be_visible()
    faults = axe.Axe().run(page).response["violations"]
    context.close()
    assert [fault["id"] for fault in faults if fault["impact"] in ("serious", "critical")] == []


def test_a_mark_shows_what_is_stated_and_where(timeline: Page) -> None:
    timeline.locator('#wide a[aria-label^="e-Japan"]').click()
    details = timeline.locator("#details")
    expect(details.locator("h2")).to_have_text("e-Japan · adopted, 2001, Japan")
    expect(details.locator(".claims")).to_contain_text("paragraph")
    details.get_by_text("Show it in the table").click()
    expect(timeline.locator("tr.chosen")).to_be_focused()


def test_keys_walk_from_mark_to_mark_and_open_and_close(timeline: Page) -> None:
    first, second = (marks(timeline).nth(place).get_attribute("aria-label") for place in (0, 1))
    marks(timeline).first.focus()
    timeline.keyboard.press("ArrowDown")
    assert timeline.evaluate("document.activeElement.getAttribute('aria-label')") == second != first
    timeline.keyboard.press("Enter")
    expect(timeline.locator("#details h2")).to_have_text(second or "")
    timeline.keyboard.press("Escape")
    expect(timeline.locator("#details")).to_be_hidden()
    assert timeline.evaluate("document.activeElement.getAttribute('aria-label')") == second


def test_only_one_mark_is_reached_with_tab(timeline: Page) -> None:
    expect(timeline.locator('#wide a[aria-label][tabindex="0"]')).to_have_count(1)


def test_a_group_is_left_out_of_picture_and_table_and_the_gap_closes(timeline: Page) -> None:
    before = timeline.locator("#wide").bounding_box()
    china(timeline).uncheck()
    expect(timeline.locator('#wide a[aria-label$=", China"]').first).to_be_hidden()
    expect(timeline.locator("#rows tbody tr:visible")).to_have_count(36)
    expect(timeline.locator("caption .shown")).to_have_text("36 of 51")
    after = timeline.locator("#wide").bounding_box()
    assert before and after and after["height"] < before["height"] - 200
    assert not timeline.evaluate(OVERLAPS)["meet"]


def test_the_address_opens_what_its_sender_saw(timeline: Page) -> None:
    china(timeline).uncheck()
    timeline.locator('#wide a[aria-label^="e-Japan"]').click()
    link = timeline.locator("#link").input_value()
    timeline.goto("about:blank")
    timeline.goto(link)
    expect(china(timeline)).not_to_be_checked()
    expect(timeline.locator("#details h2")).to_contain_text("e-Japan")


def test_an_embedded_page_is_the_picture_and_a_way_to_the_rest(timeline: Page) -> None:
    timeline.goto(timeline.url.partition("#")[0] + "#embed=1")
    timeline.reload()
    expect(timeline.locator("#tables")).to_be_hidden()
    expect(timeline.locator("#wide")).to_be_visible()
    expect(timeline.locator("#whole")).to_be_visible()


@pytest.mark.parametrize(
    ("what", "begins"),
    [("png", b"\x89PNG"), ("svg", b"<svg "), ("rows", b"date,label"), ("claims", b"claim,text")],
)
def test_picture_and_data_can_be_taken_away(what: str, begins: bytes, timeline: Page) -> None:
    china(timeline).uncheck()
    timeline.locator("#take summary").click()
    with timeline.expect_download() as waiting:
        timeline.locator(f"[data-take={what}]").click()
    content = Path(waiting.value.path()).read_bytes()
    assert content.startswith(begins)
    if what == "rows":
        rows = list(csv.DictReader(io.StringIO(content.decode())))
        assert (
            len(rows) == 36
            and all(row["claims"] for row in rows)
            and "China" not in {row["group"] for row in rows}
        )
    if what == "svg":
        assert b"href" not in content and b"e-Japan" in content and b"Made in China 2025" not in content


def test_without_scripts_a_mark_leads_to_its_row(browser: Browser, built: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto((built / "views" / "strategies-timeline.html").as_uri())
    page.locator('#wide a[aria-label^="e-Japan"]').click()
    row = page.locator(f"#{page.url.partition('#')[2]}")
    expect(row).to_contain_text("e-Japan")
    context.close()


def test_hostile_names_are_text(page: Page, tmp_path: Path) -> None:
    graph = networkx.Graph()
    claim = Card("urn:c", text=HOSTILE, modality="asserted", source_title=HOSTILE, locators=(HOSTILE,))
    graph.add_node("a", label=HOSTILE)
    graph.add_node("b", label='"><script>window.hit=1</script>')
    graph.add_edge("a", "b", count=1, claims="urn:c")
    file = tmp_path / "hostile.html"
    view = load_view(view_path("parties-matrix"))
    style = load_style("palette")
    network = Network(graph, view, style, {"urn:c": claim})
    file.write_text(render(matrix(network, Chart("matrix"), style, seed=1), view), encoding="utf-8")
    page.goto(file.as_uri())
    marks(page).first.hover()
    marks(page).first.click()
    expect(page.locator("#details")).to_contain_text("世界 Привет 👩\u200d🔬")
    assert page.evaluate("window.hit") is None and page.locator("img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert (page.outside_requests, page.console_errors, page.page_errors) == ([], [], [])
