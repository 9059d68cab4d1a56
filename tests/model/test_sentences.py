"""Sentences, and locators that a person can follow."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactgraph.errors import ParameterError
from pactgraph.model.passages import find_phrase, normalise
from pactgraph.model.sentences import locate, sentence_around, sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Trade was 31.7 billion.", "It grew by 2.4%."],
        ["The firm Example Co., Ltd. sells it.", "So does Other Inc.", "They compete."],
        ["They sell in Kenya, Cuba, etc.", "More will follow."],
        ["See pp. 27-28 and No. 5 for it.", "They said no.", "We went on [1].", "It was p.149."],
        ["Ms. Li spoke.", "«In 2018 it began, and it ended».", "Then we left."],
        ["“It is so.”", "He left.", "“We stay, ”Wu said.", "A new one came…", "And went?!", "Yes!"],
        ["They came. .", "Then they went . .", "The end."],
        ["It bridged the gap. the divide ”.", "On the other side it did not “.", "Promote it”."],
        ["Иванов, Е.Л., Петрова Е.С. Малые страны.", "Минск, 2015.", "Живёт в г. Минск, там хорошо."],
        ["1. One title.", "2. Another title."],
        ["第一句。", "第二句！", "第三句"],
        ["# A title", "## A part of it", "Text begins.", "### Next"],
        ["No end at all"],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    joined = "".join(part if part[-1] in "。！" else part + " " for part in parts).strip()
    # A heading has no full stop, so what follows it runs on until the next "#".
    expected = parts if parts[0] != "# A title" else ["# A title", "## A part of it Text begins.", "### Next"]
    assert split(joined) == expected


def test_the_sentence_around_a_phrase_and_around_one_that_spans_two() -> None:
    text = "First one. Ms. Li went. Third one."
    assert sentence_around(text, 15, 17) == (11, 23)
    assert sentence_around(text, 6, 14) == (0, 23)
    assert sentence_around(text, 10, 11) == (0, 10)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (0, 99)])
def test_a_stretch_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ParameterError):
        sentence_around("Some text.", start, end)


prose = st.text(alphabet=st.sampled_from("abÉ 1.?!…”“»#。\n\r\t中й"), max_size=80)


@given(prose)
def test_sentences_cover_the_text_in_order_but_for_single_blanks(raw: str) -> None:
    text = normalise(raw)
    position = 0
    for start, end in sentences(text):
        assert text[position:start] in ("", " ")
        assert start < end
        assert text[start:end] == text[start:end].strip()
        position = end
    assert position == len(text)


@given(prose, st.data())
def test_the_sentence_around_a_stretch_holds_it(raw: str, data: st.DataObject) -> None:
    text = normalise(raw)
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = sentence_around(text, start, end)
    assert first <= start or text[start:first] == " "
    assert last >= end or text[last:end] == " "


@given(st.lists(prose, max_size=5), st.data())
def test_every_position_of_a_document_has_a_place(blocks: list[str], data: st.DataObject) -> None:
    raw = "\n \n".join(blocks)
    text = normalise(raw)
    if text:
        start = data.draw(st.integers(0, len(text) - 1))
        assert locate(raw, start).startswith(("paragraph ", "sentence "))
    with pytest.raises(ParameterError):
        locate(raw, len(text))


def test_paragraphs_are_the_blocks_of_the_raw_text() -> None:
    raw = "# Title\r\n\r\nOne thing.\r\nAnother thing.\n\n\n   \nThe last one"
    text = normalise(raw)
    assert locate(raw, text.index("Title")) == "paragraph 1, sentence 1"
    assert locate(raw, text.index("Another")) == "paragraph 2, sentence 2"
    assert locate(raw, text.index("last")) == "paragraph 3, sentence 1"
    assert locate(raw, text.index("One"), text.index("The last")) == "paragraph 2, sentences 1-2"
    spanning = locate(raw, text.index("Another"), len(text))
    assert spanning == "paragraph 2, sentence 2 to paragraph 3, sentence 1"


def test_a_document_of_one_block_has_sentences_only() -> None:
    assert locate("\n\nOne thing. Another\nthing.\n\n", 15) == "sentence 2"


@pytest.mark.parametrize(
    ("pattern", "phrase", "locator"),
    [
        ("000_*.txt", "more than 2 million yuan", "paragraph 13, sentence 3"),
        ("000_*.txt", "small economies. Under", "paragraph 14, sentence 4 to paragraph 15, sentence 2"),
        ("000_*.txt", "16 countries", "paragraph 19, sentence 1"),
        ("000_*.txt", "Co., Ltd. in her", "paragraph 19, sentence 4"),
        ("000_*.txt", "Минск, 2015", "paragraph 25, sentence 3"),
        ("004_*.txt", "1,000 advanced technologies", "sentence 16"),
        ("004_*.txt", "300 young scientists", "sentence 17"),
        ("004_*.txt", "September last year", "sentence 35"),
    ],
)  # fmt: skip
def test_phrases_of_the_real_documents_are_located(
    documents: Path, pattern: str, phrase: str, locator: str
) -> None:
    (path,) = documents.glob(pattern)
    raw = path.read_text(encoding="utf-8")
    ((start, end),) = find_phrase(raw, phrase)
    assert locate(raw, start, end) == locator
