"""The report of an analysis: one page that reads like the methods and results of a paper."""

from __future__ import annotations

from collections.abc import Iterator

from pactgraph.network.analysis import Analysis
from pactgraph.network.elements import Info
from pactgraph.network.results import Result
from pactgraph.store.base import Store
from pactgraph.views.analysis.findings import (
    communities_section,
    evidence_section,
    network_section,
    node_columns,
    nodes_section,
    robustness_section,
)
from pactgraph.views.analysis.methods import (
    all_nodes,
    caveats_section,
    data_section,
    projection_section,
    question_section,
    references_section,
    reproduce_section,
)
from pactgraph.views.analysis.words import in_short
from pactgraph.views.analysis.years import years_section
from pactgraph.views.report import Paper, Section, render_paper

#: More would make the page slow; all of them are in the exported tables.
MOST_NODES = 300


def render_analysis(analysis: Analysis, store: Store, *, command: str, options: str = "") -> str:
    """Return the report as HTML that needs nothing from anywhere; the same bytes for the same analysis.

    :param store: where the network comes from.
    :param command: the command line that made it, as it would be typed.
    :param options: the part of it that chooses the network, for the other commands.
    """
    return render_paper(paper_of(analysis, store, command=command, options=options))


def paper_of(analysis: Analysis, store: Store, *, command: str, options: str = "") -> Paper:
    """Return the report as a paper, before it is written."""
    info = Info.of(analysis.graph)
    only = f", only ties {'; '.join(info.filters)}" if info.filters else ""
    return Paper(
        title=info.title or analysis.recipe.projection,
        subtitle=f"A network analysis: projection {analysis.recipe.projection}{only}.",
        summary=in_short(analysis),
        sections=tuple(_sections(analysis, store, command, options)),
        generator=f"pactgraph {info.version}".strip(),
    )


def results_of(analysis: Analysis) -> tuple[Result, ...]:
    """Return every table of an analysis, in the order of the report."""
    found = [analysis.coverage.sources, analysis.coverage.ties, analysis.figures]
    if analysis.small_world is not None:
        found.append(analysis.small_world)
    found.append(analysis.nodes)
    for ranking in analysis.rankings.values():
        found += [ranking.ranks, ranking.variations]
    for groups in (analysis.communities, analysis.leiden):
        found += [groups.summary, groups.members] if groups is not None else []
    found += [one for one in (analysis.years, analysis.leaders) if one is not None]
    return tuple(found)


def _sections(analysis: Analysis, store: Store, command: str, options: str) -> Iterator[Section]:
    yield question_section(analysis)
    yield data_section(analysis)
    yield projection_section(analysis)
    yield network_section(analysis)
    yield nodes_section(analysis)
    yield robustness_section(analysis)
    yield communities_section(analysis)
    yield years_section(analysis)
    yield evidence_section(analysis, store)
    yield caveats_section(analysis)
    yield reproduce_section(analysis, command, options)
    yield references_section(analysis, results_of(analysis))
    yield Section("all-nodes", "All nodes", (all_nodes(analysis, node_columns(analysis), MOST_NODES),))


__all__ = ["paper_of", "render_analysis", "results_of"]
