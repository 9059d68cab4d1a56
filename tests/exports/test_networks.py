"""Networks keep nodes, ties and evidence on their way into other tools, and say how they were made."""

from __future__ import annotations

import csv
import io
import json
import runpy
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import igraph
import networkx as nx
import pytest

from pactgraph.errors import UnknownNameError
from pactgraph.exports.networks import NETWORK_EXPORTS, export_network
from pactgraph.exports.networks.attributes import flat_network
from pactgraph.network.projections import project
from pactgraph.views.definition import load_view, view_path
from pactgraph.views.layouts import arrange

SAMPLES = runpy.run_path(str(Path(__file__).with_name("networks.py")))
CHINA, CUBA, PERU, ALONE = (SAMPLES[name] for name in ("CHINA", "CUBA", "PERU", "ALONE"))
GEXF = "{http://gexf.net/1.3}"
SINGLE = ("gexf", "graphml", "json")


@pytest.fixture(params=SAMPLES["SAMPLES"])
def sample(request: pytest.FixtureRequest) -> Any:
    return SAMPLES["SAMPLES"][request.param]()


def read_gexf(text: str) -> Any:
    return nx.read_gexf(io.BytesIO(text.encode()), version="1.3")


def read_graphml(text: str) -> Any:
    return nx.read_graphml(io.BytesIO(text.encode()))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def ties(graph: Any) -> list[tuple[str, ...]]:
    """The ties as their ends; of undirected ones in a fixed order."""
    return sorted((a, b) if graph.is_directed() else tuple(sorted((a, b))) for a, b in graph.edges())


class Card:
    def __init__(self, iri: str) -> None:
        self.iri = iri

    def as_dict(self) -> dict[str, Any]:
        return SAMPLES["words"](self.iri)


def cards(claims: Sequence[str]) -> list[Card]:
    return [Card(iri) for iri in claims]


def files(graph: Any, form: str) -> dict[str, str]:
    written = export_network(graph, form)
    return {form: written} if isinstance(written, str) else dict(written)


@pytest.mark.parametrize("form", NETWORK_EXPORTS)
def test_the_same_network_gives_the_same_bytes(form, sample):
    assert files(sample, form) == files(sample.copy(), form)


@pytest.mark.parametrize("form", NETWORK_EXPORTS)
def test_an_export_leaves_the_network_as_it_was(form, sample):
    before = (dict(sample.graph), list(sample.nodes(data=True)), list(sample.edges(data=True)))
    files(sample, form)
    assert before == (dict(sample.graph), list(sample.nodes(data=True)), list(sample.edges(data=True)))


@pytest.mark.parametrize(("form", "read"), [("gexf", read_gexf), ("graphml", read_graphml)])
def test_networkx_reads_back_nodes_ties_and_direction(form, read, sample):
    back = read(export_network(sample, form))
    assert back.is_directed() == sample.is_directed()
    assert set(back.nodes) == set(sample.nodes)
    assert ties(back) == ties(sample)


def test_igraph_reads_graphml_with_labels_weights_and_rule(tmp_path, recwarn):
    path = tmp_path / "network.graphml"
    path.write_text(export_network(SAMPLES["countries"](), "graphml"), encoding="utf-8")
    back = igraph.Graph.Read_GraphML(str(path))
    assert not recwarn.list
    assert (back.vcount(), back.ecount(), back.is_directed()) == (4, 2, False)
    assert set(back.vs["id"]) == {CHINA, CUBA, PERU, ALONE}
    assert dict(zip(back.es["edge_id"], back.es["weight"], strict=True)) == {
        "country:CHN -- country:CUB": 1.5,
        "country:CHN -- country:PER": 0.25,
    }
    assert back["rule"] == "Nodes are countries. Ties are initiatives that both take part in."
    assert back["filters"] == "since 2015"


def test_igraph_reads_the_tables(tmp_path):
    for name, text in export_network(SAMPLES["flows"](), "csv").items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    nodes, edges = rows((tmp_path / "nodes.csv").read_text()), rows((tmp_path / "edges.csv").read_text())
    back = igraph.Graph.DictList(
        nodes, edges, directed=True, vertex_name_attr="Id", edge_foreign_keys=("Source", "Target")
    )
    assert (back.vcount(), back.ecount()) == (2, 3)
    assert back.vs["Label"] == ["China", "Cuba"]


