"""Layouts: the place of every node, computed once in Python, so that the page needs no simulation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from pactgraph.model.text import unknown_name
from pactgraph.views.layouts import bipartite, columns, concentric, force
from pactgraph.views.layouts.boxes import Arrangement

if TYPE_CHECKING:
    import networkx as nx

SIZES = ("none", "degree", "strength")
"""What the size of a label can show."""

LAYOUTS: Mapping[str, Callable[[nx.Graph, int, str], Arrangement]] = {
    "columns": columns.arrange,
    "force": force.arrange,
    "bipartite": bipartite.arrange,
    "concentric": concentric.arrange,
}
"""Name to layout, a function of a network, a seed and one of :data:`SIZES`. Its module describes it."""


def arrange(graph: nx.Graph, layout: str = "columns", seed: int = 1, size: str = "none") -> Arrangement:
    """Give every node of a network a box; no two overlap.

    :param graph: any projection.
    :param layout: one of :data:`LAYOUTS`.
    :param seed: the seed of its search.
    :param size: one of :data:`SIZES`: none, the number of neighbours, or the sum of the weights of the ties.
    :returns: node to box, with guides; empty for an empty network.
    :raises UnknownNameError: if there is no such layout or size.
    :raises ParameterError: if the network lacks what the layout needs: modes, statuses.

    >>> import networkx
    >>> arrange(networkx.path_graph(["a", "b"]), "force")["a"].lines
    1
    """
    if layout not in LAYOUTS:
        raise unknown_name(f"the layout {layout!r}", layout, LAYOUTS)
    if size not in SIZES:
        raise unknown_name(f"the size {size!r}", size, SIZES)
    return LAYOUTS[layout](graph, seed, size) if len(graph) else Arrangement({})
