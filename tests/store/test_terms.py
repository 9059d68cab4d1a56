"""A term that no statement has is told, with the one that was meant; what a query makes new is not."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from pactgraph.namespaces import GRAPH_ONTOLOGY, GRAPH_THINGS, expand
from pactgraph.store.local import LocalStore
from pactgraph.store.terms import Terms

TERMS = {
    "owl:Class": ["pact:Agreement", "pact:Party", "pact:Country"],
    "owl:ObjectProperty": ["pact:signatory", "pact:party", "pact:role"],
}


def iri(name: str) -> NamedNode:
    return NamedNode(expand(name) or name)


@pytest.fixture(scope="module")
def terms() -> Terms:
    quads = [
        quad
        for kind, names in TERMS.items()
        for name in names
        for quad in (
            Quad(iri(name), iri("rdf:type"), iri(kind), NamedNode(GRAPH_ONTOLOGY)),
            Quad(iri(name), iri("rdfs:label"), Literal(name, language="en"), NamedNode(GRAPH_ONTOLOGY)),
        )
    ]
    code = iri("role:signatory")
    quads += [
        Quad(code, iri("skos:inScheme"), iri("role:"), NamedNode(GRAPH_ONTOLOGY)),
        Quad(code, iri("skos:prefLabel"), Literal("signatory", language="en"), NamedNode(GRAPH_ONTOLOGY)),
        Quad(iri("country:CHN"), iri("rdf:type"), iri("pact:Country"), NamedNode(GRAPH_THINGS)),
        Quad(iri("country:CHN"), iri("skos:altLabel"), Literal("PRC"), NamedNode(GRAPH_THINGS)),
    ]
    return Terms(LocalStore.of(quads))


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?x { ?x a pact:Agrement }", ["pact:Agrement, did you mean pact:Agreement?"]),
        ("SELECT ?x { ?x pact:signatori ?y }", ["pact:signatori, did you mean pact:signatory?"]),
        ("ASK { ?x pact:aprty ?y }", ["pact:aprty, did you mean pact:party?"]),
        ("ASK { ?x ^pact:prty/pact:role|!pact:party ?y }", ["pact:prty, did you mean pact:party?"]),
        ("ASK { ?x pact:role role:signatary. }", ["role:signatary, did you mean role:signatory?"]),
        ("ASK { country:CHNN ?p ?o }", ["country:CHNN, did you mean country:CHN?"]),
        ("ASK { ?x skos:altLable ?y }", ["skos:altLable, did you mean skos:altLabel?"]),
        ("ASK { ?x pact:label ?y }", ["pact:label, did you mean rdfs:label?"]),
        ("ASK { GRAPH graph:thing { ?s ?p ?o } }", ["graph:thing, did you mean graph:things?"]),
        ("ASK { ?x owl:sameAs ?y }", ["owl:sameAs: no statement has it"]),
        (
            "PREFIX p: <https://w3id.org/pactgraph/ontology#> SELECT ?x { ?x a p:Agrement }",
            ["pact:Agrement, did you mean pact:Agreement?"],
        ),
        (
            "ASK { <https://w3id.org/pactgraph/ontology#Agrement> ?p ?o }",
            ["pact:Agrement, did you mean pact:Agreement?"],
        ),
        (
            "DESCRIBE claim:ye\\/070 country:XYZQ",
            ["claim:ye/070: no statement has it", "country:XYZQ: no statement has it"],
        ),
    ],
)
def test_a_term_that_no_statement_has_is_told(terms: Terms, query: str, told: list[str]) -> None:
    assert terms.notices(query) == tuple(f"unknown term {text}" for text in told)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x { ?x a pact:Agreement ; pact:signatory country:CHN . GRAPH graph:things { ?x ?p ?o } }",
        "SELECT ('pact:Agrement' AS ?text) { ?x rdfs:label 'a pact:Agrement'@en } # pact:Agrement",
        "PREFIX x: <https://example.org/> SELECT ?x { ?x x:Agrement ?pact . _:b a <urn:pact:Agrement> }",
        "CONSTRUCT { ?x pact:mine ?y . ?x a schema:Thing } WHERE { ?x pact:party ?y }",
        "SELECT (xsd:integer(?x) AS ?n) { ?x pact:party '2019'^^edtf:EDTF, '1'^^xsd:byte }",
        "not a query pact:Agreement",
    ],
)
def test_nothing_is_told_of_terms_that_are_known_new_or_of_others(terms: Terms, query: str) -> None:
    assert terms.notices(query) == ()


def test_few_of_many_unknown_terms_are_told(terms: Terms) -> None:
    query = " ".join(f"pact:zzz{number}" for number in range(1000))
    assert len(terms.notices(f"SELECT * {{ VALUES ?x {{ {query} }} }}")) == 5


@pytest.mark.parametrize(
    "text", ["pact:a" * 20_000, "a" * 50_000 + ":", "<" * 50_000, "'" * 50_001, "PREFIX" * 9000]
)
def test_a_hostile_query_is_looked_through_at_once(terms: Terms, text: str) -> None:
    terms.notices(text)
