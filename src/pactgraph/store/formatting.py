"""Bring Turtle files into canonical form, or say which are not."""

from __future__ import annotations

import os
from pathlib import Path

from pactgraph.errors import InputSyntaxError
from pactgraph.namespaces import PREFIXES
from pactgraph.store.turtle import parse_turtle, read_text, source_prefixes, write_turtle


def canonical(path: Path) -> tuple[str, str]:
    """Return what a Turtle file says now and what it says in canonical form.

    Comment lines before the first statement stay; a comment further down has no place in canonical form.

    :raises InputSyntaxError: where the file does not parse or holds a comment that would be lost.
    """
    text = read_text(path)
    triples, prefixes = parse_turtle(text, path)
    header, body = split_header(text)
    for number, line in enumerate(body, len(header) + 1):
        if line.lstrip().startswith("#"):
            raise InputSyntaxError(
                "a comment among the statements",
                expected="comments before the first prefix only",
                mend="say it with pact:note or rdfs:comment, so that it stays",
                file=path,
                line=number,
            )
    own = {name: base for name, base in prefixes.items() if base not in PREFIXES.values()}
    names = source_prefixes(path.parent.name) if path.parent.parent.name == "sources" else PREFIXES
    return text, write_turtle(triples, {**own, **names}, "".join(f"{line}\n" for line in header))


def split_header(text: str) -> tuple[list[str], list[str]]:
    """Return the comment lines at the top of a file, and the lines after them."""
    lines = text.splitlines()
    end = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return lines[:end], lines[end:]


def replace_text(path: Path, text: str) -> None:
    """Replace a file in one step, so that an interruption leaves the old one whole."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def turtle_files(places: list[Path]) -> list[Path]:
    """Return the Turtle files named, and those below the folders named, in order."""
    found: list[Path] = []
    for place in places:
        found += sorted(place.rglob("*.ttl")) if place.is_dir() else [place]
    return found
