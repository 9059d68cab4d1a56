from __future__ import annotations

from pathlib import Path

import pytest

from pactgraph.derivation.rules import read_rules
from pactgraph.derivation.run import derive
from pactgraph.store.local import LocalStore
from pactgraph.store.reading import Content


@pytest.fixture(scope="session")
def small(checkout: Path) -> LocalStore:
    """The small world of ``tests/queries/world``, derived."""
    store = LocalStore.of(Content(checkout / "ontology", checkout / "tests" / "queries" / "world").quads())
    derive(store, read_rules(checkout / "ontology" / "rules"))
    return store


@pytest.fixture(scope="session")
def whole(built: Path) -> LocalStore:
    """The graph as it is built from the checkout."""
    return LocalStore.memory(built / "pactgraph.nq")
