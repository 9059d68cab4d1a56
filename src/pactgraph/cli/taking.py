"""Commands that take away: export, view."""

from __future__ import annotations

from pathlib import Path

import click

from pactgraph.cli.common import Command, data_option, open_graph
from pactgraph.cli.output import write

#: Written out, so that --help need not load the exporters; a test holds them equal to the registry.
FORMATS = ("ttl", "trig", "nt", "nq", "jsonld", "rdfxml")
LAYERS = ("ontology", "things", "claims", "derived")


@click.command(
    cls=Command,
    examples="""
pactgraph export ttl > pactgraph.ttl
pactgraph export ttl --without derived --without ontology -o claims.ttl
pactgraph export trig --source china-daily-innovation
pactgraph export jsonld -o pactgraph.jsonld
""",
)
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.option("--source", "sources", multiple=True, help="Only this source, and what it speaks of; repeatable.")
@click.option("--without", multiple=True, type=click.Choice(LAYERS), help="Leave out this layer; repeatable.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="[default: standard output]")
@data_option
def export(
    form: str, sources: tuple[str, ...], without: tuple[str, ...], output: Path | None, data: str | None
) -> None:
    """Write the graph as FORMAT: ttl, trig, nt, nq, jsonld or rdfxml.

    trig, nq and jsonld keep the named graphs, which say which source states what. The same graph gives the
    same bytes.
    """
    text = open_graph(data).export(form, sources=sources, without=without)
    _deliver(text, output)


@click.command(cls=Command, examples="pactgraph view two-mode -o network.html\npactgraph view --list")
@click.argument("name", default="two-mode")
@click.option("--list", "listing", is_flag=True, help="List the views.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="[default: NAME.html]")
@data_option
def view(name: str, listing: bool, output: Path | None, data: str | None) -> None:
    """Draw the view NAME as one HTML page that needs nothing from anywhere."""
    from pactgraph.build.pipeline import draw
    from pactgraph.views.definition import view_names

    if listing:
        write("".join(f"{listed}\n" for listed in view_names()))
        return
    page = draw(open_graph(data).store, name)
    place = output or Path(f"{name}.html")
    _deliver(page, place)
    click.echo(f"open {place} in a browser", err=True)


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
