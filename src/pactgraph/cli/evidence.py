"""The command ``evidence``: make the evidence for a phrase."""

from __future__ import annotations

from typing import Annotated

import click

from pactgraph.cli.command import arg, command, opt
from pactgraph.cli.messages import say
from pactgraph.cli.options import Documents, needed
from pactgraph.cli.output import write as write_text
from pactgraph.resources import require_own_content
from pactgraph.sources.documents import read_source
from pactgraph.sources.evidence import append_evidence, make_evidence
from pactgraph.store.reading import own_content


@command(
    examples="""
pactgraph evidence ye-small-economies "16 countries" -d ../docs
pactgraph evidence ye-small-economies "16 countries" --sentence -d ../docs
pactgraph evidence ye-small-economies "16 countries" --write -d ../docs
"""
)
def evidence(
    source: Annotated[str, arg("SOURCE")],
    phrase: Annotated[str, arg("PHRASE")],
    sentence: Annotated[bool, opt("Take the whole sentence around the phrase.")] = False,
    place: Annotated[
        int | None, opt("Which occurrence of the phrase, counted from 1.", type=click.IntRange(1))
    ] = None,
    write: Annotated[bool, opt("Write it into the source's evidence.ttl.")] = False,
    documents: Documents = None,
) -> None:
    """Make the evidence for a PHRASE of the document of SOURCE: position, digest and locator.

    Prints Turtle for the source's evidence.ttl (--write adds it) and, on the error stream, the cited passage
    itself. Evidence that exists already is found again. The source needs its source.ttl; the rest of the
    graph may be unfinished.
    """

    content = own_content()
    described = read_source(content, source)
    folder = content.graph / "sources" / described.id
    require_own_content(*([folder] if write else []))
    text = described.read_curated(needed(documents))
    made = make_evidence(folder, text, phrase, sentence=sentence, place=place)
    say(f"“{made.words}”", err=True)
    write_text(made.turtle)
    if not made.triples:
        say("this evidence exists already", err=True)
    elif write:
        say(f"written to {append_evidence(folder, made)}", err=True)
