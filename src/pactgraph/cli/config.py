"""The command ``config``: show the settings."""

from __future__ import annotations

from dataclasses import asdict

from pactgraph import resources
from pactgraph.build.opening import find_build
from pactgraph.cli.command import command
from pactgraph.cli.messages import say
from pactgraph.config import Settings, variable


@command(
    examples="""
pactgraph config
PACTGRAPH_DATA=build pactgraph config
"""
)
def config() -> None:
    """Show the settings, and where the content and the data are read from.

    Settings are environment variables: PACTGRAPH_DATA, PACTGRAPH_DOCUMENTS, PACTGRAPH_CONTENT.
    """

    for name, value in asdict(Settings.from_environment()).items():
        say(f"{variable(name)}={value or ''}")
    say(f"ontology: {resources.ontology_dir()}")
    say(f"graph: {resources.graph_dir()}")
    say(f"viz: {resources.viz_dir()}")
    say(f"build: {find_build() or 'none'}")
