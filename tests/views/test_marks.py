from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import networkx
import pytest

from pactgraph.errors import InputSyntaxError
from pactgraph.views.definition import ViewDefinition
from pactgraph.views.lines import lines_of
from pactgraph.views.marks import LEAST, LineLook, Marks, NodeLook
from pactgraph.views.style import load_style

Mark = Callable[..., Marks]


@pytest.fixture
def marks(view: ViewDefinition) -> Mark:
    def marked(graph: Any, **encodings: Any) -> Marks:
        changed = replace(view, encoding=replace(view.encoding, **encodings))
        return Marks(graph, changed, load_style("palette"))

    return marked


def nodes(marks: Marks) -> dict[str, NodeLook]:
    return {node[-3:]: marks.node(node, 12) for node in marks.graph}


def ties(marks: Marks) -> dict[tuple[str, str], LineLook]:
    return {(tie.source[-3:], tie.target[-3:]): marks.line(tie) for tie in lines_of(marks.graph)}


def test_where_size_and_width_tell_nothing_all_are_alike(countries: Any, marks: Mark) -> None:
    assert len({mark.radius for mark in nodes(marks(countries)).values()}) == 1
    assert len({mark.width for mark in ties(marks(countries)).values()}) == 1


def test_more_ties_make_a_larger_shape(countries: Any, marks: Mark) -> None:
    drawn = nodes(marks(countries, size="strength"))
    assert drawn["ALA"].radius > drawn["BOR"].radius > drawn["CHA"].radius > drawn["DOM"].radius == LEAST
    assert drawn["ALA"].number == 3.0
    drawn = nodes(marks(countries, size="degree"))
    assert drawn["ALA"].radius == drawn["CHA"].radius > drawn["DOM"].radius


@pytest.mark.parametrize("width", ["weight", "count"])
def test_a_stronger_tie_is_a_wider_line(countries: Any, marks: Mark, width: str) -> None:
    drawn = ties(marks(countries, width=width))
    assert drawn["ALA", "BOR"].width == 6.0
    assert drawn["ALA", "BOR"].width > drawn["ALA", "CHA"].width >= drawn["BOR", "CHA"].width


def test_a_width_that_the_network_does_not_have_is_reported_with_file_and_line(
    graph: Any, marks: Mark
) -> None:
    with pytest.raises(InputSyntaxError) as caught:
        ties(marks(graph, width="weight"))
    assert "width = 'weight'" in caught.value.found
    assert caught.value.file
    assert caught.value.line


def test_without_ties_no_width_is_missed(marks: Mark) -> None:
    graph = networkx.Graph()
    graph.add_node("a", label="A", mode="party", type="country")
    assert marks(graph, width="weight").widths == {}


def test_a_tie_is_dashed_if_all_it_rests_on_is_only_proposed(countries: Any, marks: Mark) -> None:
    drawn = ties(marks(countries))
    assert {ends: mark.tentative for ends, mark in drawn.items()} == {
        ("ALA", "BOR"): False,
        ("ALA", "CHA"): False,
        ("BOR", "CHA"): True,
    }
    assert not any(mark.tentative for mark in ties(marks(countries, line="none")).values())


def test_a_tie_is_dashed_by_its_modality(countries: Any, marks: Mark) -> None:
    for *_, data in countries.edges(data=True):
        data["modality"] = "planned"
    assert all(mark.tentative for mark in ties(marks(countries)).values())


def test_arrows_are_drawn_where_the_view_wants_them(countries: Any, marks: Mark) -> None:
    assert {mark.arrow for mark in ties(marks(countries)).values()} == {""}
    assert {mark.arrow for mark in ties(marks(countries, arrows=True)).values()} == {"both", "forward"}


def test_communities_have_a_colour_each_and_loners_none(countries: Any, marks: Mark) -> None:
    drawn = nodes(marks(countries, colour="community"))
    assert drawn["ALA"].group_label == drawn["BOR"].group_label == "community 1"
    assert drawn["DOM"].group_label == "in none"
    assert drawn["DOM"].colour != drawn["ALA"].colour


def test_communities_that_are_given_are_kept(countries: Any, marks: Mark) -> None:
    for node, number in zip(countries, (7, 3, 3, 3), strict=True):
        countries.nodes[node]["community"] = number
    drawn = nodes(marks(countries, colour="community"))
    assert [drawn[name].group_label for name in ("ALA", "BOR", "DOM")] == [
        "in none",
        "community 1",
        "community 1",
    ]


def test_communities_are_the_same_each_time_and_small_ones_share_a_colour(marks: Mark) -> None:
    graph = networkx.disjoint_union_all([networkx.complete_graph(n) for n in (2, 3, 4, 5, 6, 7, 8)])
    graph = networkx.relabel_nodes(graph, {n: f"n{n:02}" for n in graph})
    networkx.set_node_attributes(graph, {n: {"label": n, "mode": "party", "type": "country"} for n in graph})
    first, second = (marks(graph, colour="community") for _ in range(2))
    assert first.communities == second.communities
    labels = {mark.group_label: mark.colour for mark in nodes(first).values()}
    assert "smaller communities" in labels
    assert len(set(labels.values())) == len(labels) == 6


def test_colour_by_status_goes_by_stages(graph: Any, marks: Mark) -> None:
    drawn = {graph.nodes[node]["status"]: marks(graph, colour="status").node(node, 12) for node in graph}
    assert drawn["proposed"].colour == drawn["announced"].colour != drawn["in-force"].colour
    assert drawn["signed"].group_label == "agreed"
    assert drawn[None].group_label == "parties: they have no status"


def test_every_status_of_the_code_list_has_a_stage() -> None:
    import re

    from pactgraph.resources import ontology_dir

    text = (ontology_dir() / "codelists" / "status.ttl").read_text(encoding="utf-8")
    codes = set(re.findall(r'skos:notation "([^"]+)"', text))
    style = load_style("palette")
    listed = [status for stage in style.stages.values() for status in stage.statuses]
    assert sorted(listed) == sorted(codes)


def test_colour_by_mode_tells_parties_from_initiatives(graph: Any, marks: Mark) -> None:
    drawn = {graph.nodes[node]["mode"]: marks(graph, colour="mode").node(node, 12).colour for node in graph}
    assert drawn["party"] != drawn["initiative"]


def test_shapes_can_be_left_out(graph: Any, marks: Mark) -> None:
    assert {marks(graph, shape="none").node(node, 12).shape for node in graph} == {"circle"}
