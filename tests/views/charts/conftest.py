from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx
import pytest

from pactgraph.store.local import LocalStore
from pactgraph.views.charts.page import make
from pactgraph.views.charts.rows import WIDE, Drawing
from pactgraph.views.definition import load_view

Make = Callable[..., Drawing]

SVG = "{http://www.w3.org/2000/svg}"
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


@pytest.fixture(scope="session")
def stated(real: LocalStore) -> tuple[str, str]:
    """Two claims of the graph."""
    one, other = real.select("SELECT ?c WHERE { ?c pact:text ?text } ORDER BY ?c LIMIT 2").records()
    return one["c"], other["c"]


@pytest.fixture
def countries(stated: tuple[str, str]) -> Any:
    """Four countries: China shares two initiatives with Russia and one with Cuba, Japan none."""
    graph = networkx.Graph(projection="country-country")
    for code, label in (("CHN", "China"), ("RUS", "Russia"), ("CUB", "Cuba"), ("JPN", "Japan")):
        graph.add_node(f"{ID}{code}", label=label, type="country", mode="party", country=f"{ID}{code}")
    graph.graph["things"] = {"urn:one": {"status": "proposed"}, "urn:two": {"status": "signed"}}
    pairs = (("RUS", ["urn:one", "urn:two"], "asserted"), ("CUB", ["urn:one"], "reported"))
    for (code, initiatives, modality), claim in zip(pairs, stated, strict=True):
        graph.add_edge(
            f"{ID}CHN", f"{ID}{code}", initiatives=initiatives, count=len(initiatives),
            years=[2019, 2021], modality=modality, claims=claim,
        )  # fmt: skip
    return graph


@dataclass(frozen=True)
class Drawn:
    """The markup of a chart, taken apart."""

    root: ElementTree.Element

    @property
    def marks(self) -> list[tuple[str, ElementTree.Element]]:
        """The label and the first shape of each mark, in the order of the picture."""
        links = self.root.iter(f"{SVG}a")
        return [(link.get("aria-label", ""), link[0]) for link in links if link.get("aria-label")]

    @property
    def texts(self) -> list[ElementTree.Element]:
        return list(self.root.iter(f"{SVG}text"))

    def areas(self) -> list[tuple[float, float, float, float]]:
        """The left, top, right and bottom of each text that is not turned."""
        found = []
        for text in self.texts:
            if text.get("transform") is None:
                x, length = float(text.get("x", 0)), float(text.get("textLength", 0))
                left = (
                    x - {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor", "start")] * length
                )
                size = float(text.get("font-size", 0))
                middle = float(text.get("y", 0)) - 0.35 * size
                found.append((left, middle - size / 2, left + length, middle + size / 2))
        return found


@pytest.fixture
def drawn() -> Callable[[Drawing, int], Drawn]:
    """Draw a chart for a width and take it apart."""

    def taken(drawing: Drawing, width: int = WIDE) -> Drawn:
        return Drawn(ElementTree.fromstring(drawing.draw(width).markup("a", "b", "c")))

    return taken
