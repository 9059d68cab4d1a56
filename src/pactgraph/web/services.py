"""The state of one running service: the graph, the limits, the pictures, and the workers that run queries."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from pactgraph.answers.cache import Cache
from pactgraph.build.opening import disk_store
from pactgraph.errors import InputSyntaxError, MissingFileError, StoreError
from pactgraph.graph import Graph
from pactgraph.namespaces import BASE
from pactgraph.resources import queries_dir, version, viz_dir
from pactgraph.store.base import Table, table
from pactgraph.store.endpoint import EndpointStore
from pactgraph.store.local import LocalStore
from pactgraph.web.http import entity_tag
from pactgraph.web.http_errors import ElsewhereError, ForbiddenError, NotAcceptableError
from pactgraph.web.sparql.guards import refuse_services
from pactgraph.web.sparql.limits import Limits
from pactgraph.web.sparql.pool import WorkerPool
from pactgraph.web.sparql.worker import Query

if TYPE_CHECKING:
    from starlette.requests import Request

#: The pictures that are cached, of all that addresses can ask for.
PICTURES = 64
#: The address of the service where no other is given: the base of the addresses of things.
HOME = BASE


#: How an update begins, after comments and declarations.
UPDATE = re.compile(
    r"\s*(?:(?:#[^\n]*\n|(?:PREFIX\s+[^\s:]*:|BASE)\s*<[^>]*>)\s*)*"
    r"(INSERT|DELETE|WITH|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD)\b",
    re.IGNORECASE,
)


@dataclass
class Services:
    """The state that the parts of the web application share.

    :param graph: the opened graph.
    :param place: the folder of the store on disk; without one no workers are started.
    :param version: the version of the data, for the tags of answers.
    :param address: the address of the service from outside, ending in ``/``.
    :param hosts: the names of hosts that requests may have; any where it is ``*``.
    :param endpoint: the SPARQL endpoint with the graph, where it is not on this machine.
    """

    graph: Graph
    limits: Limits = field(default_factory=Limits)
    place: Path | None = None
    version: str = ""
    address: str = HOME
    hosts: tuple[str, ...] = ("*",)
    endpoint: str | None = None
    workers: WorkerPool | None = None
    loop: asyncio.AbstractEventLoop | None = None

    @property
    def documents(self) -> Path | None:
        """The folder of the source documents, where it is available."""
        return self.graph.documents

    def tag(self, request: Request) -> str:
        """Return the tag of the answer to a request; empty where the data are elsewhere, and may change."""
        if not self.version:
            return ""
        # Some answers look from today.
        state = (self.version, version(), self.content, date.today(), self.address, self.documents)
        scope = request.scope
        return entity_tag(*state, scope["path"], scope["query_string"], request.headers.get("accept", ""))

    @cached_property
    def content(self) -> int:
        """When the questions, views and templates were last changed, which the answers are made of."""
        files = [file for folder in (viz_dir(), queries_dir()) for file in folder.rglob("*")]
        return max(file.stat().st_mtime_ns for file in files)

    def __post_init__(self) -> None:
        """Let the graph answer named questions within the limits, and start with no picture."""
        self.graph.select = self.select
        self.pictures: Cache[str] = Cache(PICTURES)

    async def start(self) -> None:
        """Start the workers.

        :raises UserError: where the store does not open.
        """
        self.loop = asyncio.get_running_loop()
        if self.place is not None:
            self.workers = WorkerPool(self.place, self.limits)
            await self.workers.start()

    async def stop(self) -> None:
        """End the workers."""
        if self.workers is not None:
            await self.workers.close()
            self.workers = None

    def select(self, sparql: str) -> Table:
        """Run a SELECT query within the limits; for threads, never for the event loop itself.

        Without workers the store runs it: an endpoint within its own limits, one in a test without any.

        :raises StoppedError: where it takes too long or too much.
        :raises ForbiddenError: where it is an update, or calls another service.
        :raises InputSyntaxError: where it does not parse or is no SELECT.
        """
        refuse_services(sparql)
        if found := UPDATE.match(sparql):
            raise ForbiddenError(
                f"an update ({found[1].upper()})", expected="a SELECT query: nothing here can be changed"
            )
        if self.workers is None or self.loop is None:
            return self.graph.store.select(sparql)
        running = asyncio.run_coroutine_threadsafe(self.workers.run(Query(sparql, graph=None)), self.loop)
        try:
            answer = parse_query_results(running.result().body, format=QueryResultsFormat.JSON)
        except NotAcceptableError:
            answer = None
        if not isinstance(answer, QuerySolutions):
            raise InputSyntaxError(
                "a query of another form", expected="a SELECT query", mend="SELECT what it would construct"
            )
        return table(answer)


def open_services(
    data: str | Path | None = None,
    documents: Path | None = None,
    limits: Limits | None = None,
    address: str = HOME,
    progress: Callable[[str], None] | None = None,
) -> Services:
    """Open the data on disk, where all processes read it.

    :param data: a build folder, an N-Quads file or a store on disk; else the available build.
    :raises MissingFileError: where nothing is there.
    :raises StoreError: where what is there cannot be opened.
    """
    check_folder(documents)
    place, data_version = disk_store(data, progress)
    graph = Graph(LocalStore.disk(place), documents=documents)
    return Services(graph, limits or Limits(), place, data_version, address)


def open_endpoint(
    url: str, documents: Path | None = None, limits: Limits | None = None, address: str = HOME
) -> Services:
    """Open a SPARQL 1.1 endpoint with the graph; one query is sent, so that a wrong address fails.

    :raises StoreError: where the address is none, does not answer, or holds no graph of ours.
    """
    check_folder(documents)
    limits = limits or Limits()
    store = EndpointStore(url, timeout=limits.seconds)
    if not store.ask("ASK { ?claim pact:evidence ?evidence }"):
        raise StoreError(
            f"an endpoint without claims, {url}",
            expected="a SPARQL endpoint that holds pactgraph.nq of a build, default graph and all",
            mend="load it there, or name another address",
        )
    return Services(Graph(store, documents=documents), limits, address=address, endpoint=url)


def elsewhere(endpoint: str) -> ElsewhereError:
    """Return the refusal of a query that the endpoint with the graph can answer; its key is not named.

    >>> elsewhere("https://me:key@example.org/sparql?key=1").expected
    'a query to https://example.org/sparql'
    """
    parts = urlsplit(endpoint)
    host = parts.netloc.rpartition("@")[2]
    return ElsewhereError(
        "a query to a service whose graph is elsewhere",
        expected=f"a query to {urlunsplit((parts.scheme, host, parts.path, '', ''))}",
        mend="ask there; pages and API are served here",
    )


def check_folder(documents: Path | None) -> None:
    """Check that a folder of documents is there, where one is named.

    :raises MissingFileError: where it is not.
    """
    if documents is not None and not documents.is_dir():
        raise MissingFileError(
            f"no folder {documents}",
            expected="the folder of the source documents",
            mend="correct --documents, or leave it out: evidence then gives the place of each passage",
        )
