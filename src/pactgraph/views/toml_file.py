"""Strict reading of the TOML files in ``viz/``; each error states its line."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pactgraph.errors import InputSyntaxError, MissingFileError
from pactgraph.model.text import did_you_mean
from pactgraph.model.toml_lines import error_line, key_lines, line_of


@dataclass(frozen=True)
class TomlFile:
    """One TOML file: its values, and their lines."""

    path: Path
    text: str
    values: Mapping[str, Any]

    @cached_property
    def lines(self) -> dict[tuple[str, ...], int]:
        """The line of each table and key."""
        return key_lines(self.text)

    def line_of(self, key: str, table: str = "") -> int:
        """Return the line of a key or table, counted from 1; of an absent key, that of its table.

        :param key: the key, without its table; empty for the table itself.
        :param table: the table it is in, dotted; empty for the top of the file.
        """
        return line_of(self.lines, tuple(part for part in (*table.split("."), key) if part))

    def error(
        self, found: str, *, expected: str, mend: str = "", key: str = "", table: str = ""
    ) -> InputSyntaxError:
        """Build the error for one key of this file, with its line."""
        line = self.line_of(key, table)
        return InputSyntaxError(found, expected=expected, mend=mend, file=self.path, line=line)

    def refuse_unknown(self, known: Collection[str], table: str = "") -> None:
        """Raise for the first key of a table that is unknown.

        :raises InputSyntaxError: with the line of the key, and the closest known key.
        """
        for key in self.table(table):
            if key not in known:
                raise self.error(
                    f"the unknown key {key!r}" + (f" in [{table}]" if table else ""),
                    expected="one of " + ", ".join(sorted(known)),
                    mend=did_you_mean(key, known, "remove it"),
                    key=key,
                    table=table,
                )

    def text_at(self, key: str, table: str = "", *, default: str | None = None) -> str:
        """Return a text; without a default it is required and must not be empty."""
        value = self.table(table).get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            found = "no " + repr(key) if value is None else f"{key} = {value!r}"
            raise self.error(found, expected="a text", mend=f'write {key} = "…"', key=key, table=table)
        return " ".join(value.split())

    def texts_at(self, key: str, table: str = "") -> tuple[str, ...]:
        """Return a list of texts; empty where the key is absent."""
        value = self.table(table).get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error(
                f"{key} = {value!r}",
                expected="a list of texts",
                mend=f'write {key} = ["…"]',
                key=key,
                table=table,
            )
        return tuple(value)

    def number_at(self, key: str, table: str = "", *, default: int | None = None) -> int | None:
        """Return a whole number; the default where the key is absent."""
        value = self.table(table).get(key, default)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise self.error(
                f"{key} = {value!r}", expected="a whole number", mend=f"write {key} = 1", key=key, table=table
            )
        return value

    def flag_at(self, key: str, table: str = "", *, default: bool = False) -> bool:
        """Return true or false; the default where the key is absent."""
        value = self.table(table).get(key, default)
        if not isinstance(value, bool):
            raise self.error(
                f"{key} = {value!r}",
                expected="true or false",
                mend=f"write {key} = true",
                key=key,
                table=table,
            )
        return value

    def choice_at(
        self, key: str, known: Collection[str], table: str = "", *, default: str | None = None
    ) -> str:
        """Return a text that is one of the known ones; without a default it is required."""
        value = self.text_at(key, table, default=default)
        if value not in known:
            raise self.unknown(f"{key} = {value!r}", value, known, key=key, table=table)
        return value

    def unknown(
        self, found: str, name: str, known: Collection[str], *, key: str, table: str = ""
    ) -> InputSyntaxError:
        """Build the error for an unknown name; it suggests the closest known one."""
        return self.error(
            found,
            expected="one of " + ", ".join(known),
            mend=did_you_mean(name, known),
            key=key,
            table=table,
        )

    def table(self, name: str) -> Mapping[str, Any]:
        """Return a table by its dotted name, or the top of the file; empty where it is absent."""
        value: Any = self.values
        for part in filter(None, name.split(".")):
            value = value.get(part, {})
            if not isinstance(value, dict):
                raise self.error(f"{name} is not a table", expected=f"a table [{name}]", key=part)
        found: Mapping[str, Any] = value
        return found


def read_toml(path: Path | str) -> TomlFile:
    """Read a TOML file.

    :param path: the file.
    :returns: its values and its text.
    :raises MissingFileError: if it cannot be read.
    :raises InputSyntaxError: if it is not TOML in UTF-8, with the line.
    """
    path = Path(path)
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise MissingFileError(
            error.strerror or "not readable", expected="a TOML file", mend="check the name", file=path
        ) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise InputSyntaxError(
            "bytes that are not UTF-8",
            expected="TOML in UTF-8",
            mend="save it as UTF-8",
            file=path,
            line=line,
        ) from None
    try:
        return TomlFile(path, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        line = error_line(error, text)
        raise InputSyntaxError(
            str(error), expected="TOML", mend="correct this line", file=path, line=line
        ) from None
