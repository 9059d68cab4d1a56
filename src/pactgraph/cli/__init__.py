"""The command line: each command parses, calls one function of the library, and prints."""

from __future__ import annotations

import click

from pactgraph.cli import (
    asking,
    auditing,
    building,
    counting,
    finding,
    proving,
    querying,
    setting,
    tabling,
    taking,
)
from pactgraph.cli.command import CommandGroup

SECTIONS = {
    "Make": building.COMMANDS,
    "Ask": (*finding.COMMANDS, *asking.COMMANDS, *counting.COMMANDS, *querying.COMMANDS),
    "Look and take away": taking.COMMANDS,
    "Prove and curate": (*proving.COMMANDS, *auditing.COMMANDS, *tabling.COMMANDS),
    "Set up": setting.COMMANDS,
}

EPILOG = """\b
Begin with:
  pactgraph build
  pactgraph search "silk road"
  pactgraph show Cuba
  pactgraph ask --list
Exit codes: 0 fine, 1 findings, 2 wrong use or wrong input.
"""


@click.group(
    cls=CommandGroup,
    sections=SECTIONS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EPILOG,
    invoke_without_command=True,
)
@click.version_option(package_name="pactgraph", message="pactgraph %(version)s")
@click.pass_context
def cli(context: click.Context) -> None:
    """Who agreed what with whom, where it is stated, and how far it got."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def main() -> None:
    """Run the command line and leave with its exit code."""
    from pactgraph.cli.running import run

    run(cli)


__all__ = ["cli", "main"]
