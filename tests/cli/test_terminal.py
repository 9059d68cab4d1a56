"""On a terminal: tables that fit, colour where it is wanted, progress without a trace, Ctrl-C at once."""

from __future__ import annotations

import re
import shlex
import signal

import pytest

from pactgraph.answers.catalogue import Catalogue
from pactgraph.resources import graph_dir

QUESTIONS = [question.name for question in Catalogue(graph_dir() / "queries").questions]
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
#: But for those that redraw and clear the line of progress, which a slow machine shows.
ANY_ESCAPE = re.compile(r"\x1b(?!\[(?:2K|1A|\?25[hl]))")


def wide(line: str) -> int:
    from rich.cells import cell_len

    return cell_len(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", line))


def left(text: str) -> str:
    """What stays on the screen once progress is cleared."""
    return text.rpartition("\x1b[2K")[2]


@pytest.mark.parametrize("name", QUESTIONS[::4])
def test_the_answer_to_a_question_fits_eighty_columns(on_terminal, built, name):
    screen = on_terminal("ask", name, "--data", built)
    assert screen.code == 0
    before_hint = screen.text.split("what row 1 rests on")[0]
    assert max(map(wide, before_hint.splitlines())) <= 80


@pytest.mark.parametrize("columns", [30, 60, 120, 200])
def test_a_table_keeps_to_the_width_whatever_it_is(on_terminal, built, columns):
    screen = on_terminal("ask", "agreements_of_party", "--data", built, columns=columns, NO_COLOR="1")
    before_hint = screen.text.split("what row 1 rests on")[0]
    assert max(map(wide, before_hint.splitlines())) <= columns
    assert "Digital Economy" in screen.text


def test_a_terminal_gets_colour_a_table_and_numbered_rows(on_terminal, built):
    screen = on_terminal("ask", "agreements_of_party", "party=Cuba", "--data", built)
    assert COLOUR.search(screen.text)
    plain = COLOUR.sub("", screen.text)
    assert re.search(r"^#  agreement .* claims$", plain, re.MULTILINE)
    assert re.search(r"^1  China-Cuba .* 2$", plain, re.MULTILINE)
    assert "pactgraph explain --question agreements_of_party --row 1 party=Cuba" in plain


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "--list"),
        ("ask", "agreements_of_party"),
        ("show", "Cuba"),
        ("search", "silk"),
        ("ask", "nope"),
    ],
)
def test_no_colour_where_none_is_wanted(on_terminal, built, env, arguments):
    data = () if "--list" in arguments else ("--data", built)
    assert not ANY_ESCAPE.search(on_terminal(*arguments, *data, **env).text)


def test_the_example_under_a_table_runs_as_it_stands(on_terminal, pactgraph, built):
    screen = on_terminal("ask", "agreements_of_party", "party=Cuba", "--data", built, NO_COLOR="1")
    (hint,) = re.findall(r"pactgraph (explain .*)", screen.text)
    result = pactgraph(*shlex.split(hint), "--format", "text")
    assert result.returncode == 0 and "China-Cuba" in result.stdout


def test_verbose_names_the_claims_that_a_table_counts(on_terminal, built):
    arguments = ("ask", "agreements_of_party", "party=Cuba", "--data", built)
    assert "ye-small-economies/" not in on_terminal(*arguments, NO_COLOR="1").text
    assert "ye-small-economies/" in on_terminal(*arguments, "--verbose", NO_COLOR="1").text


def test_quiet_gives_the_table_alone(on_terminal, built):
    screen = on_terminal("ask", "agreements_of_party", "--quiet", "--data", built, NO_COLOR="1")
    assert screen.lines[0].startswith("#  agreement")
    assert screen.lines[-1].endswith("rows")


def test_progress_is_shown_while_a_build_works_and_leaves_no_trace(
    on_terminal, content, tmp_path, monkeypatch
):
    monkeypatch.setattr("pactgraph.cli.progress.PATIENCE", 0.01)
    screen = on_terminal("build", "--out", tmp_path / "b", PACTGRAPH_CONTENT=str(content))
    assert screen.code == 0
    assert re.search(r"building: .* … \d+ s", screen.text)
    assert left(screen.text).startswith("Built. Open:")


@pytest.mark.parametrize("env", [{"TERM": "dumb"}, {}])
def test_no_progress_where_a_line_cannot_be_written_over_or_nobody_wants_it(
    on_terminal, content, tmp_path, monkeypatch, env
):
    monkeypatch.setattr("pactgraph.cli.progress.PATIENCE", 0.01)
    options = () if env else ("--quiet",)
    screen = on_terminal("build", "--out", tmp_path / "b", *options, PACTGRAPH_CONTENT=str(content), **env)
    assert screen.code == 0
    assert "…" not in screen.text


def test_ctrl_c_ends_a_query_that_the_engine_would_not_leave(on_terminal_process, built):
    runaway = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    screen = on_terminal_process("query", runaway, "--data", built, interrupt_at="asking")
    assert screen.code == -signal.SIGINT
    assert "Traceback" not in screen.text


def test_ctrl_c_in_a_build_leaves_the_last_one(on_terminal_process, pactgraph, content, tmp_path):
    out, env = tmp_path / "b", {"PACTGRAPH_CONTENT": str(content)}
    assert pactgraph("build", "--out", out, "--quiet", **env).returncode == 0
    before = (out / "current").resolve()
    screen = on_terminal_process("build", "--verbose", "--out", out, interrupt_at="building: check", **env)
    assert screen.code == -signal.SIGINT
    assert (out / "current").resolve() == before
    assert pactgraph("show", "China", "--data", out).returncode == 0


@pytest.mark.parametrize("env", [{}, {"NO_COLOR": "1"}])
def test_a_process_of_its_own_shows_the_same(on_terminal, on_terminal_process, built, env):
    line = ("ask", "agreements_of_party", "party=Cuba", "--data", built)
    shown = on_terminal_process(*line, **env)
    assert left(shown.text) == left(on_terminal(*line, **env).text)


def test_the_list_of_questions_fits_and_names_each_once(on_terminal):
    screen = on_terminal("ask", "--list", NO_COLOR="1")
    assert max(map(wide, screen.lines)) <= 80
    named = re.findall(r"^  (\w+)", screen.text, re.MULTILINE)
    assert sorted(named) == sorted(QUESTIONS)


@pytest.mark.parametrize("name", QUESTIONS[::5])
def test_help_on_a_question_ends_with_a_line_that_runs(on_terminal, pactgraph, built, name):
    screen = on_terminal("ask", name, "--help", NO_COLOR="1")
    assert screen.code == 0
    (line,) = re.findall(rf"^  pactgraph (ask {name}.*)$", screen.text, re.MULTILINE)
    assert pactgraph(*shlex.split(line), "--data", built).returncode == 0


def test_help_on_a_question_shows_its_query_where_it_is_asked_for(on_terminal, pactgraph):
    assert "SELECT" not in on_terminal("ask", "agreements_of_party", "--help").text
    assert "SELECT" in on_terminal("ask", "agreements_of_party", "--describe", "--verbose").text
    assert "VALUES ?party {}" in pactgraph("ask", "agreements_of_party", "--describe").stdout
