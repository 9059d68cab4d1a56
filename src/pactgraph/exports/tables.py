"""Results as files: CSV and TSV for a spreadsheet, JSON and Parquet with how they were made."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pactgraph.model.optional_imports import require
from pactgraph.model.text import unknown_name
from pactgraph.network.results import Cell, Result

#: Under this key Parquet files hold, as JSON, all that a result says beside its rows.
METADATA = b"pactgraph"


@dataclass(frozen=True)
class TableExport:
    """A format: adding one is adding an entry to :data:`TABLE_EXPORTS`.

    :param title: the name that people know it by.
    :param says_how: whether the file also says how the result was made.
    """

    name: str
    title: str
    says_how: bool
    write: Callable[[Result], bytes]


def export_table(result: Result, form: str) -> bytes:
    """Return a result as the bytes of a file; the same bytes for the same result.

    :param form: one of :data:`TABLE_EXPORTS`.
    :raises UnknownNameError: where there is no such format.
    :raises MissingLibraryError: where Parquet is asked for and pyarrow is not installed.

    >>> export_table(Result("degree", "Degree", ("label", "value"), (("Cuba", 0.5), ("Peru", None))), "csv")
    b'label,value\\nCuba,0.5\\nPeru,\\n'
    """
    if form not in TABLE_EXPORTS:
        raise unknown_name(f"the table format {form}", form, TABLE_EXPORTS)
    return TABLE_EXPORTS[form].write(result)


def _delimited(delimiter: str) -> Callable[[Result], bytes]:
    def write(result: Result) -> bytes:
        held = io.StringIO()
        writer = csv.writer(held, delimiter=delimiter, lineterminator="\n")
        writer.writerows([result.columns, *result.written()])
        return held.getvalue().encode()

    return write


def _json(result: Result) -> bytes:
    return (json.dumps(result.as_dict(), ensure_ascii=False, indent=2, default=str) + "\n").encode()


def _parquet(result: Result) -> bytes:
    """Write one typed column for each column; what has no value is null, as Parquet means it."""
    arrow = require("pyarrow", extra="analysis")
    parquet = require("pyarrow.parquet", extra="analysis")
    said = {name: value for name, value in result.as_dict().items() if name not in ("rows", "columns")}
    fields = [arrow.field(name, _arrow_type(arrow, result.column(name))) for name in result.columns]
    metadata = {METADATA: json.dumps(said, ensure_ascii=False, default=str).encode()}
    schema = arrow.schema(fields, metadata=metadata)
    columns = [
        arrow.array(_of_one_type(result.column(field.name), field.type), field.type) for field in fields
    ]
    held = io.BytesIO()
    parquet.write_table(arrow.Table.from_arrays(columns, schema=schema), held)
    return held.getvalue()


def _arrow_type(arrow: Any, cells: Sequence[Cell]) -> Any:
    kinds = {type(cell) for cell in cells if cell is not None}
    if kinds and kinds <= {int, bool}:
        return arrow.int64()
    return arrow.float64() if kinds and kinds <= {int, float, bool} else arrow.string()


def _of_one_type(cells: Sequence[Cell], kind: Any) -> list[Cell]:
    if str(kind) != "string":
        return list(cells)
    return [None if cell is None else str(cell) for cell in cells]


TABLE_EXPORTS: dict[str, TableExport] = {
    export.name: export
    for export in (
        TableExport("csv", "CSV", False, _delimited(",")),
        TableExport("tsv", "tab-separated values", False, _delimited("\t")),
        TableExport("json", "JSON", True, _json),
        TableExport("parquet", "Apache Parquet", True, _parquet),
    )
}
