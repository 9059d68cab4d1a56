"""Options that say which network is meant: projection, filters, weight; the same for all commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pactgraph.cli.options import open_graph

if TYPE_CHECKING:
    from pactgraph.graph import Graph
    from pactgraph.network.scenarios import Recipe

F = TypeVar("F", bound=Callable[..., Any])

#: Written out, so that --help need not load the network code; a test holds them equal to the registries.
PROJECTIONS = (
    "two-mode", "party-party", "country-country", "company-country", "initiative-initiative", "knowledge",
)  # fmt: skip
WEIGHTS = ("newman", "count")
#: Options by the field of Filters that they fill; the first two take a year, the next a date.
YEARS = {"since": "No tie dated before this year.", "until": "No tie dated after this year."}
MANY = {
    "modalities": ("--modality", "Only what is stated so, such as asserted; repeatable."),
    "without_modalities": ("--without-modality", "Nothing stated so, such as recommended; repeatable."),
    "statuses": ("--status", "Only initiatives that got so far, such as signed; repeatable."),
    "roles": ("--role", "Only these roles, such as signatory; repeatable."),
    "sources": ("--source", "Only what this source states; repeatable."),
    "without_sources": ("--without-source", "Nothing of what this source states; repeatable."),
    "areas": ("--area", "Only this cooperation area; repeatable."),
}


def projection_argument(function: F) -> F:
    """Add PROJECTION, two-mode where none is given."""
    return click.argument("projection", default="two-mode", shell_complete=complete_projection)(function)


def complete_projection(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Offer the names of the projections to the shell."""
    return [name for name in PROJECTIONS if name.startswith(begun)]


def filter_options(function: F) -> F:
    """Add the filters, as one argument ``filters``: the keywords of Filters that were given."""
    options = [
        *(
            click.option(f"--{name}", f"filter_{name}", type=int, metavar="YEAR", help=words)
            for name, words in YEARS.items()
        ),
        click.option(
            "--as-of", "filter_as_of", metavar="DATE", help="What had come about by this date (EDTF)."
        ),
        *(
            click.option(option, f"filter_{name}", multiple=True, metavar="CODE", help=words)
            for name, (option, words) in MANY.items()
        ),
        click.option(
            "--no-single-source",
            "filter_single_source",
            is_flag=True,
            help="Nothing that only one source states.",
        ),
    ]
    return _gathering(function, options)


def network_options(function: F) -> F:
    """Add PROJECTION, weight, rolling up, direction and filters, as one argument ``network``."""
    options = [
        click.argument("projection", default="two-mode", shell_complete=complete_projection),
        click.option(
            "--weight",
            type=click.Choice(WEIGHTS),
            default="newman",
            show_default=True,
            help="What a shared initiative of n parties adds to a tie: 1/(n-1), or 1.",
        ),
        click.option("--roll-up", is_flag=True, help="Cities, companies and bodies count as their country."),
        click.option("--directed", is_flag=True, help="From those who give to those who receive."),
    ]
    inner = filter_options(_taking_network(function))
    for option in reversed(options):
        inner = option(inner)
    return inner


def _taking_network(function: F) -> F:
    from functools import wraps

    @wraps(function)
    def called(
        projection: str, weight: str, roll_up: bool, directed: bool, filters: dict[str, Any], **given: Any
    ) -> Any:
        chosen = {"projection": projection, "weight": weight, "roll_up": roll_up, "directed": directed}
        return function(network={**chosen, "filters": filters}, **given)

    return called  # type: ignore[return-value]


def _gathering(function: F, options: list[Any]) -> F:
    """Add options whose names begin with ``filter_``, and hand those that were given over as one dict."""
    from functools import wraps

    @wraps(function)
    def called(**given: Any) -> Any:
        held = {name: given.pop(name) for name in list(given) if name.startswith("filter_")}
        filters = {name.removeprefix("filter_"): value for name, value in held.items() if value}
        if "single_source" in filters:
            filters["single_source"] = False
        return function(filters=filters, **given)

    gathered: Any = called
    for option in reversed(options):
        gathered = option(gathered)
    return gathered  # type: ignore[no-any-return]


def chosen_recipe(graph: Graph, network: dict[str, Any]) -> Recipe:
    """Return how the network that the options mean is made.

    :raises UnknownNameError: where there is no such projection.
    :raises ParameterError: where a filter names what is not there.
    """
    from pactgraph.network.filters import Filters
    from pactgraph.network.participations import read_participations
    from pactgraph.network.projections import projection_named
    from pactgraph.network.scenarios import Recipe

    # A slip in a name is told before anything is read.
    projection_named(network["projection"])
    filters = Filters(**network["filters"])
    return Recipe(
        read_participations(graph.store),
        network["projection"],
        filters,
        network["weight"],
        network["roll_up"],
        network["directed"],
    )


def open_recipe(data: str | None, network: dict[str, Any]) -> Recipe:
    """Open the graph and return how the network that the options mean is made."""
    return chosen_recipe(open_graph(data), network)
