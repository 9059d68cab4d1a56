"""Passages: positions and digests of a normalised document."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactgraph.errors import ParameterError
from pactgraph.model.passages import Passage, check, find_phrase, make_passage, normalise

texts = st.text(alphabet=st.sampled_from("ab é\u0301Йи\u0306 中.\n\r\t\u00a0\u2003\u0085\x1f"), max_size=60)


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert once == once.strip()
    assert not any(char.isspace() and char != " " for char in once)
    assert "  " not in once


@given(texts)
def test_normalising_is_nfc_with_folded_white_space(text: str) -> None:
    assert normalise(text) == " ".join(unicodedata.normalize("NFC", text).split())
    assert normalise(unicodedata.normalize("NFD", text)) == normalise(text)


def test_positions_are_code_points_and_the_digest_is_of_utf8() -> None:
    text = normalise("Сеть  «Шёлк»\n中国😀 end")
    passage = make_passage(text, 5, 16)
    assert text[5:16] == "«Шёлк» 中国😀 "
    assert passage.sha256 == hashlib.sha256("«Шёлк» 中国😀 ".encode()).hexdigest()


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (4, 3), (0, 11)])
def test_positions_outside_the_document_are_refused(start: int, end: int) -> None:
    with pytest.raises(ParameterError) as caught:
        make_passage("0123456789", start, end)
    assert "10" in caught.value.expected


def test_a_phrase_is_found_over_line_and_page_breaks_in_any_composition() -> None:
    document = "countries with small\n\neconomies. Cafe\u0301 and café"
    assert find_phrase(document, "small economies") == [(15, 30)]
    assert find_phrase(document, "cafe\u0301") == [(41, 45)]
    assert find_phrase(document, "Café") == [(32, 36)]
    assert find_phrase(document, "Small economies") == []


def test_every_place_of_a_phrase_is_found_overlapping_ones_too() -> None:
    assert find_phrase("aXaXa", "aXa") == [(0, 3), (2, 5)]


def test_an_empty_phrase_is_refused() -> None:
    with pytest.raises(ParameterError):
        find_phrase("text", " \n ")


@given(texts, texts, texts)
def test_a_passage_is_found_again_wherever_it_moved(before: str, kept: str, after: str) -> None:
    words = normalise(kept) or "x"
    old = normalise(f"{before} | {words} | {after}")
    start = old.index("| " + words) + 2
    passage = make_passage(old, start, start + len(words))
    assert check(old, passage).status == "holds"
    for new in (normalise(f"{after} {words} {before}"), words, normalise(f"{words} {before}")):
        verdict = check(new, passage)
        assert verdict.start is not None and verdict.end is not None
        assert new[verdict.start : verdict.end] == words
        assert (verdict.status == "holds") == (verdict.start == passage.start)


def test_of_several_places_the_nearest_to_the_old_one_is_taken() -> None:
    passage = make_passage("..........word", 10, 14)
    text = "word" + "." * 12 + "word" + "." * 20 + "word"
    verdict = check(text, passage)
    assert (verdict.status, verdict.start, verdict.end) == ("moved", 16, 20)


def test_of_two_equally_near_places_the_earlier_is_taken() -> None:
    passage = make_passage("....word", 4, 8)
    assert check("word....word", passage).start == 0


@pytest.mark.parametrize("text", ["", "wor", "quite another text", "Word"])
def test_a_passage_that_is_not_there_is_gone(text: str) -> None:
    verdict = check(text, make_passage("a word", 2, 6))
    assert (verdict.status, verdict.start, verdict.end) == ("gone", None, None)


def test_a_passage_with_impossible_positions_is_gone_and_no_crash() -> None:
    digest = make_passage("word", 0, 4).sha256
    assert check("word", Passage(4, 0, digest)).status == "gone"
    assert check("word", Passage(-4, 0, digest)).status == "gone"
    assert check("word", Passage(10_000, 10_004, digest)).status == "moved"


@pytest.mark.parametrize("pattern", ["000_*.txt", "004_*.txt"])
def test_passages_of_the_real_documents_hold_and_follow_an_insertion(documents: Path, pattern: str) -> None:
    (path,) = documents.glob(pattern)
    raw = path.read_text(encoding="utf-8")
    text = normalise(raw)
    shifted = normalise("A new first line.\n\n" + raw)
    moved = len("A new first line. ")
    for start in range(0, len(text) - 120, 997):
        passage = make_passage(text, start, start + 120)
        assert check(text, passage).status == "holds"
        verdict = check(shifted, passage)
        assert (verdict.status, verdict.start) == ("moved", start + moved)
    assert check(text.replace("e", "3"), make_passage(text, 500, 620)).status == "gone"
