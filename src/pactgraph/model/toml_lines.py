"""Lines of keys and errors in a TOML text, which the parser of the standard library does not return."""

from __future__ import annotations

import re
import tomllib

_PART = r"(?:\"(?:[^\"\\]|\\.)*\"|'[^']*'|[\w-]+)"
_KEY = re.compile(rf"\s*(?P<key>{_PART}(?:\s*\.\s*{_PART})*)\s*=")
_TABLE = re.compile(rf"\s*\[\[?\s*(?P<key>{_PART}(?:\s*\.\s*{_PART})*)\s*\]")

Path = tuple[str, ...]


def key_lines(text: str) -> dict[Path, int]:
    """Return the line of each table and key, counted from 1; the first one where a key occurs twice.

    :param text: TOML that parses.

    >>> key_lines('title = "x"\\n[rows."GDP, %"]\\nunit = "unit:percent"\\n')[("rows", "GDP, %", "unit")]
    3
    """
    found: dict[Path, int] = {}
    table: Path = ()
    for number, line in enumerate(text.split("\n"), 1):
        if match := _TABLE.match(line):
            table = _parts(match["key"])
            for length in range(1, len(table) + 1):
                found.setdefault(table[:length], number)
        elif match := _KEY.match(line):
            key = (*table, *_parts(match["key"]))
            for length in range(len(table) + 1, len(key) + 1):
                found.setdefault(key[:length], number)
    return found


def line_of(lines: dict[Path, int], key: Path) -> int:
    """Return the line of a key, or of the nearest table around it.

    >>> line_of({("cell",): 4}, ("cell", "unit"))
    4
    """
    for length in range(len(key), 0, -1):
        if key[:length] in lines:
            return lines[key[:length]]
    return 1


def error_line(error: tomllib.TOMLDecodeError, text: str) -> int:
    """Return the line of a syntax error, counted from 1.

    Before Python 3.14 only the message has it; at the end of the file the message names none.
    """
    match = re.search(r"at line (\d+)", str(error))
    return int(match[1]) if match else text.count("\n") + 1


def _parts(key: str) -> Path:
    """Return the parts of a dotted key, with quotes and escapes read as TOML reads them."""
    try:
        value: object = tomllib.loads(f"{key} = 0")
    except tomllib.TOMLDecodeError:
        return (key,)
    parts: list[str] = []
    while isinstance(value, dict):
        name, value = next(iter(value.items()))
        parts.append(name)
    return tuple(parts)
