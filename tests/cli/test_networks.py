"""The commands on networks: what they answer, and what they say of wrong use."""

from __future__ import annotations

import csv
import io
import json

import pytest

from pactgraph.network.projections import PROJECTIONS


@pytest.fixture(scope="module")
def run(pactgraph, built):
    def run(*arguments):
        return pactgraph(*arguments, "--data", built)

    return run


def rows(result):
    assert result.returncode == 0, result.stderr
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_projections_are_listed_with_their_choices(pactgraph):
    listed = rows(pactgraph("network", "projections"))
    assert [row["name"] for row in listed] == list(PROJECTIONS)
    assert all(row[column] for row in listed for column in ("title", "nodes", "edges", "weight", "time"))


def test_a_network_says_its_rule_its_filters_its_size_and_what_it_leaves_out(run):
    asked = ("network", "show", "country-country", "--roll-up", "--without-modality", "recommended")
    shown = rows(run(*asked, "--advice"))
    parts = {row["part"] for row in shown}
    assert parts == {"rule", "filters", "size", "left out"}
    left_out = {row["what"]: int(row["value"]) for row in shown if row["part"] == "left out"}
    assert left_out["ties stated as recommended"] > 0
    facts = {row["what"]: row for row in rows(run(*asked))}
    assert facts["ties planned, recommended or forecast only"]["part"] == "left out"
    assert int(facts["ties"]["value"]) == 4


def test_a_path_has_its_hops_with_the_claims_behind_them(run):
    result = run("path", "Cuba", "Mongolia", "--format", "json")
    assert result.returncode == 0, result.stderr
    paths = json.loads(result.stdout)
    assert {path["length"] for path in paths} == {4}
    first = paths[0]
    assert [node["label"] for node in first["nodes"]][::4] == ["Cuba", "Mongolia"]
    assert all(hop["claims"] and hop["claims"][0]["locator"] for hop in first["hops"])
    assert [hop["stated"] for hop in first["hops"]][-1] == "recommended"


def test_a_path_on_a_terminal_says_where_each_hop_is_stated(on_terminal, built):
    shown = on_terminal("path", "Cuba", "Czechia", "--data", built, columns=200)
    assert shown.code == 0
    one, other = (f"China-{name} memorandum on the Digital Silk Road" for name in ("Cuba", "Czechia"))
    assert f"Cuba → {one} → China → {other} → Czechia" in shown.text
    assert shown.text.count("stated in Ye Yuhu") == 4


APPEAL = "Appeal to China, Russia and Mongolia to build digital government"


def test_two_are_compared(run):
    parts = {row["part"]: row["label"] for row in rows(run("compare", "Cuba", "Czechia"))}
    assert parts == {
        "Cuba": "China-Cuba memorandum on the Digital Silk Road",
        "Czechia": "China-Czechia memorandum on the Digital Silk Road",
    }
    found = rows(run("compare", "Russia", "Mongolia"))
    assert [row["label"] for row in found if row["part"] == "both"] == [APPEAL]


def test_what_several_have_in_common(run):
    (row,) = rows(run("common", "China", "Russia", "Mongolia"))
    assert row["label"] == APPEAL


def test_an_ego_has_its_neighbours(run):
    assert {row["label"] for row in rows(run("ego", "Cuba"))} == {
        "China-Cuba memorandum on the Digital Silk Road",
    }


def test_the_years_of_a_network_follow_each_other(run):
    found = rows(run("network", "over-time", "two-mode"))
    years = [int(row["year"]) for row in found]
    assert years == list(range(years[0], years[-1] + 1))
    gathered = [int(row["gathered_ties"]) for row in found]
    assert gathered == sorted(gathered)


def test_a_plot_is_drawn_beside_the_table(run, tmp_path):
    file = tmp_path / "growth.svg"
    result = run("network", "over-time", "party-party", "--measure", "degree", "--nodes", "3", "--plot", file)
    assert {row["label"] for row in rows(result)} >= {"China"}
    assert file.read_text().startswith("<svg")


def test_the_same_command_gives_the_same_bytes(run):
    command = (
        "network",
        "backbone",
        "party-party",
        "--method",
        "fdsm",
        "--samples",
        "50",
        "--format",
        "json",
    )
    assert run(*command).stdout == run(*command).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("path", "Cubaa", "Russia"), ["Cubaa", "did you mean Cuba"]),
        (("compare", "Cuba", "Rusia"), ["Rusia", "did you mean Russia"]),
        (
            ("path", "Cuba", "Japan"),
            ["no path from Cuba to Japan", "components have 147 and 7 nodes", "one component"],
        ),
        (("path", "Cuba", "Cuba"), ["a path from Cuba to itself"]),
        (("compare", "Cuba", "Cuba"), ["Cuba twice"]),
        (("common", "Cuba"), ["fewer than two"]),
        (("ego", "ZTE", "--projection", "country-country"), ["not in the network country-country"]),
        (("network", "show", "country-contry"), ["did you mean country-country?"]),
        (("network", "show", "party-party", "--roll-up"), ["roll-up with", "country-country"]),
        (("network", "show", "--since", "2022", "--until", "2019"), ["from 2022 to 2019", "turn it round"]),
        (("network", "show", "--since", "soon"), ["'soon' is not a valid integer"]),
        (("network", "show", "-o", "x.docx"), ["a file that ends in .docx", ".csv", "--format"]),
        (("network", "show", "--as-of", "2021-13"), ["the date 2021-13", "month from 01 to 12"]),
        (("network", "show", "--role", "signatry"), ["the role signatry", "signatory"]),
        (("network", "show", "--source", "ye-small"), ["the source ye-small", "ye-small-economies"]),
        (("network", "show", "--status", "suspended"), ["nothing left", "of the status suspended"]),
        (("network", "over-time", "--modality", "forecast"), ["no dated tie"]),
        (("network", "over-time", "--measure", "degre"), ["did you mean degree"]),
        (("network", "over-time", "--measure", "density"), ["density"]),
        (("network", "over-time", "--ties", "--measure", "degree"), ["--ties goes with neither"]),
        (("network", "over-time", "--plot", "x.pdf"), ["the plot x.pdf", ".svg or .png"]),
        (("network", "backbone"), ["a backbone of two-mode", "party-party"]),
        (("network", "backbone", "party-party", "--alpha", "2"), ["the level 2.0"]),
        (("network", "measure"), ["the command measure", "did you mean measures?"]),
    ],
    ids=lambda held: " ".join(held) if isinstance(held, tuple) else "",
)
def test_wrong_use_is_one_clear_message(run, arguments, said):
    result = run(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    text = " ".join(result.stderr.split())
    assert all(words in text for words in said), result.stderr
    assert "Traceback" not in result.stderr
