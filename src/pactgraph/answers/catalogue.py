"""The named questions: one ``.rq`` file each, with a header that says what it asks, takes and returns.

A header is made of comment lines before the query::

    # title: Who has signed what?
    # read: One row per signature; a date is as the source gives it.
    # param party (party, default country:CHN): whose signatures
    # param role (code role, optional): only this role
    # column agreement: the text that was signed
    # column claims: the claims that say so

A date with the default ``today`` is the day from which the question looks, which every answer names.
The name of a question is the name of its file, its subject the folder. The column ``claims`` lists the claims
behind a row, and an answer adds a column ``caveat`` where something is known of one of them; a question about
what is not a claim says ``# rests on: …`` instead.
A line ``# if empty: …`` says why an answer may have no rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from pactgraph.errors import InputSyntaxError, MissingFileError, UnknownNameError
from pactgraph.model.text import did_you_mean
from pactgraph.namespaces import CODE_LISTS
from pactgraph.store.binding import parameters_in
from pactgraph.store.turtle import read_text

PARAM = re.compile(
    r"(?P<name>\w+) \((?P<type>[a-z][a-z -]*?)(?:, (?P<need>optional|default (?P<default>.+?)))?\)"
    r": (?P<what>.+)"
)
HEADER = re.compile(r"# (?:(?P<one>title|read|rests on|if empty):|(?P<many>param|column)) +(?P<value>\S.*)")
COLUMN = re.compile(r"(?P<name>\w+): (?P<what>.+)")
#: The default of a date from which a question looks: the day on which it is asked.
TODAY = "today"
#: The column of the claims behind a row, and the one that an answer adds where one of them has a caveat.
CLAIMS = "claims"
CAVEAT_COLUMN = (
    "caveat",
    "what a figure is understood to be, which value curators prefer, and what surely or likely disagrees",
)
TYPES = ("party", "country", "initiative", "thing", "source", "indicator", "text", "integer", "year", "date")


@dataclass(frozen=True)
class Parameter:
    """A parameter of a question.

    :param type: one of :data:`TYPES`, or ``code <list>``.
    :param default: what is taken where none is given; None where there is no default.
    """

    name: str
    type: str
    what: str
    optional: bool = False
    default: str | None = None


@dataclass(frozen=True)
class Question:
    """A named question."""

    name: str
    subject: str
    title: str
    read: str
    parameters: tuple[Parameter, ...]
    columns: tuple[tuple[str, str], ...]
    rests_on: str
    path: Path
    query: str
    if_empty: str = ""

    @property
    def body(self) -> str:
        """The query without its header."""
        return "\n".join(line for line in self.query.splitlines() if not line.startswith("#"))

    @property
    def meanings(self) -> dict[str, str]:
        """What each column holds, that of caveats too."""
        return dict((*self.columns, CAVEAT_COLUMN))

    def as_dict(self) -> dict[str, object]:
        """Return the question as plain values, for JSON and pages."""
        return {
            "name": self.name,
            "subject": self.subject,
            "title": self.title,
            "read": self.read,
            "parameters": [asdict(parameter) for parameter in self.parameters],
            "columns": dict(self.columns),
            "rests_on": self.rests_on,
        }

    def parameter(self, name: str) -> Parameter | None:
        """Return a parameter by name, or None."""
        return next((p for p in self.parameters if p.name == name), None)

    def looking_from(self, day: date, arguments: Mapping[str, str]) -> dict[str, str]:
        """Return the arguments with the day from which the question looks, where they name none."""
        days = {one.name: day.isoformat() for one in self.parameters if one.default == TODAY}
        return days | {name: text for name, text in arguments.items() if name not in days or text != TODAY}


class Catalogue:
    """The named questions of a folder, ``<subject>/<name>.rq``; each file is read when it is first needed.

    :raises MissingFileError: where there is no such folder.
    """

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise MissingFileError("no folder of questions", expected="graph/queries/<subject>/", file=folder)
        self._paths: dict[str, list[Path]] = {}
        for path in sorted(folder.glob("*/*.rq")):
            self._paths.setdefault(path.stem, []).append(path)
        self._read: dict[str, Question] = {}

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions, by subject and then by name.

        :raises InputSyntaxError: where a header is wrong or a name is taken twice.
        """
        return tuple(sorted(map(self.get, self._paths), key=lambda question: question.path))

    def get(self, name: str) -> Question:
        """Return a question by name; a mistake in another file does not matter.

        :raises UnknownNameError: with the nearest names where there is none.
        :raises InputSyntaxError: where its header is wrong or its name is taken twice.
        """
        if name not in self._paths:
            raise UnknownNameError(
                f"the question {name}",
                expected="a named question",
                mend=did_you_mean(name, list(self._paths), "see them with: pactgraph ask --list", n=3),
            )
        first, *others = self._paths[name]
        if others:
            raise InputSyntaxError(
                f"a second question named {name}",
                expected=f"one only; the other is {first}",
                file=others[0],
                line=1,
            )
        if name not in self._read:
            self._read[name] = read_question(first)
        return self._read[name]


