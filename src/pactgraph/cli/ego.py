"""The command ``ego``: the neighbourhood of one thing."""

from __future__ import annotations

from pactgraph.cli.network_options import Output
from pactgraph.cli.operation import operation
from pactgraph.network.results import Result


@operation(
    "ego",
    places={"name": "A"},
    examples="""
pactgraph ego Cuba
pactgraph ego Russia --projection country-country --roll-up
pactgraph ego Cuba --radius 2 --format csv
""",
)
def ego(result: Result, out: Output) -> None:
    """Show what is within N hops of A, the nearest first, with the tie to each neighbour and its sources."""
    out.write(result)
