"""The access log, in the Common Log Format."""

from __future__ import annotations

import asyncio
import sys
import time
from contextlib import suppress
from functools import lru_cache
from ipaddress import ip_address

from starlette.types import Scope

#: The characters of a request that are logged.
LONGEST = 2000
#: Seconds between two writes.
PAUSE = 0.5


class AccessLog:
    """Collects lines and writes them together, so that a quick answer does not wait for its line."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._second, self._stamp = 0, ""

    def add(self, scope: Scope, status: int, size: int) -> None:
        """Add the line of an answer."""
        if not self._lines:
            asyncio.get_running_loop().call_later(PAUSE, self.write)
        now = int(time.time())
        if now != self._second:
            self._second, self._stamp = now, time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime(now))
        host = host_of(str((scope.get("client") or ("-",))[0]))
        version = scope.get("http_version", "1.1")
        request = f"{scope['method']} {target(scope)} HTTP/{version}"
        self._lines.append(f'{host} - - [{self._stamp}] "{request}" {status} {size}\n')

    def write(self) -> None:
        """Write the collected lines."""
        lines, self._lines = self._lines, []
        with suppress(OSError, ValueError):  # the reader has closed the pipe
            sys.stdout.write("".join(lines))
            sys.stdout.flush()


@lru_cache(maxsize=256)
def host_of(text: str) -> str:
    """Return the address of a client, which a proxy may have named; a dash where it is none.

    >>> host_of("127.0.0.1"), host_of('6.6.6.6 - - "GET /forged"')
    ('127.0.0.1', '-')
    """
    try:
        return str(ip_address(text))
    except ValueError:
        return "-"


def target(scope: Scope) -> str:
    """Return the path and query of a request, on one line and without quotes.

    >>> target({"raw_path": b"/search", "query_string": b'q="a"'})
    '/search?q=%22a%22'
    """
    raw = scope.get("raw_path") or scope.get("path", "").encode()
    query = scope.get("query_string", b"")
    text: str = (raw + b"?" + query if query else raw)[:LONGEST].decode("latin-1")
    if text.isascii() and text.isprintable() and '"' not in text:
        return text
    return "".join(c if c.isascii() and c.isprintable() and c != '"' else f"%{ord(c):02X}" for c in text)
