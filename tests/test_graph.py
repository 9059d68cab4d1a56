"""The graph as Python sees it, over each of the three stores."""

from __future__ import annotations

import doctest
import inspect
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Triple

import pactgraph
from pactgraph import graph as module
from pactgraph.errors import InputSyntaxError, UnknownNameError, UserError
from pactgraph.exports.rdf import RDF_EXPORTS
from pactgraph.graph import Graph
from pactgraph.network.paths import NoPathError
from pactgraph.store.base import Answer, Store, Table
from pactgraph.store.endpoint import EndpointStore
from pactgraph.store.local import LocalStore

CHINA = "https://w3id.org/pactgraph/id/country/CHN"


@pytest.fixture(scope="module")
def memory(built) -> Graph:
    return pactgraph.load(built)


@pytest.fixture(scope="module", params=["memory", pytest.param("disk", marks=pytest.mark.full), "endpoint"])
def graph(request, memory, built, tmp_path_factory) -> Graph:
    """The same graph in each store."""
    if request.param == "memory":
        return memory
    if request.param == "disk":
        folder = tmp_path_factory.mktemp("disk") / "store"
        LocalStore.create_disk(folder, built / "pactgraph.nq")
        return pactgraph.load(folder)
    data = (built / "pactgraph.nq").read_bytes()
    loaded = pactgraph.load(request.getfixturevalue("oxigraph_server")(data))
    assert isinstance(loaded.store, EndpointStore)
    return loaded


class TestOverEachStore:
    def test_a_query_gives_what_its_form_promises(self, graph):
        table = graph.query("SELECT ?label { country:CHN rdfs:label ?label FILTER(LANG(?label) = 'en') }")
        assert table == Table(("label",), ((Literal("China", language="en"),),))
        assert graph.query("ASK { country:CHN a pact:Party }") is True
        triples = graph.query(
            "CONSTRUCT { ?x a pact:Country } WHERE { VALUES ?x { country:CHN } ?x a pact:Country }"
        )
        assert [triple.subject for triple in triples] == [NamedNode(CHINA)]
        assert all(isinstance(triple, Triple) for triple in graph.query("DESCRIBE country:CHN"))

    def test_questions_that_need_no_parameter_are_answered_alike(self, graph, memory, sample):
        ready = [
            question.name
            for question in memory.questions.questions
            if all(one.optional or one.default is not None for one in question.parameters)
        ]
        assert len(ready) > 40
        for name in sample(ready, 10):
            assert graph.ask(name) == memory.ask(name), name

    def test_a_question_with_a_parameter_is_answered_alike(self, graph, memory):
        found = graph.ask("agreements_of_party", party="Cuba")
        assert found == memory.ask("agreements_of_party", party="country:CUB") and len(found)

    def test_a_thing_is_shown_alike(self, graph, memory):
        assert graph.show("古巴") == memory.show("country:CUB")
        assert graph.show("Cuba").texts("ISO 3166 code") == ["CUB"]

    def test_names_are_found_alike(self, graph, memory):
        assert graph.search("CÚBA").things == memory.search("cuba").things
        assert graph.search("cuba", limit=1)[0].label == "Cuba"
        assert graph.resolve("Cuba") == NamedNode("https://w3id.org/pactgraph/id/country/CUB")

    def test_a_triple_is_explained_alike(self, graph, memory):
        asked = ("China", "pact:cooperatesWith", "Cuba")
        why = graph.explain(*asked)
        assert why == memory.explain(*asked)
        assert {reason.rule for reason in why.reasons} == {"60-cooperates-with"}
        assert all(reason.claims for reason in why.reasons)

    def test_a_row_is_explained_alike(self, graph, memory):
        assert graph.explain_row("agreements_of_party", 1, party="Cuba") == memory.explain_row(
            "agreements_of_party", 1, party="Cuba"
        )

    def test_the_network_is_the_same(self, graph, memory):
        ours, theirs = graph.project(), memory.project()
        assert dict(ours.nodes(data=True)) == dict(theirs.nodes(data=True)) and len(ours)
        assert sorted(map(str, ours.edges(data=True))) == sorted(map(str, theirs.edges(data=True)))

    @pytest.mark.every(3)
    @pytest.mark.parametrize("form", RDF_EXPORTS)
    def test_an_export_has_the_same_bytes(self, graph, memory, form):
        assert graph.export(form) == memory.export(form)

    def test_an_export_of_one_source_has_the_same_bytes(self, graph, memory):
        chosen = {"sources": ["ye-small-economies"], "without": ["ontology"]}
        assert graph.export("nq", **chosen) == memory.export("nq", **chosen)


def test_a_dataset_of_rdflib_counts_as_we_do(memory):
    dataset = memory.to_rdflib()
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    assert [str(row[0]) for row in dataset.query(query)] == [memory.query(query).records()[0]["n"]]


def test_a_projection_takes_filters_as_keywords(memory):
    network = memory.project("country-country", roll_up=True, since=2015, statuses="signed", weight="count")
    assert network.graph["filters"] == "dated 2015 or later\nof the status signed"
    assert (network.graph["weight"], network.graph["roll_up"]) == ("count", True)


