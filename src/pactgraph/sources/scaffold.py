"""Begin a source: what its ``source.ttl`` can say from the document alone, and what is left to fill in."""

from __future__ import annotations

import re
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from pactgraph.errors import ParameterError
from pactgraph.namespaces import PACT, PREFIXES, expand, source_graph
from pactgraph.sources.documents import Fingerprint
from pactgraph.store.turtle import read_text, source_prefixes, write_turtle

TO_FILL_IN = "TO FILL IN"
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
#: Comments before the first prefix are part of canonical form, so that they stay until they are taken away.
HEADER = f"""\
# To do: replace each "{TO_FILL_IN}"; and source-type:to-fill-in by a code of the list source-type.
# Where the document prints it, add dcterms:creator "…", dcterms:publisher "…" and
# pact:published "2021-12"^^edtf:EDTF. Then take these lines away, and run pactgraph fmt and pactgraph check.
"""


def source_turtle(source_id: str, document: Path, *, title: str = "", language: str = "") -> str:
    """Return the ``source.ttl`` of a new source as canonical Turtle.

    Digest, length and file name come from the document; what it does not have is marked :data:`TO_FILL_IN`.

    :param source_id: the name of the source's folder.
    :param document: the file of the document, in UTF-8.
    :param title: the title as printed.
    :param language: the tag of the document's language, which the title gets too; else the title is ``en``.
    :raises ParameterError: where the name or the language is none, or the document is empty.
    :raises MissingFileError: where the document cannot be read.
    :raises InputSyntaxError: where it is no UTF-8.
    """
    if not ID.fullmatch(source_id):
        raise ParameterError(
            f"the source {source_id!r}",
            expected="a name of a-z, 0-9 and single hyphens, such as ye-small-economies",
            mend="take such a name: it is the name of a folder and part of an address",
        )
    if language and not LANGUAGE.fullmatch(language):
        raise ParameterError(f"the language {language!r}", expected="a tag such as en, ru or zh-Hans")
    found = Fingerprint.of(read_text(document))
    if not found.length:
        raise ParameterError("an empty document", expected="the text of a document", file=document)
    facts: list[tuple[str, NamedNode | Literal]] = [
        ("rdf:type", NamedNode(PACT + "Source")),
        ("rdfs:label", Literal(f"{TO_FILL_IN}: a short name for tables", language="en")),
        ("dcterms:title", Literal(title or f"{TO_FILL_IN}: as printed", language=language or "en")),
        ("dcterms:language", Literal(language or TO_FILL_IN)),
        ("pact:sourceType", NamedNode(PREFIXES["source-type"] + "to-fill-in")),
        ("pact:coverage", Literal(f"{TO_FILL_IN}: what was left out, and why", language="en")),
        ("pact:fileName", Literal(document.resolve().name)),
        ("pact:length", Literal(found.length)),
        ("pact:sha256", Literal(found.sha256)),
    ]
    node = NamedNode(source_graph(source_id))
    triples = [Triple(node, NamedNode(expand(name) or name), value) for name, value in facts]
    return write_turtle(triples, source_prefixes(source_id), HEADER)


def write_source(source_folder: Path, turtle: str) -> Path:
    """Write the ``source.ttl`` of a new source, and make its folder.

    :returns: the file.
    :raises ParameterError: where it is there already; it stays as it is.
    """
    path = source_folder / "source.ttl"
    source_folder.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(turtle)
    except FileExistsError:
        raise ParameterError(
            "a source.ttl that is there already",
            expected="a new source",
            mend="take another ID; or leave out --write, and take over by hand what is printed",
            file=path,
        ) from None
    return path
