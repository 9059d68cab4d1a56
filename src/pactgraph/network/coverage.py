"""What a network rests on: which sources, how firmly its ties are stated, and what is doubted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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
#: How what is not yet so is stated.
UNFIRM = ("planned", "recommended", "forecast")


@dataclass(frozen=True)
class Grounds:
    """What a network rests on.

    :param sources: each source of the graph: title, date, claims, and claims behind ties of this network.
    :param ties: how firmly the ties are stated, in counts.
    :param coverage: what was left out of each source, as its curators say: (title, words).
    """

    sources: Result
    ties: Result
    coverage: tuple[tuple[str, str], ...]


def grounds(graph: nx.Graph, store: Store) -> Grounds:
    """Count what the ties of a network rest on.

    :param graph: a projection whose ties carry claims.
    :param store: where it comes from.
    """
    edges = [data for *_, data in graph.edges(data=True)]
    stated = {str(claim["iri"]): claim for data in edges for claim in data.get("claims", [])}
    used = Counter(str(claim["source"]) for claim in stated.values())
    rows = store.select(SOURCES).records()
    return Grounds(
        sources=_sources(graph, rows, used),
        ties=_ties(graph, edges, stated, {row["claim"] for row in store.select(IN_DOUBT).records()}),
        coverage=tuple((row["title"], row["left"]) for row in rows if row.get("left")),
    )


def _sources(graph: nx.Graph, rows: Iterable[dict[str, str]], used: Counter[str]) -> Result:
    found: list[tuple[Cell, ...]] = [
        (row["title"], row.get("published", ""), int(row["claims"]), used[row["source"]], row["source"])
        for row in rows
    ]
    return Result(
        name="sources",
        title="What the network rests on",
        columns=("title", "published", "claims", "used", "source"),
        rows=in_order(found, value=3, label=0),
        notes=("claims: all that the graph holds from a document; used: those behind ties of this network.",),
        about=about(graph),
    )


def _ties(graph: nx.Graph, edges: list[dict[str, Any]], stated: dict[str, Any], doubted: set[str]) -> Result:
    sources = [{claim["source"] for claim in data.get("claims", [])} for data in edges]
    rows: tuple[tuple[Cell, ...], ...] = (
        ("ties", len(edges), "all"),
        (
            "stated by one source",
            sum(len(found) < 2 for found in sources),
            "ties that no second source states",
        ),
        (
            "not yet so",
            sum(data.get("modality") in UNFIRM for data in edges),
            "ties planned, recommended, forecast",
        ),
        ("without a year", sum(not data.get("years") for data in edges), "ties that no date is known of"),
        ("claims", len(stated), "that ties stand for, each once"),
        ("claims in doubt", len(doubted & stated.keys()), "of these, which the audit holds against others"),
    )
    return Result(
        name="firmness",
        title="How firmly the ties are stated",
        columns=("figure", "value", "meaning"),
        rows=rows,
        about=about(graph),
    )


def strongest_ties(graph: nx.Graph, most: int) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the ties of the greatest weight with their claims, in words; ties between the same two as one.

    Where ties have no weight, those with the most claims come first.

    >>> import networkx as nx
    >>> graph = nx.Graph()
    >>> graph.add_edge("a", "b", weight=2.0, claims=[])
    >>> strongest_ties(graph, 1)
    [('a – b, weight 2', [])]
    """
    weight: dict[tuple[str, str], float] = defaultdict(float)
    claims: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
    arrow = "→" if graph.is_directed() else "–"
    weighted = any("weight" in data for *_, data in graph.edges(data=True))
    for one, other, data in graph.edges(data=True):
        weight[one, other] += float(data.get("weight", 0.0))
        claims[one, other].update({str(claim["iri"]): claim for claim in data.get("claims", [])})
    order = sorted(weight, key=lambda pair: (-weight[pair], -len(claims[pair]), pair))[:most]
    found = []
    for one, other in order:
        ends = f" {arrow} ".join(str(graph.nodes[end].get("label") or end) for end in (one, other))
        title = f"{ends}, weight {weight[one, other]:.4g}" if weighted else ends
        found.append((title, list(claims[one, other].values())))
    return found
