"""SPARQL 1.1 Protocol: the cases of the W3C's test suite (protocol/manifest), and what clients of others see.

The cases of the suite that are updates must be refused here, and those that name graphs use graphs of ours.
"""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from urllib.parse import quote, urlencode

import pytest
import rdflib
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
THINGS = "https://w3id.org/pactgraph/graph/things"
YE = "https://w3id.org/pactgraph/source/ye-small-economies"
SONG = "https://w3id.org/pactgraph/source/song-china-russia"


def truth(got) -> bool:
    assert got.status == 200, got.text
    return json.loads(got.body)["boolean"]


def count(got) -> int:
    assert got.status == 200, got.text
    return int(json.loads(got.body)["results"]["bindings"][0]["n"]["value"])


def count_rows(got) -> int:
    assert got.status == 200, got.text
    return len(json.loads(got.body)["results"]["bindings"])


# The W3C's cases of queries: query_get, query_post_form, query_post_direct and those with data sets.


def test_query_by_get(served):
    assert truth(served.sparql("ASK {}"))


def test_query_by_post_of_a_form(served):
    assert truth(served.post(urlencode({"query": "ASK {}"}).encode(), FORM))


def test_query_by_post_of_a_query(served):
    assert truth(served.post(b"ASK {}", QUERY))
    assert truth(served.post("ASK { ?s rdfs:label 'Куба'@ru }".encode(), f"{QUERY}; charset=UTF-8"))


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_the_data_set_is_named_in_parameters(served, way):
    def ask(query: str, **names: str):
        graphs = urlencode({k.replace("_", "-"): v for k, v in names.items()})
        if way == "get":
            return served.get(f"/sparql?query={quote(query)}&{graphs}")
        if way == "form":
            return served.post(f"query={quote(query)}&{graphs}".encode(), FORM)
        return served.post(query.encode(), QUERY, path=f"/sparql?{graphs}")

    china = "<https://w3id.org/pactgraph/id/country/CHN>"
    assert truth(ask(f"ASK {{ {china} a pact:Country }}", default_graph_uri=THINGS))
    assert not truth(ask(f"ASK {{ {china} a pact:Country }}", default_graph_uri=YE))
    # A data set without named graphs, and one without a default graph.
    assert not truth(ask("ASK { GRAPH ?g { ?s ?p ?o } }", default_graph_uri=THINGS))
    assert truth(ask("ASK { GRAPH ?g { ?s a pact:Country } }", named_graph_uri=THINGS))
    assert not truth(ask("ASK { ?s a pact:Country }", named_graph_uri=THINGS))
    assert not truth(ask("ASK { GRAPH ?g { ?s a pact:Participation } }", named_graph_uri=THINGS))
    both = ask("ASK { ?s a pact:Country . GRAPH ?g { ?c pact:evidence ?e } }", default_graph_uri=THINGS,
               named_graph_uri=YE)  # fmt: skip
    assert truth(both)


def test_a_statement_of_two_default_graphs_counts_once(served):
    query = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    graphs = [YE, SONG]
    one, other = (count(served.sparql(query, **{"default-graph-uri": graph})) for graph in graphs)
    union = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } }"
    merged = count(
        served.get(f"/sparql?{urlencode([('query', query), *(('default-graph-uri', g) for g in graphs)])}")
    )
    named = count(
        served.get(f"/sparql?{urlencode([('query', union), *(('named-graph-uri', g) for g in graphs)])}")
    )
    assert 0 < merged == named <= one + other


def test_each_fact_counts_once_where_no_graph_is_named(served):
    plain = count(served.sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))
    distinct = "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } }"
    assert plain == count(served.sparql(distinct))


def test_parameters_win_over_the_data_set_in_the_query(served):
    asked = f"ASK FROM <{YE}> {{ <https://w3id.org/pactgraph/id/country/CHN> a pact:Country }}"
    assert not truth(served.sparql(asked))
    assert truth(served.sparql(asked, **{"default-graph-uri": THINGS}))


