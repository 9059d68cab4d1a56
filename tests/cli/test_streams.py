"""Results on standard output, everything else on the error stream; pipes, full disks and closed streams."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sysconfig
from pathlib import Path

import pytest

PROGRAM = str(Path(sysconfig.get_path("scripts")) / "pactgraph")


def shell(line: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which ``pactgraph`` is the installed command."""
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PATH": f"{Path(PROGRAM).parent}{os.pathsep}{os.environ['PATH']}", **env},
        timeout=120,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "agreements_of_party"),
        ("ask", "--list"),
        ("search", "silk"),
        ("query", "SELECT * { ?s ?p ?o } LIMIT 3"),
    ],
)
def test_a_pipe_gets_csv_and_nothing_beside_it(pactgraph, built, arguments):
    result = pactgraph(*arguments, "--data", built)
    rows = list(csv.reader(io.StringIO(result.stdout)))
    assert len(rows) > 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert result.stderr == ""


def test_a_term_that_no_statement_has_is_told_beside_the_answer(pactgraph, built):
    query = "SELECT ?x { ?x a pact:Agrement }"
    result = pactgraph("query", query, "--data", built, "--format", "csv")
    assert result.stdout == "x\n"
    assert result.stderr == "note: unknown term pact:Agrement, did you mean pact:Agreement?\n"


@pytest.mark.parametrize("arguments", [("show", "Cuba"), ("explain", "ye-small-economies/041")])
def test_a_pipe_gets_json_of_what_is_no_table(pactgraph, built, arguments):
    result = pactgraph(*arguments, "--data", built)
    assert json.loads(result.stdout)
    assert result.stderr == ""


def test_json_of_a_question_has_the_rows_of_its_csv(pactgraph, built):
    given = ("ask", "agreements_of_party", "party=古巴", "--data", built)
    answer = json.loads(pactgraph(*given, "--format", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(pactgraph(*given, "--format", "csv").stdout)))
    assert [{k: v["value"] for k, v in b.items()} for b in answer["results"]["bindings"]] == rows


def test_the_list_of_questions_as_json_says_what_each_takes(pactgraph):
    listed = json.loads(pactgraph("ask", "--list", "--format", "json").stdout)
    (found,) = [question for question in listed if question["name"] == "agreements_of_party"]
    assert [p["name"] for p in found["parameters"]] == ["party"]
    assert found["columns"]["claims"]


def test_a_text_in_csv_is_kept_letter_for_letter(pactgraph, built):
    text = 'a,"b"\r\nc\td'
    query = 'SELECT ("a,\\"b\\"\\r\\nc\\td" AS ?x) {}'
    result = pactgraph("query", query, "--data", built, "--format", "csv")
    assert [*csv.reader(io.StringIO(result.stdout, newline=""))] in (
        [["x"], [text]],
        [["x"], [text.replace("\r", "")]],
    )


@pytest.mark.parametrize(
    "command",
    [
        "pactgraph query 'SELECT * { ?s ?p ?o }'",
        "pactgraph export nt",
        "pactgraph show China --format text",
        "pactgraph ask --list --format table --quiet",
        "pactgraph --help",
    ],
)
def test_a_reader_that_leaves_early_is_no_error(checkout, built, command):
    result = shell(f"{command} | head -n 1", checkout, PACTGRAPH_DATA=str(built))
    assert result.returncode == 0, result.stderr
    assert len(result.stdout.splitlines()) == 1
    assert "Broken" not in result.stderr and "Traceback" not in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("command", ["export nt", "ask --list", "show Cuba", "query 'ASK {}'"])
def test_a_full_disk_is_reported(checkout, built, command):
    result = shell(f"pactgraph {command} > /dev/full", checkout, PACTGRAPH_DATA=str(built))
    assert result.returncode == 2
    assert "No space left" in result.stderr and "Traceback" not in result.stderr


@pytest.mark.parametrize("redirect", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_closed_streams_do_no_harm(checkout, built, redirect):
    result = shell(f"pactgraph search silk {redirect}", checkout, PACTGRAPH_DATA=str(built))
    assert result.returncode == 0
    assert "Traceback" not in result.stdout + result.stderr


@pytest.mark.parametrize(
    "env", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}]
)
def test_names_in_any_script_come_out_as_utf8_whatever_the_locale(checkout, built, env):
    result = shell("pactgraph search 古巴", checkout, PACTGRAPH_DATA=str(built), **env)
    assert result.returncode == 0
    assert "古巴" in result.stdout


def test_quiet_and_verbose_may_stand_before_the_command_or_after_it(pactgraph, checkout):
    for arguments in (["--quiet", "fmt", "--check"], ["fmt", "--check", "--quiet"], ["-q", "fmt", "--check"]):
        assert "canonical" not in pactgraph(*arguments, checkout / "ontology").stderr
    assert "canonical" in pactgraph("fmt", "--check", checkout / "ontology").stderr


def test_verbose_tells_each_step_on_the_error_stream(pactgraph):
    result = pactgraph("--verbose", "check")
    assert "checking: shapes" in result.stderr
    assert result.stdout == "No findings.\n"


def test_an_export_to_a_file_says_nothing_and_is_what_goes_to_the_pipe(pactgraph, built, tmp_path):
    place = tmp_path / "graph.nt"
    result = pactgraph("export", "nt", "--data", built, "-o", place)
    assert (result.stdout, result.stderr) == ("", "")
    assert place.read_text(encoding="utf-8") == pactgraph("export", "nt", "--data", built).stdout
    assert [path.name for path in tmp_path.iterdir()] == ["graph.nt"]


def test_a_page_can_go_to_standard_output(pactgraph, built):
    result = pactgraph("view", "two-mode", "-o", "-", "--data", built)
    assert result.stdout.lstrip().lower().startswith("<!doctype html")
    assert result.stderr == ""
