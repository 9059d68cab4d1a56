"""Tables and cards for a terminal, which fit its width and stay readable where it is narrow."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal, Unpack

import click

from pactgraph.cli.messages import Style, clean, coloured, plural, say
from pactgraph.namespaces import shorten

if TYPE_CHECKING:
    from rich.text import Text

    from pactgraph.answers.claim import Card
    from pactgraph.store.base import Term

GAP = 2
#: A column is never narrower than its longest word, up to the first of these with which the table fits;
#: a longer word folds.
LONGEST_WORD = (32, 24, 16)
#: Where no terminal says how wide it is.
WIDTH = 100
#: Narrower than this nothing can be shown well, whatever a terminal says of itself.
NARROWEST = 20


def show_cell(term: Term | None) -> str:
    """Return a cell for people: short names for addresses, the text of a literal."""
    import pyoxigraph as ox

    if isinstance(term, ox.NamedNode):
        return shorten(term.value)
    if isinstance(term, ox.Literal):
        return term.value
    return "" if term is None else str(term)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table that fits the terminal; where its columns would be too narrow, one block per row."""
    from rich.cells import cell_len
    from rich.text import Text

    names = [name.replace("_", " ") for name in columns]
    held = [[clean(cell) for cell in row] for row in rows]
    widths = column_widths([names, *held], screen_width())
    if widths is None:
        name = max(map(cell_len, names))
        block = [name, max(NARROWEST // 2, screen_width() - name - GAP)]
        for row in held:
            _print_grid([[Text(n, "bold"), Text(cell)] for n, cell in zip(names, row, strict=True)], block)
            say("")
    else:
        numbers = [all(map(_is_number, filter(None, cells))) for cells in zip(*held, strict=True)]
        head = [[Text(name, "bold") for name in names], [Text("─" * width) for width in widths]]
        _print_grid([*head, *([Text(cell) for cell in row] for row in held)], widths, numbers)
    say(plural(len(held), "row"), dim=True)


def column_widths(rows: Sequence[Sequence[str]], available: int) -> list[int] | None:
    """Return a width for each column, or None where not every column can be as wide as its words need.

    The remaining width is shared evenly among the columns that want more.

    >>> column_widths([["name", "n"], ["a long cell of words", "1"]], 80)
    [20, 1]
    >>> column_widths([["name", "n"], ["a long cell of words", "1"]], 14)
    [11, 1]
    """
    columns = list(zip(*rows, strict=True))
    wanted = [max(_widest(cell.splitlines()) for cell in column) for column in columns]
    words = [max(_widest(cell.split()) for cell in column) for column in columns]
    space = available - GAP * (len(columns) - 1)
    fitting = ([min(longest, word) for word in words] for longest in LONGEST_WORD)
    widths = next((widths for widths in fitting if sum(widths) <= space), None)
    if widths is None:
        return None
    left = space - sum(widths)
    while left and (hungry := [place for place, width in enumerate(widths) if width < wanted[place]]):
        share = max(1, left // len(hungry))
        for place in hungry:
            more = min(share, wanted[place] - widths[place], left)
            widths[place] += more
            left -= more
    return widths


def _widest(texts: Sequence[str]) -> int:
    from rich.cells import cell_len

    return max(map(cell_len, texts), default=0)


def _print_grid(rows: Iterable[Sequence[Text]], widths: Sequence[int], right: Sequence[bool] = ()) -> None:
    """Print cells, each folded to the width of its column."""
    from rich.console import Console
    from rich.table import Table

    grid = Table(box=None, show_header=False, pad_edge=False, padding=(0, GAP, 0, 0))
    for place, width in enumerate(widths):
        justify = "right" if right and right[place] else "left"
        grid.add_column(width=width, overflow="fold", justify=justify)  # type: ignore[arg-type]
    for row in rows:
        grid.add_row(*row)
    colours: Literal["standard"] | None = "standard" if coloured(sys.stdout) else None
    console = Console(width=sum(widths) + GAP * len(widths), color_system=colours, force_terminal=True)
    with console.capture() as capture:
        console.print(grid)
    click.echo("".join(f"{line.rstrip()}\n" for line in capture.get().split("\n")[:-1]), nl=False, color=True)


def fold_text(text: str, width: int) -> list[str]:
    """Return the lines of a text folded between words; Chinese folds anywhere, a word too long in its middle.

    >>> fold_text("memorandum of understanding", 14)
    ['memorandum of', 'understanding']
    """
    from rich.console import Console
    from rich.text import Text

    lines = Text(text.expandtabs(4)).wrap(Console(width=width), width, overflow="fold")
    return [line.plain.rstrip() for line in lines] if text else []


def print_cards(cards: Iterable[Card], passages: dict[str, str] | None = None) -> None:
    """Print claims: the words of each, how and where it is stated, and its passage if available."""
    for card in cards:
        print_lines([f"{card.id}  {card.text}"], fg="cyan")
        print_lines([f"stated in {card.where}"], 4)
        print_lines((f"note: {text}" for text in card.notes), 4, italic=True)
        print_lines((f"in doubt: {text}" for text in card.doubts), 4, fg="yellow")
        print_lines((f"judged: {text}" for text in card.judgements), 4)
        print_lines((f"drawn from: {text}" for text in card.primary), 4, dim=True)
        words = (passages[iri] for iri in card.evidence if passages and iri in passages)
        print_lines((f"“{text}”" for text in words), 4, fg="green")


def print_lines(texts: Iterable[str], indent: int = 0, hang: int = 2, **style: Unpack[Style]) -> None:
    """Print texts, each folded to the width of the terminal and indented.

    :param hang: how much more further lines are indented.
    """
    for text in texts:
        for number, line in enumerate(fold_text(clean(text), screen_width() - indent - hang)):
            say(" " * (indent + (hang if number else 0)), end="")
            say(line, **style)


def print_terms(rows: Iterable[tuple[str, str, Iterable[str]]], indent: int = 4) -> None:
    """Print names in colour, what follows each on its line, and more lines below it."""
    for name, rest, lines in rows:
        say(name, end="", fg="cyan")
        say(rest)
        print_lines(lines, indent)


def screen_width() -> int:
    """Return the width of the terminal, or of an ordinary page where there is none."""
    known = sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdecimal()
    return max(NARROWEST, shutil.get_terminal_size((WIDTH, 24)).columns if known else WIDTH)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).lstrip("+-").isdecimal()
