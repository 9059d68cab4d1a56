"""The shapes are well-formed SHACL, named, explained, and in step with the ontology."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pyshacl
import pytest
import rdflib
from pyshacl import shape as pyshacl_shape
from rdflib import OWL, RDF, RDFS, SH, URIRef
from rdflib.collection import Collection

from pactgraph import resources
from pactgraph.namespaces import PACT, PREFIXES
from pactgraph.store.locate import Locator
from pactgraph.store.reading import Content
from pactgraph.validation.findings import short_names
from pactgraph.validation.shapes import check_shapes, union_graph
from pactgraph.validation.violations import MEND

SHAPE = PREFIXES["shape"]


def pact(name: str) -> URIRef:
    return URIRef(PACT + name)


@pytest.fixture(scope="module")
def content() -> Content:
    return Content(resources.ontology_dir(), resources.graph_dir())


@pytest.fixture(scope="module")
def shapes(content) -> rdflib.Graph:
    return union_graph(quad for file in content.shape_files() for quad in file.quads())


@pytest.fixture(scope="module")
def ontology(content) -> rdflib.Graph:
    return union_graph(quad for file in content.files() if file.source_id is None for quad in file.quads())


def leaf_classes(ontology: rdflib.Graph) -> set[URIRef]:
    """The classes that things, sources, evidence and claims are given: those of ours with none below."""
    ours = {cls for cls in ontology.subjects(RDF.type, OWL.Class) if str(cls).startswith(PACT)}
    return {cls for cls in ours if not list(ontology.subjects(RDFS.subClassOf, cls))}


def test_the_shapes_are_valid_shacl(shapes):
    # pySHACL prints every long list anew for each step: cut to two members it takes a tenth of the time.
    cut = rdflib.Graph() + shapes
    for node in [*shapes.objects(None, SH.ignoredProperties), *shapes.objects(None, SH["in"])]:
        second = cut.value(node, RDF.rest)
        if second != RDF.nil:
            cut.set((second, RDF.rest, RDF.nil))
    conforms, _, report = pyshacl.validate(rdflib.Graph(), shacl_graph=cut, meta_shacl=True)
    assert conforms, report


def test_every_shape_has_an_address_a_severity_and_a_message_with_a_mend(shapes):
    for shape in {*shapes.subjects(RDF.type, SH.NodeShape), *shapes.subjects(RDF.type, SH.PropertyShape)}:
        assert str(shape).startswith(SHAPE), shape
        assert shapes.value(shape, SH.severity) in (SH.Violation, SH.Warning), shape
        expected, found, mend = str(shapes.value(shape, SH.message)).partition(MEND)
        assert expected.endswith(".") and found and mend.endswith((".", "?")), shape


def test_every_shape_is_reached_from_a_target(shapes):
    reached = set(shapes.subjects(SH.targetClass, None)) | set(shapes.subjects(SH.targetSubjectsOf, None))
    waiting = list(reached)
    while waiting:
        shape = waiting.pop()
        lists = [Collection(shapes, node) for node in shapes.objects(shape, SH["or"])]
        links = {*shapes.objects(shape, SH.property), *shapes.objects(shape, SH.node)}
        links |= {*shapes.objects(shape, SH.qualifiedValueShape), *(item for held in lists for item in held)}
        waiting += links - reached
        reached |= links
    assert {*shapes.subjects(RDF.type, SH.NodeShape), *shapes.subjects(RDF.type, SH.PropertyShape)} == reached


def test_every_class_that_things_are_given_has_a_closed_shape(shapes, ontology):
    closed = {
        cls for shape in shapes.subjects(SH.closed, None) for cls in shapes.objects(shape, SH.targetClass)
    }
    kinds = Collection(shapes, shapes.value(URIRef(SHAPE + "kind-class"), SH["in"]))
    assert closed == set(kinds) == leaf_classes(ontology)


def test_closed_shapes_pass_over_what_rules_compute_and_nothing_else(shapes, ontology):
    computed = {RDF.type, *ontology.subjects(pact("derivedBy"), None)}
    for shape in shapes.subjects(SH.closed, None):
        ignored = shapes.value(shape, SH.ignoredProperties)
        assert ignored == URIRef(SHAPE + "computed")
    assert set(Collection(shapes, URIRef(SHAPE + "computed"))) == computed


def test_every_authored_property_has_a_place_in_a_closed_shape(shapes, ontology):
    listed = {
        shapes.value(prop, SH.path)
        for shape in shapes.subjects(RDF.type, SH.NodeShape)
        for prop in shapes.objects(shape, SH.property)
    }
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    declared = {
        prop for kind in kinds for prop in ontology.subjects(RDF.type, kind) if str(prop).startswith(PACT)
    }
    for prop in sorted(declared - listed):
        assert (prop, pact("derivedBy"), None) in ontology or prop == pact("derivedBy"), short_names(prop)


def test_shapes_and_domains_agree(shapes, ontology):
    """A class lists a property of ours only if the domain of the property allows it."""
    for shape in shapes.subjects(SH.closed, None):
        cls = shapes.value(shape, SH.targetClass)
        above = set(ontology.transitive_objects(cls, RDFS.subClassOf))
        for prop in shapes.objects(shape, SH.property):
            path = shapes.value(prop, SH.path)
            domains = set(ontology.objects(path, RDFS.domain))
            assert not domains or domains & above, f"{short_names(path)} on {short_names(cls)}"


def test_code_shapes_and_code_lists_of_properties_agree(shapes, ontology):
    for prop in shapes.subjects(RDF.type, SH.PropertyShape):
        for node in shapes.objects(prop, SH.node):
            scheme = shapes.value(URIRef(f"{node}-list"), SH.hasValue)
            path = shapes.value(prop, SH.path)
            if scheme is not None:
                assert ontology.value(path, pact("codeList")) == scheme, short_names(path)


def test_the_computed_layer_breaks_no_shape(content_with, shapes):
    """What is exported with derived facts conforms in any SHACL engine."""
    base = content_with()
    data = union_graph(base.quads())
    agreement = URIRef(PREFIXES["agreement"] + "e-commerce-memorandum")
    data.add((agreement, RDF.type, pact("Initiative")))
    data.add((agreement, pact("status"), URIRef(PREFIXES["status"] + "signed")))
    data.add((agreement, pact("signatory"), URIRef(PREFIXES["country"] + "CHN")))
    data.add(
        (URIRef(PREFIXES["claim"] + "example/003"), pact("text"), rdflib.Literal("China and Belarus signed."))
    )
    assert list(check_shapes(data, shapes, Locator(base.files()))) == []


def test_validation_in_several_threads_finds_the_same_and_leaves_pyshacl_as_it_was(shapes, monkeypatch):
    def findings(_: int = 0) -> list[str]:
        data = rdflib.Graph()
        data.add((URIRef(f"{PREFIXES['country']}CUB"), RDF.type, pact("Country")))
        return [finding.rule for finding in check_shapes(data, shapes, Locator([]))]

    first = findings()
    assert first
    before = (None, None)
    monkeypatch.setattr(pyshacl_shape, "CONSTRAINT_PARAMS", before, raising=False)
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(findings, range(6))) == [first] * 6
    assert pyshacl_shape.CONSTRAINT_PARAMS is before
