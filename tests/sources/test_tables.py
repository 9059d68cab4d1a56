"""The rows of a table are found in its document; those of the checkout are where they are said to be."""

from __future__ import annotations

import pytest

from pactgraph import resources
from pactgraph.errors import MissingFileError, UnknownNameError
from pactgraph.model.grids import TableProblem
from pactgraph.model.passages import normalise
from pactgraph.sources.tables import find_table, read_document, source_tables
from pactgraph.store.tables import table_files

SOURCES = resources.graph_dir() / "sources"
TABLES = [table for folder in sorted(SOURCES.iterdir()) for table in table_files(folder)]
DOCUMENT = """\
As Table 1 shows, Chad 1 2 is not all.

Table 10

Country	2020
Chad	1

Table 1

Country	2020	2021
Chad	1	2
Cuba	—	4

Page 7

Mali		61
"""
CSV = "Country,2020,2021\nChad,1,2\nCuba,—,4\nMali,,61\n"
TOML = 'title = "x"\ntable = "Table 1"\n'


@pytest.fixture
def table(tmp_path):
    def make(csv=CSV, toml=TOML):
        (tmp_path / "tables").mkdir(exist_ok=True)
        (tmp_path / "tables" / "table-01.csv").write_text(csv, encoding="utf-8")
        (tmp_path / "tables" / "table-01.toml").write_text(toml, encoding="utf-8")
        return table_files(tmp_path)[0]

    return make


def test_rows_are_found_behind_the_caption_and_over_a_page_break(table):
    found = find_table(table(), DOCUMENT)
    text = normalise(DOCUMENT)
    assert [text[p.start : p.end] for p in found.passages.values()] == ["Chad 1 2", "Cuba — 4", "Mali 61"]
    assert found.passages[1].start > text.index("Table 1 Country")
    assert found.changed


def test_what_was_found_is_written_and_then_is_no_change(table):
    made = table()
    find_table(made, DOCUMENT).write()
    assert not find_table(table(), DOCUMENT).changed
    assert table().problems()[0].rule == "table-coverage"


@pytest.mark.parametrize(
    ("csv", "line", "word"),
    [
        (CSV.replace("Cuba,—", "Cuba,-"), 3, "Cuba - 4"),
        (CSV.replace(",61", ",6"), 4, "Mali 6"),
        (CSV.replace("2021", "2012"), 1, "2012"),
    ],
)
def test_a_row_or_header_that_is_not_as_printed_is_named(csv, line, word, table):
    made = table(csv)
    with pytest.raises(TableProblem) as raised:
        find_table(made, DOCUMENT)
    assert (raised.value.file, raised.value.line) == (made.path, line)
    assert repr(word) in raised.value.found
    assert raised.value.expected and raised.value.mend


def test_a_table_that_is_not_there_is_named(table):
    folder = table().path.parent.parent
    with pytest.raises(UnknownNameError) as raised:
        source_tables(folder, (7,))
    assert raised.value.expected == "one of 1"


def test_an_unknown_source_and_folder_are_named(tmp_path):
    with pytest.raises(UnknownNameError) as raised:
        read_document(SOURCES / "song-china-rusia", tmp_path)
    assert raised.value.mend == "did you mean song-china-russia?"
    with pytest.raises(MissingFileError):
        read_document(SOURCES / "song-china-russia", tmp_path / "nowhere")


@pytest.mark.parametrize("table", TABLES, ids=[f"{table.source_id} {table.number}" for table in TABLES])
def test_every_row_of_the_checkout_stands_where_its_passage_says(table, documents):
    found = find_table(table, read_document(table.path.parent.parent, documents))
    assert not found.changed
    assert found.csv() == table.passages_path.read_text(encoding="utf-8")
