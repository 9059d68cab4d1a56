"""Commands that ask: query, ask, show, search, explain."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pactgraph.cli.common import Command, chosen, data_option, documents_option, format_option, open_graph
from pactgraph.cli.output import print_answer, print_cards, print_table, write

if TYPE_CHECKING:
    from pactgraph.graph import Graph
    from pactgraph.queries.catalogue import Catalogue


@click.command(
    cls=Command,
    examples="""
pactgraph query 'SELECT ?a ?b WHERE { ?a pact:cooperatesWith ?b } LIMIT 5'
pactgraph query --file mine.rq --format csv > rows.csv
echo 'ASK { country:CUB a pact:Country }' | pactgraph query -
pactgraph query 'DESCRIBE country:CUB' --format ttl
pactgraph query --data https://example.org/sparql 'SELECT * WHERE { ?s ?p ?o } LIMIT 1'
""",
)
@click.argument("sparql", required=False)
@click.option("--file", "file", type=click.Path(path_type=Path), help="Read the query from a file.")
@click.option("--prefixes", is_flag=True, help="List the prefixes that need no declaration.")
@format_option("table", "csv", "tsv", "json", "ttl")
@data_option
def query(sparql: str | None, file: Path | None, prefixes: bool, form: str | None, data: str | None) -> None:
    """Run a SPARQL query, given as text, in a file, or on standard input as '-'.

    SELECT gives rows, ASK true or false, CONSTRUCT and DESCRIBE Turtle. Nothing is ever changed.
    """
    from pyoxigraph import QuerySolutions

    from pactgraph.errors import InputSyntaxError
    from pactgraph.namespaces import PREFIXES

    if prefixes:
        write("".join(f"PREFIX {name}: <{iri}>\n" for name, iri in sorted(PREFIXES.items())))
        return
    text = _query_text(sparql, file)
    graph = open_graph(data)
    try:
        answer = graph.store.query(text)
    except InputSyntaxError as error:
        error.file = file
        raise
    fallback = ("table", "csv") if isinstance(answer, QuerySolutions) else ("table", "table")
    print_answer(answer, chosen(form, fallback))


def _query_text(sparql: str | None, file: Path | None) -> str:
    from pactgraph.store.turtle import read_text

    if (sparql is None) == (file is None):
        raise click.UsageError("give a query as text, with --file, or '-' for standard input")
    if file is not None:
        return read_text(file)
    return sys.stdin.read() if sparql == "-" else str(sparql)


@click.command(
    cls=Command,
    examples="""
pactgraph ask --list
pactgraph ask agreements_of_party party=Cuba
pactgraph ask agreements_of_party party=古巴 --format json
pactgraph ask agreements_of_party --describe
""",
)
@click.argument("name", required=False)
@click.argument("given", nargs=-1, metavar="[KEY=VALUE]...")
@click.option("--list", "listing", is_flag=True, help="List the named questions.")
@click.option("--describe", is_flag=True, help="Say what a question takes and returns, and show its SPARQL.")
@format_option("table", "csv", "tsv", "json")
@data_option
def ask(
    name: str | None, given: tuple[str, ...], listing: bool, describe: bool, form: str | None, data: str | None
) -> None:
    """Answer the question NAME with the parameters KEY=VALUE.

    Things are given by a name in any language, a short name (country:CUB) or an IRI. The column "claims" says
    which claims a row rests on: look at them with pactgraph explain.
    """
    from pactgraph.build.pipeline import own_content
    from pactgraph.queries.ask import bound_query
    from pactgraph.queries.catalogue import Catalogue

    catalogue = Catalogue.read(own_content().graph / "queries")
    if listing or name is None:
        rows = [(question.subject, question.name, question.title) for question in catalogue.questions]
        _print_rows(("subject", "name", "asks"), rows, form)
        return
    question = catalogue.get(name)
    if describe:
        _describe(name, catalogue)
        return
    graph = open_graph(data)
    bound = bound_query(graph.store, question, read_pairs(given))
    form = chosen(form, ("table", "csv"))
    if form == "table" and sys.stdout.isatty():
        click.secho(question.title, bold=True)
        click.echo(question.read)
    print_answer(graph.store.query(bound), form)


def read_pairs(given: tuple[str, ...]) -> dict[str, str]:
    """Read KEY=VALUE pairs.

    :raises ParameterError: where one is no such pair or a key is given twice.
    """
    from pactgraph.errors import ParameterError

    pairs: dict[str, str] = {}
    for text in given:
        key, equals, value = text.partition("=")
        if not equals or not key or key in pairs:
            raise ParameterError(
                f"{text!r}" + (" for a second time" if key in pairs else ""),
                expected="KEY=VALUE, each key once",
                mend='put quotes around a value with blanks: party="South Africa"',
            )
        pairs[key] = value
    return pairs


def _describe(name: str, catalogue: Catalogue) -> None:
    question = catalogue.get(name)
    click.secho(question.title, bold=True)
    click.echo(question.read)
    for parameter in question.parameters:
        need = "optional" if parameter.optional else f"default {parameter.default}" if parameter.default else "needed"
        click.echo(f"  {parameter.name} ({parameter.type}, {need}): {parameter.what}")
    click.echo("Columns:")
    for column, what in question.columns:
        click.echo(f"  {column}: {what}")
    click.echo("\n" + "\n".join(line for line in question.query.splitlines() if not line.startswith("#")))


@click.command(
    cls=Command,
    examples="""
