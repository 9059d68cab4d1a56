"""Results of measuring on standard output or in a file: a table with its method, or a format for machines."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pactgraph.cli.messages import note, plural, say
from pactgraph.cli.output import write

if TYPE_CHECKING:
    from pactgraph.network.results import Result

F = TypeVar("F", bound=Callable[..., Any])

#: The formats of results: those of tables, and Turtle and N-Quads for the Data Cube.
FORMATS = ("table", "csv", "tsv", "json", "parquet", "ttl", "nq")
#: Rows that a terminal is shown, unless it asks for more.
ROWS = 20


def result_options(function: F) -> F:
    """Add --top, --format and --output."""
    options = [
        click.option(
            "--top", type=click.IntRange(1), help=f"So many rows. [default: {ROWS} in tables, else all]"
        ),
        click.option(
            "--format",
            "-f",
            "form",
            type=click.Choice(FORMATS),
            help="[default: table on a terminal, csv when piped]",
        ),
        click.option(
            "-o",
            "--output",
            type=click.Path(path_type=Path, dir_okay=False),
            help="[default: standard output; the format follows from its ending]",
        ),
    ]
    held: Any = function
    for option in reversed(options):
        held = option(held)
    return held  # type: ignore[no-any-return]


def chosen_form(form: str | None, output: Path | None) -> str:
    """Return the format asked for, or that of the file's ending, or what fits where the output goes."""
    if form is not None:
        return form
    if output is not None and str(output) != "-":
        ending = output.suffix.removeprefix(".")
        if ending and ending not in FORMATS:
            from pactgraph.errors import ParameterError

            raise ParameterError(
                f"a file that ends in .{ending}",
                expected=f"one of {', '.join(f'.{form}' for form in FORMATS[1:])}",
                mend="name it so, or say the format with --format",
                file=output,
            )
        return ending or "csv"
    return "table" if sys.stdout.isatty() else "csv"


def show_result(result: Result, form: str | None, output: Path | None = None, top: int | None = None) -> None:
    """Write a result: a table with its method and notes, or the format asked for.

    CSV and TSV hold the rows only; JSON, Parquet, Turtle and N-Quads say how the result was made, too.
    """
    from pactgraph.errors import ParameterError

    chosen = chosen_form(form, output)
    to_file = output is not None and str(output) != "-"
    if chosen == "table" and not to_file:
        _print(result.head(top or ROWS))
        return
    if chosen == "parquet" and not to_file and sys.stdout.isatty():
        raise ParameterError("Parquet for a terminal", expected="a file", mend="name one with -o")
    deliver(_formatted(result.head(top) if top else result, chosen), output)


def _formatted(result: Result, form: str) -> bytes:
    from pactgraph.exports.result_graph import export_result
    from pactgraph.exports.tables import export_table

    if form == "table":
        return "".join("\t".join(row) + "\n" for row in [result.columns, *result.shown()]).encode()
    return export_result(result, form).encode() if form in ("ttl", "nq") else export_table(result, form)


def _print(result: Result) -> None:
    from pactgraph.cli.tables import print_lines, print_table

    say(result.title, bold=True)
    told = result.about
    if "projection" in told:
        network = f"{told['projection']}: {plural(told['nodes'], 'node')}, {plural(told['ties'], 'tie')}"
        filters = "; ".join(told.get("filters") or ())
        print_lines([f"{network}; {filters}" if filters else network], indent=2, hang=0)
    say("")
    # Addresses of nodes are for machines, and a kind that all have tells no one anything.
    unsaid = {"node", "other_node"} | ({"type"} if len(_kinds(result)) == 1 else set())
    kept = [n for n, name in enumerate(result.columns) if name not in unsaid]
    print_table([result.columns[n] for n in kept], [[row[n] for n in kept] for row in result.shown()])
    for name, text in (("method", result.method), ("source", result.source)):
        if text:
            print_lines([f"{name}: {text}"], indent=2)
    print_lines(list(result.notes), indent=2)


def _kinds(result: Result) -> set[object]:
    return set(result.column("type")) if "type" in result.columns else set()


def deliver(content: bytes, output: Path | None) -> None:
    """Write to standard output, or to a file in one step."""
    from pactgraph.errors import MissingFileError
    from pactgraph.store.formatting import replace_bytes

    if output is None or str(output) == "-":
        if sys.stdout.isatty():
            write(content.decode())
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
        return
    try:
        replace_bytes(output, content)
    except OSError as error:
        raise MissingFileError(
            f"a place that cannot be written ({error.strerror})", mend="name another with -o", file=output
        ) from None
    note(f"written: {output}")
