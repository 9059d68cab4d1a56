"""Mistakes in the plain-text content, met by way of ``check`` and ``build``: named, and nothing is built."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

CLAIMS = "graph/sources/example/claims.ttl"
THINGS = "graph/things/things.ttl"

#: What is broken: file, the text that gives way, what takes its place, a text of the line that is to be
#: named, words of the message.
BROKEN = {
    "a syntax error in Turtle": (THINGS, "a pact:PublicBody ;", "a pact:PublicBody", '"Ministry', "parse"),
    "an unknown code": (CLAIMS, "role:pledger", "role:pledgr", "role:pledgr", "role:pledger"),
    "a claim without evidence": (CLAIMS, " ;\n    pact:evidence e:002, e:003 .", " .", "c:006", "evidence"),
    "an impossible date": (CLAIMS, '"2018-05"^^edtf', '"2018-13"^^edtf', '"2018-13"', "2018-13"),
    "a missing label": (THINGS, 'rdfs:label "Trade forum"@en ;', "", "forum:trade-forum a", "label"),
}


@pytest.fixture(params=BROKEN)
def broken(request, content: Path) -> tuple[Path, int, str]:
    """A content folder with one mistake, the line at fault and words that the message must hold."""
    name, old, new, at, words = BROKEN[request.param]
    path = content / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    lines = path.read_text(encoding="utf-8").splitlines()
    (line,) = [number for number, held in enumerate(lines, 1) if at in held][:1]
    return path, line, words


def test_the_small_valid_content_passes_and_builds(pactgraph, content, tmp_path):
    env = {"PACTGRAPH_CONTENT": str(content)}
    assert pactgraph("check", **env).returncode == 0
    assert pactgraph("build", "--out", tmp_path / "out", **env).returncode == 0
    found = pactgraph("show", "Trade forum", "--data", tmp_path / "out", "--format", "text", **env)
    assert "c:" not in found.stdout and "example/004" in found.stdout


def test_check_names_file_and_line_and_exits_with_1(pactgraph, broken, content):
    path, line, words = broken
    result = pactgraph("check", PACTGRAPH_CONTENT=str(content))
    assert result.returncode == 1
    place = re.compile(rf"{re.escape(str(path))}:(\d+): error: ")
    assert [int(found) for found in place.findall(result.stdout)] == [line], result.stdout
    assert words in result.stdout
    assert "expected: " in result.stdout and "mend: " in result.stdout
    assert "1 error, 0 warnings" in result.stdout
    assert "Traceback" not in result.stderr


def test_check_gives_its_findings_as_json(pactgraph, broken, content):
    path, line, _ = broken
    result = pactgraph("check", "--format", "json", PACTGRAPH_CONTENT=str(content))
    (finding,) = json.loads(result.stdout)
    assert (finding["file"], finding["line"], finding["severity"]) == (str(path), line, "error")
    assert finding["rule"] and finding["expected"] and finding["mend"]


def test_build_refuses_and_writes_nothing(pactgraph, broken, content, tmp_path):
    path, line, words = broken
    out = tmp_path / "out"
    result = pactgraph("build", "--out", out, PACTGRAPH_CONTENT=str(content))
    assert result.returncode in (1, 2)
    assert f"{path}:{line}" in result.stderr and words in result.stderr
    assert "Traceback" not in result.stderr
    assert not (out / "current").exists()
    assert not [file for file in tmp_path.rglob("pactgraph.*") if content not in file.parents]


def test_build_keeps_the_last_one(pactgraph, content, tmp_path):
    env, out = {"PACTGRAPH_CONTENT": str(content)}, tmp_path / "out"
    assert pactgraph("build", "--out", out, **env).returncode == 0
    before = (out / "pactgraph.ttl").read_bytes()
    path = content / CLAIMS
    path.write_text(path.read_text(encoding="utf-8").replace("role:pledger", "role:pledgr"), encoding="utf-8")
    result = pactgraph("build", "--out", out, **env)
    assert result.returncode == 1
    assert "the last build is unchanged" in result.stderr
    assert (out / "pactgraph.ttl").read_bytes() == before


def spoil(path: Path) -> Callable[[str | bytes], Path]:
    def write(what: str | bytes) -> Path:
        path.write_bytes(what if isinstance(what, bytes) else what.encode())
        return path

    return write


@pytest.mark.parametrize("command", [["check"], ["build", "--out", "out"], ["fmt", "--check"]], ids=" ".join)
@pytest.mark.parametrize("garbage", [b"\xff\xfe\x00\x01", b"\x00" * 100, b"PK\x03\x04\xe8"], ids=repr)
def test_a_file_of_garbage_is_named(pactgraph, content, tmp_path, command, garbage):
    spoil(content / THINGS)(garbage)
    result = pactgraph(*command, cwd=tmp_path, PACTGRAPH_CONTENT=str(content))
    assert result.returncode in (1, 2)
    assert THINGS in result.stdout + result.stderr
    assert "Traceback" not in result.stderr and "defect" not in result.stderr


def test_a_folder_in_the_place_of_a_file_is_named(pactgraph, content, tmp_path):
    (content / THINGS).unlink()
    (content / THINGS).mkdir()
    result = pactgraph("check", PACTGRAPH_CONTENT=str(content))
    assert result.returncode in (1, 2)
    assert THINGS in result.stdout + result.stderr
    assert "Traceback" not in result.stderr and "defect" not in result.stderr


@pytest.mark.parametrize("make", ["nothing", "file", "empty"])
def test_a_content_folder_that_is_none_is_refused(pactgraph, tmp_path, make):
    place = tmp_path / "place"
    if make == "file":
        place.write_text("x")
    elif make == "empty":
        place.mkdir()
    result = pactgraph("check", PACTGRAPH_CONTENT=str(place))
    assert result.returncode == 2
    assert str(place) in result.stderr and "PACTGRAPH_CONTENT" in result.stderr


def test_a_question_with_a_wrong_header_is_named_with_its_line(pactgraph, content):
    path = content / "graph" / "queries" / "mine" / "mine_own.rq"
    path.parent.mkdir()
    path.write_text("# title: What?\n# reed: So.\nSELECT * { ?s ?p ?o }\n")
    result = pactgraph("ask", "--list", PACTGRAPH_CONTENT=str(content))
    assert result.returncode == 2
    assert f"{path}:2" in result.stderr and "# read:" in result.stderr


def test_a_question_that_does_not_parse_is_named_with_its_line(pactgraph, content, built):
    path = content / "graph" / "queries" / "mine" / "mine_own.rq"
    path.parent.mkdir()
    path.write_text("# title: What?\n# read: So.\nSELECT * {\n  ?s ?p ?o . FILTR(?o) }\n")
    result = pactgraph("ask", "mine_own", "--data", built, PACTGRAPH_CONTENT=str(content))
    assert result.returncode == 2
    assert f"{path}:4" in result.stderr


def test_fmt_leaves_a_file_alone_that_does_not_parse(pactgraph, tmp_path):
    good, bad = tmp_path / "a.ttl", tmp_path / "b.ttl"
    good.write_text("<urn:b>   <urn:c> <urn:d> .\n")
    bad.write_text("<urn:b> <urn:c>\n")
    result = pactgraph("fmt", tmp_path)
    assert result.returncode == 2
    assert f"{bad}:" in result.stderr
    assert bad.read_text() == "<urn:b> <urn:c>\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.ttl", "b.ttl"]


def test_fmt_check_names_what_is_not_canonical_and_changes_nothing(pactgraph, tmp_path):
    path = tmp_path / "a.ttl"
    path.write_text("<urn:b>   <urn:c> <urn:d> .\n")
    result = pactgraph("fmt", "--check", path)
    assert (result.returncode, result.stdout) == (1, f"not canonical: {path}\n")
    assert path.read_text() == "<urn:b>   <urn:c> <urn:d> .\n"
    assert pactgraph("fmt", path).returncode == 0
    assert pactgraph("fmt", "--check", path).returncode == 0
