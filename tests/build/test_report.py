from __future__ import annotations

import re

import pytest

from pactgraph.build.opening import open_data
from pactgraph.build.report import build_report, cell
from pactgraph.store.local import LocalStore
from pactgraph.validation.findings import Finding


def numbers(text: str, section: str) -> dict[str, int]:
    part = text.partition(f"## {section}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([^*].*?) \| (\d+) \|$", part, re.MULTILINE)
    return {name: int(number) for name, number in rows}


def test_the_report_counts_what_is_there(built):
    text = (built / "report.md").read_text(encoding="utf-8")
    claims = len(open_data(built).select("SELECT DISTINCT ?c { ?c a pact:Claim }"))
    assert sum(numbers(text, "Claims by source").values()) == claims
    assert sum(numbers(text, "Claims by kind").values()) == claims
    parties = len(open_data(built).select("SELECT DISTINCT ?p { ?p a pact:Party }"))
    assert sum(numbers(text, "Parties").values()) == parties
    assert f"| **all** | {claims} |" in text


def test_warnings_stand_in_the_report():
    warning = Finding("rule", "warning", "urn:a", "something <b>odd</b>\nhere")
    text = build_report(LocalStore.of([]), [warning], 3)
    assert "- something &lt;b&gt;odd&lt;/b&gt; here" in text
    assert "3 rounds" in text and "No warnings" not in text
    assert "No warnings." in build_report(LocalStore.of([]), [], 1)


@pytest.mark.parametrize(("text", "shown"), [("a|b", "a\\|b"), ("a\nb", "a b"), ("&<>", "&amp;&lt;&gt;")])
def test_a_cell_stays_one_cell(text, shown):
    assert cell(text) == shown
