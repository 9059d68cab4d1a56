"""The package holds its content, and works alone: built, installed elsewhere, used from an empty folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from pactgraph import resources
from pactgraph.errors import MissingFileError

CONTENT = ("ontology", "graph", "viz")


def run(
    *command: str | Path, cwd: Path, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    clean = {
        key: value for key, value in os.environ.items() if not key.startswith(("PACTGRAPH_", "PYTHONPATH"))
    }
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**clean, **(env or {})},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=600,
    )


def content_files(checkout: Path) -> set[str]:
    """The files of the three content folders, as paths from the root of the checkout."""
    found = {path for folder in CONTENT for path in (checkout / folder).rglob("*") if path.is_file()}
    return {path.relative_to(checkout).as_posix() for path in found if path.name != ".DS_Store"}


@pytest.fixture(scope="module")
def project(checkout: Path) -> dict:
    return tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def dist(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source archive of the checkout, and the wheel that is built from that archive."""
    folder = tmp_path_factory.mktemp("dist")
    # Where npm is missing a build asks for it; without it the query editor is left out.
    options = ["--no-isolation", "--skip-dependency-check", "--outdir", folder]
    result = run(sys.executable, "-m", "build", *options, checkout, cwd=folder)
    assert result.returncode == 0, result.stdout + result.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    return next(dist.glob("*.whl"))


def test_the_wheel_holds_the_content_and_the_types(checkout, wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"pactgraph/_content/{path}" for path in content_files(checkout)} <= names
    modules = {p.relative_to(checkout / "src").as_posix() for p in (checkout / "src").rglob("*.py")}
    assert modules | {"pactgraph/py.typed"} <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    strays = {name for name in names if not re.match(r"pactgraph(/|-[^/]+\.dist-info/)", name)}
    assert not strays


def test_the_source_archive_holds_the_content_and_the_tests(checkout, dist):
    with tarfile.open(next(dist.glob("*.tar.gz"))) as archive:
        names = {name.split("/", 1)[-1] for name in archive.getnames()}
    assert content_files(checkout) <= names
    assert {"Makefile", "constraints.txt", "LICENSE", "README.md", "conftest.py"} <= names


def test_dependencies_have_lower_bounds_and_no_upper_ones(project):
    extras = [r for group in project["optional-dependencies"].values() for r in group]
    for text in project["dependencies"] + extras:
        requirement = Requirement(text)
        if canonicalize_name(requirement.name) == "pactgraph":
            continue
        operators = {part.operator for part in requirement.specifier}
        assert ">=" in operators and operators <= {">=", "!="}, text
        assert requirement.url is None


def test_constraints_pin_each_dependency_and_name_no_host(checkout, project):
    text = (checkout / "constraints.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.+]+", line) for line in lines)
    pins = {canonicalize_name(line.split("==")[0]): line.split("==")[1] for line in lines}
    extras = [r for group in project["optional-dependencies"].values() for r in group]
    for requirement in map(Requirement, project["dependencies"] + extras):
        name = canonicalize_name(requirement.name)
        assert name == "pactgraph" or requirement.specifier.contains(pins[name]), requirement


def test_the_version_is_the_same_everywhere(checkout, project, pactgraph):
    citation = (checkout / "CITATION.cff").read_text(encoding="utf-8")
    assert re.search(r"^version: (.+)$", citation, re.MULTILINE)[1] == project["version"]
    assert project["version"] in pactgraph("--version").stdout


def test_content_is_found_in_the_checkout(checkout, monkeypatch):
    monkeypatch.delenv(resources.CONTENT_VARIABLE, raising=False)
    assert resources.content_root() == checkout
    assert resources.graph_dir() == checkout / "graph"


def test_a_content_folder_of_ones_own_comes_first_and_need_not_hold_all(checkout, tmp_path, monkeypatch):
    (tmp_path / "graph").mkdir()
    monkeypatch.setenv(resources.CONTENT_VARIABLE, str(tmp_path))
    assert resources.content_root() == tmp_path
    assert resources.graph_dir() == tmp_path / "graph"
    assert resources.ontology_dir() == checkout / "ontology"


@pytest.mark.parametrize("name", ["", "missing"])
def test_a_content_folder_without_content_is_refused_with_its_name(name, tmp_path, monkeypatch):
    monkeypatch.setenv(resources.CONTENT_VARIABLE, str(tmp_path / name))
    with pytest.raises(MissingFileError, match=resources.CONTENT_VARIABLE) as caught:
        resources.graph_dir()
    assert caught.value.file == tmp_path / name


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, checkout: Path, needs, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an empty environment outside the checkout, into which only the wheel was installed."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder / "venv", with_pip=False)
    programs = folder / "venv" / "bin"
    install = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        programs / "python",
        "install",
        "--no-compile",
        "--quiet",
    ]
    result = run(*install, "--constraint", checkout / "constraints.txt", wheel, cwd=folder)
    needs(
        "a package registry to install from",
        result.returncode == 0,
        f"go online for this test: {result.stderr.strip()[-300:]}",
    )
    return programs


@pytest.mark.full
def test_the_installed_wheel_works_alone(elsewhere, checkout, tmp_path):
    """Version, build and questions, from an empty folder, with nothing of the checkout in reach."""
    version = run(elsewhere / "pactgraph", "--version", cwd=tmp_path)
    assert version.returncode == 0, version.stderr
    build = run(elsewhere / "pactgraph", "build", "--out", "x", cwd=tmp_path)
    assert build.returncode == 0, build.stdout + build.stderr
    assert any((tmp_path / "x").iterdir())
    questions = run(elsewhere / "pactgraph", "ask", "--list", cwd=tmp_path)
    assert questions.returncode == 0, questions.stderr
    assert len(questions.stdout.splitlines()) >= 15
    where = "from pactgraph import resources; print(resources.content_root())"
    root = run(elsewhere / "python", "-c", where, cwd=tmp_path).stdout.strip()
    assert root.endswith("_content") and not root.startswith(str(checkout))
