"""Colours and shapes, read from ``viz/styles``: one family of colour and one shape for each type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pactgraph.errors import UnknownNameError
from pactgraph.resources import viz_dir
from pactgraph.views.settings import Settings, read_settings

SHAPES = (
    "circle", "ring", "square", "frame", "diamond", "triangle",
    "inverted", "pentagon", "hexagon", "star", "plus", "cross",
)  # fmt: skip
"""The shapes that ``viz/assets/glyphs.js`` can draw."""

MODES = ("party", "initiative")
"""The two kinds of node."""


@dataclass(frozen=True)
class Mark:
    """How one type is drawn."""

    colour: str
    """The name of a colour of the style."""
    shape: str
    """One of :data:`SHAPES`."""


@dataclass(frozen=True)
class Style:
    """A named set of colours and shapes."""

    colours: Mapping[str, tuple[str, str]]
    """Colour name to its value on a light and on a dark ground."""
    marks: Mapping[str, Mark]
    """Type to its mark."""
    fallback: Mapping[str, Mark]
    """Mode to the mark of a type that the style does not name."""
    roles: Mapping[str, str]
    """Role to the colour of its ties, where it is not the plain one."""

    def mark(self, type_name: str, mode: str) -> Mark:
        """Return the mark of a type: its own, or that of its mode."""
        return self.marks.get(type_name) or self.fallback.get(mode) or self.fallback["party"]


def load_style(name: str) -> Style:
    """Read a style by its name.

    :param name: the name of a file in ``viz/styles``, without its ending.
    :raises UnknownNameError: if there is none.
    :raises InputSyntaxError: if the file names a colour or a shape that is not there; with its line.

    >>> load_style("palette").mark("country", "party").shape
    'circle'
    """
    folder = viz_dir() / "styles"
    names = sorted(path.stem for path in folder.glob("*.toml"))
    if name not in names:
        raise UnknownNameError(
            f"the style {name!r}", expected="one of " + ", ".join(names), mend="add a file to viz/styles"
        )
    return read_style(folder / f"{name}.toml")


def read_style(path: Path | str) -> Style:
    """Read a style file; see :func:`load_style`."""
    settings = read_settings(path)
    settings.refuse_unknown(("colours", "types", "fallback", "roles"))
    colours = {}
    for colour in settings.table("colours"):
        table = f"colours.{colour}"
        colours[colour] = (settings.text_at("light", table), settings.text_at("dark", table))
    types = {name: _mark(settings, f"types.{name}", colours) for name in settings.table("types")}
    fallback = {mode: _mark(settings, f"fallback.{mode}", colours) for mode in MODES}
    roles = {role: _colour(settings, role, "roles", colours) for role in settings.table("roles")}
    return Style(colours, types, fallback, roles)


def _mark(settings: Settings, table: str, colours: Mapping[str, object]) -> Mark:
    settings.refuse_unknown(("colour", "shape"), table)
    shape = settings.text_at("shape", table)
    if shape not in SHAPES:
        raise settings.error(
            f"the shape {shape!r}", expected="one of " + ", ".join(SHAPES), key="shape", table=table
        )
    return Mark(_colour(settings, "colour", table, colours), shape)


def _colour(settings: Settings, key: str, table: str, colours: Mapping[str, object]) -> str:
    colour = settings.text_at(key, table)
    if colour not in colours:
        raise settings.error(
            f"the colour {colour!r}",
            expected="one of " + ", ".join(sorted(colours)),
            mend=f"add a table [colours.{colour}]",
            key=key,
            table=table,
        )
    return colour
