from __future__ import annotations

import dataclasses

import pytest
from pyoxigraph import Literal, NamedNode

from pactgraph.answers.ask import answer, ask, read_value
from pactgraph.answers.catalogue import Catalogue, Parameter
from pactgraph.errors import InputSyntaxError, ParameterError, UnknownNameError
from pactgraph.namespaces import PREFIXES, expand, shorten
from pactgraph.resources import graph_dir

INTEGER, DATE = NamedNode(PREFIXES["xsd"] + "integer"), NamedNode(PREFIXES["xsd"] + "date")


def short(table):
    return [tuple(" ".join(map(shorten, cell.value.split())) for cell in row) for row in table.rows]


def test_the_answer_keeps_to_the_parameters_and_to_the_order(world, questions):
    table = ask(world, questions.get("pacts_of"), {"party": "Boland"})
    assert short(table) == [
        ("agreement:amber-memorandum", "role:signatory", "claim:north-report/002"),
        ("programme:amber-road", "role:applicant", "claim:south-news/003"),
        ("programme:amber-road", "role:host", "claim:south-news/004"),
    ]


def test_an_optional_parameter_narrows_the_answer(world, questions):
    table = ask(world, questions.get("pacts_of"), {"party": "Arland", "role": "signatory"})
    assert short(table) == [
        ("agreement:amber-memorandum", "role:signatory", "claim:north-report/001 claim:south-news/001")
    ]


def test_the_engine_s_own_answer_has_the_same_rows(world, questions):
    given = {"party": "country:BBB"}
    assert [tuple(row) for row in answer(world, questions.get("pacts_of"), given)] == list(
        ask(world, questions.get("pacts_of"), given).rows
    )


@pytest.mark.parametrize(
    ("given", "found", "mend"),
    [
        ({}, "no value for party", "give party=…"),
        ({"party": " "}, "no value for party", "give party=…"),
        ({"party": "Arland", "role": ""}, "no value for role", "give role=…, or leave it out"),
        ({"party": "Arland", "rolle": "host"}, "the parameter rolle", "did you mean role?"),
        ({"party": "Arland", "xyz": "1"}, "the parameter xyz", "see: pactgraph ask pacts_of --help"),
    ],
)
def test_a_wrong_parameter_is_named(world, questions, given, found, mend):
    with pytest.raises(ParameterError) as caught:
        ask(world, questions.get("pacts_of"), given)
    assert (caught.value.found, caught.value.mend) == (found, mend)


def test_a_name_that_is_unknown_says_for_which_parameter(world, questions):
    with pytest.raises(UnknownNameError) as caught:
        ask(world, questions.get("pacts_of"), {"party": "Atlantis"})
    assert "Atlantis" in caught.value.found and "(for party)" in caught.value.found


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("party", "Arland", NamedNode(expand("country:AAA") or "")),
        ("country", "AAA", NamedNode(expand("country:AAA") or "")),
        ("initiative", "Mercury", NamedNode(expand("platform:mercury") or "")),
        ("thing", "north-report/001", NamedNode(expand("claim:north-report/001") or "")),
        ("source", "north-report", NamedNode(expand("source:north-report") or "")),
        ("code role", "signatory", NamedNode(expand("role:signatory") or "")),
        ("code role", "role:signatory", NamedNode(expand("role:signatory") or "")),
        ("code role", expand("role:signatory"), NamedNode(expand("role:signatory") or "")),
        ("code role", "签署方", NamedNode(expand("role:signatory") or "")),
        ("code milestone-type", "Applied to join", NamedNode(expand("milestone-type:applied") or "")),
        ("text", '" } #', Literal('" } #')),
        ("integer", "-12", Literal("-12", datatype=INTEGER)),
        ("year", "2021", Literal("2021", datatype=INTEGER)),
        ("date", "2021-11-22", Literal("2021-11-22", datatype=DATE)),
        ("date", "2021-11", Literal("2021-11-01", datatype=DATE)),
        ("date", "2021", Literal("2021-01-01", datatype=DATE)),
    ],
)
def test_a_value_is_read_by_its_type(world, kind, text, value):
    assert read_value(world, Parameter("p", kind, "what"), text) == value


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("integer", "many", "a whole number"),
        ("integer", "1e9", "a whole number"),
        ("integer", "٢٠٢١", "a whole number"),
        ("integer", "9" * 30, "a whole number"),
        ("year", "21", "a year such as 2021"),
        ("year", "20211", "a year such as 2021"),
        ("date", "2021-13-01", "a date such as"),
        ("date", "yesterday", "a date such as"),
        ("date", "../2021", "a date such as"),
        ("code role", "signatry", "a code of the list role"),
        ("code role", "role:", "a code of the list role"),
        ("party", "Amber Road", "a thing of the kind party"),
        ("source", "Arland", "a thing of the kind source"),
    ],
)
def test_a_value_of_another_type_is_refused(world, kind, text, expected):
    with pytest.raises((ParameterError, UnknownNameError)) as caught:
        read_value(world, Parameter("p", kind, "what"), text)
    assert expected in caught.value.expected
    assert "p" in caught.value.found


def test_a_mistyped_code_gets_the_nearest(world):
    with pytest.raises(UnknownNameError) as caught:
        read_value(world, Parameter("p", "code role", "what"), "signatry")
    assert caught.value.mend == "did you mean signatory or signer?"


@pytest.mark.parametrize("query", ["SELECT ?x WHERE {\n  ?x ?p\n}", "ASK { ?s ?p ?o }"])
def test_a_question_that_is_broken_is_reported_with_its_file(world, questions, query):
    broken = dataclasses.replace(questions.get("pacts_of"), query=query, parameters=())
    with pytest.raises(InputSyntaxError) as caught:
        ask(world, broken, {})
    assert caught.value.file == broken.path
    assert caught.value.line


def test_a_span_the_wrong_way_round_is_refused(real):
    question = Catalogue(graph_dir() / "queries").get("timeline_between")
    with pytest.raises(ParameterError) as caught:
        ask(real, question, {"first": "2020", "last": "2010"})
    assert caught.value.found == "first=2020-01-01 after last=2010-01-01"
    assert ask(real, question, {"first": "2020", "last": "2022"}).rows
