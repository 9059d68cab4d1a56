"""Measuring from the command line: tables for people, tidy files for machines, clear words for slips."""

from __future__ import annotations

import csv
import io
import json

import click
import pytest

from pactgraph.cli import command, network_options
from pactgraph.cli import network as networks
from pactgraph.network.measures import MEASURES


@pytest.fixture(scope="module")
def network(pactgraph, built):
    """Run a command of the group on the build: ``network("measures", "party-party")``."""

    def run(*arguments, **given):
        return pactgraph("network", *arguments, "--data", built, **given)

    return run


def rows(result) -> list[dict]:
    assert result.returncode == 0, result.stderr
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_nodes_are_measured_in_several_ways_by_one_line_each(network):
    found = rows(network("measures", "country-country", "--roll-up"))
    assert list(found[0])[:5] == ["rank", "label", "type", "degree", "strength"]
    assert found[0]["label"] == "China"
    assert [int(row["degree"]) for row in found] == sorted(
        (int(row["degree"]) for row in found), reverse=True
    )
    assert all(row["node"].startswith("https://w3id.org/pactgraph/id/country/") for row in found)


def test_json_says_how_it_was_made(network):
    result = network(
        "measures", "party-party", "--measure", "betweenness", "--since", "2015", "--format", "json"
    )
    held = json.loads(result.stdout)
    assert held["name"] == "betweenness" and "Freeman" in held["source"]
    assert held["about"]["projection"] == "party-party"
    assert held["about"]["filters"] == ["dated 2015 or later"]
    assert held["about"]["left_out"]
    assert any(note.startswith("Isolated nodes") for note in held["notes"])


def test_a_terminal_is_shown_a_table_that_fits_with_its_method_and_notes(on_terminal, built):
    screen = on_terminal(
        "network", "measures", "party-party", "--measure", "strength", "--top", "3", "--data", built
    )
    assert screen.code == 0
    assert "Strength" in screen.text and "The first 3 of" in screen.text
    assert "method: s(v) = sum of the weights" in screen.text
    assert "https://" not in screen.text
    assert max(map(len, screen.lines)) <= 100
    profile = on_terminal("network", "measures", "country-country", "--data", built)
    assert any(line.split()[:2] == ["1", "China"] for line in profile.lines), profile.text


def test_the_measures_are_listed_with_formula_and_source(network, on_terminal):
    assert [row["measure"] for row in rows(network("measures", "--list"))] == list(MEASURES)
    screen = on_terminal("network", "measures", "--list")
    assert "source: L. C. Freeman" in screen.text and "isolated: " in screen.text


def test_ranks_are_shown_with_their_range(network):
    found = rows(network("measures", "country-country", "--robust"))
    assert {"best", "worst", "worst_in", "absent", "drawn_low", "drawn_high"} <= set(found[0])
    assert found[0]["label"] == "China"


def test_variations_are_shown_with_tau(network):
    found = {row["variation"]: row for row in rows(network("robustness", "party-party"))}
    assert found["weight-count"]["tau"] == "1.0"
    assert "without-ye-small-economies" in found
    assert float(found["asserted"]["tau"]) < 1


def test_fast_is_the_same(network):
    line = ("measures", "party-party", "--measure", "betweenness")
    assert network(*line, "--fast").stdout == network(*line).stdout


def test_communities_are_listed_with_the_stability_of_each_member(network):
    found = rows(network("communities", "party-party", "--method", "leiden", "--runs", "5"))
    assert found[0]["community"] == "1" and 0 <= float(found[0]["stability"]) <= 1
    summary = {
        row["figure"]: row["value"] for row in rows(network("communities", "party-party", "--summary"))
    }
    assert summary["runs"] == "50" and float(summary["adjusted Rand index"]) <= 1


def test_pairs_of_one_node_are_compared_by_any_of_its_names(network):
    found = rows(network("similar", "party-party", "--node", "俄罗斯"))
    assert found and all("Russia" in (row["label"], row["other"]) for row in found)
    scored = network("similar", "party-party", "--links", "--format", "json")
    assert any("not a forecast" in note for note in json.loads(scored.stdout)["notes"])


def test_attributes_of_a_table_of_one_s_own_are_measured(network, tmp_path):
    file = tmp_path / "regions.csv"
    file.write_text("node,region\nChina,East\nCzechia,East\nCuba,West\nRussia,North\n", encoding="utf-8")
    line = ("measures", "country-country", "--measure", "assortativity")
    found = {row["attribute"]: row for row in rows(network(*line, "--attributes", file))}
    assert (found["region"]["nodes"], found["region"]["kinds"]) == ("4", "3")
    assert {row["attribute"]: row["nodes"] for row in rows(network(*line))}["region"] == "0"


def test_a_file_gets_the_format_of_its_ending(network, tmp_path):
    polars = pytest.importorskip("polars")
    file = tmp_path / "degree.parquet"
    result = network("measures", "country-country", "--measure", "degree", "-o", file)
    assert (result.returncode, result.stdout) == (0, "")
    assert polars.read_parquet(file).columns == ["rank", "label", "type", "value", "node"]


def test_the_same_call_gives_the_same_bytes_however_names_are_hashed(network, pactgraph_process, built):
    line = ("measures", "two-mode", "--format", "json")
    other = pactgraph_process("network", *line, "--data", built, PYTHONHASHSEED="1")
    assert network(*line).stdout == other.stdout


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("measures country-countri", "did you mean country-country?"),
        ("measures country-country --measure betweeness", "did you mean betweenness?"),
        ("measures country-country --measure in-degree", "a network whose ties have directions"),
        ("measures country-country --measure redundancy", "a network of parties and initiatives"),
        ("measures country-country --since 2020 --until 2010", "turn it round"),
        ("measures country-country --since 2090", "nothing left of country-country"),
        ("measures country-country --status sined", "did you mean signed"),
        ("measures country-country --attributes nowhere.csv", "a file that cannot be read"),
        ("measures country-country --measure bridges --robust", "one of ties"),
        ("communities country-country --role issuer", "a network without ties"),
        ("communities country-country --resolution 0", "a resolution above 0"),
        ("similar country-country --node Atlantis", "which nothing carries"),
        ("similar country-country --node Binance", "nothing carries"),
        ("similar two-mode --links", "a one-mode network"),
        ("similar country-country --worth", "ties among"),
        ("robustness two-mode --ranks --draw initiatives", "draw claims"),
    ],
)
def test_a_slip_is_told_in_one_message_and_ends_with_2(network, line, said):
    result = network(*line.split())
    assert result.returncode == 2, result.stdout
    assert said in result.stderr
    assert "Traceback" not in result.stderr and result.stdout == ""


def test_parquet_is_not_poured_onto_a_terminal(on_terminal, built):
    screen = on_terminal("network", "measures", "country-country", "--format", "parquet", "--data", built)
    assert screen.code == 2 and "name one with -o" in screen.text


def test_names_are_offered_to_the_shell():
    context = click.Context(networks.measures)
    parameter = networks.measures.params[0]
    assert network_options.complete_measure(context, parameter, "betw") == [
        "betweenness",
        "betweenness-weighted",
        "betweenness-sampled",
    ]
    found = command.complete_projection(context, parameter, "co")
    assert found == ["country-country", "company-country"]
