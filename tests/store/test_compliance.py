"""One suite for every store: what can be asked is answered alike in memory, on disk and at an endpoint."""

from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from pactgraph.errors import InputSyntaxError
from pactgraph.namespaces import PACT, PREFIXES, source_graph
from pactgraph.store.base import Store
from pactgraph.store.endpoint import EndpointStore
from pactgraph.store.local import LocalStore

# From inside rdflib.
CHINA = NamedNode(PREFIXES["country"] + "CHN")
CUBA = NamedNode(PREFIXES["country"] + "CUB")
COOPERATES = NamedNode(PACT + "cooperatesWith")

COUNTS = {
    "triples": "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
    "of one predicate": "SELECT (COUNT(?o) AS ?n) WHERE { ?s pact:cooperatesWith ?o }",
    "labels": "SELECT (COUNT(?label) AS ?n) WHERE { country:CHN rdfs:label ?label }",
    "by group": "SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p",
    "joined": "SELECT (COUNT(*) AS ?n) WHERE { ?a pact:cooperatesWith ?b . ?i pact:participant ?a }",
    "along a path": "SELECT (COUNT(*) AS ?n) WHERE { ?i pact:participant/pact:cooperatesWith ?b }",
    "in graphs": "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?source { ?s ?p ?o } }",
    "of sources": "SELECT (COUNT(?source) AS ?n) WHERE { GRAPH ?source { ?s pact:cooperatesWith ?o } }",
    "sums": "SELECT (SUM(?v) AS ?n) WHERE { ?s pact:value ?v FILTER(isNumeric(?v)) }",
}


@pytest.fixture(scope="module", params=["memory", "disk", "endpoint"])
def store(request, compiled, tmp_path_factory) -> Store:
    if request.param == "memory":
        return LocalStore.memory(compiled)
    if request.param == "disk":
        folder = tmp_path_factory.mktemp("disk") / "store"
        LocalStore.create_disk(folder, compiled)
        return LocalStore.disk(folder)
    return EndpointStore(request.getfixturevalue("oxigraph_server")(compiled.read_bytes()))


