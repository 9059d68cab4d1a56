"""The package keeps its layers, its modules stay small, and no file names a machine or a package registry."""

from __future__ import annotations

import ast
import contextlib
import os
import re
import shutil
import subprocess
import tempfile
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src"
MOST_LINES = 400


def modules() -> dict[str, Path]:
    """Map each module's dotted name to its file."""
    found = {}
    for file in sorted(SOURCE.glob("pactgraph/**/*.py")):
        parts = file.relative_to(SOURCE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 2 else parts)] = file
    return found


def imports(name: str, file: Path, known: dict[str, Path]) -> set[str]:
    """List the package's modules that a module imports: at its top, inside functions or for types only."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"), str(file))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.split(".")[0] == "pactgraph"}
        elif isinstance(node, ast.ImportFrom):
            start = node.module or ""
            if node.level:
                package = name.split(".") if file.name == "__init__.py" else name.split(".")[:-1]
                start = ".".join([*package[: len(package) - node.level + 1], *start.split(".")]).strip(".")
            if start.split(".")[0] == "pactgraph":
                names = {f"{start}.{alias.name}" for alias in node.names}
                found |= (names & known.keys()) or {start}
    return {"pactgraph.__init__" if target == "pactgraph" else target for target in found} - {name}


@pytest.fixture(scope="module")
def plan(checkout) -> list[list[str]]:
    """The rows of the plan in CONTRIBUTING.md from the ground up, each with the names of its rooms."""
    text = (checkout / "CONTRIBUTING.md").read_text(encoding="utf-8")
    drawn = re.search(r"^```plan\n(.*?)^```$", text, re.M | re.S)
    assert drawn, "CONTRIBUTING.md has no block ```plan"
    return [line.partition("|")[0].split() for line in drawn[1].splitlines()]


def room_of(name: str, plan: list[list[str]]) -> tuple[int, str]:
    """Return the row and the room of a module: the room with the longest name that fits."""
    inside = name.removeprefix("pactgraph.").replace("__init__", "graph").replace("__main__", "cli")
    fits = [
        (row, room)
        for row, rooms in enumerate(plan)
        for room in rooms
        if inside == room or inside.startswith(f"{room}.")
    ]
    assert fits, f"{name} is in no room: give it a place in the plan of CONTRIBUTING.md"
    return max(fits, key=lambda fit: len(fit[1]))


def test_imports_go_downwards_only_and_never_to_the_room_next_door(plan):
    known = modules()
    wrong = []
    for name, file in known.items():
        row, room = room_of(name, plan)
        for target in sorted(imports(name, file, known)):
            below, other = room_of(target, plan)
            if below > row or (below == row and other != room):
                wrong.append(f"{name} imports {target}")
    assert not wrong


def test_faces_do_not_reach_into_the_endpoint(plan):
    known = modules()
    faces = {"web.pages", "web.api", "web.mcp"}
    wrong = [
        f"{name} imports {target}"
        for name, file in known.items()
        if room_of(name, plan)[1] in faces
        for target in imports(name, file, known)
        if target.startswith("pactgraph.web.sparql")
    ]
    assert not wrong


def test_every_room_of_the_plan_is_there(plan):
    rooms = {room_of(name, plan)[1] for name in modules()}
    assert rooms == {room for row in plan for room in row}


def test_no_import_cycle():
    known = modules()
    try:
        TopologicalSorter({name: imports(name, file, known) for name, file in known.items()}).prepare()
    except CycleError as error:
        pytest.fail("import cycle: " + " -> ".join(error.args[1]))


def test_modules_stay_small():
    lines = {name: len(file.read_text(encoding="utf-8").splitlines()) for name, file in modules().items()}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}


@pytest.fixture(scope="module")
def files(checkout, needs) -> list[Path]:
    """The files that are in the repository or would go into it."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = (
        subprocess.run(command, cwd=checkout, capture_output=True, text=True) if shutil.which("git") else None
    )
    needs(
        "git and a clone",
        listed is not None and listed.returncode == 0,
        "install git and clone the repository",
    )
    paths = [checkout / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def test_git_ignores_no_module(checkout, files):
    ignored = [str(file.relative_to(checkout)) for file in modules().values() if file not in files]
    assert not ignored, "an entry of .gitignore hides modules; anchor it with a leading slash"


def registries() -> set[str]:
    """Hosts and folders from which this machine installs, as its tools say, so that this file names none."""
    settings = [value for key, value in os.environ.items() if key.upper().startswith(("PIP_", "UV_", "NPM_"))]
    for command in (["pip", "config", "list"], ["npm", "config", "get", "registry"]):
        if shutil.which(command[0]):
            settings.append(subprocess.run(command, capture_output=True, text=True).stdout)
    settings += [
        file.read_text(encoding="utf-8", errors="replace")
        for file in Path("/etc/apt").glob("sources.list*/*")
    ]
    found = re.findall(r"\b(?:https?|file)://(?:[^/@\s]+@)?([^\s'\"]+)", "\n".join(settings))
    hosts = {address if address.startswith("/") else re.split(r"[:/]", address)[0] for address in found}
    with contextlib.suppress(ImportError):
        from pip._internal.models.index import PyPI

        hosts |= {PyPI.netloc, PyPI.file_storage_domain}
    return hosts


def test_no_file_names_a_machine_path_or_a_registry(checkout, files):
    folders = {str(checkout.parent), str(Path.home()), tempfile.gettempdir()} - {"/"}
    forbidden = [rf"(?<![\w.~-]){re.escape(folder)}(?![\w-])" for folder in folders]
    forbidden += [rf"(?<![\w.-]){re.escape(host)}(?![\w-])" for host in registries()]
    pattern = re.compile("|".join(forbidden))
    hits = []
    for file in files:
        with contextlib.suppress(UnicodeDecodeError):
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
                if match := pattern.search(line):
                    hits.append(f"{file.relative_to(checkout)}:{number} names {match.group()}")
    assert not hits


def test_files_and_tables_that_contributors_are_sent_to_are_there(checkout, files):
    """By the words in ticks: a path or the end of one, and a table of the code in capitals."""
    words = re.findall(r"`([^`\n]+)`", (checkout / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    words = [word for word in words if "NN" not in word]  # NN is a number of the reader's own
    ends = {word for word in words if re.fullmatch(r"[\w./-]+\.(py|rq|toml|ttl|html)", word)}
    paths = [f"/{file.relative_to(checkout)}" for file in files]
    assert len(ends) > 20
    assert [end for end in sorted(ends) if not any(path.endswith(f"/{end}") for path in paths)] == []
    code = "\n".join(file.read_text(encoding="utf-8") for file in modules().values())
    tables = {word for word in words if re.fullmatch(r"[A-Z_]{4,}", word)}
    assert [name for name in sorted(tables) if not re.search(rf"^{name}\b.*=", code, re.M)] == []


def test_imports_are_read_right(tmp_path):
    known = {"pactgraph.__init__", "pactgraph.store", "pactgraph.store.base", "pactgraph.errors"}
    file = tmp_path / "local.py"
    file.write_text(
        "from .base import View\nfrom pactgraph import errors\nfrom pactgraph import load\nimport rdflib\n"
    )
    expected = {"pactgraph.store.base", "pactgraph.errors"}
    assert imports("pactgraph.store.local", file, dict.fromkeys(known)) >= expected
