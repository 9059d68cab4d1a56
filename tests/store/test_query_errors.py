from __future__ import annotations

import pytest

from pactgraph.errors import InputSyntaxError
from pactgraph.store.local import LocalStore
from pactgraph.store.query_errors import query_error


def complaint(sparql: str) -> InputSyntaxError:
    with pytest.raises(InputSyntaxError) as raised:
        LocalStore.of([]).query(sparql)
    return raised.value


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?x pact:note 'zz:a' . ?x }",
        'SELECT * { ?x pact:note """zz:a " """ . ?x }',
        "SELECT * { ?x pact:note <urn:zz:a> . ?x }",
        "SELECT * { ?x ?y _:zz . ?x } # zz:a",
        "PREFIX zz: <urn:x> SELECT * { zz:a ?p }",
        r"SELECT * { ?x country:a\:b }",
    ],
)
def test_what_only_looks_like_a_prefix_is_not_taken_for_an_unknown_one(sparql):
    assert "does not parse" in complaint(sparql).found


@pytest.mark.parametrize(
    ("sparql", "place"),
    [
        ("SELECT * { zz:a ?p ?o }", "zz: at line 1, column 12"),
        ("SELECT *\n{ ?a ^zz:b|pact:c ?o }", "zz: at line 2, column 7"),
        ("SELECT * { ?a ?p '''\n\n''' ; zz:q 1 }", "zz: at line 3, column 7"),
        ("SELECT * { :a ?p ?o }", "prefix : at line 1, column 12"),
    ],
)
def test_the_first_unknown_prefix_is_found(sparql, place):
    assert place in complaint(sparql).found


def test_what_the_engine_says_in_words_is_passed_on():
    assert "contains a variable that is unbound" in complaint("SELECT (COUNT(?x) AS ?n) ?y { ?x a ?y }").found


def test_the_grammar_of_the_engine_is_not():
    error = complaint("SELECT * { ?s ?p ?o } ORDER BY")
    assert "[" not in str(error) and "\\u{" not in str(error)


def test_the_end_of_the_query_is_called_so():
    assert complaint("SELECT ?x WHERE { ?x pact:party ?y ").found.endswith("at its end")


@pytest.mark.parametrize("message", ["Line 12, column 7: boo", "error at 12:7: boo", "at line 12 column 7"])
def test_places_are_read_from_the_messages_of_several_engines(message):
    error = query_error(message, "\n".join(["SELECT * {", "} }"]), shift=10)
    assert error.line == 2
    assert "line 2, column 7" in error.found


def test_a_message_without_a_place_is_passed_on_shortened():
    error = query_error("x" * 1000, "SELECT *")
    assert "xxx" in error.found and len(error.found) < 400
    assert error.line is None
