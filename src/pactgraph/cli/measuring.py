"""Commands that measure networks: measures, communities, similar, robustness."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pactgraph.cli.choosing import chosen_recipe, network_options, open_recipe
from pactgraph.cli.command import Command
from pactgraph.cli.options import data_option, open_graph
from pactgraph.cli.progress import progress
from pactgraph.cli.showing import chosen_form, result_options, show_result

if TYPE_CHECKING:
    from pactgraph.graph import Graph
    from pactgraph.network.measures import Options
    from pactgraph.network.results import Result

METHODS = ("louvain", "leiden")
DRAWN = ("claims", "initiatives")
seed_option = click.option(
    "--seed", type=int, default=0, show_default=True, help="Of all that is drawn by lot."
)


def complete_measure(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Offer the names of the measures to the shell."""
    from pactgraph.network.measures import MEASURES

    return [name for name in MEASURES if name.startswith(begun)]


@click.command(
    cls=Command,
    short_help="Measure nodes, ties or the whole network.",
    examples="""
pactgraph network measures country-country --roll-up
pactgraph network measures party-party --measure betweenness --robust
pactgraph network measures country-country --measure figures --since 2015
pactgraph network measures two-mode --measure strength --format json
pactgraph network measures --list
""",
)
@network_options
@click.option("--measure", "name", metavar="MEASURE", shell_complete=complete_measure, help="Only this one.")
@click.option("--list", "listing", is_flag=True, help="List the measures, with formula and source.")
@click.option("--robust", is_flag=True, help="Show how far the ranks hold: see pactgraph network robustness.")
@click.option(
    "--attributes",
    "table",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="CSV: node, and attributes such as region and income, for assortativity.",
)
@click.option(
    "--samples",
    type=click.IntRange(1),
    default=100,
    show_default=True,
    help="Random networks to compare with; nodes to estimate from.",
)
@click.option("--fast", is_flag=True, help="Let igraph compute what it computes alike.")
@seed_option
@result_options
@data_option
def measures(
    network: dict[str, Any],
    name: str | None,
    listing: bool,
    robust: bool,
    table: Path | None,
    samples: int,
    fast: bool,
    seed: int,
    top: int | None,
    form: str | None,
    output: Path | None,
    data: str | None,
) -> None:
    """Measure a network that PROJECTION makes: its nodes in several ways, or by one MEASURE.

    Each measure says its formula, its source, and what it does with isolated nodes and disconnected parts.
    Tables show the first 20 rows and a few measures; CSV, JSON, Parquet and Turtle hold all.
    """
    from pactgraph.network.measures import SHORT, describe, measure, profile

    if listing:
        _list(describe(), form, output)
        return
    graph = open_graph(data)
    options = _options(graph, table, samples, fast, seed)
    recipe = chosen_recipe(graph, network)
    with progress("measuring"):
        if robust:
            from pactgraph.network.robustness import robustness

            result = robustness(recipe, name or "degree", options=options, seed=seed).ranks
        elif name is not None:
            result = measure(recipe.make(), name, options)
        elif chosen_form(form, output) == "table":
            short = profile(recipe.make(), SHORT, options)
            result = replace(short, method="see: pactgraph network measures --list", source="")
        else:
            result = profile(recipe.make(), options=options)
    show_result(result, form, output, top)


def _list(result: Result, form: str | None, output: Path | None) -> None:
    from pactgraph.cli.messages import say
    from pactgraph.cli.tables import print_lines

    if chosen_form(form, output) != "table":
        show_result(result, form, output)
        return
    for row in result.records():
        say(str(row["measure"]), end="", fg="cyan")
        say(f" ({row['of']}): {row['title']}")
        told = ("unit", "isolated", "disconnected", "source")
        print_lines([str(row["formula"]), *(f"{name}: {row[name]}" for name in told)], indent=4)


def _options(graph: Graph, table: Path | None, samples: int, fast: bool, seed: int) -> Options:
    from pactgraph.network.attributes import read_attributes
    from pactgraph.network.measures import Options

    attributes = {}
    if table is not None:
        attributes = read_attributes(table, lambda name: graph.resolve(name).value)
    return Options(seed=seed, samples=samples, fast=fast, attributes=attributes)


