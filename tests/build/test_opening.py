from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pactgraph.build.opening import disk_store, find_build, open_data, outdated
from pactgraph.build.pipeline import build
from pactgraph.build.publish import DISK
from pactgraph.build.publish import manifest
from pactgraph.errors import MissingFileError, StoreError
from pactgraph.store.endpoint import EndpointStore
from pactgraph.store.local import LocalStore

QUERY = "ASK { country:CHN a pact:Party }"
OPEN = "from pactgraph.build.opening import open_data; print(len(list(open_data().quads())))"


@pytest.fixture
def nowhere(tmp_path, monkeypatch) -> Path:
    """A working folder, home and cache in which nothing is yet."""
    for name in ("XDG_CACHE_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    for name in ("PACTGRAPH_DATA", "PACTGRAPH_CONTENT"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


@pytest.fixture
def mine(built, nowhere) -> Path:
    """A copy of the build as ./build, to be damaged at will."""
    shutil.copytree(built, nowhere / "build", symlinks=True)
    return nowhere / "build"


class TestWhatIsNamed:
    def test_a_build_folder_its_current_build_a_file_and_an_address(self, built):
        for place in (built, str(built), built / "current", built / "pactgraph.nq"):
            assert open_data(place).ask(QUERY), place
        assert isinstance(open_data("http://127.0.0.1:1/query"), EndpointStore)

    def test_the_environment_names_it(self, built, nowhere, monkeypatch):
        monkeypatch.setenv("PACTGRAPH_DATA", str(built))
        assert open_data().ask(QUERY)

    def test_the_nearest_build_is_taken_where_nothing_is_named(self, mine):
        assert find_build() == (mine / "current").resolve()
        assert open_data().ask(QUERY)

    @pytest.mark.parametrize("place", ["no-such", "no/such/folder"])
    def test_a_place_where_nothing_is_is_named(self, nowhere, place):
        with pytest.raises(MissingFileError) as raised:
            open_data(place)
        assert raised.value.file == Path(place) and raised.value.mend

    def test_a_folder_that_holds_nothing_of_ours_is_named(self, nowhere):
        with pytest.raises(StoreError) as raised:
            open_data(nowhere)
        assert raised.value.file == nowhere and raised.value.expected and raised.value.mend
        assert os.listdir(nowhere) == []

    def test_a_file_of_another_kind_is_named(self, built):
        with pytest.raises(StoreError) as raised:
            open_data(built / "report.md")
        assert raised.value.file == built / "report.md" and raised.value.line


class TestDamage:
    @pytest.mark.parametrize("how", ["cut", "changed", "missing"])
    def test_a_data_set_that_is_not_as_it_was_written_is_told(self, mine, how):
        path = mine / "current" / "pactgraph.nq"
        text = path.read_text(encoding="utf-8")
        if how == "missing":
            path.unlink()
        else:
            # Cut at the end of a line: it would parse, and miss half of the graph.
            path.write_text(
                text[: text.index("\n", len(text) // 2) + 1]
                if how == "cut"
                else text.replace("China", "Chile")
            )
        for place in (None, mine, mine / "current"):
            with pytest.raises(StoreError) as raised:
                open_data(place)
            assert "not as it was written" in raised.value.found and "pactgraph build" in raised.value.mend

    def test_another_layout_is_told(self, mine):
        manifest = mine / "current" / "manifest.json"
        manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "layout": 2}))
        for place in (None, mine, mine / "current"):
            with pytest.raises(StoreError, match="layout 2"):
                open_data(place)

    def test_the_build_folder_of_another_tool_is_passed_by(self, nowhere):
        (nowhere / "build" / "current").mkdir(parents=True)
        (nowhere / "build" / "current" / "main.o").write_text("x")
        assert find_build() is None


