"""The command ``analyze``: measure a network and report on it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import click

from pactgraph.cli.command import command, opt, words_of
from pactgraph.cli.messages import note
from pactgraph.cli.network_options import Network, Seed
from pactgraph.cli.options import Data, open_graph
from pactgraph.cli.output import check_place, deliver, deliver_all, write
from pactgraph.cli.progress import progress
from pactgraph.errors import ParameterError
from pactgraph.exports.result_graph import export_results
from pactgraph.network.analysis import analyse

FILE = click.Path(path_type=Path, dir_okay=False)
RDF = (".nq", ".ttl", ".trig")
DRAWS = 200


@command(
    examples="""
pactgraph analyze country-country --report countries.html
pactgraph analyze party-party --without-modality recommended --draws 50
pactgraph analyze party-party --draws 20 --plots plots --rdf results.nq
"""
)
def analyze(
    chosen: Network,
    report: Annotated[
        Path | None,
        opt("Write the report: one HTML page that needs nothing else.", type=FILE, metavar="FILE"),
    ] = None,
    plots: Annotated[
        Path | None,
        opt(
            "Write its figures as SVG and PNG.",
            type=click.Path(path_type=Path, file_okay=False),
            metavar="DIR",
        ),
    ] = None,
    rdf: Annotated[
        Path | None,
        opt(
            "Write all its results as a Data Cube: N-Quads, or Turtle or TriG by the file's ending.",
            type=FILE,
            metavar="FILE",
        ),
    ] = None,
    draws: Annotated[
        int, opt("Networks from claims drawn at random, for the ranges of ranks.", type=click.IntRange(0))
    ] = DRAWS,
    seed: Seed = 0,
    data: Data = None,
) -> None:
    """Measure the network that PROJECTION makes, and test whether the findings are robust.

    Prints a summary. The report is written like methods and results: data, rule, filters, figures, rankings
    and their certainty, communities, years, evidence, caveats, and the commands that repeat it.
    """
    from pactgraph.views.analysis import paper_of, results_of
    from pactgraph.views.report import drawn_plots, render_paper

    if rdf is not None and rdf.suffix not in RDF:
        raise ParameterError(f"the file {rdf}", expected="a file that ends in .nq, .ttl or .trig")
    check_place(report)
    check_place(plots, folder=True)
    check_place(rdf)
    graph = open_graph(data)
    scenario = chosen.scenario(graph)
    with progress("analysing") as tell:
        analysis = analyse(graph.store, scenario, seed=seed, draws=draws, tell=tell)
    options = list(words_of(chosen))
    numbers = [f"--draws {draws}"] if draws != DRAWS else []
    numbers += [f"--seed {seed}"] if seed else []
    name = chosen.network
    line = ["pactgraph analyze", name, *options, *numbers, f"--report {name}.html"]
    paper = paper_of(analysis, graph.store, command=" ".join(line), options=" ".join(options))
    write("".join(f"{line}\n" for line in paper.summary))
    if report is not None:
        with progress("writing the report"):
            page = render_paper(paper)
        deliver(page, report)
    if plots is not None:
        deliver_all(drawn_plots(paper), plots)
    if rdf is not None:
        deliver(export_results(results_of(analysis), rdf.suffix.removeprefix(".")), rdf)
    if report is None:
        note("the whole report: --report FILE")
