from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from pactgraph import resources


@pytest.fixture(scope="session")
def is_good() -> Callable[[Path], bool]:
    """Tell whether the current build of a folder is whole: all files are there, with their digests."""

    def tell(out: Path) -> bool:
        current = out / "current"
        facts = json.loads((current / "manifest.json").read_text(encoding="utf-8"))
        held = {path.name for path in current.iterdir()}
        top = {name.partition("/")[0] for name in facts["files"]}
        pages = {f"views/{path.name}" for path in (current / "views").glob("*")}
        whole = held == {"manifest.json", *top, *facts["folders"]} and pages <= set(facts["files"])
        return whole and all(
            sha256((current / name).read_bytes()).hexdigest() == digest
            for name, digest in facts["files"].items()
        )

    return tell


@pytest.fixture
def small_content(tmp_path: Path, checkout: Path) -> Path:
    """A content folder with the small valid set of ``tests/invalid/base``, which is built in a second."""
    base = checkout / "tests" / "invalid" / "base"
    for name in ("things", "sources"):
        shutil.copytree(base / name, tmp_path / "small" / "graph" / name)
    return tmp_path / "small"


@pytest.fixture
def own_content(tmp_path: Path) -> Path:
    """A content folder of one's own: a copy of the graph, to be changed at will."""
    shutil.copytree(resources.graph_dir(), tmp_path / "content" / "graph")
    return tmp_path / "content"
