"""Dates in words: what can be said plainly is said, the rest is shown as written."""

from __future__ import annotations

import pytest

from pactgraph.model.date_words import in_words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2018-05-25", "on 25 May 2018"),
        ("2018-05-25?", "on 25 May 2018 (uncertain)"),
        ("2021-09", "in September 2021"),
        ("2017", "in 2017"),
        ("2021-12~", "about December 2021"),
        ("/2019-06", "by June 2019"),
        ("../2019-06", "by June 2019"),
        ("2021/", "from 2021 on"),
        ("2021/..", "from 2021 on"),
        ("2021-12-07/2021-12-16", "from 7 December 2021 to 16 December 2021"),
        ("202X", "in 202X"),
    ],
)
def test_an_edtf_date_is_said_in_english(edtf: str, words: str) -> None:
    assert in_words(edtf) == words
