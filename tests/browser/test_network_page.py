"""The network page in a real browser, at 1280 by 800 with the network cut."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx
import pytest
from playwright.sync_api import Page, expect

from pactgraph.views.claim_cards import carry
from pactgraph.views.definition import load_view, view_path
from pactgraph.views.page import render

HOSTILE = (
    '</script><img src=x onerror="window.hit=1">\'"&amp; \u202edlrow 世界 Привет 👩\u200d🔬 ' + "long " * 60
)

SHOWN = """() => [...page.model.nodes.values()].filter((node) => page.picture.shown.nodes.has(node)).map((node) => {
  const box = page.picture.network.getBoundingBox(node.id);
  const [start, end] = [[box.left, box.top], [box.right, box.bottom]].map(([x, y]) => page.picture.network.canvasToDOM({ x, y }));
  return { label: node.label, left: start.x, top: start.y, right: end.x, bottom: end.y };
})"""

# Scripts of the page, longer than a line of Python.
# ruff: noqa: E501

Open = Callable[..., Path]


@pytest.fixture(scope="module")
def sample_page(tmp_path_factory: pytest.TempPathFactory, sample_graph: Callable[[], Any]) -> Path:
    file = tmp_path_factory.mktemp("page") / "network.html"
    file.write_text(render(sample_graph(), load_view(view_path("two-mode"))), encoding="utf-8")
    return file


@pytest.fixture
def opened(page: Page, sample_page: Path) -> Page:
    page.goto(sample_page.as_uri())
    return page


def point(page: Page, label: str) -> tuple[float, float]:
    """Where a node is on the screen."""
    at = page.evaluate(
        """(label) => {
          const node = [...page.model.nodes.values()].find((one) => one.label === label);
          const frame = document.getElementById("picture").getBoundingClientRect();
          const { x, y } = page.picture.network.canvasToDOM(page.picture.network.getPosition(node.id));
          return [frame.x + x, frame.y + y];
        }""",
        label,
    )
    return at[0], at[1]


def search(page: Page, text: str) -> None:
    page.locator("#search").fill(text)


def rows(page: Page, table: str) -> int:
    return page.locator(f"#{table} tbody tr:visible").count()


def chosen(page: Page) -> str | None:
    return page.evaluate("() => page.chosen?.label ?? null")


def eventually(page: Page, holds: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something holds; the page's own policy forbids playwright's way of waiting."""
    for _ in range(int(seconds * 20)):
        if holds():
            return
        page.wait_for_timeout(50)
    assert holds()


def assert_quiet(page: Page) -> None:
    assert page.outside_requests == []
    assert page.console_errors == []
    assert page.page_errors == []


def assert_nothing_overlaps(page: Page) -> None:
    boxes = page.evaluate(SHOWN)
    frame = page.locator("#picture").bounding_box()
    assert frame
    for index, one in enumerate(boxes):
        assert one["right"] - one["left"] > 10, one
        assert one["left"] >= 0 and one["top"] >= 0, one
        assert one["right"] <= frame["width"] and one["bottom"] <= frame["height"], one
        for other in boxes[index + 1 :]:
            apart_x = one["right"] <= other["left"] or other["right"] <= one["left"]
            apart_y = one["bottom"] <= other["top"] or other["bottom"] <= one["top"]
            assert apart_x or apart_y, (one, other)


def test_it_opens_without_error_and_asks_for_nothing(opened: Page) -> None:
    expect(opened.locator("#count")).to_have_text("140 parties and initiatives, 156 ties")
    expect(opened.locator("#picture canvas")).to_be_visible()
    assert_quiet(opened)


def test_nothing_overlaps_and_all_is_in_sight(opened: Page) -> None:
    assert len(opened.evaluate(SHOWN)) == 140
    assert_nothing_overlaps(opened)
    assert opened.evaluate("() => page.picture.network.getScale() * 12") > 9


def test_no_name_runs_out_of_its_box(opened: Page) -> None:
    too_wide = opened.evaluate(
        """() => [...page.model.nodes.values()]
          .filter(({ lines, room }) => lines.length > room[2] || lines.some(([, , width]) => width > room[0] - 24))
          .map((node) => node.label)"""
    )
    assert too_wide == []


