"""The command ``common``: the ties that several things share."""

from __future__ import annotations

from pactgraph.cli.network_options import Output
from pactgraph.cli.operation import operation
from pactgraph.network.results import Result


@operation(
    "common",
    places={"name": "A B ..."},
    examples="""
pactgraph common China Russia Mongolia
pactgraph common Cuba Czechia --projection country-country
""",
)
def common(result: Result, out: Output) -> None:
    """Show what A, B and all others that are named are tied to alike."""
    out.write(result)
