from __future__ import annotations

from itertools import pairwise
from math import hypot
from typing import Any

import networkx
import pytest

from pactgraph.errors import ParameterError
from pactgraph.views.layouts import arrange
from pactgraph.views.layouts.concentric import LEVELS, WIDER


def pledges(statuses: list[str | None]) -> Any:
    graph = networkx.MultiGraph()
    graph.add_node("China", label="China", mode="party", type="country")
    for number, status in enumerate(statuses):
        node = f"Pledge {number}"
        graph.add_node(node, label=node, mode="initiative", type="commitment", status=status)
        graph.nodes[node]["status_label"] = status
        graph.add_edge("China", node)
    return graph


def away(box: Any) -> float:
    return hypot(box.x / WIDER, box.y)


def test_what_is_done_stands_inside_and_what_is_wanted_outside() -> None:
    statuses = ["completed", "signed", "announced", "recommended", "ended", None] * 3
    graph = pledges(statuses)
    boxes = arrange(graph, "concentric")
    rings = [[away(boxes[f"Pledge {n}"]) for n in range(kind, 18, 6)] for kind in range(6)]
    assert away(boxes["China"]) < 10
    assert all(max(one) < min(other) for one, other in pairwise(rings))


def test_each_ring_says_what_it_holds_in_words() -> None:
    found = arrange(pledges(["in-force", "completed", "announced", None]), "concentric")
    assert [guide.text for guide in found.guides if guide.kind == "heading"] == [
        "completed, in-force",
        "announced",
        "not stated",
    ]
    assert sum(guide.kind == "ring" for guide in found.guides) == 3


def test_every_status_of_the_code_list_has_a_ring(checkout: Any) -> None:
    text = (checkout / "ontology" / "codelists" / "status.ttl").read_text(encoding="utf-8")
    listed = {line.split('"')[1] for line in text.splitlines() if "skos:notation" in line}
    assert listed == {status for level in LEVELS for status in level}


def test_a_network_without_statuses_is_refused() -> None:
    with pytest.raises(ParameterError, match="status"):
        arrange(pledges([None]), "concentric")


def test_a_party_stands_beside_what_it_takes_part_in() -> None:
    graph = pledges(["announced"] * 12)
    for number in range(4):
        graph.add_node(f"Country {number}", label=f"Country {number}", mode="party", type="country")
        graph.add_edge(f"Country {number}", f"Pledge {3 * number}")
    boxes = arrange(graph, "concentric")
    for number in range(4):
        party, own = boxes[f"Country {number}"], boxes[f"Pledge {3 * number}"]
        nearest = min((hypot(party.x - b.x, party.y - b.y), n) for n, b in boxes.items() if "Pledge" in n)[0]
        assert hypot(party.x - own.x, party.y - own.y) < nearest + 80
