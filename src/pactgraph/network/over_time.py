"""Networks over time: yearly snapshots, cumulative networks, growth, turnover, lifetimes of ties."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pactgraph.errors import ParameterError
from pactgraph.network.filters import UNDATED, EmptyNetworkError
from pactgraph.network.measures import Options, find_measure, values_of
from pactgraph.network.participations import READINGS, Participation, Reading
from pactgraph.network.paths import label_of
from pactgraph.network.results import Cell, Result, about, ranks, tidy
from pactgraph.network.scenarios import Scenario

if TYPE_CHECKING:
    import networkx as nx

#: The two nodes of a tie, sorted if undirected, and its key in a multigraph.
Tie = tuple[object, ...]
SOURCE = "P. Holme and J. Saramäki, Temporal networks, Physics Reports 519, 97–125 (2012)"
#: Maximum number of lines in a plot.
MOST_SERIES = 8
READ_AS = {
    "surely": "A date that spans several years counts in the last of them: it had surely happened by then.",
    "possibly": "A date that spans several years counts in the first of them: it may have happened by then.",
}
OPEN = "Only the earliest or latest date is known; counted in that year, though it may be earlier or later"
NO_END = (
    "Few sources say when something ended: a tie is in the snapshots of the years of its events and of its "
    "own dates, and stays in the cumulative network."
)


@dataclass(frozen=True)
class Years:
    """The networks of a scenario by year.

    :param reading: the year of a date that spans several years: ``surely`` (last) or ``possibly`` (first).
    :raises ParameterError: if the reading is neither.
    """

    scenario: Scenario
    reading: Reading = "surely"

    def __post_init__(self) -> None:
        if self.reading not in READINGS:
            raise ParameterError(f"dates read as {self.reading}", expected=" or ".join(READINGS))

    def span(self) -> range:
        """Return the years from the first to the last event, within the filters.

        :raises EmptyNetworkError: if no participation that passes the filters is dated.
        """
        kept, _ = self.scenario.filters.apply(self.scenario.held)
        found = {year for row in kept.rows for year in self._of(row)}
        if not found:
            raise EmptyNetworkError(
                f"no dated tie in {self.scenario.projection}",
                expected="ties with a date",
                mend="remove filters",
            )
        filters = self.scenario.filters
        first = max(min(found), filters.since or min(found))
        last = min(max(found), filters.until or max(found))
        return range(first, last + 1)

    def snapshot(self, year: int) -> nx.Graph | None:
        """Return the network of the events of a year and of those lasting through it; None if empty."""
        return self._made(lambda row: year in self._of(row))

    def gathered(self, year: int) -> nx.Graph | None:
        """Return the cumulative network at the end of a year; None if it is empty."""
        return self._made(lambda row: any(one <= year for one in self._of(row)))

    def _made(self, test: Callable[[Participation], bool]) -> nx.Graph | None:
        try:
            graph = replace(self.scenario, held=self.scenario.held.keep(test)).make()
        except EmptyNetworkError:
            return None
        return graph if len(graph) else None

    def _of(self, row: Participation) -> set[int]:
        return {year for event in row.events for year in event.in_years(self.reading)}


def over_time(scenario: Scenario, reading: Reading = "surely") -> Result:
    """Return the change of a network from year to year.

    For each year: nodes and ties of its snapshot; ``kept``, Jaccard's similarity |E₁ ∩ E₀| / |E₁ ∪ E₀| of its
    ties to those of the year before (turnover is 1 − kept); ties that are new; nodes and ties of the
    cumulative network, and the relative growth of its ties. Undefined shares are None, as in the first year.
    Parallel edges (roles) of a multigraph are counted separately; isolated nodes count as nodes.

    :returns: year, nodes, ties, kept, new_ties, gathered_nodes, gathered_ties, growth; one row a year.
    :raises EmptyNetworkError: if nothing is dated.
    """
    years = Years(scenario, reading)
    rows: list[tuple[Cell, ...]] = []
    seen: set[Tie] = set()
    before: set[Tie] = set()
    gathered_before = 0
    for year in years.span():
        snapshot, gathered = years.snapshot(year), years.gathered(year)
        now = ties_of(snapshot)
        total = len(ties_of(gathered))
        growth = (total - gathered_before) / gathered_before if gathered_before else None
        rows.append(
            (
                year,
                len(snapshot) if snapshot is not None else 0,
                len(now),
                tidy(len(now & before) / len(now | before)) if rows and now | before else None,
                len(now - seen),
                len(gathered) if gathered is not None else 0,
                total,
                tidy(growth),
            )
        )
        seen, before, gathered_before = seen | now, now, total
    columns = ("year", "nodes", "ties", "kept", "new_ties", "gathered_nodes", "gathered_ties", "growth")
    return _result(years, "over-time", "Change from year to year", columns, rows)


def first_and_last(scenario: Scenario, reading: Reading = "surely") -> Result:
    """Return the first and last year of each tie, and the number of years in which it occurs.

    :returns: first, last, years, label, other, tie (the role, in a multigraph), node, other_node; sorted by
        first year, last year, years, then labels.
    :raises EmptyNetworkError: if nothing is dated.
    """
    years = Years(scenario, reading)
    whole = scenario.make()
    seen: dict[Tie, list[int]] = {}
    for year in years.span():
        for tie in ties_of(years.snapshot(year)):
            seen.setdefault(tie, []).append(year)
    rows = []
    for tie, found in seen.items():
        one, other = tie[:2]
        data = whole.edges[tie] if whole.has_edge(*tie) else {}
        words = str(data.get("role_label") or data.get("relation_label") or "")
        names = (label_of(whole, one), label_of(whole, other))
        rows.append((min(found), max(found), len(found), *names, words, str(one), str(other)))
    columns = ("first", "last", "years", "label", "other", "tie", "node", "other_node")
    return _result(years, "first-and-last", "Ties first and last seen", columns, sorted(rows))


def measure_over_time(
    scenario: Scenario,
    name: str,
    *,
    top: int = 10,
    snapshots: bool = False,
    reading: Reading = "surely",
    options: Options | None = None,
) -> Result:
    """Return the values of a measure of nodes by year.

    It is computed on the cumulative network of each year, or on snapshots. The result has the nodes that rank
    highest in the last year with a value; a node has no row for years in which it is absent.

    :param name: a measure of nodes; see :data:`pactgraph.network.measures.MEASURES`.
    :param top: number of nodes; 0 for all.
    :returns: year, label, value, rank among all nodes of the year, node; sorted by year, then by rank.
    :raises UnknownNameError: if there is no such measure.
    :raises ParameterError: if it is not a measure of nodes.
    """
    chosen, years = find_measure(name), Years(scenario, reading)
    rows: list[tuple[Cell, ...]] = []
    shown: list[object] = []
    for year in years.span():
        graph = years.snapshot(year) if snapshots else years.gathered(year)
        if graph is None:
            continue
        values = values_of(graph, name, options)
        places = ranks(values)
        order = sorted((place, str(node)) for node, place in places.items() if place is not None)
        shown = [node for _, node in order] or shown
        rows += [
            (year, label_of(graph, node), tidy(value), places[node], str(node))
            for node, value in values.items()
        ]
    kept = {*shown[: top or None]}
    chosen_rows = [row for row in rows if row[4] in kept]
    result = _result(
        years,
        f"{name}-over-time",
        f"{chosen.title} from year to year",
        ("year", "label", "value", "rank", "node"),
        sorted(chosen_rows, key=lambda row: (row[0], row[3] is None, row[3] or 0, row[1], row[4])),
    )
    measured = "the snapshot of each year" if snapshots else "the cumulative network at the end of each year"
    notes = (f"Measured on {measured}.", *result.notes)
    return replace(result, notes=notes, method=chosen.formula, source=chosen.source)


def ties_of(graph: nx.Graph | None) -> set[Tie]:
    """Return the ties of a network, with their keys in a multigraph; an empty set for None.

    >>> import networkx as nx
    >>> ties_of(nx.Graph([("b", "a")]))
    {('a', 'b')}
    """
    if graph is None:
        return set()
    edges = graph.edges(keys=True) if graph.is_multigraph() else graph.edges()
    if graph.is_directed():
        return set(edges)
    return {(*sorted((one, other)), *key) for one, other, *key in edges}


def _result(
    years: Years, name: str, title: str, columns: tuple[str, ...], rows: list[tuple[Cell, ...]]
) -> Result:
    whole = years.scenario.make()
    kept, _ = years.scenario.filters.apply(years.scenario.held)
    undated = sum(not row.events for row in kept.rows)
    opened = sum(any(not (e.earliest and e.latest) for e in row.events) for row in kept.rows)
    notes = [READ_AS[years.reading], NO_END]
    if opened:
        notes.append(f"{OPEN}: {opened} of the participations.")
    if undated:
        notes.append(f"Left out here: {undated} {UNDATED}, by party, role, initiative and claim.")
    return Result(
        name=name,
        title=f"{title}: {years.scenario.projection}",
        columns=columns,
        rows=tuple(rows),
        notes=tuple(notes),
        method="Jaccard's coefficient |E₁ ∩ E₀| / |E₁ ∪ E₀| of the ties of two years.",
        source=SOURCE,
        about=about(whole, dates=years.reading),
    )


def series_of(result: Result) -> dict[str, dict[int, float | None]]:
    """Return a yearly result as series for a plot, by label, then by year.

    For a measure, a series for each of at most eight nodes, the highest of the last year first; otherwise
    series of nodes, ties and cumulative ties.
    """
    records = result.records()
    if "value" not in result.columns:
        names = {"nodes": "nodes", "ties": "ties", "gathered_ties": "ties gathered"}
        return {words: {_year(row): _number(row[name]) for row in records} for name, words in names.items()}
    last = max((_year(row) for row in records), default=0)
    nodes = [str(row["node"]) for row in records if _year(row) == last][:MOST_SERIES]
    return {
        str(next(row["label"] for row in records if row["node"] == node)): {
            _year(row): _number(row["value"]) for row in records if row["node"] == node
        }
        for node in nodes
    }


def _year(row: dict[str, Cell]) -> int:
    return int(str(row["year"]))


def _number(cell: Cell) -> float | None:
    return cell if isinstance(cell, int | float) else None
