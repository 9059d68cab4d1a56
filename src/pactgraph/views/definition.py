"""The definition of a view: a question, its network or chart and its style, in a TOML file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pactgraph.errors import InputSyntaxError, ParameterError
from pactgraph.model.text import did_you_mean, unknown_name
from pactgraph.resources import viz_dir
from pactgraph.views.charts.definition import Chart, read_chart
from pactgraph.views.layouts import LAYOUTS
from pactgraph.views.network_choice import NetworkChoice, parameters_of, read_network, read_parameters
from pactgraph.views.toml_file import TomlFile, read_toml

KINDS = ("network", "chart")
"""The kinds of view."""

CONTROLS = ("type", "status", "role", "year")
"""The filters on the page."""

TEXTS = ("title", "question", "caption", "alt")
"""The texts of every view. They may name a parameter in braces: ``Around {party}``."""

KEYS = (
    *TEXTS, "kind", "projection", "query", "columns", "weight", "roll_up", "directed", "layout", "style",
    "seed", "place", "controls", "filters", "focus", "parameters", "encoding", "tentative", "chart",
)  # fmt: skip
"""All keys of a view file."""

TENTATIVE_KEYS = ("status", "modality", "role")
"""The keys of its table ``[tentative]``."""


ENDS = (("from", "to"), ("to", "from"), ("one", "other"), ("other", "one"))
"""Pairs of parameters of which both or neither are given."""


ENCODINGS: Mapping[str, tuple[str, ...]] = {
    "colour": ("type", "status", "community", "mode"),
    "shape": ("type", "none"),
    "size": ("none", "degree", "strength"),
    "width": ("none", "weight", "count"),
    "line": ("status", "none"),
}
"""The attributes that each visual channel can show; the first is the default."""


@dataclass(frozen=True)
class Encoding:
    """What colour, shape, size, width and line show; see :data:`ENCODINGS`."""

    colour: str = "type"
    shape: str = "type"
    size: str = "none"
    width: str = "none"
    line: str = "status"
    arrows: bool = False
    """Whether one-sided ties have an arrow, and mutual ones have two."""


@dataclass(frozen=True)
class ViewDefinition:
    """A view, as its file declares it."""

    name: str
    """The file's name without its ending."""
    title: str
    """The heading of the page."""
    question: str
    """The question that the picture answers."""
    caption: str
    """How to read it, in two or three sentences."""
    alt: str
    """The description for readers who cannot see the picture."""
    kind: str = "network"
    """One of :data:`KINDS`."""
    network: NetworkChoice = field(default_factory=NetworkChoice)
    """The network; without projection and question for a chart that draws none."""
    layout: str = "columns"
    """The name of the layout that places the nodes."""
    style: str = "palette"
    """The name of the file in ``viz/styles`` that gives its colours and shapes."""
    seed: int = 1
    """The seed of the layout."""
    place: int | None = None
    """Its position in the index: numbered views first, then the others by title."""
    controls: tuple[str, ...] = CONTROLS
    """The filters on the page, in order."""
    encoding: Encoding = field(default_factory=Encoding)
    """What colour, shape, size, width and line show."""
    tentative_status: frozenset[str] = frozenset()
    """Statuses of initiatives that do not bind anyone yet: drawn dashed."""
    tentative_modality: frozenset[str] = frozenset()
    """Modalities of claims that do not assert a fact: their ties are drawn dashed."""
    tentative_role: frozenset[str] = frozenset()
    """Roles of parties that have not joined yet: their ties are drawn dashed."""
    chart: Chart | None = None
    """The chart; None for a network."""
    parameters: Mapping[str, str] = field(default_factory=dict)
    """The parameters with their default values; an optional one without a value is empty."""
    toml: TomlFile | None = field(default=None, repr=False, compare=False)
    """The file, to name its lines."""

    @property
    def projection(self) -> str:
        """The name of the projection; empty where there is none."""
        return self.network.projection

    @property
    def asks(self) -> bool:
        """Whether its title names a parameter."""
        title = self.toml.text_at("title") if self.toml else self.title
        return any(f"{{{name}}}" in title for name in self.parameters)

    def error(
        self, found: str, *, expected: str, mend: str = "", key: str = "", table: str = ""
    ) -> InputSyntaxError:
        """Build the error for a key of this view's file, with its line."""
        if self.toml is None:
            return InputSyntaxError(found, expected=expected, mend=mend)
        return self.toml.error(found, expected=expected, mend=mend, key=key, table=table)

    def given(self, parameters: Mapping[str, str]) -> dict[str, str]:
        """Return all parameters: the given ones, and those of the file for the rest.

        :raises ParameterError: where the view has no such parameter, a value is empty, or one of two ends is
            given and not the other.
        """
        for one, other in ENDS:
            if one in parameters and other in self.parameters and other not in parameters:
                raise ParameterError(
                    f"{one} without {other}", expected="both ends, or neither", mend=f"give {other}=… too"
                )
        for name, value in parameters.items():
            if name not in self.parameters:
                raise ParameterError(
                    f"the parameter {name} of the view {self.name}",
                    expected=f"one of {', '.join(self.parameters)}"
                    if self.parameters
                    else "none: it takes no parameter",
                    mend=did_you_mean(name, self.parameters),
                )
            if not value.strip() and self.parameters[name]:
                raise ParameterError(
                    f"{name} without a value", expected=f"a value such as {name}={self.parameters[name]}"
                )
        held = {**self.parameters, **parameters}
        return {name: value.strip() for name, value in held.items() if value.strip()}

    def named(self, names: Mapping[str, str]) -> ViewDefinition:
        """Return the view with names in its texts: ``Around {party}`` becomes ``Around Cuba``."""
        said = {}
        for key in TEXTS:
            text = getattr(self, key)
            for name, label in names.items():
                text = text.replace(f"{{{name}}}", label)
            said[key] = text
        return replace(self, **said)


