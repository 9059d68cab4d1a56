"""What a cell of a mapped table states, and that no two state the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pactgraph.model.cells import CellValue
from pactgraph.model.grids import Row, TableProblem
from pactgraph.model.mapping import Settings


@dataclass(frozen=True)
class MappedCell:
    """A cell that states something.

    :ivar row: the row; its number and the number of the column, counted from 1, name the claim.
    :ivar row_name: the header of the row as printed.
    :ivar settings: what the mapping says of it, the most specific of each key.
    :ivar values: its values; None for one that is marked as missing.
    :ivar indicators: the indicator of each value.
    """

    row: Row
    column_number: int
    row_name: str
    column_name: str
    settings: Settings
    values: tuple[CellValue | None, ...]
    indicators: tuple[str, ...]


def stated_twice(cells: list[MappedCell], file: Path) -> Iterator[TableProblem]:
    """Yield a problem for each value whose indicator, area, period and unit an earlier cell has."""
    seen: dict[tuple[str, ...], MappedCell] = {}
    for cell in cells:
        settings = cell.settings
        for value, indicator in zip(cell.values, cell.indicators, strict=True):
            if value is None:
                continue
            period = value.year or settings["period"].value
            part = cell.indicators.index(indicator)
            same = (indicator, settings["area"].value, period, str(settings["unit"].of_part(part)))
            first = seen.setdefault(same, cell)
            if first is not cell:
                yield TableProblem(
                    "table-observation-twice",
                    f"row {cell.row_name}, column {cell.column_name}: the observation of {' '.join(same)} "
                    f"that row {first.row_name}, column {first.column_name} states, too",
                    expected="one cell for an indicator, area, period and unit",
                    mend="correct the mapping of one of them, or leave one out",
                    file=file,
                    line=cell.row.line,
                )
