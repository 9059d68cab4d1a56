"""Commands for evidence: verify, evidence, date, country."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from pactgraph.cli.common import Command, data_option, documents_option, open_graph, progress
from pactgraph.cli.output import clean, print_table


@click.command(
    cls=Command,
    examples="""
pactgraph verify --documents ../documents
PACTGRAPH_DOCUMENTS=../documents pactgraph verify --verbose
""",
)
@documents_option
@data_option
@click.pass_context
def verify(context: click.Context, documents: Path | None, data: str | None) -> None:
    """Prove that every passage still stands in the documents where the evidence says.

    Passages that moved are shown with their new position, those that changed as gone. Exits with 1 where one
    does not hold.
    """
    from pactgraph.namespaces import shorten
    from pactgraph.sources.verify import verify as run

    graph = open_graph(data)
    with progress("verify") as tell:
        results = []
        for result in run(graph.store, _needed(documents)):
            tell(shorten(result.evidence))
            results.append(result)
    failed = [result for result in results if result.status != "holds"]
    shown = results if context.obj["verbose"] else failed
    if shown:
        print_table(
            ("evidence", "status", "stated at", "was", "is now", "found at", "claims"),
            [
                (
                    shorten(r.evidence).removeprefix("evidence:"),
                    r.status,
                    r.locator,
                    f"{r.old[0]}–{r.old[1]}",
                    f"{r.start}–{r.end}" if r.start is not None else "",
                    r.found_at if r.status == "moved" else "",
                    str(r.claims),
                )
                for r in shown
            ],
        )
    counts = Counter(result.status for result in results)
    claims = sum(result.claims for result in results)
    click.echo(
        f"{counts['holds']} of {len(results)} passages hold (under {claims} claims)"
        + "".join(f", {number} {status}" for status, number in sorted(counts.items()) if status != "holds")
    )
    context.exit(1 if failed else 0)


@click.command(
    cls=Command,
    examples="""
pactgraph evidence ye-small-economies "16 countries along the Belt and Road" --documents ../documents
pactgraph evidence ye-small-economies "16 countries" --sentence --write --documents ../documents
""",
)
@click.argument("source")
@click.argument("phrase")
@click.option("--sentence", is_flag=True, help="Take the whole sentence around the phrase.")
@click.option("--place", type=click.IntRange(1), help="Which place is meant, where the phrase stands in several.")
@click.option("--write", is_flag=True, help="Write it into the source's evidence.ttl.")
@documents_option
@data_option
def evidence(
    source: str, phrase: str, sentence: bool, place: int | None, write: bool, documents: Path | None, data: str | None
) -> None:
    """Make the evidence for a PHRASE of the document of SOURCE: position, digest and locator.

    Prints Turtle to put into the source's evidence.ttl (--write does it) and, on the error stream, the passage
    itself, so that you see what you cite. Evidence that is there already is found again.
    """
    from pactgraph.build.pipeline import own_content
    from pactgraph.sources.documents import document_of
    from pactgraph.sources.evidence import append_evidence, make_evidence

    text = document_of(open_graph(data).store, source).read(_needed(documents))
    folder = own_content().graph / "sources" / source
    made = make_evidence(folder, text, phrase, sentence=sentence, place=place)
    click.echo(f"“{clean(made.words)}”", err=True)
    click.echo(made.turtle, nl=False)
    if not made.triples:
        click.echo("this evidence is there already", err=True)
    elif write:
        click.echo(f"written to {append_evidence(folder, made)}", err=True)


@click.command(
    cls=Command,
    examples="""
pactgraph date "September last year" --document-date 2021-12
pactgraph date "by June 2019" --document-date 2021
""",
)
@click.argument("phrase")
@click.option("--document-date", required=True, metavar="EDTF", help="The date of the document, as EDTF.")
def date(phrase: str, document_date: str) -> None:
    """Turn the date in PHRASE into EDTF, seen from the date of its document, and say what was inferred.

    Needs the extra: pip install 'pactgraph[curate]'.
    """
    from pactgraph.model.dates import parse_edtf
    from pactgraph.model.relative_dates import resolve_relative

    found = resolve_relative(phrase, parse_edtf(document_date))
    bounds = parse_edtf(found.edtf)
    click.echo(f'"{found.edtf}"^^edtf:EDTF')
    click.echo(f"earliest {bounds.earliest or 'open'}, latest {bounds.latest or 'open'}", err=True)
    click.echo(f"{'inferred' if found.inferred else 'stated'}: {found.reason}", err=True)


@click.command(cls=Command, examples="pactgraph country Kenya\npactgraph country 捷克")
@click.argument("name")
def country(name: str) -> None:
    """Print the Turtle of a country, ready for graph/things/countries.ttl: its code, and its names in en, zh, ru.

    Needs the extra: pip install 'pactgraph[curate]'.
    """
    from pactgraph.sources.countries import country_turtle

    click.echo(country_turtle(name), nl=False)


def _needed(documents: Path | None) -> Path:
    if documents is None:
        raise click.UsageError("name the folder of the documents with --documents or PACTGRAPH_DOCUMENTS")
    return documents


COMMANDS = (verify, evidence, date, country)
