"""The report of an analysis: one page that reads like the methods and results of a paper."""

from __future__ import annotations

from pactgraph.network.analysis import Analysis
from pactgraph.network.elements import Info
from pactgraph.network.results import Result
from pactgraph.store.base import Store
from pactgraph.views.analysis import findings, methods
from pactgraph.views.report import Paper, Section, render_paper, table_of

#: More would make the page slow; all of them are in the exported tables.
MOST_NODES = 300


def render_analysis(analysis: Analysis, store: Store, *, command: str, options: str = "") -> str:
    """Return the report as HTML that needs nothing from anywhere; the same bytes for the same analysis.

    :param store: the graph of the network.
    :param command: the command line that made it, as it would be typed.
    :param options: the part of it that chooses the network, for the other commands.
    """
    return render_paper(paper_of(analysis, store, command=command, options=options))


def paper_of(analysis: Analysis, store: Store, *, command: str, options: str = "") -> Paper:
    """Return the report as a paper, before it is written."""
    info = Info.of(analysis.graph)
    only = f", only ties {'; '.join(info.filters)}" if info.filters else ""
    every = table_of(
        analysis.nodes,
        caption="All nodes",
        columns=findings.node_columns(analysis),
        head="label",
        most=MOST_NODES,
        notes=(),
    )
    return Paper(
        title=info.title or analysis.scenario.projection,
        subtitle=f"A network analysis: projection {analysis.scenario.projection}{only}.",
        summary=findings.in_short(analysis),
        sections=(
            methods.question_section(analysis),
            methods.data_section(analysis),
            methods.projection_section(analysis),
            findings.network_section(analysis),
            findings.nodes_section(analysis),
            findings.robustness_section(analysis),
            findings.communities_section(analysis),
            findings.years_section(analysis),
            findings.evidence_section(analysis, store),
            methods.caveats_section(analysis),
            methods.reproduce_section(analysis, command, options),
            methods.references_section(analysis, results_of(analysis)),
            Section("all-nodes", "All nodes", (every,)),
        ),
        generator=f"pactgraph {info.version}".strip(),
    )


def results_of(analysis: Analysis) -> tuple[Result, ...]:
    """Return every table of an analysis, in the order of the report."""
    partitions = [found for found in (analysis.communities, analysis.leiden) if found is not None]
    tables = (
        analysis.coverage.sources,
        analysis.coverage.ties,
        analysis.figures,
        analysis.small_world,
        analysis.nodes,
        *(table for found in analysis.rankings.values() for table in (found.ranks, found.variations)),
        *(table for found in partitions for table in (found.summary, found.members)),
        analysis.years,
        analysis.leaders,
    )
    return tuple(table for table in tables if table is not None)


__all__ = ["paper_of", "render_analysis", "results_of"]
