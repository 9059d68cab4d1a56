"""Each example in each command's help runs, as it stands, against the real build."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest

from pactgraph.cli import every_command

EXAMPLES = [(name, line) for name, command in every_command() for line in command.examples]
ENDPOINT = "http://localhost:7878/query"


@pytest.fixture(scope="module")
def endpoint(built, oxigraph_server) -> str:
    return oxigraph_server((built / "pactgraph.nq").read_bytes())


@pytest.fixture
def place(checkout: Path, built: Path, documents: Path, tmp_path: Path) -> Path:
    """A working folder as the examples suppose it: content, a build, a query, the documents beside it."""
    folder = tmp_path / "work"
    for name in ("ontology", "graph"):
        shutil.copytree(checkout / name, folder / name)
    shutil.copytree(folder / "graph", folder / "my-content" / "graph")
    (folder / "build").symlink_to(built)
    (folder / "mine.rq").write_text("SELECT ?who WHERE { ?who a pact:Country } ORDER BY ?who\n")
    (folder / "report.txt").write_text("A report\n\nOne sentence.\n")
    (tmp_path / "docs").symlink_to(documents)
    return folder


@pytest.mark.parametrize(("name", "line"), EXAMPLES, ids=[line for _, line in EXAMPLES])
def test_an_example_runs(name, line, place, built, request):
    if ENDPOINT in line:
        line = line.replace(ENDPOINT, request.getfixturevalue("endpoint"))
    if name == "build" and "--out" not in line:
        (place / "build").unlink()
    result = subprocess.run(
        ["bash", "-c", line],
        cwd=place,
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=300,
        env={
            **{k: v for k, v in os.environ.items() if not k.startswith("PACTGRAPH_")},
            "PATH": f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}",
            "PYTHONUTF8": "1",
            # What a command changes is the copy, never the checkout; the queries run on the build made once.
            "PACTGRAPH_CONTENT": "." if name in ("build", "check", "fmt", "source", "evidence") else "",
            "PACTGRAPH_DATA": "build",
        },
    )
    assert result.returncode in ((0, 1) if name == "audit" else (0,)), result.stderr
    assert "error" not in result.stderr
    written = line.rpartition(">")[2].strip().removeprefix("& ")
    shown = (place / written).read_text() if ">" in line else result.stdout
    if not {"fmt", "-o", "--quiet"} & set(line.split()):
        assert shown.strip()
    if "-o" in line.split():
        assert (place / line.split()[-1]).stat().st_size > 1000
