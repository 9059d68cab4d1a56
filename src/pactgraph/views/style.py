"""Colours and shapes, read from ``viz/styles``: one family of colour and one shape for each type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pactgraph.errors import UnknownNameError
from pactgraph.resources import viz_dir
from pactgraph.views.svg import SHAPES
from pactgraph.views.toml_file import TomlFile, read_toml

MODES = ("party", "initiative", "thing")
"""The kinds of node: the third is what claims name beside parties and initiatives."""


@dataclass(frozen=True)
class Mark:
    """How one type is drawn."""

    colour: str
    """The name of a colour of the style."""
    shape: str
    """One of ``pactgraph.views.svg.SHAPES``."""


@dataclass(frozen=True)
class Stage:
    """Statuses that share a colour."""

    label: str
    """What the legend calls them."""
    colour: str
    """The name of a colour of the style."""
    statuses: tuple[str, ...]


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
    stages: Mapping[str, Stage]
    """How far an initiative got, in steps that have a colour each."""
    communities: tuple[str, ...]
    """The colours of communities, the largest first; those that are left share the last one."""

    def mark(self, type_name: str, mode: str) -> Mark:
        """Return the mark of a type: its own, or that of its mode."""
        return self.marks.get(type_name) or self.fallback.get(mode) or self.fallback["party"]

    def stage(self, status: str) -> str:
        """Return the name of the stage that a status belongs to; empty where it belongs to none."""
        return next((name for name, stage in self.stages.items() if status in stage.statuses), "")

    def community(self, rank: int) -> str:
        """Return the colour of a community by its rank, from 0 on; those beyond the list share the last."""
        return self.communities[min(rank, len(self.communities) - 1)]


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
    toml = read_toml(path)
    toml.refuse_unknown(("colours", "types", "fallback", "roles", "stages", "communities"))
    colours = {}
    for colour in toml.table("colours"):
        table = f"colours.{colour}"
        colours[colour] = (toml.text_at("light", table), toml.text_at("dark", table))
    types = {name: _mark(toml, f"types.{name}", colours) for name in toml.table("types")}
    fallback = {mode: _mark(toml, f"fallback.{mode}", colours) for mode in MODES}
    roles = {role: _colour(toml, role, "roles", colours) for role in toml.table("roles")}
    stages = {}
    for name in toml.table("stages"):
        table = f"stages.{name}"
        toml.refuse_unknown(("label", "colour", "statuses"), table)
        colour = _colour(toml, "colour", table, colours)
        stages[name] = Stage(toml.text_at("label", table), colour, toml.texts_at("statuses", table))
    toml.refuse_unknown(("colours",), "communities")
    communities = toml.texts_at("colours", "communities")
    for colour in communities:
        _known_colour(toml, colour, "colours", "communities", colours)
    return Style(colours, types, fallback, roles, stages, communities or tuple(sorted(colours)))


def _mark(toml: TomlFile, table: str, colours: Mapping[str, object]) -> Mark:
    toml.refuse_unknown(("colour", "shape"), table)
    shape = toml.text_at("shape", table)
    if shape not in SHAPES:
        raise toml.error(
            f"the shape {shape!r}", expected="one of " + ", ".join(SHAPES), key="shape", table=table
        )
    return Mark(_colour(toml, "colour", table, colours), shape)


def _colour(toml: TomlFile, key: str, table: str, colours: Mapping[str, object]) -> str:
    colour = toml.text_at(key, table)
    _known_colour(toml, colour, key, table, colours)
    return colour


def _known_colour(toml: TomlFile, colour: str, key: str, table: str, colours: Mapping[str, object]) -> None:
    if colour not in colours:
        raise toml.error(
            f"the colour {colour!r}",
            expected="one of " + ", ".join(sorted(colours)),
            mend=f"add a table [colours.{colour}]",
            key=key,
            table=table,
        )
