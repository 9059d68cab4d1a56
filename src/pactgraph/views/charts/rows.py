"""The rows behind a chart: the answer of a named question, each row with the claims it rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pactgraph.answers.ask import ask
from pactgraph.answers.claim import cards
from pactgraph.errors import UserError
from pactgraph.store.base import Store
from pactgraph.views.charts.definition import Chart
from pactgraph.views.labels import clean


class EmptyChartError(UserError):
    """A chart of which nothing would be seen."""


@dataclass(frozen=True)
class Row:
    """One row of the table below a chart, and what its mark leads to."""

    id: str
    """Its place in the page: ``row-1`` and so on."""
    cells: Mapping[str, str]
    """What the chart needs to know, under the names of ``definition.MARKINGS``."""
    group: str = ""
    """What the reader can leave out of the picture together."""
    claims: tuple[dict[str, Any], ...] = ()
    """What it rests on."""

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")


@dataclass(frozen=True)
class Drawing:
    """What a kind of chart makes of its data."""

    spec: Callable[[int], dict[str, Any]]
    """The Vega-Lite specification for a width; below :data:`NARROW` for a telephone."""
    rows: tuple[Row, ...]
    """The rows of the table, in their order there."""
    columns: tuple[tuple[str, str], ...]
    """Key and heading of the columns of the table."""
    summary: str
    """The same in words: one paragraph."""
    groups: tuple[str, ...] = ()
    """The groups of the rows, in the order of the picture."""
    group_word: str = "group"
    """What a group is."""
    notes: tuple[str, ...] = field(default=())
    """What the picture leaves out, and from where it has what is not of the graph."""


WIDE, SMALL, NARROW = 1200, 352, 600
"""The width of a drawing for a screen and for a telephone, and the width that divides them."""


def ask_rows(
    store: Store,
    chart: Chart,
    given: Mapping[str, str],
    *,
    order: Callable[[Mapping[str, str]], Any],
    group: str = "group",
) -> tuple[Row, ...]:
    """Ask the question of a chart.

    :param given: the parameters, as in the view file or on the command line.
    :param order: the order of the rows, from their cells.
    :param group: the cell that tells which rows can be left out together.
    :raises EmptyChartError: where the answer is empty.
    :raises ParameterError: where a parameter is missing, unknown or of the wrong type.
    """
    assert chart.question is not None, "a chart without a question draws a network"
    records = ask(store, chart.question, given).records()
    if not records:
        raise empty(f"no answer to {chart.question.name}", given)
    iris = {iri for record in records for iri in record.get("claims", "").split()}
    held = {card.iri: card.as_dict() for card in cards(store, sorted(iris))}
    pairs = [(_cells(chart, record), record.get("claims", "").split()) for record in records]
    pairs.sort(key=lambda pair: order(pair[0]))
    return number(
        Row("", cells, cells.get(group, ""), tuple(held[iri] for iri in claims)) for cells, claims in pairs
    )


def number(rows: Any) -> tuple[Row, ...]:
    """Give rows their places in the page, in the order they come in."""
    return tuple(
        Row(f"row-{place}", row.cells, row.group, row.claims) for place, row in enumerate(rows, start=1)
    )


def empty(found: str, given: Mapping[str, str]) -> EmptyChartError:
    """Build the error for a chart with nothing to see."""
    asked = ", ".join(f"{name} = {value}" for name, value in given.items())
    return EmptyChartError(
        found + (f" with {asked}" if asked else ""),
        expected="something to draw",
        mend="ask for something else, or read other sources",
    )


def amount(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun.

    >>> amount(1, "place"), amount(2, "country", "countries")
    ('1 place', '2 countries')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: Sequence[str], most: int = 6) -> str:
    """Write a list in words.

    >>> listed(["Japan", "Russia", "China"])
    'Japan, Russia and China'
    """
    shown = list(words[:most])
    if len(words) > most:
        return ", ".join(shown) + f" and {len(words) - most} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def _cells(chart: Chart, record: Mapping[str, str]) -> dict[str, str]:
    return {key: clean(record.get(column, "")) for key, column in chart.columns.items()}
