"""The command ``export``: write the graph in an RDF format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import click

from pactgraph.cli.command import arg, command, opt
from pactgraph.cli.options import Data, open_graph
from pactgraph.cli.output import deliver
from pactgraph.cli.progress import progress
from pactgraph.exports.rdf import RDF_EXPORTS
from pactgraph.exports.selection import LAYERS


@command(
    examples="""
pactgraph export ttl > pactgraph.ttl
pactgraph export ttl --without derived --without ontology -o claims.ttl
pactgraph export trig --source china-daily-innovation
pactgraph export jsonld -o pactgraph.jsonld
"""
)
def export(
    form: Annotated[str, arg("FORMAT", type=click.Choice(list(RDF_EXPORTS)))],
    source: Annotated[
        tuple[str, ...], opt("Only this source and the things that it names; repeatable.")
    ] = (),
    without: Annotated[
        tuple[str, ...], opt("Leave out this layer; repeatable.", type=click.Choice(LAYERS))
    ] = (),
    output: Annotated[
        Path | None,
        opt(
            "[default: standard output]",
            "-o",
            "--output",
            type=click.Path(path_type=Path, dir_okay=False),
        ),
    ] = None,
    data: Data = None,
) -> None:
    """Write the graph as FORMAT: ttl, trig, nt, nq, jsonld or rdfxml.

    trig, nq and jsonld keep the named graphs, one for each source. The same graph is always written as the
    same bytes.
    """
    graph = open_graph(data)
    with progress("exporting"):
        text = graph.export(form, sources=source, without=without)
    deliver(text, output)
