"""The command ``path``: the shortest paths between two things."""

from __future__ import annotations

from itertools import pairwise

from pactgraph.answers.plain import plain
from pactgraph.answers.trace import Paths
from pactgraph.cli.messages import plural, say
from pactgraph.cli.network_options import Output
from pactgraph.cli.operation import operation
from pactgraph.cli.output import write_json
from pactgraph.cli.terminal import print_lines


@operation(
    "path",
    places={"a": "A", "b": "B"},
    examples="""
pactgraph path Cuba Mongolia
pactgraph path Cuba Argentina --projection country-country
pactgraph path Epson China --projection company-country --along
pactgraph path Russia Mongolia --best 5 --avoid China
pactgraph path "ANEXT Bank" Huawei --projection knowledge --format json
pactgraph path Cuba Russia --without-modality recommended
""",
)
def path(result: Paths, out: Output) -> None:
    """Find all shortest paths from A to B, or the K best, each hop with the claims behind it.

    Every tie is one hop, whatever its weight. In the two-mode network parties are joined by initiatives;
    --projection knowledge also has ownership, parts and places.
    """
    paths = result.paths[: out.top]
    if out.output is None and out.format == "json":
        write_json(plain(paths))
    elif out.output is not None or out.format != "table":
        out.write(result.table())
    else:
        for number, found in enumerate(paths, start=1):
            say(f"{number}. {' → '.join(found.labels)}", bold=True)
            print_lines([found.caution] if found.caution else [], 2, fg="yellow")
            for hop, (here, there) in zip(found.hops, pairwise(found.labels), strict=True):
                print_lines([f"{here} – {there}: {hop.tie} ({hop.stated})"], 2)
                for card in hop.claims:
                    print_lines([f"{card.id}  {card.text}"], 4, fg="cyan")
                    print_lines([f"stated in {card.where}"], 6)
        length = paths[0].length if paths else 0
        say(f"{plural(len(paths), 'path')}, the shortest of {plural(length, 'hop')}", dim=True)
