from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import networkx
import pytest


@pytest.fixture
def chance_network() -> Callable[[int, int, int], Any]:
    """A two-mode network with a hub, others of all degrees, parallel ties, and loose nodes."""

    def build(seed: int, initiatives: int, parties: int) -> Any:
        chance = random.Random(seed)
        graph = networkx.MultiGraph()
        for number in range(parties):
            label = "Party " * chance.randint(1, 9)
            graph.add_node(f"p{number}", label=label, mode="party", type="country")
        for number in range(initiatives):
            node = f"i{number}"
            status, years = chance.choice(("signed", "in-force", "proposed", None)), [2000 + number % 23]
            graph.add_node(
                node, label="Initiative " * chance.randint(1, 12), mode="initiative", type="project"
            )
            graph.nodes[node].update(status=status, years=years if chance.random() < 0.9 else [])
            for party in {0, *(int(parties * chance.random() ** 3) for _ in range(chance.randint(0, 5)))}:
                if chance.random() < 0.7:
                    role = chance.choice(("signatory", "served"))
                    graph.add_edge(node, f"p{party}", key=f"{node}-{party}", role=role)
        return graph

    return build
