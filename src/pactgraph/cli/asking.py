"""The command that answers named questions: ask."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from pactgraph.cli.command import Command, shared
from pactgraph.cli.messages import say
from pactgraph.cli.options import chosen, data_option, format_option, open_graph
from pactgraph.cli.output import write_answer, write_json, write_rows
from pactgraph.cli.progress import progress

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from pactgraph.answers.catalogue import Catalogue, Parameter, Question
    from pactgraph.store.base import Row, Store


class AskCommand(Command):
    """``ask`` itself, which gives help on a question too: ``pactgraph ask NAME --help``."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """Turn a call for help on a question into one that describes it."""
        if args and not args[0].startswith("-") and {"-h", "--help"} & set(args[1:]):
            args = [args[0], "--describe"]
        return super().parse_args(context, args)


def complete_question(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the names of the questions to the shell."""
    from click.shell_completion import CompletionItem

    from pactgraph.errors import PactgraphError

    try:
        found = catalogue().questions
    except PactgraphError:
        return []
    return [CompletionItem(q.name, help=q.title) for q in found if q.name.startswith(begun)]


def complete_parameter(
    context: click.Context, parameter: click.Parameter, begun: str
) -> list[CompletionItem]:
    """Offer the parameters of the question that is named, each with its equals sign."""
    from click.shell_completion import CompletionItem

    from pactgraph.errors import PactgraphError

    try:
        question = catalogue().get(context.params.get("name") or "")
    except PactgraphError:
        return []
    return [
        CompletionItem(f"{p.name}=", help=p.what) for p in question.parameters if p.name.startswith(begun)
    ]


@click.command(
    cls=AskCommand,
    short_help="Answer a named question.",
    examples="""
pactgraph ask --list
pactgraph ask agreements_of_party --help
pactgraph ask agreements_of_party party=Cuba
pactgraph ask agreements_of_party party=古巴 --format json
pactgraph ask agreements_of_party party=Cuba --format csv > rows.csv
""",
)
@click.argument("name", required=False, shell_complete=complete_question)
@click.argument("given", nargs=-1, metavar="[KEY=VALUE]...", shell_complete=complete_parameter)
@click.option("--list", "listing", is_flag=True, help="List the named questions.")
@click.option("--describe", is_flag=True, help="Say what NAME takes and returns, and show its SPARQL.")
@format_option("table", "csv", "tsv", "json")
@data_option
def ask(
    name: str | None,
    given: tuple[str, ...],
    listing: bool,
    describe: bool,
    form: str | None,
    data: str | None,
) -> None:
    """Answer the question NAME with the parameters KEY=VALUE.

    Things are given by a name in any language, a short name (country:CUB) or an address. The column "claims"
    says which claims a row rests on: a table counts them (--verbose names them), CSV and JSON list them all,
    and pactgraph explain shows them.
    """
    from pactgraph.answers.ask import answer

    questions = catalogue()
    if listing or name is None:
        _list(questions, form)
        return
    question = questions.get(name)
    if describe:
        _describe(question)
        return
    pairs = read_pairs(given)
    store = open_graph(data).store
    if chosen(form, ("table", "csv")) == "table":
        if _show_answer(store, question, pairs):
            _hint(question, [*given, *(["--data", data] if data else [])])
        return
    with progress("asking"):
        write_answer(answer(store, question, pairs), form)


def catalogue() -> Catalogue:
    """Return the named questions of the content at hand."""
    from pactgraph.answers.catalogue import Catalogue
    from pactgraph.resources import queries_dir

    return Catalogue(queries_dir())


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


def _show_answer(store: Store, question: Question, pairs: dict[str, str]) -> bool:
    """Print the answer as a table with numbered rows, under what it answers; tell whether it has any."""
    from pactgraph.answers.ask import ask as run
    from pactgraph.cli.tables import print_lines, print_table

    with progress("asking"):
        table = run(store, question, pairs)
    if not shared("quiet"):
        print_lines([question.title], hang=0, bold=True)
        print_lines([question.read], hang=0)
        say("")
    rows = [[str(number), *_cells(table.columns, row)] for number, row in enumerate(table.rows, 1)]
    print_table(("#", *table.columns), rows)
    return bool(rows)


def _hint(question: Question, words: list[str]) -> None:
    """Say how to look at the claims behind a row, as a command that runs as it stands."""
    if not shared("quiet") and not question.rests_on:
        command = f"pactgraph explain --question {question.name} --row 1"
        say(" ".join([f"what row 1 rests on: {command}", *map(shlex.quote, words)]), err=True, dim=True)


def _cells(columns: Sequence[str], row: Row) -> list[str]:
    from pactgraph.cli.tables import show_cell

    pairs = zip(columns, row, strict=True)
    return [_claims(cell) if column == "claims" else show_cell(cell) for column, cell in pairs]


def _claims(cell: Any) -> str:
    """Return how many claims a row rests on or, with --verbose, which."""
    from pactgraph.namespaces import PREFIXES

    listed = sorted(cell.value.split()) if cell is not None else []
    if shared("verbose"):
        return " ".join(iri.removeprefix(PREFIXES["claim"]) for iri in listed)
    return str(len(listed))


def _list(questions: Catalogue, form: str | None) -> None:
    from pactgraph.cli.tables import print_lines

    form = chosen(form, ("table", "csv"))
    found = questions.questions
    if form == "json":
        write_json([question.as_dict() for question in found])
    elif form != "table":
        columns = ("subject", "name", "parameters", "title")
        write_rows(
            columns, [(q.subject, q.name, " ".join(map(_short, q.parameters)), q.title) for q in found], form
        )
    else:
        for subject in dict.fromkeys(question.subject for question in found):
            say(subject, bold=True)
            for q in (q for q in found if q.subject == subject):
                say(f"  {q.name}", end="", fg="cyan")
                say("".join(f" {_short(p)}" for p in q.parameters))
                print_lines([q.title], 6, hang=0)
        say("\nMore on one of them: pactgraph ask NAME --help", err=True)


def _short(parameter: Parameter) -> str:
    needed = not parameter.optional and parameter.default is None
    return f"{parameter.name}=…" if needed else f"[{parameter.name}=…]"


def _describe(question: Question) -> None:
    from pactgraph.cli.tables import print_lines

    print_lines([question.title], hang=0, bold=True)
    print_lines([question.read], hang=0)
    say("\nParameters:" if question.parameters else "It takes no parameters.")
    for p in question.parameters:
        need = "optional" if p.optional else f"default {p.default}" if p.default is not None else "needed"
        say(f"  {p.name}", end="", fg="cyan")
        say(f" ({p.type}, {need}): {p.what}")
    say("Columns:")
    for column, what in question.columns:
        say(f"  {column}", end="", fg="cyan")
        say(f": {what}")
    if question.rests_on:
        say(f"Its rows rest on no claims, but on {question.rests_on}")
    given = [f" {p.name}={shlex.quote(p.default or '…')}" for p in question.parameters if not p.optional]
    say(f"\nExample:\n  pactgraph ask {question.name}{''.join(given)}")
    if shared("verbose") or not sys.stdout.isatty():
        say("\nSPARQL:")
        say(question.body)
    else:
        say("\nIts SPARQL: pactgraph ask " + f"{question.name} --describe --verbose", err=True)


COMMANDS = (ask,)
