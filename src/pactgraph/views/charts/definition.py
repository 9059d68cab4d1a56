"""What a chart is made of: its mark, the named question behind it, and which column means what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pactgraph.answers.catalogue import Catalogue, Question
from pactgraph.errors import UserError
from pactgraph.model.text import did_you_mean
from pactgraph.resources import queries_dir
from pactgraph.views.settings import Settings

TABLE = "chart"
"""The table of a view file that this module reads."""

KEYS = ("mark", "question", "columns", "hollow", "leave_out", "scale", "order", "fit", "names")
"""All its keys."""


@dataclass(frozen=True)
class Marking:
    """A kind of chart, as far as reading its file needs to know it."""

    name: str
    needs: tuple[str, ...]
    """What the columns of its question must tell."""
    takes: tuple[str, ...] = ()
    """What they may tell beside it."""
    heads: tuple[str, ...] = ()
    """The further columns of its table."""
    drawn_from_network: bool = False
    """Whether it draws the view's network, where it has no question of its own."""


MARKINGS = {
    marking.name: marking
    for marking in (
        Marking("timeline", needs=("date", "label"), takes=("group", "event")),
        Marking(
            "series",
            needs=("area", "period", "value", "unit", "printed"),
            takes=("face",),
            heads=("how", "source"),
        ),
        Marking("map", needs=("place", "what"), heads=("other", "count", "years"), drawn_from_network=True),
        Marking("matrix", needs=(), heads=("from", "to", "count", "years"), drawn_from_network=True),
    )
}
"""The kinds of chart by name."""

CHOICES = {"scale": ("same", "each"), "order": ("community", "ties", "name"), "fit": ("world", "places")}
"""Keys whose value is one of a few words; the first is what holds where none is given."""


@dataclass(frozen=True)
class Chart:
    """The table ``[chart]`` of a view file."""

    mark: str
    """One of :data:`MARKINGS`."""
    question: Question | None = None
    """What is asked; None for a chart that draws the view's network."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """What the chart needs to know, and the column of the question that tells it."""
    hollow: frozenset[str] = frozenset()
    """Events of a timeline that bind nobody yet: their marks are drawn hollow."""
    leave_out: frozenset[str] = frozenset()
    """Units of what has no place on the axis and stands in the table only."""
    scale: str = "same"
    """``same``: one scale for all panels of a series; ``each``: one for each."""
    order: str = "community"
    """How the rows of a matrix are ordered."""
    fit: str = "world"
    """What a map shows: the ``world``, or the part of it where its ``places`` are."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Column headings of the table, where the usual ones would not do."""


def read_chart(settings: Settings) -> Chart:
    """Read the table ``[chart]`` of a view file.

    :param settings: the file.
    :raises InputSyntaxError: where a key, the mark, the question or a column is unknown, or one is missing;
        with file and line.
    """
    settings.refuse_unknown(KEYS, TABLE)
    name = settings.text_at("mark", TABLE)
    if name not in MARKINGS:
        raise _unknown(settings, f"the mark {name!r}", name, MARKINGS, "mark")
    marking = MARKINGS[name]
    settings.refuse_unknown((*marking.needs, *marking.takes, *marking.heads), f"{TABLE}.names")
    question = _question(settings, marking)
    choices = {key: _choice(settings, key) for key in CHOICES}
    return Chart(
        mark=name,
        question=question,
        columns=_columns(settings, marking, question),
        hollow=frozenset(settings.texts_at("hollow", TABLE)),
        leave_out=frozenset(settings.texts_at("leave_out", TABLE)),
        names={key: settings.text_at(key, f"{TABLE}.names") for key in settings.table(f"{TABLE}.names")},
        **choices,
    )


def _question(settings: Settings, marking: Marking) -> Question | None:
    if not marking.needs:
        settings.refuse_unknown([key for key in KEYS if key not in ("question", "columns")], TABLE)
    if marking.drawn_from_network and "question" not in settings.table(TABLE):
        return None
    name = settings.text_at("question", TABLE)
    try:
        return Catalogue(queries_dir()).get(name)
    except UserError as error:
        if error.file is not None:
            raise
        raise settings.error(
            error.found, expected=error.expected, mend=error.mend, key="question", table=TABLE
        ) from None


def _columns(settings: Settings, marking: Marking, question: Question | None) -> dict[str, str]:
    if question is None:
        return {}
    table = f"{TABLE}.columns"
    settings.refuse_unknown((*marking.needs, *marking.takes), table)
    known = [name for name, _ in question.columns]
    named = {key: settings.text_at(key, table) for key in settings.table(table)}
    for key, column in named.items():
        if column not in known:
            raise _unknown(settings, f"the column {column!r} of {question.name}", column, known, key, table)
    for key in marking.needs:
        if key not in named:
            raise settings.error(
                f"no {key!r} in [{table}]",
                expected=f"the column of {question.name} that tells it: {', '.join(known)}",
                mend=f'write {key} = "…"',
                key="columns",
                table=TABLE,
            )
    return named


def _choice(settings: Settings, key: str) -> str:
    value = settings.text_at(key, TABLE, default=CHOICES[key][0])
    if value not in CHOICES[key]:
        raise _unknown(settings, f"{key} = {value!r}", value, CHOICES[key], key)
    return value


def _unknown(
    settings: Settings,
    found: str,
    name: str,
    known: Mapping[str, object] | list[str] | tuple[str, ...],
    key: str,
    table: str = TABLE,
) -> UserError:
    return settings.error(
        found,
        expected="one of " + ", ".join(known),
        mend=did_you_mean(name, known),
        key=key,
        table=table,
    )
