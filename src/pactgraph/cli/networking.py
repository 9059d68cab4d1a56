"""The group ``network``: projections, what a network is, its backbone, and how it changes over time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pactgraph.cli import measuring, reporting
from pactgraph.cli.choosing import network_options, open_recipe
from pactgraph.cli.command import Command, CommandGroup
from pactgraph.cli.options import data_option
from pactgraph.cli.progress import progress
from pactgraph.cli.showing import deliver, result_options, show_result

if TYPE_CHECKING:
    from pactgraph.network.results import Result

#: Written out, so that --help need not load the network code; a test holds them equal to the registries.
BACKBONES = ("disparity", "fdsm")
READINGS = ("surely", "possibly")
PLOTS = (".svg", ".png")


@click.command(
    cls=Command,
    short_help="List the projections, with nodes, edges, weight and time.",
    examples="""
pactgraph network projections
pactgraph network projections --format json
""",
)
@result_options
def projections(top: int | None, form: str | None, output: Path | None) -> None:
    """List the projections: each is a choice of nodes, edges, weight and time."""
    from pactgraph.cli.messages import say
    from pactgraph.cli.showing import chosen_form
    from pactgraph.cli.tables import print_lines
    from pactgraph.network.projections.description import list_projections

    result = list_projections()
    if chosen_form(form, output) != "table" or output is not None:
        show_result(result, form, output, top)
        return
    for row in result.records()[:top]:
        say(str(row["name"]), end="", fg="cyan")
        say(f": {row['title']}")
        lines = [row["nodes"], row["edges"], row["weight"], row["time"]]
        print_lines([str(line) for line in lines], indent=4)
        if row["choices"]:
            print_lines([f"Choices: {row['choices']}."], indent=4)


@click.command(
    cls=Command,
    short_help="Say how a network is made, how large it is, what it leaves out.",
    examples="""
pactgraph network show country-country --roll-up
pactgraph network show party-party --without-modality recommended
pactgraph network show --source ye-small-economies --format json
""",
)
@network_options
@result_options
@data_option
def show(
    network: dict[str, Any], top: int | None, form: str | None, output: Path | None, data: str | None
) -> None:
    """Say how the network that PROJECTION makes is made, how large it is, and what it leaves out."""
    from pactgraph.network.projections.description import describe_network

    result = describe_network(open_recipe(data, network).make())
    show_result(result, form, output, top or len(result))


@click.command(
    cls=Command,
    short_help="Test which ties are heavier than chance.",
    examples="""
pactgraph network backbone party-party
pactgraph network backbone country-country --method fdsm --samples 200
""",
)
@network_options
@click.option("--method", type=click.Choice(BACKBONES), default="disparity", show_default=True,
              help="By weights, or by a null model of who takes part in what.")  # fmt: skip
@click.option("--alpha", type=float, default=0.05, show_default=True, help="A tie stays where p is below.")
@click.option("--samples", type=click.IntRange(1), default=1000, show_default=True,
              help="Networks drawn by lot, of fdsm.")  # fmt: skip
@click.option("--seed", type=int, default=0, show_default=True, help="Of what is drawn by lot.")
@result_options
@data_option
def backbone(
    network: dict[str, Any],
    method: str,
    alpha: float,
    samples: int,
    seed: int,
    top: int | None,
    form: str | None,
    output: Path | None,
    data: str | None,
) -> None:
    """Test each tie of the one-mode network that PROJECTION makes: is it heavier than chance would make it?

    The disparity filter looks at how a node's strength is spread over its ties. The fixed degree sequence
    model (fdsm) draws networks in which every party takes part in as many initiatives as it does.
    """
    from pactgraph.network.backbone import backbone_table

    recipe = open_recipe(data, network)
    with progress("testing ties"):
        result = backbone_table(recipe.make(), method, alpha=alpha, samples=samples, seed=seed)
    show_result(result, form, output, top)


@click.command(
    "over-time",
    cls=Command,
    short_help="Follow a network, its ties or a measure through the years.",
    examples="""
pactgraph network over-time country-country
pactgraph network over-time two-mode --since 2015 --dates possibly
pactgraph network over-time country-country --ties
pactgraph network over-time party-party --measure degree --nodes 5
pactgraph network over-time party-party --plot growth.svg --quiet
""",
)
@network_options
@click.option("--ties", is_flag=True, help="Show when each tie is first and last seen.")
@click.option("--measure", "name", metavar="MEASURE", shell_complete=measuring.complete_measure,
              help="Show how this measure of nodes changes.")  # fmt: skip
@click.option("--nodes", type=click.IntRange(0), default=10, show_default=True,
              help="With --measure: so many nodes, the last year's highest; 0 for all.")  # fmt: skip
@click.option("--snapshots", is_flag=True,
              help="With --measure: measure each year by itself, not all that had gathered.")  # fmt: skip
@click.option("--dates", type=click.Choice(READINGS), default="surely", show_default=True,
              help="A date of several years counts as the last of them (surely) or the first.")  # fmt: skip
@click.option("--plot", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Draw it too, as SVG or PNG by the file's ending.")  # fmt: skip
@result_options
@data_option
def over_time(
    network: dict[str, Any],
    ties: bool,
    name: str | None,
    nodes: int,
    snapshots: bool,
    dates: Any,
    plot: Path | None,
    top: int | None,
    form: str | None,
    output: Path | None,
    data: str | None,
) -> None:
    """Follow the network that PROJECTION makes from year to year: size, growth, and which ties were kept.

    A tie is dated by its own dates, else by what happened to its initiative. With --ties, the years in which
    each tie was first and last seen; with --measure, the values of a measure of nodes.
    """
    from pactgraph.network import over_time as through

    if ties and (name is not None or plot is not None):
        raise click.UsageError("--ties goes with neither --measure nor --plot.")
    _check_plot(plot)
    recipe = open_recipe(data, network)
    with progress("going through the years"):
        if ties:
            result = through.first_and_last(recipe, dates)
        elif name is not None:
            result = through.measure_over_time(recipe, name, top=nodes, snapshots=snapshots, reading=dates)
        else:
            result = through.over_time(recipe, dates)
    if plot is not None:
        _draw(result, plot, name)
    show_result(result, form, output, top or len(result))


def _check_plot(plot: Path | None) -> None:
    from pactgraph.errors import ParameterError

    if plot is not None and plot.suffix not in PLOTS:
        raise ParameterError(f"the plot {plot}", expected=f"a file that ends in {' or '.join(PLOTS)}")


def _draw(result: Result, plot: Path, name: str | None) -> None:
    from pactgraph.network.over_time import series_of
    from pactgraph.views.plots import series_plot

    drawn = series_plot(result.title, series_of(result), what=name or "number")
    deliver(drawn.png() if plot.suffix == ".png" else drawn.svg().encode(), plot)


@click.group(
    "network",
    cls=CommandGroup,
    sections={
        "Make": (projections, show, backbone),
        "Measure": (*measuring.COMMANDS, over_time),
        "Take away": (reporting.export,),
    },
    short_help="Make, measure and take away networks of who cooperates.",
    invoke_without_command=True,
)
@click.pass_context
def network(context: click.Context) -> None:
    """Make networks from the graph, measure them and take them away; each choice is stated."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


COMMANDS = (network,)
