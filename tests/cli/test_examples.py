"""Each example in each command's help runs, as it stands, against the real build."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

import pytest

from pactgraph.cli import every_command

#: The first example of each command, and the others for `make test-full`.
EXAMPLES = [
    pytest.param(name, line, id=line, marks=[pytest.mark.full] if place else [])
    for name, command in every_command()
    for place, line in enumerate(command.examples)
]
#: Commands that write into the content.
WRITERS = ("fmt", "source", "evidence")
ENDPOINT = "http://localhost:7878/query"


@pytest.fixture(scope="module")
def endpoint(built, oxigraph_server) -> str:
    return oxigraph_server((built / "pactgraph.nq").read_bytes())


@pytest.fixture
def place(checkout: Path, built: Path, content: Path, documents: Path, tmp_path: Path, request) -> Path:
    """A working folder as the examples suppose it: content, a build, a query, the documents beside it."""
    folder = tmp_path / "work"
    folder.mkdir()
    for name in ("ontology", "graph"):
        # What a command changes is a copy, never the checkout.
        if request.node.callspec.params["name"] in WRITERS:
            shutil.copytree(checkout / name, folder / name)
        else:
            (folder / name).symlink_to(checkout / name)
    shutil.copytree(content, folder / "my-content")
    (folder / "build").symlink_to(built)
    (folder / "mine.rq").write_text("SELECT ?who WHERE { ?who a pact:Country } ORDER BY ?who\n")
    (folder / "report.txt").write_text("A report\n\nOne sentence.\n")
    (tmp_path / "docs").symlink_to(documents)
    return folder


@pytest.mark.parametrize(("name", "line"), EXAMPLES)
def test_an_example_runs(name, line, place, pactgraph, request):
    if ENDPOINT in line:
        line = line.replace(ENDPOINT, request.getfixturevalue("endpoint"))
    if name == "build" and "--out" not in line:
        (place / "build").unlink()
    # A small content is checked and built as a large one is.
    content = {"build": "my-content", "check": "my-content"} | dict.fromkeys(WRITERS, ".")
    own = {name: "" for name in os.environ if name.startswith("PACTGRAPH_")}
    env = {**own, "PACTGRAPH_CONTENT": content.get(name, ""), "PACTGRAPH_DATA": "build"}
    words = shlex.split(line)
    if words[0] == "timeout":
        result = served(line.partition(" 15 ")[2], place, env)
    elif words[0] == "pactgraph" and not {"|", ">", ">>", "&&", "<"} & set(words):
        result = pactgraph(*words[1:], cwd=place, **env)
    else:
        result = subprocess.run(**shell(line, place, env), capture_output=True, timeout=600)
    assert result.returncode in ((0, 1) if name == "audit" else (0,)), result.stderr
    assert "error" not in result.stderr
    written = line.rpartition(">")[2].strip().removeprefix("& ")
    shown = (place / written).read_text() if ">" in line else result.stdout
    if not {"fmt", "-o", "--quiet"} & set(words):
        assert shown.strip()
    if "-o" in words:
        assert (place / words[-1]).stat().st_size > 1000


def shell(line: str, place: Path, env: dict[str, str]) -> dict[str, Any]:
    """How a process is started that runs a line in a shell, where ``pactgraph`` is the installed command."""
    path = f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}"
    surroundings = {**os.environ, "PATH": path, "PYTHONUTF8": "1", **env}
    return {
        "args": ["bash", "-c", line],
        "cwd": place,
        "text": True,
        "encoding": "utf-8",
        "stdin": subprocess.DEVNULL,
        "env": surroundings,
    }


def served(line: str, place: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a server until it says where it is, then end it as ``timeout`` would."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(**shell(f"exec {line}", place, env), **pipes) as process:
        said = process.stdout.readline()
        process.terminate()
        rest, errors = process.communicate()
    return subprocess.CompletedProcess(line, process.returncode, said + rest, errors)
