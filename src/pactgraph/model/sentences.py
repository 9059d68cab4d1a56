"""Sentences and paragraphs: the stretch around a phrase, and a place that a person can find.

The rule for the end of a sentence, small and the same everywhere:

1. ``.``, ``!``, ``?`` or ``…`` (also several, also with blanks between, as in ``. .``) with the closing
   quotes and brackets after it, then a blank, then anything but a lower-case letter or closing punctuation;
2. not after an abbreviation (``Ms.``, ``Co.``, ``pp.`` before a number) or the initial of a name (``E. L.``);
3. not before there is a letter in the sentence, so the number of a reference (``1.``) stays with it;
4. ``。``, ``！`` and ``？`` end one without a blank; the ``#`` of a heading starts one.

``31.7``, ``p.149`` and ``».`` inside a sentence need no rule of their own: no blank, or a lower-case
letter, follows.
"""

from __future__ import annotations

import re

from pactgraph.errors import ParameterError
from pactgraph.model.passages import normalise

_END = re.compile(
    r"""[.!?…]+(?:\ ?[.!?…]+)*[”’»"')\]]*(?=\ )|[。！？]+[”’」』》）]*|\ (?=\#+\ )""", re.VERBOSE
)
_NEVER_STARTS = "”’»,;:.)]"
_ABBREVIATION = re.compile(
    r"mr|mrs|ms|dr|prof|st|ave|rd|co|vs|cf|e\.g|i\.e|al|gen|sen|gov|rev|hon|"
    r"jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|"
    r"г|гг|пр|ул|им|см|тыс|проф"
)
#: Abbreviations only when a number follows: ``No. 5`` is one, ``they said no.`` is not.
_BEFORE_NUMBER = re.compile(r"nos?|pp?|vols?|figs?|art|sec|стр|№")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")


def sentence_around(normalised: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the sentence, or sentences, around a stretch of a normalised document.

    :param normalised: the document as :func:`~pactgraph.model.passages.normalise` returns it.
    :param start: position of the first code point of the stretch.
    :param end: position after its last one.
    :returns: (start, end), without blanks at the ends.
    :raises ParameterError: when the positions do not lie in the document in this order.

    >>> text = "Trade grew by 31.7 percent. Ms. Li praised it. It went on."
    >>> first, after = sentence_around(text, 32, 34)
    >>> text[first:after]
    'Ms. Li praised it.'
    """
    if not 0 <= start < end <= len(normalised):
        raise ParameterError(
            f"a stretch from {start} to {end}",
            expected=f"0 <= start < end <= {len(normalised)}, the length of the normalised document",
            mend="take the positions from a search for a phrase in the same document",
        )
    spans = sentences(normalised)
    touched = [span for span in spans if span[0] < end and span[1] > start]
    # A stretch of one blank between two sentences touches none: take the one before it.
    touched = touched or [max((span for span in spans if span[1] <= start), default=spans[0])]
    return touched[0][0], touched[-1][1]


def sentences(normalised: str) -> list[tuple[int, int]]:
    """Return the spans of all sentences of a normalised text, in order, by the rule of this module.

    >>> sentences("1. One title, pp. 27-28. Another one")
    [(0, 24), (25, 36)]
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(normalised):
        end = match.start() if match.group() == " " else match.end()
        if _ends_sentence(normalised, start, match):
            spans.append((start, end))
            start = end + 1 if normalised[end : end + 1] == " " else end
    if start < len(normalised):
        spans.append((start, len(normalised)))
    return spans


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    if not any(char.isalpha() for char in text[start : match.start()]):
        return False
    if match.group() == " " or match.group()[0] in "。！？":
        return True
    following = text[match.end() + 1 : match.end() + 2]
    if following.islower() or following in _NEVER_STARTS:
        return False
    if match.group() != ".":
        return True
    word = re.split(r"[\s(\[«“\"]", text[start : match.start()])[-1]
    folded = word.casefold()
    if _ABBREVIATION.fullmatch(folded) or (_BEFORE_NUMBER.fullmatch(folded) and following.isdigit()):
        return False
    return not (word[-1:].isupper() and _INITIAL.fullmatch(word))


def locate(document_text: str, start: int, end: int | None = None) -> str:
    """Describe a position so that a person finds it: ``paragraph 9, sentence 2``.

    Paragraphs are the blocks between blank lines of the raw document, headings and references included,
    counted from 1; sentences are counted within their block. A document of one block has sentences only.

    :param document_text: the raw document, with its line breaks.
    :param start: a position in the normalised document.
    :param end: the position after the stretch; when it runs over several sentences, both ends are named.
    :returns: the locator.
    :raises ParameterError: when the position is not in the document.

    >>> locate("Title\\n\\nOne thing. Another thing.", 20)
    'paragraph 2, sentence 2'
    >>> locate("One thing. Another thing.", 4, 20)
    'sentences 1-2'
    """
    # Joined with single blanks, the normalised blocks are the normalised document.
    lines = document_text.replace("\r\n", "\n").replace("\r", "\n")
    blocks = [block for raw in re.split(r"\n\s*\n", lines) if (block := normalise(raw))]
    first = _place(blocks, start)
    last = _place(blocks, start if end is None else max(start, end - 1))
    if len(blocks) == 1:
        return f"sentence {first[1]}" if first == last else f"sentences {first[1]}-{last[1]}"
    if first[0] != last[0]:
        return f"paragraph {first[0]}, sentence {first[1]} to paragraph {last[0]}, sentence {last[1]}"
    which = f"sentence {first[1]}" if first == last else f"sentences {first[1]}-{last[1]}"
    return f"paragraph {first[0]}, {which}"


def _place(blocks: list[str], position: int) -> tuple[int, int]:
    """Return the numbers of the block and the sentence, from 1, in which a position lies."""
    offset = 0
    for number, block in enumerate(blocks, start=1):
        # The blank that joins two blocks belongs to the first one; nothing follows the last one.
        if 0 <= position - offset < len(block) + (number < len(blocks)):
            inside = position - offset
            passed = sum(1 for first, _ in sentences(block) if first <= inside)
            return number, max(1, passed)
        offset += len(block) + 1
    raise ParameterError(
        f"the position {position}",
        expected=f"a position from 0 to {max(0, offset - 2)} in the normalised document",
        mend="take the position from a search for a phrase in the same document",
    )
