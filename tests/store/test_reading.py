from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import BlankNode

from pactgraph.errors import InputSyntaxError, MissingFileError
from pactgraph.namespaces import GRAPH_ONTOLOGY, GRAPH_THINGS, source_graph
from pactgraph.store.reading import Content, name_blank_nodes


@pytest.fixture
def content(tmp_path: Path) -> Content:
    """A content of a few files, one statement each."""
    for name in (
        "ontology/modules/a",
        "ontology/codelists/b",
        "ontology/shapes/s",
        "graph/things/c",
        "graph/sources/one/claims",
        "graph/sources/two/claims",
    ):
        path = tmp_path / f"{name}.ttl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<urn:{name}> <urn:p> [ <urn:q> 1 ], _:same .\n", encoding="utf-8")
    return Content(tmp_path / "ontology", tmp_path / "graph")


def test_each_file_belongs_to_the_graph_of_its_folder(content):
    graphs = [(file.path.parent.name, file.graph, file.source_id) for file in content.files()]
    assert graphs == [
        ("modules", GRAPH_ONTOLOGY, None),
        ("codelists", GRAPH_ONTOLOGY, None),
        ("things", GRAPH_THINGS, None),
        ("one", source_graph("one"), "one"),
        ("two", source_graph("two"), "two"),
    ]
    assert [file.path.name for file in content.shape_files()] == ["s.ttl"]


def test_a_blank_node_of_one_name_in_two_files_is_two_nodes(content):
    assert len({q.object for q in content.quads() if isinstance(q.object, BlankNode)}) == 10


def test_blank_nodes_have_the_same_names_at_every_reading(content):
    assert sorted(map(str, content.quads())) == sorted(map(str, content.quads()))
    assert set(name_blank_nodes(reversed(content.quads()))) == set(content.quads())


@pytest.mark.parametrize("name", [".#claims.ttl", "._claims.ttl", ".claims.ttl.swp"])
def test_what_editors_and_systems_leave_is_passed_by(content, name):
    before = content.digest(), content.files()
    (content.graph / "sources" / "one" / name).write_bytes(b"\x00 not Turtle")
    (content.graph / "sources" / ".git").mkdir()
    assert (content.digest(), content.files()) == before


@pytest.mark.parametrize(
    "change", ["graph/sources/one/claims.ttl", "graph/queries/q.rq", "ontology/rules/r.rq"]
)
def test_the_digest_changes_with_every_file_that_counts(content, tmp_path, change):
    before = content.digest()
    (tmp_path / change).parent.mkdir(exist_ok=True)
    (tmp_path / change).write_text("<urn:a> <urn:b> <urn:c> .")
    assert content.digest() != before


def test_the_digest_does_not_depend_on_where_the_content_lies(content, tmp_path):
    before = content.digest()
    (tmp_path / "graph").rename(tmp_path / "moved")
    (tmp_path / "moved").rename(tmp_path / "graph")
    assert Content(Path(str(content.ontology)), content.graph).digest() == before


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(MissingFileError) as raised:
        Content(tmp_path / "ontology", tmp_path / "graph").quads()
    assert raised.value.file == tmp_path / "ontology" / "modules"


def test_a_file_that_does_not_parse_is_named_with_its_line(content):
    path = content.graph / "things" / "c.ttl"
    path.write_text("<urn:a> <urn:b> 1 .\n<urn:a> <urn:b .\n", encoding="utf-8")
    with pytest.raises(InputSyntaxError) as raised:
        content.quads()
    assert (raised.value.file, raised.value.line) == (path, 2)
    assert raised.value.expected and raised.value.mend


def test_a_file_that_is_no_utf_8_is_named_with_its_line(content):
    path = content.graph / "things" / "c.ttl"
    path.write_bytes(b"<urn:a> <urn:b> 1 .\n<urn:a> <urn:b> '\xe9' .\n")
    with pytest.raises(InputSyntaxError) as raised:
        content.quads()
    assert (raised.value.file, raised.value.line) == (path, 2)
    assert "0xe9" in raised.value.found