def read_question(path: Path) -> Question:
    """Read one question.

    :raises MissingFileError: where the file cannot be read.
    :raises InputSyntaxError: where the header is wrong, with its line.
    """
    text = read_text(path)
    texts: dict[str, list[str]] = {}
    parameters: dict[str, Parameter] = {}
    columns: list[tuple[str, str]] = []

    def wrong(found: str, expected: str, mend: str = "", line: int = 1) -> InputSyntaxError:
        return InputSyntaxError(found, expected=expected, mend=mend, file=path, line=line)

    for line, comment in enumerate(text.split("\n"), 1):
        if not comment.startswith("#"):
            break
        match = HEADER.fullmatch(comment)
        if match is None:
            expected = "# title: / # read: / # param …: / # column …: / # rests on:"
            raise wrong(f"the header line {comment!r}", expected, line=line)
        key, value = match["one"] or match["many"], match["value"].strip()
        if key == "param":
            one = _parameter(value)
            if one is None:
                kinds = f"{', '.join(TYPES)}, or code LIST with one of the lists {', '.join(CODE_LISTS)}"
                expected = f"NAME (TYPE[, optional | , default VALUE]): what it is; TYPE is one of {kinds}"
                raise wrong(f"the parameter {value!r}", expected, line=line)
            if one.name in parameters:
                raise wrong(f"a second parameter named {one.name}", "each name once", line=line)
            parameters[one.name] = one
        elif key == "column":
            column = COLUMN.fullmatch(value)
            if column is None:
                raise wrong(f"the column {value!r}", "NAME: what it holds", line=line)
            columns.append((column["name"], column["what"]))
        else:
            if key in ("title", "rests on", "if empty") and key in texts:
                raise wrong(f"a second line '# {key}: …'", "one only", line=line)
            texts.setdefault(key, []).append(value)
    for key in ("title", "read"):
        if key not in texts:
            raise wrong(f"a header without '# {key}: …'", "that line")
    question = Question(
        name=path.stem,
        subject=path.parent.name,
        title=texts["title"][0],
        read=" ".join(texts["read"]),
        parameters=tuple(parameters.values()),
        columns=tuple(columns),
        rests_on=texts.get("rests on", [""])[0],
        path=path,
        query=text,
        if_empty=texts.get("if empty", [""])[0],
    )
    declared, placed = sorted(parameters), sorted(parameters_in(question.body))
    if declared != placed:
        raise wrong(
            f"in the header: {', '.join(declared) or 'no parameter'}; in the query: "
            f"{', '.join(placed) or 'no place for one'}",
            "the same names in both",
            "put VALUES ?name {} into the query for each '# param name …', and the other way round",
        )
    return question


def _parameter(value: str) -> Parameter | None:
    match = PARAM.fullmatch(value)
    if match is None or match["type"] not in (*TYPES, *(f"code {name}" for name in CODE_LISTS)):
        return None
    return Parameter(
        match["name"], match["type"], match["what"], match["need"] == "optional", match["default"]
    )
