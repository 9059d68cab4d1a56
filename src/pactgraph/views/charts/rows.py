"""The rows behind a chart: the answer to a named question, each row with the claims that state it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pactgraph.answers.ask import ask, day_of
from pactgraph.answers.claim import Card, cards
from pactgraph.errors import UserError
from pactgraph.store.base import Store
from pactgraph.views.charts.definition import Chart
from pactgraph.views.charts.drawing import Picture
from pactgraph.views.labels import clean


class EmptyChartError(UserError):
    """A chart without anything to draw."""


@dataclass(frozen=True)
class ChartRow:
    """One row of the table below a chart, to which its mark is a link."""

    cells: Mapping[str, str]
    """The values by the names of ``definition.MARKS``."""
    claims: tuple[Card, ...] = ()
    group: str = ""
    """What the reader can leave out of the picture together."""
    id: str = ""
    """Its identifier in the page: ``row-1`` and so on."""

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")

    @property
    def caveat(self) -> str:
        """What is known of its claims; empty where nothing is."""
        return "; ".join(dict.fromkeys(clean(text) for claim in self.claims for text in claim.caveats))


@dataclass(frozen=True)
class Drawing:
    """A chart with its table and its summary."""

    draw: Callable[[int], Picture]
    """Draws it for a width; below :data:`NARROW` for a telephone."""
    rows: tuple[ChartRow, ...]
    columns: tuple[tuple[str, str], ...]
    """Key and heading of each column of the table."""
    summary: str
    """One paragraph in words."""
    groups: tuple[str, ...] = ()
    """The groups of the rows, in the order of the picture."""
    group_word: str = "group"
    """What a group is."""
    notes: tuple[str, ...] = ()
    """What the picture leaves out, and the origin of what is not from the graph."""


WIDE, SMALL, NARROW = 1200, 352, 600
"""The width of a drawing on a screen and on a telephone, and the width between them."""


def ask_rows(
    store: Store,
    chart: Chart,
    given: Mapping[str, str],
    order: Callable[[Mapping[str, str]], tuple[object, ...]],
) -> tuple[ChartRow, ...]:
    """Ask the question of a chart.

    :param given: the parameters, as in the view file or on the command line.
    :param order: the sort key of a row, from its cells.
    :raises EmptyChartError: where the answer is empty.
    :raises ParameterError: where a parameter is missing, unknown or of the wrong type.
    """
    assert chart.question is not None, "a chart without a question draws a network"
    given = chart.question.looking_from(day_of(store), given)
    records = ask(store, chart.question, given).records()
    if not records:
        raise empty(f"no answer to {chart.question.name}", given)
    iris = {iri for record in records for iri in record.get("claims", "").split()}
    claims = {card.iri: card for card in cards(store, sorted(iris))}
    rows = []
    for record in records:
        cells = {key: clean(record.get(column, "")) for key, column in chart.columns.items()}
        stated = tuple(claims[iri] for iri in record.get("claims", "").split())
        rows.append(ChartRow(cells, stated, cells.get("group", "")))
    return number(sorted(rows, key=lambda row: order(row.cells)))


def number(rows: Iterable[ChartRow]) -> tuple[ChartRow, ...]:
    """Give rows their identifiers, in their order."""
    return tuple(replace(row, id=f"row-{place}") for place, row in enumerate(rows, start=1))


def empty(found: str, given: Mapping[str, str]) -> EmptyChartError:
    """Build the error for a chart without anything to draw."""
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
