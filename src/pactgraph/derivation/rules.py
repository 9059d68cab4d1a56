"""The rules of ``ontology/rules``: SPARQL CONSTRUCT queries, run in the order of their names to a fixed point."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Triple

from pactgraph.errors import InputSyntaxError, MissingFileError
from pactgraph.namespaces import GRAPH_DERIVED, PREFIXES
from pactgraph.store.base import query_error
from pactgraph.store.local import LocalStore

FORM = re.compile(r"CONSTRUCT\s*\{(?P<template>[^}]*)\}\s*WHERE\s*(?P<body>\{.*\})\s*\Z", re.DOTALL)
MOST_ROUNDS = 20


@dataclass(frozen=True)
class Rule:
    """One rule: whatever its body matches, its template states.

    A variable of the body that is bound to a claim names a claim that the derived triple rests on.

    :param name: the name of the file without its ending; rules run in the order of names.
    :param template: (subject, predicate, object) triples, each part a variable or a term as written.
    """

    name: str
    title: str
    path: Path
    text: str
    template: tuple[tuple[str, str, str], ...]
    body: str


def read_rules(folder: Path) -> list[Rule]:
    """Read all rules of a folder in the order in which they run.

    :raises MissingFileError: where there are none.
    :raises InputSyntaxError: where one is no CONSTRUCT query of the plain form.
    """
    paths = sorted(folder.glob("*.rq"))
    if not paths:
        raise MissingFileError("no rules", expected="*.rq files", file=folder)
    return [read_rule(path) for path in paths]


def read_rule(path: Path) -> Rule:
    """Read one rule.

    :raises InputSyntaxError: where it lacks a title or is no CONSTRUCT query of the plain form.
    """
    text = path.read_text(encoding="utf-8")
    title = re.search(r"^# title: *(.+)$", text, re.MULTILINE)
    form = FORM.search(re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    if title is None or form is None:
        raise InputSyntaxError(
            "a rule of another form",
            expected="a line '# title: …', then CONSTRUCT { … } WHERE { … } with no prefixes of its own",
            file=path,
            line=1,
        )
    return Rule(path.stem, title[1].strip(), path, text, split_template(form["template"]), form["body"])


def split_template(template: str) -> tuple[tuple[str, str, str], ...]:
    """Split a template into its triples.

    >>> split_template("?c pact:a ?x ; pact:b ?y")
    (('?c', 'pact:a', '?x'), ('?c', 'pact:b', '?y'))
    """
    triples: list[tuple[str, str, str]] = []
    for sentence in re.split(r"\s\.(?:\s|$)", template + " "):
        subject = ""
        for clause in filter(None, (part.strip() for part in sentence.split(";"))):
            words = clause.split()
            if len(words) == 3:
                subject = words.pop(0)
            predicate, value = words
            triples.append((subject, "rdf:type" if predicate == "a" else predicate, value))
    return tuple(triples)


def apply_rules(store: LocalStore, rules: list[Rule], progress: Callable[[str], None] | None = None) -> int:
    """Run rules over a store until they add nothing more; what they state goes into the derived graph.

    :param progress: told the name of each rule as it starts.
    :returns: the number of rounds, the last of which added nothing.
    :raises InputSyntaxError: where a rule does not parse.
    """
    for round_number in range(1, MOST_ROUNDS + 1):
        added = 0
        for rule in rules:
            if progress:
                progress(rule.name)
            added += _apply(store, rule)
        if not added:
            return round_number
    raise InputSyntaxError(
        f"rules that still add triples after {MOST_ROUNDS} rounds", expected="rules that come to an end"
    )


def _apply(store: LocalStore, rule: Rule) -> int:
    try:
        answer = store.engine.query(rule.text, prefixes=PREFIXES)
    except SyntaxError as error:
        complaint = query_error(str(error))
        complaint.file = rule.path
        raise complaint from None
    fresh = [t for t in dict.fromkeys(answer) if isinstance(t, Triple) and not _holds(store, t)]
    store.add(Quad(t.subject, t.predicate, t.object, NamedNode(GRAPH_DERIVED)) for t in fresh)
    return len(fresh)


def _holds(store: LocalStore, triple: Triple) -> bool:
    found = store.engine.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
    return next(iter(found), None) is not None
