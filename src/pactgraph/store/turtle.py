"""Read Turtle, and write it in canonical form; see :mod:`pactgraph.store.canonical` for that form."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from pyoxigraph import BlankNode, RdfFormat, Triple, parse

from pactgraph.errors import InputSyntaxError, MissingFileError
from pactgraph.namespaces import PREFIXES
from pactgraph.store.canonical import CanonicalText

_SNAPSHOT: ContextVar[dict[Path, bytes] | None] = ContextVar("snapshot", default=None)


@contextmanager
def reading_once() -> Iterator[None]:
    """Read each file once inside this context: a file that changes meanwhile is the same for every reader."""
    held = _SNAPSHOT.get()
    token = _SNAPSHOT.set({} if held is None else held)
    try:
        yield
    finally:
        _SNAPSHOT.reset(token)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file, inside :func:`reading_once` those of its first reading.

    :raises OSError: where it cannot be read.
    """
    snapshot = _SNAPSHOT.get()
    if snapshot is None:
        return path.read_bytes()
    if path not in snapshot:
        snapshot[path] = path.read_bytes()
    return snapshot[path]


def read_turtle(path: Path) -> tuple[list[Triple], dict[str, str]]:
    """Read a Turtle file.

    :returns: its triples in the order of the file, and its prefixes.
    :raises MissingFileError: where it is not there.
    :raises InputSyntaxError: where it does not parse, with its line.
    """
    return parse_turtle(read_text(path), path)


def read_text(path: Path) -> str:
    """Read a UTF-8 file, line ends as they are.

    :raises MissingFileError: where it is not there or cannot be read.
    :raises InputSyntaxError: where it is no UTF-8, with the line of the first wrong byte.
    """
    try:
        data = read_bytes(path)
    except OSError as error:
        raise MissingFileError(
            f"a file that cannot be read ({error.strerror})", expected="a text file", file=path
        ) from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputSyntaxError(
            f"the byte {data[error.start]:#04x}, which is no UTF-8",
            expected="text in UTF-8",
            mend="save the file as UTF-8",
            file=path,
            line=data.count(b"\n", 0, error.start) + 1,
        ) from None


def parse_turtle(text: str, path: Path | None = None) -> tuple[list[Triple], dict[str, str]]:
    """Parse Turtle text; ``path`` is for messages only.

    Blank nodes get names of their own, so that ``_:x`` of two files is not taken for one node.
    """
    text = text.removeprefix("\ufeff")
    reader = parse(text, format=RdfFormat.TURTLE, rename_blank_nodes=True)
    try:
        triples = [Triple(quad.subject, quad.predicate, quad.object) for quad in reader]
    except SyntaxError as error:
        detail = re.sub(r"^Parser error at line \d+ (?:column \d+|between.*?): *", "", error.msg or "")
        raise InputSyntaxError(
            f"Turtle that does not parse: {detail}",
            expected="subject, predicate and object, ended by ' .'",
            mend="look at this line and the one before it for a missing ' ;', ' .', quote or prefix",
            file=path,
            line=error.lineno,
        ) from None
    return triples, dict(reader.prefixes)


def write_turtle(triples: Iterable[Triple], prefixes: Mapping[str, str] = PREFIXES, header: str = "") -> str:
    """Return triples as canonical Turtle.

    :param prefixes: names that may be used; the longest base that fits is taken.
    :param header: comment lines to stand before everything.
    :raises InputSyntaxError: where a blank node has no canonical place.

    >>> from pyoxigraph import Literal, NamedNode
    >>> china = NamedNode("https://w3id.org/pactgraph/id/country/CHN")
    >>> code = NamedNode("https://w3id.org/pactgraph/ontology#isoCode")
    >>> print(write_turtle([Triple(china, code, Literal("CHN"))]))
    @prefix country: <https://w3id.org/pactgraph/id/country/> .
    @prefix pact: <https://w3id.org/pactgraph/ontology#> .
    <BLANKLINE>
    country:CHN pact:isoCode "CHN" .
    <BLANKLINE>
    """
    names, body = turtle_parts(triples, prefixes)
    head = [header.rstrip("\n")] if header else []
    return "\n".join([*head, *names, ""]) + body


def turtle_parts(
    triples: Iterable[Triple],
    prefixes: Mapping[str, str] = PREFIXES,
    named: Collection[BlankNode] | None = None,
) -> tuple[list[str], str]:
    """Return canonical Turtle in two parts: the lines that declare prefixes, and the statements.

    :param named: where given, these blank nodes, and those that have no canonical place, are written by
        their names and none is refused; the text is then no more canonical than the names are.
    """
    writer = CanonicalText(triples, prefixes, named)
    body = writer.body()
    return [f"@prefix {name}: <{base}> ." for name, base in sorted(writer.used.items())], body


def source_prefixes(source_id: str) -> dict[str, str]:
    """Return the prefixes of a source's own files: ``c:`` its claims, ``e:`` its evidence."""
    return {**PREFIXES, "c": f"{PREFIXES['claim']}{source_id}/", "e": f"{PREFIXES['evidence']}{source_id}/"}
