"""Mistakes on the command line: one clear message, exit code 2, no traceback, nothing written."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ASK = ("ask", "agreements_of_party")


@pytest.fixture
def refused(pactgraph, built, tmp_path):
    """Run what must be refused and give its message; the working folder must stay empty."""

    def run(
        *arguments: str | Path, stdin: str | None = None, data: str | Path | None = built, **env: str
    ) -> str:
        folder = tmp_path / "empty"
        folder.mkdir(exist_ok=True)
        with_data = (*arguments, "--data", data) if data is not None else arguments
        result = pactgraph(*with_data, stdin=stdin, cwd=folder, **env)
        assert result.returncode == 2, result.stdout + result.stderr
        assert result.stdout == ""
        assert result.stderr.startswith("error\n  ")
        assert "Traceback" not in result.stderr and "defect" not in result.stderr
        assert not list(folder.iterdir())
        return result.stderr

    return run


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((*ASK, "partyy=Cuba"), ["partyy", "did you mean party?"]),
        ((*ASK, "nonsense=Cuba"), ["nonsense", "one of party", "agreements_of_party --help"]),
        ((*ASK, "party="), ["no value for party"]),
        ((*ASK, "party"), ["'party'", "KEY=VALUE"]),
        ((*ASK, "party=Cuba", "party=China"), ["second time"]),
        ((*ASK, "party=Kuba"), ["Kuba", "did you mean"]),
        ((*ASK, "party=Digital Silk Road"), ["programme:digital-silk-road", "of the kind party"]),
        (("ask", "agreements_of_partie"), ["did you mean agreements_of_party"]),
        (("ask", "codes_lists", "x=1"), ["codes_lists takes no parameters"]),
        (("timeline_of_year",), ["the command timeline_of_year"]),
        (("ask", "timeline_of_year", "year=soon"), ["a year such as 2021"]),
        (("ask", "initiatives_in_area", "area=e-comerce"), ["e-comerce", "e-commerce"]),
        (("show", "Kuba"), ["Kuba", "did you mean Cuba"]),
        (("show", "country:CUX"), ["country:CUX", "country:CUB"]),
        (("show", ""), ["the name “”"]),
        (("explain", "China", "cooperatesWith", "Mars"), ["no triple", "one of its values"]),
        (("explain", "Cuba"), ["country:CUB", "a claim such as"]),
        (("explain", "a", "b"), ["2 parts", "SUBJECT PREDICATE OBJECT"]),
        (("explain",), ["0 parts"]),
        (("explain", "--question", "agreements_of_party", "--row", "99"), ["row 99", "a row from 1 to"]),
        (("explain", "--question", "agreements_of_party", "--row", "0"), ["--row"]),
        (("explain", "--question", "agreements_of_party", "name=x"), ["the parameter name"]),
        (("explain", "--question", "nope"), ["the question nope"]),
        (("search", "silk", "--limit", "0"), ["--limit"]),
        (("search", "silk", "--limit", "many"), ["--limit", "many"]),
        (("path", "Cuba", "Mongolia", "--best", "9" * 20), ["--best", "1000000"]),
        (("search",), ["WORDS"]),
        (("export", "pdf"), ["'pdf'", "'ttl'"]),
        (("export", "ttl", "--source", "ye-small-economy"), ["ye-small-economy", "did you mean"]),
        (("export", "ttl", "--without", "everything"), ["everything", "derived"]),
        (("view", "two-nodes"), ["two-nodes", "two-mode"]),
        (("view", "../../secret"), ["../../secret", "two-mode"]),
        (("ask", "--format", "xml"), ["'xml'", "'csv'"]),
        (("ask", "--lisst"), ["--lisst"]),
        (("verify",), ["--documents"]),
        (("verify", "--documents", "nowhere"), ["nowhere"]),
        (("verify", "ye-small", "--documents", "."), ["ye-small", "did you mean ye-small-economies?"]),
        (("show", "Cuba", "--documents", "nowhere"), ["nowhere"]),
    ],
    ids=lambda value: " ".join(map(str, value)) if isinstance(value, tuple) else None,
)
def test_a_mistake_is_named_and_the_way_out_too(refused, arguments, words):
    message = (
        refused(*arguments, PACTGRAPH_DOCUMENTS="")
        if "timeline" not in arguments[0]
        else refused(*arguments, data=None)
    )
    assert all(word in message for word in words), message


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("bild",), ["the command bild", "did you mean build?"]),
        (("--nonsense",), ["--nonsense"]),
        (("completion", "cmd"), ["'cmd'"]),
        (("date", "blah", "--document-date", "2021"), ["'blah'"]),
        (("date", "last year", "--document-date", "2021-13"), ["'2021-13'"]),
        (("date", "last year"), ["--document-date"]),
        (("country", "Atlantis"), ["'Atlantis'"]),
        (("fmt", "nowhere.ttl"), ["nowhere.ttl"]),
        (("build", "extra"), ["extra"]),
        (("evidence", "nowhere", "phrase", "-d", "."), ["the source nowhere", "one of china-daily"]),
        (("evidence", "ye-small", "phrase", "-d", "."), ["did you mean ye-small-economies?"]),
        (("source", "new"), ["--document"]),
        (("source", "new", "--document", "nowhere.txt"), ["nowhere.txt"]),
        (("source", "../new", "--document", "nowhere.txt"), ["../new", "hyphens"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_a_mistake_that_needs_no_data_is_named(refused, arguments, words):
    message = refused(*arguments, data=None)
    assert all(word in message for word in words), message


QUERY = "SELECT ?s WHERE {\n  ?s ?p ?o . FILTR(?o)\n}\n"


def test_a_query_that_does_not_parse_names_line_and_column(refused):
    assert "line 2, column " in refused("query", QUERY)


def test_a_query_in_a_file_that_does_not_parse_names_file_and_line(refused, tmp_path):
    path = tmp_path / "mine.rq"
    path.write_text(QUERY)
    assert f"at: {path}:2\n" in refused("query", "--file", path)


def test_a_query_on_standard_input_that_does_not_parse_names_its_line(refused):
    assert "at: <standard input>:2\n" in refused("query", "-", stdin=QUERY)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("query",), ["no query", "--file"]),
        (("query", ""), ["does not parse"]),
        (("query", "SELECT * { ?s foo:bar ?o }"), ["foo:", "--prefixes"]),
        (("query", "INSERT DATA { <a:b> <a:b> <a:b> }"), ["update"]),
        (("query", "LOAD <file:x>"), ["LOAD"]),
        (("query", "ASK {}", "--format", "ttl"), ["the format ttl", "json"]),
        (("query", "DESCRIBE country:CUB", "--format", "csv"), ["the format csv", "ttl"]),
        (("query", "--file", "nowhere.rq"), ["nowhere.rq"]),
        (("query", "--file", "."), ["directory"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_a_query_that_cannot_be_run_says_why(refused, arguments, words):
    message = refused(*arguments)
    assert all(word in message for word in words), message


def test_a_file_given_as_a_query_is_recognised(refused, tmp_path):
    path = tmp_path / "mine.rq"
    path.write_text("ASK {}")
    assert f"did you mean --file {path}?" in refused("query", path)


def test_a_query_of_garbage_is_refused(refused, tmp_path):
    path = tmp_path / "mine.rq"
    path.write_bytes(b"\xff\xfe\x00")
    assert str(path) in refused("query", "--file", path)


@pytest.mark.parametrize("name", ["text.txt", "garbage.nq", "folder", "nowhere"])
def test_a_place_that_holds_no_graph_is_refused(refused, tmp_path, name):
    place = tmp_path / name
    if name == "text.txt":
        place.write_text("just a text\n")
    elif name == "garbage.nq":
        place.write_bytes(b"\x00\xff\xfe" * 50)
    elif name == "folder":
        place.mkdir()
        (place / "file").write_text("x")
    message = refused("show", "Cuba", data=place)
    assert str(place) in message
    assert "found: " in message and "mend: " in message


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:1/query", "http://localhost:1/", "ftp://example.org/x", "http://", "http://[::1"],
)
def test_an_endpoint_that_does_not_answer_is_named(refused, address):
    message = refused("show", "Cuba", data=address)
    assert address in message


def test_a_server_that_is_no_endpoint_is_named(refused):
    script = (
        "import http.server as h; s = h.HTTPServer(('127.0.0.1', 0), h.SimpleHTTPRequestHandler);"
        " print(s.server_port, flush=True); s.serve_forever()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout
        port = server.stdout.readline().strip()
        message = refused("show", "Cuba", data=f"http://127.0.0.1:{port}/")
        server.kill()
    assert f"http://127.0.0.1:{port}/" in message


@pytest.fixture(scope="module")
def disk_build(pactgraph, checkout, tmp_path_factory) -> Path:
    """A small build with a store on disk, made once."""
    folder = tmp_path_factory.mktemp("disk")
    for name in ("things", "sources"):
        shutil.copytree(checkout / "tests" / "invalid" / "base" / name, folder / "graph" / name)
    result = pactgraph("build", "--disk", "--out", folder / "out", PACTGRAPH_CONTENT=str(folder))
    assert result.returncode == 0, result.stderr
    return folder / "out"


@pytest.fixture
def own_build(disk_build, tmp_path) -> Path:
    """A copy of it, to be damaged."""
    return Path(shutil.copytree(disk_build, tmp_path / "out", symlinks=True))


def test_a_build_of_another_layout_is_refused(refused, own_build):
    path = own_build / "current" / "manifest.json"
    facts = json.loads(path.read_text())
    path.write_text(json.dumps({**facts, "layout": 99}))
    message = refused("show", "China", data=own_build)
    assert "layout 99" in message and "pactgraph build" in message


@pytest.mark.parametrize("damage", ["no manifest", "garbled manifest", "no data", "cut data", "no store"])
def test_a_damaged_build_is_refused(refused, own_build, damage):
    current = own_build / "current"
    if damage == "no manifest":
        (current / "manifest.json").unlink()
    elif damage == "garbled manifest":
        (current / "manifest.json").write_bytes(b"\x00{")
    else:
        facts = json.loads((current / "manifest.json").read_text())
        if damage == "no store":
            shutil.rmtree(current / "store")
        else:
            (current / "manifest.json").write_text(json.dumps({**facts, "disk": False}))
            if damage == "no data":
                (current / "pactgraph.nq").unlink()
            else:
                whole = (current / "pactgraph.nq").read_bytes()
                (current / "pactgraph.nq").write_bytes(whole[: len(whole) // 2])
    message = refused("show", "China", data=own_build)
    assert str(own_build) in message or str(own_build.resolve()) in message
    assert "mend: " in message


def test_a_build_that_another_is_writing_is_refused(refused, content, own_build):
    import fcntl

    locks = [path for path in own_build.iterdir() if "lock" in path.name]
    assert locks
    with locks[0].open("r+") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        message = refused("build", "--out", own_build, data=None, PACTGRAPH_CONTENT=str(content))
    assert "another build" in message


@pytest.mark.parametrize("arguments", [("export", "ttl", "-o"), ("view", "two-mode", "-o")], ids=" ".join)
def test_a_place_that_cannot_be_written_is_named(refused, tmp_path, arguments):
    assert "nowhere" in refused(*arguments, tmp_path / "nowhere" / "file")
    assert str(tmp_path) in refused(*arguments, tmp_path)


def test_an_output_folder_that_cannot_be_made_is_named(refused, tmp_path, content):
    file = tmp_path / "file"
    file.write_text("x")
    for place in (file, file / "below"):
        message = refused("build", "--out", place, data=None, PACTGRAPH_CONTENT=str(content))
        assert str(place) in message
    assert file.read_text() == "x"


def test_an_argument_that_is_no_text_is_refused(checkout):
    import sysconfig

    program = Path(sysconfig.get_path("scripts")) / "pactgraph"
    result = subprocess.run([program, "search", b"\xff\xfe"], capture_output=True, cwd=checkout)
    assert result.returncode == 2
    assert b"no UTF-8" in result.stderr and b"Traceback" not in result.stderr


def test_a_wrong_setting_in_the_environment_is_named(refused):
    assert "nowhere" in refused("show", "Cuba", data=None, PACTGRAPH_DATA="nowhere")


def test_debug_shows_the_traceback(pactgraph, built):
    result = pactgraph("show", "Atlantis", "--debug", "--data", built)
    assert result.returncode == 1 and "Traceback" in result.stderr