@pytest.fixture(scope="module")
def reference(sample) -> rdflib.Dataset:
    """The same quads in rdflib, whose union of graphs holds each triple once."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data="".join(f"{quad} .\n" for quad in sample), format="nquads")
    return dataset


class TestEveryStore:
    def test_select_gives_columns_in_the_order_of_the_query_and_terms_as_they_are(self, store):
        table = store.select("SELECT ?label ?x WHERE { country:CHN rdfs:label ?label } ORDER BY LANG(?label)")
        assert table.columns == ("label", "x")
        assert table.rows == ((Literal("China", language="en"), None), (Literal("中国", language="zh"), None))
        assert len(table) == 2
        assert table.column("label")[0] == Literal("China", language="en")
        assert table.records() == [{"label": "China"}, {"label": "中国"}]

    def test_literals_keep_line_ends_datatypes_and_numbers(self, store):
        notes = store.select(
            "SELECT ?o WHERE { agreement:y pact:note ?o FILTER(isLiteral(?o)) } ORDER BY STR(?o)"
        )
        edtf = NamedNode(PREFIXES["edtf"] + "EDTF")
        assert notes.column("o") == [Literal("2021-11", datatype=edtf), Literal("two\nlines")]
        values = store.select("SELECT (STR(?v) AS ?t) WHERE { agreement:x pact:value ?v } ORDER BY ?t")
        assert [row["t"] for row in values.records()] == ["1.5", "16", "true"]

    def test_an_answer_without_rows_keeps_its_columns(self, store):
        table = store.select("SELECT ?a ?b WHERE { ?a pact:nothing ?b }")
        assert (table.columns, table.rows) == (("a", "b"), ())

    def test_ask(self, store):
        assert store.ask("ASK { country:CHN pact:cooperatesWith country:CUB }") is True
        assert store.ask("ASK { country:CUB pact:cooperatesWith country:CHN }") is False

    def test_construct_gives_each_triple_once(self, store):
        query = "CONSTRUCT { ?a pact:cooperatesWith ?b } WHERE { GRAPH ?g { ?a pact:cooperatesWith ?b } }"
        assert store.construct(query) == [Triple(CHINA, COOPERATES, CUBA)]

    def test_describe_gives_what_is_said_of_a_thing(self, store):
        described = store.construct("DESCRIBE country:CHN")
        assert Triple(CHINA, COOPERATES, CUBA) in described
        assert len(described) == len(set(described)) == 3

    def test_all_prefixes_are_known_and_can_be_declared_anew(self, store):
        for prefix in PREFIXES:
            assert store.ask(f"ASK {{ FILTER(STRSTARTS(STR({prefix}:x), 'http')) }}"), prefix
        assert store.ask("PREFIX country: <urn:x:> ASK { FILTER(STR(country:CHN) = 'urn:x:CHN') }")
        assert store.ask("BASE <urn:x:> PREFIX own: <urn:y:> ASK { FILTER(STR(own:z) = 'urn:y:z') }")

    def test_a_comment_at_the_end_of_a_query_does_no_harm(self, store):
        assert store.ask("ASK { country:CHN ?p ?o } # without a line end")

    @pytest.mark.parametrize("name", COUNTS)
    def test_counts_are_those_of_rdflib(self, store, reference, name):
        query = COUNTS[name]
        ours = sorted(tuple(str(c) for c in row.values()) for row in store.select(query).records())
        theirs = sorted(tuple(str(c) for c in row) for row in reference.query(query, initNs=PREFIXES))
        assert ours == theirs

    def test_a_triple_of_three_sources_counts_once_and_each_source_is_named(self, store):
        assert store.select("SELECT ?x { ?x pact:cooperatesWith country:CUB }").rows == ((CHINA,),)
        query = "SELECT ?source { GRAPH ?source { ?x pact:cooperatesWith ?y } } ORDER BY ?source"
        assert [row["source"] for row in store.select(query).records()] == [source_graph(n) for n in "abc"]

    def test_quads_are_those_of_the_named_graphs_only(self, store, sample):
        quads = list(store.quads())
        assert len(quads) == len(set(quads)) == len(sample)
        assert {str(q) for q in quads if "_:" not in str(q)} == {str(q) for q in sample if "_:" not in str(q)}

    def test_quads_of_one_graph(self, store, sample):
        name = NamedNode(source_graph("c"))
        assert list(store.quads(name.value)) == [quad for quad in sample if quad.graph_name == name]
        assert list(store.quads("urn:no-such-graph")) == []

    def test_a_node_without_a_name_is_one_node_in_all_graphs(self, store):
        found = {t for q in store.quads() for t in (q.subject, q.object) if isinstance(t, BlankNode)}
        assert len(found) == 1
        assert store.ask(
            "ASK { agreement:x pact:note ?n . agreement:y pact:note ?n . ?n rdfs:label 'nameless' }"
        )

    def test_a_query_of_another_form_is_named(self, store):
        with pytest.raises(InputSyntaxError, match="another form"):
            store.select("ASK { ?s ?p ?o }")
        with pytest.raises(InputSyntaxError, match="another form"):
            store.ask("SELECT * { ?s ?p ?o }")
        with pytest.raises(InputSyntaxError, match="another form"):
            store.construct("SELECT * { ?s ?p ?o }")

    def test_a_query_that_does_not_parse_gives_line_column_and_the_text_there(self, store):
        with pytest.raises(InputSyntaxError) as raised:
            store.query("SELECT ?x\nWERE { ?x a ?y }")
        assert raised.value.line == 2
        assert 'line 2, column 6, at "{"' in raised.value.found
        assert raised.value.expected and raised.value.mend

    def test_an_empty_query_is_refused(self, store):
        with pytest.raises(InputSyntaxError) as raised:
            store.query("")
        assert raised.value.line == 1

    def test_an_unknown_prefix_is_named_with_the_one_that_may_be_meant(self, store):
        with pytest.raises(InputSyntaxError) as raised:
            store.query("# first line\nSELECT * { ?x contry:y 'a:b' }")
        assert (raised.value.line, raised.value.mend) == (2, "did you mean country?")
        assert "contry:" in raised.value.found

    @pytest.mark.parametrize("update", ["INSERT DATA { <urn:a> <urn:b> 1 }", "PREFIX x: <urn:x> DROP ALL"])
    def test_an_update_is_refused(self, store, update):
        before = len(list(store.quads()))
        with pytest.raises(InputSyntaxError, match="an update"):
            store.query(update)
        assert len(list(store.quads())) == before

    def test_a_value_that_fails_on_the_way_leaves_its_cell_empty(self, store):
        assert store.select("SELECT (1/0 AS ?x) (2 AS ?y) {}").records() == [{"y": "2"}]
