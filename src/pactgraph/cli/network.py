"""The group ``network``: make networks, measure them and export them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import click

from pactgraph.cli.command import CommandGroup, arg, command, opt
from pactgraph.cli.network_options import Fast, Network, Output, Seed, complete_measure
from pactgraph.cli.options import Data, open_graph
from pactgraph.cli.output import deliver, deliver_all
from pactgraph.cli.progress import progress
from pactgraph.cli.terminal import print_terms
from pactgraph.errors import ParameterError
from pactgraph.exports.networks import NETWORK_EXPORTS, export_network
from pactgraph.network import backbone as backbones
from pactgraph.network import measures as measuring
from pactgraph.network import over_time as years
from pactgraph.network.attributes import read_attributes
from pactgraph.network.communities import METHODS, find_communities
from pactgraph.network.neighbourhoods import check_present
from pactgraph.network.participations import READINGS, Reading
from pactgraph.network.projections import describe_network, list_projections
from pactgraph.network.robustness import robustness as tested
from pactgraph.network.scenarios import DRAWN
from pactgraph.network.similarity import link_scores, structural_equivalence, worth_of_scores

SECTIONS = {
    "Make": {
        "projections": "List the projections, with nodes, edges, weight and time.",
        "show": "Show how a network is made, its size, and what it leaves out.",
        "backbone": "Test which ties are heavier than chance.",
    },
    "Measure": {
        "measures": "Measure nodes, ties or the whole network.",
        "communities": "Find communities, and how stable their members are.",
        "similar": "Compare nodes by whom they are tied to.",
        "robustness": "Show whether a ranking holds under other choices.",
        "over-time": "Follow a network, its ties or a measure through the years.",
    },
    "Export": {"export": "Write a network for Gephi, igraph and other tools."},
}
PLOTS = (".svg", ".png")


@click.group(cls=CommandGroup, sections=SECTIONS, module=__name__, invoke_without_command=True)
@click.pass_context
def network(context: click.Context) -> None:
    """Make networks from the graph, measure and export them; each result names the choices behind it."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@command(
    examples="""
pactgraph network projections
pactgraph network projections --format json
"""
)
def projections(out: Output) -> None:
    """List the projections: each is a choice of nodes, edges, weight and time."""
    result = list_projections()
    if out.format != "table" or out.output is not None:
        out.write(result)
        return
    for row in result.records()[: out.top]:
        lines = [str(row[name]) for name in ("nodes", "edges", "weight", "time")]
        choices = [f"Choices: {row['choices']}."] if row["choices"] else []
        print_terms([(str(row["name"]), f": {row['title']}", [*lines, *choices])])


@command(
    examples="""
pactgraph network show country-country --roll-up
pactgraph network show party-party --without-modality recommended
pactgraph network show --source ye-small-economies --format json
"""
)
def show(chosen: Network, out: Output, data: Data = None) -> None:
    """Show how the network that PROJECTION makes is made, its size, and what it leaves out."""
    result = describe_network(chosen.drawn(open_graph(data)))
    out.write(result, rows=len(result))


@command(
    examples="""
pactgraph network backbone party-party
pactgraph network backbone country-country --method fdsm --samples 200
"""
)
def backbone(
    chosen: Network,
    out: Output,
    method: Annotated[
        str,
        opt(
            "By weights, or by a null model of who takes part in what.",
            type=click.Choice(list(backbones.METHODS)),
        ),
    ] = "disparity",
    alpha: Annotated[float, opt("A tie stays where p is below.")] = 0.05,
    samples: Annotated[int, opt("Random networks to draw, of fdsm.", type=click.IntRange(1))] = 1000,
    seed: Seed = 0,
    data: Data = None,
) -> None:
    """Test each tie of the one-mode network that PROJECTION makes: is it heavier than chance would make it?

    The disparity filter compares how a node's strength is spread over its ties. The fixed degree sequence
    model (fdsm) draws networks in which every party takes part in as many initiatives as it does.
    """
    scenario = chosen.scenario(open_graph(data))
    with progress("testing ties"):
        result = backbones.backbone_table(scenario.make(), method, alpha=alpha, samples=samples, seed=seed)
    out.write(result)


