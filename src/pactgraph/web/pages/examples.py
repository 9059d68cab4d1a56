"""The named questions as examples for the query editor: each a query that runs as it stands."""

from __future__ import annotations

from itertools import groupby

from pactgraph.answers.ask import read_value
from pactgraph.answers.catalogue import Question
from pactgraph.errors import UserError
from pactgraph.store.base import Store
from pactgraph.store.binding import bind


def by_subject(questions: tuple[Question, ...]) -> list[tuple[str, list[Question]]]:
    """Return the questions by subject, in their order."""
    grouped = groupby(questions, key=lambda one: one.subject)
    return [(subject.replace("-", " ").capitalize(), list(held)) for subject, held in grouped]


def example_of(store: Store, question: Question) -> str:
    """Return a question as a query to begin with: its defaults bound, all else open.

    What has no default, or one that this graph does not hold, is left open too, so that the query runs.
    """
    values = {}
    for parameter in question.parameters:
        if parameter.default:
            try:
                values[parameter.name] = [read_value(store, parameter, parameter.default)]
            except UserError:
                continue
    return f"# {question.title}\n{bind(question.body, values).strip()}\n"
