"""What can be taken away from the network page: pictures and data, made on the page and read back here."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx
import pytest
from playwright.sync_api import Page

from pactgraph.views.claim_cards import carry

Open = Callable[..., Path]
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    '</text><script>window.hit=1</script>"\'&<![CDATA[ 世界 Привет 👩\u200d🔬, "x"\u202e ' + "long " * 60
)


@pytest.fixture
def opened(page: Page, open_graph: Open, countries_graph: Callable[[], Any]) -> Page:
    open_graph(countries_graph(), layout="force", size="degree", width="weight", arrows=True)
    return page


def taken(page: Page, what: str) -> bytes:
    if not page.locator("[data-take=png]").is_visible():
        page.locator("#take summary").click()
    with page.expect_download() as download:
        page.locator(f"[data-take={what}]").click()
    assert (page.outside_requests, page.console_errors, page.page_errors) == ([], [], [])
    return Path(download.value.path()).read_bytes()


def rows(page: Page, what: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(taken(page, what).decode("utf-8"), newline="")))


def texts(svg: bytes) -> str:
    return " ".join(element.text or "" for element in ElementTree.fromstring(svg).iter(f"{SVG}text"))


def test_the_png_is_a_picture_of_twice_the_size(opened: Page) -> None:
    content = taken(opened, "png")
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    assert width >= 1280
    assert height >= 400


def test_the_svg_has_title_names_legend_and_source(opened: Page) -> None:
    svg = taken(opened, "svg")
    root = ElementTree.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    assert root.find(f"{SVG}title").text == "Who cooperates through what"
    assert "4 countries and 3 ties" in root.find(f"{SVG}desc").text
    said = texts(svg)
    for word in (
        "Aland",
        "Dominica",
        "mutual",
        "strength 1.5",
        "An atlas",
        "Pactgraph 9.9",
        "4 parties, 3 ties",
    ):
        assert word in said
    assert all("url(" not in value for element in root.iter() for value in element.attrib.values())


def test_the_svg_does_not_show_what_was_pointed_at(opened: Page) -> None:
    before = taken(opened, "svg")
    opened.locator("#search").fill("Chad")
    opened.keyboard.press("Enter")
    assert taken(opened, "svg") == before
    assert opened.evaluate("() => page.picture.active.label") == "Chad"


def test_what_is_taken_away_is_what_is_shown(opened: Page) -> None:
    opened.locator('[data-filter=modality][value="reported"]').uncheck()
    assert len(rows(opened, "ties")) == 3  # there and back, and the proposed one
    assert "without the modality reported" in texts(taken(opened, "svg"))


def test_the_tables_lead_back_to_the_claims(opened: Page) -> None:
    ties = {(row["Source"][-3:], row["Target"][-3:]): row for row in rows(opened, "ties")}
    assert set(ties) == {("ALA", "BOR"), ("BOR", "ALA"), ("ALA", "CHA"), ("BOR", "CHA")}
    there, back = ties["ALA", "BOR"], ties["BOR", "ALA"]
    assert (there["Weight"], back["Weight"], there["Type"]) == ("1.5", "1", "Directed")
    assert there["shared"] == "Trade accord | Sea cable"
    assert (there["first_year"], there["last_year"], there["sources"]) == ("2012", "2015", "atlas")
    known = {row["Id"] for row in rows(opened, "claims")}
    assert known >= set(there["claims"].split(" | "))
    nodes = rows(opened, "nodes")
    assert {row["Label"] for row in nodes} == {"Aland", "Borneo", "Chad", "Dominica"}
    assert {row["alt"] for row in nodes} == {"Alandia", "Borneoia", "Chadia", "Dominicaia"}


def test_networkx_reads_the_gexf(opened: Page, tmp_path: Path) -> None:
    file = tmp_path / "network.gexf"
    file.write_bytes(taken(opened, "gexf"))
    graph = networkx.read_gexf(file)
    assert graph.is_directed()
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (4, 4)
    labels = {node: data["label"] for node, data in graph.nodes(data=True)}
    arcs = {(labels[one], labels[other]): data for one, other, data in graph.edges(data=True)}
    assert arcs["Aland", "Borneo"]["weight"] == 1.5
    assert arcs["Aland", "Borneo"]["start"] == "2012-01-01"
    assert arcs["Aland", "Borneo"]["end"] == "2015-12-31"
    viz = next(iter(graph.nodes(data=True)))[1]["viz"]
    assert {"color", "position", "size"} <= set(viz)
    assert "since 2010" in file.read_text(encoding="utf-8")


def test_the_gexf_of_two_modes_is_undirected(
    page: Page, open_graph: Open, sample_graph: Any, tmp_path: Path
) -> None:
    open_graph(sample_graph())
    file = tmp_path / "network.gexf"
    file.write_bytes(taken(page, "gexf"))
    graph = networkx.read_gexf(file)
    assert not graph.is_directed()
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (140, 156)


def test_hostile_names_stay_text_in_all_that_is_taken_away(
    page: Page, open_graph: Open, tmp_path: Path
) -> None:
    graph = networkx.DiGraph(
        things={"x": {"label": HOSTILE, "status": HOSTILE}}, rule=[HOSTILE], version=HOSTILE
    )
    claim = {key: HOSTILE for key in ("id", "text", "modality", "source", "source_title", "locator", "date")}
    claim |= {"iri": "c1", "notes": [HOSTILE]}
    for node in "ab":
        kind = {"type": HOSTILE, "type_label": HOSTILE, "status": None, "status_label": HOSTILE}
        graph.add_node(
            node,
            label=HOSTILE,
            alt=[HOSTILE],
            mode="party",
            years=[2020],
            claims=carry(graph, [claim]),
            **kind,
        )
    graph.add_edge(
        "a",
        "b",
        weight=1.0,
        count=1,
        initiatives=["x"],
        years=[2020],
        modality=HOSTILE,
        claims=carry(graph, [claim]),
    )
    open_graph(
        graph, layout="force", width="weight", arrows=True, title=HOSTILE, caption=HOSTILE, alt=HOSTILE
    )
    svg = taken(page, "svg")
    assert {element.tag for element in ElementTree.fromstring(svg).iter()} <= {
        f"{SVG}{name}" for name in ("svg", "title", "desc", "g", "path", "text")
    }
    assert "</text><script>window.hit=1</script>" in ElementTree.fromstring(svg).find(f"{SVG}title").text
    assert rows(page, "nodes")[0]["Label"].startswith("</text><script>")
    file = tmp_path / "network.gexf"
    file.write_bytes(taken(page, "gexf"))
    assert {data["label"][:7] for _, data in networkx.read_gexf(file).nodes(data=True)} == {"</text>"}
    page.locator("#search").fill("script")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="its ties").click()
    assert page.evaluate("() => [window.hit, document.images.length]") == [None, 0]


def test_an_empty_picture_can_be_taken_away(page: Page, open_graph: Open) -> None:
    open_graph(networkx.MultiGraph())
    for what in ("png", "svg", "nodes", "ties", "claims", "gexf"):
        taken(page, what)