@command(
    examples="""
pactgraph network measures country-country --roll-up
pactgraph network measures party-party --measure betweenness --robust
pactgraph network measures country-country --measure figures --since 2015
pactgraph network measures two-mode --measure strength --format json
pactgraph network measures --list
"""
)
def measures(
    chosen: Network,
    out: Output,
    measure: Annotated[
        str | None, opt("Only this one.", metavar="MEASURE", shell_complete=complete_measure)
    ] = None,
    list: Annotated[bool, opt("List the measures, with formula and source.")] = False,
    robust: Annotated[bool, opt("Show how far the ranks hold: see pactgraph network robustness.")] = False,
    attributes: Annotated[
        Path | None,
        opt(
            "CSV: node, and attributes such as region and income, for assortativity.",
            type=click.Path(path_type=Path, dir_okay=False),
            metavar="FILE",
        ),
    ] = None,
    samples: Annotated[
        int, opt("Random networks to compare with; nodes to estimate from.", type=click.IntRange(1))
    ] = 100,
    fast: Fast = False,
    seed: Seed = 0,
    data: Data = None,
) -> None:
    """Measure a network that PROJECTION makes: its nodes in several ways, or by one MEASURE.

    Each measure has its formula, its source, and a rule for isolated nodes and disconnected parts. Tables
    show the first 20 rows and a few measures; CSV, JSON, Parquet and Turtle hold all.
    """
    if list:
        described = measuring.describe()
        if out.format != "table":
            out.write(described)
            return
        for row in described.records():
            more = [f"{name}: {row[name]}" for name in ("unit", "isolated", "disconnected", "source")]
            lines = [str(row["formula"]), *more]
            print_terms([(str(row["measure"]), f" ({row['of']}): {row['title']}", lines)])
        return
    graph = open_graph(data)
    held = {}
    if attributes is not None:
        held = read_attributes(attributes, lambda name: graph.resolve(name).value)
    options = measuring.Options(seed=seed, samples=samples, fast=fast, attributes=held)
    scenario = chosen.scenario(graph)
    with progress("measuring"):
        if robust:
            result = tested(scenario, measure or "degree", options=options, seed=seed).ranks
        elif measure is not None:
            result = measuring.measure(scenario.make(), measure, options)
        elif out.format == "table":
            short = measuring.profile(scenario.make(), measuring.SHORT, options)
            result = replace(short, method="see: pactgraph network measures --list", source="")
        else:
            result = measuring.profile(scenario.make(), options=options)
    out.write(result)


@command(
    examples="""
pactgraph network communities party-party
pactgraph network communities country-country --roll-up --method leiden
pactgraph network communities party-party --summary --runs 20
"""
)
def communities(
    chosen: Network,
    out: Output,
    method: Annotated[str, opt("The algorithm.", type=click.Choice(list(METHODS)))] = "louvain",
    resolution: Annotated[float, opt("Above 1 for more and smaller communities.")] = 1.0,
    runs: Annotated[int, opt("Runs with other seeds.", type=click.IntRange(1))] = 50,
    summary: Annotated[bool, opt("Show how far the runs agree, not the members.")] = False,
    seed: Seed = 0,
    data: Data = None,
) -> None:
    """Find communities in a network that PROJECTION makes, and how stable each member is over many runs."""
    scenario = chosen.scenario(open_graph(data))
    with progress("finding communities"):
        found = find_communities(scenario.make(), method, resolution=resolution, seed=seed, runs=runs)
    out.write(found.summary if summary else found.members)


@command(
    examples="""
pactgraph network similar country-country --roll-up
pactgraph network similar party-party --node Russia
pactgraph network similar party-party --links
pactgraph network similar party-party --worth
"""
)
def similar(
    chosen: Network,
    out: Output,
    node: Annotated[str | None, opt("Only pairs of this one.", metavar="NAME")] = None,
    links: Annotated[bool, opt("Score pairs without a tie by the neighbours that they share.")] = False,
    worth: Annotated[bool, opt("Test how well these scores find known ties of this network.")] = False,
    seed: Seed = 0,
    data: Data = None,
) -> None:
    """Find pairs in a network that PROJECTION makes that are tied to the same others.

    With --links, pairs without a tie are scored by the neighbours that they share. That is no forecast;
    --worth shows how well the scores find ties that were removed.
    """
    if worth and node is not None:
        raise click.UsageError("--worth and --node exclude each other.")
    graph = open_graph(data)
    scenario = chosen.scenario(graph)
    one = None if node is None else graph.resolve(node).value
    with progress("comparing"):
        made = scenario.make()
        check_present(made, [one] if one is not None else [])
        if worth:
            result = worth_of_scores(made, seed=seed)
        else:
            result = link_scores(made, one) if links else structural_equivalence(made, one)
    out.write(result)


