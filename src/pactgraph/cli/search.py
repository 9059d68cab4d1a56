"""The command ``search``: find things by their names."""

from __future__ import annotations

from typing import Annotated

import click

from pactgraph.answers.search import find_things
from pactgraph.cli.command import arg, command, opt
from pactgraph.cli.messages import note, say
from pactgraph.cli.options import Data, TableFormat, on_terminal, open_graph
from pactgraph.cli.output import write_rows
from pactgraph.namespaces import shorten


@command(
    examples="""
pactgraph search silk road
pactgraph search чехия --limit 3
pactgraph search 丝绸之路 --format json
"""
)
def search(
    words: Annotated[tuple[str, ...], arg("WORDS...", required=True)],
    limit: Annotated[int, opt("At most so many.", type=click.IntRange(1))] = 20,
    form: TableFormat = None,
    data: Data = None,
) -> None:
    """Find things whose names in any language hold WORDS.

    Case, accents and small slips do not matter. Whole names come first, then beginnings, then the rest.
    """

    hits = find_things(open_graph(data).store, " ".join(words), limit)
    form = on_terminal(form)
    if form != "table":
        rows = [(hit.label, hit.kind, hit.matched or hit.label, shorten(hit.iri), hit.iri) for hit in hits]
        write_rows(("label", "kind", "found_as", "name", "iri"), rows, form)
    for hit in hits if form == "table" else ():
        say(hit.label, end="", bold=True)
        say(f"  {hit.kind}" + (f", found as {hit.matched}" if hit.matched else ""))
        say(f"    {shorten(hit.iri)}", fg="cyan")
    if not hits:
        note("nothing fits; try fewer or shorter words")
    elif form == "table":
        note("more on one of them: pactgraph show NAME")
