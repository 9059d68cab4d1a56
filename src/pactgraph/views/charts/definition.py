"""The table ``[chart]`` of a view file: the mark, the question, and the meaning of its columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pactgraph.answers.catalogue import Catalogue, Question
from pactgraph.errors import UserError
from pactgraph.resources import queries_dir
from pactgraph.views.toml_file import TomlFile

TABLE = "chart"
"""The table of a view file that this module reads."""


@dataclass(frozen=True)
class Mark:
    """A kind of chart, as far as reading its file needs to know it."""

    needs: tuple[str, ...] = ()
    """What the columns of its question must give."""
    takes: tuple[str, ...] = ()
    """What they may give beside it."""
    heads: tuple[str, ...] = ()
    """The further columns of its table."""
    keys: tuple[str, ...] = ()
    """Its own keys in the table."""
    view_keys: tuple[str, ...] = ()
    """The keys of the view that it uses where it draws the view's network; none where it never does."""

    @property
    def asks(self) -> bool:
        """Whether it can draw the answer to a question."""
        return bool(self.needs)


VIEW_KEYS = ("title", "question", "caption", "alt", "kind", "style", "place", "parameters", TABLE)
"""The keys of a view file that every chart uses."""

NETWORK_KEYS = (
    "projection", "query", "columns", "weight", "roll_up", "directed", "filters", "focus", "tentative",
)  # fmt: skip
"""Those that a chart of the view's network uses too."""

MARKS = {
    "timeline": Mark(needs=("date", "label"), takes=("group", "event"), keys=("hollow",)),
    "series": Mark(
        needs=("area", "period", "value", "unit", "printed"),
        takes=("face",),
        heads=("how", "source"),
        keys=("leave_out", "scale"),
    ),
    "map": Mark(
        needs=("place", "what"), heads=("other", "count", "years"), keys=("fit",), view_keys=NETWORK_KEYS
    ),
    "matrix": Mark(
        heads=("from", "to", "count", "years"), keys=("order",), view_keys=(*NETWORK_KEYS, "seed")
    ),
}
"""The kinds of chart by name."""

CHOICES = {"scale": ("same", "each"), "order": ("community", "ties", "name"), "fit": ("world", "places")}
"""Keys with a few possible values; the first is the default."""


@dataclass(frozen=True)
class Chart:
    """The table ``[chart]`` of a view file."""

    mark: str
    """One of :data:`MARKS`."""
    question: Question | None = None
    """The question it asks; None for a chart of the view's network."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """What the chart needs to know, and the column of the question that gives it."""
    hollow: frozenset[str] = frozenset()
    """Events of a timeline that bind nobody yet: their marks are drawn hollow."""
    leave_out: frozenset[str] = frozenset()
    """Units of values of a series that stand in the table only."""
    scale: str = "same"
    """``same``: one scale for all panels of a series; ``each``: one for each."""
    order: str = "community"
    """The order of the rows of a matrix."""
    fit: str = "world"
    """What a map shows: the ``world``, or the part of it where its ``places`` are."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Column headings of the table that replace the usual ones."""


def read_chart(toml: TomlFile) -> Chart:
    """Read the table ``[chart]`` of a view file.

    :param toml: the file.
    :raises InputSyntaxError: where a key, the mark, the question or a column is unknown, one is missing, or
        the view has a key that this chart does not use; with file and line.
    """
    name = toml.choice_at("mark", list(MARKS), TABLE)
    mark = MARKS[name]
    draws_network = bool(mark.view_keys) and not (mark.asks and "question" in toml.table(TABLE))
    used = (*VIEW_KEYS, *(mark.view_keys if draws_network else ()))
    for key in toml.values:
        if key not in used:
            raise toml.error(
                f"{key} in a view whose chart is a {name}",
                expected=f"a key that it uses: {', '.join(used)}",
                mend=f"remove {key}",
                key=key,
            )
    toml.refuse_unknown(("mark", "names", *mark.keys, *(("question", "columns") if mark.asks else ())), TABLE)
    toml.refuse_unknown((*mark.needs, *mark.takes, *mark.heads), f"{TABLE}.names")
    question = None if draws_network else _question(toml)
    return Chart(
        mark=name,
        question=question,
        columns={} if question is None else _columns(toml, mark, question),
        hollow=frozenset(toml.texts_at("hollow", TABLE)),
        leave_out=frozenset(toml.texts_at("leave_out", TABLE)),
        names={key: toml.text_at(key, f"{TABLE}.names") for key in toml.table(f"{TABLE}.names")},
        **{key: toml.choice_at(key, known, TABLE, default=known[0]) for key, known in CHOICES.items()},
    )


def _question(toml: TomlFile) -> Question:
    name = toml.text_at("question", TABLE)
    try:
        return Catalogue(queries_dir()).get(name)
    except UserError as error:
        if error.file is not None:
            raise
        raise toml.error(
            error.found, expected=error.expected, mend=error.mend, key="question", table=TABLE
        ) from None


def _columns(toml: TomlFile, mark: Mark, question: Question) -> dict[str, str]:
    table = f"{TABLE}.columns"
    toml.refuse_unknown((*mark.needs, *mark.takes), table)
    known = [name for name, _ in question.columns]
    columns = {key: toml.choice_at(key, known, table) for key in toml.table(table)}
    for key in mark.needs:
        if key not in columns:
            raise toml.error(
                f"no {key!r} in [{table}]",
                expected=f"the column of {question.name} that gives it: {', '.join(known)}",
                mend=f'write {key} = "…"',
                key="columns",
                table=TABLE,
            )
    return columns
