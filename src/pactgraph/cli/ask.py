"""The command ``ask``: answer named questions."""

from __future__ import annotations

import shlex
import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated

import click
from click.shell_completion import CompletionItem

from pactgraph.answers import ask as answers
from pactgraph.answers.catalogue import Catalogue
from pactgraph.cli.command import Command, arg, command, opt, shared
from pactgraph.cli.messages import say
from pactgraph.cli.options import Data, TableFormat, on_terminal, open_graph, read_pairs
from pactgraph.cli.output import write_answer, write_json, write_rows
from pactgraph.cli.progress import progress
from pactgraph.cli.terminal import print_lines, print_table, print_terms, show_cell
from pactgraph.errors import PactgraphError
from pactgraph.namespaces import PREFIXES
from pactgraph.resources import queries_dir

if TYPE_CHECKING:
    from pactgraph.answers.catalogue import Catalogue, Parameter, Question
    from pactgraph.store.base import Term


class AskCommand(Command):
    """``ask`` itself, which also gives help on a question: ``pactgraph ask NAME --help``."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """Turn a call for help on a question into one that describes it."""
        if args and not args[0].startswith("-") and {"-h", "--help"} & set(args[1:]):
            args = [args[0], "--describe"]
        return super().parse_args(context, args)


def catalogue() -> Catalogue:
    """Return the named questions of the content at hand."""

    return Catalogue(queries_dir())


def complete_question(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the names of the questions to the shell."""
    try:
        found = catalogue().questions
    except PactgraphError:
        return []
    return [CompletionItem(q.name, help=q.title) for q in found if q.name.startswith(begun)]


def complete_parameter(
    context: click.Context, parameter: click.Parameter, begun: str
) -> list[CompletionItem]:
    """Offer the parameters of the question that is named, each with its equals sign."""
    try:
        found = catalogue().get(context.params.get("name") or "").parameters
    except PactgraphError:
        return []
    return [CompletionItem(f"{p.name}=", help=p.what) for p in found if p.name.startswith(begun)]


@command(
    cls=AskCommand,
    examples="""
pactgraph ask --list
pactgraph ask agreements_of_party --help
pactgraph ask agreements_of_party party=Cuba
pactgraph ask agreements_of_party party=古巴 --format json
pactgraph ask agreements_of_party party=Cuba --format csv > rows.csv
""",
)
def ask(
    name: Annotated[str | None, arg("[NAME]", shell_complete=complete_question)] = None,
    given: Annotated[tuple[str, ...], arg("[KEY=VALUE]...", shell_complete=complete_parameter)] = (),
    list: Annotated[bool, opt("List the named questions.")] = False,
    describe: Annotated[bool, opt("Show the parameters, columns and SPARQL of NAME.")] = False,
    form: TableFormat = None,
    data: Data = None,
) -> None:
    """Answer the question NAME with the parameters KEY=VALUE.

    Things are given by a name in any language, a short name (country:CUB) or an IRI. The column "claims"
    holds the claims behind a row: a table counts them (--verbose names them), CSV and JSON list them all,
    and pactgraph explain shows them.
    """

    questions = catalogue()
    if list or name is None:
        _list(questions, on_terminal(form))
        return
    question = questions.get(name)
    if describe:
        _describe(question)
        return
    given_pairs = read_pairs(given)
    pairs = question.looking_from(date.today(), given_pairs)
    day = next((f"as of today, {text}" for name, text in pairs.items() if name not in given_pairs), "")
    store = open_graph(data).store
    if (form := on_terminal(form)) != "table":
        with progress("asking"):
            write_answer(answers.answer(store, question, pairs), form)
        if day and not shared("quiet"):
            say(day, err=True, dim=True)
        return
    with progress("asking"):
        table = answers.ask(store, question, pairs)
    if not shared("quiet"):
        print_lines([question.title], hang=0, bold=True)
        print_lines([question.read, *([f"Asked {day}."] if day else [])], hang=0)
        say("")
    shown = [_claims if column == "claims" else show_cell for column in table.columns]
    rows = [
        [str(number), *(show(cell) for show, cell in zip(shown, row, strict=True))]
        for number, row in enumerate(table.rows, 1)
    ]
    print_table(("#", *table.columns), rows)
    if not rows and question.if_empty:
        say(question.if_empty)
    if rows and not shared("quiet") and not question.rests_on:
        words = [*given, *(["--data", data] if data else [])]
        hint = f"what row 1 rests on: pactgraph explain --question {question.name} --row 1"
        say(" ".join([hint, *map(shlex.quote, words)]), err=True, dim=True)


def _claims(cell: Term | None) -> str:
    """Return how many claims a row rests on or, with --verbose, which."""
    listed = sorted(getattr(cell, "value", "").split())
    if shared("verbose"):
        return " ".join(iri.removeprefix(PREFIXES["claim"]) for iri in listed)
    return str(len(listed))


def _list(questions: Catalogue, form: str) -> None:
    found = questions.questions
    if form == "json":
        write_json([question.as_dict() for question in found])
    elif form != "table":
        rows = [(q.subject, q.name, " ".join(map(_short, q.parameters)), q.title) for q in found]
        write_rows(("subject", "name", "parameters", "title"), rows, form)
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
    print_lines([question.title], hang=0, bold=True)
    print_lines([question.read], hang=0)
    say("\nParameters:" if question.parameters else "It takes no parameters.")
    for p in question.parameters:
        need = "optional" if p.optional else f"default {p.default}" if p.default is not None else "required"
        print_terms([(f"  {p.name}", f" ({p.type}, {need}): {p.what}", ())])
    say("Columns:")
    print_terms((f"  {column}", f": {what}", ()) for column, what in question.columns)
    if question.rests_on:
        say(f"Its rows rest on no claims, but on {question.rests_on}")
    given = [f" {p.name}={shlex.quote(p.default or '…')}" for p in question.parameters if not p.optional]
    say(f"\nExample:\n  pactgraph ask {question.name}{''.join(given)}")
    if shared("verbose") or not sys.stdout.isatty():
        say(f"\nSPARQL:\n{question.body}")
    else:
        say(f"\nIts SPARQL: pactgraph ask {question.name} --describe --verbose", err=True)
