"""Folding, nearest names and slugs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactgraph.errors import InputSyntaxError
from pactgraph.model.text import fold, nearest, slug


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Côte d’Ivoire", "COTE D'IVOIRE"),
        ("São  Tomé", "sao tome"),
        ("Алёна", "АЛЕНА"),
        ("Straße", "STRASSE"),
        ("Łódź", "lodz"),
        ("Øresund", "oresund"),
        ("2016—2021", "2016-2021"),
        ("«Belt and Road»", '"belt and road"'),
        ("ＡＳＥＡＮ", "asean"),
        ("й", "И\u0306"),
        ("co\u00adoperation", "cooperation"),
        ("ﬁnance", "finance"),
    ],
)
def test_spellings_of_one_name_meet(left: str, right: str) -> None:
    assert fold(left) == fold(right)


@pytest.mark.parametrize(
    ("left", "right"), [("мой", "мои"), ("ў", "у"), ("が", "か"), ("中国", "中國"), ("कि", "क"), ("a", "б")]
)
def test_different_letters_stay_different(left: str, right: str) -> None:
    assert fold(left) != fold(right)


def test_chinese_and_korean_stay_readable() -> None:
    assert fold("数字丝绸之路") == "数字丝绸之路"
    assert fold("한국") == "한국"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_case_makes_no_difference_for_plain_text(text: str) -> None:
    assert fold(text.casefold()) == fold(text)


def test_nearest_names_forgive_case_and_accents_and_keep_their_spelling() -> None:
    assert nearest("COTE DIVOIRE", ["Côte d’Ivoire", "Cuba"]) == ["Côte d’Ivoire"]
    assert nearest("signatry", ["signatory", "Signatory", "host"], n=2) == ["Signatory", "signatory"]
    assert nearest("zzz", ["signatory"]) == []
    assert nearest("x", []) == []


def test_nearest_does_not_depend_on_the_order_of_the_candidates() -> None:
    names = ["memorandum", "memoranda", "momentum", "agreement"]
    assert nearest("memorandm", names) == nearest("memorandm", reversed(names))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Digital Economy Partnership Agreement", "digital-economy-partnership-agreement"),
        ("China–ASEAN (2021)", "china-asean-2021"),
        ("Côte d’Ivoire", "cote-d-ivoire"),
        ("  R&D  ", "r-d"),
        ("Łódź", "lodz"),
    ],
)
def test_a_slug_is_lower_case_ascii_with_single_hyphens(name: str, expected: str) -> None:
    assert slug(name) == expected
    assert slug(expected) == expected


@pytest.mark.parametrize("name", ["", "中国", "Китай", "—"])
def test_a_name_without_latin_letters_has_no_slug(name: str) -> None:
    with pytest.raises(InputSyntaxError) as caught:
        slug(name)
    assert "English name" in caught.value.mend