def load_view(path: Path | str) -> ViewDefinition:
    """Read a view file.

    :param path: a TOML file as in ``viz/views``.
    :returns: the view.
    :raises MissingFileError: if the file cannot be read.
    :raises InputSyntaxError: if it is not TOML, has an unknown key, or lacks one; with file and line.

    >>> load_view(view_path("two-mode")).projection
    'two-mode'
    """
    toml = read_toml(path)
    toml.refuse_unknown(KEYS)
    toml.refuse_unknown(TENTATIVE_KEYS, "tentative")
    toml.refuse_unknown((*ENCODINGS, "arrows"), "encoding")
    chart = None
    if toml.choice_at("kind", KINDS, default=KINDS[0]) == "chart":
        chart = read_chart(toml)
    elif "chart" in toml.values:
        raise toml.error("[chart] in a network", expected='kind = "chart"', mend="remove one", key="chart")
    if chart is not None and chart.question is not None:
        # Its rows are drawn, no network.
        network = NetworkChoice()
        parameters = read_parameters(toml, parameters_of(chart.question))
    else:
        network = read_network(toml)
        parameters = dict(network.parameters)
    controls = toml.texts_at("controls") if "controls" in toml.values else CONTROLS
    for name in controls:
        if name not in CONTROLS:
            raise toml.unknown(f"the control {name!r}", name, CONTROLS, key="controls")
    texts = {key: toml.text_at(key) for key in TEXTS}
    for key, text in texts.items():
        for name in re.findall(r"\{([^{}]*)\}", text):
            if name not in parameters:
                raise toml.unknown(f"{{{name}}}, which is no parameter", name, list(parameters), key=key)
    styles = sorted(file.stem for file in (viz_dir() / "styles").glob("*.toml"))
    return ViewDefinition(
        name=toml.path.stem,
        **texts,
        kind="chart" if chart else "network",
        network=network,
        layout=toml.choice_at("layout", list(LAYOUTS), default="columns"),
        style=toml.choice_at("style", styles, default="palette"),
        seed=toml.number_at("seed", default=1) or 0,
        place=toml.number_at("place"),
        controls=controls,
        encoding=Encoding(
            **{
                key: toml.choice_at(key, known, "encoding", default=known[0])
                for key, known in ENCODINGS.items()
            },
            arrows=toml.flag_at("arrows", "encoding"),
        ),
        tentative_status=frozenset(toml.texts_at("status", "tentative")),
        tentative_modality=frozenset(toml.texts_at("modality", "tentative")),
        tentative_role=frozenset(toml.texts_at("role", "tentative")),
        chart=chart,
        parameters=parameters,
        toml=toml,
    )


def view_names() -> list[str]:
    """Return the names of all views, sorted.

    >>> "two-mode" in view_names()
    True
    """
    return sorted(path.stem for path in (viz_dir() / "views").glob("*.toml"))


def view_path(name: str) -> Path:
    """Return the file of a view.

    :param name: its name, as in :func:`view_names`.
    :raises UnknownNameError: if there is none.
    """
    names = view_names()
    if name not in names:
        raise unknown_name(f"the view {name!r}", name, names, "correct the name, or add a file to viz/views")
    return viz_dir() / "views" / f"{name}.toml"