@click.command(
    cls=Command,
    short_help="Find communities, and how sure their members are.",
    examples="""
pactgraph network communities party-party
pactgraph network communities country-country --roll-up --method leiden
pactgraph network communities party-party --summary --runs 20
""",
)
@network_options
@click.option(
    "--method",
    type=click.Choice(METHODS),
    default="louvain",
    show_default=True,
    help="How communities are looked for.",
)
@click.option(
    "--resolution",
    type=float,
    default=1.0,
    show_default=True,
    help="Above 1 for more and smaller communities.",
)
@click.option("--runs", type=click.IntRange(1), default=50, show_default=True, help="Runs with other seeds.")
@click.option("--summary", is_flag=True, help="Show how far the runs agree, not the members.")
@seed_option
@result_options
@data_option
def communities(
    network: dict[str, Any],
    method: str,
    resolution: float,
    runs: int,
    summary: bool,
    seed: int,
    top: int | None,
    form: str | None,
    output: Path | None,
    data: str | None,
) -> None:
    """Find communities in a network that PROJECTION makes, and how stable each member is over many runs."""
    from pactgraph.network.communities import find_communities

    recipe = open_recipe(data, network)
    with progress("looking for communities"):
        found = find_communities(recipe.make(), method, resolution=resolution, seed=seed, runs=runs)
    show_result(found.summary if summary else found.members, form, output, top)


@click.command(
    cls=Command,
    short_help="Compare nodes by whom they are tied to.",
    examples="""
pactgraph network similar country-country --roll-up
pactgraph network similar party-party --node Russia
pactgraph network similar party-party --links
pactgraph network similar party-party --worth
""",
)
@network_options
@click.option("--node", metavar="NAME", help="Only pairs of this one.")
@click.option("--links", is_flag=True, help="Score pairs that are not tied: how well placed they are.")
@click.option("--worth", is_flag=True, help="Try what these scores are worth in this network.")
@seed_option
@result_options
@data_option
def similar(
    network: dict[str, Any],
    node: str | None,
    links: bool,
    worth: bool,
    seed: int,
    top: int | None,
    form: str | None,
    output: Path | None,
    data: str | None,
) -> None:
    """Find pairs in a network that PROJECTION makes that are tied to the same others.

    With --links, pairs that are not tied yet are scored by the neighbours that they share. That is no
    forecast; --worth tells how well the scores find ties that were taken away.
    """
    from pactgraph.network.similarity import link_scores, structural_equivalence, worth_of_scores

    if worth and node is not None:
        raise click.UsageError("--worth and --node exclude each other.")
    graph = open_graph(data)
    recipe = chosen_recipe(graph, network)
    one = None if node is None else graph.resolve(node).value
    with progress("comparing"):
        made = recipe.make()
        if one is not None:
            from pactgraph.network.neighbourhoods import check_present

            check_present(made, [one])
        if worth:
            result = worth_of_scores(made, seed=seed)
        else:
            result = link_scores(made, one) if links else structural_equivalence(made, one)
    show_result(result, form, output, top)


@click.command(
    cls=Command,
    short_help="Show whether a ranking holds under other choices.",
    examples="""
pactgraph network robustness party-party
pactgraph network robustness country-country --roll-up --measure strength
pactgraph network robustness party-party --ranks --draw initiatives --top 10
""",
)
@network_options
@click.option(
    "--measure",
    "name",
    default="degree",
    show_default=True,
    metavar="MEASURE",
    shell_complete=complete_measure,
    help="What nodes are ranked by.",
)
@click.option("--ranks", is_flag=True, help="Show the range of each node's rank, not the variations.")
@click.option(
    "--draws",
    type=click.IntRange(0),
    default=200,
    show_default=True,
    help="Networks made from what is drawn by lot.",
)
@click.option(
    "--draw",
    "drawn",
    type=click.Choice(DRAWN),
    default="claims",
    show_default=True,
    help="What is drawn by lot.",
)
@click.option("--fast", is_flag=True, help="Let igraph compute what it computes alike.")
@seed_option
@result_options
@data_option
def robustness(
    network: dict[str, Any],
    name: str,
    ranks: bool,
    draws: int,
    drawn: str,
    fast: bool,
    seed: int,
    top: int | None,
    form: str | None,
    output: Path | None,
    data: str | None,
) -> None:
    """Rank the nodes of a network that PROJECTION makes by MEASURE, and again under other choices.

    Only firm claims, only what is signed, without single-source claims, with another weight or projection,
    without each source in turn; and with claims drawn by lot. Shown are Kendall's tau with the ranking as it
    is, and how many of the first ten stay; with --ranks, between which ranks each node moves.
    """
    from pactgraph.network.measures import Options
    from pactgraph.network.robustness import robustness as tried

    recipe = open_recipe(data, network)
    with progress("trying other choices"):
        found = tried(
            recipe, name, options=Options(fast=fast), number=draws if ranks else 0, seed=seed, drawn=drawn
        )
    show_result(found.ranks if ranks else found.variations, form, output, top)


COMMANDS = (measures, communities, similar, robustness)
