"""Companies and countries, tied by the initiatives in which both take part; roles make direction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from pactgraph.network.participations import Participation, Participations
from pactgraph.network.projections.affiliations import Words, count, grouped, taking_part, tie
from pactgraph.network.projections.country_country import countries_of
from pactgraph.network.projections.definition import TIME, Choices, Projection

if TYPE_CHECKING:
    import networkx as nx


def company_country(held: Participations, choices: Choices, left_out: dict[str, int]) -> nx.DiGraph:
    """Project to companies and countries; an arc leads from who gives to who receives.

    Ties among companies and among countries are left out, so the network is bipartite by ``type``. Parties
    inside a country other than companies count for it on demand.

    :returns: a ``DiGraph``; attributes are those of the one-mode projections.
    """
    rows = []
    for row in taking_part(held, choices, left_out):
        if _nodes(held, choices)(row):
            rows.append(row)
        else:
            count(left_out, "ties of parties that are neither company nor country")
    groups = grouped(rows, lambda row: row.initiative, _nodes(held, choices))
    words = Words("initiatives of one company or country")
    graph = tie(held, groups, replace(choices, directed=True), left_out, words)
    alike = [pair for pair in graph.edges if len({held.nodes[node].type for node in pair}) == 1]
    graph.remove_edges_from(alike)
    if alike:
        left_out["arcs among companies and among countries"] = len(alike)
    return graph


def _nodes(held: Participations, choices: Choices) -> Callable[[Participation], tuple[str, ...]]:
    def nodes(row: Participation) -> tuple[str, ...]:
        if held.nodes[row.party].type == "company":
            return (row.party,)
        return countries_of(held, row, choices.roll_up)

    return nodes


COMPANY_COUNTRY = Projection(
    name="company-country",
    title="Companies and countries tied by shared initiatives",
    nodes="Nodes are companies and countries that take part in at least one initiative.",
    edges="A company and a country are tied where both take part in one initiative.",
    time=TIME,
    build=company_country,
    shared=("initiative", "companies and countries"),
    can=("roll_up",),
    always_directed=True,
)
