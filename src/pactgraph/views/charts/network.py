"""What a map and a matrix read of a projected graph: names, ties, what each stands for, its claims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pactgraph.views.labels import clean


def name_of(graph: Any, node: str) -> str:
    """Return the name of a node; its identifier where it has none."""
    return clean(graph.nodes[node].get("label", "")) or node


def pairs(graph: Any) -> dict[tuple[str, str], list[Mapping[str, Any]]]:
    """Return the ties between each two nodes; of an undirected graph, each pair in the order of its names.

    >>> import networkx
    >>> list(pairs(networkx.Graph([("b", "a")])))
    [('a', 'b')]
    """
    held: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for one, other, data in graph.edges(data=True):
        ends = (one, other) if graph.is_directed() else tuple(sorted((one, other)))
        held.setdefault((ends[0], ends[1]), []).append(data)
    return dict(sorted(held.items()))


def count_of(ties: list[Mapping[str, Any]]) -> int:
    """Return how many initiatives some ties stand for; where none are named, how many ties there are."""
    initiatives = {iri for tie in ties for iri in tie.get("initiatives", ())}
    return len(initiatives) or sum(int(tie.get("count", 1)) for tie in ties)


def claims_of(ties: list[Mapping[str, Any]]) -> tuple[dict[str, Any], ...]:
    """Return the claims of the ties of a pair, each once."""
    held = {claim["iri"]: claim for tie in ties for claim in tie.get("claims", ())}
    return tuple(held.values())


def span(ties: list[Mapping[str, Any]]) -> str:
    """Write the years of the ties of a pair in short."""
    years = sorted({year for tie in ties for year in tie.get("years", ())})
    if not years:
        return ""
    return str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"


def tentative(ties: list[Mapping[str, Any]], statuses: frozenset[str], modalities: frozenset[str]) -> bool:
    """Tell whether all that ties a pair is wanted or offered, not done."""
    return all(
        tie.get("modality") in modalities or (tie.get("status") or "") in statuses for tie in ties
    ) and bool(ties)
