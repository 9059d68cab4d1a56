from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Store

from pactgraph.errors import ParameterError
from pactgraph.store.binding import bind, parameters_in

ECHO = "SELECT ?x ?y WHERE { VALUES ?x {} VALUES ?y {} }"
HOSTILE = [
    '" } UNION { ?s ?p ?o',
    "' } # ",
    "\\",
    '\\"',
    "}}}{{{",
    "line\nbreak\r\n\ttab",
    "<a:b>",
    "?x VALUES ?x {}",
    '"""',
    "\x00\x1b[31m\u2028\u202e",
    "DROP ALL ;",
    "$(rm) `rm`",
]


def echo(**values):
    return [tuple(row) for row in Store().query(bind(ECHO, {k: [v] for k, v in values.items()}))]


def test_a_parameter_is_found_once_however_often_it_has_a_place():
    assert parameters_in("VALUES ?a {} VALUES ?b{ } VALUES  ?a { \n }") == ["a", "b"]


def test_a_block_with_values_of_its_own_is_no_parameter():
    assert parameters_in("VALUES ?which { 1 2 }") == []


def test_what_is_not_given_stays_open():
    assert echo() == [(None, None)]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_letter_for_letter(text):
    assert echo(x=Literal(text)) == [(Literal(text), None)]


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from([None, "en", "zh"]))
def test_no_text_leaves_its_term(text, language):
    literal = Literal(text, language=language)
    assert echo(x=literal, y=Literal(text)) == [(literal, Literal(text))]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_address_leaves_its_term(text):
    try:
        node = NamedNode("https://example.org/" + text)
    except ValueError:
        return
    assert echo(x=node) == [(node, None)]


def test_several_values_are_all_bound():
    query = bind("SELECT ?x WHERE { VALUES ?x {} }", {"x": [Literal("a"), Literal("b")]})
    assert [row[0].value for row in Store().query(query)] == ["a", "b"]


def test_a_value_without_a_place_is_refused():
    with pytest.raises(ParameterError) as caught:
        bind(ECHO, {"z": [Literal("a")]})
    assert (caught.value.found, caught.value.expected) == ("a value for z", "a parameter of the query: x, y")


def test_a_blank_node_has_no_name_to_be_bound_by():
    with pytest.raises(ParameterError):
        bind(ECHO, {"x": [BlankNode()]})
