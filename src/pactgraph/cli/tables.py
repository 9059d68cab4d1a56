"""Tables and cards for a terminal: they fit its width, and stay readable when it is narrow."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from pactgraph.cli.messages import clean, coloured, plural

if TYPE_CHECKING:
    from pactgraph.queries.cards import Card
    from pactgraph.store.base import Term

#: Between two columns.
GAP = 2
#: A column is never narrower than its longest word, up to this; a longer word folds.
LONGEST_WORD = 16
#: Where no terminal says how wide it is.
WIDTH = 100


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
    """Print a table that fits the terminal; where its columns would be too narrow to read, one block per row."""
    from rich.text import Text

    held = [[clean(cell) for cell in row] for row in rows]
    names = [name.replace("_", " ") for name in columns]
    screen = console()
    needed = [_needed([name, *(row[place] for row in held)]) for place, name in enumerate(names)]
    if sum(needed) + GAP * (len(needed) - 1) <= screen.width:
        screen.print(_table(names, held, needed))
    else:
        for row in held:
            screen.print(_block(names, row))
    screen.print(Text(plural(len(held), "row"), style="dim"))


def _needed(cells: Sequence[str]) -> int:
    """Return the width below which a column cannot be read."""
    from rich.cells import cell_len

    words = (word for cell in cells for word in cell.split())
    return min(LONGEST_WORD, max(map(cell_len, words), default=1))


def _table(names: Sequence[str], rows: Sequence[Sequence[str]], needed: Sequence[int]) -> Any:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, show_edge=False, padding=(0, 1))
    for place, name in enumerate(names):
        numeric = bool(rows) and all(_is_number(row[place]) for row in rows if row[place])
        justify: Any = "right" if numeric else "left"
        table.add_column(Text(name), justify=justify, overflow="fold", min_width=needed[place])
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _block(names: Sequence[str], row: Sequence[str]) -> Any:
    from rich.table import Table
    from rich.text import Text

    block = Table.grid(padding=(0, GAP, 0, 0))
    block.add_column(style="bold", no_wrap=True)
    block.add_column(overflow="fold")
    for name, cell in zip(names, row, strict=True):
        if cell:
            block.add_row(Text(name), Text(cell))
    block.add_row("", "")
    return block


def print_cards(cards: Iterable[Card], passages: dict[str, str] | None = None) -> None:
    """Print claims: each in words, with how it is stated, where, and the passage where it is at hand."""
    from rich.padding import Padding
    from rich.text import Text

    screen = console()
    for card in cards:
        screen.print(Text.assemble((f"{clean(card.id)}  ", "cyan"), clean(card.text)))
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

    known = sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdecimal()
    plain = not coloured(sys.stdout)
    return Console(
        highlight=False,
        markup=False,
        emoji=False,
        no_color=plain,
        color_system=None if plain else "auto",
        width=None if known else WIDTH,
    )


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).lstrip("+-").isdecimal()
