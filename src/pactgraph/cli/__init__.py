"""The command line: each command parses, calls one function of the library, and prints."""

from __future__ import annotations

import os
import sys

import click

from pactgraph.cli import asking, building, proving, taking
from pactgraph.cli.common import Command, report_error

EPILOG = """\b
Begin with:
  pactgraph build
  pactgraph search "silk road"
  pactgraph show Cuba
  pactgraph ask --list
"""


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EPILOG,
)
@click.version_option(package_name="pactgraph", message="pactgraph %(version)s")
def cli() -> None:
    """Who agreed what with whom, where it is stated, and how far it got."""


for command in (*building.COMMANDS, *asking.COMMANDS, *proving.COMMANDS, *taking.COMMANDS):
    cli.add_command(command)


def main() -> None:
    """Run a command; exit 0 fine, 1 findings, 2 wrong use, 130 interrupted."""
    from pactgraph.errors import PactgraphError

    try:
        sys.exit(cli.main(standalone_mode=False) or 0)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except PactgraphError as error:
        if Command.debug:
            raise
        sys.exit(report_error(error))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader has gone: no complaint, and nothing more to flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


__all__ = ["cli", "main"]
