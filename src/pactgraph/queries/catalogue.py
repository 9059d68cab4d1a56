"""The named questions: one ``.rq`` file each, with a header that says what it asks, takes and returns.

A header is made of comment lines before the query::

    # title: Who has signed what?
    # read: One row per signature; a date is as the source gives it.
    # param party (party, default country:CHN): whose signatures
    # param role (code role, optional): only this role
    # column agreement: the text that was signed
    # column claims: the claims that say so

The name of a question is the name of its file, its subject the folder. The column ``claims`` lists the claims
behind a row; a question about what is not a claim says ``# rests on: …`` instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pactgraph.errors import InputSyntaxError, MissingFileError, UnknownNameError
from pactgraph.model.text import nearest
from pactgraph.queries.binding import parameters_in

PARAM = re.compile(r"(?P<name>\w+) \((?P<type>[a-z][a-z -]*?)(?:, (?P<need>optional|default (?P<default>.+?)))?\): (?P<what>.+)")
COLUMN = re.compile(r"(?P<name>\w+): (?P<what>.+)")
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

    def parameter(self, name: str) -> Parameter | None:
        """Return a parameter by name, or None."""
        return next((p for p in self.parameters if p.name == name), None)


@dataclass(frozen=True)
class Catalogue:
    """All named questions of a folder, by subject and then by name."""

    questions: tuple[Question, ...]

    @classmethod
    def read(cls, folder: Path) -> Catalogue:
        """Read every ``<subject>/<name>.rq`` below a folder.

        :raises InputSyntaxError: where a header is wrong or a name is taken twice.
        """
        if not folder.is_dir():
            raise MissingFileError("no folder of questions", expected="graph/queries/<subject>/", file=folder)
        questions = [read_question(path) for path in sorted(folder.glob("*/*.rq"))]
        first: dict[str, Question] = {}
        for question in questions:
            other = first.setdefault(question.name, question)
            if other is not question:
                raise InputSyntaxError(
                    f"a second question named {question.name}",
                    expected=f"one only; the other is {other.path}",
                    file=question.path,
                    line=1,
                )
        return cls(tuple(questions))

    def get(self, name: str) -> Question:
        """Return a question by name.

        :raises UnknownNameError: with the nearest names where there is none.
        """
        for question in self.questions:
            if question.name == name:
                return question
        close = nearest(name, [question.name for question in self.questions])
        raise UnknownNameError(
            f"the question {name}",
            expected="a named question",
            mend=f"did you mean {' or '.join(close)}?" if close else "see them with: pactgraph ask --list",
        )


def read_question(path: Path) -> Question:
    """Read one question.

    :raises InputSyntaxError: where the header is wrong, with its line.
    """
    text = path.read_text(encoding="utf-8")
    fields = _header(path, text)
    for needed in ("title", "read"):
        if needed not in fields:
            raise InputSyntaxError(f"a header without '# {needed}: …'", expected="that line", file=path, line=1)
    parameters = tuple(_parameter(path, line, value) for line, value in fields.get("param", []))
    columns = tuple(_column(path, line, value) for line, value in fields.get("column", []))
    question = Question(
        name=path.stem,
        subject=path.parent.name,
        title=fields["title"][0][1],
        read=" ".join(value for _, value in fields["read"]),
        parameters=parameters,
        columns=columns,
        rests_on=fields.get("rests on", [(0, "")])[0][1],
        path=path,
        query=text,
    )
    _check_places(question)
    return question


def _header(path: Path, text: str) -> dict[str, list[tuple[int, str]]]:
    fields: dict[str, list[tuple[int, str]]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#"):
            break
        match = re.fullmatch(r"# (title|read|param|column|rests on)(?:: | )(.+)", line)
        if match is None:
            raise InputSyntaxError(
                f"the header line {line!r}",
                expected="# title: / # read: / # param …: / # column …: / # rests on:",
                file=path,
                line=number,
            )
        fields.setdefault(match[1], []).append((number, match[2].strip()))
    return fields


def _parameter(path: Path, line: int, value: str) -> Parameter:
    match = PARAM.fullmatch(value)
    known = match and (match["type"] in TYPES or match["type"].startswith("code "))
    if match is None or not known:
        raise InputSyntaxError(
            f"the parameter {value!r}",
            expected="NAME (TYPE[, optional | , default VALUE]): what it is; TYPE is one of "
            + ", ".join(TYPES)
            + " or code LIST",
            file=path,
            line=line,
        )
    return Parameter(
        match["name"], match["type"], match["what"], match["need"] == "optional", match["default"]
    )


def _column(path: Path, line: int, value: str) -> tuple[str, str]:
    match = COLUMN.fullmatch(value)
    if match is None:
        raise InputSyntaxError(f"the column {value!r}", expected="NAME: what it holds", file=path, line=line)
    return match["name"], match["what"]


def _check_places(question: Question) -> None:
    declared = [p.name for p in question.parameters]
    placed = parameters_in(question.query)
    if sorted(declared) != sorted(placed):
        raise InputSyntaxError(
            f"parameters {declared or 'none'} in the header, places {placed or 'none'} in the query",
            expected="a place VALUES ?name {} for each declared parameter",
            file=question.path,
            line=1,
        )