class TestStoreOfABuild:
    """A build is opened from its store, and where that is not to be had from its N-Quads."""

    @staticmethod
    def parsed(monkeypatch) -> list[Path]:
        read: list[Path] = []
        parse = LocalStore.memory
        monkeypatch.setattr(LocalStore, "memory", lambda path: read.append(path) or parse(path))
        return read

    def test_a_build_is_opened_without_parsing(self, built, monkeypatch):
        read = self.parsed(monkeypatch)
        assert open_data(built).ask(QUERY) and not read

    @pytest.mark.parametrize("how", ["missing", "empty", "damaged"])
    def test_without_a_store_its_text_is_parsed(self, mine, monkeypatch, how):
        store = (mine / "current" / DISK).resolve()
        if how == "damaged":
            (store / "CURRENT").write_text("MANIFEST-999999\n")
        else:
            shutil.rmtree(store)
            store.mkdir() if how == "empty" else None
        before = sorted(store.glob("*"))
        read = self.parsed(monkeypatch)
        assert open_data(mine).ask(QUERY) and len(read) == 1
        assert sorted(store.glob("*")) == before

    def test_both_hold_the_same(self, built):
        current = (built / "current").resolve()
        disk, text = LocalStore.disk(current / DISK), LocalStore.memory(current / "pactgraph.nq")
        assert set(disk.quads()) == set(text.quads())
        count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        assert disk.select(count) == text.select(count)

    def test_opening_writes_nothing_and_a_reader_survives_the_removal(self, mine):
        store = (mine / "current" / DISK).resolve()
        before = {path.name: path.stat().st_mtime_ns for path in store.iterdir()}
        reader = open_data(mine)
        shutil.rmtree(store.parent)
        assert reader.ask(QUERY) and len(list(reader.quads())) > 10_000
        assert "LOG" not in before, "it names the folder in which it was built"

    def test_what_serves_many_processes_stays_when_the_build_goes(self, mine):
        place, _ = disk_store(mine)
        store = (mine / "current" / DISK).resolve()
        files = sorted(store.glob("*.sst"))
        assert all((place / file.name).samefile(file) for file in files), "no second copy"
        shutil.rmtree(mine)
        assert LocalStore.disk(place).ask(QUERY)


