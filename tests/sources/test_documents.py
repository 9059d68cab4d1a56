from __future__ import annotations

import pytest

from pactgraph.errors import MissingFileError, UnknownNameError
from pactgraph.sources.documents import document_of, passages


def test_the_words_of_passages_are_given_where_they_hold(cited, folder, text):
    store = cited("Another one follows.", "The end.")
    base = "https://w3id.org/pactgraph/id/evidence/tiny/"
    assert passages(store, folder) == {base + "1": "Another one follows.", base + "2": "The end."}
    (folder / "tiny.txt").write_text(text.replace("The end", "An end"), encoding="utf-8")
    assert passages(store, folder) == {base + "1": "Another one follows."}


def test_without_the_document_no_words_are_given(cited, tmp_path):
    assert passages(cited("The end."), tmp_path) == {}


def test_a_document_that_is_absent_or_no_text_is_named(cited, tmp_path, folder):
    document = document_of(cited("The end."), "tiny")
    (folder / "tiny.txt").write_bytes(b"\xff\xfe")
    for place in (tmp_path, folder):
        with pytest.raises(MissingFileError) as raised:
            document.read(place)
        assert raised.value.file == place / "tiny.txt"
        assert "A tiny source" in raised.value.found and raised.value.mend


def test_an_unknown_source_is_named_with_the_one_that_may_be_meant(whole_graph):
    with pytest.raises(UnknownNameError) as raised:
        document_of(whole_graph, "ye-small-economy")
    assert raised.value.mend == "did you mean ye-small-economies?"
