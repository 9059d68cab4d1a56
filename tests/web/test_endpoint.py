"""``serve --endpoint``: pages and API over a SPARQL endpoint that somebody else runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import Served, serving

ABSENT = "http://127.0.0.1:9/query"


@pytest.fixture(scope="module")
def url(oxigraph_server, built: Path) -> str:
    """A native server that holds the whole build."""
    return oxigraph_server((built / "pactgraph.nq").read_bytes())


@pytest.fixture(scope="module")
def over(url: str) -> Iterator[Served]:
    with serving(None, "--endpoint", url) as running:
        yield running


@pytest.mark.parametrize("path", ["/", "/search?q=cuba", "/id/country/CUB", "/questions", "/health"])
def test_pages_are_served_from_it(over, path):
    got = over.get(path, Accept="text/html")
    assert got.status == 200, got.text


def test_a_page_shows_what_it_holds(over, served):
    path = "/id/agreement/china-cuba-digital-silk-road-memorandum"
    there, here = over.get(path, Accept="text/html"), served.get(path, Accept="text/html")
    assert "is a signatory of" in there.text
    assert there.text.count("<li") == here.text.count("<li")


def test_the_api_answers_from_it(over):
    got = over.get("/api/search?q=cuba")
    assert got.status == 200
    assert "country/CUB" in json.dumps(json.loads(got.text))


def test_queries_are_sent_where_they_belong(over, url):
    for got in (over.sparql("ASK {}"), over.get("/sparql"), over.get("/graphs?default")):
        assert got.status == 501
        assert f"a query to {url}" in got.text


def test_rdf_of_a_thing_is_sent_there_too(over):
    assert over.get("/id/country/CUB.ttl").status == 501


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--endpoint", ABSENT), "no answer from"),
        (("--endpoint", "nonsense"), "SPARQL endpoint"),
        (("--endpoint", ABSENT, "--data", "build"), "both --endpoint and --data"),
    ],
)
def test_what_is_wrong_with_an_endpoint_is_said_at_once(pactgraph, options, said):
    result = pactgraph("serve", *options)
    assert result.returncode == 2
    assert said in result.stderr and "Traceback" not in result.stderr


def test_an_endpoint_without_a_graph_of_ours_is_told(pactgraph, oxigraph_server):
    result = pactgraph("serve", "--endpoint", oxigraph_server(b"<urn:a> <urn:b> <urn:c> .\n"))
    assert result.returncode == 2
    assert "without claims" in result.stderr


def test_store_is_another_name_of_data(pactgraph):
    assert "--data, --store" in pactgraph("serve", "--help").stdout
    result = pactgraph("serve", "--store", "no-such-place")
    assert result.returncode == 2 and "no-such-place" in result.stderr
