from __future__ import annotations

from pathlib import Path

import pytest

from pactgraph.answers.catalogue import Catalogue
from pactgraph.answers.reader import Reader
from pactgraph.derivation.rules import Rule, read_rules
from pactgraph.derivation.run import derive, derive_after_audit
from pactgraph.store.local import LocalStore
from pactgraph.store.reading import Content

WORLD = Path(__file__).with_name("world")


@pytest.fixture(scope="session")
def rules(checkout: Path) -> list[Rule]:
    return read_rules(checkout / "ontology" / "rules")


@pytest.fixture(scope="session")
def world(checkout: Path, rules: list[Rule]) -> LocalStore:
    """The small world with its derived layer: read it, do not change it."""
    store = LocalStore.of(Content(checkout / "ontology", WORLD).quads())
    derive(store, rules)
    derive_after_audit(store, rules)
    return store


@pytest.fixture(scope="session")
def reader(world: LocalStore) -> Reader:
    """The small world with caches."""
    return Reader(world)


@pytest.fixture(scope="session")
def questions() -> Catalogue:
    return Catalogue(WORLD / "queries")


@pytest.fixture(scope="session")
def real(whole: LocalStore) -> LocalStore:
    """The graph as it is built from the checkout."""
    return whole


@pytest.fixture(scope="session")
def real_reader(real: LocalStore) -> Reader:
    return Reader(real)
