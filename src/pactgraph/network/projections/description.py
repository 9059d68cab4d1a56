"""Descriptions of projections and of projected networks: rule, filters, size."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pactgraph.network.elements import Info, nodes, ties
from pactgraph.network.projections import PROJECTIONS
from pactgraph.network.projections.definition import CHOICES
from pactgraph.network.results import Cell, Result, about

if TYPE_CHECKING:
    import networkx as nx


def list_projections() -> Result:
    """Return every projection with its choice of nodes, edges, weight and time.

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
    """Return how a projected network was made, how large it is, and what it leaves out.

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
