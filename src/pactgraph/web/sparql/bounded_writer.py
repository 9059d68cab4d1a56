"""Where a worker writes a table: the rows are counted on the way, and too large a one is stopped."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pactgraph.web.formats import TableFormat
from pactgraph.web.http_errors import AnswerLimitError
from pactgraph.web.sparql.limits import MEGABYTE, Limits


class Marks:
    """Counts the marks of rows in a table as it comes, in parts cut anywhere, but for those within texts.

    >>> from pactgraph.web.formats import TABLES
    >>> Marks(TABLES["csv"]).count(b's,o\\r\\na,"one\\r\\ntwo"\\r\\n')
    2
    >>> Marks(TABLES["json"]).count(b'[{},{"s":{"value":"},{"}},{}]')
    2
    """

    def __init__(self, form: TableFormat) -> None:
        self._form = form
        self._within = False
        self._edge = self._slash = b""

    def count(self, part: bytes) -> int:
        """Return how many marks end in a part."""
        if self._form.quoted:
            part = self._outside(part)
        seen = self._edge + part
        most = len(self._form.row) - 1
        self._edge = seen[-most:] if most else b""
        return seen.count(self._form.row)

    def _outside(self, part: bytes) -> bytes:
        """Return a part without its texts; a quotation mark is left for each."""
        if self._form.escaped:
            part = self._unescaped(part)
        pieces = part.split(b'"')
        first = int(self._within)
        self._within ^= len(pieces) % 2 == 0
        return b'"' * first + b'"'.join(pieces[first::2])

    def _unescaped(self, part: bytes) -> bytes:
        """Return a part without what is escaped by a backslash, which may be the end of the part before."""
        part = self._slash + part
        self._slash = b"\\" if (len(part) - len(part.rstrip(b"\\"))) % 2 else b""
        if self._slash:
            part = part[:-1]
        return part.replace(b"\\\\", b"").replace(b'\\"', b"") if b"\\" in part else part


class Sink(BytesIO):
    """Takes an answer as it is written, and stops it where it grows too large."""

    def __init__(self, form: TableFormat, limits: Limits) -> None:
        super().__init__()
        self.marks = 0
        self.refused: AnswerLimitError | None = None
        self._form, self._limits = form, limits
        self._counting, self._size = Marks(form), 0

    def write(self, part: Any, /) -> int:
        """Take a part.

        :raises OSError: where it is too much; the engine then gives up.
        """
        self._size += len(part)
        self.marks += self._counting.count(bytes(part))
        if self.marks > self._limits.rows + self._form.extra or self._size > self._limits.answer * MEGABYTE:
            self.refused = too_large(self._limits)
            raise OSError("enough")
        return super().write(part)


def too_large(limits: Limits) -> AnswerLimitError:
    """Return the refusal of an answer that is too large."""
    return AnswerLimitError(
        "a query with too large an answer, which was stopped; no part of the answer is given",
        expected=f"at most {limits.rows} rows and {limits.answer} megabytes",
        mend="ask for less with LIMIT, count instead of listing, or take the whole graph from the downloads",
    )