@command(
    examples="""
pactgraph network robustness party-party
pactgraph network robustness country-country --roll-up --measure strength
pactgraph network robustness party-party --ranks --draw initiatives --top 10
"""
)
def robustness(
    chosen: Network,
    out: Output,
    measure: Annotated[
        str, opt("The measure that ranks the nodes.", metavar="MEASURE", shell_complete=complete_measure)
    ] = "degree",
    ranks: Annotated[bool, opt("Show the range of each node's rank, not the variations.")] = False,
    draws: Annotated[int, opt("Random networks to draw.", type=click.IntRange(0))] = 200,
    draw: Annotated[str, opt("What is drawn at random.", type=click.Choice(DRAWN))] = "claims",
    fast: Fast = False,
    seed: Seed = 0,
    data: Data = None,
) -> None:
    """Rank the nodes of a network that PROJECTION makes by MEASURE, and again under other choices.

    Only firm claims, only what is signed, without single-source claims, with another weight or projection,
    without each source in turn; and with claims drawn at random. The result is Kendall's tau with the
    ranking as it is, and how many of the first ten stay; with --ranks, the range of each node's rank.
    """
    scenario = chosen.scenario(open_graph(data))
    number = draws if ranks else 0
    with progress("testing other choices"):
        found = tested(
            scenario, measure, options=measuring.Options(fast=fast), number=number, seed=seed, drawn=draw
        )
    out.write(found.ranks if ranks else found.variations)


@command(
    name="over-time",
    examples="""
pactgraph network over-time country-country
pactgraph network over-time two-mode --since 2015 --dates possibly
pactgraph network over-time country-country --ties
pactgraph network over-time party-party --measure degree --nodes 5
pactgraph network over-time party-party --plot growth.svg --quiet
""",
)
def over_time(
    chosen: Network,
    out: Output,
    ties: Annotated[bool, opt("Show when each tie is first and last seen.")] = False,
    measure: Annotated[
        str | None,
        opt("Show how this measure of nodes changes.", metavar="MEASURE", shell_complete=complete_measure),
    ] = None,
    nodes: Annotated[
        int,
        opt("With --measure: so many nodes, the last year's highest; 0 for all.", type=click.IntRange(0)),
    ] = 10,
    snapshots: Annotated[
        bool, opt("With --measure: measure each year by itself, not all years until then.")
    ] = False,
    dates: Annotated[
        Reading,
        opt(
            "A date of several years counts as the last of them (surely) or the first.",
            type=click.Choice(READINGS),
        ),
    ] = "surely",
    plot: Annotated[
        Path | None,
        opt(
            "Draw it too, as SVG or PNG by the file's ending.",
            type=click.Path(path_type=Path, dir_okay=False),
            metavar="FILE",
        ),
    ] = None,
    data: Data = None,
) -> None:
    """Follow the network that PROJECTION makes from year to year: size, growth, and which ties were kept.

    A tie is dated by its own dates, else by what happened to its initiative. With --ties, the years in which
    each tie was first and last seen; with --measure, the values of a measure of nodes.
    """
    from pactgraph.views.plots import series_plot

    if ties and (measure is not None or plot is not None):
        raise click.UsageError("--ties goes with neither --measure nor --plot.")
    if plot is not None and plot.suffix not in PLOTS:
        raise ParameterError(f"the plot {plot}", expected=f"a file that ends in {' or '.join(PLOTS)}")
    scenario = chosen.scenario(open_graph(data))
    with progress("going through the years"):
        if ties:
            result = years.first_and_last(scenario, dates)
        elif measure is not None:
            result = years.measure_over_time(scenario, measure, top=nodes, snapshots=snapshots, reading=dates)
        else:
            result = years.over_time(scenario, dates)
    if plot is not None:
        drawn = series_plot(result.title, years.series_of(result), what=measure or "number")
        deliver(drawn.png() if plot.suffix == ".png" else drawn.svg(), plot)
    out.write(result, rows=len(result))


@command(
    examples="""
pactgraph network export country-country gexf -o countries.gexf
pactgraph network export party-party graphml --since 2015 -o parties.graphml
pactgraph network export two-mode csv --output tables --quiet
pactgraph network export country-country json --roll-up > countries.json
"""
)
def export(
    chosen: Network,
    form: Annotated[str, arg("FORMAT", type=click.Choice(list(NETWORK_EXPORTS)), required=True)],
    output: Annotated[
        Path | None,
        opt("A file; of csv a folder. [default: standard output; csv needs a folder]", "-o", "--output"),
    ] = None,
    data: Data = None,
) -> None:
    """Write the network that PROJECTION makes as FORMAT: gexf, graphml, csv or json.

    Each file holds how the network was made: rule, filters, what is left out, version. Nodes and ties name
    their claims. csv is a folder: nodes.csv and edges.csv with Gephi's column names, and csv-metadata.json,
    which describes them.
    """
    if form == "csv" and (output is None or str(output) == "-"):
        raise ParameterError(
            "csv without a folder", expected="a folder for its files", mend="name one with -o"
        )
    graph = open_graph(data)
    with progress("exporting"):
        written = export_network(chosen.drawn(graph), form, graph.cards)
    if isinstance(written, str):
        deliver(written, output)
    else:
        deliver_all(written, output or Path())
