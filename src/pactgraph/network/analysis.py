"""The analysis of one network, as reports present it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.network.communities import Communities, find_communities
from pactgraph.network.coverage import Coverage, coverage
from pactgraph.network.filters import EmptyNetworkError
from pactgraph.network.measures import Options, measure, profile
from pactgraph.network.over_time import measure_over_time, over_time
from pactgraph.network.results import Result
from pactgraph.network.robustness import Robustness, robustness
from pactgraph.network.scenarios import Scenario
from pactgraph.store.base import Store

if TYPE_CHECKING:
    import networkx as nx

#: Columns of the table of nodes.
MEASURED = ("degree", "strength", "betweenness", "harmonic", "pagerank", "core-number", "constraint")
#: Maximum number of nodes for betweenness over all pairs.
LARGE = 2000
#: Number of nodes measured by year.
LEADERS = 5


@dataclass(frozen=True)
class Analysis:
    """The results of an analysis, with the scenario and the network.

    :param coverage: sources and modalities.
    :param figures: figures of the network as a whole.
    :param small_world: None if no node has two neighbours of its mode.
    :param nodes: several measures of nodes.
    :param rankings: robustness by measure; nodes are sorted by the first.
    :param communities: by Louvain; None if there are no ties.
    :param leiden: communities by Leiden, for comparison; None if there are no ties.
    :param years: change from year to year; None if nothing is dated.
    :param leaders: the first measure of the rankings by year, for the highest nodes of the last year.
    :param seed: random seed.
    :param draws: number of bootstrap samples.
    """

    scenario: Scenario
    graph: nx.Graph
    coverage: Coverage
    figures: Result
    small_world: Result | None
    nodes: Result
    rankings: dict[str, Robustness]
    communities: Communities | None
    leiden: Communities | None
    years: Result | None
    leaders: Result | None
    seed: int
    draws: int


def analyse(
    store: Store,
    scenario: Scenario,
    *,
    seed: int = 0,
    draws: int = 200,
    tell: Callable[[str], None] = lambda step: None,
) -> Analysis:
    """Analyse a network: figures, measures of nodes, robustness of ranks, communities, change over time.

    :param store: the store that the network is made from.
    :param draws: number of bootstrap samples for the ranges of ranks.
    :param tell: called with the name of each step.
    :raises EmptyNetworkError: if nothing passes the filters.
    :raises MissingLibraryError: if numpy or igraph is not installed.
    """
    tell("project")
    graph = scenario.make()
    options = Options(seed=seed)
    tell("measure")
    figures = measure(graph, "figures", options)
    tied = graph.number_of_edges() > 0
    tell("years")
    years, leaders = _through_years(scenario, leading_measures(graph)[0], options)
    return Analysis(
        scenario=scenario,
        graph=graph,
        coverage=coverage(graph, store),
        figures=figures,
        small_world=measure(graph, "small-world", options) if _can_cluster(graph) else None,
        nodes=profile(graph, _measured(graph), options),
        rankings=_rankings(scenario, graph, options, draws, tell),
        communities=_communities(graph, "louvain", seed, tell) if tied else None,
        leiden=_communities(graph, "leiden", seed, tell) if tied else None,
        years=years,
        leaders=leaders,
        seed=seed,
        draws=draws,
    )


def _through_years(scenario: Scenario, name: str, options: Options) -> tuple[Result | None, Result | None]:
    # Its ties come from claims of all classes, but only participations are read with their dates.
    if scenario.projection == "knowledge":
        return None, None
    try:
        return over_time(scenario), measure_over_time(scenario, name, top=LEADERS, options=options)
    except EmptyNetworkError:
        return None, None


def _measured(graph: nx.Graph) -> tuple[str, ...]:
    first = leading_measures(graph)[0]
    weighted = _weighted(graph)
    rest = (name for name in MEASURED if name != first and (weighted or name != "strength"))
    return (first, *(name for name in rest if name != "betweenness" or len(graph) <= LARGE))


def leading_measures(graph: nx.Graph) -> tuple[str, ...]:
    """Return the measures whose robustness is tested: strength or degree, and betweenness.

    >>> import networkx as nx
    >>> leading_measures(nx.path_graph(3))
    ('degree', 'betweenness')
    """
    first = "strength" if _weighted(graph) else "degree"
    return (first, "betweenness") if len(graph) <= LARGE else (first,)


def _weighted(graph: nx.Graph) -> bool:
    return any("weight" in data for *_, data in graph.edges(data=True))


def _rankings(
    scenario: Scenario, graph: nx.Graph, options: Options, draws: int, tell: Callable[[str], None]
) -> dict[str, Robustness]:
    found = {}
    # Only participations are resampled; the knowledge projection has other claims too.
    number = 0 if scenario.projection == "knowledge" else draws
    for name in leading_measures(graph):
        tell(f"robustness of {name}")
        found[name] = robustness(scenario, name, options=options, number=number, seed=options.seed)
    return found


def _communities(graph: nx.Graph, method: str, seed: int, tell: Callable[[str], None]) -> Communities:
    tell(f"communities by {method}")
    return find_communities(graph, method, seed=seed)


def _can_cluster(graph: nx.Graph) -> bool:
    """Return whether a node has two neighbours of its mode, which clustering requires."""
    modes = {data.get("mode") for _, data in graph.nodes(data=True)}
    return len(modes) < 2 and any(len(set(graph[node]) - {node}) > 1 for node in graph)
