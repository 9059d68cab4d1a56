"""The rules of ``ontology/rules``: SPARQL CONSTRUCT queries, run in order of name to a fixed point.

A rule is a line ``# title: …``, then ``CONSTRUCT { … } WHERE { … }`` with no prefixes of its own. Whatever it
matches names the claims behind it: every variable whose name ends in ``claim`` does. A rule that builds on
other derived triples names those in a line ``# rests on: …``, so that the claims behind them are found too.
One that reads what the audit found says ``# after: audit``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from pactgraph.errors import InputSyntaxError, MissingFileError
from pactgraph.namespaces import GRAPH_DERIVED
from pactgraph.store.local import LocalStore
from pactgraph.store.turtle import read_text

FORM = re.compile(r"CONSTRUCT\s*\{(?P<template>[^}]*)\}\s*WHERE\s*(?P<body>\{.*\})\s*\Z", re.DOTALL)
CLAIM = re.compile(r"\?(\w*[cC]laim)\b")
MOST_ROUNDS = 20
Pattern = tuple[str, str, str]


@dataclass(frozen=True)
class Rule:
    """One rule: whatever its body matches, its template states.

    :param name: the name of the file without its ending; rules run in the order of names.
    :param template: (subject, predicate, object) triples, each part a variable or a term as written.
    :param rests_on: the triples, derived by rules too, that a match of the body rests on.
    :param after_audit: whether it reads what the audit found, so that it runs after it.
    """

    name: str
    title: str
    path: Path
    text: str
    template: tuple[Pattern, ...]
    body: str
    rests_on: tuple[Pattern, ...] = ()
    after_audit: bool = False

    @property
    def claim_variables(self) -> list[str]:
        """The variables of the body that are bound to claims."""
        return sorted(set(CLAIM.findall(self.body)))


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
    text = read_text(path)
    title = re.search(r"^# title: *(.+)$", text, re.MULTILINE)
    form = FORM.search(re.sub(r"^#.*\n", "", text, flags=re.MULTILINE))
    if title is None or form is None:
        raise InputSyntaxError(
            "a rule of another form",
            expected="a line '# title: …', then CONSTRUCT { … } WHERE { … } with no prefixes of its own",
            mend="write it like the rules beside it",
            file=path,
            line=1,
        )
    below = re.search(r"^# rests on: *(.+)$", text, re.MULTILINE)
    try:
        template = split_template(form["template"])
        rests_on = split_template(below[1]) if below else ()
    except InputSyntaxError as error:
        error.file = path
        raise
    after_audit = re.search(r"^# after: audit$", text, re.MULTILINE) is not None
    return Rule(path.stem, title[1].strip(), path, text, template, form["body"], rests_on, after_audit)


def split_template(template: str) -> tuple[Pattern, ...]:
    """Split a template into its triples.

    :raises InputSyntaxError: where it is not made of plain triples.

    >>> split_template("?c pact:a ?x ; pact:b ?y")
    (('?c', 'pact:a', '?x'), ('?c', 'pact:b', '?y'))
    """
    triples: list[Pattern] = []
    for sentence in re.split(r"\s\.(?:\s|$)", template + " "):
        subject = ""
        for clause in filter(None, (part.strip() for part in sentence.split(";"))):
            words = clause.split()
            if len(words) == 3 and not subject:
                subject = words.pop(0)
            if len(words) != 2 or not subject or re.search(r"""["'\[\](),]""", clause):
                raise InputSyntaxError(
                    f"{clause} in the template of a rule",
                    expected="triples of variables and short names, joined by ' ;' and ' .'",
                    mend="write each triple out",
                )
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
            try:
                stated = store.construct(rule.text)
            except InputSyntaxError as error:
                error.file = rule.path
                raise
            fresh = [t for t in stated if not store.holds(t)]
            store.add(Quad(t.subject, t.predicate, t.object, NamedNode(GRAPH_DERIVED)) for t in fresh)
            added += len(fresh)
        if not added:
            return round_number
    raise InputSyntaxError(
        f"rules that still add triples after {MOST_ROUNDS} rounds",
        expected="rules that come to an end",
        mend="look for a rule that makes new values from the values it makes",
    )
