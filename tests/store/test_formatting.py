from __future__ import annotations

import os
import stat
import threading

import pytest

from pactgraph.errors import InputSyntaxError
from pactgraph.store.formatting import canonical, replace_text, split_comments, turtle_files

PLAIN = "@prefix pact: <https://w3id.org/pactgraph/ontology#> .\n\npact:a pact:b 1 .\n"


def written(tmp_path, text: str, name: str = "x.ttl") -> str:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    before, after = canonical(path)
    assert before == text
    path.write_text(after, encoding="utf-8", newline="")
    assert canonical(path) == (after, after), "canonical form is not idempotent"
    return after


def test_a_canonical_file_stays(tmp_path):
    assert written(tmp_path, PLAIN) == PLAIN


def test_comments_at_the_top_stay(tmp_path):
    head = "# What is here.\n#\n# And why: <not an address> 'nor a string\n"
    assert written(tmp_path, head + PLAIN) == head + PLAIN


def test_comments_before_the_first_statement_move_to_the_top(tmp_path):
    assert written(tmp_path, "\n  # one\n\n# two  \n" + PLAIN) == "# one\n# two\n" + PLAIN


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (PLAIN.replace("\n\n", "\n# lost\n"), 2),
        (PLAIN.replace("1 .", "1 . # lost"), 3),
        (PLAIN.replace("ontology#> .", "ontology#> . # lost"), 1),
        (PLAIN + "  # lost\n", 4),
        (PLAIN.replace("1 .", "1, # lost\n 2 ."), 3),
        (PLAIN.replace("1 .", '"""\n"# kept" \n""" . # lost'), 5),
        (PLAIN + "# lost without a line end", 4),
    ],
)
def test_a_comment_that_would_be_lost_is_refused_with_its_line(tmp_path, text, line):
    path = tmp_path / "x.ttl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputSyntaxError, match="a comment among the statements") as raised:
        canonical(path)
    assert (raised.value.file, raised.value.line) == (path, line)
    assert raised.value.mend


@pytest.mark.parametrize(
    "value",
    [
        '"# none"',
        "'# none'",
        '"""\n# none\n"""',
        "'''\n# none ' \n'''",
        "<urn:x#none>",
        '"\\"# none"',
        '"a\u2028# none"',
        '"a\u0085# none"',
    ],
)
def test_what_only_looks_like_a_comment_is_kept(tmp_path, value):
    after = written(tmp_path, PLAIN.replace("1 .", f"{value} ."))
    assert "none" in after


def test_line_ends_of_another_system_are_not_canonical(tmp_path):
    assert written(tmp_path, ("# top\n" + PLAIN).replace("\n", "\r\n")) == "# top\n" + PLAIN


def test_a_byte_order_mark_is_not_canonical(tmp_path):
    assert written(tmp_path, "\ufeff# top\n" + PLAIN) == "# top\n" + PLAIN


def test_a_prefix_of_the_files_own_is_kept(tmp_path):
    text = "@prefix own: <urn:own:> .\n\nown:a own:b own:c .\n"
    assert written(tmp_path, text) == text


def test_another_name_for_one_of_our_addresses_becomes_ours(tmp_path):
    assert written(tmp_path, PLAIN.replace("pact:", "p:")) == PLAIN


def test_one_of_our_names_for_another_address_is_given_up(tmp_path):
    after = written(tmp_path, "@prefix role: <urn:other:> .\nrole:a role:b 1 .")
    assert after.strip() == "<urn:other:a> <urn:other:b> 1 ."


def test_a_sources_own_prefixes_are_those_of_its_folder(tmp_path):
    text = "<https://w3id.org/pactgraph/id/claim/one/001> a <urn:x> ."
    assert "c:001 a <urn:x>" in written(tmp_path, text, "sources/one/claims.ttl")
    assert "<https://w3id.org/pactgraph/id/claim/one/001> a" in written(
        tmp_path, text, "sources/two/claims.ttl"
    )
    # Whatever a file means by c:, in a source it is the claims of that source.
    other = f"@prefix c: <urn:c:> .\n{text} c:x a <urn:y> ."
    assert "<urn:c:x> a <urn:y>" in written(tmp_path, other, "sources/one/claims.ttl")


def test_a_blank_node_without_a_canonical_place_is_refused_with_its_file(tmp_path):
    path = tmp_path / "x.ttl"
    path.write_text("_:a <urn:b> _:a .")
    with pytest.raises(InputSyntaxError) as raised:
        canonical(path)
    assert raised.value.file == path


def test_comments_are_told_from_statements():
    assert split_comments("") == ("", None)
    assert split_comments("# only\n# comments") == ("# only\n# comments\n", None)


def test_folders_stand_for_the_visible_turtle_files_below_them(tmp_path):
    for name in ("b.ttl", "a.ttl", "deep/er/c.ttl", ".hidden.ttl", ".git/d.ttl", "x.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    named = tmp_path / "x.txt"
    assert turtle_files([tmp_path, named]) == [
        *(tmp_path / n for n in ("a.ttl", "b.ttl", "deep/er/c.ttl")),
        named,
    ]


class TestReplacingAFile:
    def test_the_new_text_stands_there_and_nothing_else(self, tmp_path):
        path = tmp_path / "x.ttl"
        replace_text(path, "a\n")
        replace_text(path, "b\n")
        assert path.read_bytes() == b"b\n"
        assert os.listdir(tmp_path) == ["x.ttl"]

    def test_what_cannot_be_written_leaves_the_old_file(self, tmp_path):
        path = tmp_path / "x.ttl"
        path.write_text("old")
        with pytest.raises(UnicodeEncodeError):
            replace_text(path, "half\udc80")
        assert path.read_text() == "old"
        assert os.listdir(tmp_path) == ["x.ttl"]

    def test_a_link_stays_a_link(self, tmp_path):
        (tmp_path / "real.ttl").write_text("old")
        (tmp_path / "link.ttl").symlink_to("real.ttl")
        replace_text(tmp_path / "link.ttl", "new")
        assert (tmp_path / "link.ttl").is_symlink()
        assert (tmp_path / "real.ttl").read_text() == "new"

    def test_the_rights_of_the_old_file_are_kept(self, tmp_path):
        path = tmp_path / "x.ttl"
        path.write_text("old")
        path.chmod(0o640)
        replace_text(path, "new")
        assert stat.S_IMODE(path.stat().st_mode) == 0o640

    def test_a_pipe_is_written_to_and_not_replaced(self, tmp_path):
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        read: list[str] = []
        reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
        reader.start()
        replace_text(pipe, "through")
        reader.join(10)
        assert read == ["through"]
        assert stat.S_ISFIFO(pipe.stat().st_mode)
