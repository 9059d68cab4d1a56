"""Tables and cards for a terminal: they fit its width, and stay readable when it is narrow."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from pactgraph.cli.messages import clean, plural, say

if TYPE_CHECKING:
    from pactgraph.answers.claim import Card
    from pactgraph.store.base import Term

GAP = "  "
#: A column is never narrower than its longest word, up to the first of these with which the table fits;
#: a longer word folds.
LONGEST_WORD = (32, 24, 16)
#: Where no terminal says how wide it is.
WIDTH = 100
#: Narrower than this nothing can be shown well, whatever a terminal says of itself.
NARROWEST = 20


def show_cell(term: Term | None) -> str:
    """Return a cell for people: short names for addresses, the text of a literal."""
    from pyoxigraph import Literal, NamedNode

    from pactgraph.namespaces import shorten

    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return shorten(term.value)
    return term.value if isinstance(term, Literal) else str(term)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table that fits the terminal; where its columns would be too narrow, one block per row."""
    names = [name.replace("_", " ") for name in columns]
    held = [[clean(cell) for cell in row] for row in rows]
    widths = column_widths([names, *held], screen_width())
    if widths is None:
        for row in held:
            _print_block(names, row)
    else:
        _print_rows(names, held, widths)
    say(plural(len(held), "row"), dim=True)


def column_widths(rows: Sequence[Sequence[str]], available: int) -> list[int] | None:
    """Return a width for each column, or None where not every column can be as wide as its words need.

    What is left after that is shared evenly among the columns that want more.

    >>> column_widths([["name", "n"], ["a long cell of words", "1"]], 80)
    [20, 1]
    >>> column_widths([["name", "n"], ["a long cell of words", "1"]], 14)
    [11, 1]
    """
    columns = list(zip(*rows, strict=True))
    wanted = [max(map(_wide, column)) for column in columns]
    words = [max(map(_longest_word, column)) for column in columns]
    space = available - len(GAP) * (len(columns) - 1)
    for longest in LONGEST_WORD:
        widths = [min(longest, word) for word in words]
        if sum(widths) <= space:
            return _shared_out(widths, wanted, space - sum(widths))
    return None


def _shared_out(widths: list[int], wanted: Sequence[int], left: int) -> list[int]:
    while left and (hungry := [place for place, width in enumerate(widths) if width < wanted[place]]):
        share = max(1, left // len(hungry))
        for place in hungry:
            more = min(share, wanted[place] - widths[place], left)
            widths[place] += more
            left -= more
    return widths


def _wide(text: str) -> int:
    from rich.cells import cell_len

    return max(map(cell_len, text.splitlines()), default=0)


def _longest_word(text: str) -> int:
    return max(map(_wide, text.split()), default=0)


def _print_rows(names: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    right = [
        bool(rows) and all(_is_number(row[place]) for row in rows if row[place])
        for place in range(len(names))
    ]
    for line in _lines(names, widths, right):
        say(line, bold=True)
    say(GAP.join("─" * width for width in widths))
    for row in rows:
        for line in _lines(row, widths, right):
            say(line)


def _lines(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> list[str]:
    """Return the lines of one row, its cells folded side by side."""
    folded = [fold_text(cell, width) for cell, width in zip(cells, widths, strict=True)]
    height = max(map(len, folded), default=0)
    lines = []
    for number in range(height):
        parts = []
        for cell, width, to_right in zip(folded, widths, right, strict=True):
            text = cell[number] if number < len(cell) else ""
            blanks = " " * (width - _wide(text))
            parts.append(blanks + text if to_right else text + blanks)
        lines.append(GAP.join(parts).rstrip())
    return lines


def _print_block(names: Sequence[str], row: Sequence[str]) -> None:
    widest = max(map(_wide, names)) + len(GAP)
    for name, cell in zip(names, row, strict=True):
        for number, line in enumerate(fold_text(cell, max(NARROWEST // 2, screen_width() - widest))):
            say((name if not number else "").ljust(widest), end="", bold=True)
            say(line)
    say("")


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
    """Print claims: each in words, with how it is stated, where, and the passage where it is at hand."""
    for card in cards:
        print_lines([f"{card.id}  {card.text}"], fg="cyan")
        print_lines([f"stated in {card.where}"], 4)
        print_lines((f"note: {text}" for text in card.notes), 4, italic=True)
        print_lines((f"in doubt: {text}" for text in card.doubts), 4, fg="yellow")
        print_lines((f"judged: {text}" for text in card.judgements), 4)
        print_lines((f"drawn from: {text}" for text in card.primary), 4, dim=True)
        words = (passages[iri] for iri in card.evidence if passages and iri in passages)
        print_lines((f"“{text}”" for text in words), 4, fg="green")


def print_lines(texts: Iterable[str], indent: int = 0, hang: int = 2, **style: Any) -> None:
    """Print texts, each folded to the width of the terminal and indented.

    :param hang: how much more further lines are indented.
    """
    for text in texts:
        for number, line in enumerate(fold_text(clean(text), screen_width() - indent - hang)):
            say(" " * (indent + (hang if number else 0)), end="")
            say(line, **style)


def screen_width() -> int:
    """Return the width of the terminal, or of an ordinary page where there is none."""
    known = sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdecimal()
    return max(NARROWEST, shutil.get_terminal_size((WIDTH, 24)).columns if known else WIDTH)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).lstrip("+-").isdecimal()
