"""The command that gives the graph to programs as tools: mcp."""

from __future__ import annotations

from pathlib import Path

import click

from pactgraph.cli.command import Command, shared
from pactgraph.cli.options import data_option, documents_option


@click.command(
    cls=Command,
    short_help="Give the graph to an assistant as tools (MCP).",
    examples="""
echo '{"jsonrpc": "2.0", "id": 1, "method": "ping"}' | pactgraph mcp
pactgraph mcp --quiet --documents ../docs --characters 8000 < /dev/null
""",
)
@click.option("--seconds", default=10.0, show_default=True, type=click.FloatRange(0.1), metavar="S",
              help="Time that a query may take.")  # fmt: skip
@click.option("--memory", default=512, show_default=True, type=click.IntRange(64), metavar="MB",
              help="Megabytes that a query may take.")  # fmt: skip
@click.option("--rows", default=10_000, show_default=True, type=click.IntRange(1), metavar="N",
              help="Rows that the answer to a query may have.")  # fmt: skip
@click.option("--characters", default=20_000, show_default=True, type=click.IntRange(2000), metavar="N",
              help="Characters that an answer may have.")  # fmt: skip
@documents_option
@data_option
def mcp(
    seconds: float, memory: int, rows: int, characters: int, documents: Path | None, data: str | None
) -> None:
    """Serve the tools search, show, ask, sparql, evidence and path by the Model Context Protocol.

    A client starts it, and talks to it over standard input and output until it closes them. The tools
    only read; every answer names its sources and says what was left out. In the configuration of a client:

    \b
      {"mcpServers": {"pactgraph": {
        "command": "pactgraph",
        "args": ["mcp", "--data", "/path/to/build", "-d", "/path/to/docs"]
      }}}

    With --verbose each call is logged to the error stream, with --documents passages are told as well.
    """
    import logging

    from pactgraph.cli.progress import progress
    from pactgraph.config import Settings
    from pactgraph.model.optional_imports import require

    require("mcp", extra="mcp")
    from pactgraph.web.mcp.server import run
    from pactgraph.web.services import open_endpoint, open_services
    from pactgraph.web.sparql.limits import Limits

    level = logging.INFO if shared("verbose") else logging.WARNING
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    with progress("opening the graph") as tell:
        limits = Limits(seconds=seconds, memory=memory, rows=rows)
        named = data or str(Settings.from_environment().data or "")
        if named.startswith(("http://", "https://")):
            services = open_endpoint(named, documents, limits)
        else:
            services = open_services(data, documents, limits, progress=tell)
    run(services, characters)


COMMANDS = (mcp,)
