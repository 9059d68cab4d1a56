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


def test_title_asks_names_agree_and_the_query_is_in_the_fast_shape(catalogue: Catalogue) -> None:
    for question in catalogue.questions:
        assert question.title.endswith("?") and question.read.endswith("."), question.name
        assert question.name.startswith(question.subject + "_")
        assert len(question.columns) <= 7, question.name
        columns = [column for column, _ in question.columns]
        assert (columns[-1] == "claims") != bool(question.rests_on), question.name
        assert re.search(r"\nORDER BY [^\n]+\n?\Z", question.query), question.name
        query = re.sub(r"^#.*\n", "", question.query, flags=re.MULTILINE)
        assert "GRAPH" not in query, f"{question.name}: provenance is pact:evidence/pact:source"
        assert "SERVICE" not in query and "PREFIX" not in query, question.name


@pytest.fixture(scope="module")
def claims(whole: LocalStore) -> set[str]:
    rows = whole.select("SELECT ?claim WHERE { ?claim a pact:Claim }").records()
    return {row["claim"] for row in rows}


@pytest.fixture(scope="module")
def caveats(whole: LocalStore) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in whole.select("SELECT ?claim ?text WHERE { ?claim pact:caveat ?text }").records():
        found.setdefault(row["claim"], []).append(row["text"])
    return found


def test_an_answer_has_its_columns_and_rows_each_once_that_rest_on_claims(
    name: str,
    catalogue: Catalogue,
    whole: LocalStore,
    claims: set[str],
    caveats: dict[str, list[str]],
) -> None:
    """With no parameter given; a question may say in its header on what else its rows rest."""
    question = catalogue.get(name)
    answer = ask(whole, question, {})
    assert [column for column in answer.columns if column != "caveat"] == [one for one, _ in question.columns]
    assert len(answer) > 0
    assert [row for row, times in Counter(answer.rows).items() if times > 1] == []
    for row in [] if question.rests_on else answer.records():
        listed = row["claims"].split()
        assert listed and len(set(listed)) == len(listed) and set(listed) <= claims
        known = {text for claim in listed for text in caveats.get(claim, ())}
        assert all(text in row.get("caveat", "") for text in known) and bool(known) == ("caveat" in row)


def test_order_of_the_answer_does_not_depend_on_the_order_of_reading(
    asked: str, case: dict[str, Any], catalogue: Catalogue, store: LocalStore, turned: LocalStore
) -> None:
    question, given = catalogue.get(asked), case.get("given", {})
    assert ask(store, question, given) == ask(turned, question, given)


@pytest.mark.full
def test_order_of_the_answer_over_all_sources_does_not_depend_on_the_order_of_reading(
    name: str, catalogue: Catalogue, whole: LocalStore, turned_whole: LocalStore
) -> None:
    assert ask(whole, catalogue.get(name), {}) == ask(turned_whole, catalogue.get(name), {})


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


@pytest.mark.every(5)
def test_rdflib_gives_the_same_rows(
    asked: str, case: dict[str, Any], catalogue: Catalogue, store: LocalStore, dataset: Dataset
) -> None:
    assert_rdflib_agrees(catalogue.get(asked), case.get("given", {}), store, dataset)


@pytest.mark.full
def test_rdflib_gives_the_same_rows_over_all_sources(
    asked: str,
    case_of_all_only: dict[str, Any],
    catalogue: Catalogue,
    whole: LocalStore,
    dataset_of_all: Dataset,
) -> None:
    assert_rdflib_agrees(catalogue.get(asked), case_of_all_only.get("given", {}), whole, dataset_of_all)
