"""What is wrong with a query that does not parse, in a user's words: the place, the text there, a guess."""

from __future__ import annotations

import re

from pactgraph.errors import InputSyntaxError
from pactgraph.model.text import nearest
from pactgraph.namespaces import PREFIXES

#: A string, an address or a comment: nothing in them is a prefix.
OPAQUE = re.compile(
    r'"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
    r'|<[^<>"{}|^`\\\s]*>|#[^\n]*',
    re.DOTALL,
)
DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*)\s*:", re.IGNORECASE)
NAME = re.compile(r"(?<![\w?$@:%\\.-])([\w][\w.-]*)?:")
#: The ways in which engines name a place.
PLACE = re.compile(
    r"error at (\d+):(\d+): *(.*)|line (\d+),? *col(?:umn)?:? *(\d+)", re.DOTALL | re.IGNORECASE
)


def query_error(message: str, sparql: str = "", shift: int = 0) -> InputSyntaxError:
    """Turn an engine's complaint about a query into ours, with line and column where it names them.

    :param message: what the engine says; its line counts the lines that were put before the query.
    :param sparql: the query as the user wrote it.
    :param shift: how many lines were put before it.

    >>> print(query_error("error at 2:9: expected one of LATERAL, [_]", "SELECT * WHERE {\\n ?s ?p }"))
    found: a query that does not parse at line 2, column 9, at "}"
    expected: LATERAL
    """
    undeclared = _undeclared(sparql)
    if undeclared:
        return undeclared
    at = PLACE.search(message)
    if at is None:
        return InputSyntaxError("a query that does not parse", expected=_short(message))
    line, column = int(at[1] or at[4]) - shift, int(at[2] or at[5])
    place = f" at line {line}, column {column}{_text_at(sparql, line, column)}"
    return InputSyntaxError(
        f"a query that does not parse{place}", expected=_expected(at[3] or message), line=line
    )


def _undeclared(sparql: str) -> InputSyntaxError | None:
    """Return the complaint about the first prefix that is neither ours nor declared; engines hide it."""
    text = OPAQUE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), sparql)
    known = {*PREFIXES, *DECLARED.findall(text), "_"}
    for match in NAME.finditer(text):
        name = match[1] or ""
        if name in known:
            continue
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - (text.rfind("\n", 0, match.start()) + 1) + 1
        close = nearest(name, known, n=1)
        return InputSyntaxError(
            f"the prefix {name}: at line {line}, column {column}, which is not declared",
            expected="a prefix of ours, or one that the query declares",
            mend=f"did you mean {close[0]}: ?" if close else "see ours with: pactgraph query --prefixes",
            line=line,
        )
    return None


def _text_at(sparql: str, line: int, column: int) -> str:
    lines = sparql.split("\n")
    if not sparql or not 1 <= line <= len(lines):
        return ""
    rest = lines[line - 1][column - 1 :].split()
    if rest:
        return f', at "{rest[0][:30]}"'
    return ", at its end" if line == len(lines) else ", at the end of the line"


def _expected(text: str) -> str:
    """Return what an engine expected, without what only its grammar understands."""
    wanted = _short(text).removeprefix("expected ").removeprefix("one of ")
    parts = [part for part in wanted.split(", ") if part not in ("[_]", "")]
    return ", ".join(parts) if parts and len(wanted) < 160 else "a SPARQL 1.1 query"


def _short(text: str) -> str:
    return " ".join(text.split())[:160]
