"""A table and its mapping together: what each cell states, or what does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pactgraph.errors import InputSyntaxError
from pactgraph.model.cells import CellValue, read_cell
from pactgraph.model.grids import Grid, Row, TableProblem
from pactgraph.model.mapped_cells import MappedCell, stated_twice
from pactgraph.model.mapping import Setting, Settings, TableMapping
from pactgraph.model.text import did_you_mean

NEEDED = ("indicator", "area", "period", "unit", "modality")
_SLOT = {"split": "indicator"}


class MappedTable:
    """Reads the cells of a table by its mapping; ``problems`` grows while it does.

    :param file: the path of the table, for messages.
    """

    def __init__(self, grid: Grid, mapping: TableMapping, file: Path) -> None:
        self.grid, self.mapping, self.file = grid, mapping, file
        self.problems: list[TableProblem] = []
        self.cells = self._read()

    def _read(self) -> list[MappedCell]:
        self._known_headers()
        if self.problems:
            return []
        self._coverage()
        self._keys_twice()
        cells = [cell for cell in self._mapped() if cell is not None]
        self.problems += stated_twice(cells, self.file)
        return cells

    def data_columns(self) -> list[tuple[int, str]]:
        """Return the place in the row and the name of the columns of data, in order."""
        named = {name for names in (self._headers(), *self.mapping.row_headers.values()) for name in names}
        return [(place, name) for place, name in enumerate(self.grid.header) if name not in named]

    def _headers(self) -> tuple[str, ...]:
        return self.mapping.row_header or self.grid.header[:1]

    def row_name(self, row: Row, column: str = "") -> str:
        """Return the header of a row, for a column that may have row headers of its own.

        Where several columns name the rows, a cell that is printed empty stands for the one above it.
        """
        headers = self.mapping.row_headers.get(column) or self._headers()
        places = [self.grid.header.index(name) for name in headers]
        parts = [row.cells[place] or self._above(row, place) for place in places[:-1]]
        return " / ".join([*parts, row.cells[places[-1]]])

    def _above(self, row: Row, place: int) -> str:
        held = [other.cells[place] for other in self.grid.rows if other.number < row.number]
        return next((cell for cell in reversed(held) if cell), "")

    def _known_headers(self) -> None:
        named = [("row_header", name) for name in self.mapping.row_header]
        for column, names in self.mapping.row_headers.items():
            named += [("columns", column)] * (column not in self.grid.header)
            named += [("columns", name) for name in names]
        for key, name in named:
            if name not in self.grid.header:
                self._absent("column", name, list(self.grid.header), key)

    def _coverage(self) -> None:
        """Every column and row is mapped or left out, and what is mapped is there."""
        columns = [name for _, name in self.data_columns()]
        rows = list(dict.fromkeys(name for row in self.grid.rows for name in self._names(row)))
        mapping = self.mapping
        for kind, there, mapped, ignored in (
            ("column", columns, mapping.columns, mapping.ignore_columns),
            ("row", rows, mapping.rows, mapping.ignore_rows),
        ):
            for name in mapped:
                if name not in there:
                    self._absent(kind, name, there, f"{kind}s", name)
                elif name in ignored:
                    found = f"the {kind} {name!r} both mapped and left out"
                    self._mapping_problem(found, "one of them", "take one away", f"{kind}s", name)
            for name in ignored:
                if name not in there:
                    self._absent(kind, name, there, f"ignore_{kind}s")
            self._unmapped(kind, [name for name in there if name not in mapped and name not in ignored])
        for row, column in mapping.cells:
            if row not in rows or row in mapping.ignore_rows:
                self._absent("row", row, rows, "cells", row)
            elif column not in columns or column in mapping.ignore_columns:
                self._absent("column", column, columns, "cells", row, column)

    def _names(self, row: Row) -> list[str]:
        names = [self.row_name(row, column) for _, column in self.data_columns()]
        # Beside another part of the table a row may end early: no name, and nothing in its cells.
        return [name for name in names if name]

    def _unmapped(self, kind: str, names: list[str]) -> None:
        for name in names:
            lines = [row.line for row in self.grid.rows if kind == "row" and name in self._names(row)]
            self.problems.append(
                TableProblem(
                    "table-coverage",
                    f"the {kind} {name!r}, which the mapping does not name",
                    expected=f"each {kind} mapped or left out",
                    mend=f'add [{kind}s."{name}"] to {self.mapping.path.name}, or name it in ignore_{kind}s',
                    file=self.file,
                    line=lines[0] if lines else 1,
                )
            )

    def _absent(self, kind: str, name: str, there: list[str], *key: str) -> None:
        mend = did_you_mean(name, there, "write the header as it is printed")
        listed = ", ".join(map(repr, there))
        self._mapping_problem(f"the {kind} {name!r}, which the table does not have", listed, mend, *key)

    def _mapping_problem(self, found: str, expected: str, mend: str, *key: str) -> None:
        self.problems.append(self.mapping.problem("table-coverage", found, expected, mend, *key))

    def _keys_twice(self) -> None:
        """A row and a column do not both set one key, unless the cell where they meet sets it again."""
        told: set[tuple[str, str]] = set()
        for row, settings in self.mapping.rows.items():
            for column, others in self.mapping.columns.items():
                own = {_slot(key) for key in self.mapping.cells.get((row, column), {})}
                taken = {_slot(key) for key in others} - own
                for key in settings:
                    if _slot(key) in taken and (row, key) not in told:
                        told.add((row, key))
                        found = f"{key} set by the row {row!r} and by the column {column!r}"
                        expected = "one of them to set it"
                        mend = f'take one away, or decide in [cells."{row}"."{column}"]'
                        problem = self.mapping.problem(
                            "table-key-twice", found, expected, mend, "rows", row, key
                        )
                        self.problems.append(problem)

    def _mapped(self) -> Iterator[MappedCell | None]:
        lacking: dict[str, list[str]] = {}
        for row in self.grid.rows:
            for number, (place, column) in enumerate(self.data_columns(), 1):
                name = self.row_name(row, column)
                known = column in self.mapping.columns and (not name or name in self.mapping.rows)
                if not known:
                    continue  # left out, or reported as mapped by nobody
                yield self._cell(row, row.cells[place], (number, name, column), lacking)
        for key, places in lacking.items():
            more = f" and {len(places) - 1} more" if len(places) > 1 else ""
            found = f"no {key} for {places[0]}{more}"
            mend = f"set {key} in [cell], or for its row or column"
            self.problems.append(
                self.mapping.problem(
                    "table-incomplete", found, f"{', '.join(NEEDED)} for each cell", mend, "cell"
                )
            )

    def _cell(
        self, row: Row, text: str, where: tuple[int, str, str], lacking: dict[str, list[str]]
    ) -> MappedCell | None:
        number, name, column = where
        settings = self._merged(name, column)
        place = f"row {name}, column {column}"
        split = settings["split"].value if "split" in settings else []
        values = self._values(row, text, place, len(split) or 1, settings)
        if not any(values):
            if values and (name, column) in self.mapping.cells:
                found = f"{place}: settings for {text!r}, which is no value"
                mend = "take them away, or correct the cell"
                self._mapping_problem(found, "a cell with a value", mend, "cells", name, column)
            return None
        own_year = all(value.year for value in values if value)
        given = {*(_slot(key) for key in settings), *(["period"] if own_year else [])}
        missing = [key for key in NEEDED if key not in given]
        for key in missing:
            lacking.setdefault(key, []).append(place)
        if missing:
            return None
        indicators = split or [settings["indicator"].value]
        return MappedCell(row, number, name, column, settings, tuple(values), tuple(indicators))

    def _values(
        self, row: Row, text: str, place: str, parts: int, settings: Settings
    ) -> list[CellValue | None]:
        """Return the values of a cell; none where it cannot be read."""
        form = settings["format"].value if "format" in settings else "number"
        try:
            values = read_cell(text, parts, form)
        except InputSyntaxError as error:
            self._cell_problem("table-number", f"{place}: {error.found}", error.expected, error.mend, row)
            return []
        if any(values) and place.startswith("row ,"):
            expected, mend = "a name before each cell that holds a value", "write the header of the row"
            self._cell_problem("table-coverage", f"{place}: a value without a row", expected, mend, row)
            return []
        return values

    def _merged(self, row: str, column: str) -> Settings:
        merged: dict[str, Setting] = {}
        mapping = self.mapping
        for settings in (
            mapping.cell,
            mapping.rows.get(row, {}),
            mapping.columns.get(column, {}),
            mapping.cells.get((row, column), {}),
        ):
            for key, setting in settings.items():
                merged.pop({"split": "indicator", "indicator": "split"}.get(key, ""), None)
                merged[key] = setting
        return merged

    def _cell_problem(self, rule: str, found: str, expected: str, mend: str, row: Row) -> None:
        self.problems.append(
            TableProblem(rule, found, expected=expected, mend=mend, file=self.file, line=row.line)
        )


def _slot(key: str) -> str:
    return _SLOT.get(key, key)
