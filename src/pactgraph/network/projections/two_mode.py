"""Parties and initiatives: two modes, with an edge for each role that a party has in an initiative."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from pactgraph.network.elements import Tie
from pactgraph.network.participations import Participations, Stated
from pactgraph.network.projections.definition import Choices, Projection

if TYPE_CHECKING:
    import networkx as nx


def two_mode(held: Participations, choices: Choices, left_out: Counter[str]) -> nx.MultiGraph:
    """Project to parties and initiatives, with an edge for each role that a party has in an initiative.

    Nodes are the parties and initiatives of at least one participation; attributes: ``label``, ``alt`` (names
    in other languages and alternative names), ``mode`` (party or initiative), ``type`` and ``type_label``,
    ``status`` and ``status_label`` (initiatives), ``country`` (of a party; the first where it has several),
    ``years``, ``claims``. Edge keys are unique in the graph (party, role, initiative); attributes:
    ``initiative``, ``role``, ``role_label``, ``modality``, ``years``, ``claims``. Claims of one role of one
    party in one initiative are one edge, with the modality of the first; what is planned, recommended or
    forecast is another edge than what is so.

    Years are the first and the last of each date; those of an edge are from the participation's own dates,
    otherwise from all claims about the initiative. A party on whose behalf another acts has an edge of the
    same role by the same claim: if a president speaks for a country, both are tied to the meeting.

    Left out, and counted in the graph's attribute ``left_out``: ``initiatives`` that no claim gives a party,
    and ``claims`` of other classes than participation, which make no edge; those about an initiative stand
    among its node's claims. Nodes and edges are in the order of their IRIs.

    :returns: an undirected multigraph; empty if the store has no participations.
    """
    import networkx as nx

    left_out.update(held.left_out)
    of_nodes: dict[str, Stated] = defaultdict(Stated)
    of_ties: dict[str, Stated] = defaultdict(Stated)
    ties: dict[str, Tie] = {}
    for node in {name for row in held.rows for name in (row.party, row.initiative)}:
        for claim in held.mentions.get(node, ()):
            of_nodes[node].add(claim, claim.years)
    for row in held.rows:
        key = row.key
        tie = Tie(
            row.party, row.initiative, key, role=row.role, role_label=row.role_label,
            initiative=row.initiative, modality=row.modality,
        )  # fmt: skip
        ties.setdefault(key, tie)
        of_ties[key].add(row.claim, row.claim.years)
        of_nodes[row.party].add(row.claim, row.claim.years)
    graph = nx.MultiGraph()
    for node, stated in sorted(of_nodes.items()):
        stated.on(held.nodes[node]).add_to(graph)
    for key, tie in ties.items():
        stated = of_ties[key]
        stated.years = stated.years or of_nodes[tie.initiative].years
        stated.on(tie).add_to(graph)
    return graph


TWO_MODE = Projection(
    name="two-mode",
    title="Parties and initiatives",
    nodes="Nodes are parties and initiatives that at least one participation names.",
    edges="An edge is a role of a party in an initiative, with all claims that state it.",
    time=(
        "An edge has the years of the participation's own dates, else of all claims about its initiative; a "
        "date that can mean several years stands with the first and the last of them."
    ),
    build=two_mode,
)
