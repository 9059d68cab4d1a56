"""Commands that trace ties: path, ego, compare, common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial, wraps
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pactgraph.cli.choosing import chosen_recipe, complete_projection, filter_options
from pactgraph.cli.command import Command
from pactgraph.cli.options import data_option, open_graph
from pactgraph.cli.showing import chosen_form, result_options, show_result

if TYPE_CHECKING:
    import networkx as nx

    from pactgraph.graph import Graph
    from pactgraph.network.paths import Path as Found
    from pactgraph.store.base import Store

F = TypeVar("F", bound=Callable[..., Any])


def traced_options(function: F) -> F:
    """Add --projection, --roll-up, --directed and the filters, as one argument ``network``."""

    @wraps(function)
    def called(projection: str, roll_up: bool, directed: bool, filters: dict[str, Any], **given: Any) -> Any:
        chosen = {"projection": projection, "roll_up": roll_up, "directed": directed, "weight": "newman"}
        return function(network={**chosen, "filters": filters}, **given)

    held: Any = filter_options(called)
    for option in reversed((
        click.option("--projection", default="two-mode", show_default=True, metavar="NAME",
                     shell_complete=complete_projection, help="See pactgraph network projections."),
        click.option("--roll-up", is_flag=True, help="Cities, companies and bodies count as their country."),
        click.option("--directed", is_flag=True, help="From those who give to those who receive."),
    )):  # fmt: skip
        held = option(held)
    return held  # type: ignore[no-any-return]


@click.command(
    cls=Command,
    short_help="Find the shortest paths between two things, with the claims.",
    examples="""
pactgraph path Cuba Mongolia
pactgraph path Cuba Argentina --projection country-country
pactgraph path Epson China --projection company-country --along
pactgraph path Russia Mongolia --best 5 --avoid China
pactgraph path "ANEXT Bank" Huawei --projection knowledge --format json
pactgraph path Cuba Russia --without-modality recommended
""",
)
@click.argument("start", metavar="A")
@click.argument("end", metavar="B")
@click.option("--best", type=click.IntRange(1), metavar="K", help="The K shortest. [default: all shortest]")
@click.option("--avoid", multiple=True, metavar="NAME", help="Lead no path through this; repeatable.")
@click.option("--along", is_flag=True, help="Keep to the direction of arcs.")
@traced_options
@result_options
@data_option
def path(
    network: dict[str, Any],
    start: str,
    end: str,
    best: int | None,
    avoid: tuple[str, ...],
    along: bool,
    top: int | None,
    form: str | None,
    output: Path | None,
    data: str | None,
) -> None:
    """Find all shortest paths from A to B, or the K best, each hop with the claims behind it.

    Every tie is one hop, whatever its weight. In the two-mode network parties are joined by initiatives;
    --projection knowledge also knows who owns, is part of, or lies in what.
    """
    from pactgraph.answers.claim import stated_at
    from pactgraph.cli.output import write_json
    from pactgraph.network.paths import best_paths, paths_table, shortest_paths

    held, graph, (one, other, *closed) = _network(data, network, [start, end, *avoid], ends=2)
    if best:
        found = best_paths(graph, one, other, best, avoid=closed, along=along)
    else:
        found = shortest_paths(graph, one, other, avoid=closed, along=along)
    shape = chosen_form(form, output)
    if output is None and shape == "table":
        _print_paths(held.store, found[:top])
    elif output is None and shape == "json":
        write_json([path.as_dict(lambda claims: _told(held.store, claims)) for path in found[:top]])
    else:
        show_result(paths_table(graph, found, partial(stated_at, held.store)), form, output, top)


def _told(store: Store, claims: Sequence[str]) -> list[dict[str, object]]:
    from pactgraph.answers.claim import cards

    return [card.as_dict() for card in cards(store, claims)]


def _print_paths(store: Store, paths: list[Found]) -> None:
    from pactgraph.answers.claim import cards
    from pactgraph.cli.messages import plural, say
    from pactgraph.cli.tables import print_lines

    for number, found in enumerate(paths, start=1):
        say(f"{number}. {' → '.join(found.labels)}", bold=True)
        for hop, (here, there) in zip(found.hops, pairwise(found.labels), strict=True):
            print_lines([f"{here} – {there}: {hop.words} ({hop.stated})"], 2)
            for card in cards(store, hop.claims):
                print_lines([f"{card.id}  {card.text}"], 4, fg="cyan")
                print_lines([f"stated in {card.where}"], 6)
    length = len(paths[0].hops) if paths else 0
    say(f"{plural(len(paths), 'path')}, the shortest of {plural(length, 'hop')}", dim=True)


@click.command(
    cls=Command,
    short_help="Show who is near one thing, with the ties and their claims.",
    examples="""
pactgraph ego Cuba
pactgraph ego Russia --projection country-country --roll-up
pactgraph ego Cuba --radius 2 --format csv
""",
)
@click.argument("name", metavar="A")
@click.option("--radius", type=click.IntRange(1), default=1, show_default=True, metavar="N",
              help="How many hops away at most.")  # fmt: skip
@traced_options
@result_options
@data_option
def ego(
    network: dict[str, Any],
    name: str,
    radius: int,
    top: int | None,
    form: str | None,
    output: Path | None,
    data: str | None,
) -> None:
    """Show what is within N hops of A, the nearest first, with the tie to each neighbour and its sources."""
    from pactgraph.answers.claim import stated_at
    from pactgraph.network.neighbourhoods import ego as near

    held, graph, (node,) = _network(data, network, [name])
    show_result(near(graph, node, radius, partial(stated_at, held.store)), form, output, top)


@click.command(
    cls=Command,
    short_help="Compare two things: shared ties, only A's, only B's.",
    examples="""
pactgraph compare China Russia
pactgraph compare Cuba Czechia --projection country-country
pactgraph compare China Russia --without-modality recommended --format json
""",
)
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@traced_options
@result_options
@data_option
def compare(
    network: dict[str, Any],
    one: str,
    other: str,
    top: int | None,
    form: str | None,
    output: Path | None,
    data: str | None,
) -> None:
    """Compare A and B: what both are tied to, what only A is, and what only B is."""
    from pactgraph.network.neighbourhoods import compare as compared

    _, graph, ends = _network(data, network, [one, other])
    show_result(compared(graph, *ends), form, output, top)


@click.command(
    cls=Command,
    short_help="Show what several things have in common.",
    examples="""
pactgraph common China Russia Mongolia
pactgraph common Cuba Czechia --projection country-country
""",
)
@click.argument("names", metavar="A B ...", nargs=-1, required=True)
@traced_options
@result_options
@data_option
def common(
    network: dict[str, Any],
    names: tuple[str, ...],
    top: int | None,
    form: str | None,
    output: Path | None,
    data: str | None,
) -> None:
    """Show what A, B and all others that are named are tied to alike."""
    from pactgraph.network.neighbourhoods import common as shared

    _, graph, nodes = _network(data, network, list(names))
    show_result(shared(graph, nodes), form, output, top)


def _network(
    data: str | None, network: dict[str, Any], names: list[str], ends: int | None = None
) -> tuple[Graph, nx.Graph, list[str]]:
    """Return the graph, the network, and the nodes named; the first ``ends``, or all, must be in it."""
    from pactgraph.network.neighbourhoods import check_present

    graph = open_graph(data)
    recipe = chosen_recipe(graph, network)
    nodes = [graph.resolve(name).value for name in names]
    made = recipe.make()
    check_present(made, nodes[:ends])
    return graph, made, nodes


COMMANDS = (path, ego, compare, common)
