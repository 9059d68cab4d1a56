from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx
import pytest

from pactgraph.store.local import LocalStore
from pactgraph.views.charts.registry import make
from pactgraph.views.charts.rows import Drawing
from pactgraph.views.definition import load_view

Make = Callable[..., Drawing]

ID = "https://w3id.org/pactgraph/id/country/"
HEADER = """
title = "A title"
question = "A question?"
caption = "A caption."
alt = "What it shows."
kind = "chart"
"""


@pytest.fixture(scope="session")
def real(whole: LocalStore) -> LocalStore:
    """The graph as it is built from the checkout."""
    return whole


@pytest.fixture
def write_view(tmp_path: Path) -> Callable[[str], Path]:
    """Write a view file with a chart."""

    def write(text: str) -> Path:
        file = tmp_path / "chart.toml"
        file.write_text(HEADER + text, encoding="utf-8")
        return file

    return write


@pytest.fixture
def draw(real: LocalStore, write_view: Callable[[str], Path]) -> Make:
    """Make the chart of a view file's text from the real graph, or from a network."""

    def drawn(text: str, network: Any = None, **given: str) -> Drawing:
        return make(real, load_view(write_view(text)), given, lambda: network)

    return drawn


@pytest.fixture
def countries() -> Any:
    """Four countries: China shares two initiatives with Russia and one with Cuba, Japan none."""
    graph = networkx.Graph(projection="country-country")
    for code, label in (("CHN", "China"), ("RUS", "Russia"), ("CUB", "Cuba"), ("JPN", "Japan")):
        graph.add_node(f"{ID}{code}", label=label, type="country", mode="party", country=f"{ID}{code}")
    pairs = (("RUS", ["one", "two"], "asserted"), ("CUB", ["one"], "planned"))
    for code, initiatives, modality in pairs:
        claim = {
            "iri": f"claim/{code}",
            "id": f"paper/{code}",
            "text": f"China and {code}.",
            "modality": modality,
        }
        where = {"source_title": "A paper", "locator": "page 1"}
        graph.add_edge(
            f"{ID}CHN", f"{ID}{code}", initiatives=initiatives, count=len(initiatives),
            years=[2019, 2021], modality=modality, claims=[{**claim, **where}],
        )  # fmt: skip
    return graph
