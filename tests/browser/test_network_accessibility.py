"""The network page under axe-core, on light and dark ground, wide and narrow, with its parts opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

Open = Callable[..., Path]


def faults(page: Page) -> list[str]:
    """What axe-core finds fault with, of any weight."""
    found = Axe().run(page).response["violations"]
    return [f"{one['impact']}: {one['id']}: {[node['html'][:120] for node in one['nodes']]}" for one in found]


@pytest.mark.every(7)
@pytest.mark.parametrize("kind", ["two-mode", "countries"])
@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(
    page: Page,
    open_graph: Open,
    sample_graph: Any,
    countries_graph: Any,
    scheme: Any,
    size: tuple[int, int],
    kind: str,
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme)
    if kind == "two-mode":
        open_graph(sample_graph())
    else:
        open_graph(
            countries_graph(), layout="force", colour="community", size="degree", width="weight", arrows=True
        )
    assert faults(page) == []
    page.locator("#take summary").click()
    page.locator("#search").fill("a")
    assert faults(page) == []
    page.keyboard.press("Enter")
    page.get_by_role("button", name="its ties").click()
    assert faults(page) == []
    page.locator("#made summary").click() if kind == "countries" else None
    assert faults(page) == []


def test_axe_finds_no_fault_in_a_frame(page: Page, open_graph: Open, countries_graph: Any) -> None:
    open_graph(countries_graph(), "#embed=1", layout="force")
    assert faults(page) == []


def test_everything_can_be_reached_with_the_tab_key(
    page: Page, open_graph: Open, countries_graph: Any
) -> None:
    open_graph(countries_graph(), layout="force")
    page.locator("#take summary").click()
    page.locator("body").focus()
    wanted = page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, textarea, summary, a[href]")]
          .filter((one) => one.checkVisibility() && one.tabIndex >= 0).length"""
    )
    page.evaluate("() => { document.activeElement.blur(); window.scrollTo(0, 0); }")
    reached = set()
    for _ in range(wanted * 2 + 20):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("() => [...document.querySelectorAll('*')].indexOf(document.activeElement)")
        )
    stops = page.evaluate(
        """(reached) => [...document.querySelectorAll("button, input, select, textarea, summary, a[href]")]
          .filter((one) => one.checkVisibility() && one.tabIndex >= 0)
          .filter((one) => !reached.includes([...document.querySelectorAll("*")].indexOf(one))).map((one) => one.outerHTML)""",  # noqa: E501
        sorted(reached),
    )
    assert stops == []


def test_the_keyboard_alone_goes_from_the_search_to_a_neighbour(
    page: Page, open_graph: Open, countries_graph: Any
) -> None:
    open_graph(countries_graph(), layout="force")
    page.keyboard.press("/")
    page.keyboard.type("chad")
    page.keyboard.press("Enter")
    expect(page.locator("#details h2")).to_be_focused()
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.textContent") == "Aland":
            break
    page.keyboard.press("Enter")
    expect(page.locator("#details h2")).to_have_text("Aland")
    page.keyboard.press("Escape")
    expect(page.locator("#picture")).to_be_focused()
