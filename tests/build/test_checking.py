"""What a user can write besides statements is checked too: questions and views."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pactgraph.build.checking import check_all
from pactgraph.build.opening import find_build
from pactgraph.store.reading import own_content


@pytest.fixture
def content(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("ontology", "graph", "viz"):
        shutil.copytree(checkout / name, tmp_path / name)
    monkeypatch.setenv("PACTGRAPH_CONTENT", str(tmp_path))
    return tmp_path


def rules(content: Path) -> list[tuple[str, str, int | None]]:
    return [(f.rule, f.file.name if f.file else "", f.line) for f in check_all(own_content())]


def test_a_question_without_a_sentence_on_how_to_read_it_is_named(content: Path) -> None:
    path = content / "graph/queries/agreements/agreements_of_party.rq"
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("# read")))
    assert rules(content) == [("question", "agreements_of_party.rq", 1)]


def test_a_name_given_to_two_questions_is_named(content: Path) -> None:
    first = content / "graph/queries/agreements/agreements_of_party.rq"
    shutil.copy(first, content / "graph/queries/parties")
    assert [(rule, name) for rule, name, _ in rules(content)] == [("question", "agreements_of_party.rq")]


def test_a_view_with_an_unknown_key_is_named_with_its_line(content: Path) -> None:
    path = content / "viz/views/two-mode.toml"
    path.write_text('colour = "red"\n' + path.read_text())
    assert rules(content) == [("view", "two-mode.toml", 1)]


def test_content_of_one_s_own_is_not_answered_from_a_build_of_other_content(
    built: Path, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(content)
    (content / "build").symlink_to(built)
    assert find_build() is not None
    (content / "graph/things/countries.ttl").write_text("")
    assert find_build() is None


def test_content_without_things_or_questions_of_its_own_is_read(content: Path) -> None:
    shutil.rmtree(content / "graph/things")
    shutil.rmtree(content / "graph/queries")
    shutil.rmtree(content / "graph/judgements", ignore_errors=True)
    shutil.rmtree(content / "graph/sources")
    (content / "graph/sources").mkdir()
    assert rules(content) == []