def test_a_path_can_avoid_what_everybody_shares(memory):
    (path,) = memory.path("Russia", "Mongolia", avoid=["China"])
    appeal = "Appeal to China, Russia and Mongolia to build digital government"
    assert path.labels == ("Russia", appeal, "Mongolia")
    assert len(memory.path("Cuba", "Russia", best=3)) == 3


class Counting(Store):
    """A store that counts the queries it is asked."""

    def __init__(self, store: Store) -> None:
        self.inner, self.asked = store, 0

    def query(self, sparql: str) -> Answer:
        self.asked += 1
        return self.inner.query(sparql)

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        return self.inner.quads(graph)


def test_a_second_view_reads_only_what_is_its_own_and_the_same_view_nothing(memory):
    store = Counting(memory.store)
    graph = Graph(store)
    first = graph.draw("ego", party="Cuba")
    after_first = store.asked
    graph.draw("ego", party="Mongolia")
    assert store.asked - after_first <= 8 < after_first
    after_second = store.asked
    assert graph.draw("ego", party="Cuba") == first and store.asked == after_second


def test_many_threads_read_a_network_once(memory):
    store = Counting(memory.store)
    graph = Graph(store)
    with ThreadPoolExecutor(8) as pool:
        networks = list(pool.map(lambda _: graph.network("two-mode"), range(16)))
    assert all(network is networks[0] for network in networks)
    alone = Counting(memory.store)
    Graph(alone).network("two-mode")
    assert store.asked == alone.asked


def test_a_row_of_an_empty_answer_is_refused_in_words(memory):
    question = next(q.name for q in memory.questions.questions if [p.type for p in q.parameters] == ["party"])
    with pytest.raises(UnknownNameError) as raised:
        memory.explain_row(question, 10**6, party="Cuba")
    assert "a row from 1 to" in raised.value.expected
    empty = Graph(LocalStore.of([]), select=lambda sparql: Table(("claims",), ()))
    questions = [q for q in empty.questions.questions if not q.parameters and not q.rests_on]
    with pytest.raises(UnknownNameError) as raised:
        empty.explain_row(questions[0].name, 1)
    assert raised.value.expected == "an answer with rows; it has none"


def test_a_network_can_be_exported_from_python(memory):
    text = memory.export_network("graphml", "country-country", since=2015)
    assert text.startswith("<?xml") and "Cuba" in text
    with pytest.raises(UserError, match="graphm"):
        memory.export_network("graphm")


def test_one_name_does_for_a_list_of_one(memory):
    assert memory.export("nt", sources="ye-small-economies", without="ontology") == memory.export(
        "nt", sources=["ye-small-economies"], without=["ontology"]
    )


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        (lambda g: g.export("turtle"), UnknownNameError),
        (lambda g: g.export("ttl", sources=["nobody"]), UnknownNameError),
        (lambda g: g.export("ttl", without=["nothing"]), UnknownNameError),
        (lambda g: g.show("Atlantis"), UnknownNameError),
        (lambda g: g.ask("no_such_question"), UnknownNameError),
        (lambda g: g.explain("China", "pact:cooperatesWith", "China"), UnknownNameError),
        (lambda g: g.explain("China", "nonsense", "Cuba"), UnknownNameError),
        (lambda g: g.explain_row("agreements_of_party", 99, party="Cuba"), UnknownNameError),
        (lambda g: g.explain_row("agreements_of_party", 0, party="Cuba"), UnknownNameError),
        (lambda g: g.query("SELECT"), InputSyntaxError),
        (lambda g: g.project("no-such-projection"), UserError),
        (lambda g: g.project("party-party", since=2022, until=2019), UserError),
        (lambda g: g.project("party-party", modality=("asserted",)), UserError),
        (lambda g: g.project("party-party", status="signed"), UserError),
        (lambda g: g.path("Cuba", "Atlantis"), UnknownNameError),
        (lambda g: g.path("Cuba", "Japan"), NoPathError),
        (lambda g: g.compare("Cuba", "Huawei", "country-country"), UnknownNameError),
    ],
)
def test_a_mistake_is_told_with_what_was_expected(memory, wrong, kind):
    with pytest.raises(kind) as raised:
        wrong(memory)
    assert raised.value.found and raised.value.expected


def test_every_public_method_is_documented_with_types_and_those_that_ask_with_an_example():
    for name, method in inspect.getmembers(Graph, inspect.isfunction):
        if not name.startswith("_"):
            assert method.__doc__, name
            assert "return" in method.__annotations__, name
    examples = {
        test.name.rpartition(".")[2] for test in doctest.DocTestFinder().find(module) if test.examples
    }
    asked = {"load", "query", "ask", "show", "search", "explain", "to_rdflib", "export"}
    asked |= {"project", "path", "compare", "common", "ego", "evidence", "statistics"}
    assert asked <= examples


def test_the_package_offers_what_it_says():
    assert set(pactgraph.__all__) == {"Graph", "__version__", "load"}
    assert pactgraph.Graph is Graph and pactgraph.load is module.load
    with pytest.raises(AttributeError):
        pactgraph.nothing  # noqa: B018
