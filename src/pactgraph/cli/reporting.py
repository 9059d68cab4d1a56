"""Commands that take networks away and report on them: network export, analyze."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pactgraph.cli.choosing import MANY, YEARS, chosen_recipe, network_options
from pactgraph.cli.command import Command
from pactgraph.cli.messages import note
from pactgraph.cli.options import data_option, open_graph
from pactgraph.cli.output import write
from pactgraph.cli.progress import progress
from pactgraph.cli.showing import deliver

if TYPE_CHECKING:
    from pactgraph.network.analysis import Analysis

#: Written out, so that --help need not load the exporters; a test holds them equal to the registry.
FORMATS = ("gexf", "graphml", "csv", "json")


@click.command(
    cls=Command,
    short_help="Write a network for Gephi, igraph and other tools.",
    examples="""
pactgraph network export country-country gexf -o countries.gexf
pactgraph network export party-party graphml --since 2015 -o parties.graphml
pactgraph network export two-mode csv --output tables --quiet
pactgraph network export country-country json --roll-up > countries.json
""",
)
@network_options
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="A file; of csv a folder. [default: standard output; csv needs a folder]",
)
@data_option
def export(network: dict[str, Any], form: str, output: Path | None, data: str | None) -> None:
    """Write the network that PROJECTION makes as FORMAT: gexf, graphml, csv or json.

    Each says in itself how the network was made: rule, filters, what is left out, version. Nodes and ties
    name the claims that they stand for. csv is a folder: nodes.csv and edges.csv with Gephi's column names,
    and csv-metadata.json, which describes them.
    """
    from pactgraph.answers.claim import cards
    from pactgraph.errors import ParameterError
    from pactgraph.exports.networks import export_network

    if form == "csv" and (output is None or str(output) == "-"):
        raise ParameterError(
            "csv without a folder", expected="a folder for its files", mend="name one with -o"
        )
    graph = open_graph(data)
    with progress("exporting"):
        made = chosen_recipe(graph, network).make()
        written = export_network(made, form, lambda claims: cards(graph.store, claims))
    if isinstance(written, str):
        deliver(written.encode(), output)
    else:
        _deliver_all(written, output or Path())


def _deliver_all(files: Mapping[str, str | bytes], folder: Path) -> None:
    """Write files into a folder, which is made where it is not there."""
    from pactgraph.errors import MissingFileError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MissingFileError(
            f"a place that cannot be a folder ({error.strerror})", mend="name another with -o", file=folder
        ) from None
    for name, content in files.items():
        deliver(content if isinstance(content, bytes) else content.encode(), folder / name)


@click.command(
    cls=Command,
    short_help="Measure a network and report on it as one HTML page.",
    examples="""
pactgraph analyze country-country --report countries.html
pactgraph analyze party-party --without-modality recommended --draws 50
pactgraph analyze party-party --draws 20 --plots plots --rdf results.nq
""",
)
@network_options
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the report: one HTML page that needs nothing else.",
)
@click.option(
    "--plots",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write its figures as SVG and PNG.",
)
@click.option(
    "--rdf",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write all its results as a Data Cube: N-Quads, or Turtle or TriG by the file's ending.",
)
@click.option(
    "--draws",
    type=click.IntRange(0),
    default=200,
    show_default=True,
    help="Networks from claims drawn by lot, for the ranges of ranks.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Of all that is drawn by lot.")
@data_option
def analyze(
    network: dict[str, Any],
    report: Path | None,
    plots: Path | None,
    rdf: Path | None,
    draws: int,
    seed: int,
    data: str | None,
) -> None:
    """Measure the network that PROJECTION makes, and try whether the answers hold.

    Says in short what is found. The report reads like methods and results: data, rule, filters, figures, who
    stands out and how surely, communities, years, evidence, caveats, and the commands that give it again.
    """
    from pactgraph.network.analysis import analyse
    from pactgraph.views.analysis import paper_of

    _check_ending(rdf)
    graph = open_graph(data)
    recipe = chosen_recipe(graph, network)
    with progress("analysing") as tell:
        analysis = analyse(graph.store, recipe, seed=seed, draws=draws, tell=tell)
    options = " ".join(network_words(network))
    paper = paper_of(analysis, graph.store, command=_command(network, draws, seed), options=options)
    write("".join(f"{line}\n" for line in paper.summary))
    if report is not None:
        from pactgraph.views.report import render_paper

        with progress("writing the report"):
            page = render_paper(paper)
        deliver(page.encode(), report)
    if plots is not None:
        from pactgraph.views.report import drawn_plots

        _deliver_all(drawn_plots(paper), plots)
    if rdf is not None:
        deliver(_results(analysis, rdf), rdf)
    if report is None:
        note("the whole report: --report FILE")


def network_words(network: Mapping[str, Any]) -> Iterator[str]:
    """Yield the options that choose a network, as they are typed; none for what is so anyway.

    >>> chosen = {"weight": "count", "roll_up": True, "directed": False}
    >>> " ".join(network_words({**chosen, "filters": {"since": 2015, "modalities": ("asserted",)}}))
    '--weight count --roll-up --since 2015 --modality asserted'
    """
    if network["weight"] != "newman":
        yield f"--weight {network['weight']}"
    yield from (f"--{name.replace('_', '-')}" for name in ("roll_up", "directed") if network[name])
    for name, value in network["filters"].items():
        if name in YEARS or name == "as_of":
            yield f"--{name.replace('_', '-')} {shlex.quote(str(value))}"
        elif name in MANY:
            yield from (f"{MANY[name][0]} {shlex.quote(code)}" for code in value)
        else:
            yield "--no-single-source"


def _command(network: Mapping[str, Any], draws: int, seed: int) -> str:
    name = network["projection"]
    numbers = [f"--draws {draws}"] if draws != 200 else []
    numbers += [f"--seed {seed}"] if seed else []
    return " ".join(["pactgraph analyze", name, *network_words(network), *numbers, f"--report {name}.html"])


def _check_ending(rdf: Path | None) -> None:
    from pactgraph.errors import ParameterError

    if rdf is not None and rdf.suffix not in (".nq", ".ttl", ".trig"):
        raise ParameterError(f"the file {rdf}", expected="a file that ends in .nq, .ttl or .trig")


def _results(analysis: Analysis, rdf: Path) -> bytes:
    from pactgraph.exports.result_graph import export_results
    from pactgraph.views.analysis import results_of

    return export_results(results_of(analysis), rdf.suffix.removeprefix(".")).encode()


#: What stands in the group ``network``, and what beside it.
IN_NETWORK = (export,)
COMMANDS = (analyze,)
