"""Results: tables of plain values with their method and source.

Values are rounded to 12 significant digits before ranking, so that values that differ by floating-point noise
share a rank, and results are the same on every machine.
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

#: Significant digits of values; the rest is floating-point noise.
KEPT = 12
#: Significant digits in printed tables.
SHOWN = 4


@dataclass(frozen=True)
class Result:
    """A table with its method.

    :param name: a short name for files, such as ``betweenness``.
    :param columns: names; the order of columns and rows is part of the result.
    :param rows: plain values; None if a value is undefined.
    :param notes: notes on the values: exclusions, isolated nodes, disconnected components.
    :param method: the formula in words or symbols.
    :param source: the publication of the method.
    :param about: the network (projection, rule, filters, weight, version, numbers of nodes and ties) and the
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
        """Return the cells of one column, in order."""
        place = self.columns.index(name)
        return [row[place] for row in self.rows]

    def head(self, number: int) -> Result:
        """Return the first rows, with a note of the total.

        >>> Result("x", "X", ("n",), ((1,), (2,))).head(1).notes
        ('The first 1 of 2 rows.',)
        """
        if number >= len(self.rows):
            return self
        note = f"The first {number} of {len(self.rows)} rows."
        return replace(self, rows=self.rows[:number], notes=(*self.notes, note))

    def shown(self) -> list[tuple[str, ...]]:
        """Return the rows as text for people: 4 significant digits, undefined values empty."""
        return [tuple(show_cell(cell) for cell in row) for row in self.rows]

    def written(self) -> list[tuple[str, ...]]:
        """Return the rows as text for machines: numbers in full, undefined values empty."""
        return [tuple("" if cell is None else str(cell) for cell in row) for row in self.rows]

    def as_dict(self) -> dict[str, object]:
        """Return the result as plain values, for JSON."""
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
    """Return a number rounded to 12 significant digits; None if it is undefined, infinite or NaN.

    >>> tidy(0.1 + 0.2), tidy(float("nan")), tidy(3)
    (0.3, None, 3)
    """
    if value is None or isinstance(value, int):
        return value
    if not math.isfinite(value):
        return None
    return float(f"{float(value):.{KEPT}g}") + 0.0


def ranks(values: Mapping[Key, float | None]) -> dict[Key, int | None]:
    """Return the rank of each value in descending order; equal values share the best rank.

    The rank of None is None.

    >>> ranks({"a": 2, "b": 5, "c": 2, "d": 1, "e": None})
    {'a': 2, 'b': 1, 'c': 2, 'd': 4, 'e': None}
    """
    held = {name: tidy(value) for name, value in values.items()}
    first: dict[float, int] = {}
    for place, value in enumerate(sorted((v for v in held.values() if v is not None), reverse=True), start=1):
        first.setdefault(value, place)
    return {name: None if value is None else first[value] for name, value in held.items()}


def about(graph: nx.Graph, **more: object) -> dict[str, Any]:
    """Return the description of a network for a result: its attributes, its size, and other parameters.

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
    """Return a row for each node: rank, label, type, value, node; sorted by rank, then by label.

    >>> import networkx as nx
    >>> ranked_rows(nx.path_graph(3), {0: 1, 1: 2, 2: 1})[0]
    (1, '1', '', 2, '1')
    """
    places = ranks(values)
    rows = [(places[node], *named(graph, node), tidy(values[node]), str(node)) for node in values]
    return tuple(sorted(rows, key=lambda row: (row[0] is None, row[0] or 0, row[1], row[4])))


def named(graph: nx.Graph, node: Hashable) -> tuple[str, str]:
    """Return the label and the type of a node; by default its key and an empty string."""
    read = Node.read(str(node), graph.nodes[node])
    return read.label, read.type


def in_order(rows: Iterable[tuple[Cell, ...]], *, value: int, label: int) -> tuple[tuple[Cell, ...], ...]:
    """Return rows sorted by a value in descending order, then by a label, then by all cells.

    >>> in_order([("a", 1), ("c", 2), ("b", 2), ("d", None)], value=1, label=0)
    (('b', 2), ('c', 2), ('a', 1), ('d', None))
    """

    def key(row: tuple[Cell, ...]) -> tuple[object, ...]:
        held = row[value]
        number = held if isinstance(held, int | float) else None
        return number is None, -(number or 0), str(row[label]), tuple(map(str, row))

    return tuple(sorted(rows, key=key))


def interval(values: list[float]) -> tuple[float | None, float | None]:
    """Return the 2.5th and the 97.5th percentile of values, by nearest rank; None twice if there are none.

    >>> interval([float(number) for number in range(1, 101)])
    (3.0, 98.0)
    >>> interval([])
    (None, None)
    """
    if not values:
        return None, None
    held, last = sorted(values), len(values) - 1
    return held[round(last * 0.025)], held[last - round(last * 0.025)]
