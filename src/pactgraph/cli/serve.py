"""The command ``serve``: serve the graph over HTTP."""

from __future__ import annotations

from typing import Annotated

import click

from pactgraph.cli.command import command, opt
from pactgraph.cli.messages import say
from pactgraph.cli.options import Documents
from pactgraph.cli.progress import progress
from pactgraph.errors import ParameterError
from pactgraph.model.optional_imports import require
from pactgraph.sources.documents import passages


@command(
    examples="""
timeout --preserve-status 15 pactgraph serve --port 8123
timeout --preserve-status 15 pactgraph serve --port 8124 -d ../docs
"""
)
def serve(
    host: Annotated[
        str, opt("The address to listen at; 0.0.0.0 for all of this machine.", metavar="HOST")
    ] = "127.0.0.1",
    port: Annotated[int, opt("The port to listen at.", type=click.IntRange(1, 65535), metavar="PORT")] = 8000,
    endpoint: Annotated[
        str | None,
        opt(
            "A SPARQL 1.1 endpoint with the graph, served instead of local data; /sparql then names it.",
            metavar="URL",
        ),
    ] = None,
    address: Annotated[
        str | None, opt("The public address. [default: http://HOST:PORT/]", metavar="URL")
    ] = None,
    workers: Annotated[int, opt("Queries that run at once.", type=click.IntRange(1), metavar="N")] = 2,
    seconds: Annotated[float, opt("Time limit of a query.", type=click.FloatRange(0.1), metavar="S")] = 20.0,
    memory: Annotated[
        int, opt("Memory limit of a query in megabytes.", type=click.IntRange(64), metavar="MB")
    ] = 1024,
    rows: Annotated[int, opt("Row limit of an answer.", type=click.IntRange(1), metavar="N")] = 100_000,
    documents: Documents = None,
    data: Annotated[
        str | None,
        opt(
            "A build folder, an N-Quads file or a store on disk. "
            "[default: PACTGRAPH_DATA, else ./build, else one made on first use]",
            "--data",
            "--store",
            metavar="PLACE",
        ),
    ] = None,
) -> None:
    """Serve the graph until Ctrl-C: pages to browse, and a SPARQL endpoint at /sparql.

    No request changes the graph. A query that exceeds a limit is stopped with status 503. With --endpoint,
    pages and API query that endpoint, which has limits of its own; /sparql and the RDF of single things are
    answered with status 501 and its address.
    """
    for library in ("httptools", "pydantic", "starlette", "uvicorn"):
        require(library, extra="serve")
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
