"""Commands for printed tables: table."""

from __future__ import annotations

from pathlib import Path

import click

from pactgraph.cli import output
from pactgraph.cli.command import Command
from pactgraph.cli.messages import say
from pactgraph.cli.options import documents_option
from pactgraph.cli.proving import needed


@click.command(
    cls=Command,
    short_help="Find the rows of a printed table in its document.",
    examples="""
pactgraph table song-china-russia 2 -d ../docs
pactgraph table song-china-russia -d ../docs --write
""",
)
@click.argument("source")
@click.argument("numbers", nargs=-1, type=click.IntRange(1))
@click.option("--write", is_flag=True, help="Write table-NN.passages.csv beside the table.")
@documents_option
def table(source: str, numbers: tuple[int, ...], write: bool, documents: Path | None) -> None:
    """Find each row of the tables of SOURCE with these NUMBERS in its document: position and digest.

    Without a number, all tables. Prints the passages as CSV (--write puts them beside the table, from where
    they are read); what is in the CSV and not in the document is an error with file and line.
    """
    from pactgraph.sources.tables import find_table, read_document, source_tables
    from pactgraph.store.reading import own_content

    folder = own_content().graph / "sources" / source
    text = read_document(folder, needed(documents))
    for file in source_tables(folder, numbers):
        found = find_table(file, text)
        cells = sum(value is not None for cell in file.mapped.cells for value in cell.values)
        said = f"{file.path.stem}: {len(found.passages)} rows found, {cells} values mapped"
        if not write:
            output.write(found.csv())
        elif found.changed:
            said += f", written to {found.write()}"
        say(said, err=not write)


COMMANDS = (table,)
