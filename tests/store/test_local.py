from __future__ import annotations

import os
import subprocess
import sys

import pytest
from pyoxigraph import Store as Engine

from pactgraph.errors import MissingFileError, StoreError
from pactgraph.store.endpoint import EndpointStore
from pactgraph.store.local import LocalStore
from pactgraph.store.opening import open_store

HOLD = """
import sys, pyoxigraph
store = pyoxigraph.Store(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def disk(tmp_path, compiled):
    LocalStore.create_disk(tmp_path / "store", compiled)
    return tmp_path / "store"


@pytest.fixture
def held(disk):
    """A store on disk that another process holds open for writing."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, disk], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "held\n"
    yield disk
    process.communicate("")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(MissingFileError) as raised:
        LocalStore.memory(tmp_path / "no.nq")
    assert raised.value.file == tmp_path / "no.nq"
    assert "pactgraph build" in raised.value.mend


@pytest.mark.parametrize(
    "content",
    [
        b"<urn:a> <urn:b> <urn:c> .\n<urn:a> broken\n",
        b'<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> "\xff" .\n',
    ],
)
def test_a_damaged_file_is_named_with_its_line(tmp_path, content):
    path = tmp_path / "bad.nq"
    path.write_bytes(content)
    with pytest.raises(StoreError) as raised:
        LocalStore.memory(path)
    assert (raised.value.file, raised.value.line) == (path, 2)
    assert raised.value.expected and raised.value.mend


def test_a_file_of_named_graphs_only_gets_its_default_graph(tmp_path, sample):
    path = tmp_path / "export.nq"
    path.write_text("".join(f"{quad} .\n" for quad in sample), encoding="utf-8")
    counted = "SELECT (COUNT(*) AS ?n) { ?s pact:cooperatesWith ?o }"
    assert LocalStore.memory(path).select(counted).records() == [{"n": "1"}]


def test_blank_nodes_keep_the_names_of_the_file(tmp_path):
    path = tmp_path / "blank.nq"
    path.write_text("_:c14n0 <urn:b> <urn:c> <urn:g> .\n", encoding="utf-8")
    assert [str(quad.subject) for quad in LocalStore.memory(path).quads()] == ["_:c14n0"]


def test_an_empty_file_is_an_empty_store(tmp_path):
    (tmp_path / "empty.nq").touch()
    assert list(LocalStore.memory(tmp_path / "empty.nq").quads()) == []


def test_a_foreign_folder_is_refused_and_left_as_it_is(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(StoreError) as raised:
        LocalStore.disk(tmp_path)
    assert raised.value.file == tmp_path and raised.value.mend
    assert os.listdir(tmp_path) == ["letter.txt"]


@pytest.mark.parametrize("damage", ["CURRENT", "MANIFEST"])
def test_a_damaged_store_is_refused(disk, damage):
    for path in disk.glob(f"{damage}*"):
        path.write_bytes(b"garbage")
    with pytest.raises(StoreError, match="does not open as a store"):
        LocalStore.disk(disk)


def test_a_store_of_which_data_files_are_gone_is_refused(disk):
    for path in disk.glob("*.sst"):
        path.unlink()
    with pytest.raises(StoreError):
        list(LocalStore.disk(disk).quads())


def test_a_store_that_another_process_writes_can_be_read(held):
    assert LocalStore.disk(held).ask("ASK { country:CHN ?p ?o }")


def test_a_store_that_another_process_writes_cannot_be_written(held, compiled):
    with pytest.raises(StoreError) as raised:
        LocalStore.create_disk(held, compiled)
    assert "LOCK" in raised.value.found or "lock" in raised.value.found
    assert raised.value.file == held and raised.value.expected and raised.value.mend


def test_any_number_can_read_a_store_on_disk(disk):
    stores = [LocalStore.disk(disk) for _ in range(3)]
    assert all(store.ask("ASK { country:CHN ?p ?o }") for store in stores)


def test_a_query_that_fails_while_it_runs_is_told_in_one_message(compiled):
    store = LocalStore.memory(compiled)
    service = "SERVICE <http://127.0.0.1:1/sparql> { ?s ?p ?o }"
    for run, query in [
        (store.select, f"SELECT * {{ {service} }}"),
        (store.ask, f"ASK {{ {service} }}"),
        (store.construct, f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {service} }}"),
    ]:
        with pytest.raises(StoreError, match="could not be run"):
            run(query)


def test_what_a_user_names_is_opened(disk, compiled):
    assert open_store(compiled).ask("ASK { country:CHN ?p ?o }")
    assert open_store(str(disk)).ask("ASK { country:CHN ?p ?o }")
    assert isinstance(open_store("http://127.0.0.1:1/query"), EndpointStore)


def test_a_place_where_nothing_is_is_named(tmp_path):
    with pytest.raises(MissingFileError) as raised:
        open_store(tmp_path / "nowhere")
    assert raised.value.file == tmp_path / "nowhere" and raised.value.mend


def test_opening_changes_no_byte_of_a_store(disk):
    def state():
        return {path.name: path.read_bytes() for path in disk.iterdir()}

    before = state()
    list(LocalStore.disk(disk).quads())
    assert state() == before


def test_the_store_is_the_engines_own_format(disk):
    assert len(Engine.read_only(str(disk))) > 0
