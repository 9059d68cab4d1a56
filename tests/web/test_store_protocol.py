"""The read side of the Graph Store Protocol, and the counts for whoever watches over the service."""

from __future__ import annotations

from urllib.parse import quote

import pytest
import rdflib
from pyoxigraph import RdfFormat, parse

YE = "https://w3id.org/pactgraph/source/ye-small-economies"
PATH = f"/graphs?graph={quote(YE, safe='')}"


def test_a_named_graph_is_handed_out_whole(served):
    got = served.get(PATH, Accept="application/n-triples")
    assert (got.status, got.media_type) == (200, "application/n-triples")
    asked = served.sparql(
        f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{YE}> {{ ?s ?p ?o }} }}", "application/n-triples"
    )
    assert set(got.body.splitlines()) == set(asked.body.splitlines())
    assert len(got.body.splitlines()) > 100


def test_the_usual_format_is_turtle(served):
    got = served.get(PATH)
    assert got.media_type == "text/turtle"
    assert len(rdflib.Graph().parse(data=got.text, format="turtle")) == len(
        list(parse(served.get(PATH, Accept="application/n-triples").body, format=RdfFormat.N_TRIPLES))
    )


def test_a_graph_that_has_not_changed_is_not_sent_again(served):
    first = served.get(PATH)
    assert served.get(PATH, If_None_Match=first.headers["etag"]).status == 304


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/graphs", 400),
        ("/graphs?default&graph=urn:x", 400),
        ("/graphs?graph=not+absolute", 400),
        ("/graphs?graph=urn:nowhere", 404),
        # The default graph is larger than the limits of this server let an answer be.
        ("/graphs?default", 503),
    ],
)
def test_what_cannot_be_handed_out_is_said(served, path, status):
    got = served.get(path)
    assert (got.status, got.media_type) == (status, "text/plain"), got.text


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH"])
def test_no_graph_is_changed(served, method):
    got = served.get(PATH, method, b"<urn:a> <urn:b> <urn:c> .", Content_Type="text/turtle")
    assert got.status == 405
    assert "GET" in got.headers["allow"]


def test_answers_are_counted_by_part_and_status(served):
    def counted(part: str, status: int) -> int:
        label = f'pactgraph_requests_total{{part="{part}",status="{status}"}} '
        lines = served.get("/metrics").text.splitlines()
        return sum(int(line.removeprefix(label)) for line in lines if line.startswith(label))

    fine, wrong = counted("sparql", 200), counted("sparql", 400)
    served.sparql("ASK {}")
    served.sparql("ASK")
    assert (counted("sparql", 200), counted("sparql", 400)) == (fine + 1, wrong + 1)
    assert "pactgraph_queries_busy 0" in served.get("/metrics").text
