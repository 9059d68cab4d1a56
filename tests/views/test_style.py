"""The palette can be told apart: on both grounds, without colour vision of one kind, and by shape alone."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from pactgraph.errors import InputSyntaxError, UnknownNameError
from pactgraph.resources import viz_dir
from pactgraph.views.style import load_style, read_style

STYLE = load_style("palette")
PARTIES = (
    "country",
    "subnational",
    "group",
    "organization",
    "body",
    "alliance",
    "company",
    "institution",
    "person",
)
OTHERS = ("source", "indicator", "document")
MODES = ("party", "initiative", "thing")
GROUNDS = ("#ffffff", "#12171e")

# How linear red, green and blue are seen without the cones for long, middle and short waves: the linear
# model of Machado, Oliveira and Fernandes (2009) at full severity.
BLINDNESS = {
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritanopia": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}

Triple = tuple[float, float, float]


def linear(colour: str) -> Triple:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))

    def light(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return light(red), light(green), light(blue)


def contrast(one: str, other: str) -> float:
    shades = [0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(other))]
    return (max(shades) + 0.05) / (min(shades) + 0.05)


def seen(colour: str, blindness: str | None) -> Triple:
    """The colour in CIE Lab, as seen with a kind of colour blindness."""
    rgb = linear(colour)
    if blindness:
        rgb = tuple(
            max(0.0, sum(w * c for w, c in zip(row, rgb, strict=True))) for row in BLINDNESS[blindness]
        )
    r, g, b = rgb
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: str, other: str, blindness: str | None) -> float:
    pairs = zip(seen(one, blindness), seen(other, blindness), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


def families() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for kind, mark in STYLE.marks.items():
        found[mode_of(kind)].add(mark.colour)
    return found


def mode_of(kind: str) -> str:
    if kind in OTHERS:
        return "thing"
    return "party" if kind in PARTIES else "initiative"


@pytest.mark.parametrize("ground", [0, 1])
@pytest.mark.parametrize("name", sorted(STYLE.colours))
def test_each_colour_stands_out_from_its_ground(name: str, ground: int) -> None:
    assert contrast(STYLE.colours[name][ground], GROUNDS[ground]) >= 4.5


@pytest.mark.parametrize("blindness", [None, *BLINDNESS])
@pytest.mark.parametrize("ground", [0, 1])
@pytest.mark.parametrize("mode", MODES)
def test_colours_of_one_mode_differ_with_and_without_colour_blindness(
    mode: str, ground: int, blindness: str | None
) -> None:
    for one, other in combinations(sorted(families()[mode]), 2):
        apart = distance(STYLE.colours[one][ground], STYLE.colours[other][ground], blindness)
        assert apart >= 13, (one, other, round(apart, 1))


@pytest.mark.parametrize("mode", MODES)
def test_no_two_types_of_one_mode_share_a_shape(mode: str) -> None:
    marks = [mark for kind, mark in STYLE.marks.items() if mode_of(kind) == mode]
    assert len({mark.shape for mark in marks}) == len(marks)


def test_an_unknown_type_is_drawn_as_its_mode() -> None:
    assert STYLE.mark("nonesuch", "party") == STYLE.fallback["party"]
    assert STYLE.mark("nonesuch", "initiative") == STYLE.fallback["initiative"]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('shape = "hexagon"', 'shape = "heptagon"', "the shape 'heptagon'"),
        ('opponent = "opposition"', 'opponent = "red"', "the colour 'red'"),
        ("[types.country]\n", "[types.country]\nform = 1\n", "the unknown key 'form'"),
        ('colours = ["organization",', 'colours = ["mauve",', "the colour 'mauve'"),
        ("[stages.wanted]\n", "[stages.wanted]\nstatus = 1\n", "the unknown key 'status'"),
    ],
)
def test_a_mistake_in_a_style_is_reported_with_its_line(
    tmp_path: Path, old: str, new: str, found: str
) -> None:
    text = (viz_dir() / "styles" / "palette.toml").read_text(encoding="utf-8").replace(old, new, 1)
    file = tmp_path / "style.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputSyntaxError) as caught:
        read_style(file)
    assert found in caught.value.found
    assert caught.value.line == text[: text.index(new.strip().splitlines()[-1])].count("\n") + 1


def test_an_unknown_style_lists_those_that_are_there() -> None:
    with pytest.raises(UnknownNameError, match="nonesuch"):
        load_style("nonesuch")
