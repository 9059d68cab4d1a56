"""Measures of networks, with formula, source and edge cases.

To add one: a function in the module of its family, and a table in ``measures.toml``, of the fields of
:class:`Measure`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Hashable, Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from pactgraph.errors import ParameterError
from pactgraph.model.optional_imports import require
from pactgraph.model.text import unknown_name
from pactgraph.network.measures.measure import Computed, Measure, Network, Options, has_two_modes, prepare
from pactgraph.network.results import Cell, Result, about, named, ranked_rows, ranks, tidy

if TYPE_CHECKING:
    import networkx as nx


def _read_measures() -> dict[str, Measure]:
    tables = tomllib.loads(Path(__file__).with_name("measures.toml").read_text(encoding="utf-8"))
    for table in tables.values():
        table.update({key: tuple(value) for key, value in table.items() if isinstance(value, list)})
    return {name: Measure(name, **table) for name, table in tables.items()}


MEASURES: dict[str, Measure] = _read_measures()
#: The measures of a profile that fits a terminal, and of a full profile.
SHORT = ("degree", "strength", "betweenness", "harmonic", "constraint")
PROFILE = (
    "degree", "strength", "betweenness", "harmonic", "eigenvector", "pagerank", "core-number", "clustering",
    "constraint", "effective-size",
)  # fmt: skip


def find_measure(name: str) -> Measure:
    """Return a measure by name.

    :raises UnknownNameError: if there is no such measure.
    """
    if name not in MEASURES:
        raise unknown_name(f"the measure {name}", name, MEASURES, "see: pactgraph network measures --list")
    return MEASURES[name]


def measure(graph: nx.Graph, name: str, options: Options | None = None) -> Result:
    """Measure a projected network.

    The columns are rank, label, type, value, node for nodes, and rank, label, other, value, node, other_node
    for ties, sorted by rank, then by label; equal values share a rank, undefined values come last. Measures
    of the whole network have columns of their own.

    :param graph: any networkx graph; nodes may have attributes ``label`` and ``type``.
    :param name: a name of ``MEASURES``.
    :raises UnknownNameError: if there is no such measure.
    :raises ParameterError: if the measure does not fit the network.
    :raises MissingLibraryError: if a library that it needs is not installed.

    >>> import networkx as nx
    >>> measure(nx.star_graph(3), "degree").rows[0]
    (1, '0', '', 3, '0')
    """
    chosen, held = find_measure(name), options or Options()
    if obstacle := chosen.obstacle(graph):
        raise ParameterError(f"{obstacle}, for the measure {name}", expected=_needed(chosen))
    return _result(graph, prepare(graph), chosen, held)


def _needed(chosen: Measure) -> str:
    return (
        "a network of parties and initiatives" if chosen.two_mode else "a network whose ties have directions"
    )


def values_of(graph: nx.Graph, name: str, options: Options | None = None) -> dict[Hashable, float | None]:
    """Return the value of each node, by node, in the order of the network.

    :raises ParameterError: if it is not a measure of nodes, or does not fit the network.

    >>> import networkx as nx
    >>> values_of(nx.path_graph(3), "betweenness")
    {0: 0.0, 1: 1.0, 2: 0.0}
    """
    chosen = find_measure(name)
    if chosen.of != "nodes":
        ours = [one.name for one in MEASURES.values() if one.of == "nodes"]
        raise ParameterError(f"the measure {name}, which is one of {chosen.of}", expected=", ".join(ours))
    if obstacle := chosen.obstacle(graph):
        raise ParameterError(f"{obstacle}, for the measure {name}", expected=_needed(chosen))
    network = prepare(graph)
    found = _compute(network, chosen, options or Options())
    return {node: tidy(found.get(number)) for number, node in enumerate(network.names)}


def _compute(network: Network, chosen: Measure, options: Options) -> Computed:
    for library in chosen.needs:
        require(library, extra="analysis")
    from pactgraph.network.backend import accelerated

    with accelerated() if options.fast else nullcontext():
        return chosen.compute(network, options)


def _result(graph: nx.Graph, network: Network, chosen: Measure, options: Options) -> Result:
    found = _compute(network, chosen, options)
    rows: Iterable[tuple[Cell, ...]]
    if chosen.of == "nodes":
        columns: tuple[str, ...] = ("rank", "label", "type", "value", "node")
        rows = ranked_rows(graph, {node: found.get(n) for n, node in enumerate(network.names)})
    elif chosen.of == "ties":
        columns = ("rank", "label", "other", "value", "node", "other_node")
        rows = _tie_rows(graph, network, found)
    else:
        columns = chosen.columns
        rows = [tuple(tidy(c) if isinstance(c, float) else c for c in row) for row in found]
    return Result(
        name=chosen.name,
        title=chosen.title,
        columns=columns,
        rows=tuple(rows),
        notes=_notes(graph, network, chosen),
        method=chosen.formula,
        source=chosen.source,
        about=about(graph, measure=chosen.name, **{key: getattr(options, key) for key in chosen.options}),
    )


def _tie_rows(
    graph: nx.Graph, network: Network, found: Iterable[tuple[int, int, float]]
) -> list[tuple[Cell, ...]]:
    pairs = {(one, other): value for one, other, value in found}
    places = ranks(pairs)
    rows: list[tuple[Cell, ...]] = []
    for (one, other), value in pairs.items():
        ends = [network.names[one], network.names[other]]
        labels = [named(graph, end)[0] for end in ends]
        rows.append((places[one, other], *labels, tidy(value), *map(str, ends)))
    return sorted(rows, key=lambda row: (row[0], row[1], row[2], row[4], row[5]))


def _notes(graph: nx.Graph, network: Network, chosen: Measure) -> tuple[str, ...]:
    import networkx as nx

    notes = [f"Values: {chosen.unit}."]
    isolated = nx.number_of_isolates(network.graph)
    parts = nx.number_weakly_connected_components if graph.is_directed() else nx.number_connected_components
    number = parts(network.graph)
    notes.append(f"Isolated nodes (here {isolated}): {chosen.isolated}.")
    notes.append(f"Disconnected parts (here {number}): {chosen.disconnected}.")
    if graph.is_directed() and chosen.directed == "undirected":
        notes.append("The directions of ties are left aside.")
    if chosen.triangles and has_two_modes(graph):
        notes.append("Two modes have no triangles: what is counted from these is 0 by construction here.")
    return (*notes, *network.notes())


def profile(graph: nx.Graph, names: Sequence[str] = PROFILE, options: Options | None = None) -> Result:
    """Return several measures of nodes: one row for each node, one column for each measure.

    Rows are sorted by the first measure, then by label. Measures that do not fit the network are skipped
    with a note.

    >>> import networkx as nx
    >>> profile(nx.star_graph(3), ["degree", "betweenness"]).rows[0]
    (1, '0', '', 3, 1.0, '0')
    """
    found: dict[str, dict[Hashable, float | None]] = {}
    notes: list[str] = []
    for name in names:
        if obstacle := find_measure(name).obstacle(graph):
            notes.append(f"{name} is left out: this is {obstacle}.")
            continue
        found[name] = values_of(graph, name, options)
    kept = [MEASURES[name] for name in found]
    order = ranked_rows(graph, next(iter(found.values())))
    by_text = {str(node): node for node in graph}
    rows = []
    for rank, label, kind, _, text in order:
        node = by_text[str(text)]
        rows.append((rank, label, kind, *(values[node] for values in found.values()), text))
    return Result(
        name="profile",
        title="Measures of nodes side by side",
        columns=("rank", "label", "type", *found, "node"),
        rows=tuple(rows),
        notes=(*notes, *(f"{one.name}: {one.unit}; isolated nodes: {one.isolated}." for one in kept)),
        method="; ".join(f"{one.name}: {one.formula}" for one in kept),
        source="; ".join(dict.fromkeys(text for one in kept for text in one.source.split("; "))),
        about=about(graph, measures=list(found)),
    )


def describe() -> Result:
    """Return all measures with their documentation, one a row."""
    rows = [
        (one.name, one.title, one.of, one.formula, one.unit, one.isolated, one.disconnected, one.source)
        for one in MEASURES.values()
    ]
    columns = ("measure", "title", "of", "formula", "unit", "isolated", "disconnected", "source")
    return Result("measures", "Measures", columns, tuple(rows))


__all__ = [
    "MEASURES", "PROFILE", "SHORT", "Measure", "Network", "Options", "describe", "find_measure", "measure",
    "prepare", "profile", "values_of",
]  # fmt: skip
