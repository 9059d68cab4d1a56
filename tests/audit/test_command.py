"""The command as a user runs it."""

from __future__ import annotations

import csv
import io
import json

import pytest

from pactgraph.audit import RULES


@pytest.fixture(scope="module")
def run(pactgraph, built):
    return lambda *arguments: pactgraph("audit", "--data", built, *arguments)


def test_it_shows_both_sides_what_follows_and_what_was_judged_and_exits_with_one(run):
    result = run("--format", "table")
    assert result.returncode == 1, result.stderr
    assert "stated: 51.8 per cent" in result.stdout and "107.52 per cent" in result.stdout
    assert "Table 13, row 2022" in result.stdout
    assert "judged: prefers song-northeast-asia/300" in result.stdout


def test_csv_and_json_list_each_case_with_its_locators(run):
    rows = list(csv.DictReader(io.StringIO(run("--format", "csv").stdout)))
    same = json.loads(run("--format", "json").stdout)
    assert rows == same and len(rows) > 80
    assert all(row["kind"] and row["claims"] and row["stated_at"] and row["why"] for row in rows)


def test_kind_source_and_certainty_narrow_it(run):
    rows = json.loads(run("--kind", "columns", "--format", "json").stdout)
    assert {row["kind"] for row in rows} == {"columns"}
    sure = json.loads(run("--sure", "--source", "song-china-russia", "--format", "json").stdout)
    assert {row["certainty"] for row in sure} == {"sure"}
    assert all("song-china-russia/" in row["claims"] + row["against"] for row in sure)
    every = json.loads(run("--all", "--format", "json").stdout)
    assert "rounding" in {row["kind"] for row in every}


def test_nothing_found_is_fine(run):
    result = run("--source", "china-daily-innovation", "--sure")
    assert (result.returncode, result.stdout.count("\n")) == (0, 1)


def test_it_describes_its_rules(run):
    result = run("--describe", "--format", "table")
    assert result.returncode == 0
    assert all(name in result.stdout for name in RULES)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--kind", "typo"), "arithmetic"),
        (("--source", "nobody"), "song-china-russia"),
        (("--sure", "--all"), ""),
    ],
)
def test_a_wrong_name_is_one_clear_message(run, arguments, expected):
    result = run(*arguments)
    assert result.returncode == 2
    assert expected in result.stderr and "Traceback" not in result.stderr


def test_the_build_counts_them_and_holds_them_as_triples(built, pactgraph):
    assert "Disagreements by how sure they are" in (built / "report.md").read_text(encoding="utf-8")
    query = """SELECT ?why WHERE { GRAPH graph:disagreements {
        ?found a pact:Disagreement ; pact:disagreementKind disagreement-kind:columns ;
            pact:explanation ?why } }"""
    result = pactgraph("query", "--data", built, "--format", "csv", query)
    assert "exchanged" in result.stdout or "other way round" in result.stdout
