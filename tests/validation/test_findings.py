"""Findings read well, come in the order of the files, and guess what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from pactgraph.validation.findings import Finding, order, short_names
from pactgraph.validation.rules import validate

INVALID = Path(__file__).resolve().parent.parent / "invalid"


def finding(file: str | None = None, line: int | None = None, subject: str = "urn:a") -> Finding:
    return Finding("r", "error", subject, "is wrong", file=Path(file) if file else None, line=line)


def test_a_finding_is_one_block_with_place_found_expected_and_mend(content_with, tmp_path):
    (wrong,) = validate(content_with(INVALID / "participation-role.unknown.ttl"))
    assert wrong.render(tmp_path).splitlines() == [
        "graph/sources/example/invalid-0.ttl:14: error: claim:example/101 has pact:role role:organiser",
        "  found: role:organiser, which nothing describes",
        "  expected: A participation has one role, of the list role.",
        "  mend: Did you mean role:organizer? If not: add pact:role with a code from "
        "ontology/codelists/role.ttl; make a claim for each where there are several.",
        "  rule: participation-role",
    ]


def test_a_file_outside_the_folder_is_named_in_full():
    assert finding("/a/b.ttl", 3).where(Path("/c")) == "/a/b.ttl:3"
    assert finding("/a/b.ttl").where() == "/a/b.ttl"
    assert finding().where() == ""


def test_findings_come_by_file_line_and_natural_order_of_subjects():
    ordered = [
        finding("a", 2),
        finding("a", 10),
        finding("b", 1),
        finding(subject="c:2"),
        finding(subject="c:10"),
    ]
    assert sorted(reversed(ordered), key=order) == ordered


@pytest.mark.parametrize(
    ("file", "mend"),
    [
        ("unknown-property", "Did you mean pact:isoCode?"),
        ("unknown-property.claim", "Did you mean pact:role?"),
        ("claim-initiative.unknown", "Did you mean forum:trade-forum?"),
        ("attributed-to", "Did you mean person:li-na?"),
        ("quantity-unit.unknown", "Did you mean unit:percent"),
        ("milestone-type", "Did you mean milestone-type:signed"),
        ("within-country.unknown", "Did you mean country:CHN?"),
    ],
)
def test_a_mistyped_name_gets_a_guess(content_with, file, mend):
    (wrong,) = validate(content_with(INVALID / f"{file}.ttl"))
    assert wrong.mend.startswith(mend)


def test_a_missing_label_names_its_language(content_with):
    (wrong,) = validate(content_with(INVALID / "term-labels.no-zh.ttl"))
    assert wrong.message == "pact:Exchange has no rdfs:label in @zh"


def test_all_files_that_do_not_parse_are_reported_and_nothing_else(content_with):
    broken = INVALID / "turtle-syntax.ttl"
    findings = validate(content_with(broken, broken, INVALID / "label-en.ttl"))
    assert [(f.rule, f.file.name, f.line) for f in findings if f.file] == [
        ("turtle-syntax", "invalid-0.ttl", 7),
        ("turtle-syntax", "invalid-1.ttl", 7),
    ]


def test_steps_are_told(content_with):
    steps: list[str] = []
    validate(content_with(), progress=steps.append)
    assert steps == ["reading", "shapes", "checks", "dates and quantities"]


def test_addresses_become_short_names():
    text = "https://w3id.org/pactgraph/code/role, https://w3id.org/pactgraph/code/role/host and https://example.org/x."
    assert short_names(text) == "the list role, role:host and https://example.org/x."
