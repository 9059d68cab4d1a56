"""The running server: where it listens, what it logs, how it ends."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pactgraph.errors import ParameterError
from pactgraph.web.app import create_app

if TYPE_CHECKING:
    from pactgraph.web.services import Services

#: Seconds in which what is on its way may come to its end once the server is told to end.
GRACE = 3
#: What this machine is called from this machine.
LOOPBACK = ("localhost", "127.0.0.1", "::1", "[::1]")
#: Bytes that a request may have before its body.
LONGEST_HEAD = 256 * 1024


def run(services: Services, host: str, port: int, told: Callable[[], None] = lambda: None) -> None:
    """Serve until the process is told to end by Ctrl-C or SIGTERM, which is no failure.

    :param told: called once the server listens.
    :raises ParameterError: where it cannot listen there.
    """
    import uvicorn

    listening = listen(host, port)
    config = uvicorn.Config(
        create_app(services),
        lifespan="on",
        loop="asyncio",  # uvloop makes the pipes of the workers non-blocking, and reads then fail
        server_header=False,
        timeout_graceful_shutdown=GRACE,
        http=bounded(),
        access_log=False,  # the application writes it
    )
    # The server handles both while it runs, and raises them again when it has ended.
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda *_: None)
    told()
    uvicorn.Server(config).run(sockets=[listening])


def bounded() -> type[asyncio.Protocol]:
    """Return what reads requests, by httptools, and breaks off where one has a head without end."""
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

    class Bounded(HttpToolsProtocol):
        head = 0

        def data_received(self, data: bytes) -> None:
            if self.head >= 0:
                self.head += len(data)
                if self.head > LONGEST_HEAD + len(data):
                    self.send_400_response("Too long a request.")
                    return
            super().data_received(data)

        def on_headers_complete(self) -> None:
            self.head = -1
            super().on_headers_complete()

        def on_message_complete(self) -> None:
            self.head = 0
            super().on_message_complete()

    return Bounded


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens.

    :raises ParameterError: where another program listens there, or this machine has no such address.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named, for asyncio sends small parts at once only where it is told that this is TCP.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise ParameterError(
            f"an address that cannot be listened at, {host}:{port} ({error.strerror or error})",
            expected="an address of this machine, and a port that no other program has",
            mend="name another with --host and --port",
        ) from None
    listening.listen(1024)
    listening.set_inheritable(True)
    return listening


def web_address(text: str) -> str:
    """Return the address under which a service is found, ending in ``/``.

    :raises ParameterError: where it is none.

    >>> web_address("https://example.org/graph")
    'https://example.org/graph/'
    """
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or any(c in text for c in ' <>"{}|\\^`'):
        raise ParameterError(
            f"the address {text}", expected="an address that begins with http:// or https://"
        )
    return text.rstrip("/") + "/"


def hosts_of(host: str, address: str) -> tuple[str, ...]:
    """Return the names by which a service may be asked for: any, unless it listens to this machine only.

    A page from elsewhere that takes a name of its own for this machine (DNS rebinding) reads nothing then.

    >>> hosts_of("0.0.0.0", "https://example.org/")
    ('*',)
    >>> hosts_of("127.0.0.1", "https://example.org/")[-1]
    'example.org'
    """
    if host not in LOOPBACK and not host.startswith("127."):
        return ("*",)
    return (*LOOPBACK, host, urlsplit(address).hostname or host)
