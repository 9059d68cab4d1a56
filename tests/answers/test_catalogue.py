from __future__ import annotations

from pathlib import Path

import pytest

from pactgraph.answers.catalogue import Catalogue, Parameter, read_question
from pactgraph.errors import InputSyntaxError, MissingFileError, UnknownNameError

HEADER = "# title: What?\n# read: So.\n"
QUERY = "SELECT ?x WHERE { ?x ?p ?o }\n"


@pytest.fixture
def question(tmp_path):
    """Write a question and give its path."""

    def write(text: str | bytes, name: str = "subject/name.rq") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_a_question_is_read_whole(questions):
    found = questions.get("pacts_of")
    assert (found.subject, found.title, found.read) == (
        "pacts",
        "What does a party take part in?",
        "One row per initiative and role.",
    )
    assert found.parameters == (
        Parameter("party", "party", "whose initiatives"),
        Parameter("role", "code role", "only this role", optional=True),
    )
    assert dict(found.columns) == {
        "initiative": "the initiative",
        "role": "the role",
        "claims": "the participations",
    }
    assert found.body.startswith("SELECT")


def test_a_default_and_several_lines_to_read_are_kept(question):
    path = question(
        "# title: T\n# read: One.\n# read: Two.\n"
        "# param year (year, default 2021): when\n# rests on: nothing\nSELECT * { VALUES ?year {} }\n"
    )
    found = read_question(path)
    assert found.read == "One. Two."
    assert found.parameters[0].default == "2021"
    assert found.rests_on == "nothing"


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("", 1, "'# title: …'"),
        ("# title: What?\n" + QUERY, 1, "'# read: …'"),
        ("# title: A\n# title: B\n# read: C\n" + QUERY, 2, "second line '# title: …'"),
        (HEADER + "# colum x: y\n" + QUERY, 3, "'# colum x: y'"),
        (HEADER + "# title\n" + QUERY, 3, "'# title'"),
        (HEADER + "# param x: y\n" + QUERY, 3, "'x: y'"),
        (HEADER + "# param x (number): y\nSELECT * { VALUES ?x {} }", 3, "x (number): y"),
        (HEADER + "# param x (code colour): y\nSELECT * { VALUES ?x {} }", 3, "x (code colour): y"),
        (HEADER + "# column x\n" + QUERY, 3, "'x'"),
        (
            HEADER + "# param x (text): y\n# param x (text): y\nSELECT * { VALUES ?x {} }",
            4,
            "second parameter named x",
        ),
        (HEADER + "# param x (text): y\n" + QUERY, 1, "no place for one"),
        (HEADER + "SELECT * { VALUES ?x {} }", 1, "no parameter"),
    ],
)
def test_a_wrong_header_is_reported_with_file_and_line(question, text, line, found):
    path = question(text)
    with pytest.raises(InputSyntaxError) as caught:
        read_question(path)
    assert (caught.value.file, caught.value.line) == (path, line)
    assert found in caught.value.found
    assert caught.value.expected


def test_a_file_that_is_no_text_is_reported(question):
    path = question(b"\xff\xfe\x00")
    with pytest.raises((MissingFileError, InputSyntaxError)) as caught:
        read_question(path)
    assert caught.value.file == path


def test_a_name_that_is_taken_twice_is_reported(question, tmp_path):
    question(HEADER + QUERY, "one/name.rq")
    second = question(HEADER + QUERY, "two/name.rq")
    with pytest.raises(InputSyntaxError) as caught:
        Catalogue(tmp_path).questions  # noqa: B018
    assert caught.value.file == second
    assert str(tmp_path / "one" / "name.rq") in caught.value.expected


def test_a_missing_folder_is_reported(tmp_path):
    with pytest.raises(MissingFileError):
        Catalogue(tmp_path / "nowhere")


def test_a_mistyped_question_gets_the_nearest(questions):
    with pytest.raises(UnknownNameError) as caught:
        questions.get("pact_of")
    assert caught.value.mend == "did you mean pacts_of?"


def test_asking_for_one_question_reads_its_file_only(question, tmp_path):
    question(HEADER + QUERY, "subject/good.rq")
    question("no header", "subject/broken.rq")
    question(HEADER + QUERY, "one/twice.rq")
    question(HEADER + QUERY, "other/twice.rq")
    catalogue = Catalogue(tmp_path)
    assert catalogue.get("good").title == "What?"
    for name in ("broken", "twice"):
        with pytest.raises(InputSyntaxError):
            catalogue.get(name)
    with pytest.raises(InputSyntaxError):
        catalogue.questions  # noqa: B018
