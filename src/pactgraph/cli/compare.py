"""The command ``compare``: the ties of two things."""

from __future__ import annotations

from pactgraph.cli.network_options import Output
from pactgraph.cli.operation import operation
from pactgraph.network.results import Result


@operation(
    "compare",
    places={"a": "A", "b": "B"},
    examples="""
pactgraph compare China Russia
pactgraph compare Cuba Czechia --projection country-country
pactgraph compare China Russia --without-modality recommended --format json
""",
)
def compare(result: Result, out: Output) -> None:
    """Compare A and B: what both are tied to, what only A is, and what only B is."""
    out.write(result)
