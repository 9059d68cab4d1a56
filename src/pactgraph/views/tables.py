"""The content of a picture in rows, for those who read rather than look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.network.elements import Node, nodes, ties
from pactgraph.views.claim_cards import Claim, cards_of
from pactgraph.views.labels import clean, label_of
from pactgraph.views.lines import lines_of, neighbours, shared_by

if TYPE_CHECKING:
    import networkx as nx

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
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class NodeRow:
    """One row of the table of nodes."""

    id: str
    label: str
    type: str
    status: str
    names: str
    ties: int
    claims: tuple[Claim, ...]


def tie_rows(graph: nx.Graph) -> list[TieRow]:
    """Return one row for each tie, by its first end, then the other, then the role."""
    rows = []
    for line in lines_of(graph):
        tie, ends = line.tie, [Node.of(graph, end) for end in (line.source, line.target)]
        shared = [clean(name) for name in shared_by(graph, tie)]
        rest = f"; and {len(shared) - MOST_NAMES} more" if len(shared) > MOST_NAMES else ""
        rows.append(
            TieRow(
                id=line.id,
                source=label_of(graph, line.source),
                status=", ".join(dict.fromkeys(clean(end.status_label) for end in ends if end.status_label)),
                arrow={"forward": "→", "both": "↔"}.get(line.direction, ""),
                target=label_of(graph, line.target),
                relation=clean(tie.words) or "; ".join(shared[:MOST_NAMES]) + rest,
                weight="" if tie.weight is None else f"{tie.weight:.4g}",
                years=span(tie.years),
                claims=tuple(cards_of(graph, tie.claims)),
            )
        )
    return sorted(rows, key=lambda row: (row.source, row.target, row.relation, row.id))


def node_rows(graph: nx.Graph) -> list[NodeRow]:
    """Return one row for each node, by type, then label."""
    tied = neighbours(graph)
    own = own_claims(graph)
    rows = [
        NodeRow(
            id=node.key,
            label=label_of(graph, node.key),
            type=clean(node.type_label or node.type),
            status=clean(node.status_label),
            names="; ".join(map(clean, node.alt)),
            ties=tied[node.key],
            claims=tuple(cards_of(graph, own[node.key])),
        )
        for node in nodes(graph)
    ]
    return sorted(rows, key=lambda row: (row.type, row.label, row.id))


def own_claims(graph: nx.Graph) -> dict[str, list[str]]:
    """Return the claims of each node, by their IRIs, that none of its ties carries: a tie shows its own."""
    of_ties: dict[str, set[str]] = {node: set() for node in graph}
    for tie in ties(graph):
        of_ties[tie.source].update(tie.claims)
        of_ties[tie.target].update(tie.claims)
    return {
        node.key: [claim for claim in node.claims if claim not in of_ties[node.key]] for node in nodes(graph)
    }


def span(years: Sequence[int]) -> str:
    """Write years in short.

    >>> span([2019, 2018, 2021])
    '2018–2021'
    """
    if not years:
        return ""
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}–{last}"
