from __future__ import annotations

from pathlib import Path

import pytest

from pactgraph.errors import InputSyntaxError, MissingFileError, UnknownNameError
from pactgraph.views.definition import load_view, view_names, view_path

GOOD = 'title = "T"\nquestion = "Q?"\ncaption = "C."\nalt = "A."\nprojection = "two-mode"\n'


def written(folder: Path, text: str) -> Path:
    file = folder / "view.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("name", view_names())
def test_every_view_loads(name: str) -> None:
    assert load_view(view_path(name)).name == name


def test_a_short_view_gets_the_usual_style_seed_and_filters(tmp_path: Path) -> None:
    view = load_view(written(tmp_path, GOOD))
    assert (view.style, view.seed, view.filters) == ("palette", 1, ("type", "status", "role", "year"))


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        (GOOD + "\nfilter = []\n", 7, "unknown key 'filter'"),
        (GOOD + "[tentative]\nstates = []\n", 7, "unknown key 'states'"),
        (GOOD + 'filters = ["type", "colour"]\n', 6, "filter 'colour'"),
        (GOOD + "seed = 1.5\n", 6, "seed = 1.5"),
        (GOOD + "seed = true\n", 6, "seed = True"),
        (GOOD + 'filters = "type"\n', 6, "filters = 'type'"),
        (GOOD + "tentative = 3\n", 6, "tentative is not a table"),
        (GOOD + "[tentative]\nrole = [1]\n", 7, "role = [1]"),
        (GOOD.replace('"Q?"', "3"), 2, "question = 3"),
        (GOOD.replace('"Q?"', '" "'), 2, "question = ' '"),
        (GOOD.replace('question = "Q?"\n', ""), 1, "no 'question'"),
        (GOOD + "seed = \n", 6, "Invalid value"),
        (GOOD + 'style = "x', 6, ""),
    ],
)
def test_a_mistake_in_a_view_is_reported_with_file_and_line(
    tmp_path: Path, text: str, line: int, found: str
) -> None:
    file = written(tmp_path, text)
    with pytest.raises(InputSyntaxError) as caught:
        load_view(file)
    assert caught.value.where == f"{file}:{line}"
    assert found in caught.value.found
    assert caught.value.expected


def test_the_nearest_key_is_offered(tmp_path: Path) -> None:
    with pytest.raises(InputSyntaxError, match="captoin") as caught:
        load_view(written(tmp_path, GOOD + 'captoin = "C"\n'))
    assert caught.value.mend == "did you mean 'caption'?"


def test_a_view_that_is_not_utf8_is_reported_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "view.toml"
    file.write_bytes(b'title = "T"\nalt = "\xff"\n')
    with pytest.raises(InputSyntaxError) as caught:
        load_view(file)
    assert caught.value.line == 2


def test_a_view_that_is_not_there_is_reported(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError):
        load_view(tmp_path / "none.toml")
    with pytest.raises(MissingFileError):
        load_view(tmp_path)


def test_an_unknown_view_name_lists_those_that_are_there() -> None:
    with pytest.raises(UnknownNameError) as caught:
        view_path("nonesuch")
    assert "two-mode" in caught.value.expected


def test_a_view_name_cannot_leave_its_folder() -> None:
    with pytest.raises(UnknownNameError):
        view_path("../styles/palette")
