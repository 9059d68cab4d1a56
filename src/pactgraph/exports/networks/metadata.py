"""What a file says of the network in it: how it was made, from what, and what is not in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from pactgraph.exports.networks.attributes import plain_text
from pactgraph.network.elements import Info

if TYPE_CHECKING:
    import networkx as nx

TIME = (
    "Start and end are the first and the last year in which a claim dates a tie; they do not say that it "
    "ended then. A tie without them has no known year."
)
CLAIMS = (
    "The attribute claims of nodes and edges lists the claims that they stand for, joined by ' | '; "
    "'pactgraph explain NUMBER' shows each with its evidence."
)


def about_network(graph: nx.Graph) -> dict[str, str]:
    """Return what is to be known of a projected network, in words, in a fixed order.

    Reads the graph's attributes ``projection``, ``title``, ``rule``, ``weight``, ``filters``, ``left_out``,
    ``version`` and ``data_version``; what is missing is left out, but that there
    are no filters is said.

    >>> import networkx
    >>> about_network(networkx.Graph(projection="two-mode", filters=[]))["filters"]
    'none'
    """
    info = Info.of(graph)
    found = {
        "title": sentence(info.title or info.projection),
        "projection": sentence(info.projection),
        "rule": sentence(info.rule),
        "weight": sentence(info.weight),
        "filters": sentence(info.filters) or "none",
        "left_out": left_out(info.left_out),
        "nodes": str(graph.number_of_nodes()),
        "edges": str(graph.number_of_edges()),
        "time": TIME,
        "claims": CLAIMS,
        "version": f"pactgraph {info.version}" if info.version else "",
        "data_version": sentence(info.data_version),
    }
    return {name: plain_text(text) for name, text in found.items() if text}


def description(graph: nx.Graph) -> str:
    """Return the same as one text, one line for each."""
    about = about_network(graph)
    return "\n".join(f"{name.replace('_', ' ')}: {text}" for name, text in about.items())


def left_out(counts: Mapping[str, int]) -> str:
    """Return what a projection left out, in words.

    >>> left_out({"initiatives of one party": 3, "claims": 0})
    'initiatives of one party: 3; claims: 0'
    """
    return "; ".join(f"{words}: {number}" for words, number in counts.items())


def sentence(value: object) -> str:
    """Return a value of the graph's attributes as one line of text.

    >>> sentence(["One.", "Two."]), sentence(None), sentence({"nodes": "parties"})
    ('One. Two.', '', 'nodes: parties')
    """
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {sentence(part)}" for name, part in value.items())
    if isinstance(value, Iterable) and not isinstance(value, str):
        return " ".join(sentence(part) for part in value)
    return " ".join(str(value).split())
