"""The pen: widths without a font, lines that fit, one path for each shape."""

import re

import pytest

from pactgraph.views.svg import ADVANCES, SHAPES, advance, break_lines, cut, shape_path, text, text_width


def test_each_glyph_has_one_advance() -> None:
    listed = "".join(ADVANCES.values())
    assert len(listed) == len(set(listed))
    assert {chr(code) for code in range(32, 127)} <= set(listed)
    assert {chr(code) for code in range(0x410, 0x450)} <= set(listed)


def test_accents_and_marks_add_no_width() -> None:
    assert advance("Côte d’Ivoire") == advance("Cote d’Ivoire") == advance("Co\u0302te d’Ivoire")
    assert advance("中国") == 2000


def test_every_shape_is_drawn_near_its_radius() -> None:
    for name in SHAPES:
        numbers = [abs(float(number)) for number in re.findall(r"-?[\d.]+", shape_path(name))]
        assert 6 < max(number for number in numbers if number) <= 20, name


@pytest.mark.parametrize(
    "label", ["Memorandum of understanding on cross-border e-commerce", "数字丝绸之路", "Éé" * 40]
)
def test_broken_lines_fit_their_room(label: str) -> None:
    for most in (1, 2, 3):
        lines = break_lines(label, 80, most, 12)
        assert len(lines) <= most
        assert all(text_width(line, 12) <= 80 for line in lines)


def test_a_letter_with_marks_is_not_cut_in_two() -> None:
    assert cut("नि" * 20, 40, 12).rstrip("…").endswith("नि")


def test_text_states_its_width_and_escapes_what_it_says() -> None:
    drawn = text("A < B & C", 0, 0, 10, "#000")
    assert "A &lt; B &amp; C" in drawn
    assert f'textLength="{advance("A < B & C") / 100:.1f}"' in drawn
