from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from pactgraph.cli.messages import clean
from pactgraph.cli.terminal import GAP, column_widths, fold_text, print_table

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=30)
CELLS = st.lists(WORDS, max_size=8).map(" ".join)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5), st.integers(20, 160))
def test_columns_never_take_more_than_there_is_nor_more_than_they_want(rows, available):
    widths = column_widths(rows, available)
    if widths is None:
        return
    assert sum(widths) + GAP * 2 <= available
    for place, width in enumerate(widths):
        assert width <= max(cell_len(row[place]) for row in rows)


@settings(deadline=None)
@given(CELLS, st.integers(4, 80))
def test_folding_loses_no_letter_and_keeps_to_the_width(text, width):
    lines = fold_text(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_chinese_counts_two_columns_a_letter():
    assert fold_text("数字丝绸之路", 6) == ["数字丝", "绸之路"]


def test_a_number_stands_right_and_a_text_left(capsys):
    print_table(["name", "n"], [["a", "1"], ["long name", "1000"]])
    assert capsys.readouterr().out.splitlines() == [
        "name          n",
        "─────────  ────",
        "a             1",
        "long name  1000",
        "2 rows",
    ]


def test_a_cell_of_several_lines_keeps_its_row_together(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "24")
    print_table(["what", "who"], [["one two three four five six", "x"], ["seven", "y"]])
    assert capsys.readouterr().out.splitlines()[2:] == [
        "one two three four   x",
        "five six",
        "seven                y",
        "2 rows",
    ]


def test_a_table_too_wide_to_read_becomes_blocks(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "20")
    print_table(["first_column", "second"], [["initiative", "signatory"]])
    assert capsys.readouterr().out.splitlines() == [
        "first column  initiative",
        "second        signatory",
        "",
        "1 row",
    ]


def test_a_table_without_rows_still_names_its_columns(capsys):
    print_table(["a", "b"], [])
    assert capsys.readouterr().out.splitlines() == ["a  b", "─  ─", "0 rows"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "\ufffd[31mred\ufffd[0m"),
        ("a\rb\x07\x00", "a\ufffdb\ufffd\ufffd"),
        ("\u202egpj.exe", "\ufffdgpj.exe"),
        ("a\u00a0b\u3000c", "a b c"),
        (
            "\u0646\u0645\u06cc\u200c\u062f\u0627\u0646\u0645",
            "\u0646\u0645\u06cc\u200c\u062f\u0627\u0646\u0645",
        ),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("\x9b31m", "\ufffd31m"),
        ("\u2028", "\ufffd"),
    ],
)
def test_what_a_terminal_would_obey_is_shown_instead(text, shown):
    assert clean(text) == shown


@given(st.text())
def test_cleaned_text_never_holds_a_control_character(text):
    assert not {
        char for char in clean(text) if (ord(char) < 32 and char not in "\n\t") or 127 <= ord(char) < 160
    }
