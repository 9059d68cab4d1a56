"""Cells of printed tables: a number, perhaps with its own year, several numbers, or a mark for none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pactgraph.errors import InputSyntaxError
from pactgraph.model.quantities import Quantifier, parse_quantity

#: How a mapping may say that cells are to be read, and what each way means.
FORMATS = {
    "number": "a comma before three digits separates thousands; a dash, NA and no are no value",
    "decimal-comma": "each comma is a decimal sign, as in 1,361",
    "no-is-zero": "a dash and no are the value 0",
}
#: What a cell has where there is no value, folded to lower case.
_NONE = frozenset({"", "na", "n/a", "n.a.", "n. a.", "no", "nil", "no data", "..", "...", "…"})
_ZERO = frozenset({"no", "nil"})
_DASHES = re.compile("[-\u2012-\u2015\u2212]+")
_OWN_YEAR = re.compile(r"(?P<value>.*?)\s*[(\[](?P<year>[0-9]{4})[)\]]")
#: What may surround the number; any other word would be a unit that the mapping does not know of.
_SIGNS = frozenset({"", "%", "‰", "$", "US$", "€", "£", "¥", "₽"})


@dataclass(frozen=True, slots=True)
class CellValue:
    """One number of a cell.

    :ivar printed: its characters, with those of its year.
    :ivar quantifier: how exact it is, a code of the list quantifier.
    :ivar year: the year in brackets after it; empty where there is none.
    """

    printed: str
    value: Decimal
    quantifier: Quantifier
    year: str = ""


def read_cell(printed: str, parts: int = 1, form: str = "number") -> list[CellValue | None]:
    """Read a cell as it is printed.

    :param parts: how many values it has, separated by slashes.
    :param form: one of :data:`FORMATS`.
    :returns: a value for each part; None where the cell marks that there is none.
    :raises InputSyntaxError: where it has no number, or another number of parts.

    >>> read_cell("81.6 (2020)")
    [CellValue(printed='81.6 (2020)', value=Decimal('81.6'), quantifier='exact', year='2020')]
    >>> [cell.value for cell in read_cell("19.9/55.8", 2)]
    [Decimal('19.9'), Decimal('55.8')]
    >>> read_cell("—")
    [None]
    """
    text = " ".join(printed.split())
    if parts == 1:
        return [_read(text, form)]
    if _is_none(text):
        return [_read(text, form)] * parts
    pieces = [piece.strip() for piece in text.split("/")]
    if len(pieces) != parts:
        raise InputSyntaxError(
            f"{text!r}, {len(pieces)} where the mapping splits into {parts}",
            expected=f"{parts} values divided by slashes",
            mend="correct the cell, or split in the mapping",
        )
    return [_read(piece, form) for piece in pieces]


def _is_none(text: str) -> bool:
    return text.casefold() in _NONE or _DASHES.fullmatch(text) is not None


def _read(text: str, form: str) -> CellValue | None:
    if _is_none(text):
        zero = form == "no-is-zero" and (text.casefold() in _ZERO or _DASHES.fullmatch(text))
        return CellValue(text, Decimal(0), "exact") if zero else None
    own = _OWN_YEAR.fullmatch(text)
    number, year = (own["value"], own["year"]) if own else (text, "")
    if own and _is_none(number):
        return None
    if form == "decimal-comma":
        number = number.replace(",", ".")
    try:
        quantity = parse_quantity(number)
    except InputSyntaxError:
        raise _no_number(text) from None
    if quantity.value is None or quantity.unit_words not in _SIGNS:
        raise _no_number(text)
    return CellValue(text, quantity.value, quantity.quantifier, year)


def _no_number(text: str) -> InputSyntaxError:
    return InputSyntaxError(
        f"{text!r}, which is no number",
        expected="a number such as 1,361 or 12.3 (2019), or a mark for none: a dash, NA, no",
        mend="correct the cell, or leave its row or column out with ignore_rows or ignore_columns",
    )