def test_the_real_network_goes_through_networkx_and_igraph_whole(whole_graph, tmp_path):
    graph = project(whole_graph)
    path = tmp_path / "network.graphml"
    path.write_text(export_network(graph, "graphml"), encoding="utf-8")
    back = igraph.Graph.Read_GraphML(str(path))
    assert (back.vcount(), back.ecount()) == (len(graph), graph.number_of_edges())
    dynamic = read_gexf(export_network(graph, "gexf"))
    assert ties(dynamic) == ties(graph)
    assert dynamic.graph["mode"] == "dynamic"


def test_gephi_finds_the_columns_it_knows():
    held = export_network(SAMPLES["countries"](), "csv")
    nodes, edges = rows(held["nodes.csv"]), rows(held["edges.csv"])
    assert list(nodes[0])[:2] == ["Id", "Label"]
    assert list(edges[0])[:5] == ["Source", "Target", "Type", "Id", "Weight"]
    assert {row["Type"] for row in edges} == {"Undirected"}
    assert [row["Weight"] for row in edges] == ["1.5", "0.25"]
    assert {row["Type"] for row in rows(export_network(SAMPLES["flows"](), "csv")["edges.csv"])} == {
        "Directed"
    }


def test_attributes_are_text_and_numbers_of_one_type_without_null(sample):
    flat = flat_network(sample)
    for held in ([data for _, data in flat.nodes(data=True)], [data for *_, data in flat.edges(data=True)]):
        kinds: dict[str, set[type]] = {}
        for data in held:
            for name, value in data.items():
                kinds.setdefault(name, set()).add(type(value))
                assert value == value and value != ""
        assert all(len(found) == 1 and found <= {str, int, float, bool} for found in kinds.values())


def test_several_values_are_joined_and_none_is_left_out():
    flat = flat_network(SAMPLES["countries"]())
    assert flat.nodes[CHINA]["alt"] == "中国 | КНР / Китай"
    assert (flat.nodes[CHINA]["first_year"], flat.nodes[CHINA]["last_year"]) == (2013, 2021)
    assert flat.nodes[CHINA]["score"], flat.nodes[PERU]["score"] == (2.5, 1.0)
    assert not {"status", "country", "share", "note", "alt"} & flat.nodes[ALONE].keys()
    assert flat.edges[CHINA, CUBA]["claims"] == "a-report/001 | b-news/010"
    assert flat.edges[CHINA, CUBA]["sources"] == "a-report | b-news"


def test_characters_that_xml_cannot_hold_do_not_break_a_file(sample):
    for form in ("gexf", "graphml"):
        ElementTree.fromstring(export_network(sample, form))
    assert flat_network(SAMPLES["countries"]()).nodes[CUBA]["label"] == "Cuba \ufffd <b>&\u2028"


def test_every_tie_has_an_id_of_its_own_that_all_formats_share(sample):
    in_table = [row["Id"] for row in rows(export_network(sample, "csv")["edges.csv"])]
    in_json = [edge["id"] for edge in json.loads(export_network(sample, "json"))["edges"]]
    in_gexf = [
        e.get("id") for e in ElementTree.fromstring(export_network(sample, "gexf")).iter(f"{GEXF}edge")
    ]
    assert in_table == in_json == in_gexf
    assert len(set(in_table)) == len(in_table) == sample.number_of_edges()


def test_an_id_of_a_two_mode_tie_names_party_role_and_initiative():
    (first, *_) = rows(export_network(SAMPLES["parties_and_initiatives"](), "csv")["edges.csv"])
    assert first["Id"] == "country:CHN initiator agreement:pact"


def test_ties_of_one_direction_are_told_apart_by_role():
    edges = rows(export_network(SAMPLES["flows"](), "csv")["edges.csv"])
    assert [row["Id"] for row in edges] == [
        "country:CHN provider country:CUB",
        "country:CHN operator country:CUB",
        "country:CUB provider country:CHN",
    ]


