"""The command ``mcp``: give the graph to an assistant as tools."""

from __future__ import annotations

from typing import Annotated

import click

from pactgraph.cli.command import command, opt, shared
from pactgraph.cli.options import Data, Documents
from pactgraph.cli.progress import progress
from pactgraph.config import Settings
from pactgraph.model.optional_imports import require


@command(
    examples="""
echo '{"jsonrpc": "2.0", "id": 1, "method": "ping"}' | pactgraph mcp
pactgraph mcp --quiet --documents ../docs --characters 8000 < /dev/null
"""
)
def mcp(
    seconds: Annotated[float, opt("Time limit of a query.", type=click.FloatRange(0.1), metavar="S")] = 10.0,
    memory: Annotated[
        int, opt("Memory limit of a query in megabytes.", type=click.IntRange(64), metavar="MB")
    ] = 512,
    rows: Annotated[
        int, opt("Row limit of an answer to a query.", type=click.IntRange(1), metavar="N")
    ] = 10_000,
    characters: Annotated[
        int, opt("Size limit of an answer in characters.", type=click.IntRange(2000), metavar="N")
    ] = 20_000,
    documents: Documents = None,
    data: Data = None,
) -> None:
    """Serve the tools search, show, ask, sparql, evidence and path by the Model Context Protocol.

    A client starts it, and talks to it over standard input and output until it closes them. The tools
    only read; every answer names its sources and what was left out. In the configuration of a client:

    \b
      {"mcpServers": {"pactgraph": {
        "command": "pactgraph",
        "args": ["mcp", "--data", "/path/to/build", "-d", "/path/to/docs"]
      }}}

    With --verbose each call is logged to the error stream; with --documents answers include passages.
    """
    import logging

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
