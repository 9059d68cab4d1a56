"""Results as files: CSV and TSV for spreadsheets, JSON and Parquet with their metadata."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass

from pactgraph.model.optional_imports import require
from pactgraph.model.text import unknown_name
from pactgraph.network.results import Result

#: The key of a Parquet file's metadata: all fields of the result but its rows, as JSON.
METADATA = "pactgraph"


@dataclass(frozen=True)
class TableExport:
    """A format: adding one is adding an entry to :data:`TABLE_EXPORTS`.

    :param title: its usual name.
    :param says_how: whether the file also records how the result was computed.
    """

    name: str
    title: str
    says_how: bool
    write: Callable[[Result], bytes]


def export_table(result: Result, form: str) -> bytes:
    """Return a result as the bytes of a file; the same bytes for the same result.

    :param form: one of :data:`TABLE_EXPORTS`.
    :raises UnknownNameError: where there is no such format.
    :raises MissingLibraryError: where Parquet is asked for and polars is not installed.

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


def _parquet(result: Result) -> bytes:
    """Write one typed column for each column; missing values are null."""
    polars = require("polars", extra="parquet")
    said = {name: value for name, value in result.as_dict().items() if name not in ("rows", "columns")}
    columns = []
    for name in result.columns:
        cells = result.column(name)
        kinds = {type(cell) for cell in cells if cell is not None}
        if kinds and kinds <= {int, float, bool}:
            kind = polars.Float64 if float in kinds else polars.Int64
        else:
            kind, cells = polars.String, [None if cell is None else str(cell) for cell in cells]
        columns.append(polars.Series(name, cells, dtype=kind, strict=False))
    held = io.BytesIO()
    metadata = {METADATA: json.dumps(said, ensure_ascii=False, default=str)}
    polars.DataFrame(columns).write_parquet(held, metadata=metadata)
    return held.getvalue()


TABLE_EXPORTS: dict[str, TableExport] = {
    export.name: export
    for export in (
        TableExport("csv", "CSV", False, _delimited(",")),
        TableExport("tsv", "tab-separated values", False, _delimited("\t")),
        TableExport(
            "json",
            "JSON",
            True,
            lambda r: (json.dumps(r.as_dict(), ensure_ascii=False, indent=2, default=str) + "\n").encode(),
        ),
        TableExport("parquet", "Apache Parquet", True, _parquet),
    )
}
