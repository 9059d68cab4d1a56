"""Parties tied by the initiatives in which both take part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.network.participations import Participations
from pactgraph.network.projections.affiliations import Words, grouped, taking_part, tie
from pactgraph.network.projections.definition import TIME, Choices, Projection

if TYPE_CHECKING:
    import networkx as nx


def party_party(held: Participations, choices: Choices, left_out: dict[str, int]) -> nx.Graph:
    """Project to parties, tied by the initiatives that they share.

    Node attributes are those of the two-mode network and ``memberships``, the initiatives in which the party
    takes part. Edge attributes: ``weight``, ``count``, ``initiatives``, ``years``, ``modality``, ``claims``.
    Two parties that both only receive are not tied by that: users of one platform do nothing with each other.

    :returns: a ``Graph``, or a ``DiGraph`` where direction is asked for; isolated parties stay.
    """
    rows = taking_part(held, choices, left_out)
    groups = grouped(rows, lambda row: row.initiative, lambda row: (row.party,))
    return tie(held, groups, choices, left_out, Words("initiatives of one party"))


PARTY_PARTY = Projection(
    name="party-party",
    title="Parties tied by shared initiatives",
    nodes="Nodes are parties that take part in at least one initiative; who shares none is isolated.",
    edges="Two parties are tied where both take part in one initiative, unless both only receive in it.",
    time=TIME,
    build=party_party,
    shared=("initiative", "parties"),
    can=("directed",),
)
