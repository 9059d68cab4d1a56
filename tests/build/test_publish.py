"""A build is written aside and switched to in one step; whatever happens, the last one is whole."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from pactgraph.build.publish import current_build, is_whole, manifest, publish, whole_build
from pactgraph.errors import StoreError

# Publishes a small build and dies before the Nth thing that it does to the file system.
DYING = """
import os, signal, sys
from pathlib import Path
from pactgraph.build.publish import publish

out, words, left = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
EVENTS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.chmod", "os.scandir"}

def watch(event, arguments):
    global left
    if event in EVENTS and str(out) in str(arguments[:2]):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

def write(folder):
    (folder / "data.nq").write_text(words)
    (folder / f"{words}.html").write_text(words)
    (folder / "store").mkdir()
    (folder / "store" / "x").write_text(words)
    return {}

sys.addaudithook(watch)
publish(out, write)
"""
HOLD = """
import sys
from pathlib import Path
from pactgraph.build.publish import publish

def write(folder):
    print("held", flush=True)
    sys.stdin.read()
    (folder / "data.nq").write_text("slow")
    return {}

publish(Path(sys.argv[1]), write)
"""


def writing(**files: str):
    def write(folder: Path) -> dict[str, str]:
        for name, text in files.items():
            (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
        return {"content": "digest"}

    return write


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "build"


@pytest.fixture
def holder(out):
    """Another process that is building in the folder; give it a line end and it goes on."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, out], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.communicate("")


def die(out: Path, words: str, step: int) -> int:
    return subprocess.run(
        [sys.executable, "-c", DYING, out, words, str(step)], capture_output=True
    ).returncode


def state(folder: Path) -> dict[str, bytes | str]:
    """All that is in a folder: files by their bytes, links by where they point."""
    return {
        str(path.relative_to(folder)): os.readlink(path) if path.is_symlink() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


class TestPublishing:
    def test_the_files_are_reached_by_links(self, out, is_good):
        final = publish(out, writing(data_nq="1", page_html="<p>"))
        assert final == current_build(out) == (out / "current").resolve()
        assert (out / "data.nq").read_text() == "1"
        assert os.readlink(out / "page.html") == "current/page.html"
        assert is_good(out) and is_whole(final) and whole_build(out) == final
        assert manifest(final)["content"] == "digest"

    def test_the_same_content_is_the_same_build(self, out):
        first = publish(out, writing(data_nq="1"))
        before = state(out)
        assert publish(out, writing(data_nq="1")) == first
        assert state(out) == before

    def test_the_build_before_stays_for_those_who_read_it_and_older_ones_go(self, out):
        builds = [publish(out, writing(data_nq=text)) for text in "123"]
        assert [path.exists() for path in builds] == [False, True, True]
        assert (out / "data.nq").read_text() == "3"

    def test_links_to_files_that_are_no_more_go(self, out):
        publish(out, writing(data_nq="1", old_html="1"))
        publish(out, writing(data_nq="1", new_html="1"))
        assert not (out / "old.html").is_symlink() and (out / "new.html").exists()

    def test_the_place_of_the_folder_is_not_in_it(self, out):
        publish(out, writing(data_nq="1"))
        moved = out.rename(out.with_name("moved"))
        assert (moved / "data.nq").read_text() == "1"
        assert str(out) not in str(state(moved))

    def test_a_build_that_was_damaged_is_written_anew(self, out, is_good):
        final = publish(out, writing(data_nq="1"))
        (final / "data.nq").write_text("broken")
        assert not is_whole(final) and whole_build(out) is None
        assert publish(out, writing(data_nq="1")) == final
        assert is_good(out)

    def test_an_older_build_that_was_half_removed_is_not_taken_for_whole(self, out, is_good):
        first = publish(out, writing(data_nq="1", page_html="1"))
        publish(out, writing(data_nq="2"))
        (first / "page.html").unlink()
        publish(out, writing(data_nq="1", page_html="1"))
        assert is_good(out)


class TestFailing:
    def test_a_first_build_that_fails_leaves_no_trace(self, out):
        def fail(folder: Path) -> dict[str, str]:
            (folder / "half.nq").write_text("half")
            raise RuntimeError("no")

        with pytest.raises(RuntimeError):
            publish(out, fail)
        assert not out.exists()
        out.mkdir(parents=True)
        (out / "letter.txt").write_text("mine")
        with pytest.raises(RuntimeError):
            publish(out, fail)
        assert os.listdir(out) == ["letter.txt"]

    def test_a_later_build_that_fails_changes_nothing(self, out):
        publish(out, writing(data_nq="1"))
        before = state(out)

        def fail(folder: Path) -> dict[str, str]:
            (folder / "half.nq").write_text("half")
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            publish(out, fail)
        assert state(out) == before

    def test_a_full_disk_is_told_in_one_message(self, out):
        def fail(folder: Path) -> dict[str, str]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder / "data.nq"))

        with pytest.raises(StoreError) as raised:
            publish(out, fail)
        assert "No space left" in raised.value.found and raised.value.mend
        assert not out.exists()

    @pytest.mark.parametrize("below", ["", "below"])
    def test_a_folder_that_cannot_be_made_is_named(self, tmp_path, below):
        (tmp_path / "file").write_text("mine")
        place = tmp_path / "file" / below
        with pytest.raises(StoreError) as raised:
            publish(place, writing(data_nq="1"))
        assert raised.value.file == place and raised.value.expected and raised.value.mend
        assert (tmp_path / "file").read_text() == "mine"

    @pytest.mark.parametrize("own", ["data.nq", "current", "manifest.json"])
    @pytest.mark.parametrize("kind", ["file", "folder", "link", "dangling link"])
    @pytest.mark.parametrize("later", [False, True])
    def test_a_file_of_the_users_own_is_found_before_anything_is_changed(self, out, own, kind, later):
        if later:
            publish(out, writing(old_nq="1"))
            (out / own).unlink(missing_ok=True)
        out.mkdir(parents=True, exist_ok=True)
        if kind == "file":
            (out / own).write_text("mine")
        elif kind == "folder":
            (out / own).mkdir()
            (out / own / "x").write_text("mine")
        else:
            (out / own).symlink_to("../elsewhere")
            if kind == "link":
                (out.parent / "elsewhere").write_text("mine")
        before = state(out.parent)
        with pytest.raises(StoreError) as raised:
            publish(out, writing(data_nq="2"))
        assert raised.value.file == out / own and raised.value.mend
        after = state(out.parent)
        after.pop("build/.pactgraph.lock", None)
        before.pop("build/.pactgraph.lock", None)
        assert after == before


