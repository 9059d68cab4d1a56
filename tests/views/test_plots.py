"""Plots are the same bytes each time, hold their words as text, and bring nothing of the machine along."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from xml.etree import ElementTree

import networkx as nx
import pytest

from pactgraph.errors import MissingLibraryError
from pactgraph.views.plots import Plot, RankRange, matrix_plot, rank_plot, series_plot

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script> $x$ \x00 Куба 古巴"


def rank() -> Plot:
    return rank_plot("Ranks", [RankRange("China", 1, 1, 2), RankRange(HOSTILE, 2, 1, 9, 1, 12)])


def series() -> Plot:
    return series_plot(
        "Ties", {"new": {2015: 1, 2016: 4, 2018: 2}, "gone": {2016: 0, 2018: 3}}, what="ties a year"
    )


def matrix() -> Plot:
    graph = nx.karate_club_graph()
    return matrix_plot("Karate", graph, {node: int(graph.nodes[node]["club"] == "Officer") for node in graph})


PLOTS = {"rank": rank, "series": series, "matrix": matrix}


@pytest.fixture(params=PLOTS)
def plot(request: pytest.FixtureRequest) -> Plot:
    return PLOTS[request.param]()


def texts(svg: str) -> list[str]:
    return ["".join(node.itertext()).strip() for node in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_a_plot_is_the_same_each_time(plot):
    assert plot.svg() == plot.svg()
    assert plot.png() == plot.png()


def test_a_plot_does_not_depend_on_the_process():
    """In other processes with another hash seed each."""
    code = (
        "from pactgraph.views.plots import RankRange, rank_plot; import hashlib\n"
        "print(hashlib.sha256(rank_plot('R', [RankRange('China', 1, 1, 2)]).svg().encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in "12"
    }
    assert len(digests) == 1


def test_svg_names_no_date_and_no_program(plot):
    svg = plot.svg()
    assert not re.search(r"dc:date|dc:creator|created with|20\d\d-\d\d-\d\d", svg, re.IGNORECASE)


def test_svg_asks_for_nothing_from_anywhere(plot):
    named = set(re.findall(r'(?:href|src)="([^"]*)"', plot.svg()))
    assert all(name.startswith("#") for name in named)


def test_words_are_text_with_letters_of_all_languages():
    assert "<script>alert(1)</script> $x$ Куба 古巴" in texts(rank().svg())
    assert "CJK" in rank().svg()


def test_a_plot_is_told_in_words():
    assert rank().alt.startswith("Ranks. China: rank 1, under variations 1 to 2; ")
    assert series().alt == (
        "Ties. new: 1 in 2015, 2 in 2018, at most 4; gone: 0 in 2016, 3 in 2018, at most 3."
    )
    assert matrix().alt == "Karate. A matrix of 34 of the 34 nodes, in 2 communities that dark lines part."


def test_a_year_without_value_interrupts_the_line():
    whole = series_plot("T", {"a": {2016: 1, 2017: 2, 2018: 3}}, what="x").svg()
    broken = series_plot("T", {"a": {2016: 1, 2017: None, 2018: 3}}, what="x").svg()
    lines = [re.findall(r'd="([^"]*)" fill="none" stroke="#0065ad"', svg) for svg in (whole, broken)]
    assert [len(found) for found in lines] == [1, 0]
    assert lines[0][0].count("L") == 2


def test_a_matrix_has_two_squares_for_each_undirected_tie():
    squares = re.findall(r'fill="#0065ad" fill-opacity', matrix().svg())
    assert len(squares) == 2 * nx.karate_club_graph().number_of_edges()


def test_no_text_is_cut_off_by_the_edge(plot):
    root = ElementTree.fromstring(plot.svg())
    width = float(root.get("width", 0))
    for text in root.iter(f"{SVG}text"):
        if text.get("transform") is None:
            share = {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor", "start")]
            length = float(text.get("textLength", 0))
            left = float(text.get("x", 0)) - share * length
            assert left >= 0 and left + length <= width, text.text


def test_a_large_matrix_shows_the_strongest_and_says_so():
    plot = matrix_plot("Star", nx.star_graph(100), {}, most=10)
    assert "10 of the 101 nodes" in plot.alt
    assert len({text for text in texts(plot.svg()) if text}) == 10


def test_png_is_drawn():
    assert rank().png().startswith(b"\x89PNG")


def test_a_picture_without_its_library_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(MissingLibraryError, match=r"pip install 'pactgraph\[views\]'"):
        rank().png()
