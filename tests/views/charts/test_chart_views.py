"""The charts of the gallery, over the graph as it is built."""

from __future__ import annotations

import re
import tomllib
from html import escape, unescape

import pytest

from pactgraph.store.local import LocalStore
from pactgraph.views.charts.page import make, render
from pactgraph.views.charts.rows import WIDE
from pactgraph.views.definition import load_view, view_names, view_path
from pactgraph.views.network_of import network_of


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
    page = render(drawing, view)
    assert len(page) < 400_000
    # What is known of a claim stands at its mark and in its row of the table.
    labels = dict(re.findall(r'data-row="([^"]+)" aria-label="([^"]*)"', drawing.draw(WIDE).content))
    for row in drawing.rows:
        known = [text for claim in row.claims for text in claim.caveats]
        assert all(text in row.caveat and escape(text) in page for text in known)
        assert row.id not in labels or row.caveat in unescape(labels[row.id])


def test_a_misprint_makes_no_scale_and_no_line(real: LocalStore) -> None:
    """Jilin's trade with Russia in 2022: 34.67 billion yuan is set aside, 163.77 is read as 16.377."""
    view = load_view(view_path("indicator"))
    drawing = make(real, view, {"indicator": "indicator:trade-with-russia"}, lambda: None)
    words = drawing.draw(WIDE).content
    jilin = words[words.index(">Jilin<") : words.index(">Liaoning<")]
    assert ">20<" in jilin and ">50<" not in jilin
    wrong = re.search(r'aria-label="(Jilin, 2022: 34.67[^"]*)"', jilin)
    assert wrong and "known to be wrong" in wrong[1] and "a curator prefers" in wrong[1]
    assert "Known to be wrong: 1 value." in drawing.summary


def test_the_map_of_countries_keeps_advice_apart_and_whom_a_platform_serves_out(real: LocalStore) -> None:
    view = load_view(view_path("countries-map"))
    drawing = make(real, view, {}, lambda: network_of(real, view))
    tied = [(row["place"], row["other"], row["how"], row["count"]) for row in drawing.rows if row["other"]]
    advice = "plan, recommendation or forecast"
    assert tied == [
        ("China", "Russia", "fact", "7"),
        ("Argentina", "China", "fact", "1"),
        ("China", "Cuba", "fact", "1"),
        ("China", "Czechia", "fact", "1"),
        ("China", "Russia", advice, "10"),
        ("China", "Mongolia", advice, "1"),
        ("Mongolia", "Russia", advice, "1"),
    ]
