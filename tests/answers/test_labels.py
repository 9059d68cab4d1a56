from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pactgraph.answers.labels import all_names, folded
from pactgraph.model.text import fold


@given(st.text(st.characters(codec="ascii")))
def test_plain_letters_are_folded_as_all_others(text):
    assert folded(text) == fold(text)


def test_every_name_of_every_thing_is_there_and_no_code_or_term(world):
    names = {(name.thing.rpartition("/")[2], name.text) for name in all_names(world)}
    assert {
        ("AAA", "阿兰"),
        ("AAA", "AAA"),
        ("BBB", "Republic of Bøland"),
        ("north-report", "Report of the north"),
    } <= names
    assert not {"signatory", "country"} & {text for _, text in names}
