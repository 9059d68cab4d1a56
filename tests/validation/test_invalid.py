"""Each file of tests/invalid, added to the small valid set in tests/invalid/base, raises its one finding.

A file is named after its rule: ``<rule>.ttl`` or ``<rule>.<case>.ttl``. A line ``# into: <folder>`` says
where the statements below it go (``things``, ``sources/<id>``, ``ontology/modules`` …); what stands above
the first one goes everywhere. The line at fault ends in ``# <-``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pactgraph import resources
from pactgraph.store.reading import Content
from pactgraph.validation.rules import catalogue, validate

FILES = sorted((Path(__file__).resolve().parent.parent / "invalid").glob("*.ttl"))
MARK = "# <-"
#: What has no line, what keeps the rest from being read, and a code that another file might add.
ALONE = ("blank-node", "turtle-syntax", "claim-modality")
#: By these alone two claims do not differ.
UNSAID = re.compile(r"pact:(evidence|modality|note|asPrinted|dateAsPrinted|text)\b")


def rule_of(file: Path) -> str:
    return file.name.partition(".")[0]


@pytest.fixture(scope="module")
def rules() -> dict[str, str]:
    content = Content(resources.ontology_dir(), resources.graph_dir())
    # What can be wrong with a table stands in test_tables.py.
    return {rule.name: rule.severity for rule in catalogue(content) if rule.kind != "table"}


def test_the_base_is_valid(content_with):
    assert validate(content_with()) == []


def batches(files: list[Path]) -> list[list[Path]]:
    """Put together files that can stand in one content: of other things, names, codes and claims."""
    found: list[tuple[list[Path], set[str]]] = []
    alone = [file for file in files if rule_of(file) in ALONE]
    for file in (file for file in files if file not in alone):
        text = file.read_text(encoding="utf-8").replace(MARK, "")
        words = set(re.findall(r'(?m)^(?![ce]:1)[\w-]+:[\w-]+|^<[^>]+>|"[^"]*"@\w+|pact:isoCode "\w+"', text))
        for claim in re.findall(r"(?ms)^[ce]:1\d\d (a .*?)\.\s*$", text):
            said = {" ".join(part.split()) for part in claim.split(";") if not UNSAID.search(part)}
            words.add("; ".join(sorted(said)))
        batch = next((b for b in found if len(b[0]) < 25 and not b[1] & words), ([], set()))
        if not batch[0]:
            found.append(batch)
        batch[0].append(file)
        batch[1].update(words)
    return [*([file] for file in alone), *(batch for batch, _ in found)]


def assert_found(files: list[Path], content_with, rules) -> None:
    """Each file raises its one finding at its line, and nothing else is found."""
    findings = validate(content_with(*files))
    by_place = {file: [] for file in files}
    for finding in findings:
        number = finding.file and finding.file.stem.partition("invalid-")[2]
        by_place[files[int(number)] if number else files[0]].append(finding)
    told = "\n".join(finding.render() for finding in findings)
    for file, own in by_place.items():
        assert [finding.rule for finding in own] == [rule_of(file)], f"{file.name}:\n{told}"
        (finding,) = own
        assert finding.severity == rules[finding.rule]
        assert finding.message and finding.expected and finding.mend
        assert "https://w3id.org/pactgraph/" not in finding.message + finding.found, (
            "addresses are shown as short names"
        )
        lines = file.read_text(encoding="utf-8").splitlines()
        marked = [n for n, line in enumerate(lines, 1) if line.endswith(MARK)]
        if marked:
            assert finding.file is not None and finding.file.name.startswith("invalid-"), finding.render()
            assert [finding.line] == marked, finding.render()


@pytest.mark.parametrize(
    "files", batches(FILES), ids=lambda files: f"{files[0].stem} and {len(files) - 1} more"
)
def test_each_of_many_invalid_files_raises_its_one_finding_at_its_line(files, content_with, rules):
    assert_found(files, content_with, rules)


@pytest.mark.full
@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_an_invalid_file_raises_its_one_finding_at_its_line(file, content_with, rules):
    assert_found([file], content_with, rules)


def test_every_rule_has_a_file_and_every_file_a_rule(rules):
    assert {rule_of(file) for file in FILES} == set(rules)


def test_every_file_marks_its_line_but_the_one_whose_node_has_no_name():
    unmarked = [file.stem for file in FILES if MARK not in file.read_text(encoding="utf-8")]
    assert unmarked == ["blank-node"]
