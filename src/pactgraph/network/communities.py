"""Communities: groups of nodes with more internal ties than expected, and the stability of membership.

Both methods maximise modularity by a random search, so results vary with the seed. The best of many runs is
reported, with the agreement of the runs, as a whole and for each node.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb, log
from typing import TYPE_CHECKING, Any

from pactgraph.errors import ParameterError, UnknownNameError
from pactgraph.model.optional_imports import require
from pactgraph.network.backend.dispatch import convert_from_nx
from pactgraph.network.measures.measure import has_two_modes, prepare
from pactgraph.network.results import Cell, Result, about, named, tidy

if TYPE_CHECKING:
    import networkx as nx

#: Number of runs with different seeds, for stability.
RUNS = 50
#: The group of each node, in the order of the nodes.
Partition = Sequence[int]
NEWMAN = "M. E. J. Newman and M. Girvan, Physical Review E 69, 026113 (2004)"


@dataclass(frozen=True)
class Method:
    """An algorithm that finds communities.

    :param find: takes a weighted undirected network without isolated nodes, the resolution and a seed.
    """

    name: str
    title: str
    source: str
    find: Callable[[nx.Graph, float, int], list[set[int]]]


def _louvain(graph: nx.Graph, resolution: float, seed: int) -> list[set[int]]:
    import networkx as nx

    found: list[set[int]] = nx.community.louvain_communities(
        graph, weight="weight", resolution=resolution, seed=random.Random(seed)
    )
    return found


def _leiden(graph: nx.Graph, resolution: float, seed: int) -> list[set[int]]:
    igraph = require("igraph", extra="analysis")
    held = convert_from_nx(graph, {"weight": 1.0})
    igraph.set_random_number_generator(random.Random(seed))
    try:
        found = held.graph.community_leiden(
            objective_function="modularity", weights="weight", resolution=resolution, n_iterations=-1
        )
    finally:
        igraph.set_random_number_generator(random)
    return [{held.nodes[number] for number in group} for group in found]


METHODS: dict[str, Method] = {
    "louvain": Method(
        "louvain",
        "Louvain",
        "V. D. Blondel et al., Fast unfolding of communities in large networks, J. Stat. Mech. P10008 (2008)",
        _louvain,
    ),
    "leiden": Method(
        "leiden",
        "Leiden",
        "V. A. Traag, L. Waltman and N. J. van Eck, From Louvain to Leiden, Scientific Reports 9, 5233 "
        "(2019)",
        _leiden,
    ),
}


@dataclass(frozen=True)
class Communities:
    """The best of several runs, and the agreement of the runs.

    :param of: the community of each node, 1 being the largest; None for isolated nodes.
    :param stability: for each node, the mean share of runs in which it is with the members of its community;
        in a community of one, the share of runs in which it is alone; None for isolated nodes.
    :param members: the nodes by community, the most stable first.
    :param summary: modularity, agreement of the runs, seeds.
    """

    of: dict[Hashable, int | None]
    stability: dict[Hashable, float | None]
    members: Result
    summary: Result


def find_communities(
    graph: nx.Graph, method: str = "louvain", *, resolution: float = 1.0, seed: int = 0, runs: int = RUNS
) -> Communities:
    """Find weighted communities with the seeds seed, seed + 1, …, and keep the run of highest modularity.

    If modularities are equal, the lowest seed wins. Directions are ignored. Isolated nodes belong to no
    community, and no community spans several components.

    :param resolution: above 1 for more and smaller communities, below 1 for fewer.
    :raises UnknownNameError: if there is no such method.
    :raises ParameterError: if the network has no tie, or a number is out of bounds.

    >>> import networkx as nx
    >>> found = find_communities(nx.barbell_graph(4, 0), runs=5)
    >>> found.of[0], found.of[7], found.stability[0]
    (1, 2, 1.0)
    """
    import networkx as nx

    if method not in METHODS:
        raise UnknownNameError(f"the method {method}", expected=f"one of {', '.join(METHODS)}")
    if resolution <= 0 or runs < 1:
        raise ParameterError(
            f"resolution {resolution}, {runs} runs", expected="a resolution above 0 and 1 run or more"
        )
    chosen = METHODS[method]
    network = prepare(graph)
    tied = network.undirected().copy()
    tied.remove_nodes_from(list(nx.isolates(tied)))
    if not tied.number_of_edges():
        raise ParameterError("a network without ties", expected="a network with ties")
    nodes = sorted(tied)
    found: list[tuple[int, ...]] = []
    worth: list[float] = []
    for run in range(runs):
        groups = chosen.find(tied, resolution, seed + run)
        # Number communities from 1 by size, then by the first node.
        groups.sort(key=lambda group: (-len(group), min(group)))
        place = {node: number for number, group in enumerate(groups, start=1) for node in group}
        found.append(tuple(place[node] for node in nodes))
        # Groups and their nodes in order: the order in which floats are added decides the last digit.
        groups = [set(sorted(group)) for group in sorted(groups, key=min)]
        modularity = nx.community.modularity(tied, groups, weight="weight", resolution=resolution)
        worth.append(float(tidy(modularity) or 0.0))
    best = max(range(runs), key=lambda run: (worth[run], -run))
    sure = _stability(found, found[best])
    group = dict(zip(nodes, found[best], strict=True))
    named_group = {name: group.get(number) for number, name in enumerate(network.names)}
    stability = dict(zip((network.names[n] for n in nodes), sure, strict=True))
    held = {name: stability.get(name) for name in network.names}
    about_runs = about(
        graph, method=method, resolution=resolution, seed=seed, runs=runs, best_seed=seed + best
    )
    return Communities(
        of=named_group,
        stability=held,
        members=_members(graph, named_group, held, chosen, about_runs),
        summary=_summary(graph, found, worth, sure, chosen, about_runs),
    )


def _stability(found: Sequence[Sequence[int]], best: Sequence[int]) -> list[float]:
    """Return for each node the mean share of runs in which it is with the members of its best community."""
    sizes = Counter(best)
    with_whom = [0.0] * len(best)
    for one, times in Counter(map(tuple, found)).items():
        both, alone = Counter(zip(best, one, strict=True)), Counter(one)
        for place, pair in enumerate(zip(best, one, strict=True)):
            others = sizes[pair[0]] - 1
            share = (both[pair] - 1) / others if others else float(alone[pair[1]] == 1)
            with_whom[place] += share * times
    return [total / len(found) for total in with_whom]


def _agreement(found: Sequence[Sequence[int]], compare: Callable[..., float]) -> float | None:
    """Return the mean agreement over all pairs of runs; None for a single run."""
    different = Counter(map(tuple, found))
    pairs = len(found) * (len(found) - 1) / 2
    if not pairs:
        return None
    same = sum(times * (times - 1) / 2 for times in different.values())
    apart = sum(
        first * second * compare(one, other)
        for (one, first), (other, second) in combinations(sorted(different.items()), 2)
    )
    return float(same + apart) / pairs


def _members(
    graph: nx.Graph,
    of: dict[Hashable, int | None],
    stability: dict[Hashable, float | None],
    chosen: Method,
    about_runs: dict[str, Any],
) -> Result:
    rows: list[tuple[Any, ...]] = [
        (of[node], *named(graph, node), tidy(stability[node]), str(node)) for node in graph
    ]
    rows.sort(key=lambda row: (row[0] is None, row[0] or 0, -(row[3] or 0), row[1], row[4]))
    return Result(
        name="communities",
        title=f"Communities by {chosen.title}",
        columns=("community", "label", "type", "stability", "node"),
        rows=tuple(rows),
        notes=(
            "Stability: the mean share of runs in which a node is with the members of its community. "
            "Nodes far below 1 fit other communities as well.",
            "Isolated nodes belong to no community; no community spans several components.",
            *_two_mode_note(graph),
        ),
        method="Search for the partition of highest modularity, Q = Σ (w(in)/W - γ (s/2W)²), by weight",
        source=f"{chosen.source}; {NEWMAN}",
        about=about_runs,
    )


def _two_mode_note(graph: nx.Graph) -> tuple[str, ...]:
    if not has_two_modes(graph):
        return ()
    return ("Modularity is that of one-mode networks, whose null model has ties within a mode.",)


def _summary(
    graph: nx.Graph,
    found: Sequence[Sequence[int]],
    worth: Sequence[float],
    sure: Sequence[float],
    chosen: Method,
    about_runs: dict[str, Any],
) -> Result:
    best = found[about_runs["best_seed"] - about_runs["seed"]]
    rows: list[tuple[Cell, ...]] = [
        ("communities", len(set(best)), "of the run that is shown"),
        ("modularity", max(worth), "of that run, the highest"),
        ("modularity, lowest", min(worth), "over all runs"),
        ("seed", about_runs["best_seed"], "of that run"),
        ("runs", len(found), "with seeds one after the other"),
        ("different results", len(set(map(tuple, found))), "among the runs"),
        (
            "adjusted Rand index",
            tidy(_agreement(found, adjusted_rand)),
            "mean over pairs of runs; 1 the same",
        ),
        (
            "mutual information",
            tidy(_agreement(found, mutual_information)),
            "normalised; mean over pairs of runs",
        ),
        ("unstable nodes", sum(value < 0.8 for value in sure), "with a stability below 0.8"),
    ]
    return Result(
        name="communities-summary",
        title=f"How far {len(found)} runs of {chosen.title} agree",
        columns=("figure", "value", "meaning"),
        rows=tuple(rows),
        notes=_two_mode_note(graph),
        method="Adjusted Rand index and normalised mutual information of each two runs, averaged",
        source="L. Hubert and P. Arabie, Journal of Classification 2 (1985); L. Danon et al., J. Stat. "
        "Mech. P09008 (2005)",
        about=about_runs,
    )


def adjusted_rand(one: Partition, other: Partition) -> float:
    """Return the adjusted Rand index: 1 for the same groups, 0 for chance, below 0 for less than chance.

    L. Hubert and P. Arabie, Comparing partitions, Journal of Classification 2 (1985). If both partitions have
    one group only, or only groups of one, the index is 1.

    >>> adjusted_rand([0, 0, 1, 1], [5, 5, 7, 7]), adjusted_rand([0, 0, 1, 1], [0, 1, 0, 1])
    (1.0, -0.5)
    """
    together = sum(comb(size, 2) for size in Counter(zip(one, other, strict=True)).values())
    first = sum(comb(size, 2) for size in Counter(one).values())
    second = sum(comb(size, 2) for size in Counter(other).values())
    pairs = comb(len(one), 2)
    # Multiplied by 2 * pairs, so that all but the last step is in whole numbers.
    most = (first + second) * pairs - 2 * first * second
    return 2 * (together * pairs - first * second) / most if most else 1.0


def mutual_information(one: Partition, other: Partition) -> float:
    """Return the normalised mutual information 2 I(X, Y) / (H(X) + H(Y)): 1 for the same groups, 0 for none.

    L. Danon et al., Comparing community structure identification, Journal of Statistical Mechanics P09008
    (2005). If both have one group only, the value is 1.

    >>> mutual_information([0, 0, 1, 1], [5, 5, 7, 7]), mutual_information([0, 0, 1, 1], [0, 1, 0, 1])
    (1.0, 0.0)
    """
    number = len(one)
    first, second = Counter(one), Counter(other)
    uncertainty = _entropy(first, number) + _entropy(second, number)
    if not uncertainty:
        return 1.0
    shared = sum(
        size / number * log(size * number / (first[a] * second[b]))
        for (a, b), size in Counter(zip(one, other, strict=True)).items()
    )
    return 2 * shared / uncertainty


def _entropy(sizes: Counter[int], number: int) -> float:
    return -sum(size / number * log(size / number) for size in sizes.values())
