from __future__ import annotations

import pytest

from pactgraph.errors import InputSyntaxError, MissingFileError, ParameterError, UnknownNameError
from pactgraph.model.passages import normalise
from pactgraph.namespaces import PACT
from pactgraph.sources.evidence import append_evidence, make_evidence
from pactgraph.store.formatting import canonical
from pactgraph.store.turtle import read_turtle

BASE = "https://w3id.org/pactgraph/id/evidence/tiny/"


@pytest.fixture
def source(tmp_path):
    (tmp_path / "sources" / "tiny").mkdir(parents=True)
    return tmp_path / "sources" / "tiny"


def facts(new) -> dict[str, str]:
    return {t.predicate.value.removeprefix(PACT): t.object.value for t in new.triples}


def test_a_phrase_gets_its_position_digest_and_locator(source, text):
    new = make_evidence(source, text, "Another one")
    said = facts(new)
    assert normalise(text)[int(said["start"]) : int(said["end"])] == new.words == "Another one"
    assert said["locator"] == "paragraph 2, sentence 2"
    assert len(said["sha256"]) == 64
    assert new.iri == BASE + "001"
    assert "e:001 a pact:Evidence ;" in new.turtle


def test_white_space_in_the_phrase_does_not_count(source, text):
    assert make_evidence(source, text, "Another\n  one").words == "Another one"


def test_the_whole_sentence_can_be_taken(source, text):
    assert make_evidence(source, text, "Another", sentence=True).words == "Another one follows."


def test_a_phrase_of_several_places_asks_which(source, text):
    with pytest.raises(ParameterError) as raised:
        make_evidence(source, text, "One sentence stands here")
    assert "2 places" in raised.value.found
    assert "1: paragraph 2, sentence 1; 2: paragraph 3, sentence 1" in raised.value.found
    second = make_evidence(source, text, "One sentence stands here", place=2)
    assert facts(second)["locator"] == "paragraph 3, sentence 1"


@pytest.mark.parametrize("place", [0, 3, -1])
def test_a_place_that_is_not_there_is_refused(source, text, place):
    with pytest.raises(ParameterError):
        make_evidence(source, text, "One sentence stands here", place=place)


def test_a_phrase_that_is_not_there_is_named(source, text):
    with pytest.raises(UnknownNameError, match="another one"):
        make_evidence(source, text, "another one")


def test_an_empty_phrase_is_refused(source, text):
    with pytest.raises(ParameterError):
        make_evidence(source, text, " \n")


def test_what_is_written_is_canonical_and_numbered_on(source, text):
    for number, phrase in enumerate(["A title", "Another", "The end"], 1):
        new = make_evidence(source, text, phrase)
        assert new.iri == f"{BASE}{number:03d}"
        path = append_evidence(source, new)
        assert canonical(path)[0] == canonical(path)[1]
    assert path == source / "evidence.ttl"
    assert len({t.subject for t in read_turtle(path)[0]}) == 3


def test_evidence_that_is_there_already_is_found_again(source, text):
    append_evidence(source, make_evidence(source, text, "A title"))
    append_evidence(source, make_evidence(source, text, "Another one"))
    again = make_evidence(source, text, "A title")
    assert (again.iri, again.triples) == (BASE + "001", ())
    before = (source / "evidence.ttl").read_bytes()
    append_evidence(source, again)
    assert (source / "evidence.ttl").read_bytes() == before
    # A longer passage from the same place is another one.
    assert make_evidence(source, text, "Another one follows").iri == BASE + "003"


def test_a_comment_at_the_top_stays(source, text):
    path = source / "evidence.ttl"
    path.write_text("# Read twice; see @prefix below.\n", encoding="utf-8")
    append_evidence(source, make_evidence(source, text, "A title"))
    assert path.read_text(encoding="utf-8").startswith("# Read twice; see @prefix below.\n@prefix e:")


def test_a_comment_that_would_be_lost_is_refused_and_the_file_stays(source, text):
    path = source / "evidence.ttl"
    append_evidence(source, make_evidence(source, text, "A title"))
    before = path.read_text(encoding="utf-8") + "# doubtful\n"
    path.write_text(before, encoding="utf-8")
    with pytest.raises(InputSyntaxError, match="comment"):
        append_evidence(source, make_evidence(source, text, "Another"))
    assert path.read_text(encoding="utf-8") == before


def test_the_folder_of_a_source_is_not_made_by_mistake(tmp_path, text):
    nowhere = tmp_path / "sources" / "typo"
    with pytest.raises(MissingFileError) as raised:
        append_evidence(nowhere, make_evidence(nowhere, text, "A title"))
    assert raised.value.file == nowhere and raised.value.mend
    assert not nowhere.exists()


def test_every_evidence_of_the_graph_is_found_again_by_its_words(whole_graph, documents, checkout):
    from pactgraph.sources.documents import document_of, passages

    words = passages(whole_graph, documents)
    # Evidence of table cells is made from the rows; see test_tables.py.
    authored = [iri for iri in sorted(words) if iri.rpartition("/")[2].isdecimal()]
    for iri in authored[::7]:
        source_id = iri.rpartition("/")[0].rpartition("/")[2]
        folder = checkout / "graph" / "sources" / source_id
        raw = document_of(whole_graph, source_id).read(documents)
        places = normalise(raw).count(words[iri])
        made = [
            make_evidence(folder, raw, words[iri], place=n if places > 1 else None).iri
            for n in range(1, places + 1)
        ]
        assert iri in made
