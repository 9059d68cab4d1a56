"""The query editor: fetched when the package is built, laid over a plain form, asking this service only."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from pactgraph.answers.catalogue import read_question
from pactgraph.graph import load
from pactgraph.namespaces import PREFIXES, expand
from pactgraph.web.pages.editor import FILES, has_editor
from pactgraph.web.pages.questions import example_of

from .conftest import Served, serving

OPEN = """# title: Which parties are there?
# read: One row per party.
# param party (party): which
SELECT ?party WHERE { VALUES ?party {} ?party a pact:Country }
"""


@pytest.fixture(scope="session")
def editor(needs: Any) -> None:
    """The editor's files, which are fetched when the package is installed."""
    needs(
        "the query editor's files", has_editor(), "install Pactgraph anew with a network: make distclean dev"
    )


@pytest.fixture(scope="module")
def terms(served: Served) -> dict[str, Any]:
    return dict(json.loads(served.get("/assets/editor/terms.json").text))


def test_the_page_asks_for_the_editor_and_allows_no_script_of_others(served: Served, editor: None) -> None:
    got = served.get("/query")
    assert re.findall(r'<script src="([^"]+)" defer></script>', got.text) == [
        f"/assets/editor/{name}" for name in FILES if name.endswith(".js")
    ]
    assert got.text.count("<script") == sum(name.endswith(".js") for name in FILES)
    policy = got.headers["content-security-policy"]
    assert "script-src 'self';" in policy and "connect-src 'self';" in policy
    assert "unsafe" not in policy and "http" not in policy
    assert '<textarea id="query"' in got.text


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_the_editor_is_the_same_compressed_or_not_and_fetched_once(
    served: Served, editor: None, name: str
) -> None:
    plain = served.get(f"/assets/editor/{name}")
    zipped = served.get(f"/assets/editor/{name}", Accept_Encoding="gzip")
    assert plain.status == zipped.status == 200
    assert zipped.headers["content-encoding"] == "gzip"
    assert len(zipped.body) < len(plain.body)
    again = served.get(f"/assets/editor/{name}", If_None_Match=plain.headers["etag"])
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(
    "path", ["/assets/editor/terms.json", "/search", "/sparql?query=SELECT*{?s+?p+?o}LIMIT+99"]
)
@pytest.mark.parametrize(
    ("header", "packed"),
    [
        ("gzip;q=0", False),
        ("gzip;q=0, *", False),
        ("br", False),
        ("notgzip", False),
        ("GZIP;q=0.1", True),
        ("*", True),
    ],
)
def test_only_who_takes_it_packed_gets_it_packed(
    served: Served, path: str, header: str, packed: bool
) -> None:
    got = served.get(path, Accept_Encoding=header)
    assert got.status == 200
    assert ("content-encoding" in got.headers) == packed
    assert got.headers["vary"].split(", ").count("Accept-Encoding") == 1


@pytest.mark.parametrize("name", ["package.json", "network.js", "..%2fREADME.md"])
def test_no_other_file_is_given_out(served: Served, name: str) -> None:
    assert served.get(f"/assets/editor/{name}").status == 404


@pytest.fixture(scope="module")
def bare(built: Path, checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A service whose package was built without a network."""
    content = tmp_path_factory.mktemp("bare")
    shutil.copytree(checkout / "viz", content / "viz", ignore=shutil.ignore_patterns("vendor"))
    with serving(built, PACTGRAPH_CONTENT=str(content)) as running:
        yield running


def test_without_the_editors_files_the_page_is_a_plain_form(bare: Served) -> None:
    got = bare.get("/query?" + urlencode({"query": "SELECT (1 AS ?one) {}"}))
    assert got.status == 200
    assert "<script" not in got.text and 'id="editor"' not in got.text
    assert "script-src" not in got.headers["content-security-policy"]
    assert '<table class="answer">' in got.text


def test_terms_of_ours_and_of_others_are_proposed_with_their_labels(terms: dict[str, Any]) -> None:
    assert terms["prefixes"] == PREFIXES
    assert ["pact:Agreement", "agreement"] in terms["classes"]
    assert ["pact:signatory", "signatory"] in terms["properties"]
    assert ["agreement-type:memorandum", "memorandum of understanding"] in terms["codes"]
    assert ["rdfs:label", ""] in terms["properties"] and ["skos:Concept", ""] in terms["classes"]
    names = [name for kind in ("classes", "properties", "codes") for name, _ in terms[kind]]
    assert all(expand(name) for name in names)


def test_every_term_of_the_ontology_is_proposed(terms: dict[str, Any], built: Path) -> None:
    rows = load(built).query(
        "SELECT DISTINCT ?term {"
        " VALUES ?class { owl:Class owl:ObjectProperty owl:DatatypeProperty skos:Concept }"
        " GRAPH graph:ontology { ?term a ?class } FILTER(ISIRI(?term)) }"
    )
    proposed = {expand(name) for kind in ("classes", "properties", "codes") for name, _ in terms[kind]}
    assert {row["term"] for row in rows.records()} <= proposed


def test_every_property_and_class_that_the_graph_uses_is_proposed(terms: dict[str, Any], built: Path) -> None:
    graph = load(built)
    for kind, query in (
        ("properties", "SELECT DISTINCT ?x { ?s ?x ?o }"),
        ("classes", "SELECT DISTINCT ?x { ?s a ?x }"),
    ):
        used = {row["x"] for row in graph.query(query).records()}
        assert used <= {expand(name) for name, _ in terms[kind]}


def test_every_named_question_is_an_example_that_runs_and_has_an_answer(
    terms: dict[str, Any], built: Path
) -> None:
    graph = load(built)
    assert [one["name"] for one in terms["examples"]] == [one.name for one in graph.questions.questions]
    without = [one["name"] for one in terms["examples"] if not len(graph.query(one["query"]))]
    assert without == []


def test_a_parameter_without_a_default_is_left_open(built: Path, tmp_path: Path) -> None:
    file = tmp_path / "parties" / "open.rq"
    file.parent.mkdir()
    file.write_text(OPEN, encoding="utf-8")
    graph = load(built)
    query = example_of(graph.store, read_question(file))
    assert query.startswith("# Which parties are there?\nSELECT")
    assert "VALUES ?party { UNDEF }" in query
    assert len(graph.query(query)) == len(graph.query("SELECT ?party { ?party a pact:Country }"))


def test_an_example_is_shown_without_a_script(served: Served) -> None:
    text = served.get("/query?example=agreements_of_party").text
    assert "VALUES ?party { &lt;https://w3id.org/pactgraph/id/country/CHN&gt; }" in text
    assert '<option value="agreements_of_party" selected>' in text
    assert served.get("/query?example=nope").status == 404


@pytest.mark.parametrize("query", ["ASK {}", "CONSTRUCT WHERE { ?s a pact:Country }", "describe country:CUB"])
def test_an_answer_that_is_no_table_is_left_to_the_endpoint(served: Served, query: str) -> None:
    got = served.get("/query?" + urlencode({"query": query}))
    assert got.status == 200
    link = re.search(r'href="(/sparql\?query=[^"]+)"', got.text)
    assert link is not None and served.get(link[1]).status == 200


def test_the_query_behind_a_question_opens_in_the_editor(served: Served) -> None:
    text = served.get("/question/agreements_of_party?party=Cuba").text
    link = re.search(r'href="(/query\?query=[^"]+)">Open in the editor', text)
    assert link is not None
    page = served.get(link[1])
    assert page.status == 200 and "country/CUB" in page.text and '<table class="answer">' in page.text