def test_lines_go_with_a_box_that_is_moved(opened: Page) -> None:
    start, end, others = opened.evaluate(
        """() => {
          const tie = [...page.model.ties.values()].find((one) => one.source !== one.target);
          const points = () => page.picture.wayOf(tie).line.match(/-?[\\d.]+/g).map(Number);
          const before = points();
          page.picture.network.moveNode(tie.source.id, tie.source.x + 40, tie.source.y + 30);
          page.picture.forgetWays();
          const after = points();
          page.picture.putBack();
          const back = points();
          const way = (at) => [after[at] - before[at], after[at + 1] - before[at + 1]].map(Math.round);
          return [way(0), way(6), String(back) === String(before)];
        }"""
    )
    assert (start, end, others) == ([40, 30], [0, 0], True)


def test_the_picture_is_drawn(opened: Page) -> None:
    colours = opened.evaluate(
        """() => {
          const canvas = document.querySelector("#picture canvas");
          const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
          const seen = new Set();
          for (let at = 0; at < pixels.length; at += 4) seen.add((pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2]);
          return seen.size;
        }"""
    )
    assert colours > 50


def test_nothing_moves_by_itself(opened: Page) -> None:
    places = "() => JSON.stringify(page.picture.network.getPositions())"
    before = opened.evaluate(places)
    opened.wait_for_timeout(300)
    assert opened.evaluate(places) == before
    assert opened.evaluate("() => page.picture.network.physics.physicsEnabled") is False


def test_search_finds_names_in_all_languages_without_accents_and_case(opened: Page) -> None:
    for text, label in (
        ("china", "China"),
        ("КИТАЙ", "China"),
        ("中国", "China"),
        ("cote d'ivoire", "Côte d’Ivoire"),
        ("TURKIYE", "Türkiye"),
        ("antonio", "António Guterres"),
        ("си цзин", "Xi Jinping"),
        ("association southeast", "ASEAN"),
    ):
        search(opened, text)
        expect(opened.locator("#found [role=option]").first).to_contain_text(label)
        opened.keyboard.press("Enter")
        assert chosen(opened) == label
        expect(opened.locator("#details h2")).to_have_text(label)
        opened.locator("#reset").click()


def test_search_works_by_keyboard_alone(opened: Page) -> None:
    opened.keyboard.press("/")
    expect(opened.locator("#search")).to_be_focused()
    opened.keyboard.type("memorandum")
    expect(opened.locator("#search")).to_have_attribute("aria-expanded", "true")
    opened.keyboard.press("ArrowDown")
    second = opened.locator("#found [role=option]").nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    expect(opened.locator("#search")).to_have_attribute("aria-activedescendant", "found-1")
    opened.keyboard.press("Enter")
    expect(opened.locator("#details h2")).to_be_focused()
    opened.keyboard.press("Escape")
    expect(opened.locator("#details")).to_be_hidden()
    expect(opened.locator("#picture")).to_be_focused()


def test_search_for_nothing_says_so(opened: Page) -> None:
    opened.locator("#search").click()
    search(opened, "zzzz")
    expect(opened.locator("#found")).to_have_text("nothing by this name")


def test_a_click_shows_the_claims_with_their_locators(opened: Page) -> None:
    opened.mouse.click(*point(opened, "Digital Economy Partnership Agreement"))
    details = opened.locator("#details")
    expect(details.locator("h2")).to_have_text("Digital Economy Partnership Agreement")
    expect(details).to_contain_text("China is applicant of Digital Economy Partnership Agreement.")
    expect(details.locator(".claims cite").first).to_have_text(re.compile(r".+, paragraph \d+"))
    expect(details.locator(".ties > li")).to_have_count(4)
    details.get_by_role("button", name="Chile").click()
    assert chosen(opened) == "Chile"
    details.get_by_role("button", name="Close the details").click()
    expect(details).to_be_hidden()
    assert_quiet(opened)


def test_a_click_on_a_line_shows_its_claims(opened: Page) -> None:
    x, y = point(opened, "Chile")
    half = opened.evaluate(
        "() => [...page.model.nodes.values()].find((one) => one.label === 'Chile').room[0] / 2"
    )
    opened.mouse.click(x - half * opened.evaluate("() => page.picture.network.getScale()") - 4, y)
    expect(opened.locator("#details h2")).to_have_text("Chile – signatory")
    expect(opened.locator("#details .claims li")).to_have_count(1)
    assert_quiet(opened)


def test_a_claim_of_a_tie_is_not_repeated_for_its_ends(opened: Page) -> None:
    search(opened, "ASEAN")
    opened.keyboard.press("Enter")
    codes = opened.locator("#details .claims code").all_text_contents()
    assert len(codes) == len(set(codes)) == 8


