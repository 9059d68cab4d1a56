"""Answers as tables that fit the terminal, or in the formats of SPARQL."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from pactgraph.cli.common import coloured
from pactgraph.namespaces import PREFIXES, shorten

if TYPE_CHECKING:
    from pactgraph.queries.cards import Card
    from pactgraph.store.base import Answer, Term


def print_answer(answer: Answer, form: str) -> None:
    """Print the answer of a query.

    :param form: ``table``, ``csv``, ``tsv``, ``json`` or ``ttl``.
    :raises ParameterError: where the answer cannot be given in this form.
    """
    from pyoxigraph import QueryBoolean, QueryResultsFormat

    from pactgraph.errors import ParameterError

    if isinstance(answer, list):
        from pactgraph.store.turtle import write_turtle

        if form in ("csv", "tsv", "json"):
            raise ParameterError(f"the format {form}", expected="ttl, for a CONSTRUCT or DESCRIBE query")
        write(write_turtle(answer))
    elif form == "ttl":
        raise ParameterError("the format ttl", expected="table, csv, tsv or json, for a SELECT or ASK query")
    elif isinstance(answer, QueryBoolean):
        write(f'{{"head":{{}},"boolean":{str(bool(answer)).lower()}}}\n' if form == "json" else f"{bool(answer)}\n")
    elif form == "table":
        columns = [variable.value for variable in answer.variables]
        rows = [tuple(solution) for solution in answer]
        print_table(columns, ([show_cell(c, v) for c, v in zip(columns, row, strict=True)] for row in rows))
    else:
        formats = {"csv": QueryResultsFormat.CSV, "tsv": QueryResultsFormat.TSV, "json": QueryResultsFormat.JSON}
        body = (answer.serialize(format=formats[form]) or b"").decode().replace("\r\n", "\n")
        write(body if body.endswith("\n") else body + "\n")


def show_cell(column: str, term: Term | None) -> str:
    """Return a cell for people: short names for addresses, the text of a literal, claims by number."""
    from pyoxigraph import Literal, NamedNode

    if term is None:
        return ""
    if column == "claims" and isinstance(term, Literal):
        return " ".join(iri.removeprefix(PREFIXES["claim"]) for iri in sorted(term.value.split()))
    if isinstance(term, NamedNode):
        return shorten(term.value)
    return term.value if isinstance(term, Literal) else str(term)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table as wide as the terminal; long cells fold, numbers stand right."""
    from rich.table import Table
    from rich.text import Text

    held = [list(map(clean, row)) for row in rows]
    table = Table(box=_box(), header_style="bold", pad_edge=False)
    for place, name in enumerate(columns):
        numeric = bool(held) and all(_is_number(row[place]) for row in held)
        table.add_column(name.replace("_", " "), justify="right" if numeric else "left", overflow="fold")
    for row in held:
        table.add_row(*(Text(cell) for cell in row))
    console().print(table)
    count = f"{len(held)} row{'' if len(held) == 1 else 's'}"
    console().print(Text(count, style="dim"))


def print_cards(cards: Iterable[Card], passages: dict[str, str] | None = None) -> None:
    """Print claims: each in words, with how it is stated, where, and the passage where it is at hand."""
    from rich.padding import Padding
    from rich.text import Text

    screen = console()
    for card in cards:
        screen.print(Text.assemble((f"{card.id}  ", "cyan"), clean(card.text)))
        below = [Text(f"stated in {clean(card.where)}", style="dim")]
        below += [Text(f"note: {clean(text)}", style="italic") for text in card.values.get("note", ())]
        below += [Text(f"drawn from: {clean(text)}", style="dim") for text in card.values.get("primary", ())]
        words = [passages[iri] for iri, _ in card.evidence if passages and iri in passages]
        below += [Text(f"“{clean(text)}”", style="green") for text in words]
        for line in below:
            screen.print(Padding(line, (0, 0, 0, 4)))


def console() -> Any:
    """Return a rich console that keeps to the terminal's width and to NO_COLOR."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else 120
    return Console(highlight=False, no_color=not coloured(sys.stdout), width=width, soft_wrap=False)


def write(text: str) -> None:
    """Write text as it is, without adding a line end."""
    click.echo(text, nl=False)


def clean(text: str) -> str:
    """Return text without control characters, which a terminal would obey.

    >>> clean("a\\x1b[31mb")
    'a[31mb'
    """
    return "".join(char for char in text if char.isprintable() or char in "\n\t")


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).lstrip("-").isdecimal() if text else False


def _box() -> Any:
    from rich import box

    return box.SIMPLE_HEAD
