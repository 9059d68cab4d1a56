"""The command ``ego``: the neighbourhood of one thing."""

from __future__ import annotations

from typing import Annotated

import click

from pactgraph.cli.command import arg, command, opt
from pactgraph.cli.network_options import Output
from pactgraph.cli.options import Data
from pactgraph.cli.traced import Traced


@command(
    examples="""
pactgraph ego Cuba
pactgraph ego Russia --projection country-country --roll-up
pactgraph ego Cuba --radius 2 --format csv
"""
)
def ego(
    name: Annotated[str, arg("A")],
    chosen: Traced,
    out: Output,
    radius: Annotated[int, opt("How many hops away at most.", type=click.IntRange(1), metavar="N")] = 1,
    data: Data = None,
) -> None:
    """Show what is within N hops of A, the nearest first, with the tie to each neighbour and its sources."""
    from pactgraph.network import neighbourhoods

    network, (node,) = chosen.network(data, [name])
    out.write(neighbourhoods.ego(network, node, radius))