# The W3C's cases of bad requests: bad_query_* and bad_update_*.


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(served, method):
    got = served.get("/sparql?query=ASK%20%7B%7D", method)
    assert got.status == 405
    assert "GET" in got.headers["allow"]


@pytest.mark.parametrize(
    ("path", "body", "kind", "status"),
    [
        ("/sparql?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", None, None, 400),
        ("/sparql?query=", None, None, 400),
        ("/sparql?query=ASK%20%7B", None, None, 400),
        ("/sparql?query=%FF", None, None, 400),
        ("/sparql?query=ASK%20%7B%7D&default-graph-uri=not+absolute", None, None, 400),
        ("/sparql", b"query=ASK%20%7B%7D", "text/plain", 415),
        ("/sparql", b"ASK {}", "", 415),
        ("/sparql", b"", FORM, 400),
        ("/sparql", b"query=ASK%20%7B%7D&query=ASK%20%7B%7D", FORM, 400),
        ("/sparql?query=ASK%20%7B%7D", b"ASK {}", QUERY, 400),
        ("/sparql", b"ASK { ?s ?p '\xff' }", QUERY, 400),
        ("/sparql", "ASK {}".encode("utf-16"), f"{QUERY}; charset=UTF-16", 415),
        ("/sparql?update=CLEAR%20NAMED", None, None, 403),
        ("/sparql", b"update=CLEAR%20NAMED", FORM, 403),
        ("/sparql", b"CLEAR NAMED", "application/sparql-update", 403),
        ("/sparql?query=CLEAR%20NAMED", None, None, 400),
        ("/sparql?query=LOAD%20%3Cfile%3A%2F%2F%2Fetc%2Fpasswd%3E", None, None, 400),
        ("/sparql?" + "&".join(f"a{i}=" for i in range(500)), None, None, 400),
    ],
)
def test_a_bad_request_gets_its_status_and_a_plain_message(served, path, body, kind, status):
    got = served.get(path) if body is None else served.post(body, kind, path)
    assert got.status == status, got.text
    assert got.media_type == "text/plain"
    assert got.text.startswith("found: ")
    assert "Traceback" not in got.text and "/src/" not in got.text


def test_a_query_with_a_mistake_is_told_the_place(served):
    got = served.sparql("SELECT * WHERE {\n  ?s nosuch:thing ?o }")
    assert got.status == 400
    assert "the prefix nosuch: at line 2" in got.text


# Formats.

TABLES = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/n-quads": RdfFormat.N_QUADS,
    "application/trig": RdfFormat.TRIG,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
}


@pytest.mark.parametrize("kind", TABLES)
def test_a_table_comes_in_the_format_asked_for(served, kind):
    got = served.sparql("SELECT ?s ?l { ?s a pact:Country ; rdfs:label ?l } ORDER BY ?s ?l LIMIT 7", kind)
    assert got.media_type == kind
    if kind == "text/csv":  # which does not say what is an IRI, and is not read back
        assert len(got.text.strip().split("\r\n")) == 8
    else:
        assert len(list(parse_query_results(got.body, format=TABLES[kind]))) == 7


@pytest.mark.parametrize("kind", GRAPHS)
@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { country:CUB ?p ?o }", "DESCRIBE country:CUB"])
def test_a_graph_comes_in_the_format_asked_for(served, kind, query):
    got = served.sparql(query, kind)
    assert got.media_type == kind
    quads = set(parse(got.body, format=GRAPHS[kind]))
    assert quads == set(parse(served.sparql(query, "text/turtle").body, format=RdfFormat.TURTLE))
    assert len(quads) > 3


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("text/*", "text/csv"),
        ("text/html, text/csv;q=0.2, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
    ],
)
def test_the_best_of_the_formats_is_taken(served, accept, kind):
    assert served.sparql("SELECT * { ?s a pact:Country } LIMIT 1", accept).media_type == kind


