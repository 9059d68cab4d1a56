"""Text from data and from users is never trusted: shown harmlessly, and bound in queries, never pasted."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

HARMLESS = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(scope="module")
def hostile(pactgraph, checkout, tmp_path_factory) -> Path:
    """A build of content in which a label, a note and a locator hold what a terminal or a page would obey."""
    folder = tmp_path_factory.mktemp("hostile")
    base = checkout / "tests" / "invalid" / "base"
    for name in ("things", "sources"):
        shutil.copytree(base / name, folder / "graph" / name)
    evil = (
        r"[bold red]Trade[/] \u001B[31mforum\u001B]0;owned\u0007\u202Eevil"
        r" <script>alert(1)</script> {{7*7}} \u2028=1+1"
    )
    swap(folder / "graph/things/things.ttl", '"Trade forum"@en', f'"{evil}"@en')
    swap(folder / "graph/sources/example/evidence.ttl", '"paragraph 2"', r'"\u001B[2J[link=x]paragraph\r 2"')
    swap(
        folder / "graph/sources/example/claims.ttl",
        '"The paper is of 2019',
        r'"\u009B31m The paper is of 2019',
    )
    result = pactgraph("build", "--out", folder / "out", PACTGRAPH_CONTENT=str(folder))
    assert result.returncode == 0, result.stdout + result.stderr
    return folder / "out"


def swap(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def harmful(text: str) -> set[str]:
    """The characters that a terminal would obey, other than our own colours and line ends."""
    plain = HARMLESS.sub("", text)
    return {char for char in plain if not char.isprintable() and char not in "\n\r\t"}


COMMANDS = [
    ("show", "forum:trade-forum"),
    ("show", "China"),
    ("show", "example/004"),
    ("show", "example/003"),
    ("search", "trade"),
    ("explain", "example/004"),
    ("ask", "evidence_about", "thing=forum:trade-forum"),
    ("ask", "initiatives_of_party", "party=China"),
    ("query", "SELECT ?x { forum:trade-forum rdfs:label ?x }"),
    ("query", "SELECT ?x { forum:trade-forum rdfs:label ?x }", "--format", "csv"),
    ("query", "SELECT ?x { forum:trade-forum rdfs:label ?x }", "--format", "tsv"),
    ("query", "SELECT ?x { forum:trade-forum rdfs:label ?x }", "--format", "json"),
    ("query", "DESCRIBE forum:trade-forum"),
    ("export", "ttl", "--without", "ontology"),
    ("export", "nq", "--without", "ontology"),
]


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_nothing_that_a_terminal_obeys_reaches_it(on_terminal, hostile, arguments):
    screen = on_terminal(*arguments, "--data", hostile)
    assert screen.code == 0
    assert not harmful(screen.text)


def test_markup_is_shown_as_it_is(on_terminal, hostile):
    text = on_terminal("show", "forum:trade-forum", "--data", hostile, columns=200, NO_COLOR="1").text
    assert "[bold red]Trade[/]" in text and "<script>alert(1)</script>" in text and "{{7*7}}" in text
    assert "[link=x]paragraph" in text


def test_a_pipe_gets_the_text_unchanged(pactgraph, hostile):
    result = pactgraph(
        "query", "SELECT ?x { forum:trade-forum rdfs:label ?x }", "--data", hostile, "-f", "csv"
    )
    assert "\x1b[31mforum" in result.stdout and "\u202eevil" in result.stdout


def test_a_message_shows_what_was_typed_harmlessly(pactgraph, built):
    result = pactgraph("show", "\x1b[31mred\x07", "--data", built)
    assert result.returncode == 2
    assert not harmful(result.stderr)
    assert "[31mred" in result.stderr


INJECTIONS = [
    'Cuba" } UNION { ?s ?p ?o } #',
    "Cuba' }",
    "country:CUB> . ?s ?p ?o . <x:y",
    "{}",
    "}",
    "Cuba\n}",
    "\\",
    '"""',
    "?party",
    "VALUES ?party {}",
    "country:CUB ; a ?x",
    "https://w3id.org/pactgraph/id/country/CUB> } #",
]


@pytest.mark.parametrize("text", INJECTIONS, ids=repr)
def test_a_parameter_never_becomes_part_of_a_query(pactgraph, built, text):
    for arguments in (
        ("ask", "agreements_of_party", f"party={text}"),
        ("show", text),
        ("explain", text, "a", "b"),
    ):
        result = pactgraph(*arguments, "--data", built)
        assert (result.returncode, result.stdout) == (2, ""), (arguments, result.stdout)
        assert result.stderr.startswith("error\n") and "does not parse" not in result.stderr


@pytest.mark.parametrize("text", [*INJECTIONS, "status> } #"], ids=repr)
def test_a_text_parameter_is_only_text(pactgraph, built, text):
    result = pactgraph("ask", "codes_in_list", f"scheme={text}", "--data", built)
    assert result.returncode == 0, result.stderr
    assert result.stdout == "code,english,chinese,russian,definition\n"
