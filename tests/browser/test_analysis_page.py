"""The report of an analysis in a browser without a network: light and dark, wide and narrow, on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pactgraph.network.analysis import analyse
from pactgraph.network.participation_queries import read_participations
from pactgraph.network.scenarios import Scenario
from pactgraph.store.local import LocalStore
from pactgraph.views.analysis import render_analysis

SIZES = [(1280, 800), (390, 844)]


@pytest.fixture(scope="module")
def report(built: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    store = LocalStore.memory(built / "pactgraph.nq")
    analysis = analyse(store, Scenario(read_participations(store), "party-party"), draws=5)
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(
        render_analysis(analysis, store, command="pactgraph analyze party-party"), encoding="utf-8"
    )
    return path.as_uri()


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_report_opens_without_error_or_request_and_fits_its_window(page: Any, report, width, height):
    page.set_viewport_size({"width": width, "height": height})
    page.goto(report)
    assert (page.outside_requests, page.console_errors, page.page_errors) == ([], [], [])
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("svg").count() >= 4


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_sticks_out_of_the_column(page: Any, report, width, height):
    """What is wider than the window scrolls inside its own box."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto(report)
    wide = page.evaluate(
        """() => [...document.querySelectorAll("main p, main li, main h2, main .scroll, main pre, figure")]
            .filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML)"""
    )
    assert wide == []


def test_the_contents_lead_to_the_sections(page: Any, report):
    page.goto(report)
    page.get_by_role("link", name="Caveats").click()
    assert page.locator("#caveats").evaluate("e => e.getBoundingClientRect().top") < 400


def test_a_tie_opens_to_its_claims_without_a_script(page: Any, report):
    page.goto(report)
    tie = page.locator("#evidence details").first
    assert not tie.locator("cite").first.is_visible()
    tie.locator("summary").click()
    assert tie.locator("cite").first.is_visible()


def contrast(page: Any, selector: str) -> float:
    """The contrast of an element's text with the page's ground, as WCAG 2 computes it."""
    return page.evaluate(
        """selector => {
            const light = colour => {
                const [r, g, b] = colour.match(/[\\d.]+/g).map(v => v / 255)
                    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const element = document.querySelector(selector), style = getComputedStyle(element);
            const ink = element instanceof SVGElement ? style.fill : style.color;
            const pair = [light(ink), light(getComputedStyle(document.body).backgroundColor)];
            return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
        }""",
        selector,
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("selector", ["main p", ".notes li", "figcaption", "thead th", "svg text", "nav a"])
def test_text_and_letters_of_plots_can_be_read_on_light_and_dark(page: Any, report, scheme, selector):
    page.emulate_media(color_scheme=scheme)
    page.goto(report)
    assert contrast(page, selector) >= 4.5


def test_on_paper_the_contents_go_and_the_ground_is_white(page: Any, report):
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(report)
    assert not page.locator("nav").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
