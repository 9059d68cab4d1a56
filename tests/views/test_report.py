"""A paper is one page that stands alone, in which text from data stays text."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

import networkx as nx
import pytest

from pactgraph.network.results import Result
from pactgraph.views.plots import RankRange, matrix_plot, rank_plot, series_plot
from pactgraph.views.report import (
    Commands,
    Evidence,
    Heading,
    Listing,
    Paper,
    PlotBlock,
    Section,
    Stated,
    Text,
    drawn_plots,
    render_paper,
    table_of,
)

HOSTILE = '</title></svg><script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }} \u202e id="x" & 古巴'
TABLE = Result(
    "t", HOSTILE, ("label", "value"), ((HOSTILE, 1.23456), ("Cuba", None), ("Peru", -0.5)), (HOSTILE,)
)


def paper(text: str = HOSTILE) -> Paper:
    claim = {"text": text, "where": text, "id": text}
    graph = nx.Graph()
    graph.add_edge("a", "b", weight=1.0)
    graph.nodes["a"]["label"] = text
    blocks = (
        Text(text),
        Heading(text),
        Listing((text,)),
        Commands((text,)),
        table_of(TABLE),
        PlotBlock(rank_plot(text, [RankRange(text, 1, 1, 2)]), text),
        PlotBlock(series_plot(text, {text: {2020: 1, 2021: 2}}, what=text), text),
        PlotBlock(matrix_plot(text, graph, {"a": 1, "b": 2}), text),
        Evidence((Stated(text, (claim,)),)),
    )
    return Paper(text, text, (text,), (Section("one", text, blocks), Section("two", text, ())), text)


class Reader(HTMLParser):
    """Collects elements with their attributes, and all text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def values(self, name: str) -> list[str]:
        return [value for _, held in self.elements if (value := held.get(name))]


@pytest.fixture(scope="module")
def html() -> str:
    return render_paper(paper())


@pytest.fixture(scope="module")
def page(html: str) -> Reader:
    return Reader(html)


def test_the_same_paper_gives_the_same_page(html):
    assert render_paper(paper()) == html


def test_text_from_data_stays_text(page):
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "iframe", "object", "form"}
    assert not [name for _, held in page.elements for name in held if name.startswith("on")]
    assert "{{ 7*7 }}" in page.words and "49" not in page.words


def test_the_page_asks_for_nothing_from_anywhere(html, page):
    addresses = [*page.values("href"), *page.values("src"), *page.values("xlink:href")]
    assert all(address.startswith(("#", "data:,")) for address in addresses)
    assert not re.search(r"url\((?!#)|@import", html)
    (policy,) = [value for value in page.values("content") if "default-src" in value]
    assert policy.startswith("default-src 'none';") and "script-src" not in policy


def test_ids_are_there_once_and_every_reference_leads_to_one(html, page):
    ids = Counter(page.values("id"))
    assert max(ids.values()) == 1
    references = {address[1:] for address in page.values("href") if address.startswith("#")}
    references |= {address[1:] for address in page.values("xlink:href")} | set(
        re.findall(r"url\(#(.+?)\)", html)
    )
    references |= set(page.values("aria-labelledby"))
    assert references <= ids.keys()


def test_every_plot_is_an_image_told_in_words(page):
    plots = [held for tag, held in page.elements if tag == "svg"]
    assert len(plots) == 3
    assert all(held["role"] == "img" and len(held["aria-label"] or "") > 20 for held in plots)


def test_plots_follow_light_and_dark(html):
    dark = html.partition("prefers-color-scheme:dark){.chart")[2].partition("</style>")[0]
    drawn = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', html.partition("<body>")[2]))
    assert drawn and all(f'[fill="{colour}"]' in dark for colour in drawn)


def test_letters_that_look_like_ids_stay_as_they_are():
    assert (
        'id="x" &amp; 古巴'
        in render_paper(paper('id="x" & 古巴')).partition("<svg")[2].partition("</svg>")[0]
    )


def test_tables_and_figures_are_numbered_through(html):
    assert re.findall(r"Table (\d)\.", html) == ["1"]
    assert re.findall(r"Figure (\d)\.", html) == ["1", "2", "3"]


def test_a_table_shows_four_digits_a_minus_and_a_dash(html):
    cells = re.findall(r'<td class="number">(.*?)</td>', html)
    assert cells == ["1.235", "–", "\u22120.5"]


def test_a_table_that_is_cut_says_so():
    table = table_of(TABLE, most=2, notes=())
    assert (len(table.rows), table.notes) == (2, ("The first 2 of 3 rows.",))


def test_a_table_shows_the_columns_asked_for_under_their_names():
    table = table_of(TABLE, columns={"value": "number", "label": "who"}, head="label")
    assert [(column.name, column.number) for column in table.columns] == [("number", True), ("who", False)]
    assert table.head == 1


def test_the_page_is_well_structured(page):
    tags = [tag for tag, _ in page.elements]
    assert tags.count("h1") == 1 and tags.count("main") == 1 and tags.count("nav") == 1
    assert all(held.get("scope") for tag, held in page.elements if tag == "th")
    assert "lang" in dict(page.elements)["html"]


def test_plots_are_files_too():
    files = drawn_plots(paper())
    assert list(files) == [f"figure-{number}.{form}" for number in (1, 2, 3) for form in ("svg", "png")]
    assert all(files.values())
