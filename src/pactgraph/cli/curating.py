"""Commands that turn what a document prints into Turtle: date, quantity, country."""

from __future__ import annotations

import click

from pactgraph.cli import output
from pactgraph.cli.command import Command
from pactgraph.cli.messages import say
from pactgraph.cli.options import data_option, open_graph


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

    It brings its own prefixes: add it to the file with >>, then pactgraph fmt puts them together.

    Needs the extra: pip install 'pactgraph[curate]'.
    """
    from pactgraph.sources.countries import country_turtle

    output.write(country_turtle(name))


COMMANDS = (date, quantity, country)
