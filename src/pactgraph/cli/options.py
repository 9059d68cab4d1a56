"""Options that several commands share, and what follows from them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import click

from pactgraph.cli.command import Given, opt
from pactgraph.cli.messages import note
from pactgraph.cli.progress import progress
from pactgraph.config import Settings
from pactgraph.errors import MissingFileError, ParameterError

if TYPE_CHECKING:
    from pactgraph.graph import Graph

Data = Annotated[
    str | None,
    opt(
        "A build folder, an N-Quads file, a store on disk or the address of a SPARQL endpoint. "
        "[default: PACTGRAPH_DATA, else ./build, else one made on first use]",
        metavar="PLACE",
    ),
]
Documents = Annotated[
    Path | None,
    opt(
        "The folder of the source documents. [default: PACTGRAPH_DOCUMENTS]",
        "-d",
        "--documents",
        envvar="PACTGRAPH_DOCUMENTS",
        metavar="DIR",
    ),
]


def formats(*names: str, piped: str = "") -> Given:
    """Describe --format; the first format is for a terminal, another (else the second) for a pipe."""
    usual = piped or names[1]
    where = f"{names[0]} on a terminal, {usual} when piped" if usual != names[0] else names[0]
    return opt(f"[default: {where}]", "-f", "--format", type=click.Choice(names))


TableFormat = Annotated[str | None, formats("table", "csv", "tsv", "json")]
TextFormat = Annotated[str | None, formats("text", "json")]


def on_terminal(form: str | None, usual: str = "table", piped: str = "csv") -> str:
    """Return the format asked for, or the one that fits the output: a terminal or a pipe."""
    return form or (usual if sys.stdout.isatty() else piped)


def open_graph(data: str | None, documents: Path | None = None) -> Graph:
    """Open the graph, with progress where it has to be built; print a note where the build is out of date."""
    from pactgraph.build.opening import outdated
    from pactgraph.graph import load

    if data is not None and (
        not data.strip() or ("://" in data and not data.startswith(("http://", "https://")))
    ):
        raise ParameterError(
            f"the place '{data}'", expected="a folder, a file, or an address with http:// or https://"
        )
    if documents is not None and not documents.is_dir():
        raise MissingFileError(
            "no such folder", expected="the folder of the source documents", file=documents
        )
    with progress("opening the graph") as tell:
        graph = load(data, tell, documents)
    if data is None and Settings.from_environment().data is None and outdated():
        note("the graph's files have changed since this build: run pactgraph build")
    return graph


def read_pairs(given: tuple[str, ...]) -> dict[str, str]:
    """Read KEY=VALUE pairs.

    :raises ParameterError: where one is no such pair or a key is given twice.
    """
    pairs: dict[str, str] = {}
    for text in given:
        key, equals, value = text.partition("=")
        if not equals or not key or key in pairs:
            raise ParameterError(
                f"{text!r}" + (" for a second time" if key in pairs else ""),
                expected="KEY=VALUE, each key once",
                mend='put quotes around a value with blanks: party="South Africa"',
            )
        pairs[key] = value
    return pairs


def needed(documents: Path | None) -> Path:
    """Return the folder of documents.

    :raises ParameterError: where none is named.
    """
    if documents is None:
        raise ParameterError(
            "no folder of documents",
            expected="the folder that holds the source documents",
            mend="name it with --documents DIR, or in PACTGRAPH_DOCUMENTS",
        )
    return documents
