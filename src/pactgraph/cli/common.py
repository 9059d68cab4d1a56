"""What commands share: options, progress, messages."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from pactgraph.errors import PactgraphError
    from pactgraph.graph import Graph
    from pactgraph.validation.findings import Finding

F = TypeVar("F", bound=Callable[..., Any])


class Command(click.Command):
    """A command with --quiet, --verbose and --debug; its help ends with examples."""

    #: Set once by --debug: show tracebacks.
    debug = False

    def __init__(self, *args: Any, examples: str = "", **kwargs: Any) -> None:
        if examples:
            lines = "\n".join(f"  {line}" for line in examples.strip().splitlines())
            kwargs["epilog"] = f"\b\nExamples:\n{lines}"
        super().__init__(*args, **kwargs)
        self.params += [
            click.Option(["-q", "--quiet"], is_flag=True, help="Say nothing but the result."),
            click.Option(["-v", "--verbose"], is_flag=True, help="Say more about what is done."),
            click.Option(["--debug"], is_flag=True, help="Show the traceback of an error.", hidden=True),
        ]

    def invoke(self, context: click.Context) -> Any:
        """Run the command; the shared options go into the context, not to the function."""
        context.obj = {name: context.params.pop(name) for name in ("quiet", "verbose", "debug")}
        Command.debug = context.obj["debug"]
        return super().invoke(context)


def data_option(function: F) -> F:
    """Add --data: which graph to read."""
    return click.option(
        "--data",
        metavar="PLACE",
        help="A build folder, an N-Quads file, a store on disk or the address of a SPARQL endpoint. "
        "[default: PACTGRAPH_DATA, else ./build, else one made on first use]",
    )(function)


def documents_option(function: F) -> F:
    """Add --documents: where the source documents are."""
    return click.option(
        "--documents",
        type=click.Path(path_type=Path),
        envvar="PACTGRAPH_DOCUMENTS",
        metavar="DIR",
        help="The folder of the source documents. [default: PACTGRAPH_DOCUMENTS]",
    )(function)


def format_option(*formats: str) -> Callable[[F], F]:
    """Add --format; a table on a terminal, CSV (or the second format) when piped."""
    return click.option(
        "--format",
        "-f",
        "form",
        type=click.Choice(formats),
        help=f"[default: {formats[0]} on a terminal, {formats[1]} when piped]",
    )


def chosen(form: str | None, formats: tuple[str, str]) -> str:
    """Return the format asked for, or the one that fits where the output goes."""
    return form or formats[0 if sys.stdout.isatty() else 1]


def open_graph(data: str | None) -> Graph:
    """Open the graph, with progress should it have to be built, and say so where it is out of date."""
    from pactgraph.build.opening import outdated
    from pactgraph.config import Settings
    from pactgraph.graph import load

    with progress("building on first use") as tell:
        graph = load(data, tell)
    if data is None and Settings.from_environment().data is None and outdated():
        note("the graph's files have changed since this build: run pactgraph build")
    return graph


@contextmanager
def progress(title: str) -> Iterator[Callable[[str], None]]:
    """Show the step at work on a terminal; print one line per step with --verbose."""
    told: list[str] = []
    options = _options()
    live = sys.stderr.isatty() and not options["quiet"] and not options["verbose"]

    def tell(step: str) -> None:
        told.append(step)
        if options["verbose"]:
            click.echo(f"{title}: {step}", err=True)
        elif live:
            click.echo(f"\r\033[K{title}: {step} …", err=True, nl=False)

    try:
        yield tell
    finally:
        if told and live:
            click.echo("\r\033[K", err=True, nl=False)


def note(text: str) -> None:
    """Say something beside the result, on the error stream, unless --quiet."""
    if not _options()["quiet"]:
        click.secho(f"note: {text}", err=True, fg="yellow", color=coloured(sys.stderr))


def coloured(stream: Any) -> bool:
    """Tell whether a stream takes colour: a terminal, and NO_COLOR not set."""
    return bool(stream.isatty()) and not os.environ.get("NO_COLOR")


def report_error(error: PactgraphError) -> int:
    """Print what is wrong and return the exit code: 1 for findings of a check, else 2."""
    findings = getattr(error, "findings", None)
    if findings is None:
        click.secho("error", err=True, fg="red", color=coloured(sys.stderr), nl=False)
        click.echo(f" {error}" if "\n" not in str(error) else "\n" + _indent(str(error)), err=True)
        return 2
    print_findings(findings)
    click.echo("Nothing was written; the last build is as it was.", err=True)
    return 1


def print_findings(findings: list[Finding]) -> None:
    """Print findings as blocks, errors last, and how many there are."""
    for finding in sorted(findings, key=lambda f: f.severity == "error"):
        colour = "red" if finding.severity == "error" else "yellow"
        click.secho(finding.severity, err=True, fg=colour, color=coloured(sys.stderr), nl=False)
        click.echo(f" [{finding.rule}]\n{_indent(str(finding))}\n", err=True)
    errors = sum(finding.severity == "error" for finding in findings)
    click.echo(f"{errors} errors, {len(findings) - errors} warnings", err=True)


def _indent(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())


def _options() -> dict[str, bool]:
    context = click.get_current_context(silent=True)
    return context.obj if context and context.obj else {"quiet": False, "verbose": False, "debug": False}
