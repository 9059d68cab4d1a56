from __future__ import annotations

import pytest

from pactgraph.errors import UnknownNameError
from pactgraph.exports.selection import LAYERS, select_quads
from pactgraph.namespaces import (
    GRAPH_DERIVED,
    GRAPH_DISAGREEMENTS,
    GRAPH_JUDGEMENTS,
    GRAPH_ONTOLOGY,
    GRAPH_THINGS,
    PREFIXES,
    source_graph,
)

ONE = "china-daily-innovation"


def graphs(quads) -> set[str]:
    return {quad.graph_name.value for quad in quads}


def test_all_is_all_in_a_fixed_order(whole_graph, rules):
    quads = select_quads(whole_graph, rules)
    assert set(quads) == set(whole_graph.quads())
    assert quads == sorted(quads, key=str)


@pytest.mark.parametrize(
    ("layer", "gone"),
    [("ontology", GRAPH_ONTOLOGY), ("judgements", GRAPH_JUDGEMENTS), ("derived", GRAPH_DERIVED)],
)
def test_a_layer_can_be_left_out(whole_graph, rules, layer, gone):
    assert graphs(whole_graph.quads()) - graphs(select_quads(whole_graph, rules, without=[layer])) == {gone}


def test_claims_can_be_left_out(whole_graph, rules):
    left = graphs(select_quads(whole_graph, rules, without=["claims"]))
    others = {GRAPH_ONTOLOGY, GRAPH_THINGS, GRAPH_JUDGEMENTS, GRAPH_DERIVED, GRAPH_DISAGREEMENTS}
    assert left == others & graphs(whole_graph.quads())


def test_one_source_comes_with_what_it_speaks_of_and_what_follows_from_it_alone(whole_graph, rules):
    quads = select_quads(whole_graph, rules, [ONE])
    kept = {GRAPH_ONTOLOGY, GRAPH_THINGS, GRAPH_JUDGEMENTS, GRAPH_DERIVED, source_graph(ONE)}
    assert graphs(quads) == kept
    judged = {q.object for q in quads if q.predicate.value.endswith("#judges")}
    assert judged <= {q.subject for q in quads}
    claims = {quad.subject for quad in quads if quad.graph_name.value == source_graph(ONE)}
    texts = [q for q in quads if q.graph_name.value == GRAPH_DERIVED and q.predicate.value.endswith("#text")]
    assert texts and {quad.subject for quad in texts} <= claims
    whole = set(whole_graph.quads())
    # What follows from a part can differ from what follows from the whole.
    assert {quad for quad in quads if quad.graph_name.value != GRAPH_DERIVED} <= whole
    named = {quad.object for quad in quads if quad.graph_name.value == source_graph(ONE)}
    things = {quad.subject for quad in quads if quad.graph_name.value == GRAPH_THINGS}
    all_things = {quad.subject for quad in whole if quad.graph_name.value == GRAPH_THINGS}
    assert named & all_things <= things < all_things


def test_nothing_derived_speaks_of_a_thing_that_is_left_out(whole_graph, rules):
    quads = select_quads(whole_graph, rules, [ONE])
    described = {quad.subject for quad in quads}
    for quad in quads:
        if quad.graph_name.value == GRAPH_DERIVED and str(quad.object).startswith(f"<{PREFIXES['country']}"):
            assert quad.object in described, quad


def test_all_sources_one_by_one_are_the_same_as_all(whole_graph, rules):
    ids = [
        name.removeprefix(PREFIXES["source"]) for name in graphs(whole_graph.quads()) if "/source/" in name
    ]
    unused = set(whole_graph.quads()) - set(select_quads(whole_graph, rules, ids))
    # Things that no source speaks of are left out, with what follows from them.
    assert {quad.graph_name.value for quad in unused} <= {GRAPH_THINGS, GRAPH_DERIVED}


def test_a_source_that_is_named_twice_comes_once(whole_graph, rules):
    assert select_quads(whole_graph, rules, [ONE, ONE]) == select_quads(whole_graph, rules, [ONE])


def test_an_unknown_source_is_named_with_the_one_that_may_be_meant(whole_graph, rules):
    with pytest.raises(UnknownNameError) as raised:
        select_quads(whole_graph, rules, ["china-daily"])
    assert raised.value.mend == f"did you mean {ONE}?"
    assert "ye-small-economies" in raised.value.expected


def test_an_unknown_layer_is_named_with_the_one_that_may_be_meant(whole_graph, rules):
    with pytest.raises(UnknownNameError) as raised:
        select_quads(whole_graph, rules, without=["derivd"])
    assert raised.value.mend == "did you mean derived?"
    assert all(layer in raised.value.expected for layer in LAYERS)