def test_gexf_says_from_when_to_when_a_tie_is_dated():
    root = ElementTree.fromstring(export_network(SAMPLES["countries"](), "gexf"))
    edges = {edge.get("id"): edge for edge in root.iter(f"{GEXF}edge")}
    dated, undated = edges["country:CHN -- country:CUB"], edges["country:CHN -- country:PER"]
    assert (dated.get("start"), dated.get("end")) == ("2017-01-01", "2019-12-31")
    assert (undated.get("start"), undated.get("end")) == (None, None)


def test_a_node_is_there_as_long_as_its_ties():
    root = ElementTree.fromstring(export_network(SAMPLES["countries"](), "gexf"))
    times = {node.get("id"): (node.get("start"), node.get("end")) for node in root.iter(f"{GEXF}node")}
    assert times == {
        # A tie of China's has no year, so China is always there; Cuba has no year but that of its tie.
        CHINA: (None, None),
        CUBA: ("2017-01-01", "2019-12-31"),
        PERU: (None, None),
        ALONE: ("2020-01-01", "2020-12-31"),
    }


def test_gexf_places_colours_and_sizes_every_node(sample):
    back = read_gexf(export_network(sample, "gexf"))
    looks = [data["viz"] for _, data in back.nodes(data=True)]
    assert all({"position", "color", "size"} <= look.keys() for look in looks)
    assert len({(look["position"]["x"], look["position"]["y"]) for look in looks}) == len(back)


def test_a_node_of_more_strength_is_larger():
    back = read_gexf(export_network(SAMPLES["countries"](), "gexf"))
    sizes = {node: data["viz"]["size"] for node, data in back.nodes(data=True)}
    assert sizes[CHINA] > sizes[CUBA] > sizes[PERU] > sizes[ALONE]


@pytest.mark.parametrize("form", NETWORK_EXPORTS)
def test_every_format_says_rule_filters_left_out_and_version(form):
    text = "\n".join(files(SAMPLES["countries"](), form).values())
    for said in ("Nodes are countries.", "since 2015", "initiatives of one country: 3", "pactgraph 0.1.0"):
        assert said in text


def test_json_keeps_claims_whole():
    held = json.loads(export_network(SAMPLES["countries"](), "json", cards))
    edge = next(edge for edge in held["edges"] if edge["target"] == PERU)
    assert edge["claims"][0]["evidence"] == ["https://w3id.org/pactgraph/id/evidence/a-report/1"]
    assert held["graph"]["projection"] == "country-country"


def test_a_table_of_contents_names_every_column_of_the_tables():
    held = export_network(SAMPLES["countries"](), "csv")
    described = {
        table["url"]: table["tableSchema"]["columns"]
        for table in json.loads(held["csv-metadata.json"])["tables"]
    }
    for name, columns in described.items():
        assert [column["titles"] for column in columns] == next(csv.reader(io.StringIO(held[name])))
    kinds = {column["titles"]: column["datatype"] for column in described["edges.csv"]}
    assert (kinds["Weight"], kinds["count"], kinds["claims"]) == ("number", "integer", "string")


def test_an_empty_network_is_written_too():
    for form in NETWORK_EXPORTS:
        assert all(files(nx.Graph(projection="country-country"), form).values())


def test_a_format_that_is_not_there_is_refused_with_the_nearest():
    with pytest.raises(UnknownNameError, match="gexff") as caught:
        export_network(nx.Graph(), "gexff")
    assert caught.value.mend == "did you mean gexf?"


def test_a_network_stands_in_gexf_as_on_its_page(whole_graph):
    graph = project(whole_graph)
    view = load_view(view_path("two-mode"))
    boxes = arrange(graph, view.layout, view.seed, view.encoding.size)
    drawn = read_gexf(export_network(graph, "gexf"))
    places = {node: data["viz"]["position"] for node, data in drawn.nodes(data=True)}
    assert all((places[node]["x"], places[node]["y"]) == (box.x, -box.y) for node, box in boxes.items())


def test_gexf_names_no_day_on_which_it_was_written():
    meta = ElementTree.fromstring(export_network(SAMPLES["countries"](), "gexf")).find(f"{GEXF}meta")
    assert meta is not None and not meta.attrib
    assert meta.findtext(f"{GEXF}creator") == "pactgraph 0.1.0"
