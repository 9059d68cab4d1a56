"""A source begun, cited, verified: by the commands alone, as a newcomer does it."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "A report\n\nChina and Cuba signed a plan. More followed.\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    path = tmp_path / "docs" / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def mine(pactgraph, content, report):
    """Run a command on content of one's own, with the report's folder as that of the documents."""

    def run(*arguments: str | Path):
        env = {"PACTGRAPH_CONTENT": str(content), "PACTGRAPH_DOCUMENTS": str(report.parent)}
        return pactgraph(*arguments, **env)

    return run


def test_a_new_source_can_be_begun_and_cited_before_anything_else_is_right(mine, content, report):
    printed = mine("source", "my-report", "--document", report)
    assert (printed.returncode, printed.stderr) == (0, "")
    written = mine("source", "my-report", "--document", report, "--write")
    path = content / "graph" / "sources" / "my-report" / "source.ttl"
    assert written.stdout == printed.stdout == path.read_text(encoding="utf-8")
    assert mine("fmt", "--check").returncode == 0
    made = mine("evidence", "my-report", "signed a plan", "--write")
    assert made.returncode == 0, made.stderr
    assert "“signed a plan”" in made.stderr
    assert "e:001 a pact:Evidence" in path.with_name("evidence.ttl").read_text(encoding="utf-8")


def test_check_finds_what_is_not_filled_in_and_nothing_that_was_computed(mine, content, report):
    mine("source", "my-report", "--document", report, "--write")
    found = {finding["rule"] for finding in json.loads(mine("check", "-f", "json").stdout)}
    assert {"source-type", "language"} <= found, found
    assert not found & {"sha256", "source-length", "source-file-name", "source-title", "label-en"}
    path = content / "graph" / "sources" / "my-report" / "source.ttl"
    text = path.read_text(encoding="utf-8").replace("source-type:to-fill-in", "source-type:report")
    filled = text.replace('dcterms:language "TO FILL IN"', 'dcterms:language "en"')
    path.write_text(filled, encoding="utf-8")
    left = {finding["rule"] for finding in json.loads(mine("check", "-f", "json").stdout)}
    assert not left & {"source-type", "language"}, left


def test_a_missing_digest_and_length_send_to_the_command_that_makes_them(mine, content):
    path = content / "graph" / "sources" / "example" / "source.ttl"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text(
        "".join(line for line in lines if "pact:sha256" not in line and "pact:length" not in line),
        encoding="utf-8",
    )
    found = {f["rule"]: f["mend"] for f in json.loads(mine("check", "-f", "json").stdout)}
    assert "pactgraph source" in found["sha256"] and "pactgraph source" in found["source-length"]


def test_a_source_is_not_written_over(mine, content, report):
    path = content / "graph" / "sources" / "example" / "source.ttl"
    before = path.read_bytes()
    result = mine("source", "example", "--document", report, "--write")
    assert (result.returncode, result.stdout) == (2, "")
    assert "there already" in result.stderr and str(path) in result.stderr
    assert path.read_bytes() == before


def test_evidence_is_refused_from_a_document_that_is_not_the_one_curated(mine, content, report):
    mine("source", "my-report", "--document", report, "--write")
    report.write_text(TEXT.replace("More", "Much"), encoding="utf-8")
    result = mine("evidence", "my-report", "signed a plan", "--write")
    assert (result.returncode, result.stdout) == (2, "")
    assert "another document" in result.stderr and str(report) in result.stderr
    assert "expected: " in result.stderr and "mend: " in result.stderr
    assert not (content / "graph" / "sources" / "my-report" / "evidence.ttl").exists()


@pytest.fixture
def changed(documents: Path, tmp_path: Path) -> Path:
    """The documents, one of them with a word more at its end."""
    folder = tmp_path / "changed"
    folder.mkdir()
    for path in documents.glob("*.txt"):
        shutil.copy(path, folder)
    with (folder / "004_8a74b926aa5c5ac4.txt").open("a", encoding="utf-8") as file:
        file.write(" More.")
    return folder


def test_verify_tells_another_document_though_every_passage_holds(pactgraph, built, changed):
    result = pactgraph("verify", "-d", changed, "--data", built)
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert (result.returncode, row["evidence"], row["status"]) == (
        1,
        "china-daily-innovation",
        "another document",
    )
    assert row["was"].startswith("7043 characters, 8970233bcb27") and row["is now"].startswith("7049 ")
    assert result.stderr.strip().endswith("; another document: china-daily-innovation")


def test_verify_takes_the_sources_that_are_meant(pactgraph, built, changed):
    result = pactgraph("verify", "ye-small-economies", "-d", changed, "--data", built)
    assert result.returncode == 0, result.stdout
    both = ("ye-small-economies", "china-daily-innovation")
    assert pactgraph("verify", *both, "-d", changed, "--data", built).returncode == 1


def test_verify_has_one_line_for_a_document_that_is_not_there(pactgraph, built, checkout, tmp_path):
    result = pactgraph("verify", "-d", tmp_path, "--data", built, "--verbose")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    sources = sorted(folder.name for folder in (checkout / "graph" / "sources").iterdir())
    assert [(row["evidence"], row["status"]) for row in rows] == [(name, "no document") for name in sources]
    assert result.returncode == 1
    assert all(int(row["claims"]) > 1 for row in rows)
    assert "0 of " in result.stderr and "no document: ye-small-economies" in result.stderr


@pytest.mark.parametrize("arguments", [("show",), ("explain",)])
def test_json_has_the_passages_where_the_documents_are_at_hand(pactgraph, built, documents, arguments):
    claim = (*arguments, "ye-small-economies/041", "--data", built)
    found = json.loads(pactgraph(*claim, "-d", documents).stdout)
    claims = found["claims"] if arguments == ("show",) else found["reasons"][0]["claims"]
    cited = {iri for held in claims for iri in held["evidence"]}
    assert set(found["passages"]) == cited
    shown = pactgraph(*claim, "-d", documents, "-f", "text", COLUMNS="10000").stdout
    assert all(f"“{words}”" in shown for words in found["passages"].values())
    assert "passages" not in json.loads(pactgraph(*claim, PACTGRAPH_DOCUMENTS="").stdout)


@pytest.fixture(scope="module")
def installed(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as a wheel lays it out: its content inside."""
    folder = tmp_path_factory.mktemp("installed")
    shutil.copytree(checkout / "src" / "pactgraph", folder / "pactgraph")
    for name in ("ontology", "graph", "viz"):
        shutil.copytree(checkout / name, folder / "pactgraph" / "_content" / name)
    return folder


