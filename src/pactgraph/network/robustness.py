"""Robustness of a ranking: under other choices, without each source, and with resampled claims.

A rank that depends on one source, one weight or one doubtful claim is an artefact. So each rank is reported
with its range, and each variation with its agreement (Kendall's tau).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.model.optional_imports import require
from pactgraph.network.measures import Options, find_measure, values_of
from pactgraph.network.results import Cell, Result, about, interval, ranked_rows, ranks, tidy
from pactgraph.network.scenarios import Scenario, Variation, draws, variations

if TYPE_CHECKING:
    import networkx as nx

#: Number of resampled networks; the range covers 95 of 100 of the ranks in them.
DRAWS = 200
#: Size of the top of the ranking whose stability is counted.
TOP = 10
KENDALL = "M. G. Kendall, The treatment of ties in ranking problems, Biometrika 33 (1945)"
EFRON = "B. Efron, Bootstrap methods: another look at the jackknife, Annals of Statistics 7 (1979)"

Values = Mapping[Hashable, float | None]


@dataclass(frozen=True)
class Robustness:
    """A ranking and its robustness.

    :param ranks: each node with its rank, its best and worst rank under variations, and its bootstrap range.
    :param variations: each variation with its size, tau, and how many of the top nodes stay there.
    """

    ranks: Result
    variations: Result


def robustness(
    scenario: Scenario,
    measure: str = "degree",
    *,
    options: Options | None = None,
    number: int = DRAWS,
    seed: int = 0,
    drawn: str = "claims",
) -> Robustness:
    """Rank nodes by a measure in the network, in each variation and in each bootstrap sample.

    :param scenario: how the network is made.
    :param measure: a measure of nodes.
    :param number: number of bootstrap samples; 0 for none.
    :param drawn: what is resampled: ``claims`` or ``initiatives``.
    :raises ParameterError: if the measure is not a measure of nodes or does not fit the network.
    :raises MissingLibraryError: if numpy, which computes tau, is not installed.
    """
    require("numpy", extra="analysis")
    graph = scenario.make()
    base = values_of(graph, measure, options)
    varied = [(one, *_measured(one.make(), measure, options)) for one in variations(scenario)]
    lots = (
        [_measured(one, measure, options)[1] for one in draws(scenario, number, seed, drawn)]
        if number
        else []
    )
    said = about(graph, measure=measure, draws=number, seed=seed, drawn=drawn)
    return Robustness(
        ranks=_ranks(graph, base, [(one, values) for one, _, values in varied], lots, said),
        variations=_variations(base, varied, said),
    )


def _measured(
    graph: nx.Graph | None, measure: str, options: Options | None
) -> tuple[nx.Graph | None, Values]:
    """Return the values in a network; none if it is empty or does not fit the measure."""
    if graph is None or find_measure(measure).obstacle(graph):
        return graph, {}
    return graph, values_of(graph, measure, options)


def kendall(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Return Kendall's tau-b of two series; None for fewer than two values, or if all values are equal.

    >>> kendall([3, 2, 1], [30, 20, 10]), kendall([1, 1], [1, 2])
    (1.0, None)
    """
    if len(one) < 2 or len(set(one)) < 2 or len(set(other)) < 2:
        return None
    numpy = require("numpy", extra="analysis")
    first, second = numpy.asarray(one, dtype=float), numpy.asarray(other, dtype=float)
    agreeing = first_untied = second_untied = 0
    for place in range(len(first) - 1):
        signs = numpy.sign(first[place + 1 :] - first[place]), numpy.sign(second[place + 1 :] - second[place])
        agreeing += int((signs[0] * signs[1]).sum())
        first_untied += int(numpy.count_nonzero(signs[0]))
        second_untied += int(numpy.count_nonzero(signs[1]))
    return float(tidy(agreeing / first_untied**0.5 / second_untied**0.5) or 0.0)


def _ranks(
    graph: nx.Graph,
    base: Values,
    varied: Iterable[tuple[Variation, Values]],
    lots: Sequence[Values],
    said: dict[str, object],
) -> Result:
    placed = [(one.name, _ranks_within(base, values)) for one, values in varied]
    drawn = [_ranks_within(base, values) for values in lots]
    by_text = {str(node): node for node in base}
    rows: list[tuple[Cell, ...]] = []
    for rank, label, kind, value, text in ranked_rows(graph, base):
        node = by_text[str(text)]
        bounds = interval([float(held.get(node) or len(base)) for held in drawn])
        low, high = (None if bound is None else int(bound) for bound in bounds)
        rows.append((rank, label, kind, value, *_range(node, placed), low, high, text))
    return Result(
        name="rank-ranges",
        title=f"Robustness of ranks by {said['measure']}",
        columns=(
            "rank", "label", "type", "value", "best", "best_in", "worst", "worst_in", "absent",
            "drawn_low", "drawn_high", "node",
        ),
        rows=tuple(rows),
        notes=(
            "best, worst: the range of ranks under variations, among the nodes of both networks; "
            "absent: number of variations without the node.",
            f"drawn: the range of 95% of the ranks with {said['drawn']} resampled; an absent node counts as "
            "last.",
            "Ranks reflect only what the sources say.",
        ),
        method="Ranks by descending value, equal values sharing the best; percentiles of bootstrap ranks",
        source=EFRON,
        about=said,
    )  # fmt: skip


def _ranks_within(base: Values, values: Values) -> dict[Hashable, int | None]:
    """Return the ranks among the nodes of both networks."""
    return ranks({node: value for node, value in values.items() if node in base})


def _range(node: Hashable, placed: Sequence[tuple[str, Mapping[Hashable, int | None]]]) -> tuple[Cell, ...]:
    found = [(rank, name) for name, held in placed if (rank := held.get(node)) is not None]
    absent = len(placed) - len(found)
    if not found:
        return None, "", None, "", absent
    (best, best_in), (worst, _) = min(found, key=lambda one: one[0]), max(found, key=lambda one: one[0])
    worst_in = next(name for rank, name in found if rank == worst)
    return best, best_in, worst, worst_in, absent


def _variations(
    base: Values, varied: Iterable[tuple[Variation, nx.Graph | None, Values]], said: dict[str, object]
) -> Result:
    rows: list[tuple[Cell, ...]] = []
    top = [node for node, rank in ranks(base).items() if rank is not None and rank <= TOP]
    for one, graph, values in varied:
        common = [node for node, value in base.items() if value is not None and values.get(node) is not None]
        tau = kendall([base[node] or 0.0 for node in common], [values[node] or 0.0 for node in common])
        size = (0, 0) if graph is None else (len(graph), graph.number_of_edges())
        there = _ranks_within(base, values)
        kept = sum((there.get(node) or TOP + 1) <= TOP for node in top)
        rows.append((one.name, one.title, *size, len(common), tau, len(top), kept))
    return Result(
        name="variations",
        title=f"Robustness of the ranking by {said['measure']}",
        columns=("variation", "what", "nodes", "ties", "common", "tau", "top", "kept"),
        rows=tuple(rows),
        notes=(
            "common: nodes with a value in both networks, over which tau is computed; tau is undefined for "
            "fewer than two, or if all values are equal.",
            f"top: nodes of rank 1 to {TOP} here, more if ranks are shared; kept: how many of these rank as "
            "high in the variation, among the nodes of both.",
        ),
        method="Kendall's tau-b of the values, adjusted for ties: 1 the same order, 0 none, -1 the reverse",
        source=KENDALL,
        about=said,
    )
