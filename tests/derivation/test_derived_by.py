"""The ontology says of every property what derives it, and says so truly."""

from __future__ import annotations

import inspect
import re
from collections import defaultdict

import pytest

from pactgraph.derivation import date_bounds, sentences
from pactgraph.namespaces import GRAPH_DERIVED, PACT, shorten
from pactgraph.store.local import LocalStore

# Which properties a rule can state where its template has a variable for the property.
CODES = "SELECT ?p { ?code skos:inScheme <https://w3id.org/pactgraph/code/%s> ; pact:asProperty%s ?p }"
BY_CODE = {
    "20-roles": CODES % ("role", "/rdfs:subPropertyOf*"),
    "25-ties": CODES % ("relation", ""),
    "28-dates": CODES % ("milestone-type", ""),
}


@pytest.fixture(scope="module")
def said(ontology) -> dict[str, set[str]]:
    store = LocalStore.of(ontology)
    found = defaultdict(set)
    others = '"audit", "analysis"'
    rows = store.select(f"SELECT ?p ?by {{ ?p pact:derivedBy ?by FILTER(?by NOT IN ({others})) }}")
    for row in rows.records():
        found[row["p"].removeprefix(PACT)].add(row["by"])
    return dict(found)


@pytest.fixture(scope="module")
def done(ontology, rules) -> dict[str, set[str]]:
    """What each property is derived by, as the rules and the modules themselves have it."""
    store = LocalStore.of(ontology)
    found = defaultdict(set)
    for rule in rules:
        for _, predicate, _ in rule.template:
            if predicate.startswith("pact:"):
                found[predicate.removeprefix("pact:")].add(rule.name)
            elif predicate.startswith("?"):
                for row in store.select(BY_CODE[rule.name]).records():
                    if row["p"].startswith(PACT):
                        found[row["p"].removeprefix(PACT)].add(rule.name)
    for name in re.findall(r'\("(\w+)", st(?:art|op)s, ', inspect.getsource(date_bounds)):
        found[name].add("date bounds")
    for name in re.findall(r'NamedNode\(PACT \+ "(text)"\)', inspect.getsource(sentences)):
        found[name].add("sentences")
    return dict(found)


def test_every_derived_property_names_what_derives_it_and_no_other_does(said, done):
    assert said == done


def test_the_derived_graph_holds_no_other_property(said, whole_graph):
    held = {quad.predicate.value for quad in whole_graph.quads(GRAPH_DERIVED)}
    ours = {name.removeprefix(PACT) for name in held if name.startswith(PACT)}
    assert ours <= said.keys()
    others = {shorten(name) for name in held if not name.startswith(PACT)}
    assert others == {
        "rdf:type",
        "schema:sameAs",
        "qb:dataSet",
        "qb:structure",
        "dcterms:source",
        "dcterms:title",
    }


def test_no_file_states_what_is_derived(said, whole_graph):
    stated = {
        quad.predicate.value.removeprefix(PACT)
        for quad in whole_graph.quads()
        if quad.graph_name.value != GRAPH_DERIVED
    }
    assert not stated & said.keys()
