"""What holds for every named question, whatever it asks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import pytest
from rdflib import Dataset

from pactgraph.answers.ask import ask, bound_query
from pactgraph.answers.catalogue import Catalogue, Question
from pactgraph.namespaces import PREFIXES, sparql_prologue
from pactgraph.store.local import LocalStore

LISTS = {"claims": " ", "steps": "; ", "where": "; ", "drawn_from": "; "}
NUMBERS = tuple(PREFIXES["xsd"] + name for name in ("decimal", "integer"))


def test_question_names_its_columns_in_order(name: str, catalogue: Catalogue, whole: LocalStore) -> None:
    question = catalogue.get(name)
    assert ask(whole, question, {}).columns == tuple(column for column, _ in question.columns)


def test_question_answers_with_no_parameter_given(name: str, catalogue: Catalogue, whole: LocalStore) -> None:
    assert len(ask(whole, catalogue.get(name), {})) > 0


def test_title_asks_and_names_of_subject_and_file_agree(name: str, catalogue: Catalogue) -> None:
    question = catalogue.get(name)
    assert question.title.endswith("?") and question.read.endswith(".")
    assert question.name.startswith(question.subject + "_")
    assert len(question.columns) <= 7


def test_rows_rest_on_claims_of_the_graph_unless_the_header_says_on_what_else(
    name: str, catalogue: Catalogue, whole: LocalStore
) -> None:
    question = catalogue.get(name)
    columns = [column for column, _ in question.columns]
    assert (columns[-1] == "claims") != bool(question.rests_on)
    if question.rests_on:
        return
    known = {row["claim"] for row in whole.select("SELECT ?claim WHERE { ?claim a pact:Claim }").records()}
    for row in ask(whole, question, {}).records():
        listed = row["claims"].split()
        assert listed and len(set(listed)) == len(listed) and set(listed) <= known


def test_no_row_stands_twice(name: str, catalogue: Catalogue, whole: LocalStore) -> None:
    rows = ask(whole, catalogue.get(name), {}).rows
    assert [row for row, times in Counter(rows).items() if times > 1] == []


def test_order_of_the_answer_does_not_depend_on_the_order_of_reading(
    name: str, catalogue: Catalogue, whole: LocalStore, turned_whole: LocalStore
) -> None:
    question = catalogue.get(name)
    assert re.search(r"\nORDER BY [^\n]+\n?\Z", question.query)
    assert ask(whole, question, {}) == ask(turned_whole, question, {})


def test_query_is_in_the_fast_shape(name: str, catalogue: Catalogue) -> None:
    query = re.sub(r"^#.*\n", "", catalogue.get(name).query, flags=re.MULTILINE)
    assert "GRAPH" not in query, "provenance is pact:evidence/pact:source"
    assert "SERVICE" not in query and "PREFIX" not in query


def cells(values: Iterable[Any], columns: Iterable[str]) -> tuple[str, ...]:
    """A row in which lists are sorted and numbers plain, so that the rows of two engines compare."""
    return tuple(_cell(value, column) for value, column in zip(values, columns, strict=True))


def _cell(value: Any, column: str) -> str:
    if value is None:
        return ""
    text = str(value.value) if hasattr(value, "value") and not hasattr(value, "n3") else str(value)
    if str(getattr(value, "datatype", "")).strip("<>") in NUMBERS:
        return f"{Decimal(text).normalize():f}"
    mark = LISTS.get(column)
    return mark.join(sorted(text.split(mark))) if mark else text


def assert_rdflib_agrees(
    question: Question, given: dict[str, str], store: LocalStore, dataset: Dataset
) -> None:
    ours = ask(store, question, given)
    theirs = dataset.query(sparql_prologue() + bound_query(store, question, given))
    assert theirs.vars is not None and tuple(map(str, theirs.vars)) == ours.columns
    assert Counter(cells(row, ours.columns) for row in theirs) == Counter(
        cells(row, ours.columns) for row in ours.rows
    )


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
def test_rdflib_gives_the_same_rows(
    asked: str, case: dict[str, Any], catalogue: Catalogue, store: LocalStore, dataset: Dataset
) -> None:
    assert_rdflib_agrees(catalogue.get(asked), case.get("given", {}), store, dataset)


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
def test_rdflib_gives_the_same_rows_over_all_sources(
    asked: str,
    case_of_all_only: dict[str, Any],
    catalogue: Catalogue,
    whole: LocalStore,
    dataset_of_all: Dataset,
) -> None:
    assert_rdflib_agrees(catalogue.get(asked), case_of_all_only.get("given", {}), whole, dataset_of_all)
