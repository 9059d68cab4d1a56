"""The charts of the gallery, over the graph as it is built."""

from __future__ import annotations

import tomllib

import pytest

from pactgraph.store.local import LocalStore
from pactgraph.views.charts.page import make, render
from pactgraph.views.definition import load_view, view_names, view_path


def asking() -> list[str]:
    """The views whose chart asks a question of its own."""
    files = {name: tomllib.loads(view_path(name).read_text(encoding="utf-8")) for name in view_names()}
    return [name for name, said in files.items() if "question" in said.get("chart", {})]


@pytest.mark.parametrize("name", asking())
def test_every_chart_that_asks_a_question_draws_and_every_row_rests_on_claims(
    name: str, real: LocalStore
) -> None:
    view = load_view(view_path(name))
    drawing = make(real, view, {}, lambda: None)
    assert drawing.rows and all(row.claims for row in drawing.rows)
    assert drawing.summary.endswith(".")
    assert len(render(drawing, view)) < 400_000
