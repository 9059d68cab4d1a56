"""A real browser without a network: what it asks for beyond the page's own file is refused and listed."""

from __future__ import annotations

import runpy
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright._impl._driver import compute_driver_executable
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

VIEWS = Path(__file__).parents[1] / "views"
INSIDE = ("file:", "data:", "blob:", "about:")
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def driver(needs: Callable[[str, Any, str], Any]) -> str:
    """The program that Playwright talks to the browser through; on a bare Debian it lacks a library."""
    program = compute_driver_executable()[0]
    runs = subprocess.run([program, "--version"], capture_output=True).returncode == 0
    return needs("Playwright's driver", program if runs else None, "apt install libatomic1")


@pytest.fixture(scope="module")
def browser(chromium: Path, driver: str) -> Iterator[Browser]:
    """The system's Chromium, started for each file: its loop of events is in the way of other tests.

    On a busy machine a page takes its time: what is expected is waited for longer than playwright does.
    """
    expect.set_options(timeout=60_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of 1280 by 800 with the network cut.

    It carries three lists that a test reads after it opened something: ``outside_requests`` (addresses that
    were asked for and refused), ``console_errors`` and ``page_errors`` (scripts that failed).
    """
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    context.set_offline(True)
    context.set_default_timeout(120_000)
    page = context.new_page()
    outside, console, failures = [], [], []

    def refuse_outside(route: Route) -> None:
        if route.request.url.startswith(INSIDE):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    context.route("**/*", refuse_outside)
    page.on("websocket", lambda socket: outside.append(socket.url))
    page.on("console", lambda line: console.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.outside_requests, page.console_errors, page.page_errors = outside, console, failures
    yield page
    context.close()


@pytest.fixture(scope="session")
def sample_graph() -> Callable[[], Any]:
    """Build the invented two-mode network of ``tests/views`` anew."""
    return runpy.run_path(str(VIEWS / "sample.py"))["sample_graph"]


@pytest.fixture(scope="session")
def countries_graph() -> Callable[[], Any]:
    """Build the invented network of countries of ``tests/views`` anew."""
    return runpy.run_path(str(VIEWS / "countries.py"))["countries_graph"]


@pytest.fixture
def open_graph(page: Page, tmp_path: Path) -> Callable[..., Path]:
    """Write the page of a network and open it; returns its file.

    ``hash`` goes into the address; what else is named is changed in the view: its fields, or its encodings.
    """
    from pactgraph.views.definition import load_view, view_path
    from pactgraph.views.page import render

    def show(graph: Any, hash: str = "", **changes: Any) -> Path:
        view = load_view(view_path("two-mode"))
        encodings = {key: changes.pop(key) for key in list(changes) if hasattr(view.encoding, key)}
        view = replace(view, encoding=replace(view.encoding, **encodings), **changes)
        file = tmp_path / "network.html"
        file.write_text(render(graph, view), encoding="utf-8")
        page.goto(file.as_uri() + hash)
        return file

    return show
