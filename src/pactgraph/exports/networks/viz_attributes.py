"""How a network looks when it is opened elsewhere: places, colours and sizes of its nodes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from pactgraph.model.optional_imports import require
from pactgraph.views.layouts.columns import arrange
from pactgraph.views.style import Style, load_style

SEED = 1
SMALLEST, LARGEST = 4.0, 24.0
#: What the picture is wide and high, in the units of sizes.
SPREAD = 1000.0


@dataclass(frozen=True)
class Look:
    """How one node is drawn; colours are those of the project's pictures on a light ground."""

    x: float
    y: float
    size: float
    colour: tuple[int, int, int]


def node_looks(graph: Any) -> dict[str, Look]:
    """Return the look of every node, the same each time.

    Two-mode networks stand as in the project's own pictures, others as a seeded spring layout places them.
    The area of a node grows with its strength (the sum of the weights of its ties; each counts 1 without).

    :raises MissingLibraryError: where a spring layout is needed and numpy is not installed.
    """
    style, places = load_style("palette"), _places(graph)
    strength = dict(graph.degree(weight="weight"))
    most = max(strength.values(), default=0) or 1
    looks = {}
    for node, data in graph.nodes(data=True):
        x, y = places[node]
        size = SMALLEST + (LARGEST - SMALLEST) * math.sqrt(max(0.0, strength[node]) / most)
        looks[str(node)] = Look(round(x, 1), round(y, 1), round(size, 1), _colour(style, data))
    return looks


def _places(graph: Any) -> dict[Any, tuple[float, float]]:
    if graph.graph.get("projection") == "two-mode" and graph.is_multigraph() and len(graph):
        # Pages count downwards, networks upwards.
        return {node: (float(box.x), float(-box.y)) for node, box in arrange(graph).items()}
    require("numpy", extra="analysis")
    import networkx as nx

    found = nx.spring_layout(graph, weight="weight", seed=SEED, scale=SPREAD)
    return {node: (float(x), float(y)) for node, (x, y) in found.items()}


def _colour(style: Style, data: dict[str, Any]) -> tuple[int, int, int]:
    mode = "party" if data.get("mode") == "party" else "initiative"
    light = style.colours[style.mark(str(data.get("type") or ""), mode).colour][0].lstrip("#")
    return int(light[:2], 16), int(light[2:4], 16), int(light[4:6], 16)
