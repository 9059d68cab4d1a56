"""Each named question against rows that a person worked out from the documents.

``expected/<question>.toml`` holds the cases over the two sources that were first, ``expected_of_all`` those
over all sources. A case says in ``why`` what the documents say, asks with ``given``, looks at ``columns``,
and expects ``rows`` (these and no others), ``contains`` (these among more), ``lacks`` (no row with all these
cells), ``mentions`` and ``never_mentions`` (words somewhere, or nowhere, in the answer). The short name of a
thing, code or source stands for its English label; an empty cell is unbound.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from pactgraph.answers.ask import ask
from pactgraph.answers.catalogue import Catalogue, Question
from pactgraph.namespaces import GRAPH_JUDGEMENTS, PACT, PREFIXES
from pactgraph.store.base import Table
from pactgraph.store.local import LocalStore

XSD_DECIMAL = NamedNode(PREFIXES["xsd"] + "decimal")
CHECKS = {"rows", "contains", "lacks", "mentions", "never_mentions"}
KEYS = CHECKS | {"why", "given", "columns"}


def cell_text(term: Any) -> str:
    """A cell as an expected row has it: numbers without needless zeros, nothing where it is unbound."""
    if term is None:
        return ""
    datatype = str(getattr(term, "datatype", "")).strip("<>")
    if datatype in (PREFIXES["xsd"] + "decimal", PREFIXES["xsd"] + "integer"):
        return f"{Decimal(term.value).normalize():f}"
    return str(term.value)


def records(table: Table) -> list[dict[str, str]]:
    return [dict(zip(table.columns, map(cell_text, row), strict=True)) for row in table.rows]


def assert_as_expected(
    question: Question, case: dict[str, Any], store: LocalStore, label: Callable[[str], str]
) -> None:
    assert case.keys() <= KEYS and case.keys() & CHECKS and case["why"]
    found = records(ask(store, question, case.get("given", {})))
    rows = Counter(tuple(row[column] for column in case["columns"]) for row in found)

    expected = Counter(tuple(map(label, row)) for row in case.get("rows", ()))
    if "rows" in case:
        assert rows - expected == Counter(), "rows that the documents do not support"
        assert expected - rows == Counter(), "rows that are missing"
    for row in case.get("contains", ()):
        assert tuple(map(label, row)) in rows
    for cells in case.get("lacks", ()):
        wrong = {column: label(cell) for column, cell in cells.items()}
        assert not [row for row in found if wrong.items() <= row.items()]

    text = "\n".join(cell for row in found for column, cell in row.items() if column != "claims")
    assert [words for words in case.get("mentions", ()) if words not in text] == []
    assert [words for words in case.get("never_mentions", ()) if words in text] == []


def test_answer_is_as_worked_out_by_hand(
    asked: str, case: dict[str, Any], catalogue: Catalogue, store: LocalStore, label: Callable[[str], str]
) -> None:
    assert_as_expected(catalogue.get(asked), case, store, label)


def test_answer_over_all_sources_is_as_worked_out_by_hand(
    asked: str,
    case_of_all: dict[str, Any],
    catalogue: Catalogue,
    whole: LocalStore,
    label: Callable[[str], str],
) -> None:
    assert_as_expected(catalogue.get(asked), case_of_all, whole, label)


def test_every_question_has_an_expected_answer_and_every_expected_answer_a_question(
    catalogue: Catalogue, cases: dict[str, list[dict[str, Any]]]
) -> None:
    assert {question.name for question in catalogue.questions} == cases.keys()


def test_every_question_with_parameters_is_also_asked_with_them(
    catalogue: Catalogue, cases: dict[str, list[dict[str, Any]]]
) -> None:
    given = {name: {key for case in found for key in case.get("given", {})} for name, found in cases.items()}
    assert {
        question.name: {p.name for p in question.parameters} - given[question.name]
        for question in catalogue.questions
        if {p.name for p in question.parameters} - given[question.name]
    } == {}


def test_modalities_add_up_to_all_claims_of_a_source(catalogue: Catalogue, whole: LocalStore) -> None:
    for source in whole.select("SELECT ?source WHERE { ?source a pact:Source }").column("source"):
        assert source is not None
        stated = ask(whole, catalogue.get("evidence_sources_by_modality"), {"source": source.value})
        claims = whole.select(
            f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {source} {{ ?claim pact:modality ?modality }} }}"
        )
        assert sum(int(row["statements"]) for row in stated.records()) == int(claims.records()[0]["n"])


def test_the_graph_agrees_with_the_rows_of_what_rests_on_one_source(
    catalogue: Catalogue, store: LocalStore
) -> None:
    initiatives = store.select("SELECT DISTINCT ?it WHERE { ?it a pact:Initiative }")
    assert len(ask(store, catalogue.get("evidence_single_source"), {})) == len(initiatives)


def test_a_number_understood_otherwise_stands_beside_the_printed_one(
    catalogue: Catalogue, store: LocalStore
) -> None:
    printed = store.select("SELECT ?claim WHERE { ?claim pact:asPrinted '2.4%' }").records()[0]["claim"]
    claim, graph = NamedNode(printed), NamedNode(PREFIXES["source"] + "china-daily-innovation")
    doubt = Quad(claim, NamedNode(PACT + "valueUnderstood"), Literal("24", datatype=XSD_DECIMAL), graph)
    rows = records(ask(LocalStore.of([*store.quads(), doubt]), catalogue.get("statistics_doubted"), {}))
    assert {row["printed"]: row["understood"] for row in rows if row["understood"]} == {"2.4%": "24"}


def test_a_judgement_stands_beside_the_disagreement_that_it_weighs(
    catalogue: Catalogue, whole: LocalStore
) -> None:
    sides = whole.select(
        "SELECT ?one ?other WHERE { ?it pact:disagreementKind disagreement-kind:value ; "
        "pact:disputes ?one ; pact:disputedBy ?other } ORDER BY ?it ?one ?other"
    ).records()[0]
    judgement, graph = NamedNode(PREFIXES["judgement"] + "test"), NamedNode(GRAPH_JUDGEMENTS)
    facts = {
        "judges": NamedNode(sides["one"]),
        "prefers": NamedNode(sides["other"]),
        "note": Literal("It is the later edition.", language="en"),
        "judgedBy": Literal("A test"),
    }
    judged = [Quad(judgement, NamedNode(PACT + name), value, graph) for name, value in facts.items()]
    store = LocalStore.of([*whole.quads(), *judged])
    question = catalogue.get("disagreement_and_judgement")
    rows = [row for row in records(ask(store, question, {})) if row["signed"] == "A test"]
    assert rows and all(sides["one"] in row["claims"] and sides["other"] in row["claims"] for row in rows)
    assert {row["reason"] for row in rows} == {"It is the later edition."}
    assert any(not row["preferred"] for row in records(ask(store, question, {})))
