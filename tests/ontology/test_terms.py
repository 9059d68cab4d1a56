"""Every class and property is labelled, defined, placed and used."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, URIRef

from pactgraph.namespaces import ONTOLOGY, PACT, PREFIXES, THING_KINDS, shorten

KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
LANGUAGES = {"en", "ru", "zh"}
# Classes and datatypes of others that our domains, ranges and superclasses name.
BORROWED = tuple(
    PREFIXES[name] for name in ("xsd", "skos", "prov", "org", "schema", "foaf", "dcat", "qb", "rdfs", "owl")
)


def pact(name: str) -> URIRef:
    return URIRef(PACT + name)


def of_kind(ontology: rdflib.Graph, *kinds: URIRef) -> list[URIRef]:
    return sorted({term for kind in kinds for term in ontology.subjects(RDF.type, kind)})


def names(terms: Iterable[URIRef]) -> list[str]:
    return sorted(shorten(str(term)) for term in terms)


def same_labels(ontology: rdflib.Graph, terms: Iterable[URIRef], label: URIRef) -> dict[str, list[str]]:
    """The labels that more than one of the terms has."""
    owners = defaultdict(set)
    for term in terms:
        for text in ontology.objects(term, label):
            owners[text.n3()].add(term)
    return {text: names(found) for text, found in owners.items() if len(found) > 1}


def test_all_terms_are_of_our_namespace(ontology):
    assert [term for term in of_kind(ontology, *KINDS) if not str(term).startswith(PACT)] == []


def test_every_term_has_a_label_in_english_russian_and_chinese(ontology):
    for term in of_kind(ontology, *KINDS):
        tags = sorted(str(text.language) for text in ontology.objects(term, RDFS.label))
        assert tags == sorted(LANGUAGES), shorten(term)


@pytest.mark.parametrize("kinds", [KINDS[:1], KINDS[1:]], ids=["classes", "properties"])
def test_no_two_classes_and_no_two_properties_have_the_same_label(ontology, kinds):
    assert same_labels(ontology, of_kind(ontology, *kinds), RDFS.label) == {}


def test_labels_are_in_the_script_of_their_language(ontology):
    """A Latin letter alone would be a label not translated; names of standards stay as they are."""
    for label in (RDFS.label, SKOS.prefLabel):
        for term, text in ontology.subject_objects(label):
            if text.language == "ru" and not re.search("[А-Яа-яёЁ]", text):
                assert term == pact("sha256"), f"{shorten(str(term))} {text}"
            if text.language == "zh" and not re.search("[\u4e00-\u9fff]", text):
                assert term == pact("sha256"), f"{shorten(str(term))} {text}"


def test_every_term_has_a_definition_that_is_a_sentence(ontology):
    for term in of_kind(ontology, *KINDS):
        (definition,) = ontology.objects(term, SKOS.definition)
        assert re.fullmatch(r"[A-Z].*[.]", definition), shorten(term)


def test_the_definition_of_a_class_says_what_each_of_it_is(ontology):
    for term in of_kind(ontology, OWL.Class):
        definition = str(ontology.value(term, SKOS.definition))
        assert re.match(r"An? [a-z -]+? is (an? |one |what )", definition), f"{shorten(term)}: {definition}"


def test_domains_and_ranges_name_declared_classes(ontology):
    declared = set(of_kind(ontology, OWL.Class))
    for relation in (RDFS.domain, RDFS.range, RDFS.subClassOf):
        for term, cls in ontology.subject_objects(relation):
            known = cls in declared or str(cls).startswith(BORROWED)
            assert known, f"{shorten(str(term))} {shorten(str(relation))} {cls}"


def test_every_property_of_things_has_the_right_kind_of_range(ontology):
    for term in of_kind(ontology, OWL.DatatypeProperty):
        datatypes = (PREFIXES["xsd"], str(RDFS.Literal))
        assert all(str(cls).startswith(datatypes) for cls in ontology.objects(term, RDFS.range)), shorten(
            term
        )
    for term in of_kind(ontology, OWL.ObjectProperty):
        assert not any(str(cls).startswith(PREFIXES["xsd"]) for cls in ontology.objects(term, RDFS.range))


def test_superproperties_of_ours_are_declared(ontology):
    declared = set(of_kind(ontology, *KINDS[1:]))
    above = {prop for prop in ontology.objects(None, RDFS.subPropertyOf) if str(prop).startswith(PACT)}
    assert above <= declared


def test_the_kinds_in_addresses_are_those_of_the_namespace_table(ontology):
    kinds = {
        str(kind): shorten(str(cls)).removeprefix("pact:")
        for cls, kind in ontology.subject_objects(pact("iriKind"))
    }
    assert kinds == {
        **THING_KINDS,
        "claim": "Claim",
        "evidence": "Evidence",
        "judgement": "Judgement",
        "disagreement": "Disagreement",
        "source": "Source",
    }


def test_every_computed_property_names_rules_that_are_there(ontology, content):
    rules = {file.stem for file in (content.ontology / "rules").glob("*.rq")}
    steps = {"date bounds", "sentences", "audit", "analysis"}  # computed in Python
    for prop, rule in ontology.subject_objects(pact("derivedBy")):
        named = set(str(rule).split(", "))
        assert named <= rules | steps, f"{shorten(str(prop))} is derived by {sorted(named - rules - steps)}"


def test_the_ontology_says_version_licence_and_prefix(ontology):
    header = URIRef(ONTOLOGY)
    version = ontology.value(header, OWL.versionInfo)
    assert str(ontology.value(header, OWL.versionIRI)) == f"{ONTOLOGY}/{version}"
    assert ontology.value(header, URIRef(PREFIXES["dcterms"] + "license")) is not None
    assert str(ontology.value(header, URIRef(PREFIXES["vann"] + "preferredNamespacePrefix"))) == "pact"
    assert str(ontology.value(header, URIRef(PREFIXES["vann"] + "preferredNamespaceUri"))) == PACT


def test_every_class_and_property_is_used(ontology, authored, content):
    """By the graph, by a question, rule or check, or as what a code becomes or a used class is part of."""
    used = {node for triple in authored for node in triple}
    queries = [*content.ontology.rglob("*.rq"), *(content.graph / "queries").rglob("*.rq")]
    text = "\n".join(file.read_text(encoding="utf-8") for file in queries)
    used |= {pact(name) for name in re.findall(r"(?<![\w:])pact:(\w+)", text)}
    used |= set(ontology.objects(None, pact("asProperty")))
    # Every exported result is written with these; tests/exports/test_result_graph.py holds them to it.
    used |= set(ontology.subjects(pact("derivedBy"), rdflib.Literal("analysis")))
    # The audit writes these into every build.
    audited = set(ontology.subjects(pact("derivedBy"), rdflib.Literal("audit")))
    used |= audited | set(ontology.objects(next(iter(audited)), RDFS.domain))
    for term in list(used):
        used |= {*ontology.objects(term, RDFS.subClassOf), *ontology.objects(term, RDFS.subPropertyOf)}
    unused = names(term for term in of_kind(ontology, *KINDS) if term not in used)
    assert not unused, f"nothing uses {', '.join(unused)}: state a claim, ask a question, or take it away"
