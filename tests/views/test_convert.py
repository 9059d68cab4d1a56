"""Pictures as files: the same each time, text as text, and words where a kind is unknown."""

from __future__ import annotations

import pytest

from pactgraph.errors import ParameterError
from pactgraph.views import svg
from pactgraph.views.convert import ENDINGS, convert

WORDS = svg.text("Digital Silk Road · Шёлковый путь · 数字丝绸之路", 10, 20, 12, "#000000")
CLEAR = "".join(
    svg.element("path", d=svg.box_path(20 * n, 40, 15, 15), fill="#0065ad", fill_opacity=f"0.{n}")
    for n in range(1, 10)
)
PICTURE = svg.document(420, 60, "A title", WORDS, CLEAR, svg.text("Bold", 300, 40, 12, "#c24a00", bold=True))


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_picture_is_the_same_each_time(ending: str) -> None:
    one, other = convert(PICTURE, ending), convert(PICTURE, ending)
    # In PDF the typefaces and opacities of a page are listed in any order.
    assert len(one) == len(other) if ending == "pdf" else one == other


def test_a_pdf_has_text_and_typefaces_not_an_image() -> None:
    pdf = convert(PICTURE, "pdf")
    assert b"/FontFile" in pdf and b"/Subtype /Image" not in pdf


def test_a_png_has_two_pixels_for_each_unit() -> None:
    png = convert(PICTURE, ".PNG")
    assert [int.from_bytes(png[place : place + 4]) for place in (16, 20)] == [840, 120]


def test_another_kind_of_file_is_refused() -> None:
    with pytest.raises(ParameterError, match="svg, png, pdf"):
        convert(PICTURE, "gif")
