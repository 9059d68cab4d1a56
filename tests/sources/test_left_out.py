"""What is left out of a document stands in a list, by position and in our own words."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

SOURCES = sorted((Path(__file__).parents[2] / "graph" / "sources").glob("*/left-out.csv"))


def test_each_founding_document_has_its_list() -> None:
    assert len(SOURCES) == 5


@pytest.mark.parametrize("listed", SOURCES, ids=lambda path: path.parent.name)
def test_passages_lie_in_the_document_and_stand_in_its_order(listed: Path) -> None:
    with listed.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    length = re.search(r"pact:length (\d+)", (listed.parent / "source.ttl").read_text(encoding="utf-8"))
    assert length and rows
    places = [(int(row["start"]), int(row["end"])) for row in rows]
    assert places == sorted(set(places))
    assert all(0 <= start < end <= int(length[1]) for start, end in places)
    assert all(
        list(row) == ["locator", "start", "end", "kind", "reason"] and all(row.values()) for row in rows
    )
