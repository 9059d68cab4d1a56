"""The running server: its socket, its bounds on requests, and its shutdown."""

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

#: Seconds in which requests may still be answered during a shutdown.
GRACE = 3
#: The names of this machine on this machine.
LOOPBACK = ("localhost", "127.0.0.1", "::1", "[::1]")
#: The bytes that a request may have before its body.
LONGEST_HEAD = 256 * 1024


def run(services: Services, host: str, port: int, ready: Callable[[], None] = lambda: None) -> None:
    """Serve until Ctrl-C or SIGTERM ends the process, which is no failure.

    :param ready: is called once the server listens.
    :raises ParameterError: where the address cannot be listened at.
    """
    import uvicorn

    listening = listen(host, port)
    config = uvicorn.Config(
        create_app(services),
        lifespan="on",
        loop="asyncio",
        server_header=False,
        timeout_graceful_shutdown=GRACE,
        http=bounded(),
        access_log=False,  # the application writes it
    )
    early: list[int] = []

    class Server(uvicorn.Server):
        async def main_loop(self) -> None:
            self.should_exit = self.should_exit or bool(early)
            await super().main_loop()

    # The server handles both signals while it runs, and raises them again when it has ended; one that comes
    # before is remembered.
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda number, _: early.append(number))
    ready()
    Server(config).run(sockets=[listening])


def bounded() -> type[asyncio.Protocol]:
    """Return the protocol that reads requests, by httptools, and refuses one whose head has no end."""
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
    """Return a listening socket.

    :raises ParameterError: where another program listens there, or this machine has no such address.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio sends small parts at once only where the protocol of the socket is named.
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
    """Return the address of a service, ending in ``/``.

    :raises ParameterError: where the text is no address.

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
    """Return the host names that requests may have: any, unless the service listens to this machine only.

    A page of another site that resolves its own name to this machine (DNS rebinding) then reads nothing.

    >>> hosts_of("0.0.0.0", "https://example.org/")
    ('*',)
    >>> hosts_of("127.0.0.1", "https://example.org/")[-1]
    'example.org'
    """
    if host not in LOOPBACK and not host.startswith("127."):
        return ("*",)
    return (*LOOPBACK, host, urlsplit(address).hostname or host)
