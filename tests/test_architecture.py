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
# From the ground up. A part may import from its own row and from the rows above it in this list, never below.
LAYERS = [
    {"errors", "namespaces", "resources", "config"},
    {"model"},
    {"store"},
    {"derivation", "validation", "sources"},
    {"audit"},
    {"network"},
    {"answers"},
    {"views"},
    {"exports"},
    {"build"},
    {"graph", "__init__"},
    {"web", "cli", "__main__"},
]
#: Each renders what the graph answers, and none imports another; the command line starts the services.
FACES = {
    "pages": ("pactgraph.web.pages",),
    "api": ("pactgraph.web.api", "pactgraph.web.openapi"),
    "mcp": ("pactgraph.web.mcp",),
    "sparql": ("pactgraph.web.sparql",),
    "cli": ("pactgraph.cli",),
}
STARTED = ("pactgraph.web.mcp.server", "pactgraph.web.sparql.limits")
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


def layer(name: str) -> int:
    part = name.split(".")[1]
    ranks = [rank for rank, parts in enumerate(LAYERS) if part in parts]
    assert ranks, f"{name} belongs to no layer: give it a place in LAYERS and in design.md"
    return ranks[0]


def test_imports_go_downwards_only():
    known = modules()
    upwards = [
        f"{name} imports {target}"
        for name, file in known.items()
        for target in sorted(imports(name, file, known))
        if layer(target) > layer(name)
    ]
    assert not upwards


def test_no_face_imports_another():
    known = modules()

    def face(name: str) -> str:
        for held, packages in FACES.items():
            if any(name == package or name.startswith(f"{package}.") for package in packages):
                return held
        return ""

    across = [
        f"{name} imports {target}"
        for name, file in known.items()
        for target in sorted(imports(name, file, known))
        if face(name) and face(target) not in ("", face(name))
        if not (face(name) == "cli" and target in STARTED)
    ]
    assert not across


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


def test_imports_are_read_right(tmp_path):
    known = {"pactgraph.__init__", "pactgraph.store", "pactgraph.store.base", "pactgraph.errors"}
    file = tmp_path / "local.py"
    file.write_text(
        "from .base import View\nfrom pactgraph import errors\nfrom pactgraph import load\nimport rdflib\n"
    )
    expected = {"pactgraph.store.base", "pactgraph.errors"}
    assert imports("pactgraph.store.local", file, dict.fromkeys(known)) >= expected
