"""Figures: observations as the audit reads them, once as printed and once as understood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from pactgraph.audit.spans import Span, printed
from pactgraph.namespaces import PREFIXES

UNIT = PREFIXES["unit"]
RANK = UNIT + "rank"
PERCENT = UNIT + "percent"
DIRECTION = UNIT + "direction"
#: Units of whole things: a figure in them is counted, not rounded. In thousands or millions it is rounded.
COUNTED = frozenset(
    UNIT + name
    for name in ("rank", "direction", "app", "city", "company", "country", "job-advertisement", "obstacle")
)
_CELL = re.compile(r"/t(?P<table>[0-9]+)-(?P<row>[0-9]+)-(?P<column>[0-9]+)(?:-(?P<part>[0-9]+))?$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its base.

    :ivar label: its name in English.
    """

    iri: str
    base: str
    factor: float
    label: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A value in a unit, and what it can be in base units."""

    value: Decimal
    unit: Unit
    span: Span

    @property
    def text(self) -> str:
        """The value with its unit, for people."""
        if self.unit.iri == RANK:
            return f"rank {show(float(self.value))}"
        return f"{show(float(self.value))} {self.unit.label}"


@dataclass(frozen=True, slots=True)
class Figure:
    """An observation.

    :ivar printed: what the source prints.
    :ivar understood: what a curator understands by it; the same where nothing was noted.
    :ivar table: the table that it is a cell of, such as ``song-china-russia/t02``; empty for prose.
    :ivar words: the printed words.
    :ivar works: the works and speakers that it is put down to.
    :ivar stated: whether it is stated as a fact; a plan or forecast is not.
    """

    claim: str
    source: str
    indicator: str
    area: str
    period: str
    printed: Reading
    understood: Reading
    quantifier: str
    words: str
    locator: str
    works: frozenset[str] = frozenset()
    stated: bool = True
    table: str = field(default="")
    place: tuple[int, ...] = ()

    @property
    def span(self) -> Span:
        """What the figure can be, as understood, in base units."""
        return self.understood.span

    @property
    def base(self) -> str:
        """The base unit, as understood."""
        return self.understood.unit.base

    @property
    def corrected(self) -> bool:
        """Whether a curator understands something else than is printed."""
        return self.printed != self.understood

    @property
    def column(self) -> tuple[str, int, int]:
        """The column of its table, and its half where a cell has two values."""
        half = self.place[2] if len(self.place) > 2 else 0
        return self.table, self.place[1] if self.place else 0, half


def cell_of(claim: str, source: str) -> tuple[str, tuple[int, ...]]:
    """Return the table of a claim and its row, column and part; nothing for a claim of prose.

    >>> cell_of("https://w3id.org/pactgraph/id/claim/one/t02-3-4-1", "one")
    ('one/t02', (3, 4, 1))
    >>> cell_of("https://w3id.org/pactgraph/id/claim/one/041", "one")
    ('', ())
    """
    match = _CELL.search(claim)
    if not match:
        return "", ()
    place = [match["row"], match["column"], *([match["part"]] if match["part"] else [])]
    return f"{source}/t{match['table']}", tuple(map(int, place))


def reading(value: Decimal, unit: Unit, words: str, quantifier: str) -> Reading:
    """Return a reading with its span."""
    return Reading(value, unit, printed(value, words, quantifier, unit.factor, unit.iri in COUNTED))


def show(number: float) -> str:
    """Return a number as people write it: at most two decimals, more only where it is small.

    >>> show(51.80), show(2757.0), show(0.0431), show(16.376999)
    ('51.8', '2757', '0.043', '16.38')
    """
    text = f"{number:.2f}" if abs(number) >= 0.1 or number == 0 else f"{number:.2g}"
    return text.rstrip("0").rstrip(".") if "." in text else text
