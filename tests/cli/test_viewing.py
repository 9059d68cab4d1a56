"""Drawing views from the command line: one, all, and what can go wrong."""

from __future__ import annotations

import os
import re
import shutil

import pytest

from pactgraph.views.definition import view_names


@pytest.fixture
def mine(tmp_path, checkout):
    """Content of one's own: the graph of the checkout, and its views to be changed."""
    shutil.copytree(checkout / "viz", tmp_path / "mine" / "viz")
    return tmp_path / "mine"


def test_the_views_are_listed_with_title_and_parameters(pactgraph):
    rows = pactgraph("view", "--list").stdout.splitlines()
    assert rows[0] == "view,title,parameters"
    assert [row.partition(",")[0] for row in rows[1:]] == view_names()
    assert "ego,Around {party},party=group:asean radius=2" in rows


def test_one_view_of_what_is_named(pactgraph, built, tmp_path):
    place = tmp_path / "cuba.html"
    result = pactgraph("view", "ego", "party=古巴", "-o", place, "--data", built)
    assert (result.returncode, result.stdout) == (0, "")
    assert "<title>Around Cuba" in place.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "ending", "start"),
    [
        ("two-mode", "svg", b"<svg"),
        ("two-mode", "png", b"\x89PNG"),
        ("strategies-timeline", "pdf", b"%PDF"),
    ],
)
def test_a_picture_by_the_ending_of_the_file(pactgraph, built, tmp_path, name, ending, start):
    place = tmp_path / f"picture.{ending}"
    result = pactgraph("view", name, "-o", place, "--data", built)
    assert (result.returncode, result.stdout) == (0, ""), result.stderr
    assert place.read_bytes().startswith(start)


def test_an_unknown_ending_is_refused_with_those_there_are(pactgraph, built, tmp_path):
    place = tmp_path / "picture.docx"
    result = pactgraph("view", "two-mode", "-o", place, "--data", built)
    assert result.returncode == 2 and not place.exists()
    assert "ends in .docx" in result.stderr and ".html, .svg, .png, .pdf" in result.stderr


def test_all_views_with_an_index(pactgraph, built, tmp_path):
    folder = tmp_path / "new" / "views"
    result = pactgraph("view", "--all", "-o", folder, "--data", built)
    assert result.returncode == 0 and str(folder / "index.html") in result.stderr
    names = sorted(path.name for path in folder.iterdir())
    assert names == sorted(["index.html", *(f"{name}.html" for name in view_names())])
    # Charts number what they clip throughout a process.
    index = [
        re.sub(r"clip\d+", "clip", (place / "index.html").read_text()) for place in (folder, built / "views")
    ]
    assert index[0] == index[1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("ego", "praty=Cuba"), ["praty", "did you mean party?"]),
        (("ego", "Cuba"), ["'Cuba'", "KEY=VALUE"]),
        (("ego", "party=Atlantis"), ["Atlantis"]),
        (("ego", "party="), ["party without a value"]),
        (("path", "from=Cuba"), ["from without to", "give to=…"]),
        (("ego", "party=indicator:gdp"), ["indicator:gdp", "not in the network two-mode"]),
        (("ego", "radius=-1"), ["radius = -1"]),
        (("path", "from=Cuba", "to=Cuba"), ["to itself"]),
        (("two-mode", "party=Cuba"), ["takes no parameter"]),
        (("eggo",), ["eggo", "did you mean ego?"]),
        (("two-mode", "--all"), ["two-mode with --all"]),
        (("two-mode", "--large", "half"), ["half", "backbone"]),
        (("china-russia", "one=Cuba", "other=Kenya"), ["nothing to draw", "china-russia"]),
    ],
    ids=lambda value: " ".join(value),
)
def test_a_slip_is_told_and_nothing_is_written(pactgraph, built, tmp_path, arguments, words):
    result = pactgraph("view", *arguments, "-o", tmp_path / "page", "--data", built)
    assert result.returncode == 2 and "Traceback" not in result.stderr
    for word in words:
        assert word in result.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("old", "wrong", "words"),
    [
        ('layout = "force"', 'layout = "spring"', "layout = 'spring'"),
        ('size = "strength"', 'size = "weight"', "size = 'weight'"),
        ("advice = true", 'statuses = ["sined"]', "the status sined"),
    ],
)
def test_a_mistake_in_a_view_is_named_with_its_line(pactgraph, built, mine, tmp_path, old, wrong, words):
    file = mine / "viz" / "views" / "countries.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, wrong), encoding="utf-8")
    line = file.read_text(encoding="utf-8").splitlines().index(wrong) + 1
    result = pactgraph(
        "view", "countries", "-o", tmp_path / "page", "--data", built, PACTGRAPH_CONTENT=str(mine)
    )
    assert result.returncode == 2
    assert f"countries.toml:{line}" in result.stderr and words in result.stderr
    assert not (tmp_path / "page").exists()


def test_an_encoding_of_what_the_network_has_not_is_told(pactgraph, built, mine, tmp_path):
    file = mine / "viz" / "views" / "two-mode.toml"
    with file.open("a", encoding="utf-8") as handle:
        handle.write('\n[encoding]\nwidth = "weight"\n')
    result = pactgraph("view", "-o", tmp_path / "page", "--data", built, PACTGRAPH_CONTENT=str(mine))
    assert result.returncode == 2 and "weight" in result.stderr and "two-mode" in result.stderr
    assert not (tmp_path / "page").exists()


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_a_folder_that_cannot_be_written_is_named(pactgraph, tmp_path):
    file, empty = tmp_path / "file", tmp_path / "empty.nq"
    file.write_text("x")
    empty.write_text("")
    for place in (file, file / "below"):
        result = pactgraph("view", "--all", "-o", place, "--data", empty)
        assert result.returncode == 2 and str(place) in result.stderr and "Traceback" not in result.stderr
    assert file.read_text() == "x"


def test_a_graph_that_gives_nothing_to_draw_of_some_views_is_told(pactgraph, mine, tmp_path):
    empty = tmp_path / "empty.nq"
    empty.write_text("")
    result = pactgraph("view", "--all", "-o", tmp_path / "views", "--data", empty)
    assert result.returncode == 1
    assert result.stderr.count("not drawn: ") == len(view_names())
    assert [path.name for path in (tmp_path / "views").iterdir()] == ["index.html"]
