"""Results of measuring: tidy tables of plain values that say how they were made.

A value is rounded to 12 significant digits before it is ranked: what differs only by the order in which a
machine added is equal, so equal places share a rank, and the same input gives the same bytes everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from pactgraph.network.elements import Info, Node

if TYPE_CHECKING:
    import networkx as nx

Cell: TypeAlias = str | int | float | None
Key = TypeVar("Key", bound=Hashable)

#: Digits that are kept of a number; the rest is the noise of adding in another order.
KEPT = 12
#: Digits that a person is shown.
SHOWN = 4


@dataclass(frozen=True)
class Result:
    """A table with its method.

    :param name: a short name for files and terms, such as ``betweenness``.
    :param columns: names; the order of columns and rows is part of the result.
    :param rows: plain values; None where a value is not defined.
    :param notes: what a reader must know to read the numbers right: what was left out, isolated nodes,
        disconnected parts.
    :param method: the formula in words or symbols.
    :param source: where the method is published.
    :param about: the network behind it: projection, rule, filters, weight, version, nodes and ties; and the
        parameters of the method, such as the seed.

    >>> result = Result("degree", "Degree", ("label", "value"), (("Cuba", 2), ("Peru", 0.123456)))
    >>> result.records()[0]
    {'label': 'Cuba', 'value': 2}
    >>> result.shown()
    [('Cuba', '2'), ('Peru', '0.1235')]
    """

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    method: str = ""
    source: str = ""
    about: dict[str, Any] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def records(self) -> list[dict[str, Cell]]:
        """Return the rows as dicts, in order."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def column(self, name: str) -> list[Cell]:
        """Return one column from top to bottom."""
        place = self.columns.index(name)
        return [row[place] for row in self.rows]

    def head(self, number: int) -> Result:
        """Return the first rows, with a note of how many there are in all.

        >>> Result("x", "X", ("n",), ((1,), (2,))).head(1).notes
        ('The first 1 of 2 rows.',)
        """
        if number >= len(self.rows):
            return self
        note = f"The first {number} of {len(self.rows)} rows."
        return replace(self, rows=self.rows[:number], notes=(*self.notes, note))

    def shown(self) -> list[tuple[str, ...]]:
        """Return the rows as text for people: numbers with 4 significant digits, blanks where undefined."""
        return [tuple(show_cell(cell) for cell in row) for row in self.rows]

    def written(self) -> list[tuple[str, ...]]:
        """Return the rows as text for machines: numbers in full."""
        return [tuple("" if cell is None else str(cell) for cell in row) for row in self.rows]

    def as_dict(self) -> dict[str, object]:
        """Return all of it as plain values, for JSON."""
        return {
            "name": self.name,
            "title": self.title,
            "method": self.method,
            "source": self.source,
            "notes": list(self.notes),
            "about": dict(self.about),
            "columns": list(self.columns),
            "rows": self.records(),
        }


def show_cell(cell: Cell) -> str:
    """Return a cell as text for people.

    >>> [show_cell(cell) for cell in (1234567, 0.000012345, 1234.56, 2.0, None, "Peru")]
    ['1234567', '1.234e-05', '1235', '2', '', 'Peru']
    """
    if isinstance(cell, float):
        return f"{cell:.{SHOWN}g}" if abs(cell) < 10**SHOWN else f"{cell:.0f}"
    return "" if cell is None else str(cell)


def tidy(value: float | None) -> int | float | None:
    """Return a number that is the same however it was added up; None where it is not defined.

    >>> tidy(0.1 + 0.2), tidy(float("nan")), tidy(3)
    (0.3, None, 3)
    """
    if value is None or isinstance(value, int):
        return value
    if not math.isfinite(value):
        return None
    return float(f"{float(value):.{KEPT}g}") + 0.0


def ranks(values: Mapping[Key, float | None]) -> dict[Key, int | None]:
    """Return the rank of each value, the highest first; equal values share the best rank, as in sport.

    What has no value has no rank.

    >>> ranks({"a": 2, "b": 5, "c": 2, "d": 1, "e": None})
    {'a': 2, 'b': 1, 'c': 2, 'd': 4, 'e': None}
    """
    held = {name: tidy(value) for name, value in values.items()}
    first: dict[float, int] = {}
    for place, value in enumerate(sorted((v for v in held.values() if v is not None), reverse=True), start=1):
        first.setdefault(value, place)
    return {name: None if value is None else first[value] for name, value in held.items()}


def about(graph: nx.Graph, **more: object) -> dict[str, Any]:
    """Return what a result says of its network: what the projection wrote on it, its size, and more.

    >>> import networkx as nx
    >>> about(nx.path_graph(3, create_using=nx.Graph), seed=1)
    {'nodes': 3, 'ties': 2, 'directed': False, 'seed': 1}
    """
    made = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in vars(Info.of(graph)).items()
        if name in graph.graph
    }
    size = {"nodes": len(graph), "ties": graph.number_of_edges(), "directed": graph.is_directed()}
    return {**made, **size, **more}


def ranked_rows(graph: nx.Graph, values: Mapping[Hashable, float | None]) -> tuple[tuple[Cell, ...], ...]:
    """Return a row for each node: rank, label, kind, value, node; the highest first, then by label.

    >>> import networkx as nx
    >>> ranked_rows(nx.path_graph(3), {0: 1, 1: 2, 2: 1})[0]
    (1, '1', '', 2, '1')
    """
    places = ranks(values)
    rows = [(places[node], *named(graph, node), tidy(values[node]), str(node)) for node in values]
    return tuple(sorted(rows, key=_order))


def _order(row: tuple[object, ...]) -> tuple[object, ...]:
    rank, label, _, _, node = row
    return rank is None, rank or 0, label, node


def named(graph: nx.Graph, node: Hashable) -> tuple[str, str]:
    """Return the label and the kind of a node; its name and nothing where the network does not say."""
    read = Node.read(str(node), graph.nodes[node])
    return read.label, read.type


def in_order(rows: Iterable[tuple[Cell, ...]], *, value: int, label: int) -> tuple[tuple[Cell, ...], ...]:
    """Return rows by a value, the highest first, then by a label and by all the rest.

    >>> in_order([("a", 1), ("c", 2), ("b", 2), ("d", None)], value=1, label=0)
    (('b', 2), ('c', 2), ('a', 1), ('d', None))
    """

    def key(row: tuple[Cell, ...]) -> tuple[object, ...]:
        held = row[value]
        number = held if isinstance(held, int | float) else None
        return number is None, -(number or 0), str(row[label]), tuple(map(str, row))

    return tuple(sorted(rows, key=key))


def interval(values: list[float]) -> tuple[float | None, float | None]:
    """Return what 95 of 100 values lie between: the 2.5th and the 97.5th percentile, by nearest rank.

    >>> interval([float(number) for number in range(1, 101)])
    (3.0, 98.0)
    >>> interval([])
    (None, None)
    """
    if not values:
        return None, None
    held, last = sorted(values), len(values) - 1
    return held[round(last * 0.025)], held[last - round(last * 0.025)]
