"""The command ``compare``: the ties of two things."""

from __future__ import annotations

from typing import Annotated

from pactgraph.cli.command import arg, command
from pactgraph.cli.network_options import Output
from pactgraph.cli.options import Data
from pactgraph.cli.traced import Traced


@command(
    examples="""
pactgraph compare China Russia
pactgraph compare Cuba Czechia --projection country-country
pactgraph compare China Russia --without-modality recommended --format json
"""
)
def compare(
    one: Annotated[str, arg("A")],
    other: Annotated[str, arg("B")],
    chosen: Traced,
    out: Output,
    data: Data = None,
) -> None:
    """Compare A and B: what both are tied to, what only A is, and what only B is."""
    from pactgraph.network import neighbourhoods

    network, ends = chosen.network(data, [one, other])
    out.write(neighbourhoods.compare(network, *ends))
