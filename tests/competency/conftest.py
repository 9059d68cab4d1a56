"""The graph as two documents tell it, and as all sources tell it; each in Oxigraph and in rdflib."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, serialize
from rdflib import Dataset

from pactgraph.derivation.rules import read_rules
from pactgraph.derivation.run import derive
from pactgraph.namespaces import GRAPH_THINGS, expand
from pactgraph.queries.catalogue import Catalogue
from pactgraph.store.local import LocalStore
from pactgraph.store.reading import Content, name_blank_nodes

#: The documents from which the expected rows were worked out by hand.
WORKED_OUT = ("china-daily-innovation", "ye-small-economies")
CHECKOUT = Path(__file__).resolve().parents[2]
QUESTIONS = sorted(path.stem for path in CHECKOUT.glob("graph/queries/*/*.rq"))
CASES: dict[str, list[dict[str, Any]]] = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    for path in sorted(Path(__file__).parent.glob("expected/*.toml"))
}
Naming = Callable[[str], str]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that takes ``case`` once per expected answer, one that takes ``name`` once per question."""
    if "case" in metafunc.fixturenames:
        pairs = [(name, case) for name, found in CASES.items() for case in found]
        metafunc.parametrize(("asked", "case"), pairs, ids=[name for name, _ in pairs])
    if "name" in metafunc.fixturenames:
        metafunc.parametrize("name", QUESTIONS)


@pytest.fixture(scope="session")
def cases() -> dict[str, list[dict[str, Any]]]:
    """The expected answers, by question."""
    return CASES


@pytest.fixture(scope="session")
def content() -> Content:
    return Content(CHECKOUT / "ontology", CHECKOUT / "graph")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue.read(CHECKOUT / "graph" / "queries")


def compiled(content: Content, quads: Iterable[Quad]) -> LocalStore:
    """A store of quads with its derived layer; whether the quads pass the checks is tested elsewhere."""
    store = LocalStore.of(quads)
    derive(store, read_rules(content.ontology / "rules"))
    return store


def quads_of(content: Content, sources: Iterable[str]) -> list[Quad]:
    """The ontology, some sources and the things that these speak of: other sources change nothing."""
    files = [file for file in content.files() if file.source_id is None or file.source_id in sources]
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


@pytest.fixture(scope="session")
def turned_store(content: Content) -> LocalStore:
    """The same, read from the last quad to the first."""
    return compiled(content, reversed(quads_of(content, WORKED_OUT)))


@pytest.fixture(scope="session")
def whole(content: Content) -> LocalStore:
    """The graph as all sources tell it."""
    return compiled(content, content.quads())


@pytest.fixture(scope="session")
def dataset(store: LocalStore) -> Dataset:
    """The quads of the two documents in rdflib, whose default graph is their union."""
    nquads = serialize(store.quads(), format=RdfFormat.N_QUADS)
    assert nquads is not None
    dataset = Dataset(default_union=True)
    dataset.parse(data=nquads.decode(), format="nquads")
    return dataset


@pytest.fixture(scope="session")
def label(store: LocalStore) -> Naming:
    """Read a cell of an expected row: the short name of a thing or code stands for its English label."""
    table = store.select(
        "SELECT ?it ?name WHERE { ?it rdfs:label|skos:prefLabel ?name FILTER(LANG(?name) = 'en') }"
    )
    names = {row["it"]: row["name"] for row in table.records()}

    def read(cell: str) -> str:
        iri = expand(cell)
        assert iri is None or iri in names, f"{cell} names nothing in the graph"
        return cell if iri is None else names[iri]

    return read
