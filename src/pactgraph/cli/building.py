"""Commands that make the data set: build, check, fmt."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path

import click

from pactgraph.cli.command import Command, shared
from pactgraph.cli.messages import counted, print_findings, say
from pactgraph.cli.options import chosen, format_option
from pactgraph.cli.output import write_json
from pactgraph.cli.progress import progress


@click.command(
    cls=Command,
    short_help="Read, check, derive and write everything.",
    examples="""
pactgraph build
pactgraph build --out mine --disk
PACTGRAPH_CONTENT=my-content pactgraph build --out mine
""",
)
@click.option(
    "--out", type=click.Path(path_type=Path), default="build", show_default=True, help="The output folder."
)
@click.option("--disk", is_flag=True, help="Write a store on disk too, for data too large for memory.")
@click.option("--no-views", is_flag=True, help="Draw the first view only, which is quicker.")
def build(out: Path, disk: bool, no_views: bool) -> None:
    """Read, check, derive and write the data set, its Turtle, its views and a report.

    The new build takes the place of the old one in one step; an interrupted build changes nothing.
    """
    from pactgraph.build.pipeline import build as run

    with progress("building") as tell:
        run(out, disk=disk, views=not no_views, progress=tell)
    if shared("quiet"):
        return
    files = {
        "views/index.html": "all views: networks, charts and maps, in a browser",
        "two-mode.html": "parties and initiatives as one network",
        "pactgraph.ttl": "the graph as Turtle, for any RDF tool",
        "report.md": "what is in it",
    }
    files = {name: what for name, what in files.items() if (out / name).exists()}
    width = max(len(str(out / name)) for name in files)
    say("Built. Open:")
    for name, what in files.items():
        say(f"  {str(out / name).ljust(width)}  {what}")
    # What is asked next should be asked of what was just built.
    place = "" if os.path.normpath(out) == "build" else f" --data {shlex.quote(str(out))}"
    say("Ask next:")
    for words in ("ask --list", "ask agreements_of_party party=Cuba", "show Cuba", 'search "silk road"'):
        say(f"  {_program()} {words}{'' if words.endswith('--list') else place}")


def _program() -> str:
    """Return how the command is called from here: by its name, or by its path where that is not on PATH."""
    called = Path(sys.argv[0])
    on_path = shutil.which("pactgraph")
    if called.name != "pactgraph" or (on_path and Path(on_path).resolve() == called.resolve()):
        return "pactgraph"
    return os.path.relpath(called) if called.is_relative_to(Path.cwd()) else str(called)


@click.command(
    cls=Command,
    short_help="Check all content, and name file and line.",
    examples="""
pactgraph check
pactgraph check --quiet && echo fine
pactgraph check --format json > findings.json
""",
)
@format_option("text", "json", piped="text")
@click.pass_context
def check(context: click.Context, form: str | None) -> None:
    """Check all files of ontology/, graph/ and viz/views: syntax, shapes, hygiene, dates, headers.

    Exits with 1 where an error is found; warnings are shown and do not count.
    """
    from pactgraph.build.checking import check_all
    from pactgraph.store.reading import own_content

    with progress("checking") as tell:
        findings = check_all(own_content(), tell)
    errors = [finding for finding in findings if finding.severity == "error"]
    shown = errors if shared("quiet") else findings
    if chosen(form, ("text", "text")) == "json":
        write_json([_plain(finding) for finding in shown])
    else:
        print_findings(shown)
        if not shared("quiet"):
            say(counted(findings) if findings else "No findings.")
    context.exit(1 if errors else 0)


def _plain(finding: object) -> dict[str, object]:
    from dataclasses import asdict

    found = asdict(finding)  # type: ignore[call-overload]
    return {key: str(value) if isinstance(value, Path) else value for key, value in found.items()}


@click.command(
    cls=Command,
    short_help="Bring Turtle files into canonical form.",
    examples="""
pactgraph fmt graph/sources/ye-small-economies/claims.ttl
pactgraph fmt
pactgraph fmt --check
""",
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; exit with 1 where a file is not canonical."
)
@click.pass_context
def fmt(context: click.Context, files: tuple[Path, ...], only_check: bool) -> None:
    """Bring Turtle FILES into canonical form: fixed order, fixed layout, good to diff.

    Without FILES, all of ontology/ and graph/. A folder stands for the Turtle files below it.
    """
    from pactgraph.resources import require_own_content
    from pactgraph.store.formatting import canonical, replace_text, turtle_files
    from pactgraph.store.reading import own_content

    content = own_content()
    found = turtle_files(list(files) or [content.ontology, content.graph])
    require_own_content(*(() if only_check else found))
    with progress("formatting") as tell:
        texts = []
        for path in found:
            tell(str(path))
            texts.append((path, *canonical(path)))
    changed = [(path, after) for path, before, after in texts if before != after]
    for path, after in changed:
        if not only_check:
            replace_text(path, after)
        say(f"{'not canonical' if only_check else 'formatted'}: {path}")
    if not shared("quiet"):
        say(f"{len(found) - len(changed)} of {len(found)} files were canonical", err=True)
    context.exit(1 if only_check and changed else 0)


COMMANDS = (build, check, fmt)
