"""The content of a picture in rows, for those who read rather than look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pactgraph.network.elements import names_of, words_of, years_of
from pactgraph.views.claim_cards import cards_of
from pactgraph.views.labels import clean
from pactgraph.views.marks import role_words
from pactgraph.views.ties import Tie, neighbours, shared_by, ties_of

MOST_NAMES = 6
"""So many shared things are named in a row; of the others it says how many there are."""


@dataclass(frozen=True)
class TieRow:
    """One row of the table of ties."""

    id: str
    source: str
    status: str
    """Of the initiative at one of its ends."""
    arrow: str
    target: str
    relation: str
    """A role, a relation, or the names of what both ends share."""
    weight: str
    years: str
    claims: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Thing:
    """One row of the table of nodes."""

    id: str
    label: str
    type: str
    status: str
    names: str
    ties: int
    claims: tuple[dict[str, Any], ...]


def tie_rows(graph: Any) -> list[TieRow]:
    """Return one row for each tie, by its first end, then the other, then the role."""
    rows = [
        TieRow(
            id=tie.id,
            source=label_of(graph, tie.source),
            status=_status(graph, tie),
            arrow={"forward": "→", "both": "↔"}.get(tie.direction, ""),
            target=label_of(graph, tie.target),
            relation=role_words(tie) or _shared(graph, tie),
            weight=f"{tie.data['weight']:.4g}" if "weight" in tie.data else "",
            years=span(years_of(tie.data)),
            claims=tuple(cards_of(graph, tie.data)),
        )
        for tie in ties_of(graph)
    ]
    return sorted(rows, key=lambda row: (row.source, row.target, row.relation, row.id))


def thing_rows(graph: Any) -> list[Thing]:
    """Return one row for each node, by type, then label."""
    tied = neighbours(graph)
    own = own_claims(graph)
    rows = [
        Thing(
            id=node,
            label=label_of(graph, node),
            type=clean(data.get("type_label") or data.get("type") or ""),
            status=clean(data.get("status_label") or ""),
            names="; ".join(clean(name) for name in names_of(data, "alt")),
            ties=tied[node],
            claims=tuple(cards_of(graph, {"claims": own[node]})),
        )
        for node, data in graph.nodes(data=True)
    ]
    return sorted(rows, key=lambda row: (row.type, row.label, row.id))


def own_claims(graph: Any) -> dict[str, list[str]]:
    """Return the claims of each node, by their IRIs, that none of its ties carries: a tie shows its own."""
    of_ties: dict[str, set[str]] = {node: set() for node in graph}
    for one, other, data in graph.edges(data=True):
        iris = set(words_of(data, "claims"))
        of_ties[one] |= iris
        of_ties[other] |= iris
    return {
        node: [claim for claim in words_of(data, "claims") if claim not in of_ties[node]]
        for node, data in graph.nodes(data=True)
    }


def label_of(graph: Any, node: str) -> str:
    """Return the name of a node; its identifier where it has none."""
    return clean(graph.nodes[node].get("label", "")) or node


def span(years: Sequence[int]) -> str:
    """Write years in short.

    >>> span([2019, 2018, 2021])
    '2018–2021'
    """
    if not years:
        return ""
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}–{last}"


def _status(graph: Any, tie: Tie) -> str:
    found = [clean(graph.nodes[end].get("status_label") or "") for end in (tie.source, tie.target)]
    return ", ".join(dict.fromkeys(status for status in found if status))


def _shared(graph: Any, tie: Tie) -> str:
    names = [clean(name) for name in shared_by(graph, tie.data)]
    rest = len(names) - MOST_NAMES
    return "; ".join(names[:MOST_NAMES]) + (f"; and {rest} more" if rest > 0 else "")
