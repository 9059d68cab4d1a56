"""Text as it is shown: cleaned of what would disturb its surroundings, and measured without a font."""

from __future__ import annotations

import unicodedata

NARROW = frozenset("iIjl.,:;'!|()[] tfr-·")
"""Letters that take about a third of the type size."""

JOINERS = frozenset("\u200c\u200d")
"""Invisible, but needed to write Persian, the languages of India, and emoji."""


def clean(text: str) -> str:
    """Make text from data fit to be shown: one line, no control characters, no marks that turn its direction.

    Escaping is left to whoever writes the page: nothing here makes text safe as HTML.

    :param text: any text.
    :returns: the same words.

    >>> clean("Digital\\u202e Silk\\n  Road\\x07")
    'Digital Silk Road'
    """
    kept = (" " if c.isspace() else c for c in text if c.isspace() or _shows(c))
    return " ".join("".join(kept).split())


def text_width(text: str, size: int) -> int:
    """Estimate the width of a text, generously: the page shortens what is wider after all.

    :param text: the text.
    :param size: the size of the type, in the picture's units.
    :returns: the width, in the same units.

    >>> text_width("China", 12) < text_width("中国中国", 12)
    True
    """
    return -(-sum(_hundredths(c) for c in text) * size // 100)


def _shows(character: str) -> bool:
    return character in JOINERS or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def _hundredths(character: str) -> int:
    if unicodedata.combining(character) or character in JOINERS:
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 104
    if character in NARROW:
        return 35
    return 74 if character.isupper() or character in "mwMWшщжюфыШЩЖЮФЫ@%&" else 58
