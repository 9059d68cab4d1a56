"""Printed tables of a source as claims: the CSV as printed, its mapping, and the passages of its rows.

A table is three files in the folder ``tables`` of its source: ``table-NN.csv``, ``table-NN.toml`` and
``table-NN.passages.csv``. Each cell that holds a value is an observation ``claim/{source}/tNN-row-column``,
with evidence of the same name; a split cell adds ``-1``, ``-2``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import NamedNode, Quad

from pactgraph.errors import InputSyntaxError, MissingFileError
from pactgraph.model.grids import Grid, Row, TableProblem, parse_grid
from pactgraph.model.mapping import NAMES, TableMapping, parse_mapping
from pactgraph.model.passages import Passage, normalise
from pactgraph.model.table_cells import MappedTable
from pactgraph.namespaces import source_graph
from pactgraph.store.table_claims import cell_triples, claims_of, evidence_of
from pactgraph.store.turtle import read_text

FOLDER = "tables"
NAME = re.compile(r"table-(?P<number>[0-9]{2,})")
PASSAGES_HEADER = ("row", "start", "end", "sha256")


class Used(NamedTuple):
    """A name that a mapping uses, and where."""

    key: str
    name: str
    file: Path
    line: int


@dataclass(frozen=True)
class TableFile:
    """A printed table with its mapping, and the named graph that its claims belong to.

    :ivar path: the CSV file; the two others stand beside it.
    """

    path: Path
    source_id: str

    @property
    def graph(self) -> str:
        """The named graph: the source."""
        return source_graph(self.source_id)

    @property
    def number(self) -> str:
        """The number of the table as its files carry it, with a leading nought."""
        match = NAME.fullmatch(self.path.stem)
        return match["number"] if match else self.path.stem

    @property
    def _where(self) -> tuple[str, str]:
        return self.source_id, self.number

    @property
    def mapping_path(self) -> Path:
        """The file of the mapping."""
        return self.path.with_suffix(".toml")

    @property
    def passages_path(self) -> Path:
        """The file of the passages."""
        return self.path.with_suffix(".passages.csv")

    @cached_property
    def grid(self) -> tuple[Grid, list[TableProblem]]:
        """The table as printed, and what is wrong with it."""
        return parse_grid(_text(self.path, "write the table as printed"), self.path)

    @cached_property
    def mapping(self) -> tuple[TableMapping, list[TableProblem]]:
        """The mapping, and what is wrong with it."""
        text = _text(self.mapping_path, "graph/README.md says what a mapping holds")
        return parse_mapping(text, self.mapping_path)

    @cached_property
    def mapped(self) -> MappedTable:
        """The cells by their mapping; empty where the table or the mapping does not read."""
        read = not self.grid[1] and not self.mapping[1]
        return MappedTable(self.grid[0] if read else Grid((), (), ()), self.mapping[0], self.path)

    def problems(self) -> list[TableProblem]:
        """Return what is wrong with the table, its mapping and its passages."""
        try:
            found = [*self.grid[1], *self.mapping[1]]
        except InputSyntaxError as error:
            return [TableProblem.of(error, self.path)]
        return found or [*self.mapped.problems, *self._passage_problems()]

    def quads(self) -> Iterator[Quad]:
        """Yield the claims of the table, and their evidence, as quads of its source.

        :raises TableProblem: the first of what is wrong, where something is.
        """
        problems = self.problems()
        if problems:
            raise problems[0]
        graph = NamedNode(self.graph)
        for cell in self.mapped.cells:
            passage, _ = self.passages[cell.row.number]
            for triple in cell_triples(cell, self._where, self.mapping[0].table, passage):
                yield Quad(triple.subject, triple.predicate, triple.object, graph)

    def places(self) -> Iterator[tuple[str, Path, int]]:
        """Yield each claim and evidence node with the file and line that it comes from."""
        if self.problems():
            return
        for cell in self.mapped.cells:
            yield evidence_of(cell, self._where), self.passages_path, self.passages[cell.row.number][1]
            for stated in claims_of(cell, self._where):
                yield stated.claim, self.path, cell.row.line

    def names(self) -> Iterator[Used]:
        """Yield the names of things and codes that the mapping uses, with the line of each."""
        try:
            mapping, _ = self.mapping
        except InputSyntaxError:
            return  # reported as a problem
        for settings in mapping.all_settings():
            for key in NAMES:
                if key in settings:
                    for name in settings[key].names():
                        yield Used(key, name, self.mapping_path, settings[key].line)

    @cached_property
    def passages(self) -> dict[int, tuple[Passage, int]]:
        """The passage of each row by its number, and its line; a line that does not read is left out."""
        found: dict[int, tuple[Passage, int]] = {}
        text = read_text(self.passages_path) if self.passages_path.is_file() else ""
        for line, fields in enumerate((row.split(",") for row in text.splitlines()), 1):
            if len(fields) == len(PASSAGES_HEADER) and all(field.isdecimal() for field in fields[:3]):
                row, start, end = (int(field) for field in fields[:3])
                found[row] = Passage(start, end, fields[3]), line
        return found

    def _passage_problems(self) -> Iterator[TableProblem]:
        """A passage has the digest of the cells, so that a changed cell is seen without the document."""
        for row in self.grid[0].rows:
            passage, _ = self.passages.get(row.number, (None, 0))
            if passage and passage.sha256 == row_digest(row):
                continue
            what = "whose passage has other words" if passage else "without a passage"
            yield TableProblem(
                "table-passage",
                f"row {row.number} ({row.cells[0]!r}) {what} in {self.passages_path.name}",
                expected="a passage with the cells of the row, one after the other",
                mend=f"pactgraph table {self.source_id} {int(self.number)} --documents DIR --write finds it",
                file=self.path,
                line=row.line,
            )


def row_text(row: Row) -> str:
    """Return the cells of a row as they follow each other in a normalised document; empty ones leave nothing.

    >>> row_text(Row(1, 2, ("China", "", "14.2")))
    'China 14.2'
    """
    return normalise(" ".join(row.cells))


def row_digest(row: Row) -> str:
    """Return the SHA-256 that the passage of a row has."""
    return hashlib.sha256(row_text(row).encode("utf-8", "surrogatepass")).hexdigest()


def table_files(source_folder: Path) -> list[TableFile]:
    """Return the tables of a source by number; those whose mapping or CSV is missing, too."""
    folder = source_folder / FOLDER
    stems = {path.stem for pattern in ("*.csv", "*.toml") for path in folder.glob(pattern)}
    # The stem of table-01.passages.csv is no name of a table.
    names = sorted((stem for stem in stems if NAME.fullmatch(stem)), key=lambda stem: (len(stem), stem))
    return [TableFile(folder / f"{name}.csv", source_folder.name) for name in names]


def _text(path: Path, mend: str) -> str:
    try:
        return read_text(path)
    except MissingFileError as error:
        found, expected = f"a table without {path.name}", error.expected
        raise TableProblem("table-row", found, expected=expected, mend=mend, file=path, line=1) from None
