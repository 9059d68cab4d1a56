"""Countries tied by the initiatives in which both take part, by themselves or rolled up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pactgraph.network.elements import Node
from pactgraph.network.participations import Participation, Participations
from pactgraph.network.projections.affiliations import Words, count, grouped, taking_part, tie
from pactgraph.network.projections.definition import TIME, Choices, Projection

if TYPE_CHECKING:
    import networkx as nx


def country_country(held: Participations, choices: Choices, left_out: dict[str, int]) -> nx.Graph:
    """Project to countries, tied by the initiatives that they share.

    A city's project is not its state's: parties inside a country count for it on demand only. Groups and
    international organizations are never taken apart: a source that says ASEAN does not say Laos.

    Attributes are those of :func:`pactgraph.network.projections.party_party.party_party`; where parties are
    rolled up, ``stands_for`` of a node lists those that it stands for.

    :returns: a ``Graph``, or a ``DiGraph`` where direction is asked for; isolated countries stay.
    """
    rows = [row for row in taking_part(held, choices, left_out) if _counted(held, row, choices, left_out)]
    groups = grouped(rows, lambda row: row.initiative, lambda row: countries_of(held, row, choices.roll_up))
    graph = tie(held, groups, choices, left_out, Words("initiatives of one country"))
    if choices.roll_up:
        for node in graph:
            inside = {row.party for row in rows if node in held.countries.get(row.party, ())}
            replace(Node.of(graph, node), stands_for=tuple(sorted(inside))).add_to(graph)
    return graph


def countries_of(held: Participations, row: Participation, roll_up: bool) -> tuple[str, ...]:
    """Return the countries that a participation counts for: none for a group."""
    if held.nodes[row.party].type == "country":
        return (row.party,)
    return held.countries.get(row.party, ()) if roll_up else ()


def _counted(held: Participations, row: Participation, choices: Choices, left_out: dict[str, int]) -> bool:
    if countries_of(held, row, choices.roll_up):
        return True
    inside = bool(held.countries.get(row.party))
    count(
        left_out,
        "ties of parties inside a country" if inside else "ties of parties that belong to no country",
    )
    return False


COUNTRY_COUNTRY = Projection(
    name="country-country",
    title="Countries tied by shared initiatives",
    nodes="Nodes are countries that take part in at least one initiative; who shares none is isolated.",
    edges="Two countries are tied where both take part in one initiative, unless both only receive in it.",
    time=TIME,
    build=country_country,
    shared=("initiative", "countries"),
    can=("roll_up", "directed"),
)
