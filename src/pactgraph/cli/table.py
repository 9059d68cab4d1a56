"""The command ``table``: find the rows of printed tables in their document."""

from __future__ import annotations

from typing import Annotated

import click

from pactgraph.cli.command import arg, command, opt
from pactgraph.cli.messages import say
from pactgraph.cli.options import Documents, needed
from pactgraph.cli.output import write as write_text
from pactgraph.sources.tables import find_table, read_document, source_tables
from pactgraph.store.reading import own_content


@command(
    examples="""
pactgraph table song-china-russia 2 -d ../docs
pactgraph table song-china-russia -d ../docs --write
"""
)
def table(
    source: Annotated[str, arg("SOURCE")],
    numbers: Annotated[tuple[int, ...], arg("[NUMBERS]...", type=click.IntRange(1))] = (),
    write: Annotated[bool, opt("Write table-NN.passages.csv next to the table.")] = False,
    documents: Documents = None,
) -> None:
    """Find each row of the tables of SOURCE with these NUMBERS in its document: position and digest.

    Without a number, all tables. Prints the passages as CSV (--write puts them next to the table, where the
    build reads them); a row of the CSV that is not in the document is an error with file and line.
    """

    folder = own_content().graph / "sources" / source
    text = read_document(folder, needed(documents))
    for file in source_tables(folder, numbers):
        found = find_table(file, text)
        cells = sum(value is not None for cell in file.mapped.cells for value in cell.values)
        summary = f"{file.path.stem}: {len(found.passages)} rows found, {cells} values mapped"
        if not write:
            write_text(found.csv())
        elif found.changed:
            summary += f", written to {found.write()}"
        say(summary, err=not write)
