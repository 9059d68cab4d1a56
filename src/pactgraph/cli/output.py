"""Results on standard output: as tables for people, else in the formats of SPARQL."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from pactgraph.cli.messages import clean

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions, Triple

    from pactgraph.store.base import Answer


def write(text: str) -> None:
    """Write a result as it is; only a terminal is spared its control characters."""
    # Without color=True click would take what looks like colour out of the data.
    click.echo(clean(text) if sys.stdout.isatty() else text, nl=False, color=True)


def write_json(value: object) -> None:
    """Write a value as JSON that people can read."""
    write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def write_rows(columns: Sequence[str], rows: Sequence[Sequence[str]], form: str) -> None:
    """Write rows of plain text as ``table``, ``csv``, ``tsv`` or ``json``."""
    if form == "table":
        from pactgraph.cli.tables import print_table

        print_table(columns, rows)
    elif form == "json":
        write_json([dict(zip(columns, row, strict=True)) for row in rows])
    else:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n", delimiter="\t" if form == "tsv" else ",").writerows(
            [columns, *rows]
        )
        write(text.getvalue())


def write_answer(answer: Answer, form: str | None) -> None:
    """Write the answer of a query.

    :param form: ``table``, ``csv``, ``tsv``, ``json`` or ``ttl``; None for what suits the answer.
    :raises ParameterError: where the answer cannot be given in this form.
    """
    from pyoxigraph import QueryBoolean

    from pactgraph.errors import ParameterError

    if isinstance(answer, list):
        if form not in (None, "ttl"):
            raise ParameterError(f"the format {form}", expected="ttl, for a CONSTRUCT or DESCRIBE query")
        write(_turtle(answer))
        return
    if form == "ttl":
        raise ParameterError("the format ttl", expected="table, csv, tsv or json, for a SELECT or ASK query")
    if isinstance(answer, QueryBoolean):
        truth = "true" if answer else "false"
        write(f'{{"head":{{}},"boolean":{truth}}}\n' if form == "json" else f"{truth}\n")
        return
    _write_solutions(answer, form or ("table" if sys.stdout.isatty() else "csv"))


def _write_solutions(answer: QuerySolutions, form: str) -> None:
    from pyoxigraph import QueryResultsFormat

    from pactgraph.store.base import computing, plain

    if form in ("tsv", "json"):
        # These two have standard forms that tell an address from a text; CSV and tables hold plain text.
        formats = {"tsv": QueryResultsFormat.TSV, "json": QueryResultsFormat.JSON}
        with computing():
            body = (answer.serialize(format=formats[form]) or b"").decode()
        write(body if body.endswith("\n") else f"{body}\n")
        return
    columns = [variable.value for variable in answer.variables]
    with computing():
        rows = [tuple(solution) for solution in answer]
    if form == "csv":
        write_rows(columns, [[plain(term) if term else "" for term in row] for row in rows], form)
        return
    from pactgraph.cli.tables import show_cell

    write_rows(columns, [[show_cell(term) for term in row] for row in rows], form)


def _turtle(triples: list[Triple]) -> str:
    from pactgraph.store.turtle import turtle_parts

    # Blank nodes of an answer may have no canonical place; they are written by their names then.
    names, body = turtle_parts(triples, named=())
    return "\n".join([*names, ""]) + body
