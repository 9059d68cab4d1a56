"""The command line: each command parses, calls one function of the library, and prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from pactgraph.cli import (
    asking,
    auditing,
    building,
    counting,
    finding,
    networking,
    pathing,
    proving,
    querying,
    reporting,
    serving,
    setting,
    tabling,
    taking,
    tooling,
)
from pactgraph.cli.command import Command, CommandGroup

SECTIONS: dict[str, tuple[click.Command, ...]] = {
    "Make": building.COMMANDS,
    "Ask": (*finding.COMMANDS, *asking.COMMANDS, *counting.COMMANDS, *querying.COMMANDS),
    "Measure": (*networking.COMMANDS, *pathing.COMMANDS, *reporting.COMMANDS),
    "Look and take away": (*taking.COMMANDS, *serving.COMMANDS, *tooling.COMMANDS),
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


def every_command() -> Iterator[tuple[str, Command]]:
    """Yield each command with its name, that of a group's command behind the group's: ``network show``."""
    for command in _listed(SECTIONS):
        if isinstance(command, CommandGroup):
            yield from ((f"{command.name} {one.name}", one) for one in _listed(command.sections))
        else:
            yield str(command.name), command


def _listed(sections: Mapping[str, Sequence[Any]]) -> list[Any]:
    return [command for commands in sections.values() for command in commands]


def main() -> None:
    """Run the command line and leave with its exit code."""
    from pactgraph.cli.running import run

    run(cli)


__all__ = ["cli", "every_command", "main"]
