"""The commands that take networks away and report on them."""

from __future__ import annotations

import csv
import json

import pytest

from pactgraph.store.local import LocalStore


@pytest.fixture
def run(pactgraph, built):
    def run(*arguments):
        return pactgraph(*arguments, "--data", str(built))

    return run


@pytest.mark.parametrize("form", ["gexf", "graphml", "json"])
def test_a_network_goes_to_standard_output_or_into_a_file(run, tmp_path, form):
    shown = run("network", "export", "country-country", form)
    assert shown.returncode == 0, shown.stderr
    path = tmp_path / f"network.{form}"
    assert run("network", "export", "country-country", form, "-o", str(path)).returncode == 0
    assert path.read_text(encoding="utf-8") == shown.stdout


def test_filters_stand_in_the_file(run):
    held = json.loads(run("network", "export", "country-country", "json", "--since", "2019").stdout)
    assert held["graph"]["filters"] == "dated 2019 or later"


def test_csv_is_a_folder_of_three_files(run, tmp_path):
    folder = tmp_path / "new" / "tables"
    assert run("network", "export", "country-country", "csv", "-o", str(folder)).returncode == 0
    assert sorted(path.name for path in folder.iterdir()) == ["csv-metadata.json", "edges.csv", "nodes.csv"]
    with (folder / "edges.csv").open(encoding="utf-8", newline="") as file:
        assert {row["Type"] for row in csv.DictReader(file)} == {"Undirected"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["network", "export", "country-country", "csv"], "a folder for its files"),
        (["network", "export", "country-contry", "gexf"], "did you mean country-country?"),
        (["network", "export", "country-country", "gexf", "--since", "2050"], "2050 or later"),
        (
            ["network", "export", "country-country", "gexf", "--since", "2022", "--until", "2019"],
            "turn it round",
        ),
        (["network", "export", "country-country", "gexf", "--role", "signatry"], "did you mean"),
        (["analyze", "country-country", "--rdf", "results.xlsx"], ".nq, .ttl or .trig"),
        (["analyze", "country-country", "--as-of", "soon"], "the date soon"),
    ],
)
def test_wrong_use_gets_one_clear_message_and_exit_code_2(run, arguments, said):
    result = run(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert said in result.stderr and "Traceback" not in result.stderr


def test_a_file_where_a_folder_is_wanted_is_named(run, tmp_path):
    (tmp_path / "taken").write_text("x")
    result = run("network", "export", "country-country", "csv", "-o", str(tmp_path / "taken"))
    assert result.returncode == 2 and "taken" in result.stderr


@pytest.mark.parametrize(
    ("option", "place", "said"),
    [
        ("--report", "absent/report.html", "a place that cannot be written (No such file or directory)"),
        ("--report", "taken/report.html", "a place that cannot be written (Not a directory)"),
        ("--rdf", "absent/results.nq", "a place that cannot be written (No such file or directory)"),
        ("--plots", "taken/new/plots", "a folder that cannot be made (Not a directory)"),
    ],
)
def test_analyze_refuses_a_place_that_cannot_be_written_before_it_reads_the_graph(
    pactgraph, tmp_path, option, place, said
):
    (tmp_path / "taken").write_text("x")
    # The graph is absent as well: what is refused first is checked first.
    result = pactgraph(
        "analyze", "country-country", option, str(tmp_path / place), "--data", str(tmp_path / "no-graph.nq")
    )
    assert (result.returncode, result.stdout) == (2, "")
    assert said in result.stderr and "no-graph" not in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_analyze_makes_the_folder_of_its_plots_as_an_export_makes_that_of_its_tables(run, tmp_path):
    folder = tmp_path / "new" / "plots"
    result = run("analyze", "country-country", "--draws", "0", "--plots", str(folder))
    assert result.returncode == 0, result.stderr
    assert (folder / "figure-1.svg").is_file()


def test_analyze_says_in_short_what_is_found_and_writes_report_plots_and_rdf(run, tmp_path):
    places = {"--report": "report.html", "--plots": "plots", "--rdf": "results.nq"}
    given = [part for option, name in places.items() for part in (option, str(tmp_path / name))]
    result = run("analyze", "country-country", "--draws", "2", *given)
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("The network has ")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "pactgraph analyze country-country --draws 2 --report country-country.html" in page
    assert str(tmp_path) not in page
    assert {path.suffix for path in (tmp_path / "plots").iterdir()} == {".svg", ".png"}
    found = LocalStore.memory(tmp_path / "results.nq").select("SELECT ?d WHERE { ?d a qb:DataSet }")
    assert len(found) >= 12


def test_the_report_repeats_every_option_that_chooses_the_network(run, tmp_path):
    options = [
        "--weight",
        "count",
        "--roll-up",
        "--until",
        "2022",
        "--without-modality",
        "recommended",
        "--seed",
        "7",
    ]
    path = tmp_path / "report.html"
    result = run("analyze", "country-country", *options, "--draws", "1", "--report", str(path))
    assert result.returncode == 0, result.stderr
    page = path.read_text(encoding="utf-8")
    chosen = "--roll-up --until 2022 --without-modality recommended --weight count"
    assert f"pactgraph analyze country-country {chosen} --draws 1 --seed 7 --report" in page
    assert f"pactgraph network measures country-country {chosen}" in page
