"""Each file of tests/invalid, added to the small valid set in tests/invalid/base, raises its one finding and no other.

A file is named after its rule (``<rule>.ttl``, ``<rule>.<case>.ttl``). Lines ``# into: <folder>`` say where the statements
below them go (``things``, ``sources/<id>``, ``ontology/modules`` …); the lines above the first one go everywhere. The
line at fault ends in ``# <-``.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from pactgraph import resources
from pactgraph.store.reading import Content
from pactgraph.validation.findings import Finding
from pactgraph.validation.rules import catalogue, validate

FOLDER = Path(__file__).resolve().parent.parent / "invalid"
FILES = sorted(FOLDER.glob("*.ttl"))
INTO = re.compile(r"^# into: (\S+)$", re.MULTILINE)
MARK = "# <-"


def content_with(file: Path | None, folder: Path) -> Content:
    """Copy the valid set, and put each part of an invalid file where it says; its lines keep their numbers."""
    shutil.copytree(FOLDER / "base", folder / "graph")
    content = Content(resources.ontology_dir(), folder / "graph")
    pieces = INTO.split(file.read_text(encoding="utf-8")) if file else [""]
    before = pieces[0]
    for into, text in zip(pieces[1::2], pieces[2::2], strict=True):
        if into.startswith("ontology/"):
            shutil.copytree(content.ontology, folder / "ontology", dirs_exist_ok=True)
            content = Content(folder / "ontology", folder / "graph")
        target = (folder if into.startswith("ontology/") else folder / "graph") / into
        target.mkdir(parents=True, exist_ok=True)
        skipped = file.read_text(encoding="utf-8").partition(text)[0] if file else ""
        blank = "\n" * (skipped.count("\n") - pieces[0].count("\n"))
        (target / "invalid.ttl").write_text(before + blank + text, encoding="utf-8")
    return content


def rule_of(file: Path) -> str:
    return file.stem.partition(".")[0]


@pytest.fixture(scope="module")
def rules() -> dict[str, str]:
    content = Content(resources.ontology_dir(), resources.graph_dir())
    return {rule.name: rule.severity for rule in catalogue(content)}


def test_the_base_is_valid(tmp_path):
    assert validate(content_with(None, tmp_path)) == []


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_an_invalid_file_raises_its_one_finding_at_its_line(file, tmp_path, rules):
    findings = validate(content_with(file, tmp_path))
    assert [finding.rule for finding in findings] == [rule_of(file)], "\n".join(f.render() for f in findings)
    (finding,) = findings
    assert finding.severity == rules[finding.rule]
    assert_is_clear(finding)
    lines = file.read_text(encoding="utf-8").splitlines()
    marked = [number for number, line in enumerate(lines, 1) if line.endswith(MARK)]
    if marked:
        assert finding.file is not None and finding.file.name == "invalid.ttl"
        assert [finding.line] == marked, finding.render()


def assert_is_clear(finding: Finding) -> None:
    """A finding says what is wrong, what was expected and how to mend it, in short names."""
    assert finding.message and finding.expected and finding.mend
    assert "https://w3id.org/pactgraph/" not in finding.message + finding.found, finding.render()
    assert "\n" not in finding.message + finding.expected + finding.found + finding.mend


def test_every_rule_has_a_file_and_every_file_a_rule(rules):
    assert {rule_of(file) for file in FILES} == set(rules)


def test_no_file_is_without_a_mark_but_the_one_whose_node_has_no_name():
    assert [file.stem for file in FILES if MARK not in file.read_text(encoding="utf-8")] == ["blank-node"]
