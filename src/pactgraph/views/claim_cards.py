"""The claims behind the nodes and ties of a picture, each with its words and where it is stated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from pactgraph.answers.claim import cards
from pactgraph.network.elements import Attributes, claims_in, joined, words_of
from pactgraph.store.base import Store

if TYPE_CHECKING:
    import networkx as nx


def add_cards(graph: nx.Graph, store: Store) -> None:
    """Write on a network, as its attribute ``cards``, what the claims of its nodes and ties say, by IRI."""
    graph.graph["cards"] = {card.iri: card.as_dict() for card in cards(store, claims_in(graph))}


def carry(graph: nx.Graph, claims: Iterable[Mapping[str, Any]]) -> str:
    """Write on a network what claims say; returns their IRIs, as an attribute of a node or a tie of it."""
    held = {str(claim["iri"]): claim for claim in claims}
    graph.graph.setdefault("cards", {}).update(held)
    return joined(held)


def cards_of(graph: nx.Graph, data: Attributes) -> list[dict[str, Any]]:
    """Return what the claims of a node or a tie say, as far as the network carries it."""
    held = graph.graph.get("cards") or {}
    return [held[claim] for claim in words_of(data, "claims") if claim in held]
