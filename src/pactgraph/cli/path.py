"""The command ``path``: the shortest paths between two things."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Annotated

import click

from pactgraph.cli.command import arg, command, opt
from pactgraph.cli.messages import plural, say
from pactgraph.cli.network_options import Output
from pactgraph.cli.options import Data
from pactgraph.cli.output import write_json
from pactgraph.cli.terminal import print_lines
from pactgraph.cli.traced import Traced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactgraph.network.paths import Path


@command(
    examples="""
pactgraph path Cuba Mongolia
pactgraph path Cuba Argentina --projection country-country
pactgraph path Epson China --projection company-country --along
pactgraph path Russia Mongolia --best 5 --avoid China
pactgraph path "ANEXT Bank" Huawei --projection knowledge --format json
pactgraph path Cuba Russia --without-modality recommended
"""
)
def path(
    start: Annotated[str, arg("A")],
    end: Annotated[str, arg("B")],
    chosen: Traced,
    out: Output,
    best: Annotated[
        int | None, opt("The K shortest. [default: all shortest]", type=click.IntRange(1), metavar="K")
    ] = None,
    avoid: Annotated[tuple[str, ...], opt("No path through this; repeatable.", metavar="NAME")] = (),
    along: Annotated[bool, opt("Follow the direction of arcs.")] = False,
    data: Data = None,
) -> None:
    """Find all shortest paths from A to B, or the K best, each hop with the claims behind it.

    Every tie is one hop, whatever its weight. In the two-mode network parties are joined by initiatives;
    --projection knowledge also has ownership, parts and places.
    """
    from pactgraph.network.paths import best_paths, paths_table, shortest_paths

    network, (one, other, *closed) = chosen.network(data, [start, end, *avoid], ends=2)
    if best:
        found = best_paths(network, one, other, best, avoid=closed, along=along)
    else:
        found = shortest_paths(network, one, other, avoid=closed, along=along)
    if out.output is None and out.format == "table":
        _print(found[: out.top])
    elif out.output is None and out.format == "json":
        write_json([path.as_dict() for path in found[: out.top]])
    else:
        out.write(paths_table(network, found))


def _print(paths: Sequence[Path]) -> None:
    for number, found in enumerate(paths, start=1):
        say(f"{number}. {' → '.join(found.labels)}", bold=True)
        for hop, (here, there) in zip(found.hops, pairwise(found.labels), strict=True):
            print_lines([f"{here} – {there}: {hop.words} ({hop.stated})"], 2)
            for claim in hop.claims:
                print_lines([f"{claim['id']}  {claim['text']}"], 4, fg="cyan")
                print_lines([f"stated in {claim['source_title']}, {claim['locator']}"], 6)
    length = len(paths[0].hops) if paths else 0
    say(f"{plural(len(paths), 'path')}, the shortest of {plural(length, 'hop')}", dim=True)
