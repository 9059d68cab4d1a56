"""Commands that take away: export, view."""

from __future__ import annotations

from pathlib import Path

import click

from pactgraph.cli.command import Command
from pactgraph.cli.messages import note
from pactgraph.cli.options import data_option, open_graph
from pactgraph.cli.output import write
from pactgraph.cli.progress import progress

#: Written out, so that --help need not load the exporters; a test holds them equal to the registry.
FORMATS = ("ttl", "trig", "nt", "nq", "jsonld", "rdfxml")
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


@click.command(
    cls=Command,
    short_help="Draw a view as one HTML page.",
    examples="""
pactgraph view --list
pactgraph view two-mode -o network.html
""",
)
@click.argument("name", default="two-mode", shell_complete=complete_view)
@click.option("--list", "listing", is_flag=True, help="List the views.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="[default: NAME.html]")
@data_option
def view(name: str, listing: bool, output: Path | None, data: str | None) -> None:
    """Draw the view NAME as one HTML page that needs nothing from anywhere; it opens in any browser."""
    from pactgraph.build.pipeline import draw
    from pactgraph.views.definition import view_names

    if listing:
        write("".join(f"{listed}\n" for listed in view_names()))
        return
    graph = open_graph(data)
    with progress("drawing"):
        page = draw(graph.store, name)
    place = output or Path(f"{name}.html")
    _deliver(page, place)
    if str(place) != "-":
        note(f"open {place} in a browser")


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
