"""A table of one's own tells what the graph does not: region, income group."""

from __future__ import annotations

import pytest

from pactgraph.answers.names import resolve
from pactgraph.errors import InputSyntaxError, MissingFileError, UnknownNameError
from pactgraph.namespaces import expand
from pactgraph.network.attributes import read_attributes


@pytest.fixture
def table(tmp_path):
    def write(text: str | bytes):
        file = tmp_path / "regions.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    return write


def named(world):
    return lambda name: resolve(world, name).value


def test_nodes_are_resolved_by_name_and_empty_cells_are_ignored(world, table):
    file = table("region,node,income\nNorth,Aland,high\nSouth,BBB,\n\nSouth,country:CCC,low\n")
    assert read_attributes(file, named(world)) == {
        expand("country:AAA"): {"region": "North", "income": "high"},
        expand("country:BBB"): {"region": "South"},
        expand("country:CCC"): {"region": "South", "income": "low"},
    }


def test_an_unknown_name_is_reported_with_its_line(world, table):
    with pytest.raises(UnknownNameError) as caught:
        read_attributes(table("node,region\nAland,North\nNowhere,South\n"), named(world))
    assert caught.value.line == 3 and "Nowhere" in caught.value.found


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("country,region\nAland,North\n", 1),
        ("node\nAland\n", 1),
        ("node,region,region\nAland,North,South\n", 1),
        ("node,region\nAland\n", 2),
        (b"node,region\nAland,\xff\n", None),
        ('node,region\nAland,"North\n', None),
    ],
)
def test_an_invalid_table_is_refused(world, table, text, line):
    with pytest.raises(InputSyntaxError) as caught:
        read_attributes(table(text), named(world))
    assert caught.value.line == line


def test_a_missing_file_is_reported(world, tmp_path):
    with pytest.raises(MissingFileError):
        read_attributes(tmp_path / "none.csv", named(world))
