"""Printed tables as grids of text: a header, rows as long as it, and the line on which each begins."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from pactgraph.errors import InputSyntaxError


class TableProblem(InputSyntaxError):
    """What is wrong with a table or its mapping.

    :param rule: the name of the rule that it breaks.
    """

    def __init__(self, rule: str, found: str, *, expected: str, mend: str, file: Path, line: int) -> None:
        super().__init__(found, expected=expected, mend=mend, file=file, line=line)
        self.rule = rule

    @classmethod
    def of(cls, error: InputSyntaxError, file: Path) -> TableProblem:
        """Return an error of reading a file as a problem of the table; ``file`` where it names none."""
        if isinstance(error, cls):
            return error
        place, line = error.file or file, error.line or 1
        found, expected, mend = error.found, error.expected, error.mend
        return cls("table-row", found, expected=expected, mend=mend, file=place, line=line)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    :ivar number: its place below the header, counted from 1.
    :ivar line: the line of the file on which it begins, counted from 1.
    """

    number: int
    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table as it is printed.

    :ivar header: the names of the columns; a name that is printed several times is numbered: ``Rank #2``.
    :ivar printed_header: the names as printed.
    :ivar rows: the rows that are as long as the header.
    """

    header: tuple[str, ...]
    printed_header: tuple[str, ...]
    rows: tuple[Row, ...]


def parse_grid(text: str, path: Path) -> tuple[Grid, list[TableProblem]]:
    """Read a table from CSV text; ``path`` is for messages only.

    :returns: the table, and what is wrong with it. Rows of another length are left out.

    >>> grid, _ = parse_grid("Economy,Rank,Score,Rank\\nChina,1,90.2,2\\n", Path("table-01.csv"))
    >>> grid.header
    ('Economy', 'Rank #1', 'Score', 'Rank #2')
    """
    problems: list[TableProblem] = []
    lines: list[Row] = []
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    begins = 1
    try:
        for cells in reader:
            lines.append(Row(len(lines), begins, tuple(" ".join(cell.split()) for cell in cells)))
            begins = reader.line_num + 1
    except csv.Error as error:
        problems.append(_no_csv(str(error), path, begins))
    if not lines or not lines[0].cells:
        problems.append(_no_csv("no header", path, 1))
        return Grid((), (), ()), problems
    printed = lines[0].cells
    rows = [row for row in lines[1:] if len(row.cells) == len(printed)]
    problems += [_wrong_length(row, printed, path) for row in lines[1:] if len(row.cells) != len(printed)]
    numbered = tuple(
        f"{name} #{printed[: place + 1].count(name)}" if printed.count(name) > 1 else name
        for place, name in enumerate(printed)
    )
    return Grid(numbered, printed, tuple(rows)), problems


def _no_csv(detail: str, path: Path, line: int) -> TableProblem:
    return TableProblem(
        "table-row",
        f"a table that does not read as CSV: {detail}",
        expected="cells divided by commas; quotes around a cell that holds a comma, doubled inside it",
        mend="look at the quotes of this line",
        file=path,
        line=line,
    )


def _wrong_length(row: Row, header: tuple[str, ...], path: Path) -> TableProblem:
    number, wanted = len(row.cells), len(header)
    name = row.cells[0] if row.cells else ""
    if number > wanted:
        where = f"; the first one too many is column {wanted + 1}: {row.cells[wanted]!r}"
    else:
        where = f"; the first one missing is column {number + 1}, {header[number]!r}"
    return TableProblem(
        "table-row",
        f"row {row.number} ({name!r}) with {number} cells{where}",
        expected=f"{wanted} cells, as in the header",
        mend="quote a cell that holds a comma; leave a cell that is printed empty between two commas",
        file=path,
        line=row.line,
    )
