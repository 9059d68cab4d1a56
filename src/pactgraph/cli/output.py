"""Results on standard output or in a file: tables for people, else formats of SPARQL and spreadsheets."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pactgraph.cli.messages import clean
from pactgraph.cli.terminal import show_cell
from pactgraph.errors import MissingFileError, ParameterError
from pactgraph.store.base import computing, plain

if TYPE_CHECKING:
    from pactgraph.store.base import Answer


def write(text: str) -> None:
    """Write a result as it is; only for a terminal are control characters replaced."""
    # Without color=True click would take what looks like colour out of the data.
    click.echo(clean(text) if sys.stdout.isatty() else text, nl=False, color=True)


def write_json(value: object) -> None:
    """Write a value as JSON that people can read."""
    write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def write_rows(columns: Sequence[str], rows: Sequence[Sequence[str]], form: str) -> None:
    """Write rows of plain text as ``table``, ``csv``, ``tsv`` or ``json``."""
    if form == "table":
        from pactgraph.cli.terminal import print_table

        print_table(columns, rows)
    elif form == "json":
        write_json([dict(zip(columns, row, strict=True)) for row in rows])
    else:
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n", delimiter="\t" if form == "tsv" else ",")
        writer.writerows([columns, *rows])
        write(text.getvalue())


def write_answer(answer: Answer, form: str | None) -> None:
    """Write the answer of a query.

    :param form: ``table``, ``csv``, ``tsv``, ``json`` or ``ttl``; None for the one that suits the answer.
    :raises ParameterError: where the answer cannot be written in this form.
    """
    from pyoxigraph import QueryBoolean, QueryResultsFormat

    from pactgraph.store.turtle import turtle_parts

    if isinstance(answer, list):
        if form not in (None, "ttl"):
            raise ParameterError(f"the format {form}", expected="ttl, for a CONSTRUCT or DESCRIBE query")
        # Blank nodes of an answer may have no canonical place; they are written by their names then.
        names, body = turtle_parts(answer, named=())
        write("\n".join([*names, ""]) + body)
        return
    if form == "ttl":
        raise ParameterError("the format ttl", expected="table, csv, tsv or json, for a SELECT or ASK query")
    if isinstance(answer, QueryBoolean):
        truth = "true" if answer else "false"
        write(f'{{"head":{{}},"boolean":{truth}}}\n' if form == "json" else f"{truth}\n")
        return
    form = form or ("table" if sys.stdout.isatty() else "csv")
    if form in ("tsv", "json"):
        # These two have standard forms that tell an address from a text; CSV and tables hold plain text.
        formats = {"tsv": QueryResultsFormat.TSV, "json": QueryResultsFormat.JSON}
        with computing():
            text = (answer.serialize(format=formats[form]) or b"").decode()
        write(text if text.endswith("\n") else f"{text}\n")
        return
    columns = [variable.value for variable in answer.variables]
    with computing():
        solutions = [tuple(solution) for solution in answer]
    shown = show_cell if form == "table" else plain
    write_rows(columns, [[shown(term) if term else "" for term in row] for row in solutions], form)


def check_place(output: Path | None, *, folder: bool = False) -> None:
    """Refuse a place for output before a long computation; None and ``-`` are standard output.

    :param folder: whether a folder is to be made there, with the folders above it.
    :raises MissingFileError: where :func:`deliver`, or :func:`deliver_all`, could not write.
    """
    if output is None or str(output) == "-" or (output.exists() and not output.is_file()):
        return
    above = output.resolve().parent
    if folder:
        above = next(place for place in (above, *above.parents) if place.exists())
    if not above.is_dir():
        raise _refused(output, os.strerror(errno.ENOTDIR if above.exists() else errno.ENOENT), folder=folder)
    if not os.access(above, os.W_OK):
        raise _refused(output, os.strerror(errno.EACCES), folder=folder)


def _refused(output: Path, reason: str | None, *, folder: bool = False) -> MissingFileError:
    if folder:
        return MissingFileError(
            f"a folder that cannot be made ({reason})", mend="name another folder", file=output
        )
    return MissingFileError(
        f"a place that cannot be written ({reason})",
        mend="name another place, in a folder that is there",
        file=output,
    )


def deliver(content: str | bytes, output: Path | None) -> None:
    """Write to standard output, or to a file in one step.

    :raises MissingFileError: where the file cannot be written.
    """
    from pactgraph.store.formatting import replace_bytes

    data = content.encode() if isinstance(content, str) else content
    if output is None or str(output) == "-":
        if sys.stdout.isatty():
            write(data.decode())
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
        return
    try:
        replace_bytes(output, data)
    except OSError as error:
        raise _refused(output, error.strerror) from None


def deliver_all(files: Mapping[str, str | bytes], folder: Path) -> None:
    """Write files into a folder, which is made where it does not exist.

    :raises MissingFileError: where that is not possible.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(folder, error.strerror, folder=True) from None
    for name, content in files.items():
        deliver(content, folder / name)
