from __future__ import annotations

import pytest

from pactgraph.views.labels import clean, text_width


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\u202eabc\u202c", "abc"),
        ("\u2067abc\u2069\u200f", "abc"),
        ("a\x00b\x1bc\ufeff", "abc"),
        (" two\n\tlines\u00a0here ", "two lines here"),
        ("<b>&amp;\"'", "<b>&amp;\"'"),
        ("中国—东盟", "中国—东盟"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\ud800", ""),
    ],
)
def test_text_is_cleaned_of_what_would_disturb_its_surroundings(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_chinese_is_wider_than_latin_and_marks_take_no_room() -> None:
    assert text_width("中国", 10) > text_width("ab", 10)
    assert text_width("e\u0301", 10) == text_width("e", 10)
