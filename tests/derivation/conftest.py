from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import Literal, Quad, RdfFormat, parse

from pactgraph import resources
from pactgraph.derivation.rules import Rule, read_rules
from pactgraph.derivation.run import derive, derive_after_audit
from pactgraph.namespaces import GRAPH_DERIVED, GRAPH_ONTOLOGY, PREFIXES, shorten
from pactgraph.store.base import Term
from pactgraph.store.local import LocalStore
from pactgraph.store.reading import Content

HEAD = "".join(f"@prefix {name}: <{base}> .\n" for name, base in PREFIXES.items())
HEAD += "@prefix c: <https://w3id.org/pactgraph/id/claim/tiny/> .\n"
World = Callable[[str], LocalStore]


def short(term: Term) -> str:
    """Write a term as a test would."""
    return term.value if isinstance(term, Literal) else shorten(term.value)


def told(store: LocalStore, *predicates: str) -> set[str]:
    """The derived triples with one of some predicates, in short names."""
    quads = store.quads(GRAPH_DERIVED)
    triples = {(short(q.subject), short(q.predicate), short(q.object)) for q in quads}
    return {" ".join(triple) for triple in triples if not predicates or triple[1] in predicates}


@pytest.fixture(scope="session")
def ontology() -> list[Quad]:
    content = Content(resources.ontology_dir(), resources.graph_dir())
    return [quad for file in content.files() if file.graph == GRAPH_ONTOLOGY for quad in file.quads()]


@pytest.fixture(scope="session")
def rules() -> list[Rule]:
    return read_rules(resources.ontology_dir() / "rules")


@pytest.fixture(scope="session")
def world(ontology: list[Quad], rules: list[Rule]) -> World:
    """Make a small world of things and claims, with what follows from them."""

    def make(text: str) -> LocalStore:  # what the audit would have found may be stated in it
        stated = f"{HEAD}source:tiny {{ {text} }}"
        store = LocalStore.of([*ontology, *parse(stated, format=RdfFormat.TRIG)])
        derive(store, rules)
        derive_after_audit(store, rules)
        return store

    return make


@pytest.fixture(scope="session", name="told")
def told_fixture() -> Callable[..., set[str]]:
    return told


@pytest.fixture(scope="session")
def whole_graph(rules: list[Rule]) -> LocalStore:
    """The graph of the checkout with what follows from it."""
    store = LocalStore.of(Content(resources.ontology_dir(), resources.graph_dir()).quads())
    derive(store, rules)
    return store
