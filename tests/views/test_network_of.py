"""The network of a view, from the small world of tests/network/world.py, worked out by hand."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pactgraph.derivation.rules import read_rules
from pactgraph.derivation.run import derive
from pactgraph.errors import InputSyntaxError, ParameterError, UnknownNameError
from pactgraph.network.elements import Info, Node
from pactgraph.network.filters import EmptyNetworkError
from pactgraph.network.participation_queries import read_participations
from pactgraph.network.participations import Participations
from pactgraph.network.paths import NoPathError
from pactgraph.store.local import LocalStore
from pactgraph.store.reading import Content
from pactgraph.views.definition import load_view
from pactgraph.views.network_of import network_of

START = 'title = "T"\nquestion = "Q?"\ncaption = "C."\nalt = "A."\n'
TWO_MODE = START + 'projection = "two-mode"\n'
KNOWLEDGE = START + 'projection = "knowledge"\n'
ASKED = START + 'query = "platforms_served"\n[columns]\nsource = "platform"\ntarget = "served"\n'
BETWEEN = 'focus = "between"\n[parameters]\none = "Aland"\nother = "Boland"\n'
AROUND = 'focus = "around"\n[parameters]\nparty = "Doland"\n'
PATH = 'focus = "path"\n[parameters]\nfrom = "Gees"\nto = "Doland"\n'

Network = Callable[..., Any]


@pytest.fixture(scope="module")
def held(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Participations:
    write = runpy.run_path(str(checkout / "tests" / "network" / "world.py"))["write_world"]
    folder = write(tmp_path_factory.mktemp("world"))
    # Those whom cyan benefits are served here, for the question that asks whom a platform serves.
    file = folder / "sources" / "two" / "claims.ttl"
    file.write_text(
        file.read_text(encoding="utf-8").replace("role:beneficiary", "role:served"), encoding="utf-8"
    )
    content = Content(checkout / "ontology", folder)
    store = LocalStore.of(content.quads())
    derive(store, read_rules(checkout / "ontology" / "rules"))
    return read_participations(store)


@pytest.fixture
def network(held: Participations, tmp_path: Path) -> Network:
    """Write a view file, and return its network of the small world, with what is no fact."""

    def made(text: str, **given: str) -> Any:
        file = tmp_path / "view.toml"
        file.write_text(text, encoding="utf-8")
        view = load_view(file)
        chosen = view.network
        filters = chosen.filters if chosen.question else {"advice": True, **chosen.filters}
        return network_of(held, replace(view, network=replace(chosen, filters=filters)), given)

    return made


def short(nodes: Any) -> set[str]:
    return {node.rpartition("/")[2] for node in nodes}


def test_without_anything_it_is_the_projection(network: Network) -> None:
    graph = network(TWO_MODE)
    assert (len(graph), graph.number_of_edges()) == (17, 19)
    assert Info.of(graph).filters == () and graph.graph["projection"] == "two-mode"


def test_types_keep_nodes_and_what_loses_its_ties_goes(network: Network) -> None:
    graph = network(TWO_MODE + '[filters]\ntypes = ["country", "policy", "platform"]\n')
    # Hill has an operator only, which is a company; A takes part in neither policy nor platform.
    assert short(graph) == {"BBB", "CCC", "DDD", "elm", "cyan"}
    assert Info.of(graph).filters == ("of the type country or policy or platform",)
    assert Info.of(graph).left_out["things of other types"] == 10
    assert Info.of(graph).left_out["things that lost their ties"] == 2


def test_ties_of_a_type_keep_whoever_they_lead_to(network: Network) -> None:
    graph = network(TWO_MODE + '[filters]\nties_of = ["commitment", "policy"]\n')
    assert short(graph) == {"AAA", "gees", "gold", "DDD", "elm"}
    assert Info.of(graph).left_out["ties of others"] == 16


def test_what_stays_speaks_of_its_own_ties_only(network: Network) -> None:
    graph = network(TWO_MODE + '[filters]\nties_of = ["commitment"]\n')
    country = next(node for node in graph if node.endswith("AAA"))
    assert len(Node.of(network(TWO_MODE), country).claims) > 1
    assert len(Node.of(graph, country).claims) == 1
    assert Node.of(graph, country).years == (2025,)
    pledge = next(node for node in graph if node.endswith("gold"))
    assert len(Node.of(graph, pledge).claims) == 3, "two parts in it, and its milestone"


def test_isolated_nodes_stay_or_go(network: Network) -> None:
    countries = START + 'projection = "country-country"\n[filters]\nroles = ["signatory", "issuer"]\n'
    assert short(network(countries)) == {"AAA", "BBB", "DDD"}
    graph = network(countries + "isolated = false\n")
    assert short(graph) == {"AAA", "BBB"}
    assert Info.of(graph).left_out["things without a tie"] == 1


def test_what_ties_rest_on_is_named(network: Network) -> None:
    graph = network(START + 'projection = "country-country"\n')
    amber = next(iri for iri in graph.graph["things"] if iri.endswith("amber"))
    assert graph.graph["things"][amber] == {"label": "Amber memorandum", "status": "signed"}


def test_a_thing_that_nothing_ties_is_shown_where_the_view_names_it(network: Network) -> None:
    graph = network(
        TWO_MODE + '[filters]\ntypes = ["country", "policy"]\nalso = ["meeting:fir", "policy:elm"]\n'
    )
    (fir,) = (node for node in graph if node.endswith("fir"))
    assert graph.degree(fir) == 0 and graph.nodes[fir]["label"] == "Fir meeting"
    assert Node.of(graph, fir).years == (2021,) and Node.of(graph, fir).claims


def test_around_one_thing(network: Network) -> None:
    graph = network(TWO_MODE + AROUND)
    assert short(graph) == {"DDD", "blue", "elm"}
    assert short(graph.graph["focus"]) == {"DDD"} and graph.graph["named"]["party"] == "Doland"
    assert Info.of(graph).filters == ("at most 1 tie away from Doland",)
    assert short(network(TWO_MODE + AROUND, party="country:CCC", radius="2")) == {
        "CCC", "blue", "cyan", "AAA", "BBB", "DDD", "northwind", "town",
    }  # fmt: skip


def test_paths_between_two_things(network: Network) -> None:
    graph = network(TWO_MODE + PATH, best="1")
    assert short(graph) == {"gees", "gold", "AAA", "blue", "DDD"}
    assert graph.number_of_edges() == 4
    assert Info.of(graph).filters == ("on the shortest path between Gees and Doland, of 4 ties",)
    longer = network(TWO_MODE + PATH, best="2")
    # From A to B through amber, and on through blue.
    assert short(longer) == {*short(graph), "amber", "BBB"}
    assert Info.of(longer).filters == ("on the 2 shortest paths between Gees and Doland, of 4 to 6 ties",)


def test_paths_do_not_ask_for_direction(network: Network) -> None:
    assert short(network(KNOWLEDGE + PATH, best="1")) == {"gees", "gold", "AAA", "blue", "DDD"}


def test_what_ties_two_sides_with_those_inside_them(network: Network) -> None:
    graph = network(TWO_MODE + BETWEEN)
    # Dune joins Northwind, a company of A, with Town, a town of B; C, D and a person are on neither side.
    assert short(graph) == {"AAA", "BBB", "northwind", "town", "amber", "blue", "cyan", "dune", "fir"}
    assert Info.of(graph).left_out["parties of neither side"] == 3
    assert short(graph.graph["focus"]) == {"AAA", "BBB"}


def test_a_side_can_be_several_things(network: Network) -> None:
    graph = network(TWO_MODE + BETWEEN, one="Doland", other="Coland; Gees")
    assert short(graph) == {"DDD", "CCC", "gees", "blue"}
    assert graph.graph["named"]["other"] == "Coland and Gees"


def test_rows_of_a_question_are_ties(network: Network) -> None:
    graph = network(ASKED)
    assert short(graph) == {"cyan", "BBB", "CCC", "town"}
    assert {data["count"] for _, _, data in graph.edges(data=True)} == {1}
    assert all(data["claims"] and data["modality"] == "asserted" for _, _, data in graph.edges(data=True))
    assert graph.nodes[next(node for node in graph if node.endswith("BBB"))]["type"] == "country"
    assert short(network(ASKED, place="Coland")) == {"cyan", "CCC"}


def test_a_text_that_names_no_thing_is_a_node_of_its_own(network: Network) -> None:
    graph = network(
        START + 'query = "initiatives_by_status"\n[columns]\nsource = "status"\ntarget = "initiative"\n'
    )
    assert "text:status/signed" in graph
    assert graph.nodes["text:status/signed"]["label"] == "signed"
    assert graph.nodes["text:status/signed"]["mode"] == "claim-thing"


@pytest.mark.parametrize("text", [TWO_MODE, KNOWLEDGE + BETWEEN, TWO_MODE + PATH, ASKED])
def test_the_order_of_nodes_and_ties_is_the_same_each_time(network: Network, text: str) -> None:
    one, other = network(text), network(text)
    assert list(one.nodes) == list(other.nodes) and list(one.edges) == list(other.edges)


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        (TWO_MODE + '[filters]\nroles = ["signatury"]\n', 7, "the role signatury"),
        (TWO_MODE + '[filters]\nsince = 2000\nsources = ["three"]\n', 8, "the source three"),
        (TWO_MODE + "directed = true\n", 6, "directed with the projection two-mode"),
        (TWO_MODE + '[filters]\nalso = ["policy:oak"]\n', 7, "policy:oak"),
    ],
)
def test_what_the_graph_does_not_know_is_named_with_its_line(
    network: Network, text: str, line: int, found: str
) -> None:
    with pytest.raises(InputSyntaxError) as caught:
        network(text)
    assert (caught.value.line, found in caught.value.found) == (line, True), caught.value


@pytest.mark.parametrize(
    ("text", "given", "error", "found"),
    [
        (TWO_MODE, {"party": "Aland"}, ParameterError, "the parameter party"),
        (TWO_MODE + AROUND, {"party": "Atlantis"}, UnknownNameError, "Atlantis"),
        (TWO_MODE + AROUND, {"radius": "0"}, ParameterError, "radius = 0"),
        (TWO_MODE + AROUND, {"radius": "wide"}, ParameterError, "radius = wide"),
        (TWO_MODE + PATH, {"from": "Gees", "to": "Gees"}, ParameterError, "to itself"),
        (TWO_MODE + PATH, {"from": "Gees", "to": "Orphan"}, NoPathError, "no path"),
        (TWO_MODE + BETWEEN, {"one": "Aland", "other": "Aland"}, ParameterError, "both sides"),
        (TWO_MODE + BETWEEN, {"one": "Gees", "other": "Orphan"}, EmptyNetworkError, "nothing to draw"),
        (TWO_MODE + "[filters]\nsince = 2090\n", {}, EmptyNetworkError, "nothing left"),
        (TWO_MODE + '[filters]\ntypes = ["alliance"]\n', {}, EmptyNetworkError, "nothing to draw"),
        (ASKED, {"place": "Doland"}, EmptyNetworkError, "nothing to draw"),
    ],
)
def test_what_cannot_be_drawn_says_why(
    network: Network, text: str, given: dict[str, str], error: type[Exception], found: str
) -> None:
    with pytest.raises(error) as caught:
        network(text, **given)
    assert found in str(caught.value) and "expected: " in str(caught.value)
