"""Passages of a document: their positions and the digest that proves them, without copying their text.

A document is *normalised* before anything is counted: Unicode NFC, every run of white space
(``str.isspace``) folded to one blank (U+0020), ends stripped. Positions are code points of the normalised
document, and the digest is the SHA-256 of the UTF-8 of ``normalised[start:end]``. So line breaks, page
breaks and tabs may change; words may not.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from heapq import merge
from typing import Literal

from pactgraph.errors import ParameterError


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a normalised document.

    :ivar start: position of its first code point, counted from 0.
    :ivar end: position after its last code point.
    :ivar sha256: digest of its UTF-8, in lower-case hexadecimal.
    """

    start: int
    end: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of checking a passage against a document.

    :ivar status: ``holds`` (where it was), ``moved`` (same words, other position) or ``gone``.
    :ivar start: where it is now; None when gone.
    :ivar end: the position after it; None when gone.
    """

    status: Literal["holds", "moved", "gone"]
    start: int | None = None
    end: int | None = None


def normalise(text: str) -> str:
    """Return a document or phrase in the form in which positions are counted.

    >>> normalise("  digital\\n\\n economy\\u00a0")
    'digital economy'
    """
    # str.split without arguments splits at exactly the characters for which str.isspace holds.
    return " ".join(unicodedata.normalize("NFC", text).split())


def make_passage(normalised: str, start: int, end: int) -> Passage:
    """Return the passage between two positions, with its digest.

    :param normalised: a document as :func:`normalise` returns it.
    :param start: position of the first code point.
    :param end: position after the last one.
    :raises ParameterError: when the positions do not lie in the document in this order.

    >>> make_passage("digital economy", 8, 15).sha256[:12]
    '6fda2b8252b6'
    """
    if not 0 <= start < end <= len(normalised):
        raise ParameterError(
            f"a passage from {start} to {end}",
            expected=f"0 <= start < end <= {len(normalised)}, the length of the normalised document",
            mend="find the passage by a phrase instead of counting",
        )
    return Passage(start, end, _digest(normalised[start:end]))


def find_phrase(document_text: str, phrase: str) -> list[tuple[int, int]]:
    """Find every place where a document has a phrase, letter for letter after normalisation.

    :param document_text: the document, raw or normalised.
    :param phrase: the words looked for; white space in them may differ.
    :returns: (start, end) of each place, in order; empty when there is none.
    :raises ParameterError: when the phrase is empty.

    >>> find_phrase("the digital\\neconomy, the Digital Economy", "digital  economy")
    [(4, 19)]
    """
    text, wanted = normalise(document_text), normalise(phrase)
    if not wanted:
        raise ParameterError(
            "an empty phrase", expected="words of the document", mend="copy some words from it"
        )
    places: list[tuple[int, int]] = []
    start = text.find(wanted)
    while start >= 0:
        places.append((start, start + len(wanted)))
        start = text.find(wanted, start + 1)
    return places


def check(normalised: str, passage: Passage) -> Verdict:
    """Check whether a document still has a passage, and where.

    When it is not at its old place, a window of its length slides over the document, nearest places first,
    so a passage that occurs several times is found nearest to the old place (the earlier one of two equally
    near). This takes one digest per position: about a twentieth of a second for 50,000 characters.

    :param normalised: the document as :func:`normalise` returns it.
    :param passage: the passage as it was.

    >>> old = make_passage("the digital economy", 4, 11)
    >>> check("in the digital economy", old)
    Verdict(status='moved', start=7, end=14)
    """
    length = passage.end - passage.start
    last = len(normalised) - length
    if length <= 0 or passage.start < 0 or last < 0:
        return Verdict("gone")
    before, after = range(min(passage.start, last), -1, -1), range(passage.start + 1, last + 1)
    for start in merge(before, after, key=lambda place: (abs(place - passage.start), place)):
        if _digest(normalised[start : start + length]) == passage.sha256:
            status: Literal["holds", "moved"] = "holds" if start == passage.start else "moved"
            return Verdict(status, start, start + length)
    return Verdict("gone")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
