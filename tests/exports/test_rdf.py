"""Whatever format the graph is taken away in, other tools read the same graph from it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
)
from rdflib.compare import isomorphic

from pactgraph.errors import ParameterError
from pactgraph.exports.rdf import RDF_EXPORTS
from pactgraph.exports.selection import select_quads
from pactgraph.namespaces import PREFIXES

OXIGRAPH = {
    "ttl": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
RDFLIB = {"ttl": "turtle", "trig": "trig", "nt": "nt", "nq": "nquads", "jsonld": "json-ld", "rdfxml": "xml"}
SELECTIONS = {
    "all": {},
    "without layers": {"without": ["derived", "ontology"]},
    "one source": {"sources": ["china-daily-innovation"]},
}


def canonical(quads: list[Quad]) -> Dataset:
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def merged(quads: list[Quad]) -> list[Quad]:
    return [Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads]


def in_rdflib(text: str, name: str) -> dict[str, rdflib.Graph]:
    """Read text in rdflib, graph by graph; the one without a name is called by an empty one."""
    # Plain literals stay as they are written: rdflib would make 1 of 01.
    dataset = rdflib.Dataset()
    dataset.parse(data=text, format=RDFLIB[name])
    found: dict[str, rdflib.Graph] = {}
    for s, p, o, g in dataset.quads():
        found.setdefault("" if g is None else str(g), rdflib.Graph()).add((s, p, o))
    return found


def test_every_format_is_in_the_suite():
    assert RDF_EXPORTS.keys() == OXIGRAPH.keys() == RDFLIB.keys()
    assert all(export.title and "/" in export.media_type for export in RDF_EXPORTS.values())


#: To read all in rdflib takes minutes; what is selected is tested in test_selection.py.
LARGE = [pytest.param(name, marks=pytest.mark.full) for name in ("all", "without layers")]


@pytest.fixture(scope="module", params=[*LARGE, "one source"])
def selected(request, whole_graph, rules) -> list[Quad]:
    return select_quads(whole_graph, rules, **SELECTIONS[request.param])


@pytest.fixture(scope="module")
def expected(selected) -> dict[bool, dict[str, rdflib.Graph]]:
    """What rdflib should read: graph by graph, or all in one."""
    texts = {True: selected, False: merged(selected)}
    return {kept: in_rdflib("".join(f"{quad} .\n" for quad in quads), "nq") for kept, quads in texts.items()}


@pytest.mark.parametrize("name", RDF_EXPORTS)
class TestTheGraph:
    def test_oxigraph_reads_it_back(self, selected, name):
        text = RDF_EXPORTS[name].write(selected)
        expected = selected if RDF_EXPORTS[name].keeps_graphs else merged(selected)
        assert canonical(list(pyoxigraph.parse(text, format=OXIGRAPH[name]))) == canonical(expected)

    def test_rdflib_reads_it_back(self, selected, expected, name):
        found = in_rdflib(RDF_EXPORTS[name].write(selected), name)
        graphs = expected[RDF_EXPORTS[name].keeps_graphs]
        assert found.keys() == graphs.keys()
        for graph, triples in graphs.items():
            assert isomorphic(found[graph], triples), graph


@pytest.mark.parametrize("name", RDF_EXPORTS)
class TestWhatIsAwkward:
    @pytest.fixture
    def quads(self, awkward, rules):
        return select_quads(awkward, rules)

    def test_oxigraph_reads_it_back(self, quads, name):
        text = RDF_EXPORTS[name].write(quads)
        expected = quads if RDF_EXPORTS[name].keeps_graphs else merged(quads)
        assert canonical(list(pyoxigraph.parse(text, format=OXIGRAPH[name]))) == canonical(expected)

    def test_rdflib_reads_it(self, quads, name):
        expected = len(set(quads if RDF_EXPORTS[name].keeps_graphs else merged(quads)))
        found = in_rdflib(RDF_EXPORTS[name].write(quads), name)
        assert sum(len(graph) for graph in found.values()) == expected

    def test_it_is_the_same_from_a_store_that_names_blank_nodes_otherwise(self, quads, name, rules, tmp_path):
        from pactgraph.store.local import LocalStore

        (tmp_path / "x.nq").write_text("".join(f"{quad} .\n" for quad in reversed(quads)), encoding="utf-8")
        LocalStore.create_disk(tmp_path / "store", tmp_path / "x.nq")
        again = LocalStore.of(LocalStore.disk(tmp_path / "store").engine)
        assert RDF_EXPORTS[name].write(select_quads(again, rules)) == RDF_EXPORTS[name].write(quads)


def test_turtle_has_prefixes_and_sorted_subjects(whole_graph, rules):
    text = RDF_EXPORTS["ttl"].write(select_quads(whole_graph, rules, without=["ontology"]))
    assert "@prefix country: <https://w3id.org/pactgraph/id/country/> ." in text
    countries = [line.split()[0] for line in text.splitlines() if line.startswith("country:")]
    assert countries and countries == sorted(countries)


def test_trig_names_the_source_of_each_statement(whole_graph, rules):
    text = RDF_EXPORTS["trig"].write(select_quads(whole_graph, rules))
    assert f"<{PREFIXES['source']}ye-small-economies> {{" in text
    assert text.count("@prefix pact:") == 1


def test_an_empty_selection_can_be_written(rules, awkward):
    quads = select_quads(awkward, rules, without=["ontology", "things", "claims", "derived"])
    assert quads == []
    for name, export in RDF_EXPORTS.items():
        assert list(pyoxigraph.parse(export.write(quads), format=OXIGRAPH[name])) == []


def test_the_same_bytes_come_with_any_hash_seed(built):
    script = (
        "import hashlib\n"
        "import sys\n"
        "from pathlib import Path\n"
        "from pactgraph.store.reading import own_content\n"
        "from pactgraph.derivation.rules import read_rules\n"
        "from pactgraph.exports.rdf import RDF_EXPORTS\n"
        "from pactgraph.exports.selection import select_quads\n"
        "from pactgraph.store.local import LocalStore\n"
        "content = own_content()\n"
        "rules = read_rules(content.ontology / 'rules')\n"
        "store = LocalStore.memory(Path(sys.argv[1]))\n"
        "for sources in ((), ('ye-small-economies',)):\n"
        "    quads = select_quads(store, rules, sources)\n"
        "    for name, export in RDF_EXPORTS.items():\n"
        "        print(name, hashlib.sha256(export.write(quads).encode()).hexdigest())\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script, built / "pactgraph.nq"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "42")
    }
    assert len(outputs) == 1


def stating(predicate: str, value: str) -> list[Quad]:
    return [Quad(NamedNode("urn:a"), NamedNode(predicate), Literal(value), NamedNode("urn:g"))]


@pytest.mark.parametrize("value", ["a\rb", "\r\n", " \t", "\x85\u2028", "\x7f"])
@pytest.mark.parametrize("name", RDF_EXPORTS)
def test_white_space_in_literals_survives(name, value):
    text = RDF_EXPORTS[name].write(stating("urn:b", value))
    assert [quad.object.value for quad in pyoxigraph.parse(text, format=OXIGRAPH[name])] == [value]
    assert [str(o) for graph in in_rdflib(text, name).values() for o in graph.objects()] == [value]


@pytest.mark.parametrize(("predicate", "value"), [("urn:b", "a\x01"), ("urn:b", "\x00"), ("urn:b:1", "a")])
def test_what_xml_cannot_say_is_refused_and_the_other_formats_say_it(predicate, value):
    quads = stating(predicate, value)
    for name, export in RDF_EXPORTS.items():
        if name == "rdfxml":
            with pytest.raises(ParameterError) as raised:
                export.write(quads)
            assert raised.value.found and raised.value.expected and "ttl" in raised.value.mend
        else:
            read = list(pyoxigraph.parse(export.write(quads), format=OXIGRAPH[name]))
            assert [(q.predicate.value, q.object.value) for q in read] == [(predicate, value)]


def test_the_turtle_of_a_build_reads_from_the_top(built: Path) -> None:
    text = (built / "pactgraph.ttl").read_text(encoding="utf-8")
    assert text.startswith("# Pactgraph: a knowledge graph")
    assert "creativecommons.org/licenses/by/4.0" in text.partition("@prefix")[0]
    titles = re.findall(r"^# (\w+)$", text, re.MULTILINE)
    assert titles[:2] == ["Country", "Subnational"]
    assert titles[-5:] == ["Sources", "Claims", "Evidence", "Judgements", "Disagreements"]
    agreements = text[: text.index("\n# Agreement\n")].count("\n")
    assert agreements < text.count("\n") / 20
    # Claims are named by the words that tell their source apart.
    assert "\nye:070 a pact:Claim" in text and "\nsong-china:t03-2-1 a " in text
    assert "\n<https://w3id.org/pactgraph/id/claim/" not in text


def test_json_ld_names_types_and_terms_in_short() -> None:
    cuba, pact = NamedNode(PREFIXES["country"] + "CUB"), PREFIXES["pact"]
    quads = [
        Quad(cuba, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(pact + "Country")),
        Quad(cuba, NamedNode(PREFIXES["rdfs"] + "label"), Literal("Cuba", language="en")),
        Quad(cuba, NamedNode(pact + "isoCode"), Literal("CUB")),
    ]
    written = json.loads(RDF_EXPORTS["jsonld"].write(quads))
    assert set(written["@context"]) == {"country", "pact", "rdfs"}
    assert written["@graph"] == [
        {
            "@id": "country:CUB",
            "@type": ["pact:Country"],
            "rdfs:label": {"@language": "en", "@value": "Cuba"},
            "pact:isoCode": "CUB",
        }
    ]