@pytest.mark.parametrize(
    ("query", "accept"),
    [("ASK {}", "image/png"), ("ASK {}", "text/turtle"), ("DESCRIBE country:CUB", "text/csv")],
)
def test_no_format_that_will_do_is_said(served, query, accept):
    got = served.sparql(query, accept)
    assert got.status == 406
    assert "application/" in got.text


# What goes with an answer.


def test_an_answer_has_a_tag_and_is_not_sent_twice(served):
    query = "SELECT * { ?s a pact:Country } ORDER BY ?s"
    first = served.sparql(query)
    path = "/sparql?" + urlencode({"query": query})
    again = served.get(path, If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert served.get(path, If_None_Match='W/"other"').status == 200
    assert served.get(path, Accept="text/csv").headers["etag"] != first.headers["etag"]
    assert "etag" not in served.sparql("SELECT (RAND() AS ?x) {}").headers


def test_an_answer_is_compressed_where_that_is_taken(served):
    path = "/sparql?" + urlencode({"query": "SELECT * { ?s a pact:Country ; rdfs:label ?l } ORDER BY ?s ?l"})
    packed, plain = served.get(path, Accept_Encoding="gzip"), served.get(path)
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert "Accept-Encoding" in packed.headers["vary"]


def test_pages_elsewhere_may_ask(served):
    asked = served.get("/sparql?query=ASK%20%7B%7D", Origin="https://example.org")
    assert asked.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in asked.headers
    before = served.get(
        "/sparql", "OPTIONS", Origin="https://example.org", Access_Control_Request_Method="POST",
        Access_Control_Request_Headers="content-type",
    )  # fmt: skip
    assert before.status == 200
    refused = served.get("/sparql?query=ASK", Origin="https://example.org")
    assert (refused.status, refused.headers["access-control-allow-origin"]) == (400, "*")


def test_what_can_be_asked_is_told(served):
    got = served.get("/sparql", "OPTIONS")
    assert (got.status, got.body) == (200, b"")
    assert got.headers["allow"] == "GET, HEAD, OPTIONS, POST"


def test_head_has_no_body(served):
    got = served.get("/sparql?query=ASK%20%7B%7D", "HEAD")
    assert (got.status, got.body) == (200, b"")


# Descriptions.


def test_the_service_describes_itself(served):
    held = rdflib.Graph().parse(data=served.get("/sparql", Accept="text/turtle").text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    (service,) = held.subjects(rdflib.RDF.type, sd.Service)
    assert held.value(service, sd.endpoint) == rdflib.URIRef(f"{served.url}/sparql")
    assert held.value(service, sd.supportedLanguage) == sd.SPARQL11Query
    names = {str(name) for name in held.objects(None, sd.name)}
    assert {THINGS, YE, SONG} <= names
    assert len(list(held.objects(service, sd.resultFormat))) == 10


def test_the_data_set_is_described(served):
    got = served.get("/.well-known/void")
    held = rdflib.Graph().parse(data=got.text, format="turtle")
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    data = rdflib.URIRef(f"{served.url}/.well-known/void#dataset")
    assert (data, rdflib.RDF.type, rdflib.DCAT.Dataset) in held
    assert int(held.value(data, void.triples)) == count(served.sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))
    countries = count(served.sparql("SELECT (COUNT(*) AS ?n) { ?s a pact:Country }"))
    country = rdflib.URIRef("https://w3id.org/pactgraph/ontology#Country")
    (part,) = held.subjects(void["class"], country)
    assert int(held.value(part, void.entities)) == countries
    assert (data, void.subset, rdflib.URIRef(YE)) in held


# Clients that nobody here wrote.


def test_sparqlwrapper_reads_all_formats(served):
    from SPARQLWrapper import CSV, JSON, JSONLD, POST, RDFXML, TURTLE, XML, SPARQLWrapper

    client = SPARQLWrapper(f"{served.url}/sparql")
    client.setQuery("SELECT ?s { ?s a pact:Country } LIMIT 5")
    client.setReturnFormat(JSON)
    assert len(client.queryAndConvert()["results"]["bindings"]) == 5
    client.setReturnFormat(XML)
    assert len(client.queryAndConvert().getElementsByTagName("result")) == 5
    client.setReturnFormat(CSV)
    assert client.queryAndConvert().count(b"\r\n") == 6
    client.setMethod(POST)
    client.setQuery("CONSTRUCT WHERE { country:CUB ?p ?o }")
    for form, name in ((TURTLE, "turtle"), (RDFXML, "xml"), (JSONLD, "json-ld")):
        client.setReturnFormat(form)
        answer = client.queryAndConvert()
        graph = answer if isinstance(answer, rdflib.Graph) else rdflib.Graph().parse(data=answer, format=name)
        assert len(graph) > 3


def test_sparqlwrapper_sees_what_is_wrong(served):
    from SPARQLWrapper import SPARQLWrapper
    from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

    client = SPARQLWrapper(f"{served.url}/sparql")
    client.setQuery("SELECT WHERE")
    with pytest.raises(QueryBadFormed):
        client.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["json", "xml", "csv"])
