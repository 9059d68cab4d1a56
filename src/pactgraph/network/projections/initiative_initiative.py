"""Initiatives tied by the parties that take part in both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgraph.network.participations import Participations
from pactgraph.network.projections.affiliations import Words, grouped, taking_part, tie
from pactgraph.network.projections.definition import TIME, Choices, Projection

if TYPE_CHECKING:
    import networkx as nx


def initiative_initiative(held: Participations, choices: Choices, left_out: dict[str, int]) -> nx.Graph:
    """Project to initiatives, tied by the parties that they share.

    Edges have ``parties`` in place of ``initiatives``; ``memberships`` of a node are its parties. A party
    that takes part in many initiatives ties each two of them: many ties and, by Newman's weight, thin ones.

    :returns: a ``Graph``; isolated initiatives stay.
    """
    rows = taking_part(held, choices, left_out)
    groups = grouped(rows, lambda row: row.party, lambda row: (row.initiative,))
    return tie(held, groups, choices, left_out, Words("parties of one initiative", of_parties=False))


INITIATIVE_INITIATIVE = Projection(
    name="initiative-initiative",
    title="Initiatives tied by shared parties",
    nodes="Nodes are initiatives in which at least one party takes part; one that shares none is isolated.",
    edges="Two initiatives are tied where one party takes part in both.",
    time=TIME,
    build=initiative_initiative,
    shared=("party", "initiatives"),
)
