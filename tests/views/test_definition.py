from __future__ import annotations

from pathlib import Path

import pytest

from pactgraph.errors import InputSyntaxError, MissingFileError, ParameterError, UnknownNameError
from pactgraph.views.definition import Encoding, load_view, view_names, view_path

GOOD = 'title = "T"\nquestion = "Q?"\ncaption = "C."\nalt = "A."\nprojection = "two-mode"\n'
ASKED = GOOD.replace('projection = "two-mode"', 'query = "platforms_served"')
ASKED_WHOLE = ASKED + '[columns]\nsource = "platform"\ntarget = "served"\n'


def written(folder: Path, text: str) -> Path:
    file = folder / "view.toml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("name", view_names())
def test_every_view_loads(name: str) -> None:
    assert load_view(view_path(name)).name == name


def test_a_short_view_gets_the_usual_layout_style_seed_and_controls(tmp_path: Path) -> None:
    view = load_view(written(tmp_path, GOOD))
    assert (view.kind, view.layout, view.style, view.seed) == ("network", "columns", "palette", 1)
    assert view.controls == ("type", "status", "role", "year")
    assert view.encoding == Encoding("type", "type", "none", "none", "status", False)
    assert (view.network.weight, view.network.isolated, view.parameters) == ("newman", True, {})


def test_every_key_of_a_network_is_read(tmp_path: Path) -> None:
    view = load_view(
        written(
            tmp_path,
            GOOD.replace("two-mode", "country-country").replace('"T"', '"Around {party}"')
            + 'weight = "count"\nroll_up = true\ndirected = true\nlayout = "force"\nseed = 7\n'
            'controls = ["year"]\nfocus = "around"\n'
            '[filters]\nsince = 2015\nas_of = 2020\nsingle_source = false\nroles = ["signatory"]\n'
            'types = ["country"]\nties_of = ["country"]\nalso = ["country:CUB"]\nisolated = false\n'
            '[parameters]\nparty = "country:CHN"\n'
            '[encoding]\ncolour = "community"\nsize = "strength"\nwidth = "weight"\narrows = true\n',
        )
    )
    chosen = view.network
    assert (chosen.weight, chosen.roll_up, chosen.directed, chosen.focus) == ("count", True, True, "around")
    assert chosen.filters == {
        "since": 2015, "as_of": "2020", "single_source": False, "roles": ("signatory",),
    }  # fmt: skip
    assert (chosen.types, chosen.ties_of, chosen.also) == (("country",), ("country",), ("country:CUB",))
    assert not chosen.isolated
    assert view.encoding == Encoding("community", "type", "strength", "weight", "status", True)
    assert view.parameters == {"party": "country:CHN", "radius": "1"}
    assert view.asks and view.named({"party": "China"}).title == "Around China"


def test_the_rows_of_a_question_can_be_ties(tmp_path: Path) -> None:
    view = load_view(written(tmp_path, ASKED + '[columns]\nsource = "platform"\ntarget = "served"\n'))
    assert view.network.question is not None and view.network.question.name == "platforms_served"
    assert view.network.columns == {"source": "platform", "target": "served"}
    assert view.parameters == {"place": ""}


def test_parameters_given_go_before_those_of_the_file(tmp_path: Path) -> None:
    view = load_view(written(tmp_path, GOOD + 'focus = "path"\n[parameters]\nfrom = "A"\nto = "B"\n'))
    assert view.given({"best": "1"}) == {"from": "A", "to": "B", "best": "1"}
    assert view.given({"from": "Cuba", "to": "C"}) == {"from": "Cuba", "to": "C", "best": "3"}
    with pytest.raises(ParameterError, match="from without to"):
        view.given({"from": "Cuba"})
    with pytest.raises(ParameterError) as caught:
        view.given({"form": "Cuba"})
    assert caught.value.mend == "did you mean from?"
    with pytest.raises(ParameterError, match="without a value"):
        view.given({"from": " ", "to": "Cuba"})


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        (GOOD + "\nfilter = []\n", 7, "unknown key 'filter'"),
        (GOOD + "[tentative]\nstates = []\n", 7, "unknown key 'states'"),
        (GOOD + 'controls = ["type", "colour"]\n', 6, "control 'colour'"),
        (GOOD + "seed = 1.5\n", 6, "seed = 1.5"),
        (GOOD + "seed = true\n", 6, "seed = True"),
        (GOOD + 'controls = "type"\n', 6, "controls = 'type'"),
        (GOOD + 'filters = "type"\n', 6, "filters is not a table"),
        (GOOD.replace("two-mode", "two-nodes"), 5, "projection = 'two-nodes'"),
        (GOOD + 'kind = "chrt"\n', 6, "kind = 'chrt'"),
        (GOOD + 'layout = "forse"\n', 6, "layout = 'forse'"),
        (GOOD + 'style = "none"\n', 6, "style = 'none'"),
        (GOOD + 'weight = "heavy"\n', 6, "weight = 'heavy'"),
        (GOOD + 'roll_up = "yes"\n', 6, "roll_up = 'yes'"),
        (GOOD + '[encoding]\nshape = "type"\ncolour = "typ"\n', 8, "colour = 'typ'"),
        (GOOD + "[encoding]\ncolor = 1\n", 7, "unknown key 'color'"),
        (GOOD + '[encoding]\narrows = "no"\n', 7, "arrows = 'no'"),
        (GOOD + "[filters]\nsinse = 2000\n", 7, "unknown key 'sinse'"),
        (GOOD + '[filters]\nsince = "2000"\n', 7, "since = '2000'"),
        (GOOD + "[filters]\nuntil = 2010\nsince = 2020\n", 8, "from 2020 to 2010"),
        (GOOD + '[filters]\nas_of = "next year"\n', 7, "next year"),
        (GOOD + '[filters]\nroles = "host"\n', 7, "roles = 'host'"),
        (GOOD + '[filters]\ntypes = ["contry"]\n', 7, "the type 'contry'"),
        (GOOD + 'focus = "near"\n', 6, "focus = 'near'"),
        (GOOD + 'focus = "around"\n', 1, "no 'party'"),
        (GOOD + 'focus = "around"\n[parameters]\nparty = "A"\nradios = 2\n', 9, "unknown key 'radios'"),
        (GOOD + '[parameters]\nparty = "A"\n', 7, "unknown key 'party'"),
        (GOOD.replace('"Q?"', '"Who is near {party}?"'), 2, "{party}, which is no parameter"),
        (GOOD + 'query = "platforms_served"\n', 5, "both query and projection"),
        (GOOD + '[columns]\nsource = "a"\n', 6, "[columns] without query"),
        (ASKED.replace("served", "serfed"), 5, "platforms_serfed"),
        (ASKED + '[columns]\nsource = "platform"\ntarget = "serves"\n', 8, "the column 'serves'"),
        (ASKED + '[columns]\nsource = "platform"\n', 6, "no 'target'"),
        (ASKED_WHOLE + '[filters]\nroles = ["host"]\n', 10, "unknown key 'roles'"),
        (GOOD + '[chart]\nmark = "map"\n', 6, "[chart] in a network"),
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
    assert caught.value.mend == "did you mean caption?"


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
