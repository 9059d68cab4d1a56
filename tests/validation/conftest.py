"""The small valid set of tests/invalid/base, and the invalid files that are added to it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pactgraph import resources
from pactgraph.store.reading import Content

FOLDER = Path(__file__).resolve().parent.parent / "invalid"
INTO = re.compile(r"^# into: (\S+)$", re.MULTILINE)


@pytest.fixture
def content_with(tmp_path: Path) -> Callable[..., Content]:
    """Copy the valid set and put each part of the given files where it says; lines keep their numbers."""

    def assemble(*files: Path) -> Content:
        shutil.copytree(FOLDER / "base", tmp_path / "graph")
        content = Content(resources.ontology_dir(), tmp_path / "graph")
        for number, file in enumerate(files):
            text = renumbered(file.read_text(encoding="utf-8"), number)
            if INTO.search(text)[1].startswith("ontology/"):
                content = Content(tmp_path / "ontology", tmp_path / "graph")
                shutil.copytree(resources.ontology_dir(), content.ontology, dirs_exist_ok=True)
            for into, part in parts(text):
                folder = tmp_path / (into if into.startswith("ontology/") else f"graph/{into}")
                folder.mkdir(parents=True, exist_ok=True)
                (folder / f"invalid-{number}.ttl").write_text(part, encoding="utf-8")
        return content

    return assemble


def renumbered(text: str, number: int) -> str:
    """Give claims and evidence numbers that no other file has: in the third one ``c:101`` is ``c:121``."""
    return re.sub(r"\b([ce]):(1\d\d)\b", lambda name: f"{name[1]}:{int(name[2]) + 10 * number}", text)


def parts(text: str) -> list[tuple[str, str]]:
    """Split a file at its lines ``# into:``; other parts become blank lines, what is before all stays."""
    before, *pieces = INTO.split(text)
    found = []
    for place in range(0, len(pieces), 2):
        skipped = sum(piece.count("\n") for piece in pieces[1:place:2])
        found.append((pieces[place], before + "\n" * skipped + pieces[place + 1]))
    return found
