from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from pactgraph.derivation.rules import read_rules
from pactgraph.derivation.run import derive
from pactgraph.network.participation_queries import read_participations
from pactgraph.network.participations import Participations
from pactgraph.store.local import LocalStore
from pactgraph.store.reading import Content


@pytest.fixture(scope="session")
def small(checkout: Path) -> LocalStore:
    """The small world of ``tests/answers/world``, derived."""
    store = LocalStore.of(Content(checkout / "ontology", checkout / "tests" / "answers" / "world").quads())
    derive(store, read_rules(checkout / "ontology" / "rules"))
    return store


@pytest.fixture(scope="session")
def world(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> LocalStore:
    """The small world of ``world.py``, whose networks are worked out by hand; derived."""
    write = runpy.run_path(str(Path(__file__).with_name("world.py")))["write_world"]
    content = Content(checkout / "ontology", write(tmp_path_factory.mktemp("world")))
    store = LocalStore.of(content.quads())
    derive(store, read_rules(checkout / "ontology" / "rules"))
    return store


@pytest.fixture(scope="session")
def held(world: LocalStore) -> Participations:
    """What the small world says of participation."""
    return read_participations(world)
