"""Parties and initiatives: two modes, with an edge for each role that a party has in an initiative."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactgraph.answers.claim import Card
from pactgraph.namespaces import shorten
from pactgraph.network.participations import Participations
from pactgraph.network.projections.definition import Choices, Projection

if TYPE_CHECKING:
    import networkx as nx


def two_mode(held: Participations, choices: Choices, left_out: dict[str, int]) -> nx.MultiGraph:
    """Project to parties and initiatives, with an edge for each role that a party has in an initiative.

    Nodes are the parties and initiatives of at least one participation; attributes: ``label``, ``alt`` (names
    in other languages and alternative names), ``mode`` (party or initiative), ``type`` and ``type_label``,
    ``status`` and ``status_label`` (initiatives), ``country`` (of a party; the first where it has several),
    ``years``, ``claims``. Edge keys are unique in the graph (party, role, initiative); attributes:
    ``initiative``, ``role``, ``role_label``, ``modality``, ``years``, ``claims``. Claims of one role of one
    party in one initiative are one edge, with the modality of the first.

    Years are the first and the last that a date can mean; those of an edge come from the participation's own
    dates, else from all claims about the initiative. A party on whose behalf another acts has an edge of the
    same role, from the same claim: where a president speaks for a country, both are tied to the meeting.

    Left out, and counted in the graph's attribute ``left_out``: ``initiatives`` that no claim gives a party,
    and ``claims`` of other classes than participation, which make no edge; those about an initiative stand
    among its node's claims. Nodes and edges are in the order of their IRIs.

    :returns: an undirected multigraph; an empty one where the store holds no participation.
    """
    import networkx as nx

    left_out.update(held.left_out)
    graph = nx.MultiGraph()
    present = {name for row in held.rows for name in (row.party, row.initiative)}
    for node in sorted(present):
        about = held.nodes[node]
        graph.add_node(node, **{**about, "alt": list(about["alt"])}, years=[], claims=[])
        for card in held.mentions.get(node, ()):
            _add_claim(graph.nodes[node], card)
    for row in held.rows:
        key = f"{shorten(row.party)} {row.role} {shorten(row.initiative)}"
        if not graph.has_edge(row.party, row.initiative, key):
            about = {"initiative": row.initiative, "role": row.role, "role_label": row.role_label}
            graph.add_edge(
                row.party, row.initiative, key, **about, modality=row.modality, years=[], claims=[]
            )
        _add_claim(graph.edges[row.party, row.initiative, key], row.card)
        _add_claim(graph.nodes[row.party], row.card)
    for _, _, edge in graph.edges(data=True):
        edge["years"] = edge["years"] or graph.nodes[edge["initiative"]]["years"]
    return graph


def _add_claim(held: dict[str, Any], card: Card) -> None:
    """Add a claim to a node or an edge; the rows come with each claim once."""
    held["claims"].append(card.as_dict())
    held["years"] = sorted({*held["years"], *_years(card)})


def _years(card: Card) -> set[int]:
    """Return the years that a claim's date names; a date with an open or unknown side names the other one."""
    return {int(day[:4]) for key in ("earliest", "latest") if (day := card.one(key))}


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
