"""The files of the ontology mean the same to rdflib and to Oxigraph."""

from __future__ import annotations

import pytest
import rdflib
from rdflib.compare import isomorphic

from pactgraph import resources
from pactgraph.store.reading import GRAPH_SHAPES, ContentFile
from pactgraph.validation.shapes import union_graph

FILES = sorted(resources.ontology_dir().rglob("*.ttl"))


@pytest.mark.parametrize("file", FILES, ids=[f"{file.parent.name}-{file.stem}" for file in FILES])
def test_a_file_reads_alike_in_rdflib_and_oxigraph(file):
    assert isomorphic(rdflib.Graph().parse(file), union_graph(ContentFile(file, GRAPH_SHAPES).quads()))


def test_shapes_have_the_names_of_the_modules():
    modules = {file.stem for file in (resources.ontology_dir() / "modules").glob("*.ttl")}
    shapes = {file.stem for file in (resources.ontology_dir() / "shapes").glob("*.ttl")}
    # What all share and the code lists are no modules; the alignment says nothing to be checked.
    assert shapes == modules - {"pactgraph", "alignment"} | {"ontology", "codelists"}
