"""The command ``build``: make the data set."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import Annotated

from pactgraph.cli.command import command, opt, shared
from pactgraph.cli.messages import say
from pactgraph.cli.progress import progress

FILES = {
    "views/index.html": "all views: networks, charts and maps, in a browser",
    "two-mode.html": "parties and initiatives as one network",
    "pactgraph.ttl": "the graph as Turtle, for any RDF tool",
    "report.md": "the contents in numbers",
}
NEXT = ("ask --list", "ask agreements_of_party party=Cuba", "show Cuba", 'search "silk road"')


@command(
    examples="""
pactgraph build
pactgraph build --out mine --disk
PACTGRAPH_CONTENT=my-content pactgraph build --out mine
"""
)
def build(
    out: Annotated[Path, opt("The output folder.", metavar="PATH")] = Path("build"),
    disk: Annotated[bool, opt("Open it from its store only, for data too large for memory.")] = False,
    no_views: Annotated[bool, opt("Draw only the first view, which is quicker.")] = False,
) -> None:
    """Read, check, derive and write the data set, its Turtle, its views and a report.

    The new build replaces the old one in one step; an interrupted build changes nothing.
    """

    from pactgraph.build import pipeline

    with progress("building") as tell:
        pipeline.build(out, disk=disk, views=not no_views, progress=tell)
    if shared("quiet"):
        return
    files = {str(out / name): what for name, what in FILES.items() if (out / name).exists()}
    say("Built. Open:")
    for name, what in files.items():
        say(f"  {name.ljust(max(map(len, files)))}  {what}")
    # The next questions should be asked of the new build.
    place = "" if os.path.normpath(out) == "build" else f" --data {shlex.quote(str(out))}"
    say("Ask next:")
    for words in NEXT:
        say(f"  {_program()} {words}{'' if words.endswith('--list') else place}")


def _program() -> str:
    """Return how the command is called from here: by its name, or by its path where that is not on PATH."""
    called = Path(sys.argv[0])
    on_path = shutil.which("pactgraph")
    if called.name != "pactgraph" or (on_path and Path(on_path).resolve() == called.resolve()):
        return "pactgraph"
    return os.path.relpath(called) if called.is_relative_to(Path.cwd()) else str(called)
