"""The command ``source``: begin a new source."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pactgraph.cli.command import arg, command, opt
from pactgraph.cli.messages import say
from pactgraph.cli.output import write as write_text
from pactgraph.resources import graph_dir, require_own_content
from pactgraph.sources.scaffold import source_turtle, write_source


@command(
    examples="""
pactgraph source my-report --document report.txt
pactgraph source my-report --document report.txt --title "A report" --write
"""
)
def source(
    name: Annotated[str, arg("ID")],
    document: Annotated[Path, opt("Its text, in UTF-8.", required=True, metavar="FILE")],
    title: Annotated[str, opt("Its title as printed.")] = "",
    language: Annotated[str, opt("Its language, such as en, ru or zh.", metavar="TAG")] = "",
    write: Annotated[bool, opt("Write it to graph/sources/ID/source.ttl, a new file.")] = False,
) -> None:
    """Begin the source ID: print a source.ttl with the digest, length and file name of its document.

    Facts that are not in the document are marked "TO FILL IN". Evidence can be made at once, with
    pactgraph evidence; pactgraph check lists the mistakes that are left.
    """

    turtle = source_turtle(name, document, title=title, language=language)
    folder = graph_dir() / "sources" / name
    require_own_content(*([folder] if write else []))
    path = write_source(folder, turtle) if write else None
    write_text(turtle)
    if path is not None:
        say(f"written to {path}", err=True)
