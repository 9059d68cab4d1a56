"""What networkx loads: the conversions, the algorithms, and which calls the backend takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pactgraph.network.backend import OFFERED, algorithms
from pactgraph.network.backend.conversion import convert_from_nx, convert_to_nx

#: Arguments that must have these values, if they are given, by the place that they have in the call.
ONLY: dict[str, dict[str, tuple[int, object]]] = {
    "average_clustering": {"nodes": (1, None), "weight": (2, None), "count_zeros": (3, True)},
    "average_shortest_path_length": {"weight": (1, None)},
    "betweenness_centrality": {"k": (1, None), "endpoints": (4, False)},
    "bridges": {"root": (1, None)},
    "closeness_centrality": {"u": (1, None)},
    "clustering": {"nodes": (1, None), "weight": (2, None)},
    "diameter": {"e": (1, None), "weight": (3, None)},
    "edge_betweenness_centrality": {"k": (1, None)},
    "harmonic_centrality": {"nbunch": (1, None), "sources": (3, None)},
}
#: What is the same of undirected networks only.
UNDIRECTED = {
    "articulation_points", "average_clustering", "bridges", "closeness_centrality", "clustering",
    "connected_components", "constraint", "transitivity",
}  # fmt: skip
#: What networkx does about as fast as the network is brought over to igraph; see tests/benchmarks.
QUICK = {"connected_components", "core_number"}


class Dispatcher:
    """The backend as networkx sees it: functions by networkx's names, and whether it takes a call."""

    convert_from_nx = staticmethod(convert_from_nx)
    convert_to_nx = staticmethod(convert_to_nx)

    def __getattr__(self, name: str) -> Any:
        if name in OFFERED:
            return getattr(algorithms, name)
        raise AttributeError(name)

    def can_run(self, name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> bool | str:
        """Return whether the numbers would be those of networkx, else why not."""
        graph = args[0] if args else kwargs["G"]
        if graph.is_multigraph():
            return "two nodes may have several ties, which igraph counts otherwise"
        if name in UNDIRECTED and graph.is_directed():
            return "directed networks are measured otherwise"
        if _has_loops(graph):
            return "ties of a node to itself are counted otherwise"
        for argument, (place, value) in ONLY.get(name, {}).items():
            given = args[place] if place < len(args) else kwargs.get(argument, value)
            if given is not value:
                return f"the argument {argument} is not offered"
        return True

    def should_run(self, name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> bool | str:
        """Return whether it is worth it, where no backend is named: else networkx comes first."""
        return "bringing the network over takes longer" if name in QUICK else True


def _has_loops(graph: Any) -> bool:
    if hasattr(graph, "ties"):
        return any(one == other for one, other in graph.ties)
    return any(node in held for node, held in graph.adjacency())


backend = Dispatcher()
