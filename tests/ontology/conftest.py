"""The ontology, and what is said with it, as rdflib graphs."""

from __future__ import annotations

import pytest
import rdflib

from pactgraph import resources
from pactgraph.namespaces import GRAPH_ONTOLOGY
from pactgraph.store.reading import Content
from pactgraph.validation.shapes import union_graph


@pytest.fixture(scope="session")
def content() -> Content:
    return Content(resources.ontology_dir(), resources.graph_dir())


@pytest.fixture(scope="session")
def ontology(content) -> rdflib.Graph:
    return union_graph(
        quad for file in content.files() if file.graph == GRAPH_ONTOLOGY for quad in file.quads()
    )


@pytest.fixture(scope="session")
def authored(content) -> rdflib.Graph:
    """The things and the sources."""
    return union_graph(
        quad for file in content.files() if file.graph != GRAPH_ONTOLOGY for quad in file.quads()
    )
