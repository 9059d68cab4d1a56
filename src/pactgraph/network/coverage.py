"""Coverage of a network: its sources, the modalities of its ties, and claims in doubt."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.namespaces import FACTUAL
from pactgraph.network.elements import Node, ties
from pactgraph.network.participation_queries import read_claims
from pactgraph.network.results import Cell, Result, about, in_order
from pactgraph.store.base import Store

if TYPE_CHECKING:
    import networkx as nx

SOURCES = """
SELECT ?source ?title ?published ?left (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  ?claim pact:evidence/pact:source ?source .
  ?source rdfs:label ?title . FILTER(LANG(?title) = "en")
  OPTIONAL { ?source pact:published ?published }
  OPTIONAL { ?source pact:coverage ?left FILTER(LANG(?left) = "en") }
} GROUP BY ?source ?title ?published ?left ORDER BY ?source
"""
IN_DOUBT = "SELECT DISTINCT ?claim WHERE { ?found pact:disputes|pact:disputedBy ?claim }"
#: Modalities of what has not happened.


@dataclass(frozen=True)
class Coverage:
    """The evidence of a network.

    :param sources: the sources: title, date, number of claims, and number of claims used by this network.
    :param ties: counts of ties by how firmly they are stated.
    :param unread: the parts of each source that were not curated: (title, words).
    """

    sources: Result
    ties: Result
    unread: tuple[tuple[str, str], ...]


def coverage(graph: nx.Graph, store: Store) -> Coverage:
    """Return the coverage of a network.

    :param graph: a projection.
    :param store: the store that it was made from.
    """
    found = list(ties(graph))
    claims = read_claims(store, sorted({claim for tie in found for claim in tie.claims}))
    used = Counter(claim.source for claim in claims.values())
    documents = store.select(SOURCES).records()
    doubted = {row["claim"] for row in store.select(IN_DOUBT).records()}
    rows: list[tuple[Cell, ...]] = [
        (row["title"], row.get("published", ""), int(row["claims"]), used[row["source"]], row["source"])
        for row in documents
    ]
    single = sum(len(tie.sources) < 2 for tie in found)
    unfirm = sum(tie.modality not in FACTUAL for tie in found)
    figures: tuple[tuple[Cell, ...], ...] = (
        ("ties", len(found), "all"),
        ("stated by one source", single, "ties that no second source states"),
        ("not yet so", unfirm, "ties planned, recommended, forecast"),
        ("without a year", sum(not tie.years for tie in found), "ties that no date is known of"),
        ("claims", len(claims), "that ties stand for, each once"),
        ("claims in doubt", len(doubted & claims.keys()), "of these, which the audit holds against others"),
    )
    return Coverage(
        sources=Result(
            name="sources",
            title="What the network rests on",
            columns=("title", "published", "claims", "used", "source"),
            rows=in_order(rows, value=3, label=0),
            notes=(
                "claims: all that the graph holds from a document; used: those behind ties of this network.",
            ),
            about=about(graph),
        ),
        ties=Result(
            name="firmness",
            title="How firmly the ties are stated",
            columns=("figure", "value", "meaning"),
            rows=figures,
            about=about(graph),
        ),
        unread=tuple((row["title"], row["left"]) for row in documents if row.get("left")),
    )


def strongest_ties(graph: nx.Graph, most: int) -> list[tuple[str, tuple[str, ...]]]:
    """Return the ties of the largest weight in words, with their claims; parallel edges are one tie.

    Ties without weight are sorted by number of claims.

    >>> import networkx as nx
    >>> graph = nx.Graph()
    >>> graph.add_edge("a", "b", weight=2.0, claims="urn:c")
    >>> strongest_ties(graph, 1)
    [('a – b, weight 2', ('urn:c',))]
    """
    weights: dict[tuple[str, str], float] = defaultdict(float)
    claims: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    arrow = "→" if graph.is_directed() else "–"
    weighted = False
    for tie in ties(graph):
        pair = (tie.source, tie.target)
        weighted = weighted or tie.weight is not None
        weights[pair] += tie.weight or 0.0
        claims[pair].update(dict.fromkeys(tie.claims))
    found = []
    for pair in sorted(weights, key=lambda pair: (-weights[pair], -len(claims[pair]), pair))[:most]:
        ends = f" {arrow} ".join(Node.of(graph, end).label for end in pair)
        title = f"{ends}, weight {weights[pair]:.4g}" if weighted else ends
        found.append((title, tuple(claims[pair])))
    return found
