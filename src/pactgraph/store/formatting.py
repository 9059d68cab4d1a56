"""Bring Turtle files into canonical form, or say which are not."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from pactgraph.errors import InputSyntaxError
from pactgraph.namespaces import PREFIXES
from pactgraph.store.reading import visible
from pactgraph.store.turtle import parse_turtle, read_text, source_prefixes, write_turtle

#: The parts of Turtle text in which a # begins no comment, and comments.
TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\'|"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\''
    r"|<[^>]*>|\\.|(?P<comment>\#[^\n]*)",
    re.DOTALL,
)


def canonical(path: Path) -> tuple[str, str]:
    """Return what a Turtle file says now and what it says in canonical form.

    Comment lines before the first statement stay; a comment further down has no place in canonical form.

    :raises InputSyntaxError: where the file does not parse, holds a comment that would be lost or a blank
        node that has no canonical place.
    """
    text = read_text(path)
    triples, prefixes = parse_turtle(text, path)
    header, lost = split_comments(text)
    if lost is not None:
        raise InputSyntaxError(
            "a comment among the statements",
            expected="comments before the first prefix only",
            mend="say it with pact:note or rdfs:comment, so that it stays",
            file=path,
            line=lost,
        )
    own = {name: base for name, base in prefixes.items() if base not in PREFIXES.values()}
    names = source_prefixes(path.parent.name) if path.parent.parent.name == "sources" else PREFIXES
    try:
        return text, write_turtle(triples, {**own, **names}, header)
    except InputSyntaxError as error:
        error.file = path
        raise


def split_comments(text: str) -> tuple[str, int | None]:
    """Return the comment lines at the top of a Turtle text, and the line of the first comment below them.

    >>> split_comments("# What is here\\n\\n<urn:a> <urn:b> '# no comment' . # lost\\n")
    ('# What is here\\n', 3)
    """
    header: list[str] = []
    text = text.removeprefix("\ufeff")
    first_statement = re.search(r"^[^\S\n]*[^\s#]", text, re.MULTILINE)
    end = first_statement.start() if first_statement else len(text)
    for start, comment in _comments(text):
        if start >= end:
            return "".join(header), text.count("\n", 0, start) + 1
        header.append(comment.rstrip() + "\n")
    return "".join(header), None


def _comments(text: str) -> Iterator[tuple[int, str]]:
    for match in TOKEN.finditer(text):
        if match["comment"]:
            yield match.start(), match["comment"]


def replace_text(path: Path, text: str) -> None:
    """Replace a file by a text in UTF-8, as :func:`replace_bytes` does."""
    replace_bytes(path, text.encode())


def replace_bytes(path: Path, content: bytes) -> None:
    """Replace a file in one step, so that an interruption leaves the old one whole.

    What is no plain file (a pipe, ``/dev/stdout``) is written to; a link stays and its target is replaced.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    target = path.resolve()
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        if target.exists():
            beside.chmod(target.stat().st_mode)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def turtle_files(places: list[Path]) -> list[Path]:
    """Return the Turtle files named, and those below the folders named, in order, without hidden ones."""
    found: list[Path] = []
    for place in places:
        found += sorted(visible(place, "*.ttl")) if place.is_dir() else [place]
    return found
