"""The content of a picture in rows, for those who read rather than look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pactgraph.views.labels import clean


@dataclass(frozen=True)
class Tie:
    """One row of the table of ties."""

    id: str
    initiative: str
    status: str
    party: str
    role: str
    years: str
    claims: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Thing:
    """One row of the table of parties and initiatives."""

    id: str
    label: str
    type: str
    status: str
    names: str
    ties: int
    claims: tuple[dict[str, Any], ...]


def tie_rows(graph: Any) -> list[Tie]:
    """Return one row for each tie, by initiative, then party, then role."""
    rows = []
    for one, other, key, data in graph.edges(keys=True, data=True):
        initiative, party = ends(graph, one, other)
        rows.append(
            Tie(
                id=tie_id(graph, one, other, key),
                initiative=_label(graph, initiative),
                status=clean(graph.nodes[initiative].get("status_label") or ""),
                party=_label(graph, party),
                role=clean(data.get("role_label") or data.get("role") or ""),
                years=span(data.get("years", [])),
                claims=tuple(data.get("claims", [])),
            )
        )
    return sorted(rows, key=lambda row: (row.initiative, row.party, row.role, row.id))


def thing_rows(graph: Any) -> list[Thing]:
    """Return one row for each node, by type, then label."""
    rows = [
        Thing(
            id=node,
            label=_label(graph, node),
            type=clean(data.get("type_label") or data.get("type") or ""),
            status=clean(data.get("status_label") or ""),
            names="; ".join(clean(name) for name in data.get("alt", [])),
            ties=len(set(graph[node])),
            claims=tuple(own_claims(graph, node)),
        )
        for node, data in graph.nodes(data=True)
    ]
    return sorted(rows, key=lambda row: (row.type, row.label, row.id))


def ends(graph: Any, one: str, other: str) -> tuple[str, str]:
    """Return the two ends of a tie, the initiative first."""
    return (other, one) if graph.nodes[one].get("mode") == "party" else (one, other)


def own_claims(graph: Any, node: str) -> list[dict[str, Any]]:
    """Return the claims of a node that none of its ties carries: those are shown with the tie."""
    of_ties = {claim["iri"] for *_, data in graph.edges(node, data=True) for claim in data.get("claims", [])}
    return [claim for claim in graph.nodes[node].get("claims", []) if claim["iri"] not in of_ties]


def tie_id(graph: Any, one: str, other: str, key: object) -> str:
    """Name a tie: keys tell apart only the ties between the same two ends."""
    return "|".join((*ends(graph, one, other), str(key)))


def span(years: list[int]) -> str:
    """Write years in short.

    >>> span([2019, 2018, 2021])
    '2018–2021'
    """
    if not years:
        return ""
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}–{last}"


def _label(graph: Any, node: str) -> str:
    return clean(graph.nodes[node].get("label", "")) or node