pactgraph show Cuba
pactgraph show 古巴
pactgraph show claim:ye-small-economies/041 --documents ../documents
pactgraph show source:china-daily-innovation
""",
)
@click.argument("name")
@format_option("text", "json")
@documents_option
@data_option
def show(name: str, form: str | None, documents: Path | None, data: str | None) -> None:
    """Show the thing NAME: what it is, and every claim about it with where it is stated.

    With --documents, each claim's passage is shown beside it.
    """
    import json

    graph = open_graph(data)
    card = graph.show(name)
    if chosen(form, ("text", "json")) == "json":
        write(json.dumps(card.as_dict(), ensure_ascii=False, indent=2) + "\n")
        return
    click.secho(card.name, bold=True)
    click.echo(f"  {card.iri}")
    for key, values in card.facts.items():
        click.echo(f"  {key}: {'; '.join(values)}")
    click.echo(f"\n{len(card.claims)} claim{'' if len(card.claims) == 1 else 's'}")
    print_cards(card.claims, _passages(graph, documents))


@click.command(cls=Command, examples='pactgraph search "digital silk road"\npactgraph search чехия --limit 3')
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), help="At most so many.")
@format_option("table", "csv", "json")
@data_option
def search(words: tuple[str, ...], limit: int, form: str | None, data: str | None) -> None:
    """Find things whose names in any language hold WORDS; case, accents and small slips do not matter."""
    from pactgraph.namespaces import shorten

    hits = open_graph(data).search(" ".join(words), limit)
    rows = [(hit.label, hit.type, hit.matched if hit.matched != hit.label else "", shorten(hit.iri)) for hit in hits]
    _print_rows(("label", "kind", "found as", "name"), rows, form)


@click.command(
    cls=Command,
    examples="""
pactgraph explain China pact:cooperatesWith Cuba
pactgraph explain agreement:digital-silk-road-memorandum-series pact:status status:signed
pactgraph explain --question agreements_of_party --row 1 party=Cuba
""",
)
@click.argument("parts", nargs=-1, metavar="SUBJECT PREDICATE OBJECT | [KEY=VALUE]...")
@click.option("--question", help="Explain a row of this named question.")
@click.option("--row", default=1, show_default=True, type=click.IntRange(1), help="Which row, counted from 1.")
@documents_option
@data_option
def explain(
    parts: tuple[str, ...], question: str | None, row: int, documents: Path | None, data: str | None
) -> None:
    """Say why a triple holds, or what a row of an answer rests on: the rule, the claims, the evidence."""
    if question is None and len(parts) != 3:
        raise click.UsageError("give SUBJECT PREDICATE OBJECT, or --question NAME --row N")
    graph = open_graph(data)
    found = graph.explain_row(question, row, **read_pairs(parts)) if question else graph.explain(*parts)
    click.secho(found.what, bold=True)
    passages = _passages(graph, documents)
    for reason in found.reasons:
        click.echo(f"{reason.title} (rule {reason.rule})" if reason.rule else reason.title)
        print_cards(reason.claims, passages)


def _passages(graph: Graph, documents: Path | None) -> dict[str, str]:
    """Return the words of the passages, by evidence, where the documents are at hand."""
    from pactgraph.sources.documents import passages

    return passages(graph.store, documents) if documents else {}


def _print_rows(columns: tuple[str, ...], rows: list[tuple[str, ...]], form: str | None) -> None:
    import csv
    import json

    form = chosen(form, ("table", "csv"))
    if form == "table":
        print_table(columns, rows)
    elif form == "json":
        write(json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, indent=2) + "\n")
    else:
        writer = csv.writer(sys.stdout, lineterminator="\n", delimiter="\t" if form == "tsv" else ",")
        writer.writerows([columns, *rows])


COMMANDS = (query, ask, show, search, explain)