@pytest.mark.parametrize(
    "arguments",
    [
        ("source", "my-report", "--document", "report.txt", "--write"),
        ("evidence", "ye-small-economies", "16 countries", "--write", "-d", "."),
        ("fmt",),
    ],
    ids=" ".join,
)
def test_an_installed_package_is_not_written_into(installed, report, arguments):
    result = run_installed(installed, report.parent, *arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert "mend: work in a clone, or set PACTGRAPH_CONTENT" in result.stderr
    assert not (installed / "pactgraph" / "_content" / "graph" / "sources" / "my-report").exists()


def test_an_installed_package_still_prints_and_writes_elsewhere(installed, report, tmp_path):
    folder = report.parent
    printed = run_installed(installed, folder, "source", "my-report", "--document", "report.txt")
    assert printed.returncode == 0, printed.stderr
    assert run_installed(installed, folder, "fmt", "--check").returncode == 0
    (folder / "mine.ttl").write_text("<urn:a>  <urn:b> <urn:c> .\n")
    assert run_installed(installed, folder, "fmt", "mine.ttl").returncode == 0
    (tmp_path / "own" / "graph").mkdir(parents=True)
    made = run_installed(
        installed,
        folder,
        *("source", "my-report", "--document", "report.txt", "--write"),
        PACTGRAPH_CONTENT=str(tmp_path / "own"),
    )
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "own" / "graph" / "sources" / "my-report" / "source.ttl").is_file()


def run_installed(place: Path, cwd: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PACTGRAPH_")}
    return subprocess.run(
        [sys.executable, "-m", "pactgraph", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**clean, "PYTHONPATH": str(place), "PYTHONUTF8": "1", **env},
        timeout=120,
    )
