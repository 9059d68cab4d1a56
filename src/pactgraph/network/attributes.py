"""Attributes of nodes from a CSV table: region, income group, …"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from pactgraph.errors import InputSyntaxError, MissingFileError, UnknownNameError

NODE = "node"


def read_attributes(file: Path, resolve: Callable[[str], str]) -> dict[str, dict[str, str]]:
    """Read a CSV table with a column ``node`` and a column for each attribute.

    Nodes are IRIs, short names, ISO codes or labels. Empty cells are ignored.

    :param resolve: returns the IRI of the thing with a name.
    :returns: attribute values by IRI of the node, then by attribute.
    :raises MissingFileError: if the file cannot be read.
    :raises InputSyntaxError: if it has no column ``node`` or no other, or rows differ in length.
    :raises UnknownNameError: if a name is unknown or ambiguous.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            rows = list(csv.reader(text, strict=True))
    except OSError as error:
        raise MissingFileError(
            f"a file that cannot be read ({error.strerror})", expected="a CSV table", file=file
        ) from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputSyntaxError(
            f"no CSV in UTF-8 ({error})", expected="a CSV table in UTF-8", file=file
        ) from None
    columns = rows[0] if rows else []
    if NODE not in columns or len(columns) < 2 or len(set(columns)) < len(columns):
        raise InputSyntaxError(
            f"the columns {', '.join(columns) or 'none'}",
            expected=f"a column {NODE} and at least one other, each once",
            file=file,
            line=1,
        )
    found: dict[str, dict[str, str]] = {}
    for line, row in enumerate(rows[1:], start=2):
        if not any(row):
            continue
        if len(row) != len(columns):
            raise InputSyntaxError(
                f"{len(row)} cells",
                expected=f"{len(columns)} cells, as in the first line",
                file=file,
                line=line,
            )
        held = dict(zip(columns, (cell.strip() for cell in row), strict=True))
        try:
            node = resolve(held.pop(NODE))
        except UnknownNameError as error:
            raise UnknownNameError(
                error.found, expected=error.expected, mend=error.mend, file=file, line=line
            ) from None
        found[node] = {name: value for name, value in held.items() if value}
    return found
