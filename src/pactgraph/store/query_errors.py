"""What is wrong with a query that does not parse, in a user's words: the place, the text there, a guess."""

from __future__ import annotations

import re

from pactgraph.errors import InputSyntaxError
from pactgraph.model.text import did_you_mean
from pactgraph.namespaces import PREFIXES

#: A string, an address or a comment: nothing in them is a prefix.
OPAQUE = re.compile(
    r'"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
    r'|<[^<>"{}|^`\\\s]*>|#[^\n]*',
    re.DOTALL,
)
DECLARED = re.compile(r"\bPREFIX\s++([\w.-]*+)\s*+:", re.IGNORECASE)
NAME = re.compile(r"(?<![\w?$@:%\\.-])([\w][\w.-]*)?:")
UPDATE = re.compile(
    r"\s*+(?:(?:PREFIX\s++[^\s:]*+\s*+:|BASE\b)\s*+)*+(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b",
    re.I,
)
#: The ways in which engines name a place.
PLACE = re.compile(
    r"error at (\d+):(\d+): *(.*)|line (\d+),? *col(?:umn)?:? *(\d+)", re.DOTALL | re.IGNORECASE
)
FORMS = "a SPARQL 1.1 query: SELECT, ASK, CONSTRUCT or DESCRIBE"


def query_error(message: str, sparql: str = "", shift: int = 0) -> InputSyntaxError:
    """Turn an engine's complaint about a query into ours, with line and column where it names them.

    :param message: what the engine says; its line counts the lines that were put before the query.
    :param sparql: the query as the user wrote it.
    :param shift: how many lines were put before it.

    >>> print(query_error("error at 3:16: expected one of WHERE, [_]", "SELECT ?x WERE { ?x a ?y }", 2))
    found: a query that does not parse at line 1, column 16, at "{"
    expected: a SPARQL 1.1 query: SELECT, ASK, CONSTRUCT or DESCRIBE
    mend: look there and just before it; the engine would take WHERE
    """
    text = OPAQUE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), sparql)
    known = _update(text) or _undeclared(text)
    if known:
        return known
    at = PLACE.search(message)
    if at is None:
        return InputSyntaxError(f"a query that does not parse: {_short(message)}", expected=FORMS)
    line, column = int(at[1] or at[4]) - shift, int(at[2] or at[5])
    reason, tokens = _reason(at[3] or "")
    place = f"line {line}, column {column}{_text_at(sparql, line, column)}"
    return InputSyntaxError(
        f"a query that does not parse at {place}{reason}",
        expected=FORMS,
        mend=f"look there and just before it{tokens}",
        line=line,
    )


def _update(text: str) -> InputSyntaxError | None:
    """Return the complaint about an update; nothing that is asked changes anything."""
    found = UPDATE.match(text)
    if found is None:
        return None
    mend = "change the files of graph/ and build again"
    return InputSyntaxError(
        f"an update ({found[1].upper()})",
        expected=FORMS,
        mend=mend,
        line=text.count("\n", 0, found.start(1)) + 1,
    )


def _undeclared(text: str) -> InputSyntaxError | None:
    """Return the complaint about the first prefix that is neither ours nor declared; engines hide it."""
    known = {*PREFIXES, *DECLARED.findall(text), "_"}
    for match in NAME.finditer(text):
        name = match[1] or ""
        if name in known:
            continue
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        return InputSyntaxError(
            f"the prefix {name}: at line {line}, column {column}, which is not declared",
            expected="a prefix of ours, or one that the query declares",
            mend=did_you_mean(name, known, "see ours with: pactgraph query --prefixes"),
            line=line,
        )
    return None


def _text_at(sparql: str, line: int, column: int) -> str:
    lines = sparql.split("\n")
    if not sparql or not 1 <= line <= len(lines):
        return ""
    for run in re.finditer(r"\S+", lines[line - 1]):
        if run.end() >= column:
            return f', at "{run[0][:30]}"'
    return ", at its end" if line == len(lines) else ", at the end of the line"


def _reason(complaint: str) -> tuple[str, str]:
    """Part what an engine says into a reason in words and the tokens that it would take there."""
    parts = _short(complaint).removeprefix("expected ").removeprefix("one of ").split(", ")
    words = [part for part in parts if re.match(r"[A-Z]\w*( \w+){2,}", part)]
    tokens = [part for part in parts if re.fullmatch(r'[A-Z]+|"[^" ]+"', part)]
    if words:
        return f": {words[0]}", ""
    return "", f"; the engine would take {', '.join(tokens)}" if tokens else ""


def _short(text: str) -> str:
    return " ".join(text.split())[:300]
