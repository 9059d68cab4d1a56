"""The command ``country``: print a country as Turtle."""

from __future__ import annotations

from typing import Annotated

from pactgraph.cli.command import arg, command
from pactgraph.cli.output import write
from pactgraph.sources.countries import country_turtle


@command(
    examples="""
pactgraph country Kenya
pactgraph country 捷克 >> countries.ttl
"""
)
def country(name: Annotated[str, arg("NAME")]) -> None:
    """Print the Turtle of the country NAME, ready for graph/things/countries.ttl: its code and its names.

    It includes its own prefixes: append it to the file with >>, then run pactgraph fmt.

    Needs the extra: pip install 'pactgraph[curate]'.
    """

    write(country_turtle(name))
