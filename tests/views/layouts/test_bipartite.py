from __future__ import annotations

from typing import Any

import networkx
import pytest

from pactgraph.errors import ParameterError
from pactgraph.views.layouts import arrange
from pactgraph.views.layouts.bipartite import find_layers


def two_mode(ties: str) -> Any:
    """``Company operator Platform`` in each line."""
    graph = networkx.MultiGraph()
    for line in ties.strip().splitlines():
        party, role, initiative = line.split()
        graph.add_node(party, label=party, mode="party", type="company", type_label="company")
        graph.add_node(
            initiative, label=initiative, mode="initiative", type="platform", type_label="platform"
        )
        graph.add_edge(party, initiative, role=role)
    return graph


PLATFORMS = """
Ant operator Alipay
Rootech operator Rootcloud
Kenya served Rootcloud
India served Rootcloud
Singapore served Alipay
"""


def test_who_is_only_served_stands_on_the_other_side() -> None:
    graph = two_mode(PLATFORMS)
    boxes = arrange(graph, "bipartite")
    assert boxes["Ant"].x < boxes["Alipay"].x < boxes["Singapore"].x
    assert [layer.heading for layer in find_layers(graph)] == ["company", "platform", "company served"]


def test_who_also_gives_stands_with_those_who_give() -> None:
    graph = two_mode(PLATFORMS + "Kenya operator Alipay\n")
    assert arrange(graph, "bipartite")["Kenya"].x < arrange(graph, "bipartite")["Rootcloud"].x


def test_lines_do_not_cross_where_they_need_not() -> None:
    boxes = arrange(two_mode(PLATFORMS), "bipartite")
    order = sorted(("Alipay", "Rootcloud"), key=lambda node: boxes[node].y)
    operators = sorted(("Ant", "Rootech"), key=lambda node: boxes[node].y)
    assert [("Ant", "Rootech").index(node) for node in operators] == [
        ("Alipay", "Rootcloud").index(node) for node in order
    ]


def test_types_are_layers_where_no_tie_joins_two_of_one_type() -> None:
    graph = networkx.DiGraph([("ZTE", "Kenya"), ("ZTE", "Chile"), ("Huawei", "Kenya")])
    for node in graph:
        kind = "company" if node in ("ZTE", "Huawei") else "country"
        graph.nodes[node].update(label=node, mode="party", type=kind, type_label=kind)
    layers = find_layers(graph)
    assert [layer.heading for layer in layers] == ["company", "country"]
    assert sorted(layers[0].nodes) == ["Huawei", "ZTE"]


def test_a_direction_makes_layers_where_types_do_not() -> None:
    graph = networkx.DiGraph([("China", "Cuba"), ("China", "Kenya")])
    networkx.set_node_attributes(graph, "country", "type")
    networkx.set_node_attributes(graph, "party", "mode")
    assert [layer.heading for layer in find_layers(graph)] == ["give", "receive"]


def test_a_network_of_one_kind_is_refused() -> None:
    graph = networkx.Graph([("China", "Cuba"), ("Cuba", "Chile")])
    networkx.set_node_attributes(graph, "country", "type")
    networkx.set_node_attributes(graph, "party", "mode")
    with pytest.raises(ParameterError, match="bipartite") as caught:
        arrange(graph, "bipartite")
    assert "force" in caught.value.mend


def test_a_tall_layer_is_broken_into_columns() -> None:
    graph = two_mode("\n".join(f"Ant operator Platform{number}" for number in range(150)))
    boxes = arrange(graph, "bipartite")
    assert len({box.x for node, box in boxes.items() if node != "Ant"}) > 1
    assert max(box.y for box in boxes.values()) < 600
