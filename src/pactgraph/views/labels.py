"""Text as it is shown: cleaned of what would disturb its surroundings."""

from __future__ import annotations

import unicodedata

from pactgraph.views.svg import JOINERS


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


def _shows(character: str) -> bool:
    return character in JOINERS or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")
