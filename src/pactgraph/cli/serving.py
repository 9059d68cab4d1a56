"""The command that serves the graph: serve."""

from __future__ import annotations

from pathlib import Path

import click

from pactgraph.cli.command import Command
from pactgraph.cli.messages import say
from pactgraph.cli.options import documents_option


@click.command(
    cls=Command,
    short_help="Serve the graph: pages for people, SPARQL for programs.",
    examples="""
timeout --preserve-status 15 pactgraph serve --port 8123
timeout --preserve-status 15 pactgraph serve --port 8124 -d ../docs
""",
)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="HOST",
              help="The address to listen at; 0.0.0.0 for all of this machine.")  # fmt: skip
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), metavar="PORT",
              help="The port to listen at.")  # fmt: skip
@click.option("--endpoint", metavar="URL", help="A SPARQL 1.1 endpoint that holds the graph, to be served "
              "instead of data here; /sparql then says where to ask.")  # fmt: skip
@click.option("--address", metavar="URL", help="Where it is found from outside. [default: http://HOST:PORT/]")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1), metavar="N",
              help="Queries that run at once.")  # fmt: skip
@click.option("--seconds", default=20.0, show_default=True, type=click.FloatRange(0.1), metavar="S",
              help="Time that a query may take.")  # fmt: skip
@click.option("--memory", default=1024, show_default=True, type=click.IntRange(64), metavar="MB",
              help="Megabytes that a query may take.")  # fmt: skip
@click.option("--rows", default=100_000, show_default=True, type=click.IntRange(1), metavar="N",
              help="Rows that an answer may have.")  # fmt: skip
@documents_option
@click.option("--data", "--store", metavar="PLACE", help="A build folder, an N-Quads file or a store on "
              "disk. [default: PACTGRAPH_DATA, else ./build, else one made on first use]")  # fmt: skip
def serve(
    host: str,
    port: int,
    endpoint: str | None,
    address: str | None,
    workers: int,
    seconds: float,
    memory: int,
    rows: int,
    documents: Path | None,
    data: str | None,
) -> None:
    """Serve the graph until Ctrl-C: pages to browse, and a SPARQL endpoint at /sparql.

    Nothing that is asked changes the graph. A query that takes more than it may is stopped with status 503.
    With --endpoint, pages and API ask that endpoint, which has limits of its own; /sparql and the RDF of
    single things are answered with status 501 and its address.
    """
    from pactgraph.cli.progress import progress
    from pactgraph.errors import ParameterError
    from pactgraph.model.optional_imports import require

    for library in ("httptools", "pydantic", "starlette", "uvicorn"):
        require(library, extra="serve")
    from pactgraph.sources.documents import passages
    from pactgraph.web.server import hosts_of, run, web_address
    from pactgraph.web.services import open_endpoint, open_services
    from pactgraph.web.sparql.limits import Limits

    limits = Limits(seconds=seconds, memory=memory, rows=rows, workers=workers)
    found = web_address(address) if address else f"http://{host}:{port}/"
    if endpoint is not None and data is not None:
        raise ParameterError("both --endpoint and --data", expected="one of the two")
    with progress("opening the graph") as tell:
        if endpoint is not None:
            services = open_endpoint(endpoint, documents, limits, found)
        else:
            services = open_services(data, documents, limits, found, tell)
    if documents is not None and not passages(services.graph.store, documents):
        say(f"No document of the graph is in {documents}, so no passages are shown.")
    services.hosts = hosts_of(host, found)
    run(services, host, port, lambda: say(f"Open {found} ; Ctrl-C ends it."))


COMMANDS = (serve,)
