"""Which terms of the ontology the questions and the graph use."""

from __future__ import annotations

import re

from pactgraph.answers.ask import ask
from pactgraph.answers.catalogue import Catalogue
from pactgraph.namespaces import CODE_LISTS, PACT
from pactgraph.store.local import LocalStore

IN_USE = """
SELECT DISTINCT ?term WHERE {
  GRAPH ?graph { { ?subject ?term ?value } UNION { ?subject a|rdfs:subClassOf ?term } }
  FILTER(?graph != graph:derived)
}
"""


def test_every_term_is_used_by_the_graph_or_by_a_question(catalogue: Catalogue, whole: LocalStore) -> None:
    terms = {row["term"] for row in ask(whole, catalogue.get("ontology_terms"), {}).records()}
    computed = {
        row["property"] for row in ask(whole, catalogue.get("ontology_computed_properties"), {}).records()
    }
    in_use = {row["term"].removeprefix(PACT) for row in whole.select(IN_USE).records()}
    asked = {word for question in catalogue.questions for word in re.findall(r"\bpact:(\w+)", question.query)}
    assert sorted(terms - computed - in_use - asked) == []


def test_questions_use_only_terms_of_the_ontology(catalogue: Catalogue, whole: LocalStore) -> None:
    terms = {row["term"] for row in ask(whole, catalogue.get("ontology_terms"), {}).records()}
    for question in catalogue.questions:
        assert set(re.findall(r"\bpact:(\w+)", question.query)) <= terms, question.name


def test_codes_in_list_shows_every_code_of_every_list(catalogue: Catalogue, whole: LocalStore) -> None:
    codes = whole.select("SELECT ?code ?list WHERE { ?code skos:inScheme ?list }").records()
    for scheme in CODE_LISTS:
        shown = ask(whole, catalogue.get("codes_in_list"), {"scheme": scheme})
        held = [row["code"] for row in codes if row["list"].endswith(f"/code/{scheme}")]
        assert len(shown) == len(held) > 0
