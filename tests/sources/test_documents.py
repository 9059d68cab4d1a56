from __future__ import annotations

import pytest

from pactgraph import resources
from pactgraph.errors import InputSyntaxError, MissingFileError, UnknownNameError, UserError
from pactgraph.sources.documents import Fingerprint, document_of, passages, read_source
from pactgraph.store.reading import Content


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


@pytest.fixture
def content(tmp_path):
    (tmp_path / "graph" / "sources" / "tiny").mkdir(parents=True)
    return Content(resources.ontology_dir(), tmp_path / "graph")


def stated(content, text: str) -> None:
    prefixes = (
        "@prefix pact: <https://w3id.org/pactgraph/ontology#> .\n"
        "@prefix source: <https://w3id.org/pactgraph/source/> .\n"
    )
    (content.graph / "sources" / "tiny" / "source.ttl").write_text(prefixes + text, encoding="utf-8")


def test_a_source_is_read_from_its_own_file_as_from_the_graph(whole_graph):
    content = Content(resources.ontology_dir(), resources.graph_dir())
    for name in ("ye-small-economies", "china-daily-innovation"):
        own, held = read_source(content, name), document_of(whole_graph, name)
        assert (own.source, own.file_name, own.curated) == (held.source, held.file_name, held.curated)
    assert read_source(content, "source:ye-small-economies").id == "ye-small-economies"


def test_nothing_else_of_the_content_needs_to_be_right(content, folder, text):
    found = Fingerprint.of(text)
    (content.graph / "sources" / "broken").mkdir()
    (content.graph / "sources" / "broken" / "source.ttl").write_text("no Turtle")
    stated(
        content,
        f'source:tiny pact:fileName "tiny.txt" ; pact:sha256 "{found.sha256}" ; pact:length {found.length} .',
    )
    assert read_source(content, "tiny").read_curated(folder) == text
    (folder / "tiny.txt").write_text("Something else.", encoding="utf-8")
    with pytest.raises(UserError) as raised:
        read_source(content, "tiny").read_curated(folder)
    assert found.sha256 in raised.value.expected and "pactgraph source" in raised.value.mend
    assert Fingerprint.of("Something else.").sha256 in raised.value.found
    assert raised.value.file == folder / "tiny.txt"


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("", "pact:fileName and pact:sha256 and pact:length"),
        ('source:tiny pact:fileName "tiny.txt" ; pact:length 1 .', "pact:sha256"),
        ('source:tiny pact:fileName "tiny.txt" ; pact:sha256 "0" ; pact:length "some" .', "pact:length"),
    ],
)
def test_a_source_that_does_not_tell_its_document_says_what_is_missing(content, text, missing):
    stated(content, text)
    with pytest.raises(UserError) as raised:
        read_source(content, "tiny")
    assert raised.value.found == f"source:tiny without {missing}"
    assert raised.value.file == content.graph / "sources" / "tiny" / "source.ttl"
    assert "pactgraph source tiny" in raised.value.mend


def test_a_folder_without_source_ttl_and_one_that_does_not_parse_are_named(content):
    with pytest.raises(MissingFileError) as raised:
        read_source(content, "tiny")
    assert raised.value.file.name == "source.ttl"
    stated(content, "source:tiny a")
    with pytest.raises(InputSyntaxError):
        read_source(content, "tiny")


@pytest.mark.parametrize("name", ["tinny", "../sources/tiny", "", ".", ".."])
def test_a_source_without_a_folder_is_named_with_those_there_are(content, name):
    with pytest.raises(UnknownNameError) as raised:
        read_source(content, name)
    assert raised.value.expected == "one of tiny" and raised.value.mend
