"""Options that several commands share, and what they stand for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pactgraph.cli.messages import note
from pactgraph.cli.progress import progress

if TYPE_CHECKING:
    from pactgraph.graph import Graph

F = TypeVar("F", bound=Callable[..., Any])


def data_option(function: F) -> F:
    """Add --data: which graph to read."""
    return click.option(
        "--data",
        metavar="PLACE",
        help="A build folder, an N-Quads file, a store on disk or the address of a SPARQL endpoint. "
        "[default: PACTGRAPH_DATA, else ./build, else one made on first use]",
    )(function)


def documents_option(function: F) -> F:
    """Add --documents: where the source documents are."""
    return click.option(
        "-d",
        "--documents",
        type=click.Path(path_type=Path),
        envvar="PACTGRAPH_DOCUMENTS",
        metavar="DIR",
        help="The folder of the source documents. [default: PACTGRAPH_DOCUMENTS]",
    )(function)


def format_option(*formats: str, piped: str = "") -> Callable[[F], F]:
    """Add --format; the first format on a terminal, another (else the second) when piped."""
    usual = piped or formats[1]
    return click.option(
        "--format",
        "-f",
        "form",
        type=click.Choice(formats),
        help=f"[default: {formats[0]}"
        + (f" on a terminal, {usual} when piped]" if usual != formats[0] else "]"),
    )


def chosen(form: str | None, formats: tuple[str, str]) -> str:
    """Return the format asked for, or the one that fits where the output goes."""
    return form or formats[0 if sys.stdout.isatty() else 1]


def open_graph(data: str | None) -> Graph:
    """Open the graph, with progress should it have to be built, and say so where it is out of date."""
    from pactgraph.build.opening import outdated
    from pactgraph.config import Settings
    from pactgraph.errors import ParameterError
    from pactgraph.graph import load

    if data is not None and (
        not data.strip() or ("://" in data and not data.startswith(("http://", "https://")))
    ):
        raise ParameterError(
            f"the place '{data}'", expected="a folder, a file, or an address with http:// or https://"
        )
    with progress("opening the graph") as tell:
        graph = load(data, tell)
    if data is None and Settings.from_environment().data is None and outdated():
        note("the graph's files have changed since this build: run pactgraph build")
    return graph
