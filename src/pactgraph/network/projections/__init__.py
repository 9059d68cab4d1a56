"""Projections of the graph to networkx graphs."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from pactgraph.errors import ParameterError
from pactgraph.model.text import unknown_name
from pactgraph.network.elements import Info, nodes, ties
from pactgraph.network.filters import EmptyNetworkError, Filters
from pactgraph.network.participation_queries import read_participations
from pactgraph.network.participations import Participations
from pactgraph.network.projections.definition import CHOICES, Choices, Projection, weight_named
from pactgraph.network.projections.knowledge import KNOWLEDGE
from pactgraph.network.projections.one_mode import (
    COMPANY_COUNTRY,
    COUNTRY_COUNTRY,
    INITIATIVE_INITIATIVE,
    PARTY_PARTY,
)
from pactgraph.network.projections.two_mode import TWO_MODE
from pactgraph.network.results import Cell, Result, about
from pactgraph.resources import version
from pactgraph.store.base import Store

if TYPE_CHECKING:
    import networkx as nx

PROJECTIONS: dict[str, Projection] = {
    projection.name: projection
    for projection in (
        TWO_MODE,
        PARTY_PARTY,
        COUNTRY_COUNTRY,
        COMPANY_COUNTRY,
        INITIATIVE_INITIATIVE,
        KNOWLEDGE,
    )
}


def project(
    data: Store | Participations,
    name: str = "two-mode",
    *,
    filters: Filters | None = None,
    weight: str = "newman",
    roll_up: bool = False,
    directed: bool = False,
) -> nx.Graph:
    """Return a projection by name.

    Read its attributes as :class:`pactgraph.network.elements.Info`, its nodes and ties as
    :class:`pactgraph.network.elements.Node` and :class:`pactgraph.network.elements.Tie`.

    :param data: a store, or participations that were read before.
    :param filters: filters of participations; by default all pass.
    :param weight: the weight in one-mode projections: ``newman`` or ``count``.
    :param roll_up: whether parties inside a country count as the country.
    :param directed: whether arcs follow roles; company-country and knowledge are always directed.
    :returns: a ``Graph``, ``DiGraph``, ``MultiGraph`` or ``MultiDiGraph``; nodes and edges are sorted by IRI.
    :raises UnknownNameError: if there is no such projection or weight.
    :raises ParameterError: if a filter has an unknown code, or the projection does not support a choice.
    :raises EmptyNetworkError: if nothing passes the filters. Without filters, an empty store gives an empty
        network.
    """
    projection = projection_named(name)
    choices = Choices(filters or Filters(), weight_named(weight), roll_up, directed)
    for choice in ("roll_up", "directed"):
        allowed = choice in projection.can or (choice == "directed" and projection.always_directed)
        if getattr(choices, choice) and not allowed:
            able = [one.name for one in PROJECTIONS.values() if choice in one.can]
            option = choice.replace("_", "-")
            raise ParameterError(
                f"{option} with the projection {projection.name}",
                expected=f"{option} with {' or '.join(able)}",
            )
    held = data if isinstance(data, Participations) else read_participations(data)
    kept, dropped = choices.filters.apply(held)
    left_out = Counter(dropped)
    graph = projection.build(kept, choices, left_out)
    made = projection.about(choices, left_out)
    replace(made, version=version(), data_version=held.data_version).write(graph)
    words = choices.filters.words()
    if words and not len(graph):
        counts = ", ".join(f"{number} {reason}" for reason, number in left_out.items())
        raise EmptyNetworkError(
            f"nothing left of {name} when it is to be {'; '.join(words)}",
            expected="filters that some participation passes",
            mend=f"leave out a filter; left out were {counts}"
            if left_out
            else f"leave out a filter; counts of what each leaves out: pactgraph network show {name}",
        )
    return graph


def projection_named(name: str) -> Projection:
    """Return a projection by name.

    :raises UnknownNameError: if there is none.

    >>> projection_named("party-party").title
    'Parties tied by shared initiatives'
    """
    if name not in PROJECTIONS:
        raise unknown_name(f"the projection {name}", name, PROJECTIONS)
    return PROJECTIONS[name]


def list_projections() -> Result:
    """Return all projections with their nodes, edges, weights, dates and choices.

    >>> list_projections().column("name")[0]
    'two-mode'
    """
    rows = [
        (
            one.name,
            one.title,
            one.nodes,
            one.edges,
            one.weight,
            one.time,
            "; ".join(
                [CHOICES[name] for name in one.can] + ["always directed by roles"] * one.always_directed
            ),
        )
        for one in PROJECTIONS.values()
    ]
    return Result(
        name="projections",
        title="Projections",
        columns=("name", "title", "nodes", "edges", "weight", "time", "choices"),
        rows=tuple(rows),
    )


def describe_network(graph: nx.Graph) -> Result:
    """Return how a network was made, its size, and what it excludes.

    :returns: part (``rule``, ``filters``, ``size``, ``left out``), what, value.
    """
    made = Info.of(graph)
    rows: list[tuple[Cell, ...]] = []
    for sentence in made.rule:
        rows.append(("rule", sentence, None))
    for words in made.filters:
        rows.append(("filters", words, None))
    rows += [("size", words, number) for words, number in _sizes(graph)]
    rows += [("left out", words, number) for words, number in made.left_out.items()]
    return Result(
        name="network",
        title=made.title or "Network",
        columns=("part", "what", "value"),
        rows=tuple(rows),
        about=about(graph),
    )


def _sizes(graph: nx.Graph) -> list[tuple[str, Cell]]:
    import networkx as nx

    plain = graph.to_undirected(as_view=True) if graph.is_directed() else graph
    parts = sorted((len(part) for part in nx.connected_components(plain)), reverse=True)
    kinds = Counter(node.type_label or "unknown" for node in nodes(graph))
    claims = {claim for tie in ties(graph) for claim in tie.claims}
    sizes: list[tuple[str, Cell]] = [
        ("nodes", len(graph)),
        *((f"nodes: {kind}", number) for kind, number in sorted(kinds.items())),
        ("isolated nodes", sum(1 for _, degree in graph.degree() if degree == 0)),
        ("arcs" if graph.is_directed() else "ties", graph.number_of_edges()),
        ("claims behind them", len(claims)),
        ("connected parts", len(parts)),
        ("nodes of the largest part", parts[0] if parts else 0),
    ]
    if made := Info.of(graph).weight:
        sizes.append((f"sum of weights ({made})", float(graph.size(weight="weight"))))
    return sizes