def test_a_reported_claim_says_that_it_is_reported(opened: Page) -> None:
    search(opened, "1,000 advanced")
    opened.keyboard.press("Enter")
    expect(opened.locator("#details")).to_contain_text("reported")


def test_pointing_shows_a_note_and_leaving_hides_it(opened: Page) -> None:
    opened.mouse.move(*point(opened, "Digital Silk Road"))
    expect(opened.locator("#tip")).to_contain_text("Digital Silk Road was operating.")
    expect(opened.locator("#tip")).to_contain_text("paragraph")
    opened.mouse.move(5, 5)
    expect(opened.locator("#tip")).to_be_hidden()


def test_filters_change_picture_tables_and_count_together(opened: Page) -> None:
    opened.locator('[data-filter=type][value="agreement"]').uncheck()
    shown = opened.evaluate("() => [page.picture.shown.nodes.size, page.picture.shown.ties.size]")
    assert (rows(opened, "things"), rows(opened, "ties")) == tuple(shown)
    expect(opened.locator("#count")).to_have_text(
        f"{shown[0]} of 140 parties and initiatives, {shown[1]} of 156 ties"
    )
    expect(opened.locator("#ties caption")).to_contain_text(f"({shown[1]} of 156)")
    hidden = opened.evaluate("() => page.picture.nodes.get().filter((node) => node.hidden).length")
    assert hidden == 140 - shown[0]
    assert_nothing_overlaps(opened)


def test_each_filter_lets_through_only_what_it_should(opened: Page) -> None:
    kept = "(key) => [...new Set([...page.picture.shown.ties].map((tie) => key === 'role' ? tie.role : tie.source[key]))]"
    opened.locator('[data-filter=status][value="announced"]').uncheck()
    assert "announced" not in opened.evaluate(kept, "status")
    opened.locator('[data-filter=role][value="opponent"]').uncheck()
    assert "opponent" not in opened.evaluate(kept, "role")
    opened.locator("#reset").click()
    assert rows(opened, "ties") == 156


def test_a_span_of_years_keeps_undated_things_only_if_asked(opened: Page) -> None:
    years = "() => [...page.picture.shown.ties].map((tie) => tie.years[0] ?? tie.source.years[0] ?? null)"
    opened.locator("[data-filter=from]").select_option("2018")
    opened.locator("[data-filter=to]").select_option("2019")
    assert set(opened.evaluate(years)) == {2018, 2019}
    expect(opened.locator("#count")).to_contain_text("undated ties left out")
    opened.locator("[data-filter=undated]").check()
    assert set(opened.evaluate(years)) == {2018, 2019, None}
    expect(opened.locator("#count")).to_contain_text("undated ties too")


def test_all_or_none_empties_and_fills_a_filter(opened: Page) -> None:
    opened.get_by_role("button", name="Role of parties: all or none").click()
    assert rows(opened, "ties") == 0
    opened.get_by_role("button", name="Role of parties: all or none").click()
    assert rows(opened, "ties") == 156


def test_choosing_what_is_filtered_out_brings_it_back(opened: Page) -> None:
    opened.locator('[data-filter=type][value="country"]').uncheck()
    search(opened, "Kenya")
    expect(opened.locator("#found [role=option]").first).to_contain_text("filtered out")
    opened.keyboard.press("Enter")
    assert chosen(opened) == "Kenya"
    assert opened.evaluate("() => page.picture.shown.nodes.has(page.chosen)")


def test_the_picture_can_be_walked_with_the_arrow_keys(opened: Page) -> None:
    opened.locator("#picture").focus()
    opened.keyboard.press("ArrowRight")
    assert chosen(opened) == "China"
    opened.keyboard.press("ArrowRight")
    assert opened.evaluate("() => page.chosen.x > page.picture.hub.x")
    opened.keyboard.press("Enter")
    expect(opened.locator("#details h2")).to_be_focused()


def test_zoom_and_reset(opened: Page) -> None:
    scale = "() => page.picture.network.getScale()"
    first = opened.evaluate(scale)
    opened.get_by_role("button", name="Zoom in").click()
    eventually(opened, lambda: opened.evaluate(scale) > first * 1.2)
    opened.get_by_role("button", name="Whole picture").click()
    eventually(opened, lambda: abs(opened.evaluate(scale) - first) < 0.001)


