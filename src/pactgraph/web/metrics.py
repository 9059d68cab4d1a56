"""Counters for monitoring, in the text format of Prometheus."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pactgraph.web.access_log import AccessLog

if TYPE_CHECKING:
    from pactgraph.web.services import Services

PATH = "/metrics"
MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """The answers since the start: how many by part and status, and the seconds that they took."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self.answers: Counter[tuple[str, int]] = Counter()
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.log = AccessLog()

    def route(self) -> Route:
        """Return the route of the counters."""
        return Route(PATH, self.answer, name="metrics")

    async def answer(self, _: Request) -> Response:
        """Return the counters."""
        return PlainTextResponse(self.text(), media_type=MEDIA_TYPE, headers={"Cache-Control": "no-store"})

    def count(self, scope: Scope, status: int, size: int, begun: float) -> None:
        """Count an answer, and log it.

        :param size: the bytes of its body.
        :param begun: when the request arrived, by :func:`time.perf_counter`.
        """
        part = part_of(scope["path"])
        self.answers[part, status] += 1
        self.seconds[part] += time.perf_counter() - begun
        self.log.add(scope, status, size)

    def text(self) -> str:
        """Return the counters as text."""
        lines = ["# TYPE pactgraph_requests_total counter"]
        for (part, status), number in sorted(self.answers.items()):
            lines.append(f'pactgraph_requests_total{{part="{part}",status="{status}"}} {number}')
        lines.append("# TYPE pactgraph_request_seconds_total counter")
        for part, seconds in sorted(self.seconds.items()):
            lines.append(f'pactgraph_request_seconds_total{{part="{part}"}} {seconds:.6f}')
        return "\n".join([*lines, *self._of_workers(), ""])

    def _of_workers(self) -> list[str]:
        workers = self.services.workers
        if workers is None:
            return []
        lines = ["# TYPE pactgraph_queries_stopped_total counter"]
        for reason, number in sorted(workers.stopped.items()):
            lines.append(f'pactgraph_queries_stopped_total{{reason="{reason}"}} {number}')
        gauges = {"busy": workers.busy, "waiting": workers.queue}
        for name, number in gauges.items():
            lines += [f"# TYPE pactgraph_queries_{name} gauge", f"pactgraph_queries_{name} {number}"]
        return lines


class Counted:
    """Counts every answer by the part of the service that gave it."""

    def __init__(self, inner: ASGIApp, metrics: Metrics) -> None:
        self.inner, self.metrics = inner, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return
        begun, status, size = time.perf_counter(), 500, 0

        async def watched(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self.inner(scope, receive, watched)
        finally:
            self.metrics.count(scope, status, size, begun)


def part_of(path: str) -> str:
    """Return the part of the service that a path belongs to, one of a few names whatever the path is.

    >>> part_of("/sparql"), part_of("/id/country/CUB"), part_of("/nonsense")
    ('sparql', 'things', 'pages')
    """
    first = path.split("/")[1] if "/" in path else ""
    if first in ("sparql", "graphs", "health", "metrics", "api"):
        return first
    return "things" if first in ("id", "source", "code", "ontology", "graph") else "pages"
