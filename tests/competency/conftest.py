"""The graph as two documents tell it, and as all sources tell it; each in Oxigraph and in rdflib."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, serialize
from rdflib import Dataset

from pactgraph.answers.catalogue import Catalogue
from pactgraph.audit.run import audit
from pactgraph.audit.run import quads as found_quads
from pactgraph.derivation.rules import read_rules
from pactgraph.derivation.run import derive, derive_after_audit
from pactgraph.namespaces import GRAPH_JUDGEMENTS, GRAPH_THINGS, expand
from pactgraph.store.local import LocalStore
from pactgraph.store.reading import Content, name_blank_nodes

#: The documents from which the expected rows were worked out by hand.
WORKED_OUT = ("china-daily-innovation", "ye-small-economies")
CHECKOUT = Path(__file__).resolve().parents[2]
QUESTIONS = sorted(path.stem for path in CHECKOUT.glob("graph/queries/*/*.rq"))
Cases = dict[str, list[dict[str, Any]]]
Naming = Callable[[str], str]


def read_cases(folder: str) -> Cases:
    """The cases of a folder beside this file, by question."""
    return {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))["case"]
        for path in sorted((Path(__file__).parent / folder).glob("*.toml"))
    }


CASES = read_cases("expected")
CASES_OF_ALL = read_cases("expected_of_all")
#: rdflib is slow over all sources: one case of each question that the two documents are not asked.
CASES_OF_ALL_ONLY = {name: found[:1] for name, found in CASES_OF_ALL.items() if name not in CASES}
CASE_SETS = {"case": CASES, "case_of_all": CASES_OF_ALL, "case_of_all_only": CASES_OF_ALL_ONLY}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that takes a set of cases once per expected answer, one that takes ``name`` per question."""
    for parameter, cases in CASE_SETS.items():
        if parameter in metafunc.fixturenames:
            pairs = [(name, case) for name, found in cases.items() for case in found]
            metafunc.parametrize(("asked", parameter), pairs, ids=[name for name, _ in pairs])
    if "name" in metafunc.fixturenames:
        metafunc.parametrize("name", QUESTIONS)


@pytest.fixture(scope="session")
def cases() -> Cases:
    """The expected answers, by question: over two documents and over all."""
    names = sorted({*CASES, *CASES_OF_ALL})
    return {name: [*CASES.get(name, ()), *CASES_OF_ALL.get(name, ())] for name in names}


@pytest.fixture(scope="session")
def content() -> Content:
    return Content(CHECKOUT / "ontology", CHECKOUT / "graph")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue(CHECKOUT / "graph" / "queries")


def compiled(content: Content, quads: Iterable[Quad]) -> LocalStore:
    """A store of quads with its derived layer; whether the quads pass the checks is tested elsewhere."""
    store = LocalStore.of(quads)
    rules = read_rules(content.ontology / "rules")
    derive(store, rules)
    derive_after_audit(store, rules)
    return store


def quads_of(content: Content, sources: Iterable[str]) -> list[Quad]:
    """The ontology, some sources and the things that these speak of: other sources change nothing.

    Judgements are left out, since they weigh sources against each other.
    """
    files = [file for file in content.files() if file.source_id is None or file.source_id in sources]
    files = [file for file in files if file.graph != GRAPH_JUDGEMENTS]
    quads = name_blank_nodes(quad for file in files for quad in file.quads())
    things = [quad for quad in quads if quad.graph_name == NamedNode(GRAPH_THINGS)]
    rest = [quad for quad in quads if quad.graph_name != NamedNode(GRAPH_THINGS)]
    wanted = {quad.object for quad in rest}
    wanted |= {quad.object for quad in things if quad.subject in wanted}
    return [*rest, *(quad for quad in things if quad.subject in wanted)]


@pytest.fixture(scope="session")
def store(content: Content) -> LocalStore:
    """The graph as the two documents tell it."""
    return compiled(content, quads_of(content, WORKED_OUT))


def audited(store: LocalStore) -> LocalStore:
    """The same with what the audit finds in it, as a build has it."""
    store.add(found_quads(audit(store)))
    return store


@pytest.fixture(scope="session")
def turned(content: Content) -> LocalStore:
    """The graph as the two documents tell it, read from the last quad to the first."""
    return compiled(content, reversed(quads_of(content, WORKED_OUT)))


@pytest.fixture(scope="session")
def turned_whole(content: Content) -> LocalStore:
    """The graph as all sources tell it, read from the last quad to the first."""
    return audited(compiled(content, reversed(content.quads())))


def in_rdflib(store: LocalStore) -> Dataset:
    """The quads of a store in rdflib, whose default graph is their union."""
    nquads = serialize(store.quads(), format=RdfFormat.N_QUADS)
    assert nquads is not None
    dataset = Dataset(default_union=True)
    dataset.parse(data=nquads.decode(), format="nquads")
    return dataset


@pytest.fixture(scope="session")
def dataset(store: LocalStore) -> Dataset:
    """The quads of the two documents in rdflib."""
    return in_rdflib(store)


@pytest.fixture(scope="session")
def dataset_of_all(whole: LocalStore) -> Dataset:
    """The quads of all sources in rdflib."""
    return in_rdflib(whole)


@pytest.fixture(scope="session")
def label(whole: LocalStore) -> Naming:
    """Read a cell of an expected row: the short name of a thing or code stands for its English label."""
    table = whole.select(
        "SELECT ?it ?name WHERE { ?it rdfs:label|skos:prefLabel ?name FILTER(LANG(?name) = 'en') }"
    )
    names = {row["it"]: row["name"] for row in table.records()}

    def read(cell: str) -> str:
        iri = expand(cell)
        assert iri is None or iri in names, f"{cell} names nothing in the graph"
        return cell if iri is None else names[iri]

    return read
