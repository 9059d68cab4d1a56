"""Text as it is shown: cleaned of what would disturb its surroundings."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from pactgraph.network.elements import Node
from pactgraph.views.svg import JOINERS

if TYPE_CHECKING:
    import networkx as nx


def clean(text: str) -> str:
    """Make text from data fit to be shown: one line, no control characters, no marks that turn its direction.

    Escaping is left to whoever writes the page: nothing here makes text safe as HTML.

    :param text: any text.
    :returns: the same words.

    >>> clean("Digital\\u202e Silk\\n  Road\\x07")
    'Digital Silk Road'
    """
    if text.isprintable():
        return " ".join(text.split())
    hidden = ("Cc", "Cf", "Cs", "Co", "Cn")
    kept = (
        " " if c.isspace() else c
        for c in text
        if c.isspace() or c in JOINERS or unicodedata.category(c) not in hidden
    )
    return " ".join("".join(kept).split())


def label_of(graph: nx.Graph, node: str) -> str:
    """Return the name of a node as it is shown; its identifier where it has none."""
    return clean(Node.of(graph, node).label) or node
