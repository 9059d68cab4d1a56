"""The ontology builds to an HTML reference, as ``make reference`` does it."""

from __future__ import annotations

import html
import re
import subprocess
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, Graph


@pytest.fixture(scope="module")
def ontology(checkout: Path) -> Graph:
    graph = Graph()
    for folder in ("modules", "codelists"):
        for file in sorted((checkout / "ontology" / folder).glob("*.ttl")):
            graph.parse(file)
    return graph


@pytest.fixture(scope="module")
def reference(pylode: Path, ontology: Graph, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("reference")
    merged, page = folder / "ontology.ttl", folder / "reference.html"
    ontology.serialize(merged, format="turtle")
    result = subprocess.run(
        [pylode, merged, "--outputfile", page], capture_output=True, text=True, cwd=folder
    )
    assert result.returncode == 0, result.stderr
    return page.read_text(encoding="utf-8")


def test_the_reference_names_each_class_and_property(reference, ontology):
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    terms = {term for kind in kinds for term in ontology.subjects(RDF.type, kind) if "pactgraph" in term}
    assert len(terms) > 40
    text = html.unescape(reference)
    for term in terms:
        assert str(term) in text, f"{term} is not in the reference"
        labels = [str(label) for label in ontology.objects(term, RDFS.label) if label.language == "en"]
        assert labels and labels[0].casefold() in text.casefold(), f"{term} is not named by its label"


def test_the_reference_says_version_and_licence(reference, ontology):
    root = ontology.value(predicate=RDF.type, object=OWL.Ontology)
    assert str(ontology.value(root, OWL.versionIRI)) in reference
    assert "creativecommons.org/licenses/by/4.0" in reference


def test_the_reference_loads_nothing_from_elsewhere(reference):
    loaded = re.findall(r"<(?:script|img|iframe)[^>]+src=[\"']?(?:https?:)?//[^>]+>", reference)
    loaded += re.findall(r"<link[^>]+stylesheet[^>]+href=[\"']?(?:https?:)?//[^>]+>", reference)
    assert not loaded
