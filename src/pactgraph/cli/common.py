"""The command ``common``: the ties that several things share."""

from __future__ import annotations

from typing import Annotated

from pactgraph.cli.command import arg, command
from pactgraph.cli.network_options import Output
from pactgraph.cli.options import Data
from pactgraph.cli.traced import Traced


@command(
    examples="""
pactgraph common China Russia Mongolia
pactgraph common Cuba Czechia --projection country-country
"""
)
def common(
    names: Annotated[tuple[str, ...], arg("A B ...", required=True)],
    chosen: Traced,
    out: Output,
    data: Data = None,
) -> None:
    """Show what A, B and all others that are named are tied to alike."""
    from pactgraph.network import neighbourhoods

    network, nodes = chosen.network(data, names)
    out.write(neighbourhoods.common(network, nodes))
