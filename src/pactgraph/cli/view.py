"""The command ``view``: draw views."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import click

from pactgraph.cli.command import arg, command, opt
from pactgraph.cli.messages import note
from pactgraph.cli.options import Data, on_terminal, open_graph, read_pairs
from pactgraph.cli.output import deliver, deliver_all, write_rows
from pactgraph.cli.progress import progress
from pactgraph.errors import PactgraphError, ParameterError
from pactgraph.views.convert import ENDINGS, convert
from pactgraph.views.definition import load_view, view_names, view_path
from pactgraph.views.thinning import WAYS


def complete_view(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Offer the names of the views to the shell."""

    try:
        return [name for name in view_names() if name.startswith(begun)]
    except PactgraphError:
        return []


def complete_parameter(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    """Offer the parameters of the view that is named, each with its equals sign."""

    try:
        known = load_view(view_path(context.params.get("name") or "")).parameters
    except PactgraphError:
        return []
    return [f"{name}=" for name in known if name.startswith(begun)]


@command(
    examples="""
pactgraph view --list
pactgraph view two-mode -o network.html
pactgraph view ego party=Cuba -o cuba.html
pactgraph view two-mode -o network.png
pactgraph view path from=Cuba to=Mongolia -o path.html
pactgraph view --all -o views
"""
)
def view(
    name: Annotated[str | None, arg("[NAME]", shell_complete=complete_view)] = None,
    given: Annotated[tuple[str, ...], arg("[KEY=VALUE]...", shell_complete=complete_parameter)] = (),
    list: Annotated[bool, opt("List the views.")] = False,
    all: Annotated[bool, opt("Draw all views, and an index of them, into a folder.")] = False,
    large: Annotated[
        str,
        opt(
            "The part to draw of a network too large for a page: ties that are heavier than chance would "
            "make them, the heaviest ties, or the whole.",
            type=click.Choice(WAYS),
        ),
    ] = WAYS[0],
    output: Annotated[
        Path | None,
        opt(
            "A page, or a picture by its ending: .html, .svg, .png, .pdf. [default: NAME.html; "
            "with --all: views]",
            "-o",
            "--output",
        ),
    ] = None,
    data: Data = None,
) -> int | None:
    """Draw the view NAME as one HTML page that works offline in any browser, or as a picture.

    A view about one thing, or about two, takes them as KEY=VALUE. Without NAME it is two-mode. With --all it
    exits with 1 where this graph has nothing to draw for some view.
    """
    from pactgraph.views.gallery import Renderer, all_views

    if list:
        rows = []
        for one in all_views():
            usual = " ".join(f"{key}={value}" for key, value in one.parameters.items() if value)
            rows.append((one.name, one.title, usual))
        write_rows(("view", "title", "parameters"), rows, on_terminal(None))
        return 0
    if all:
        if name:
            mend = "leave out one of them"
            raise ParameterError(f"{name} with --all", expected="a view, or --all", mend=mend)
        return _draw_all(data, large, output or Path("views"))
    chosen = load_view(view_path(name or "two-mode"))
    # A slip in a name is found before anything is read.
    pairs = read_pairs(given)
    chosen.given(pairs)
    place = output or Path(f"{chosen.name}.html")
    ending = place.suffix.removeprefix(".").lower()
    if ending not in ("", "html", "htm", *ENDINGS):
        raise ParameterError(
            f"a file that ends in .{ending}",
            expected=f"one of .html, {', '.join(f'.{one}' for one in ENDINGS)}",
            mend="change its ending",
            file=place,
        )
    renderer = Renderer(open_graph(data), large=large)
    with progress("drawing"):
        if ending in ENDINGS:
            drawn: str | bytes = convert(renderer.picture(chosen, pairs), ending)
        else:
            drawn = renderer.draw(chosen, pairs).html
    deliver(drawn, place)
    if str(place) != "-" and ending not in ENDINGS:
        note(f"open {place} in a browser")
    return 0


def _draw_all(data: str | None, large: str, folder: Path) -> int:
    """Draw all views into a folder; nothing is written before all are drawn."""
    from pactgraph.views.gallery import INDEX, Renderer, gallery

    graph = open_graph(data)
    with progress("drawing") as tell:
        pages, left = gallery(Renderer(graph, home=INDEX, large=large), tell=tell)
    deliver_all(dict(sorted(pages.items())), folder)
    for one in left:
        note(f"not drawn: {one.view.name}: {one.reason.found}")
    note(f"open {folder / INDEX} in a browser")
    return 1 if left else 0
