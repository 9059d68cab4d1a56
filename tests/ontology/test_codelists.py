"""Each code list is one file, whole, and of use to a property."""

from __future__ import annotations

import re

import pytest
import rdflib
from rdflib import DCTERMS, RDF, RDFS, SKOS, URIRef

from pactgraph import resources
from pactgraph.model.quantities import QUANTIFIERS
from pactgraph.namespaces import BASE, CODE_LISTS, PACT, PREFIXES, shorten
from pactgraph.store.turtle import read_turtle

LISTS = sorted(file.stem for file in (resources.ontology_dir() / "codelists").glob("*.ttl"))


def codes(ontology: rdflib.Graph, scheme: str) -> list[URIRef]:
    return sorted(ontology.subjects(SKOS.inScheme, URIRef(f"{BASE}code/{scheme}")))


def test_the_files_are_the_lists_of_the_namespace_table():
    assert tuple(LISTS) == CODE_LISTS


@pytest.mark.parametrize("scheme", LISTS)
def test_a_file_holds_its_list_and_only_that(scheme):
    triples, _ = read_turtle(resources.ontology_dir() / "codelists" / f"{scheme}.ttl")
    address = f"{BASE}code/{scheme}"
    assert {t.subject.value for t in triples if not t.subject.value.startswith(PREFIXES[scheme])} == {address}


@pytest.mark.parametrize("scheme", LISTS)
def test_a_list_and_its_codes_are_labelled_and_defined(ontology, scheme):
    address = URIRef(f"{BASE}code/{scheme}")
    assert (address, RDF.type, SKOS.ConceptScheme) in ontology
    assert ontology.value(address, DCTERMS.license) is not None
    assert {text.language for text in ontology.objects(address, RDFS.label)} == {"en", "ru", "zh"}
    assert codes(ontology, scheme)
    for code in codes(ontology, scheme):
        assert sorted(text.language for text in ontology.objects(code, SKOS.prefLabel)) == [
            "en",
            "ru",
            "zh",
        ], code
        assert [text.language for text in ontology.objects(code, SKOS.definition)] == ["en"], code
        assert [str(text) for text in ontology.objects(code, SKOS.notation)] == [str(code).rpartition("/")[2]]


@pytest.mark.parametrize("scheme", LISTS)
def test_no_two_codes_of_a_list_have_the_same_label(ontology, scheme):
    texts = [text for code in codes(ontology, scheme) for text in ontology.objects(code, SKOS.prefLabel)]
    assert len(texts) == len(set(texts)), sorted(text for text in texts if texts.count(text) > 1)


def test_what_a_code_becomes_has_the_label_of_the_code(ontology):
    """A role and its plain property are one thing to a reader; of a milestone the property is the date."""
    for scheme in ("role", "relation"):
        for code in codes(ontology, scheme):
            prop = ontology.value(code, URIRef(PACT + "asProperty"))
            there = {str(text) for text in ontology.objects(prop, RDFS.label) if text.language == "en"}
            assert there == {
                str(text) for text in ontology.objects(code, SKOS.prefLabel) if text.language == "en"
            }


def test_the_quantifiers_are_those_that_the_reader_of_quantities_knows(ontology):
    assert {shorten(code).partition(":")[2] for code in codes(ontology, "quantifier")} == set(QUANTIFIERS)


def test_every_list_serves_a_property(ontology):
    served = {str(scheme) for scheme in ontology.objects(None, URIRef(PACT + "codeList"))}
    # Disagreements are found by the audit over several sources, which is not built yet.
    assert {f"{BASE}code/{scheme}" for scheme in LISTS} - served <= {f"{BASE}code/disagreement-kind"}


def test_a_list_that_nothing_uses_can_be_asked_for(ontology, authored, content):
    """A list is a whole vocabulary: documents need not use every code, but a list without any use is dead."""
    used = {str(node) for triple in authored for node in triple}
    files = [*content.ontology.rglob("*.rq"), *(content.graph / "queries").rglob("*.rq")]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    used |= {
        PREFIXES[p] + name for p, name in re.findall(r"(?<![\w:])([\w-]+):([\w-]+)", text) if p in CODE_LISTS
    }
    used |= {str(code) for code in ontology.objects(None, URIRef(PACT + "leadsTo"))}
    used |= {str(code) for code in ontology.objects(None, URIRef(PACT + "baseUnit"))}
    unused = [
        shorten(str(code)) for scheme in LISTS for code in codes(ontology, scheme) if str(code) not in used
    ]
    asked = set(re.findall(r"\(code ([\w-]+)", text)) | {"disagreement-kind"}
    silent = {scheme for scheme in LISTS if all(shorten(str(c)) in unused for c in codes(ontology, scheme))}
    assert silent <= asked, f"no claim, question or rule uses the lists {sorted(silent - asked)}"
