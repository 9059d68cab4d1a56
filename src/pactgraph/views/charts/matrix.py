"""A matrix: a row and a column for each party, a square where two are tied; for dense networks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pactgraph.views.charts.colours import Paint
from pactgraph.views.charts.definition import Chart
from pactgraph.views.charts.matrix_spec import Picture
from pactgraph.views.charts.network import claims_of, count_of, name_of, pairs, span
from pactgraph.views.charts.rows import Drawing, Row, amount, empty, number
from pactgraph.views.style import Style

MOST = 60
"""So many rows at most: beyond that, no name and no square could be told from the next."""


def matrix(graph: Any, chart: Chart, style: Style, *, seed: int) -> Drawing:
    """Make a matrix of a one-mode network.

    :param graph: as a projection gives it; of a directed one, rows give and columns receive.
    :raises EmptyChartError: where nobody is tied.
    """
    held = {ends: ties for ends, ties in pairs(graph).items() if ends[0] != ends[1]}
    if not held:
        raise empty("nobody who is tied", {})
    counts = {ends: count_of(ties) for ends, ties in held.items()}
    order = _ordered(graph, counts, chart.order, seed)
    rows = _rows(graph, held, counts)
    shown, beyond = order[:MOST], order[MOST:]
    notes = []
    alone = len(graph) - len(order)
    if alone:
        notes.append(f"{amount(alone, 'party', 'parties')} without a tie: left out.")
    if beyond:
        notes.append(f"Only the {MOST} with the most ties have a row; {len(beyond)} more are in the table.")
    names = {"from": "One", "to": "Other", "count": "Initiatives", "years": "Years"}
    if graph.is_directed():
        names |= {"from": "From", "to": "To"}
    return Drawing(
        spec=lambda width: Picture(graph, shown, rows, counts, Paint(style), width).spec(),
        rows=tuple(rows.values()),
        columns=tuple((names | dict(chart.names)).items()),
        summary=_summary(graph, order, counts),
        notes=tuple(notes),
    )


def _ordered(graph: Any, counts: Mapping[tuple[str, str], int], order: str, seed: int) -> list[str]:
    strength: dict[str, int] = {}
    for ends, count in counts.items():
        for end in ends:
            strength[end] = strength.get(end, 0) + count
    by_ties = sorted(strength, key=lambda node: (-strength[node], name_of(graph, node), node))
    if order == "name":
        return sorted(strength, key=lambda node: (name_of(graph, node), node))
    if order == "ties" or len(by_ties) > MOST:
        return by_ties
    groups = _communities(by_ties, counts, seed)
    groups.sort(key=lambda group: (-max(strength[node] for node in group), min(group)))
    return [node for group in groups for node in by_ties if node in group]


def _communities(nodes: Sequence[str], counts: Mapping[tuple[str, str], int], seed: int) -> list[set[str]]:
    import networkx as nx

    plain = nx.Graph()
    plain.add_nodes_from(sorted(nodes))
    for (one, other), count in sorted(counts.items()):
        before = plain.get_edge_data(one, other, {"weight": 0})["weight"]
        plain.add_edge(one, other, weight=before + count)
    return [set(group) for group in nx.community.louvain_communities(plain, weight="weight", seed=seed)]


def _rows(
    graph: Any, held: Mapping[tuple[str, str], list[Mapping[str, Any]]], counts: Mapping[tuple[str, str], int]
) -> dict[tuple[str, str], Row]:
    order = sorted(
        held, key=lambda ends: (-counts[ends], name_of(graph, ends[0]), name_of(graph, ends[1]), ends)
    )
    cells = [
        {
            "from": name_of(graph, ends[0]),
            "to": name_of(graph, ends[1]),
            "count": str(counts[ends]),
            "years": span(held[ends]),
        }
        for ends in order
    ]
    made = number(Row("", cell, "", claims_of(held[ends])) for cell, ends in zip(cells, order, strict=True))
    return dict(zip(order, made, strict=True))


def _summary(graph: Any, order: Sequence[str], counts: Mapping[tuple[str, str], int]) -> str:
    possible = len(order) * (len(order) - 1) // (1 if graph.is_directed() else 2)
    most = max(counts.values())
    strongest = [ends for ends in counts if counts[ends] == most]
    words = [f"{name_of(graph, one)} and {name_of(graph, other)}" for one, other in strongest[:4]]
    parties = amount(len(order), "party", "parties")
    pairs = f"{amount(len(counts), 'pair')} tied of {possible:,} possible ones"
    more = f" and {len(strongest) - len(words)} more pairs" if len(strongest) > len(words) else ""
    return f"{parties}, {pairs}. The most initiatives, {most}, tie {'; '.join(words)}{more}."
