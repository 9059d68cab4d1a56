"""Whole builds of the graph of the checkout."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import rdflib

from pactgraph import resources
from pactgraph.build.opening import open_build, open_data
from pactgraph.build.pipeline import FindingsError, build
from pactgraph.errors import InputSyntaxError
from pactgraph.store.reading import Content
from pactgraph.views.definition import view_names

BUILD = """
import sys
from pathlib import Path
from pactgraph.build.pipeline import build
build(Path(sys.argv[1]), views=len(sys.argv) == 2)
"""
#: Surroundings that a build must not depend on.
ODD = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
QUERY = "ASK { country:CHN a pact:Party ; pact:cooperatesWith country:CUB }"


def command(out: Path, *without: str) -> list[str]:
    return [sys.executable, "-c", BUILD, str(out), *without]


def environment(**more: object) -> dict[str, str]:
    return {**os.environ, **{name: str(value) for name, value in more.items()}}


def files(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (out / "current").iterdir() if path.is_file()}


def test_what_a_build_holds(built, is_good):
    assert is_good(built)
    facts = json.loads((built / "manifest.json").read_text(encoding="utf-8"))
    assert {"pactgraph.nq", "pactgraph.ttl", "two-mode.html", "report.md"} <= facts["files"].keys()
    assert {"views/index.html", *(f"views/{name}.html" for name in view_names())} <= facts["files"].keys()
    assert (built / "views").is_symlink() and (built / "views" / "index.html").is_file()
    assert (built / "views" / "two-mode.html").read_bytes() == (built / "two-mode.html").read_bytes()
    content = Content(resources.ontology_dir(), resources.graph_dir())
    assert facts["content"] == content.digest()
    assert facts["layout"] == 1 and facts["version"]
    assert open_data(built).ask(QUERY)


def test_another_place_working_folder_and_hash_seed_give_the_same_bytes(tmp_path, small_content):
    own = shutil.copytree(small_content, tmp_path / "elsewhere")
    plain, odd = {"PACTGRAPH_CONTENT": small_content}, {"PACTGRAPH_CONTENT": own, **ODD}
    for name, env in {"one": plain, "other": odd}.items():
        subprocess.run(command(tmp_path / name), env=environment(**env), cwd=tmp_path, check=True)
    assert files(tmp_path / "other") == files(tmp_path / "one")
    assert os.readlink(tmp_path / "other" / "current") == os.readlink(tmp_path / "one" / "current")


@pytest.mark.full
def test_the_whole_graph_is_built_to_the_same_bytes_elsewhere(built, tmp_path, own_content):
    env = environment(PACTGRAPH_CONTENT=own_content, **ODD)
    subprocess.run(command(tmp_path / "other"), env=env, cwd=tmp_path, check=True)
    assert files(tmp_path / "other") == files(built)
    assert os.readlink(tmp_path / "other" / "current") == os.readlink(built / "current")


def test_no_file_names_the_place_where_it_was_built(built, checkout):
    for name, content in files(built).items():
        assert str(built).encode() not in content and str(checkout).encode() not in content, name


@pytest.mark.full
def test_the_compiled_data_set_counts_as_rdflib_does(built):
    store = open_data(built)
    named = rdflib.Dataset(default_union=True)
    named.parse(data="".join(f"{quad} .\n" for quad in store.quads()), format="nquads")
    triples = len({(s, p, o) for s, p, o, _ in named.quads()})
    assert store.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").records() == [{"n": str(triples)}]


def test_a_store_on_disk_answers_as_the_one_in_memory(small_content, tmp_path, monkeypatch):
    monkeypatch.setenv("PACTGRAPH_CONTENT", str(small_content))
    out = tmp_path / "disk"
    final = build(out, disk=True, views=False)
    assert not (out / "views").exists()
    disk, memory = open_data(out), open_data(out / "pactgraph.nq")
    assert type(disk.engine) is type(memory.engine) and (final / "store").is_dir()
    for query in (
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
        "SELECT ?s ?o { ?s pact:status ?o } ORDER BY ?s ?o",
    ):
        assert disk.select(query) == memory.select(query)
    # A store that is gone is made anew, whoever still reads the old one.
    shutil.rmtree(final / "store")
    assert build(out, disk=True, views=False) == final
    assert open_data(out).ask("ASK { country:CHN a pact:Party }")


class TestWhatIsWrong:
    def test_an_error_of_a_check_writes_nothing(self, own_content, tmp_path, monkeypatch):
        monkeypatch.setenv("PACTGRAPH_CONTENT", str(own_content))
        path = own_content / "graph" / "things" / "countries.ttl"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('pact:isoCode "CUB"', 'pact:isoCode "Cuba"'), encoding="utf-8")
        with pytest.raises(FindingsError) as raised:
            build(tmp_path / "out")
        assert raised.value.findings and {f.severity for f in raised.value.findings} == {"error"}
        assert not (tmp_path / "out").exists()

    def test_a_file_that_does_not_parse_is_named_with_its_line(self, own_content, tmp_path, monkeypatch):
        monkeypatch.setenv("PACTGRAPH_CONTENT", str(own_content))
        path = own_content / "graph" / "things" / "forums.ttl"
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join([*lines, "forum:x a pact:Forum ;;; [ .", ""]), encoding="utf-8")
        with pytest.raises(InputSyntaxError) as raised:
            build(tmp_path / "out")
        assert (raised.value.file, raised.value.line) == (path, len(lines) + 1)
        assert not (tmp_path / "out").exists()

    def test_a_broken_build_leaves_the_last_one(self, own_content, tmp_path, monkeypatch, built):
        out = tmp_path / "out"
        shutil.copytree(built, out, symlinks=True)
        before = files(out)
        monkeypatch.setenv("PACTGRAPH_CONTENT", str(own_content))
        (own_content / "graph" / "things" / "forums.ttl").write_text("broken")
        with pytest.raises(InputSyntaxError):
            build(out)
        assert files(out) == before and os.listdir(out / ".versions") == os.listdir(built / ".versions")


def test_two_at_once_one_builds_and_the_other_is_told(tmp_path, small_content, pactgraph, is_good):
    out = tmp_path / "out"
    # The first one builds until it is let go on.
    waiting = BUILD.replace("build(Path", "from pactgraph.build import pipeline\n{}build(Path").format(
        "own, pipeline.derive = pipeline.derive, lambda *given: (print(flush=True), input(), own(*given))[2]\n"
    )
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    first = subprocess.Popen(
        [sys.executable, "-c", waiting, out], env=environment(PACTGRAPH_CONTENT=small_content), **pipes
    )
    first.stdout.readline()
    second = pactgraph("build", "--out", out, PACTGRAPH_CONTENT=str(small_content))
    first.communicate(b"\n")
    assert first.returncode == 0
    assert second.returncode == 2, second.stderr
    assert "another build" in second.stderr and "Traceback" not in second.stderr
    assert is_good(out)


@pytest.mark.full
def test_killed_at_any_moment_the_last_good_build_stays(built, tmp_path, own_content, is_good):
    out = tmp_path / "out"
    shutil.copytree(built, out, symlinks=True)
    plain = environment(PACTGRAPH_CONTENT=own_content)
    thing = own_content / "graph" / "things" / "countries.ttl"
    text = thing.read_text(encoding="utf-8")
    began = time.monotonic()
    # Each build says something else, so that each would have something to switch to.
    thing.write_text(text.replace('"Cuba"@en', '"Cuba 0"@en'), encoding="utf-8")
    subprocess.run(command(out, "views"), env=plain, check=True)
    whole = time.monotonic() - began
    randomness = random.Random(20211122)
    killed = 0
    # Half of the moments over the whole build, half over its end, where files are written and switched.
    for number in range(1, 11):
        thing.write_text(text.replace('"Cuba"@en', f'"Cuba {number}"@en'), encoding="utf-8")
        process = subprocess.Popen(command(out, "views"), env=plain)
        try:
            process.wait(whole * randomness.uniform(0 if number % 2 else 0.6, 1))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
        assert is_good(out)
        assert open_data(out).ask(QUERY)
    assert killed
    subprocess.run(command(out, "views"), env=plain, check=True)
    assert is_good(out)
    versions = os.listdir(out / ".versions")
    assert len(versions) <= 2 and not [name for name in versions if name.startswith("new-")]
    found = open_build(out / "current").select(
        "SELECT ?l { country:CUB rdfs:label ?l FILTER(LANG(?l) = 'en') }"
    )
    assert found.records() == [{"l": "Cuba 10"}]


READ_ONCE = """
import collections, json, sys
from pathlib import Path
opened = collections.Counter()
folders = tuple(sys.argv[2:])
sys.addaudithook(lambda event, about: opened.update([str(about[0])])
                 if event == "open" and str(about[0]).startswith(folders) else None)
if sys.argv[1] == "check":
    from pactgraph.build.checking import check_all
    from pactgraph.store.reading import own_content
    check_all(own_content())
else:
    from pactgraph.build.pipeline import build
    build(Path(sys.argv[1]), views=False)
print(json.dumps([name for name, times in opened.items() if times > 1]), len(opened) > 150)
"""


@pytest.mark.parametrize("what", ["check", "build"])
def test_each_file_is_read_once(what, tmp_path):
    folders = [str(resources.ontology_dir()), str(resources.graph_dir())]
    target = what if what == "check" else str(tmp_path / "out")
    told = subprocess.run(
        [sys.executable, "-c", READ_ONCE, target, *folders], capture_output=True, text=True, check=True
    )
    assert told.stdout == "[] True\n"
