"""The cut network itself: a page that reaches out is caught, one that does not is fine."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def test_a_page_that_asks_for_something_outside_is_caught(page: Any, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text('<img src="https://example.org/picture.png"><script>undefined_name()</script>')
    page.goto(file.as_uri())
    assert page.outside_requests == ["https://example.org/picture.png"]
    assert page.console_errors and page.page_errors


def test_a_page_that_holds_all_it_needs_raises_nothing(page: Any, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("<!doctype html><title>Pactgraph</title><link rel=icon href='data:,'><p>中国 Россия")
    page.goto(file.as_uri())
    assert (page.outside_requests, page.console_errors, page.page_errors) == ([], [], [])
    assert page.viewport_size == {"width": 1280, "height": 800}
