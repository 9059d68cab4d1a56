"""From a subject back to the file and line that states it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from pactgraph.store.reading import ContentFile
from pactgraph.store.tables import TableFile
from pactgraph.store.turtle import read_text

PREFIX = re.compile(r"^\s*(?:@prefix|PREFIX)\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE)
TOKEN = re.compile(r"<[^>]*>|[\w.-]*:[^\s;,.\[\]()]*(?:\.[^\s;,.\[\]()]+)*|\ba\b")
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


class Place(NamedTuple):
    """A file and a line of it, counted from 1."""

    file: Path
    line: int

    def __str__(self) -> str:
        """Return ``file:line``."""
        return f"{self.file}:{self.line}"


class Locator:
    """Finds where subjects are stated, reading the files once and only when asked.

    In canonical Turtle a subject stands at the start of a line and a predicate at the start of an indented
    one; in a file that is not canonical yet a place can be missed, and then the subject's line serves. The
    claims of a printed table are found at the line of their row.
    """

    def __init__(self, files: Iterable[ContentFile | TableFile]) -> None:
        self.files = tuple(files)

    @cached_property
    def _places(self) -> dict[str, Place]:
        places: dict[str, Place] = {}
        for file in self.files:
            if isinstance(file, TableFile):
                for name, path, row in file.places():
                    places.setdefault(name, Place(path, row))
                continue
            for subject, predicate, line in _scan(file.path):
                key = subject if predicate is None else f"{subject} {predicate}"
                places.setdefault(key, Place(file.path, line))
        return places

    def find(self, subject: str, predicate: str | None = None) -> Place | None:
        """Return where a subject, or one predicate of it, is stated; None where it is in no file."""
        exact = self._places.get(f"{subject} {predicate}") if predicate else None
        return exact or self._places.get(subject)


def _scan(path: Path) -> Iterable[tuple[str, str | None, int]]:
    """Yield (subject, predicate or None, line) for each place of a Turtle file."""
    prefixes: dict[str, str] = {}
    subject: str | None = None
    # Not splitlines: literals hold characters that it takes for line ends, and parsers and editors do not.
    for number, line in enumerate(read_text(path).split("\n"), 1):
        declared = PREFIX.match(line)
        if declared:
            prefixes[declared[1]] = declared[2]
        elif line[:1].isspace():
            name = _first_iri(line.strip(), prefixes)
            if subject and name:
                yield subject, name, number
        elif line and not line.startswith(("#", "@", "[")):
            subject = _first_iri(line, prefixes)
            if subject:
                yield subject, None, number
                rest = TOKEN.sub("", line, count=1).strip()
                name = _first_iri(rest, prefixes)
                if name:
                    yield subject, name, number


def _first_iri(text: str, prefixes: dict[str, str]) -> str | None:
    token = TOKEN.match(text)
    if token is None:
        return None
    if token[0] == "a":
        return RDF_TYPE
    if token[0].startswith("<"):
        return token[0][1:-1]
    prefix, _, local = token[0].partition(":")
    return prefixes[prefix] + local if prefix in prefixes else None
