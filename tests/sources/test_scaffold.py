from __future__ import annotations

import pytest

from pactgraph.errors import InputSyntaxError, MissingFileError, ParameterError
from pactgraph.namespaces import PACT
from pactgraph.sources.documents import Fingerprint
from pactgraph.sources.scaffold import TO_FILL_IN, source_turtle, write_source
from pactgraph.store.formatting import canonical
from pactgraph.store.turtle import parse_turtle


def said(turtle: str) -> dict[str, str]:
    return {str(t.predicate.value): t.object.value for t in parse_turtle(turtle)[0]}


def test_what_the_document_tells_is_there_and_the_rest_is_marked(folder, text):
    facts = said(source_turtle("tiny", folder / "tiny.txt"))
    found = Fingerprint.of(text)
    assert (facts[PACT + "sha256"], facts[PACT + "length"]) == (found.sha256, str(found.length))
    assert facts[PACT + "fileName"] == "tiny.txt"
    marked = {name.rpartition("/")[2].rpartition("#")[2] for name in facts if TO_FILL_IN in facts[name]}
    assert marked == {"label", "title", "language", "coverage"}
    assert facts[PACT + "sourceType"].endswith("/source-type/to-fill-in")


def test_title_and_language_can_be_given(folder):
    turtle = source_turtle("tiny", folder / "tiny.txt", title='Один "заголовок"', language="ru")
    assert r'dcterms:title "Один \"заголовок\""@ru' in turtle
    assert 'dcterms:language "ru"' in turtle


def test_what_is_written_is_canonical_and_its_folder_is_made(folder, tmp_path):
    turtle = source_turtle("tiny", folder / "tiny.txt")
    path = write_source(tmp_path / "graph" / "sources" / "tiny", turtle)
    assert canonical(path) == (turtle, turtle)


def test_a_source_that_is_there_is_never_written_over(folder, tmp_path):
    place = tmp_path / "sources" / "tiny"
    place.mkdir(parents=True)
    (place / "source.ttl").write_text("# mine\n")
    with pytest.raises(ParameterError) as raised:
        write_source(place, source_turtle("tiny", folder / "tiny.txt"))
    assert raised.value.file == place / "source.ttl" and raised.value.mend
    assert (place / "source.ttl").read_text() == "# mine\n"


@pytest.mark.parametrize("name", ["", "Tiny", "a b", "../tiny", "a--b", "-a", "a-", "ye/tiny", "чай", "a\n"])
def test_a_name_that_cannot_be_a_folder_and_an_address_is_refused(folder, name):
    with pytest.raises(ParameterError):
        source_turtle(name, folder / "tiny.txt")


@pytest.mark.parametrize("language", ["English", "e", "en_GB", "en "])
def test_a_language_that_is_no_tag_is_refused(folder, language):
    with pytest.raises(ParameterError, match=language):
        source_turtle("tiny", folder / "tiny.txt", language=language)


@pytest.mark.parametrize(
    ("data", "error"), [(b" \n", ParameterError), (b"\xff\xfe", InputSyntaxError), (None, MissingFileError)]
)
def test_a_document_that_is_empty_no_text_or_absent_is_named(tmp_path, data, error):
    path = tmp_path / "report.txt"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(error) as raised:
        source_turtle("tiny", path)
    assert raised.value.file == path
