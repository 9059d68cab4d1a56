"""Every way in which a user's input can fail, as one family of exceptions.

A message is built from parts, so that a caller can read them without parsing text: where (file, line),
what was found, what was expected, and how to mend it.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar


class PactgraphError(Exception):
    """Base of all errors that Pactgraph raises on purpose."""


class UserError(PactgraphError):
    """Wrong use or wrong input: one clear message, exit code 2.

    :param found: what was there.
    :param expected: what should have been there.
    :param mend: what to do about it.
    :param file: the file at fault, if one is.
    :param line: its line, counted from 1.
    :cvar status: the HTTP status by which a service answers a request that fails so.

    >>> print(
    ...     UserError(
    ...         "the code role:signer",
    ...         expected="a code of the list role",
    ...         mend="did you mean role:signatory?",
    ...     )
    ... )
    found: the code role:signer
    expected: a code of the list role
    mend: did you mean role:signatory?
    """

    status: ClassVar[int] = 400

    def __init__(
        self,
        found: str,
        *,
        expected: str = "",
        mend: str = "",
        file: Path | str | None = None,
        line: int | None = None,
    ) -> None:
        self.found = found
        self.expected = expected
        self.mend = mend
        self.file = Path(file) if file is not None else None
        self.line = line
        super().__init__(found)

    @property
    def where(self) -> str:
        """The place as ``file:line``, ``file`` or an empty string."""
        if self.file is None:
            return ""
        return f"{self.file}:{self.line}" if self.line is not None else str(self.file)

    def __str__(self) -> str:
        parts = {"at": self.where, "found": self.found, "expected": self.expected, "mend": self.mend}
        return "\n".join(f"{name}: {text}" for name, text in parts.items() if text)


class InputSyntaxError(UserError):
    """A file or a text that does not parse (Turtle, SPARQL, TOML, EDTF)."""


class MissingFileError(UserError):
    """A file or folder that is not there or cannot be read."""

    status = 404


class UnknownNameError(UserError):
    """A name that nothing in the graph, the catalogue or a code list carries."""

    status = 404


class ParameterError(UserError):
    """A parameter that is missing, unknown or of the wrong type."""


class StoreError(UserError):
    """A store that is locked, of another version, damaged or out of reach."""

    status = 503


class MissingLibraryError(UserError):
    """An optional library that a command needs is not installed."""

    status = 501
