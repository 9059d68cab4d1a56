"""Check everything a user can write: statements, questions and views."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from pactgraph import resources
from pactgraph.errors import UserError
from pactgraph.answers.catalogue import Catalogue, read_question
from pactgraph.store.reading import Content
from pactgraph.store.turtle import reading_once
from pactgraph.validation.findings import Finding, order
from pactgraph.validation.rules import Progress, validate
from pactgraph.views.definition import load_view


def check_all(content: Content, progress: Progress | None = None) -> list[Finding]:
    """Check the statements against every rule, and read every question and view.

    :returns: the findings by file and line; empty where all is well.
    """
    tell = progress or (lambda step: None)
    with reading_once():
        findings = validate(content, progress=progress)
        tell("questions and views")
        return sorted([*findings, *_check_questions_and_views()], key=order)


def _check_questions_and_views() -> list[Finding]:
    questions = resources.queries_dir()
    findings = _unreadable("question", read_question, sorted(questions.glob("*/*.rq")))
    views = sorted((resources.viz_dir() / "views").glob("*.toml"))
    # What is wrong in a question that a view asks is told as the question's.
    findings += [one for one in _unreadable("view", load_view, views) if one.file in views]
    if not any(finding.rule == "question" for finding in findings):
        # One by one they can be read; together their names must differ.
        findings += _unreadable("question", lambda folder: Catalogue(folder).questions, [questions])
    return findings


def _unreadable(rule: str, read: Callable[[Path], object], paths: Iterable[Path]) -> list[Finding]:
    findings: list[Finding] = []
    for path in paths:
        try:
            read(path)
        except UserError as error:
            place = error.file or path, error.line
            findings.append(Finding(rule, "error", "", error.found, error.expected, "", error.mend, *place))
    return findings
