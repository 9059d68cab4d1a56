from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx
import pytest

from pactgraph.errors import UnknownNameError
from pactgraph.views.claim_cards import carry
from pactgraph.views.definition import ViewDefinition
from pactgraph.views.page import render, scene_of

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "<!--<script>",
    "\"><svg onload='alert(1)'>",
    "'; alert(1); //",
    "{{ 7 * 7 }} {% raw %}",
    "\u202egnp.exe\u202c \u2066x",
    "line\u2028separator\u2029s",
    "长名称" * 100,
    "Очень длинное название " * 14,
    "👩\u200d🔬🇨🇳 emoji",
    "  ",
]

RENDER = """
import runpy, sys, hashlib
from pactgraph.views.definition import load_view, view_path
from pactgraph.views.page import render, scene_of
graph = runpy.run_path(sys.argv[1])["sample_graph"]()
print(hashlib.sha256(render(graph, load_view(view_path("two-mode"))).encode()).hexdigest())
"""


class Reader(HTMLParser):
    """Collects the elements, the scripts and the text of the tables."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.cells = ""
        self.inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "script":
            self.scripts[-1] += data
        elif self.inside == "bdi":
            self.cells += data + "\n"


def hostile_graph() -> Any:
    graph = networkx.MultiGraph()
    common = {"alt": HOSTILE, "years": [2021], "status": None, "status_label": None}
    for number, text in enumerate(HOSTILE):
        claim = {key: text for key in ("text", "modality", "source", "source_title", "locator", "date")}
        claims = [{"iri": f"c{number}", "id": text, **claim}]
        carried = carry(graph, claims)
        kinds = {"type": text, "type_label": text, "claims": carried}
        graph.add_node(f"p{number}", label=text, mode="party", **kinds, **common)
        graph.add_node(f"i{number}", label=text, mode="initiative", **kinds, **common)
        tie = {
            "role": text,
            "role_label": text,
            "modality": text,
            "claims": carried,
            "years": [],
        }
        graph.add_edge(f"i{number}", f"p{number}", key=text, **tie)
    return graph


@pytest.fixture
def html(graph: Any, view: ViewDefinition) -> str:
    return render(graph, view)


def test_nothing_is_loaded_from_outside(html: str) -> None:
    reader = Reader(html)
    links = [
        value or ""
        for _, attributes in reader.elements
        for name, value in attributes.items()
        if name in ("src", "href", "srcset", "action", "data", "poster", "formaction")
    ]
    assert all(link.startswith(("#", "data:")) for link in links), links
    style = html[html.index("<style>") : html.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_allows_these_scripts_and_no_request(html: str) -> None:
    reader = Reader(html)
    policy = next(a["content"] or "" for t, a in reader.elements if a.get("http-equiv"))
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert not re.search(r"https?:|\*|unsafe-eval|script-src[^;]*unsafe", policy)
    kinds = [attributes.get("type") for tag, attributes in reader.elements if tag == "script"]
    running = [text for kind, text in zip(kinds, reader.scripts, strict=True) if kind is None]
    assert len(running) == 2
    for script in running:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_our_scripts_write_text_and_never_html() -> None:
    from pactgraph.resources import viz_dir

    ours = "".join(path.read_text(encoding="utf-8") for path in (viz_dir() / "assets").glob("*.js"))
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", ours
    )


def test_hostile_text_stays_text(view: ViewDefinition) -> None:
    html = render(hostile_graph(), view)
    reader = Reader(html)
    assert [tag for tag, _ in reader.elements].count("script") == 3
    assert not any(tag == "img" or "onerror" in attributes for tag, attributes in reader.elements)
    assert [tag for tag, _ in reader.elements].count("svg") == 1
    assert "<script>alert(1)</script>" in reader.cells
    assert "{{ 7 * 7 }} {% raw %}" in reader.cells
    data = json.loads(reader.scripts[0])
    assert {node["label"] for node in data["nodes"]} >= {HOSTILE[1], HOSTILE[8], HOSTILE[10]}
    assert not re.search("[<>&\u2028\u2029]", reader.scripts[0])
    assert not any(re.search("[\u202e\u2066]", node["label"]) for node in data["nodes"])


def test_a_hostile_heading_stays_text(graph: Any, view: ViewDefinition) -> None:
    html = render(graph, replace(view, title=HOSTILE[1], alt=HOSTILE[3], caption=HOSTILE[0]))
    assert [tag for tag, _ in Reader(html).elements].count("script") == 3
    assert html.count("<svg") == 1


def test_the_tables_hold_every_tie_and_every_node(html: str, graph: Any) -> None:
    reader = Reader(html)
    rows = [a["data-id"] for tag, a in reader.elements if tag == "tr" and "data-id" in a]
    assert len(rows) == len(set(rows)) == graph.number_of_edges() + graph.number_of_nodes()
    assert [tag for tag, _ in reader.elements].count("caption") == 2
    assert all(a.get("scope") in ("row", "col") for tag, a in reader.elements if tag == "th")


def test_a_claim_is_carried_once(html: str, graph: Any) -> None:
    data = json.loads(Reader(html).scripts[0])
    iris = [claim["iri"] for claim in data["claims"]]
    assert len(iris) == len(set(iris)) == graph.graph["claims"]


def test_parallel_ties_with_different_roles_are_all_there(view: ViewDefinition) -> None:
    graph = networkx.MultiGraph()
    graph.add_node("i", label="I", mode="initiative", type="project")
    for party in ("a", "b"):
        graph.add_node(party, label=party, mode="party", type="country")
        for role in ("host", "member"):
            graph.add_edge(party, "i", key=role, role=role, role_label=role)
    edges = json.loads(Reader(render(graph, view)).scripts[0])["edges"]
    assert len({edge["id"] for edge in edges}) == 4
    assert all(edge["from"] == "i" for edge in edges)


def test_what_is_only_wanted_is_marked_tentative(html: str) -> None:
    data = json.loads(Reader(html).scripts[0])
    nodes = {node["id"]: node for node in data["nodes"]}
    by_label = {node["label"]: node for node in data["nodes"]}
    assert by_label["Global Development Initiative"]["tentative"]
    assert not by_label["Belt and Road digital economy cooperation initiative"]["tentative"]
    accord = [
        e for e in data["edges"] if nodes[e["from"]]["label"] == "Digital Economy Partnership Agreement"
    ]
    assert {edge["role"]: edge["tentative"] for edge in accord} == {"signatory": False, "applicant": True}


def test_a_network_without_nodes_makes_a_page(view: ViewDefinition) -> None:
    assert "</html>" in render(networkx.MultiGraph(), view)


def test_the_page_says_in_words_what_it_shows_and_how_it_was_made(
    countries: Any, view: ViewDefinition
) -> None:
    html = render(countries, replace(view, layout="force"), notes=["Two of <i>nine</i> are drawn."])
    for said in ("4 countries and 3 ties", "Nodes are countries.", "since 2010", "Pactgraph 9.9"):
        assert said in html
    assert "Two of &lt;i&gt;nine&lt;/i&gt; are drawn." in html


def test_one_mode_has_a_table_of_its_own(countries: Any, view: ViewDefinition) -> None:
    html = render(countries, replace(view, layout="force"))
    assert "<caption>Who is tied to whom " in html
    assert "<caption>Who has which role in what " not in html
    assert "School &lt;b&gt;of&lt;/b&gt; code" in html


def test_what_the_view_is_about_is_marked(countries: Any, view: ViewDefinition) -> None:
    node = next(iter(countries))
    countries.graph["focus"] = [node]
    data = json.loads(Reader(render(countries, replace(view, layout="force"))).scripts[0])
    assert [one["id"] for one in data["nodes"] if one["focus"]] == [node]


def test_things_have_a_page_elsewhere_only_where_its_address_is_given(
    graph: Any, view: ViewDefinition
) -> None:
    assert json.loads(Reader(render(graph, view)).scripts[0])["view"]["web"] == ""
    assert json.loads(Reader(render(graph, view, web="/id/")).scripts[0])["view"]["web"] == "/id/"


def test_a_still_picture_stands_in_for_scripts(graph: Any, view: ViewDefinition) -> None:
    html = render(graph, view)
    assert re.search(r"<noscript>\s*<div class=\"still\"><svg [^>]*><title>", html)


def test_a_scene_that_is_given_is_drawn(graph: Any, view: ViewDefinition) -> None:
    scene = scene_of(graph, replace(view, layout="force", seed=3))
    data = json.loads(Reader(render(graph, view, scene)).scripts[0])
    assert {node["id"]: (node["x"], node["y"]) for node in data["nodes"]} == {
        node: (box.x, box.y) for node, box in scene.boxes.items()
    }


def test_an_unknown_style_is_reported(graph: Any, view: ViewDefinition) -> None:
    with pytest.raises(UnknownNameError):
        render(graph, replace(view, style="nonesuch"))


def test_the_page_is_the_same_under_any_hash_seed() -> None:
    sample = Path(__file__).with_name("sample.py")

    def digest(seed: str) -> str:
        command = [sys.executable, "-c", RENDER, str(sample)]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    assert digest("0") == digest("99")
