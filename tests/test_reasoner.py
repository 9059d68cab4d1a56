"""The ontology holds together under OWL 2 DL reasoning (HermiT), and says no where it must."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection

PREFIXES = """
    @prefix pact: <https://w3id.org/pactgraph/ontology#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix owl: <http://www.w3.org/2002/07/owl#> .
    @prefix ex: <https://example.org/> .
"""
# The part of the OWL 2 datatype map that the project uses. HermiT refuses an ontology with a literal of any
# other type: xsd:date and xsd:gYear are outside the map because of their time zones, and EDTF is no type of
# OWL's at all.
REASONED = {
    XSD.string,
    XSD.boolean,
    XSD.decimal,
    XSD.integer,
    XSD.nonNegativeInteger,
    XSD.dateTime,
    XSD.anyURI,
    RDF.langString,
}


def is_reasoned(node: object) -> bool:
    """Tell whether HermiT can read a node; dates are left out, their order is for the shapes to check."""
    if not isinstance(node, Literal):
        return True
    return node.language is not None or (node.datatype or XSD.string) in REASONED


@pytest.fixture(scope="module")
def ontology(checkout: Path) -> Graph:
    graph = Graph()
    for folder in ("modules", "codelists"):
        for file in sorted((checkout / "ontology" / folder).glob("*.ttl")):
            graph.parse(file)
    assert len(graph) > 1000
    return graph


@pytest.fixture(scope="module")
def things(checkout: Path) -> Graph:
    graph = Graph()
    for file in sorted((checkout / "graph" / "things").glob("**/*.ttl")):
        graph.parse(file)
    assert len(graph) > 500
    return graph


@pytest.fixture(scope="module")
def claims(checkout: Path) -> Graph:
    graph = Graph()
    for file in sorted((checkout / "graph" / "sources").glob("**/*.ttl")):
        graph.parse(file)
    assert len(graph) > 500
    return graph


class Inconsistent(Exception):
    """Nothing can be as the graph says."""


def reason(graph: Graph, folder: Path) -> set[str]:
    """Run HermiT and return the IRIs of the classes that can have no member.

    owlready2 reads N-Triples, so rdflib merges and converts; a fresh world each time keeps runs apart.
    """
    import owlready2

    owlready2.reasoning.JAVA_MEMORY = 1500
    file = folder / "merged.nt"
    kept = Graph()
    for triple in graph:
        if is_reasoned(triple[2]):
            kept.add(triple)
    kept.serialize(file, format="nt", encoding="utf-8")
    world = owlready2.World()
    loaded = world.get_ontology(file.as_uri()).load()
    try:
        with loaded:
            owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError as error:
        raise Inconsistent from error
    # owl:Nothing, which never has a member, is listed with those that equal it.
    return {found.iri for found in world.inconsistent_classes()} - {str(OWL.Nothing)}


@pytest.fixture
def reasoned(java: Path, ontology: Graph, tmp_path: Path):
    """Reason over the ontology with some statements more."""

    def run(turtle: str = "", more: Graph | None = None) -> set[str]:
        graph = Graph().parse(data=PREFIXES + turtle, format="turtle") + ontology
        return reason(graph + more if more is not None else graph, tmp_path)

    return run


def test_the_ontology_is_consistent_and_every_class_can_have_a_member(reasoned):
    assert reasoned() == set()


@pytest.mark.full
def test_things_are_consistent_with_the_ontology(reasoned, things):
    assert reasoned(more=things) == set()


def test_claims_are_consistent_with_the_ontology(reasoned, things, claims):
    assert reasoned(more=things + claims) == set()


def test_a_class_that_is_both_party_and_initiative_can_have_no_member(reasoned):
    found = reasoned("ex:Both a owl:Class ; rdfs:subClassOf pact:Country, pact:Agreement .")
    assert found == {"https://example.org/Both"}


@pytest.mark.every(5)
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Country", "Agreement"),
        ("Company", "Forum"),
        ("Country", "Claim"),
        ("Agreement", "Evidence"),
        ("Participation", "Evidence"),
    ],
)
def test_nothing_is_of_two_kinds_that_exclude_each_other(reasoned, one, other):
    with pytest.raises(Inconsistent):
        reasoned(f"ex:thing a pact:{one}, pact:{other} .")


def test_the_ontology_declares_no_range_that_reasoners_refuse(ontology):
    ranges = set(ontology.objects(predicate=RDFS.range))
    datatypes = {r for r in ranges if str(r).startswith((str(XSD), "http://id.loc.gov/datatypes/edtf/"))}
    assert datatypes <= REASONED, f"HermiT would refuse {sorted(datatypes - REASONED)}"


def test_parties_initiatives_claims_and_evidence_exclude_each_other(ontology):
    namespace = "https://w3id.org/pactgraph/ontology#"
    expected = {URIRef(namespace + name) for name in ("Party", "Initiative", "Claim", "Evidence")}
    groups = [
        set(Collection(ontology, ontology.value(axiom, OWL.members)))
        for axiom in ontology.subjects(RDF.type, OWL.AllDisjointClasses)
    ]
    assert any(expected <= group for group in groups)
