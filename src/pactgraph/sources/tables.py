"""Find the rows of a printed table in its document, so that nobody counts characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pactgraph.errors import MissingFileError, UnknownNameError
from pactgraph.model.grids import Row, TableProblem
from pactgraph.model.passages import Passage, make_passage, normalise
from pactgraph.model.text import did_you_mean
from pactgraph.namespaces import source_graph
from pactgraph.sources.documents import document_of
from pactgraph.store.formatting import replace_text
from pactgraph.store.local import LocalStore
from pactgraph.store.reading import ContentFile
from pactgraph.store.tables import PASSAGES_HEADER, TableFile, row_text, table_files


@dataclass(frozen=True)
class FoundTable:
    """A table whose rows were found in its document.

    :ivar passages: the passage of each row, by the number of the row.
    :ivar changed: whether the file of the passages says otherwise so far.
    """

    table: TableFile
    passages: dict[int, Passage]
    changed: bool

    def csv(self) -> str:
        """Return the passages as the file next to the table has them."""
        lines = [",".join(PASSAGES_HEADER)]
        for row, passage in sorted(self.passages.items()):
            lines.append(f"{row},{passage.start},{passage.end},{passage.sha256}")
        return "\n".join(lines) + "\n"

    def write(self) -> Path:
        """Write the passages in one step and return their file."""
        replace_text(self.table.passages_path, self.csv())
        return self.table.passages_path


def source_tables(source_folder: Path, numbers: tuple[int, ...] = ()) -> list[TableFile]:
    """Return the tables of a source that have these numbers; all of them where none is named.

    :raises UnknownNameError: where there is no such table.
    """
    tables = table_files(source_folder)
    known = {int(table.number): table for table in tables}
    for number in numbers or ([] if tables else [1]):
        if number not in known:
            raise UnknownNameError(
                f"table {number}, which {source_folder.name} does not have",
                expected=f"one of {', '.join(map(str, known))}"
                if known
                else f"tables of {source_folder.name}",
                mend="write it as tables/table-NN.csv and tables/table-NN.toml; see graph/README.md",
                file=source_folder / "tables",
            )
    return [known[number] for number in numbers] if numbers else tables


def read_document(source_folder: Path, documents: Path) -> str:
    """Return the document of a source, found by its ``source.ttl`` alone, so that tables may be unfinished.

    :raises UnknownNameError: where there is no such source.
    :raises MissingFileError: where the folder of documents does not have it.
    """
    path = source_folder / "source.ttl"
    if not path.is_file():
        beside = [
            folder.name for folder in source_folder.parent.glob("*/") if (folder / "source.ttl").is_file()
        ]
        raise UnknownNameError(
            f"the source {source_folder.name}",
            expected=f"one of {', '.join(sorted(beside))}",
            mend=did_you_mean(source_folder.name, beside, "make its folder first, with source.ttl"),
        )
    if not documents.is_dir():
        raise MissingFileError(
            "no such folder",
            expected="a folder of documents",
            mend="name its folder with --documents",
            file=documents,
        )
    store = LocalStore.of(ContentFile(path, source_graph(source_folder.name)).quads())
    return document_of(store, source_folder.name).read(documents)


def find_table(table: TableFile, document: str) -> FoundTable:
    """Find each row of a table in its document: cells as printed, one after the other.

    The table is looked for behind each place of its caption; the rows stand in any order there, each once.

    :param document: the raw or normalised text.
    :raises TableProblem: where the table does not read, or a row or header is not in the document.
    """
    text = normalise(document)
    grid, problems = table.grid
    mapping, more = table.mapping
    for problem in (*problems, *more):
        raise problem
    caption, passages = _best_place(text, mapping.table, grid.rows)
    for row in grid.rows:
        if row.number not in passages:
            raise _not_found(table, row.line, f"row {row.number}", row_text(row))
    head = text[caption : min((passage.start for passage in passages.values()), default=caption)]
    for name in grid.printed_header:
        for part in name.split(" / "):
            if normalise(part) not in head:
                raise _not_found(table, 1, "the header", normalise(part))
    held = {number: passage for number, (passage, _) in table.passages.items()}
    return FoundTable(table, passages, held != passages)


def _best_place(text: str, name: str, rows: tuple[Row, ...]) -> tuple[int, dict[int, Passage]]:
    """Return the end of the caption after which most rows occur, closest together, and those rows."""
    best: tuple[int, dict[int, Passage]] = 0, {}
    # A caption is the name of the table, and no further digit.
    for caption in (match.end() for match in re.finditer(rf"{re.escape(name)}(?!\d)", text)):
        found = _rows_after(text, caption, rows)
        if found and (-len(found), _span(found)) <= (-len(best[1]), _span(best[1])):
            best = caption, found
    return best


def _span(passages: dict[int, Passage]) -> int:
    ends = [passage.end for passage in passages.values()]
    return max(ends, default=0) - min((passage.start for passage in passages.values()), default=0)


def _rows_after(text: str, start: int, rows: tuple[Row, ...]) -> dict[int, Passage]:
    """Return the rows that follow a position, none of them overlapping."""
    taken: dict[int, Passage] = {}
    together = " ".join(row_text(row) for row in rows)
    whole = _word(text, together, start)
    cursor = whole if whole is not None else start
    for row in rows:
        wanted = row_text(row)
        place = _word(text, wanted, cursor)
        while place is not None and any(
            p.start < place + len(wanted) and place < p.end for p in taken.values()
        ):
            place = _word(text, wanted, place + 1)
        if place is not None and wanted:
            taken[row.number] = make_passage(text, place, place + len(wanted))
            cursor = place + len(wanted) if whole is not None else cursor
    return taken


def _word(text: str, wanted: str, start: int) -> int | None:
    """Return where a text occurs between blanks, from a position on."""
    place = text.find(wanted, start)
    while place >= 0:
        end = place + len(wanted)
        if (place == 0 or text[place - 1] == " ") and (end == len(text) or text[end] == " "):
            return place
        place = text.find(wanted, place + 1)
    return None


def _not_found(table: TableFile, line: int, what: str, wanted: str) -> TableProblem:
    return TableProblem(
        "table-passage",
        f"{what} of {table.path.name}, which does not follow a caption of its table: {wanted!r}",
        expected="the cells letter for letter as printed, in their order",
        mend="compare the row with the document; dashes, quotes and markup count",
        file=table.path,
        line=line,
    )
