"""The claims behind the nodes and ties of a picture, each with its words and where it is stated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from pactgraph.answers.claim import cards
from pactgraph.network.elements import claims_in, joined
from pactgraph.store.base import Store
from pactgraph.views.labels import clean

if TYPE_CHECKING:
    import networkx as nx

Claim: TypeAlias = Mapping[str, Any]
"""A claim as plain values; see :meth:`pactgraph.answers.claim.Card.as_dict`."""


def add_cards(graph: nx.Graph, store: Store) -> None:
    """Write on a network, as its attribute ``cards``, what the claims of its nodes and ties say, by IRI."""
    graph.graph["cards"] = {card.iri: card.as_dict() for card in cards(store, claims_in(graph))}


def carry(graph: nx.Graph, claims: Iterable[Claim]) -> str:
    """Write on a network what claims say; returns their IRIs, as an attribute of a node or a tie of it."""
    held = {str(claim["iri"]): claim for claim in claims}
    graph.graph.setdefault("cards", {}).update(held)
    return joined(held)


def cards_of(graph: nx.Graph, claims: Iterable[str]) -> list[Claim]:
    """Return what claims of a node or a tie say, as far as the network carries it."""
    held: Mapping[str, Claim] = graph.graph.get("cards") or {}
    return [held[claim] for claim in claims if claim in held]


def remarks(claim: Claim) -> list[str]:
    """Return the notes on a claim, the doubts of the audit and the judgements of curators."""
    doubts = [f"In doubt: {text}" for text in claim.get("doubts", ())]
    judgements = [f"Judged: {text}" for text in claim.get("judgements", ())]
    return [clean(text) for text in (*claim.get("notes", ()), *doubts, *judgements)]
