"""The mapping of a printed table: what its rows, columns and cells mean, written in TOML without any code.

``[cell]`` holds for every cell, ``[rows."…"]`` and ``[columns."…"]`` for those of a row or column, named by
its header as printed, ``[cells."row"."column"]`` for one. More specific wins; a row and a column may not both
set one key.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from pactgraph.model.cells import FORMATS
from pactgraph.model.grids import TableProblem
from pactgraph.model.text import did_you_mean
from pactgraph.model.toml_lines import error_line, key_lines, line_of
from pactgraph.namespaces import INITIATIVE_KINDS, PARTY_KINDS

#: The kinds of names that a key takes, by key.
NAMES: dict[str, tuple[str, ...]] = {
    "indicator": ("indicator",),
    "split": ("indicator",),
    "area": (*PARTY_KINDS, *INITIATIVE_KINDS),
    "unit": ("unit",),
    "unit_understood": ("unit",),
    "quantifier": ("quantifier",),
    "modality": ("modality",),
    "attributed_to": tuple(PARTY_KINDS),
    "primary_source": ("document",),
}
#: Keys that take one name or several.
SEVERAL = ("split", "attributed_to", "primary_source")
#: Keys that a split cell may give once for each of its parts.
BY_PART = ("unit", "unit_understood", "value_understood", "rank_out_of")
#: What other keys take: a test, and its description.
OTHERS: dict[str, tuple[Callable[[object], bool], str]] = {
    "period": (lambda v: isinstance(v, str), 'an EDTF date in quotes, such as "2021"'),
    "note": (lambda v: isinstance(v, str) and bool(v.strip()), "text"),
    "rank_out_of": (lambda v: type(v) is int and v > 0, "a whole number, such as 193"),
    "value_understood": (lambda v: type(v) is int or (isinstance(v, Decimal) and v.is_finite()), "a number"),
    "date_inferred": (lambda v: v is True, "true, or nothing at all"),
    "format": (lambda v: isinstance(v, str) and v in FORMATS, f"one of {', '.join(FORMATS)}"),
}
KEYS = (*NAMES, *OTHERS)
TOP = ("title", "table", "row_header", "cell", "rows", "columns", "ignore_rows", "ignore_columns", "cells")


class Setting(NamedTuple):
    """A value that the mapping gives, and the line on which it does."""

    value: Any
    line: int

    def names(self) -> list[str]:
        """Return the value as a list of names."""
        return [self.value] if isinstance(self.value, str) else list(self.value)

    def of_part(self, part: int) -> Any:
        """Return the value for one part of a split cell, counted from 0; None where the list ends before."""
        if not isinstance(self.value, list):
            return self.value
        return self.value[part] if part < len(self.value) else None


Settings = Mapping[str, Setting]


@dataclass
class TableMapping:
    """A mapping as it is written.

    :ivar row_header: the columns that name the rows; empty for the first one.
    :ivar row_headers: the same for single columns that have row headers of their own.
    :ivar lines: where rows, columns and cells are set or ignored, by their path in the file.
    """

    path: Path
    title: str = ""
    table: str = ""
    row_header: tuple[str, ...] = ()
    row_headers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    cell: Settings = field(default_factory=dict)
    rows: dict[str, Settings] = field(default_factory=dict)
    columns: dict[str, Settings] = field(default_factory=dict)
    cells: dict[tuple[str, str], Settings] = field(default_factory=dict)
    ignore_rows: tuple[str, ...] = ()
    ignore_columns: tuple[str, ...] = ()
    lines: dict[tuple[str, ...], int] = field(default_factory=dict)

    def line(self, *key: str) -> int:
        """Return the line of a key of the file."""
        return line_of(self.lines, key)

    def problem(self, rule: str, found: str, expected: str, mend: str, *key: str) -> TableProblem:
        """Return what is wrong at a key of the file."""
        return TableProblem(rule, found, expected=expected, mend=mend, file=self.path, line=self.line(*key))

    def all_settings(self) -> Iterator[Settings]:
        """Yield every group of settings."""
        yield self.cell
        for group in (self.rows, self.columns, self.cells):
            yield from group.values()


def parse_mapping(text: str, path: Path) -> tuple[TableMapping, list[TableProblem]]:
    """Read a mapping from TOML text; ``path`` is for messages only.

    :returns: the mapping, and what is wrong with it; what is wrong is left out.

    >>> text = 'title = "x"\\ntable = "Table 1"\\n[cell]\\nunit = "unit:rank"\\nara = "country:CHN"\\n'
    >>> mapping, problems = parse_mapping(text, Path("table-01.toml"))
    >>> mapping.cell["unit"].value, problems[0].line, problems[0].mend
    ('unit:rank', 5, 'did you mean area?')
    """
    mapping = TableMapping(path)
    try:
        data = tomllib.loads(text.removeprefix("\ufeff"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        line = error_line(error, text)
        found = f"a mapping that is no TOML: {error}"
        mend = 'correct this line; quote names that hold blanks, as in [rows."GDP ratio, %"]'
        return mapping, [
            TableProblem("table-mapping", found, expected="TOML", mend=mend, file=path, line=line)
        ]
    mapping.lines = key_lines(text)
    return mapping, list(_fill(mapping, data))


def _fill(mapping: TableMapping, data: dict[str, object]) -> Iterator[TableProblem]:
    yield from _unknown(mapping, data, TOP)
    for name in ("title", "table"):
        text = data.get(name)
        if isinstance(text, str) and text.strip():
            setattr(mapping, name, text)
        else:
            mend = f'write it as in {name} = "…", above the first line in brackets'
            yield mapping.problem("table-mapping", f"no {name}", "text", mend, name)
    for name in ("row_header", "ignore_rows", "ignore_columns"):
        texts = _texts(data.get(name, []))
        if texts is None:
            found, mend = f"{name} = {data[name]!r}", f'write it as in {name} = ["…", "…"]'
            yield mapping.problem("table-mapping", found, "a name or a list of names", mend, name)
        else:
            setattr(mapping, name, texts)
    mapping.cell = yield from _settings(mapping, data.get("cell", {}), "cell")
    for group, into in (("rows", mapping.rows), ("columns", mapping.columns)):
        for name, settings in _tables(data, group):
            if group == "columns" and isinstance(settings, dict) and "row_header" in settings:
                mapping.row_headers[name] = _texts(settings["row_header"]) or ()
                settings = {key: value for key, value in settings.items() if key != "row_header"}
            into[name] = yield from _settings(mapping, settings, group, name)
    for row, columns in _tables(data, "cells"):
        for column, settings in _tables({row: columns}, row):
            mapping.cells[row, column] = yield from _settings(mapping, settings, "cells", row, column)


def _tables(data: dict[str, object], key: str) -> list[tuple[str, object]]:
    value = data.get(key, {})
    return list(value.items()) if isinstance(value, dict) else []


def _texts(value: object) -> tuple[str, ...] | None:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(item, str) for item in values):
        return None
    return tuple(values)


def _settings(
    mapping: TableMapping, data: object, *place: str
) -> Generator[TableProblem, None, dict[str, Setting]]:
    """Yield what is wrong with a group of settings and return those that are right."""
    if not isinstance(data, dict):
        expected = "keys and values"
        yield mapping.problem(
            "table-mapping", f"{'.'.join(place)} = {data!r}", expected, "put them below", *place
        )
        return {}
    yield from _unknown(mapping, data, KEYS, *place)
    if "split" in data and "indicator" in data:
        found = "both indicator and split, which names the indicators of the parts"
        yield mapping.problem("table-mapping", found, "one of them", "take one away", *place, "split")
    settings: dict[str, Setting] = {}
    for key, value in data.items():
        if key not in KEYS:
            continue
        wrong = _wrong(key, value, len(data["split"]) if isinstance(data.get("split"), list) else 1)
        if wrong:
            yield mapping.problem("table-mapping", *wrong, *place, key)
        else:
            settings[key] = Setting(value, mapping.line(*place, key))
    return settings


def _unknown(
    mapping: TableMapping, data: dict[str, object], known: tuple[str, ...], *place: str
) -> Iterator[TableProblem]:
    for key in data:
        if key not in known:
            mend = did_you_mean(key, known, "take it away, or say it in a # comment")
            found, expected = f"the key {key!r}", f"one of {', '.join(known)}"
            yield mapping.problem("table-mapping", found, expected, mend, *place, key)


def _wrong(key: str, value: object, parts: int) -> tuple[str, str, str] | None:
    """Return what is wrong with a value: found, expected and how to mend it; None where all is well.

    :param parts: into how many parts the same settings split a cell; 1 where they do not, or do not say.
    """
    single = key not in SEVERAL and key not in BY_PART
    if key == "split" and (not isinstance(value, list) or len(value) < 2):
        return f"split = {value!r}", "a list of two indicators or more", 'write it as in ["…", "…"]'
    if isinstance(value, list) and (single or (key in BY_PART and parts > 1 and len(value) != parts)):
        expected = "one value" if single else f"one value, or {parts} as in split"
        return f"{key} = {value!r}", expected, "correct the list"
    for item in value if isinstance(value, list) else [value]:
        if key in OTHERS:
            fits, expected = OTHERS[key][0](item), OTHERS[key][1]
        else:
            prefixes = [f"{kind}:" for kind in NAMES[key]]
            fits = isinstance(item, str) and any(item.startswith(p) and len(item) > len(p) for p in prefixes)
            expected = f"a name that begins with {' or '.join(prefixes)}"
        if not fits:
            return f"{key} = {item!r}", expected, "correct the value"
    return None
