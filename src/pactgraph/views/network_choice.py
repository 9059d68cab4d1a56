"""The network of a view: a projection or the answer of a named question, and its filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from pactgraph.answers.catalogue import Catalogue, Question
from pactgraph.errors import UserError
from pactgraph.namespaces import THING_KINDS
from pactgraph.network.filters import Filters
from pactgraph.network.projections import PROJECTIONS
from pactgraph.network.projections.definition import WEIGHTS
from pactgraph.resources import queries_dir
from pactgraph.views.toml_file import TomlFile

FOCUS: Mapping[str, Mapping[str, str | None]] = {
    "around": {"party": None, "radius": "1"},
    "path": {"from": None, "to": None, "best": "3"},
    "between": {"one": None, "other": None},
}
"""The focus of a view: one thing and its neighbourhood, the shortest paths between two things, or what two
sides share. With the parameters of each and their defaults; None marks a required one."""

NODE_FILTERS = ("types", "ties_of", "also", "isolated")
"""The filters of nodes; all others in ``[filters]`` apply to the participations."""

COLUMNS = ("source", "target", "relation", "source_type", "target_type", "years", "count")
"""The roles of a column of a question's answer in a tie; the first two are required."""


@dataclass(frozen=True)
class NetworkChoice:
    """The network of one view."""

    projection: str = ""
    """The name of the projection; empty where a question gives the ties."""
    question: Question | None = None
    """The named question whose rows are ties; None where a projection is drawn."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Role to column of the question; see :data:`COLUMNS`."""
    weight: str = "newman"
    """How much a shared initiative adds to a tie: ``newman`` or ``count``."""
    roll_up: bool = False
    """Whether parties inside a country count for it."""
    directed: bool = False
    """Whether a tie leads from one end to the other."""
    filters: Mapping[str, Any] = field(default_factory=dict)
    """The arguments of :class:`pactgraph.network.filters.Filters`."""
    types: tuple[str, ...] = ()
    """The types of node that stay; all where empty."""
    ties_of: tuple[str, ...] = ()
    """The types of node of which every tie has at least one end; any where empty."""
    also: tuple[str, ...] = ()
    """Short names of things that are shown even if nothing ties them here."""
    isolated: bool = True
    """Whether nodes without a tie stay."""
    focus: str = ""
    """One of :data:`FOCUS`, or empty."""
    parameters: Mapping[str, str] = field(default_factory=dict)
    """The parameters of the focus or of the question, with their values in the view's file."""


def read_network(toml: TomlFile) -> NetworkChoice:
    """Read which network a view draws.

    :param toml: the view's file.
    :raises InputSyntaxError: where a projection, question, column, filter or parameter is unknown or missing;
        with file and line.
    """
    question = read_question(toml, "query") if "query" in toml.values else None
    for key in ("projection", "roll_up", "weight") if question else ():
        if key in toml.values:
            raise toml.error(f"both query and {key}", expected="one of them", mend=f"remove {key}", key=key)
    focus = toml.text_at("focus", default="")
    if focus and focus not in FOCUS:
        raise toml.unknown(f"focus = {focus!r}", focus, list(FOCUS), key="focus")
    known = {**(parameters_of(question) if question else {}), **(FOCUS[focus] if focus else {})}
    return NetworkChoice(
        projection="" if question else toml.choice_at("projection", list(PROJECTIONS)),
        question=question,
        columns=_columns(toml, question),
        weight=toml.choice_at("weight", list(WEIGHTS), default="newman"),
        roll_up=toml.flag_at("roll_up"),
        directed=toml.flag_at("directed"),
        filters=_filters(toml, question),
        types=_types(toml, "types"),
        ties_of=_types(toml, "ties_of"),
        also=toml.texts_at("also", "filters"),
        isolated=toml.flag_at("isolated", "filters", default=True),
        focus=focus,
        parameters=read_parameters(toml, known),
    )


def read_parameters(toml: TomlFile, known: Mapping[str, str | None]) -> dict[str, str]:
    """Read the table ``[parameters]``: known names, and values as a user would type them.

    :param known: the parameters by name, with their defaults; None for a required one.
    :returns: all parameters; an optional one without a value is empty.
    :raises InputSyntaxError: where one is unknown or missing.
    """
    toml.refuse_unknown(known, "parameters")
    held = {name: str(value).strip() for name, value in toml.table("parameters").items()}
    given = {}
    for name, default in known.items():
        given[name] = held.get(name) or default or ""
        if not given[name] and default is None:
            raise toml.error(
                f"no {name!r} in [parameters]",
                expected="what is drawn where nothing else is asked for",
                mend=f'write {name} = "…"',
                key="parameters",
            )
    return given


def parameters_of(question: Question) -> dict[str, str | None]:
    """Return the parameters of a question with their defaults; None where there is no default."""
    return {one.name: "" if one.optional else one.default for one in question.parameters}


def read_question(toml: TomlFile, key: str, table: str = "") -> Question:
    """Return the question that a key names.

    :raises InputSyntaxError: where there is none of this name; its message names the nearest.
    """
    try:
        return Catalogue(queries_dir()).get(toml.text_at(key, table))
    except UserError as error:
        if error.file is not None:
            raise
        raise toml.error(
            error.found, expected=error.expected, mend=error.mend, key=key, table=table
        ) from None


def _columns(toml: TomlFile, question: Question | None) -> dict[str, str]:
    if question is None:
        if "columns" in toml.values:
            raise toml.error("[columns] without query", expected='query = "…"', key="columns")
        return {}
    toml.refuse_unknown(COLUMNS, "columns")
    held = [name for name, _ in question.columns]
    named = {key: toml.text_at(key, "columns") for key in toml.table("columns")}
    for key, column in named.items():
        if column not in held:
            found = f"the column {column!r} of {question.name}"
            raise toml.unknown(found, column, held, key=key, table="columns")
    for key in COLUMNS[:2]:
        if key not in named:
            raise toml.error(
                f"no {key!r} in [columns]",
                expected=f"the column of {question.name} that tells it: {', '.join(held)}",
                mend=f'write {key} = "…"',
                key="columns",
            )
    return named


def _types(toml: TomlFile, key: str) -> tuple[str, ...]:
    named = toml.texts_at(key, "filters")
    for name in named:
        if name not in THING_KINDS:
            raise toml.unknown(f"the type {name!r}", name, sorted(THING_KINDS), key=key, table="filters")
    return named


def _filters(toml: TomlFile, question: Question | None) -> dict[str, Any]:
    if "filters" not in toml.values:
        return {}
    known = () if question else [one.name for one in fields(Filters)]
    toml.refuse_unknown((*known, *NODE_FILTERS), "filters")
    held: dict[str, Any] = {}
    for name, value in toml.table("filters").items():
        match name:
            case "since" | "until":
                held[name] = toml.number_at(name, "filters")
            case "single_source" | "advice":
                held[name] = toml.flag_at(name, "filters")
            case "as_of":
                held[name] = str(value)
            case _ if name not in NODE_FILTERS:
                held[name] = toml.texts_at(name, "filters")
    try:
        Filters(**held)
    except UserError as error:
        key = next((name for name in ("as_of", "since", "until") if name in held), "")
        raise toml.error(
            error.found, expected=error.expected, mend=error.mend, key=key, table="filters"
        ) from None
    return held
