"""Commands for evidence: verify, evidence, date, quantity, country."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pactgraph.cli import output
from pactgraph.cli.command import Command, shared
from pactgraph.cli.messages import say
from pactgraph.cli.options import chosen, data_option, documents_option, format_option, open_graph
from pactgraph.cli.progress import progress

if TYPE_CHECKING:
    from pactgraph.sources.verify import EvidenceCheck

COLUMNS = ("evidence", "status", "stated at", "was", "is now", "found at", "claims")


@click.command(
    cls=Command,
    short_help="Prove that every passage still stands in its document.",
    examples="""
pactgraph verify --documents ../docs
PACTGRAPH_DOCUMENTS=../docs pactgraph verify --verbose
""",
)
@format_option("table", "csv", "json")
@documents_option
@data_option
@click.pass_context
def verify(context: click.Context, form: str | None, documents: Path | None, data: str | None) -> None:
    """Prove that every passage still stands in the documents where the evidence says.

    Passages that moved are shown with their new position, those that changed as gone; --verbose shows those
    that hold, too. Exits with 1 where one does not hold.
    """
    from pactgraph.namespaces import shorten
    from pactgraph.sources.verify import verify as run

    folder = _needed(documents)
    graph = open_graph(data)
    results = []
    with progress("verifying") as tell:
        for result in run(graph.store, folder):
            tell(shorten(result.evidence))
            results.append(result)
    failed = [result for result in results if result.status != "holds"]
    shown = results if shared("verbose") else failed
    form = chosen(form, ("table", "csv"))
    if shown or form != "table":
        output.write_rows(COLUMNS, [_row(result) for result in shown], form)
    say(_summary(results), err=form != "table")
    context.exit(1 if failed else 0)


def _row(result: EvidenceCheck) -> tuple[str, ...]:
    from pactgraph.namespaces import PREFIXES

    return (
        result.evidence.removeprefix(PREFIXES["evidence"]),
        result.status,
        result.locator,
        f"{result.old[0]}–{result.old[1]}",
        f"{result.start}–{result.end}" if result.start is not None else "",
        result.found_at if result.status == "moved" else "",
        str(result.claims),
    )


def _summary(results: list[EvidenceCheck]) -> str:
    counts = Counter(result.status for result in results)
    others = [f", {number} {status}" for status, number in sorted(counts.items()) if status != "holds"]
    return f"{counts['holds']} of {len(results)} passages hold{''.join(others)}"


@click.command(
    cls=Command,
    short_help="Make the evidence for a phrase of a document.",
    examples="""
pactgraph evidence ye-small-economies "16 countries" -d ../docs
pactgraph evidence ye-small-economies "16 countries" --sentence -d ../docs
pactgraph evidence ye-small-economies "16 countries" --write -d ../docs
""",
)
@click.argument("source")
@click.argument("phrase")
@click.option("--sentence", is_flag=True, help="Take the whole sentence around the phrase.")
@click.option(
    "--place", type=click.IntRange(1), help="Which place is meant, where the phrase stands in several."
)
@click.option("--write", is_flag=True, help="Write it into the source's evidence.ttl.")
@documents_option
@data_option
def evidence(
    source: str,
    phrase: str,
    sentence: bool,
    place: int | None,
    write: bool,
    documents: Path | None,
    data: str | None,
) -> None:
    """Make the evidence for a PHRASE of the document of SOURCE: position, digest and locator.

    Prints Turtle to put into the source's evidence.ttl (--write does it) and, on the error stream, the
    passage itself, so that you see what you cite. Evidence that is there already is found again.
    """
    from pactgraph.build.pipeline import own_content
    from pactgraph.sources.documents import document_of
    from pactgraph.sources.evidence import append_evidence, make_evidence

    text = document_of(open_graph(data).store, source).read(_needed(documents))
    folder = own_content().graph / "sources" / source
    made = make_evidence(folder, text, phrase, sentence=sentence, place=place)
    say(f"“{made.words}”", err=True)
    output.write(made.turtle)
    if not made.triples:
        say("this evidence is there already", err=True)
    elif write:
        say(f"written to {append_evidence(folder, made)}", err=True)


@click.command(
    cls=Command,
    short_help="Turn a date in words into EDTF.",
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
    say(f'"{found.edtf}"^^edtf:EDTF')
    say(f"earliest {bounds.earliest or 'open'}, latest {bounds.latest or 'open'}", err=True)
    say(f"{'inferred' if found.inferred else 'stated'}: {found.reason}", err=True)


@click.command(
    cls=Command,
    short_help="Turn a printed quantity into Turtle.",
    examples="""
pactgraph quantity "about 31.7 trillion yuan"
pactgraph quantity "at least 50%"
""",
)
@click.argument("printed")
@data_option
def quantity(printed: str, data: str | None) -> None:
    """Turn a quantity as PRINTED into the lines of a claim: value, quantifier and the code of the unit.

    Needs the extra: pip install 'pactgraph[curate]'.
    """
    from pactgraph.sources.quantities import read_quantity

    read = read_quantity(open_graph(data).store, printed)
    output.write(read.turtle())
    if read.base:
        say(f"in its base unit: {read.base}", err=True)
    if not read.unit:
        say(f"the list of units has none for “{read.quantity.unit_words}”", err=True)


@click.command(
    cls=Command,
    short_help="Print the Turtle of a country.",
    examples="""
pactgraph country Kenya
pactgraph country 捷克 >> countries.ttl
""",
)
@click.argument("name")
def country(name: str) -> None:
    """Print the Turtle of a country, ready for graph/things/countries.ttl: its code and its names.

    Needs the extra: pip install 'pactgraph[curate]'.
    """
    from pactgraph.sources.countries import country_turtle

    output.write(country_turtle(name))


def _needed(documents: Path | None) -> Path:
    from pactgraph.errors import ParameterError

    if documents is None:
        raise ParameterError(
            "no folder of documents",
            expected="the folder that holds the source documents",
            mend="name it with --documents DIR, or in PACTGRAPH_DOCUMENTS",
        )
    return documents


COMMANDS = (verify, evidence, date, quantity, country)
