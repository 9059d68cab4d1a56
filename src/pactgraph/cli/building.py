"""Commands that make the data set: build, check, fmt, config."""

from __future__ import annotations

from pathlib import Path

import click

from pactgraph.cli.common import Command, print_findings, progress


@click.command(
    cls=Command,
    examples="""
pactgraph build
pactgraph build --out /tmp/mine --disk
PACTGRAPH_CONTENT=my-content pactgraph build
""",
)
@click.option("--out", type=click.Path(path_type=Path), default="build", show_default=True, help="The output folder.")
@click.option("--disk", is_flag=True, help="Write a store on disk too, for data too large for memory.")
@click.pass_context
def build(context: click.Context, out: Path, disk: bool) -> None:
    """Read, check, derive and write the data set, its Turtle, its views and a report.

    The new build takes the place of the old one in one step; an interrupted build changes nothing.
    """
    from pactgraph.build.pipeline import build as run

    with progress("build") as tell:
        run(out, disk=disk, progress=tell)
    if context.obj["quiet"]:
        return
    click.echo("Built. Open:")
    click.echo(f"  {out / 'two-mode.html'}    the network, in a browser")
    click.echo(f"  {out / 'pactgraph.ttl'}    the graph as Turtle, for any RDF tool")
    click.echo(f"  {out / 'report.md'}    what is in it")
    click.echo("Ask next:")
    click.echo('  pactgraph ask agreements_of_party party="China"')
    click.echo("  pactgraph show Cuba")
    click.echo("  pactgraph ask --list")


@click.command(cls=Command, examples="pactgraph check\npactgraph check --quiet && echo fine")
@click.pass_context
def check(context: click.Context) -> None:
    """Check all files of ontology/ and graph/: syntax, canonical form, shapes, hygiene, dates.

    Exits with 1 where an error is found; warnings are shown and do not count.
    """
    from pactgraph.build.pipeline import own_content
    from pactgraph.validation.rules import validate

    with progress("check") as tell:
        findings = validate(own_content(), progress=tell)
    errors = [finding for finding in findings if finding.severity == "error"]
    if findings and (errors or not context.obj["quiet"]):
        print_findings(findings)
    elif not context.obj["quiet"]:
        click.echo("No findings.")
    context.exit(1 if errors else 0)


@click.command(
    cls=Command,
    examples="""
pactgraph fmt graph/sources/my-source/claims.ttl
pactgraph fmt
pactgraph fmt --check
""",
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit with 1 where a file is not canonical.")
@click.pass_context
def fmt(context: click.Context, files: tuple[Path, ...], only_check: bool) -> None:
    """Bring Turtle FILES into canonical form: fixed order, fixed layout, good to diff.

    Without FILES, all of ontology/ and graph/. A folder stands for the Turtle files below it.
    """
    from pactgraph.build.pipeline import own_content
    from pactgraph.store.formatting import canonical, replace_text, turtle_files

    content = own_content()
    found = turtle_files(list(files) or [content.ontology, content.graph])
    texts = [(path, *canonical(path)) for path in found]
    changed = [(path, after) for path, before, after in texts if before != after]
    for path, after in changed:
        click.echo(f"{'not canonical' if only_check else 'formatted'}: {path}")
        if not only_check:
            replace_text(path, after)
    if not context.obj["quiet"]:
        click.echo(f"{len(found) - len(changed)} of {len(found)} files were canonical", err=True)
    context.exit(1 if only_check and changed else 0)


@click.command(cls=Command, examples="pactgraph config")
def config() -> None:
    """Show the settings, and where the content and the data are read from."""
    from dataclasses import asdict

    from pactgraph import resources
    from pactgraph.build.opening import find_build
    from pactgraph.config import Settings, variable

    for name, value in asdict(Settings.from_environment()).items():
        click.echo(f"{variable(name)}={value or ''}")
    click.echo(f"ontology: {resources.ontology_dir()}")
    click.echo(f"graph: {resources.graph_dir()}")
    click.echo(f"viz: {resources.viz_dir()}")
    click.echo(f"build at hand: {find_build() or 'none'}")


COMMANDS = (build, check, fmt, config)
