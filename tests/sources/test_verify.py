from __future__ import annotations

from collections import Counter

import pytest

from pactgraph.errors import MissingFileError, UnknownNameError
from pactgraph.sources.documents import Fingerprint, passages, source_documents
from pactgraph.sources.verify import check_documents, verify


def test_every_passage_of_the_graph_holds(whole_graph, documents):
    results = list(verify(whole_graph, documents))
    assert Counter(result.status for result in results) == {"holds": len(results)}
    evidence = whole_graph.select("SELECT DISTINCT ?e { ?e a pact:Evidence }").records()
    assert sorted(result.evidence for result in results) == sorted(row["e"] for row in evidence)
    assert all(result.claims >= 1 for result in results)


def test_the_digest_of_each_whole_document_is_that_of_its_source(whole_graph, documents):
    for document in source_documents(whole_graph):
        assert Fingerprint.of(document.read(documents)) == document.curated, document.label
    assert {text.status for text in check_documents(whole_graph, documents)} == {"holds"}


def test_a_document_of_which_any_word_changed_is_another_though_all_its_passages_hold(cited, folder, text):
    store = cited("One sentence stands here.", curated=Fingerprint.of(text))
    assert [(t.document.id, t.status) for t in check_documents(store, folder)] == [("tiny", "holds")]
    (folder / "tiny.txt").write_text(text.replace("The end", "An end"), encoding="utf-8")
    (found,) = check_documents(store, folder)
    assert (found.status, found.found) == (
        "another document",
        Fingerprint.of(text.replace("The end", "An end")),
    )
    assert [result.status for result in verify(store, folder)] == ["holds"]


def test_a_length_that_is_not_that_of_the_document_is_told_too(cited, folder, text):
    store = cited("The end.", curated=Fingerprint(Fingerprint.of(text).sha256, 7))
    assert [t.status for t in check_documents(store, folder)] == ["another document"]


def test_white_space_makes_no_other_document(cited, folder, text):
    store = cited("The end.", curated=Fingerprint.of(text))
    (folder / "tiny.txt").write_text(text.replace(" ", "\r\n"), encoding="utf-8")
    assert [t.status for t in check_documents(store, folder)] == ["holds"]


def test_an_absent_or_empty_document_is_told(cited, folder, tmp_path, text):
    store = cited("The end.", curated=Fingerprint.of(text))
    assert [(t.status, t.found) for t in check_documents(store, tmp_path)] == [("no document", None)]
    (folder / "tiny.txt").write_text(" \n", encoding="utf-8")
    assert [t.status for t in check_documents(store, folder)] == ["another document"]
    assert [result.status for result in verify(store, folder)] == ["gone"]


def test_only_the_sources_named_are_checked(whole_graph, documents):
    for name in ("ye-small-economies", "source:ye-small-economies"):
        assert {r.source.rpartition("/")[2] for r in verify(whole_graph, documents, [name])} == {
            "ye-small-economies"
        }
        assert len(check_documents(whole_graph, documents, [name])) == 1
    with pytest.raises(UnknownNameError, match="ye-small"):
        list(verify(whole_graph, documents, ["ye-small-economies", "ye-small"]))


def test_text_put_in_front_moves_every_passage_by_its_length(whole_graph, documents, tmp_path):
    document = source_documents(whole_graph)[0]
    added = "Something new. "
    changed = tmp_path / "documents"
    changed.mkdir()
    document.path(changed).write_text(added + document.read(documents), encoding="utf-8")
    results = [r for r in verify(whole_graph, changed) if r.source == document.source]
    assert results and {result.status for result in results} == {"moved"}
    assert {result.start - result.old[0] for result in results} == {len(added)}
    assert all(result.found_at for result in results)


def test_passages_of_an_absent_document_are_told_and_not_left_out(whole_graph, tmp_path):
    results = list(verify(whole_graph, tmp_path))
    assert {result.status for result in results} == {"no document"}
    assert len(results) == len(whole_graph.select("SELECT DISTINCT ?e { ?e a pact:Evidence }"))


def test_a_passage_whose_line_ends_changed_holds(cited, folder, text):
    (folder / "tiny.txt").write_text(text.replace(" ", "\n\t").replace("\n\n", "\r\n\r\n"), encoding="utf-8")
    assert [result.status for result in verify(cited("One sentence stands here."), folder)] == ["holds"]


def test_a_passage_of_which_a_word_changed_is_gone(cited, folder, text):
    (folder / "tiny.txt").write_text(text.replace("stands here.", "rested here."), encoding="utf-8")
    store = cited("One sentence stands here.", "Another one follows.")
    assert [result.status for result in verify(store, folder)] == ["gone", "holds"]


def test_where_a_passage_went_is_told_for_a_person_too(cited, folder, text):
    (folder / "tiny.txt").write_text("New.\n\n" + text, encoding="utf-8")
    (result,) = verify(cited("Another one follows."), folder)
    assert (result.status, result.found_at, result.locator) == (
        "moved",
        "paragraph 3, sentence 2",
        "as written",
    )
    assert result.start == result.old[0] + 5 and result.end == result.old[1] + 5


def test_how_many_claims_rest_on_a_passage_is_counted(cited, folder):
    (result,) = verify(cited("The end."), folder)
    assert result.claims == 2


def test_a_missing_folder_is_named(cited, tmp_path):
    with pytest.raises(MissingFileError) as raised:
        list(verify(cited("The end."), tmp_path / "nowhere"))
    assert raised.value.file == tmp_path / "nowhere" and raised.value.mend


@pytest.mark.parametrize(
    "name",
    ["../secret.txt", "/etc/hostname", "..", ".", "", "../documents/../secret.txt", "a/../../secret.txt"],
)
def test_a_file_name_cannot_leave_the_folder(cited, folder, text, name):
    (folder.parent / "secret.txt").write_text(text, encoding="utf-8")
    store = cited("The end.", file_name=name)
    (document,) = source_documents(store)
    assert [result.status for result in verify(store, folder)] == ["no document"]
    assert passages(store, folder) == {}
    with pytest.raises(MissingFileError):
        document.read(folder)


def test_a_source_that_names_no_file_or_has_no_label_is_not_passed_by(folder):
    from pyoxigraph import RdfFormat, parse

    from pactgraph.namespaces import sparql_prologue
    from pactgraph.store.local import LocalStore

    text = """source:bare { source:bare a pact:Source . <urn:e> pact:source source:bare ; pact:locator "x" ;
        pact:start 0 ; pact:end 1 ; pact:sha256 "00" . }"""
    store = LocalStore.of(parse(sparql_prologue() + text, format=RdfFormat.TRIG))
    assert [(r.evidence, r.status) for r in verify(store, folder)] == [("urn:e", "no document")]
