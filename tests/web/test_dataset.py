"""Which graphs a query is put to: a statement in several of them counts once, however they are named."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store, parse

from pactgraph.errors import UserError
from pactgraph.web.sparql.limits import Limits
from pactgraph.web.sparql.worker import Query, answer

GRAPHS = ("https://w3id.org/pactgraph/source/one", "https://w3id.org/pactgraph/source/two")
QUADS = "".join(
    f"<urn:s> <urn:p> {thing} <{graph}> .\n" for graph in GRAPHS for thing in ("<urn:o>", f"<{graph}>")
)
BOTH = "FROM <{}>\nFROM <{}>".format(*GRAPHS)


@pytest.fixture(scope="module")
def store() -> Store:
    """Two sources that state the same triple, and each one of its own; all facts once by default."""
    held = Store()
    held.extend(parse(QUADS, format=RdfFormat.N_QUADS))
    held.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
    return held


def count(store: Store, text: str, **chosen: tuple[str, ...]) -> int:
    """Return what a query counts as ?n."""
    found = answer(store, Query(text, table="csv", **chosen), Limits())
    return int(found.body.decode().split("\r\n")[1])


def test_graphs_that_the_query_names_are_asked_as_those_that_the_request_names(store):
    text = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"
    assert count(store, text.format(""), default_graphs=GRAPHS) == 3
    assert count(store, text.format(BOTH)) == 3
    assert count(store, text.format("FROM source:one from # here\n source:two")) == 3
    assert count(store, text.format(f"FROM <{GRAPHS[0]}> FROM <{GRAPHS[0]}>")) == 2
    assert count(store, text.format(f"FROM <{GRAPHS[0]}>")) == 2


def test_what_the_request_names_goes_before_what_the_query_names(store):
    text = f"SELECT (COUNT(*) AS ?n) {BOTH} {{ ?s ?p ?o }}"
    assert count(store, text, default_graphs=GRAPHS[:1]) == 2
    assert count(store, text, default_graphs=GRAPHS) == 3
    assert count(store, text, default_graphs=("urn:none", "urn:neither")) == 0


def test_named_graphs_are_only_those_that_are_named(store):
    text = "SELECT (COUNT(*) AS ?n) {} {{ GRAPH ?g {{ ?s ?p ?o }} }}"
    assert count(store, text.format(BOTH)) == 0
    assert count(store, text.format(f"{BOTH} FROM NAMED source:two")) == 2


def test_the_word_elsewhere_changes_nothing(store):
    text = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(STR(?o) != 'FROM <urn:a> FROM <urn:b>') } # FROM <x:c>"
    assert count(store, text) == 3
    assert count(store, "SELECT (COUNT(*) AS ?n) { ?from pact:from|<urn:p> ?o . ?from <urn:p> ?o }") == 3


def test_a_construction_has_each_triple_once(store):
    found = answer(store, Query(f"CONSTRUCT {BOTH} WHERE {{ ?s ?p ?o }}", graph="nt"), Limits())
    assert found.body.count(b"\n") == 3


def test_several_graphs_that_cannot_be_read_are_refused_and_not_counted_twice(store):
    text = f"SELECT (COUNT(*) AS ?n) {BOTH} {{ ?s ?p ?o LATERAL {{ SELECT ?o {{ ?s ?p ?o }} }} }}"
    with pytest.raises(UserError, match="several FROM") as raised:
        count(store, text)
    assert "default-graph-uri" in raised.value.mend
