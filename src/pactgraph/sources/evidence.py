"""Make evidence from a document and a phrase, so that nobody counts characters."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from pactgraph.errors import MissingFileError, ParameterError, UnknownNameError
from pactgraph.model.passages import Passage, find_phrase, make_passage, normalise
from pactgraph.model.sentences import locate, sentence_around
from pactgraph.namespaces import PACT, PREFIXES, source_graph
from pactgraph.store.formatting import canonical, replace_text, split_comments
from pactgraph.store.turtle import read_turtle, source_prefixes, write_turtle

RDF_TYPE = NamedNode(PREFIXES["rdf"] + "type")
INTEGER = NamedNode(PREFIXES["xsd"] + "integer")


@dataclass(frozen=True)
class NewEvidence:
    """Evidence for a passage, found already there or made.

    :param iri: its address.
    :param triples: what is to be written; empty where it is there already.
    :param words: the passage itself, to be shown and never written.
    """

    iri: str
    triples: tuple[Triple, ...]
    words: str
    turtle: str


def make_evidence(
    source_folder: Path, document: str, phrase: str, *, sentence: bool = False, place: int | None = None
) -> NewEvidence:
    """Make evidence for a phrase of a document.

    :param source_folder: ``graph/sources/<id>``; its ``evidence.ttl`` gives the next free number.
    :param document: the raw text.
    :param sentence: take the whole sentence around the phrase.
    :param place: which of several places is meant, counted from 1.
    :raises UnknownNameError: where the document does not have the phrase.
    :raises ParameterError: where it has it several times and ``place`` does not say which.
    """
    start, end = _choose(find_phrase(document, phrase), phrase, document, place)
    text = normalise(document)
    if sentence:
        start, end = sentence_around(text, start, end)
    passage = make_passage(text, start, end)
    path = source_folder / "evidence.ttl"
    held = read_turtle(path)[0] if path.is_file() else []
    known = {(t.subject, t.predicate.value, t.object.value) for t in held if isinstance(t.object, Literal)}
    facts = ((PACT + "start", str(passage.start)), (PACT + "sha256", passage.sha256))
    subjects = {t.subject.value: t.subject for t in held if isinstance(t.subject, NamedNode)}
    same = [iri for iri, node in subjects.items() if all((node, *fact) in known for fact in facts)]
    base = f"{PREFIXES['evidence']}{source_folder.name}/"
    numbers = [int(name) for iri in subjects if (name := iri.removeprefix(base)).isdecimal()]
    iri = same[0] if same else f"{base}{max(numbers, default=0) + 1:03d}"
    triples = _describe(iri, source_folder.name, passage, locate(document, start, end))
    turtle = write_turtle(triples, source_prefixes(source_folder.name))
    return NewEvidence(iri, () if same else triples, text[start:end], turtle)


def append_evidence(source_folder: Path, new: NewEvidence) -> Path:
    """Write new evidence into the source's file, in canonical form and in one step.

    :returns: the file.
    """
    path = source_folder / "evidence.ttl"
    if not source_folder.is_dir():
        raise MissingFileError(
            "no such source",
            expected="graph/sources/<id>/",
            mend="make its folder first, with source.ttl",
            file=source_folder,
        )
    held = read_turtle(path)[0] if path.is_file() else []
    # The file as it would be in canonical form: what has no place there is refused before anything is lost.
    header = split_comments(canonical(path)[1])[0] if path.is_file() else ""
    replace_text(path, write_turtle([*held, *new.triples], source_prefixes(source_folder.name), header))
    return path


def _choose(places: list[tuple[int, int]], phrase: str, document: str, place: int | None) -> tuple[int, int]:
    if not places:
        raise UnknownNameError(
            f"a phrase that the document does not have: {phrase!r}",
            expected="words of the document, letter for letter",
            mend="copy them from the document; quotes and dashes count",
        )
    if len(places) > 1 and place is None:
        where = "; ".join(f"{n}: {locate(document, *span)}" for n, span in enumerate(places, 1))
        raise ParameterError(
            f"a phrase that occurs in {len(places)} places ({where})",
            expected="one place",
            mend="give a longer phrase, or say which with --place N",
        )
    if place is not None and not 1 <= place <= len(places):
        raise ParameterError(f"place {place}", expected=f"1 to {len(places)}")
    return places[(place or 1) - 1]


def _describe(iri: str, source_id: str, passage: Passage, locator: str) -> tuple[Triple, ...]:
    node = NamedNode(iri)
    facts: list[tuple[str, NamedNode | Literal]] = [
        ("source", NamedNode(source_graph(source_id))),
        ("locator", Literal(locator)),
        ("start", Literal(str(passage.start), datatype=INTEGER)),
        ("end", Literal(str(passage.end), datatype=INTEGER)),
        ("sha256", Literal(passage.sha256)),
    ]
    described = [Triple(node, NamedNode(PACT + name), value) for name, value in facts]
    return (Triple(node, RDF_TYPE, NamedNode(PACT + "Evidence")), *described)