def test_every_control_has_a_name(opened: Page) -> None:
    unnamed = opened.evaluate(
        """() => [...document.querySelectorAll("button, input, select, [role=application]")].filter((element) =>
          !(element.getAttribute("aria-label") || element.textContent.trim() || element.labels?.[0]?.textContent.trim())
        ).map((element) => element.outerHTML)"""
    )
    assert unnamed == []


def test_the_first_stop_of_the_tab_key_skips_to_the_tables(opened: Page) -> None:
    opened.keyboard.press("Tab")
    expect(opened.locator(".skip")).to_be_focused()
    opened.keyboard.press("Enter")
    expect(opened.locator("#tables")).to_be_focused()


def test_it_fits_a_telephone(page: Page, sample_page: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(sample_page.as_uri())
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    assert page.evaluate("() => page.picture.network.getScale() * 12") > 8
    assert_quiet(page)


def test_a_dark_ground_is_followed(page: Page, sample_page: Path) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(sample_page.as_uri())
    ground = "() => page.picture.theme.ground"
    dark = page.evaluate(ground)
    page.emulate_media(color_scheme="light")
    eventually(page, lambda: page.evaluate(ground) != dark)


def test_hostile_names_are_shown_as_text(page: Page, open_graph: Open) -> None:
    graph = networkx.MultiGraph()
    claim = {"iri": "c1", "id": HOSTILE, "text": HOSTILE, "modality": "asserted", "source": HOSTILE}
    claim |= {"source_title": HOSTILE, "locator": HOSTILE, "date": HOSTILE}
    for node, mode in (("a", "initiative"), ("b", "party"), ("c", "party")):
        kind = {"type": "<b>", "type_label": HOSTILE, "status": None, "status_label": HOSTILE}
        graph.add_node(
            node, label=HOSTILE, alt=[HOSTILE], mode=mode, years=[], claims=carry(graph, [claim]), **kind
        )
    for party in "bc":
        tie = {
            "role": "<i>",
            "role_label": HOSTILE,
            "years": [],
            "modality": HOSTILE,
            "claims": carry(graph, [claim]),
        }
        graph.add_edge("a", party, key="<i>", **tie)
    open_graph(graph)
    search(page, "img src")
    page.keyboard.press("Enter")
    expect(page.locator("#details h2")).to_contain_text('</script><img src=x onerror="window.hit=1">')
    at = page.locator("#picture").bounding_box()
    assert at
    page.mouse.move(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
    assert page.evaluate("() => [window.hit, document.images.length]") == [None, 0]
    assert_nothing_overlaps(page)
    assert_quiet(page)


def test_an_empty_network_opens(page: Page, open_graph: Open) -> None:
    open_graph(networkx.MultiGraph())
    expect(page.locator("#count")).to_have_text("0 parties and initiatives, 0 ties")
    assert_quiet(page)


def test_the_tables_of_the_script_and_those_without_it_say_the_same(
    page: Page, browser: Any, sample_page: Path
) -> None:
    cells = """() => ["ties", "things"].map((id) => [...document.getElementById(id).rows].map((row) =>
      [...row.cells].map((cell) => cell.textContent.replace(/\\s+/g, " ").trim())))"""
    page.goto(sample_page.as_uri())
    context = browser.new_context(java_script_enabled=False, offline=True)
    plain = context.new_page()
    plain.goto(sample_page.as_uri())
    with_script, without = page.evaluate(cells), plain.evaluate(cells)
    for one, other in zip(with_script, without, strict=True):
        assert one[0] == other[0]
        assert sorted(one[1:]) == sorted(other[1:])
    context.close()


def test_thousands_of_rows_are_written_some_at_a_time(page: Page, open_graph: Open) -> None:
    graph = networkx.path_graph(1200)
    networkx.set_node_attributes(graph, {n: {"label": f"N{n}", "mode": "party"} for n in graph})
    open_graph(networkx.relabel_nodes(graph, str), layout="force")
    rows = page.locator("#ties tbody tr")
    expect(rows).to_have_count(500)
    expect(page.locator("#ties caption")).to_contain_text("(1199)")
    page.get_by_role("button", name="500 more rows, of 699").click()
    expect(rows).to_have_count(1000)
    assert_quiet(page)


def test_without_javascript_the_tables_are_there(browser: Any, sample_page: Path) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(sample_page.as_uri())
    expect(page.locator("figure noscript p")).to_be_visible()
    assert page.locator("#ties tbody tr").count() == 156
    context.close()
