from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pactgraph.build.opening import find_build, open_data, outdated
from pactgraph.build.release import manifest
from pactgraph.errors import MissingFileError, StoreError
from pactgraph.store.endpoint import EndpointStore

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
    def test_two_at_once_both_get_the_graph_and_it_is_built_once(self, nowhere, built):
        both = [
            subprocess.Popen(
                [sys.executable, "-c", OPEN], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            )
            for _ in range(2)
        ]
        answers = [process.communicate(timeout=120) for process in both]
        expected = len(list(open_data(built).quads()))
        assert answers == [(f"{expected}\n", "")] * 2
        folder = find_build()
        assert folder is not None and nowhere.parent in folder.parents
        assert os.listdir(nowhere) == [], "the working folder is left alone"
        one, other = manifest(folder)["files"], manifest(built / "current")["files"]
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
