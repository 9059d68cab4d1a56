"""A served build: one server for all tests, with small limits, and plain requests to it."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest

#: Limits of the served build. A real answer fits however busy the machine is; ``test_limits.py`` has a server
#: that stops a runaway soon.
SECONDS, MEMORY, ROWS = 60, 300, 20_000


@dataclass(frozen=True)
class Got:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True)
class Served:
    """A running server."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Got:
        """Send one request; underscores in the names of headers stand for hyphens."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body, {k.replace("_", "-"): v for k, v in headers.items()})
            answer = connection.getresponse()
            return Got(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def leave(self, path: str) -> socket.socket:
        """Send a request and return its connection, on which nothing is read."""
        connection = socket.create_connection(("127.0.0.1", self.port))
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        return connection

    def sparql(self, query: str, accept: str = "", **parameters: str) -> Got:
        """Ask by GET."""
        headers = {"Accept": accept} if accept else {}
        return self.get("/sparql?" + urlencode({"query": query, **parameters}), **headers)

    def post(self, body: bytes, kind: str, path: str = "/sparql", **headers: str) -> Got:
        return self.get(path, "POST", body, Content_Type=kind, **headers)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serving(data: Path | None, *options: str, **env: str) -> Iterator[Served]:
    port = free_port()
    program = Path(sysconfig.get_path("scripts")) / "pactgraph"
    named = () if data is None else ("--data", str(data))
    process = subprocess.Popen(
        [program, "serve", *named, "--port", str(port), *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONUTF8": "1", "PACTGRAPH_DOCUMENTS": "", **env},
    )
    served = Served(port, process)
    try:
        deadline = time.monotonic() + 300
        while time.monotonic() < deadline and process.poll() is None:
            with contextlib.suppress(OSError, http.client.HTTPException):
                if served.get("/health").status == 200:
                    break
            time.sleep(0.1)
        else:
            pytest.fail("the server did not start", pytrace=False)
        yield served
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="session")
def served(built: Path) -> Iterator[Served]:
    """The whole build, served with small limits; it is read-only, so that tests share it."""
    options = ("--seconds", str(SECONDS), "--memory", str(MEMORY), "--rows", str(ROWS))
    with serving(built, *options) as running:
        yield running
