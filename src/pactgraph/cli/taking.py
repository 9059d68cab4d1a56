"""Commands that look and take away: view, export."""

from __future__ import annotations

from pathlib import Path

import click

from pactgraph.cli.command import Command
from pactgraph.cli.messages import note
from pactgraph.cli.options import data_option, open_graph
from pactgraph.cli.output import write
from pactgraph.cli.progress import progress

#: Written out, so that --help need not load the exporters; tests hold them equal to the registries.
FORMATS = ("ttl", "trig", "nt", "nq", "jsonld", "rdfxml")
LARGE = ("backbone", "ties", "whole")
LAYERS = ("ontology", "things", "claims", "judgements", "derived", "disagreements")


@click.command(
    cls=Command,
    short_help="Write the graph in an RDF format.",
    examples="""
pactgraph export ttl > pactgraph.ttl
pactgraph export ttl --without derived --without ontology -o claims.ttl
pactgraph export trig --source china-daily-innovation
pactgraph export jsonld -o pactgraph.jsonld
""",
)
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.option(
    "--source", "sources", multiple=True, help="Only this source, and what it speaks of; repeatable."
)
@click.option("--without", multiple=True, type=click.Choice(LAYERS), help="Leave out this layer; repeatable.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="[default: standard output]"
)
@data_option
def export(
    form: str, sources: tuple[str, ...], without: tuple[str, ...], output: Path | None, data: str | None
) -> None:
    """Write the graph as FORMAT: ttl, trig, nt, nq, jsonld or rdfxml.

    trig, nq and jsonld keep the named graphs, which say which source states what. The same graph gives the
    same bytes.
    """
    graph = open_graph(data)
    with progress("exporting"):
        text = graph.export(form, sources=sources, without=without)
    _deliver(text, output)


def complete_view(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Offer the names of the views to the shell."""
    from pactgraph.errors import PactgraphError
    from pactgraph.views.definition import view_names

    try:
        return [name for name in view_names() if name.startswith(begun)]
    except PactgraphError:
        return []


def complete_parameter(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Offer the parameters of the view that is named, each with its equals sign."""
    from pactgraph.errors import PactgraphError
    from pactgraph.views.definition import load_view, view_path

    try:
        known = load_view(view_path(context.params.get("name") or "")).parameters
    except PactgraphError:
        return []
    return [f"{name}=" for name in known if name.startswith(begun)]


@click.command(
    cls=Command,
    short_help="Draw a view, or all, as HTML pages.",
    examples="""
pactgraph view --list
pactgraph view two-mode -o network.html
pactgraph view ego party=Cuba -o cuba.html
pactgraph view path from=Cuba to=Mongolia -o path.html
pactgraph view --all -o views
""",
)
@click.argument("name", required=False, shell_complete=complete_view)
@click.argument("given", nargs=-1, metavar="[KEY=VALUE]...", shell_complete=complete_parameter)
@click.option("--list", "listing", is_flag=True, help="List the views.")
@click.option("--all", "every", is_flag=True, help="Draw all views, and an index of them, into a folder.")
@click.option(
    "--large",
    type=click.Choice(LARGE),
    default=LARGE[0],
    show_default=True,
    help="What to show of a network too large for a page: ties that are heavier than chance would make them, "
    "the heaviest ties, or the whole.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="[default: NAME.html; with --all: views]"
)
@data_option
@click.pass_context
def view(
    context: click.Context,
    name: str | None,
    given: tuple[str, ...],
    listing: bool,
    every: bool,
    large: str,
    output: Path | None,
    data: str | None,
) -> None:
    """Draw the view NAME as one HTML page that needs nothing from anywhere; it opens in any browser.

    A view about one thing, or about two, takes them as KEY=VALUE. Without NAME it is two-mode. With --all it
    exits with 1 where this graph gives nothing to draw of some view.
    """
    from pactgraph.cli.asking import read_pairs
    from pactgraph.views.definition import load_view, view_path
    from pactgraph.views.gallery import Renderer

    if listing:
        _list_views()
        return
    if every:
        _refuse_name(name)
        context.exit(_draw_all(data, large, output or Path("views")))
    chosen = load_view(view_path(name or "two-mode"))
    # A slip in a name is told before anything is read.
    pairs = read_pairs(given)
    chosen.given(pairs)
    graph = open_graph(data)
    with progress("drawing"):
        page = Renderer(graph.store, large=large).draw(chosen, pairs).html
    place = output or Path(f"{chosen.name}.html")
    _deliver(page, place)
    if str(place) != "-":
        note(f"open {place} in a browser")


def _list_views() -> None:
    from pactgraph.cli.options import chosen
    from pactgraph.cli.output import write_rows
    from pactgraph.views.gallery import all_views

    rows = [
        (view.name, view.title, " ".join(f"{key}={value}" for key, value in view.parameters.items() if value))
        for view in all_views()
    ]
    write_rows(("view", "title", "parameters"), rows, chosen(None, ("table", "csv")))


def _refuse_name(name: str | None) -> None:
    from pactgraph.errors import ParameterError

    if name:
        raise ParameterError(f"{name} with --all", expected="a view, or --all", mend="leave out one of them")


def _draw_all(data: str | None, large: str, folder: Path) -> int:
    """Draw all views into a folder; nothing is written before all are drawn."""
    from pactgraph.errors import MissingFileError
    from pactgraph.views.gallery import INDEX, Renderer, gallery

    graph = open_graph(data)
    with progress("drawing") as tell:
        pages, left = gallery(Renderer(graph.store, home=INDEX, large=large), tell=tell)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MissingFileError(
            f"a folder that cannot be made ({error.strerror})", mend="name another with -o", file=folder
        ) from None
    for name in sorted(pages):
        _deliver(pages[name], folder / name)
    for one in left:
        note(f"not drawn: {one.view.name}: {one.reason.found}")
    note(f"open {folder / INDEX} in a browser")
    return 1 if left else 0


def _deliver(text: str, output: Path | None) -> None:
    """Write to standard output, or to a file in one step."""
    from pactgraph.errors import MissingFileError
    from pactgraph.store.formatting import replace_text

    if output is None or str(output) == "-":
        write(text)
        return
    try:
        replace_text(output, text)
    except OSError as error:
        raise MissingFileError(
            f"a place that cannot be written ({error.strerror})", mend="name another with -o", file=output
        ) from None


COMMANDS = (export, view)