class TestBeingKilled:
    def test_at_every_step_the_last_build_stays_whole_and_the_next_clears_up(self, out, is_good):
        publish(out, writing(data_nq="first"))
        steps = 0
        for step in range(1, 200):
            status = die(out, f"words{step % 3}", step)
            assert is_good(out), f"killed before step {step}"
            assert whole_build(out) is not None
            steps += 1
            if status == 0:
                break
            assert status == -9
        assert 20 < steps < 199, "the steps were not seen"
        assert not [name for name in os.listdir(out / ".versions") if name.startswith("new-")]
        assert not [name for name in os.listdir(out) if name.endswith(".new")]
        assert len(os.listdir(out / ".versions")) == 2
        assert all(path.exists() for path in out.iterdir()), "a link leads nowhere"

    def test_a_first_build_leaves_nothing_that_could_be_taken_for_one(self, tmp_path, is_good):
        for step in range(1, 200):
            out = tmp_path / str(step)
            status = die(out, "words", step)
            if status == 0:
                assert is_good(out)
                break
            assert whole_build(out) is None or is_good(out)
            assert publish(out, writing(data_nq="1")) == whole_build(out)


class TestTwoAtOnce:
    def test_the_second_is_told_at_once(self, out, holder):
        with pytest.raises(StoreError) as raised:
            publish(out, writing(data_nq="1"))
        assert "another build" in raised.value.found
        assert raised.value.file == out and raised.value.expected and raised.value.mend

    def test_one_that_wants_any_build_waits_and_takes_it(self, out, holder):
        made: list[Path] = []
        wanting = threading.Thread(
            target=lambda: made.append(publish(out, writing(data_nq="other"), once=True))
        )
        wanting.start()
        wanting.join(0.3)
        assert wanting.is_alive(), "it did not wait"
        holder.communicate("")
        wanting.join()
        assert made == [whole_build(out)]
        assert (out / "data.nq").read_text() == "slow"

    def test_one_that_waits_for_a_build_that_dies_builds_itself(self, out, holder):
        made: list[Path] = []
        wanting = threading.Thread(
            target=lambda: made.append(publish(out, writing(data_nq="own"), once=True))
        )
        wanting.start()
        wanting.join(0.3)
        holder.kill()
        wanting.join()
        assert made == [whole_build(out)]
        assert (out / "data.nq").read_text() == "own"

    def test_a_dead_process_holds_nothing(self, out, holder):
        holder.kill()
        holder.wait()
        publish(out, writing(data_nq="1"))
        assert len(os.listdir(out / ".versions")) == 1

    def test_a_build_that_fails_beside_one_that_waits_takes_nothing_away_from_it(self, out):
        def fail(folder: Path) -> dict[str, str]:
            wanting.start()
            wanting.join(0.3)
            raise RuntimeError("no")

        made: list[Path] = []
        wanting = threading.Thread(
            target=lambda: made.append(publish(out, writing(data_nq="own"), once=True))
        )
        with pytest.raises(RuntimeError):
            publish(out, fail)
        wanting.join()
        assert made and made == [whole_build(out)]


class TestDamage:
    @pytest.fixture
    def final(self, out):
        return publish(out, writing(data_nq="1"))

    def test_no_build_is_none(self, tmp_path):
        assert current_build(tmp_path) is None and whole_build(tmp_path) is None

    def test_another_layout_is_named_with_ours(self, out, final):
        facts = json.loads((final / "manifest.json").read_text())
        (final / "manifest.json").write_text(json.dumps({**facts, "layout": 99}))
        with pytest.raises(StoreError) as raised:
            current_build(out)
        assert "layout 99" in raised.value.found and "layout 1" in raised.value.expected
        assert "pactgraph build" in raised.value.mend and raised.value.file.name == "manifest.json"

    @pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}", "\x00", '"text"'])
    def test_a_manifest_that_says_nothing_is_told(self, out, final, text):
        (final / "manifest.json").write_text(text)
        with pytest.raises(StoreError, match="without a readable manifest") as raised:
            current_build(out)
        assert raised.value.mend

    def test_a_manifest_that_is_missing_is_told(self, out, final):
        (final / "manifest.json").unlink()
        with pytest.raises(StoreError, match="without a readable manifest"):
            current_build(out)

    def test_a_build_of_which_the_files_are_gone_is_told(self, out, final):
        final.rename(final.with_name("elsewhere"))
        with pytest.raises(StoreError, match="files are gone"):
            current_build(out)
        assert whole_build(out) is None

    @pytest.mark.parametrize("damage", ["layout", "manifest", "gone"])
    def test_building_again_mends_it(self, out, final, is_good, damage):
        if damage == "gone":
            final.rename(final.with_name("elsewhere"))
        else:
            (final / "manifest.json").write_text('{"layout": 99}' if damage == "layout" else "{")
        publish(out, writing(data_nq="1"))
        assert is_good(out)
