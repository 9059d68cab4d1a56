from __future__ import annotations

import pytest

from pactgraph.views.labels import clean


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
