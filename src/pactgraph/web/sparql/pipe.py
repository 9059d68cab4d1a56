"""The server's end of the pipe to a worker: messages as :mod:`multiprocessing` frames them, without waiting.

``Connection`` itself reads in two steps and blocks until a message is whole, which the server must not.
"""

from __future__ import annotations

import os
import struct
from multiprocessing.connection import Connection

SIZE = struct.Struct("!i")
#: Bytes that are read at once.
PART = 1 << 18


class Link:
    """What a worker is told, and what has come from it so far."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._number = connection.fileno()
        self._parts: list[bytes] = []
        self._held = 0
        os.set_blocking(self._number, False)

    def fileno(self) -> int:
        """Return the number under which the system knows the pipe."""
        return self._number

    def send(self, message: bytes) -> None:
        """Send a message to a worker that waits for one.

        :raises OSError: where the worker has ended.
        """
        text = SIZE.pack(len(message)) + message
        sent = os.write(self._number, text)
        if sent < len(text):  # more than the pipe holds: the worker takes it while the rest is written
            os.set_blocking(self._number, True)
            try:
                while sent < len(text):
                    sent += os.write(self._number, text[sent:])
            finally:
                os.set_blocking(self._number, False)

    def received(self) -> list[bytes]:
        """Return the messages that are whole by now; what has begun is kept for the next time.

        :raises EOFError: where the worker has ended.
        """
        try:
            part = os.read(self._number, PART)
        except BlockingIOError:
            return []
        if not part:
            raise EOFError
        self._parts.append(part)
        self._held += len(part)
        if self._held < SIZE.size or self._held < SIZE.size + self._wanted():
            return []
        return self._taken()

    def close(self) -> None:
        """Close the pipe."""
        self._connection.close()

    def _wanted(self) -> int:
        """Return the size of the message that has begun."""
        if len(self._parts[0]) < SIZE.size:
            self._parts = [b"".join(self._parts)]
        return int(SIZE.unpack_from(self._parts[0])[0])

    def _taken(self) -> list[bytes]:
        text = self._parts[0] if len(self._parts) == 1 else b"".join(self._parts)
        messages, place = [], 0
        while len(text) - place >= SIZE.size:
            end = place + SIZE.size + SIZE.unpack_from(text, place)[0]
            if end > len(text):
                break
            messages.append(text[place + SIZE.size : end])
            place = end
        self._parts = [text[place:]] if place < len(text) else []
        self._held = len(text) - place
        return messages