class TestOutdated:
    def test_a_build_of_this_content_is_not(self, mine):
        assert outdated() is False

    def test_a_build_whose_files_have_changed_since_is(self, mine):
        manifest = mine / "current" / "manifest.json"
        manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "content": "0" * 64}))
        assert outdated() is True

    def test_a_build_of_other_content_is_passed_by_and_so_is_not(self, mine, own_content, monkeypatch):
        path = own_content / "graph" / "things" / "countries.ttl"
        path.write_text(path.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
        monkeypatch.setenv("PACTGRAPH_CONTENT", str(own_content))
        assert find_build() is None
        assert outdated() is False

    def test_without_a_build_nothing_is(self, nowhere):
        assert outdated() is False


class TestFirstUse:
    def test_two_at_once_both_get_the_graph_and_it_is_built_once(self, nowhere, small_content, monkeypatch):
        monkeypatch.setenv("PACTGRAPH_CONTENT", str(small_content))
        same = build(nowhere.parent / "same", views=False)
        both = [
            subprocess.Popen(
                [sys.executable, "-c", OPEN], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            )
            for _ in range(2)
        ]
        answers = [process.communicate(timeout=600) for process in both]
        expected = len(list(open_data(same).quads()))
        assert answers == [(f"{expected}\n", "")] * 2
        folder = find_build()
        assert folder is not None and nowhere.parent in folder.parents
        assert os.listdir(nowhere) == [], "the working folder is left alone"
        one, other = manifest(folder)["files"], manifest(same)["files"]
        assert one["pactgraph.nq"] == other["pactgraph.nq"]
        assert not [name for name in one if name.startswith("views/")], "pages are drawn by a build only"

        # From now on it is there at once, and a damaged one is made anew.
        steps: list[str] = []
        open_data(progress=steps.append)
        assert steps == []
        (folder / "pactgraph.nq").write_text("damaged")
        assert find_build() is None
        assert open_data(progress=steps.append).ask(QUERY) and steps
        assert find_build() == folder

    def test_a_cache_that_cannot_be_written_is_told(self, nowhere, monkeypatch):
        for name in ("XDG_CACHE_HOME", "HOME"):
            path = nowhere.parent / f"{name}-file"
            path.write_text("no folder")
            monkeypatch.setenv(name, str(path))
        with pytest.raises(StoreError) as raised:
            open_data()
        assert "cannot be written" in raised.value.found and raised.value.mend


def held(folder: Path) -> int:
    """Return how many quads of named graphs the store in a folder has."""
    return len(list(LocalStore.disk(folder).quads()))


class TestDiskStore:
    def test_a_build_with_a_store_on_disk_gives_that(self, small_content, pactgraph, tmp_path):
        env = {"PACTGRAPH_CONTENT": str(small_content)}
        result = pactgraph("build", "--disk", "--out", tmp_path / "out", **env)
        assert result.returncode == 0, result.stderr
        folder, digest = disk_store(tmp_path / "out")
        assert folder == (tmp_path / "out" / "current").resolve() / DISK
        assert held(folder) == len(list(open_data(tmp_path / "out" / "pactgraph.nq").quads()))
        assert digest == manifest(tmp_path / "out" / "current")["files"]["pactgraph.nq"]

    def test_a_build_without_one_gets_it_in_the_cache_once(self, built, nowhere):
        folder, digest = disk_store(built)
        cache = nowhere.parent / "XDG_CACHE_HOME" / "pactgraph" / "stores"
        assert folder.parent == cache and os.listdir(cache) == [folder.name]
        assert held(folder) == len(list(open_data(built).quads()))
        made = folder.stat().st_mtime_ns
        assert disk_store(built / "current") == (folder, digest)
        assert folder.stat().st_mtime_ns == made and os.listdir(cache) == [folder.name]

    def test_an_nquads_file_gets_one_with_each_fact_once_in_the_default_graph(self, nowhere):
        lines = [f"<urn:s> <urn:p> <urn:o> <urn:g{place}> .\n" for place in range(3)]
        (nowhere / "mine.nq").write_text("".join(lines))
        folder, digest = disk_store(nowhere / "mine.nq")
        counted = LocalStore.disk(folder).select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        assert (held(folder), counted.rows[0][0].value) == (3, "1")
        (nowhere / "other.nq").write_text("".join(lines[:2]))
        assert disk_store(nowhere / "other.nq")[1] != digest

    def test_a_store_is_taken_as_it_is(self, nowhere):
        (nowhere / "mine.nq").write_text("<urn:s> <urn:p> <urn:o> <urn:g> .\n")
        LocalStore.create_disk(nowhere / "store", nowhere / "mine.nq", whole=True)
        assert disk_store(nowhere / "store")[0] == nowhere / "store"
        assert not (nowhere.parent / "XDG_CACHE_HOME").exists()

    def test_a_place_where_nothing_is_is_named(self, nowhere):
        with pytest.raises(MissingFileError) as raised:
            disk_store("no-such")
        assert raised.value.file == Path("no-such") and raised.value.mend

    def test_a_damaged_file_is_told_and_leaves_nothing_behind(self, nowhere):
        (nowhere / "bad.nq").write_text("this is no statement\n")
        with pytest.raises(StoreError):
            disk_store(nowhere / "bad.nq")
        assert os.listdir(nowhere.parent / "XDG_CACHE_HOME" / "pactgraph" / "stores") == []

    @pytest.mark.parametrize("address", ["http://127.0.0.1:9/query", "https://example.org/sparql"])
    def test_an_address_is_refused(self, nowhere, address):
        with pytest.raises(StoreError, match="address"):
            disk_store(address)
