"""What a reader of the network page can do with it: years, focus, the address, a frame in another page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Path]
SHOWN = "() => [...page.picture.shown.nodes].map((node) => node.label).sort()"
TIES = "() => page.picture.shown.ties.size"
SCALE = "() => page.picture.network.getScale()"


@pytest.fixture
def opened(page: Page, open_graph: Open, countries_graph: Callable[[], Any]) -> Page:
    """Four countries, three lines: 2012 and 2015, 2015, none."""
    open_graph(countries_graph(), layout="force", size="degree", width="weight", arrows=True)
    return page


def choose(page: Page, name: str) -> None:
    page.locator("#search").fill(name)
    page.keyboard.press("Enter")


def slide(page: Page, index: int) -> None:
    page.locator("#until").focus()
    page.keyboard.press("Home")
    for _ in range(index):
        page.keyboard.press("ArrowRight")


def address(page: Page) -> str:
    return str(page.evaluate("() => location.hash"))


def assert_quiet(page: Page) -> None:
    assert (page.outside_requests, page.console_errors, page.page_errors) == ([], [], [])


def test_arcs_there_and_back_are_one_line_with_two_arrows(opened: Page) -> None:
    expect(opened.locator("#count")).to_have_text("4 parties, 3 ties")
    arrows = opened.evaluate("() => [...page.model.ties.values()].map((tie) => tie.arrow).sort()")
    assert arrows == ["both", "forward", "forward"]
    key = opened.locator("#key")
    expect(key).to_contain_text("one-sided: from who gives to who receives")
    expect(key).to_contain_text("mutual")
    assert_quiet(opened)


def test_the_legend_explains_only_what_occurs(opened: Page, open_graph: Open, sample_graph: Any) -> None:
    key = opened.locator("#key")
    for said in ("strength 0.25", "strength 1.5", "tied to 0", "tied to 2", "not so yet"):
        expect(key).to_contain_text(said)
    open_graph(sample_graph())
    for unsaid in ("strength", "tied to", "one-sided", "mutual"):
        expect(key).not_to_contain_text(unsaid)


def test_a_tie_of_two_countries_names_what_they_share(opened: Page) -> None:
    choose(opened, "Aland")
    details = opened.locator("#details")
    expect(details).to_contain_text("↔ Borneo share 2 initiatives, 2012, 2015")
    expect(details).to_contain_text("→ Chad share 1 initiative, 2015")
    opened.evaluate("() => page.choose([...page.model.ties.values()].find((tie) => tie.arrow === 'both'))")
    expect(details.locator("h2")).to_have_text("Aland ↔ Borneo")
    expect(details).to_contain_text("Strength 1.5 there, 1 back")
    assert details.locator(".shared li").all_text_contents() == ["Trade accord", "Sea cable"]
    expect(details.locator(".claims li")).to_have_count(3)


def test_the_slider_lets_years_pass(opened: Page) -> None:
    slide(opened, 0)
    expect(opened.locator("#span")).to_have_text("up to 2012")
    assert opened.evaluate(SHOWN) == ["Aland", "Borneo"]
    opened.locator("[data-filter=undated]").check()
    assert opened.evaluate(SHOWN) == ["Aland", "Borneo", "Chad", "Dominica"]  # one tie has no year
    opened.locator("[data-filter=undated]").uncheck()
    slide(opened, 1)
    expect(opened.locator("#span")).to_have_text("all years")
    opened.locator("#alone").check()
    expect(opened.locator("#span")).to_have_text("2015")
    expect(opened.locator("[data-filter=from]")).to_have_value("2015")
    assert opened.evaluate(TIES) == 2


def test_the_years_play_and_stop_at_the_last(opened: Page) -> None:
    play = opened.locator("#play")
    play.click()
    expect(play).to_have_text("Pause")
    expect(opened.locator("#span")).to_have_text("up to 2012")
    expect(opened.locator("#span")).to_have_text("all years", timeout=60_000)
    expect(play).to_have_text("Play")
    expect(play).to_have_attribute("aria-pressed", "false")


def test_playing_can_be_paused(opened: Page) -> None:
    opened.locator("#play").click()
    opened.locator("#play").click()
    opened.wait_for_timeout(1300)
    expect(opened.locator("#span")).to_have_text("up to 2012")


def test_without_years_there_is_no_slider(page: Page, open_graph: Open, countries_graph: Any) -> None:
    graph = countries_graph()
    for *_, data in graph.edges(data=True):
        data["years"] = []
    open_graph(graph, layout="force")
    expect(page.locator("#time")).to_be_hidden()
    assert_quiet(page)


def test_only_a_neighbourhood_can_be_shown(opened: Page) -> None:
    choose(opened, "Chad")
    opened.get_by_role("button", name="its ties").click()
    assert opened.evaluate(SHOWN) == ["Aland", "Borneo", "Chad"]
    expect(opened.locator("#focus")).to_contain_text("Only Chad and what is tied to it")
    expect(opened.locator("#count")).to_have_text("3 of 4 parties, 3 of 3 ties")
    opened.get_by_role("button", name="Show all").click()
    expect(opened.locator("#focus")).to_be_hidden()
    assert opened.evaluate(TIES) == 3


def test_the_neighbourhood_has_a_key(opened: Page) -> None:
    opened.locator("#picture").focus()
    opened.keyboard.press("ArrowRight")
    opened.keyboard.press("f")
    expect(opened.locator("#focus")).to_be_visible()
    opened.locator("#picture").focus()
    opened.keyboard.press("f")
    expect(opened.locator("#focus")).to_be_hidden()


def test_a_link_opens_what_its_sender_saw(opened: Page, page: Page) -> None:
    opened.locator('[data-filter=modality][value="reported"]').uncheck()
    slide(opened, 0)
    choose(opened, "Borneo")
    opened.get_by_role("button", name="two steps around").click()
    opened.get_by_role("button", name="Zoom in").click()
    opened.locator("#picture").hover()
    opened.mouse.wheel(0, -100)
    opened.wait_for_timeout(500)
    seen = opened.evaluate(SHOWN), opened.evaluate(SCALE), opened.locator("#count").text_content()
    link = opened.locator("#link").input_value()
    assert link.endswith(address(opened))
    for said in ("no-modality=reported", "to=2012", "at=%7Ecountry%2FBOR", "near=", "steps=2", "see="):
        assert said in link
    page.goto("about:blank")
    page.goto(link)
    assert (page.evaluate(SHOWN), page.locator("#count").text_content()) == (seen[0], seen[2])
    page.wait_for_timeout(300)  # the bar that says what is shown takes some of the room
    assert abs(page.evaluate(SCALE) / seen[1] - 1) < 0.001
    expect(page.locator("#details h2")).to_have_text("Borneo")
    expect(page.locator('[data-filter=modality][value="reported"]')).not_to_be_checked()
    assert_quiet(page)


def test_an_untouched_page_has_a_plain_address(opened: Page) -> None:
    assert address(opened) == ""
    choose(opened, "Chad")
    assert address(opened) == "#at=%7Ecountry%2FCHA"
    opened.locator("#reset").click()
    assert address(opened) == ""


@pytest.mark.parametrize(
    "state",
    [
        "#at=nobody&near=none&steps=9",
        "#from=abc&to=1066&see=1+2",
        "#no-type=%3Cscript%3E&see=a+b+c&at=%3Cimg%20src=x%20onerror=alert(1)%3E",
        "#tables",
        "#%%%=&&&=",
        "#see=1e999+NaN+-1&undated=",
    ],
)
def test_a_broken_address_opens_the_whole_picture(
    page: Page, open_graph: Open, countries_graph: Any, state: str
) -> None:
    open_graph(countries_graph(), state, layout="force")
    expect(page.locator("#count")).to_have_text("4 parties, 3 ties")
    expect(page.locator("#details")).to_be_hidden()
    assert_quiet(page)


def test_the_tables_follow_the_years_and_the_focus(opened: Page) -> None:
    choose(opened, "Chad")
    opened.get_by_role("button", name="its ties").click()
    assert opened.locator("#things tbody tr:visible").count() == 3
    expect(opened.locator("#things caption")).to_contain_text("(3 of 4)")


def test_in_a_frame_there_is_the_picture_alone(page: Page, open_graph: Open, countries_graph: Any) -> None:
    open_graph(countries_graph(), "#embed=1&at=~country/CHA", layout="force")
    for hidden in ("#tables", "#filters", ".search", "header p"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("#time")).to_be_visible()
    expect(page.locator("#details h2")).to_have_text("Chad")
    page.wait_for_timeout(300)
    chad = "() => page.picture.network.canvasToDOM(page.picture.network.getPosition(page.chosen.id)).y"
    top = page.locator("#picture").bounding_box()["y"]
    assert 0 < page.evaluate(chad) + top < page.locator("#details").bounding_box()["y"]
    whole = page.locator("#whole")
    expect(whole).to_be_visible()
    assert "embed" not in str(whole.get_attribute("href"))
    frame = page.locator("#frame").input_value()
    assert frame.startswith("<iframe src=") and "embed=1&amp;at=" in frame


def test_a_frame_in_another_page_works(
    page: Page, open_graph: Open, countries_graph: Any, tmp_path: Path
) -> None:
    open_graph(countries_graph(), layout="force")
    outer = tmp_path / "outer.html"
    outer.write_text(
        f"<!doctype html><link rel=icon href='data:,'>{page.locator('#frame').input_value()}",
        encoding="utf-8",
    )
    page.goto(outer.as_uri())
    inner = page.frame_locator("iframe")
    expect(inner.locator("#picture canvas")).to_be_visible()
    expect(inner.locator("#tables")).to_be_hidden()
    assert_quiet(page)


def test_copying_the_link_says_so(opened: Page) -> None:
    opened.locator("#take summary").click()
    opened.locator("#copy").click()
    expect(opened.locator("#copied")).to_have_text("Copied")


def test_parallel_ties_run_beside_each_other(page: Page, open_graph: Open) -> None:
    import networkx

    graph = networkx.MultiGraph()
    for name, mode in (("i", "initiative"), ("p", "party")):
        graph.add_node(name, label=name, mode=mode, type="project", alt=[], claims=[], years=[])
    for role in ("host", "member", "operator"):
        graph.add_edge("i", "p", key=role, role=role, role_label=role, years=[], claims=[])
    open_graph(graph, layout="force")
    ways = page.evaluate("() => [...page.model.ties.values()].map((tie) => page.picture.wayOf(tie).line)")
    assert len(set(ways)) == 3
    for place in page.evaluate(
        """() => [...page.model.ties.values()].map((tie) => {
          const [, , x1, y1, x2, y2] = page.picture.wayOf(tie).line.match(/-?[\\d.]+/g).map(Number);
          return [tie.id, page.picture.tieAt(page.picture.network.canvasToDOM({ x: (x1 + x2) / 2, y: (y1 + y2) / 2 }))?.id];
        })"""  # noqa: E501
    ):
        assert place[0] == place[1]