def test_rdflib_reads_the_endpoint_as_a_store(served, method, form):
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = rdflib.Graph(SPARQLStore(f"{served.url}/sparql", method=method, returnFormat=form))
    cuba = rdflib.URIRef("https://w3id.org/pactgraph/id/country/CUB")
    assert cuba in {row[0] for row in graph.query("SELECT ?s { ?s a pact:Country }")}
    if form != "csv":  # in which rdflib reads no truths and no languages
        assert bool(graph.query(f"ASK {{ {cuba.n3()} ?p ?o }}")) is True
        assert rdflib.Literal("Cuba", lang="en") in set(graph.objects(cuba, rdflib.RDFS.label))


def test_curl_asks(served, needs):
    curl = needs("curl", shutil.which("curl"), "apt install curl")
    command = [curl, "--silent", "--fail", "--data-urlencode", "query=SELECT * { ?s a pact:Country } LIMIT 2"]
    result = subprocess.run([*command, "-H", "Accept: text/csv", f"{served.url}/sparql"], capture_output=True)
    assert result.returncode == 0
    assert result.stdout.count(b"\r\n") == 3


def test_our_own_endpoint_store_reads_it(served):
    import pactgraph

    graph = pactgraph.load(f"{served.url}/sparql")
    assert graph.show("Cuba").texts("ISO 3166 code") == ["CUB"]


def test_queries_get_the_headers_of_all_other_answers(served):
    """They go past the layers that other answers pass."""
    path = "/sparql?" + urlencode({"query": "ASK {}"})
    for headers in ({}, {"Origin": "https://example.org"}, {"Accept_Encoding": "gzip"}):
        short, head = served.get(path, **headers), served.get(path, "HEAD", **headers)
        assert short.headers.keys() - {"date"} == head.headers.keys() - {"date"}
        long = served.get("/health", **headers)
        for name in (
            "content-security-policy",
            "x-content-type-options",
            "referrer-policy",
            "access-control-allow-origin",
            "access-control-expose-headers",
        ):
            assert short.headers.get(name) == long.headers.get(name)


def test_a_term_that_no_statement_has_is_told_in_a_header(served):
    query = quote("SELECT ?x { ?x a pact:Agrement, pact:Соглашение }")
    for _ in range(2):  # by a worker, then from the cache
        got = served.get(f"/sparql?query={query}", Origin="https://example.org")
        assert count_rows(got) == 0
        first, second = got.headers["pactgraph-notice"].split("; ")
        assert first == "unknown term pact:Agrement, did you mean pact:Agreement?"
        assert second.startswith("unknown term pact:\\u0421")
        assert "Pactgraph-Notice" in got.headers["access-control-expose-headers"]
    assert "pactgraph-notice" not in served.sparql("SELECT ?x { ?x a pact:Agreement }").headers
