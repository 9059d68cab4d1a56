"""Each file of tests/invalid, added to the small valid set in tests/invalid/base, raises its one finding.

A file is named after its rule: ``<rule>.ttl`` or ``<rule>.<case>.ttl``. A line ``# into: <folder>`` says
where the statements below it go (``things``, ``sources/<id>``, ``ontology/modules`` …); what stands above
the first one goes everywhere. The line at fault ends in ``# <-``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pactgraph import resources
from pactgraph.store.reading import Content
from pactgraph.validation.rules import catalogue, validate

FILES = sorted((Path(__file__).resolve().parent.parent / "invalid").glob("*.ttl"))
MARK = "# <-"


def rule_of(file: Path) -> str:
    return file.name.partition(".")[0]


@pytest.fixture(scope="module")
def rules() -> dict[str, str]:
    content = Content(resources.ontology_dir(), resources.graph_dir())
    # What can be wrong with a table stands in test_tables.py.
    return {rule.name: rule.severity for rule in catalogue(content) if rule.kind != "table"}


def test_the_base_is_valid(content_with):
    assert validate(content_with()) == []


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_an_invalid_file_raises_its_one_finding_at_its_line(file, content_with, rules):
    findings = validate(content_with(file))
    assert [finding.rule for finding in findings] == [rule_of(file)], "\n".join(f.render() for f in findings)
    (finding,) = findings
    assert finding.severity == rules[finding.rule]
    assert finding.message and finding.expected and finding.mend
    assert "https://w3id.org/pactgraph/" not in finding.message + finding.found, (
        "addresses are shown as short names"
    )
    marked = [
        n for n, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if line.endswith(MARK)
    ]
    if marked:
        assert finding.file is not None and finding.file.name == "invalid-0.ttl", finding.render()
        assert [finding.line] == marked, finding.render()


def test_every_rule_has_a_file_and_every_file_a_rule(rules):
    assert {rule_of(file) for file in FILES} == set(rules)


def test_every_file_marks_its_line_but_the_one_whose_node_has_no_name():
    unmarked = [file.stem for file in FILES if MARK not in file.read_text(encoding="utf-8")]
    assert unmarked == ["blank-node"]
