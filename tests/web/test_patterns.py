"""No text that a client can send keeps a pattern busy: each goes through it once."""

from __future__ import annotations

import time

import pytest

from pactgraph.errors import UserError
from pactgraph.store.query_errors import query_error
from pactgraph.web.pages.query import is_tabular
from pactgraph.web.sparql.dataset import FROM
from pactgraph.web.sparql.guards import is_repeatable, refuse_services

SIZE = 200_000
#: Seconds of this processor's time; what is tried in more than one way takes minutes or years.
BOUND = 10
HOSTILE = [
    "SELECT * { } # service\n" + "#" * SIZE + "\n",
    "ASK {} #" + "SERVICE" * (SIZE // 7),
    "ASK {} " + "SERVICE#" * (SIZE // 8),
    "ASK {} " + "SERVICE\n#" * (SIZE // 9),
    "ASK {} SERVICE" + " " * SIZE + "}",
    "SELECT * { } # taken from\n" + "#" * SIZE + "\n",
    "PREFIX" + " " * SIZE,
    "PREFIX a" * (SIZE // 8),
    "BASE " * (SIZE // 5) + "x",
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:24].replace("\n", " "))
def test_no_text_takes_long_to_look_through(text: str) -> None:
    began = time.process_time()
    try:
        refuse_services(text)
    except UserError as refused:
        assert "SERVICE" in refused.found
    list(FROM.finditer(text))
    is_repeatable(text)
    is_tabular(text)
    query_error("error at 1:1: expected a query", text)
    assert time.process_time() - began < BOUND


def test_what_changes_is_seen_behind_a_comment() -> None:
    assert not is_repeatable("SELECT (NOW#\n() AS ?t) {}")


def test_an_innocent_query_with_a_ruler_below_the_word_service_is_answered() -> None:
    refuse_services("SELECT * { ?s ?p ?o } # service\n########################################\n")
