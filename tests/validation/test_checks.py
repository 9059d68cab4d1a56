"""The hygiene queries carry their banner and run alike on Oxigraph and on rdflib."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

from pactgraph import resources
from pactgraph.errors import InputSyntaxError
from pactgraph.store.local import LocalStore
from pactgraph.store.locate import Locator
from pactgraph.validation.checks import read_check, read_checks, run_check

INVALID = Path(__file__).resolve().parent.parent / "invalid"
CHECKS = read_checks(resources.ontology_dir() / "checks")
BANNER = "# title: All is well\n# severity: error\n# mend: Mend it.\n"


@pytest.mark.every(6)
@pytest.mark.parametrize("check", CHECKS, ids=[check.name for check in CHECKS])
def test_a_check_finds_the_same_in_rdflib(check, content_with):
    """The query declares its own prefixes and uses nothing that only one engine has."""
    content = content_with(INVALID / f"{check.name}.ttl")
    found = LocalStore.of(content.quads()).select(check.query)
    dataset = rdflib.Dataset(default_union=True)
    for file in content.files():
        dataset.graph(rdflib.URIRef(file.graph)).parse(file.path, format="turtle")
    expected = {(str(row.subject), str(row.message)) for row in dataset.query(check.query)}
    assert {(row["subject"], row["message"]) for row in found.records()} == expected
    assert expected


@pytest.mark.every(4)
@pytest.mark.parametrize("check", CHECKS, ids=[check.name for check in CHECKS])
def test_a_check_says_each_thing_once_and_names_a_subject(check, content_with):
    table = LocalStore.of(content_with(INVALID / f"{check.name}.ttl").quads()).select(check.query)
    assert {"subject", "message"} <= set(table.columns) <= {"subject", "predicate", "message"}
    assert len(table) == len(set(table.rows)) == 1


@pytest.mark.parametrize("missing", ["title", "severity", "mend"])
def test_a_banner_without_a_line_is_refused(tmp_path, missing):
    file = tmp_path / "x.rq"
    kept = [line for line in BANNER.splitlines() if not line.startswith(f"# {missing}")]
    file.write_text("\n".join([*kept, "SELECT * {}"]))
    with pytest.raises(InputSyntaxError, match=f"# {missing}:") as error:
        read_check(file)
    assert error.value.file == file


def test_an_unknown_severity_is_refused(tmp_path):
    file = tmp_path / "x.rq"
    file.write_text(BANNER.replace("error", "fatal") + "SELECT * {}")
    with pytest.raises(InputSyntaxError, match="fatal"):
        read_check(file)


def test_a_check_that_does_not_parse_names_its_file_and_line(tmp_path):
    file = tmp_path / "x.rq"
    file.write_text(BANNER + "SELECT ?subject\nWHERE { ?subject }")
    with pytest.raises(InputSyntaxError) as error:
        list(run_check(read_check(file), LocalStore.of([]), Locator([])))
    assert (error.value.file, error.value.line) == (file, 5)


def test_a_row_without_a_message_says_the_title(tmp_path):
    file = tmp_path / "x.rq"
    file.write_text(BANNER + "SELECT ?subject { VALUES ?subject { <urn:a> } }")
    (finding,) = run_check(read_check(file), LocalStore.of([]), Locator([]))
    assert (finding.message, finding.subject, finding.mend) == ("All is well", "urn:a", "Mend it.")
