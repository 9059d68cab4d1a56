from __future__ import annotations

from pathlib import Path

import pytest

from pactgraph import resources
from pactgraph.namespaces import PACT, PREFIXES, source_graph
from pactgraph.store.locate import Locator
from pactgraph.store.reading import Content, ContentFile

CLAIM = PREFIXES["claim"] + "one/"
TEXT = """\
# A comment.
@prefix c: <https://w3id.org/pactgraph/id/claim/one/> .
@prefix pact: <https://w3id.org/pactgraph/ontology#> .

c:1 a pact:Tie ;
    pact:subject <urn:x> ;
    pact:note
        "a\u2028long; note",
        "another" ;
    pact:relation <urn:r> .

c:1.2 pact:note "one line" .

<urn:full> <urn:p> c:1 .
"""


@pytest.fixture
def locator(tmp_path):
    path = tmp_path / "claims.ttl"
    path.write_text(TEXT, encoding="utf-8")
    return Locator([ContentFile(path, source_graph("one"), "one")])


@pytest.mark.parametrize(
    ("subject", "predicate", "line"),
    [
        (CLAIM + "1", None, 5),
        (CLAIM + "1", PREFIXES["rdf"] + "type", 5),
        (CLAIM + "1", PACT + "subject", 6),
        (CLAIM + "1", PACT + "note", 7),
        (CLAIM + "1", PACT + "relation", 10),
        (CLAIM + "1", PACT + "absent", 5),
        (CLAIM + "1.2", PACT + "note", 12),
        ("urn:full", "urn:p", 14),
    ],
)
def test_a_subject_and_its_predicate_are_found(locator, subject, predicate, line):
    place = locator.find(subject, predicate)
    assert place is not None
    assert (place.file.name, place.line) == ("claims.ttl", line)
    assert str(place).endswith(f"claims.ttl:{line}")


def test_what_no_file_states_is_not_found(locator):
    assert locator.find(CLAIM + "3") is None
    assert locator.find("urn:x", "urn:p") is None


def test_every_statement_of_the_content_is_found_at_a_line_that_states_it():
    content = Content(resources.ontology_dir(), resources.graph_dir())
    files = [file for file in content.files() if isinstance(file, ContentFile)]
    locator = Locator(files)
    lines = {file.path: file.path.read_text(encoding="utf-8").split("\n") for file in files}
    for file in files:
        for quad in file.quads():
            if str(quad.subject).startswith("_:"):
                continue
            place = locator.find(quad.subject.value, quad.predicate.value)
            assert place is not None, quad
            line = lines[place.file][place.line - 1]
            local = quad.predicate.value.replace("#", "/").rpartition("/")[2]
            assert local in line or (local == "type" and " a " in line), (quad, place, line)


def test_files_are_read_only_when_something_is_looked_for():
    Locator([ContentFile(Path("nowhere.ttl"), "urn:g")])
