"""The values of a series: each with its row and year, those that part, and numbers as they are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pactgraph.views.charts.rows import Row

MAGNITUDES = ((1e12, "trillion "), (1e9, "billion "), (1e6, "million "), (1.0, ""))
"""How large numbers are shortened."""


@dataclass(frozen=True)
class Point:
    """One value that is drawn."""

    row: Row
    year: float
    value: float
    face: float
    """What is printed, taken at its word; the value, where a curator understood nothing else."""

    @property
    def panel(self) -> tuple[str, str]:
        """The area and the unit: the panel that it stands in."""
        return (self.row["area"], self.row["unit"])


def disagreements(points: Sequence[Point]) -> list[tuple[Point, ...]]:
    """Return the values of one area, unit and period that part by more than rounding, lowest first."""
    held: dict[tuple[str, str, float], dict[float, Point]] = {}
    for point in points:
        held.setdefault((*point.panel, point.year), {}).setdefault(point.value, point)
    sorted_values = [tuple(found[value] for value in sorted(found)) for found in held.values()]
    return [found for found in sorted_values if not _one(found[0].row["value"], found[-1].row["value"])]


def _one(lower: str, upper: str) -> bool:
    """Tell whether two numbers can be one, rounded to different digits.

    >>> _one("0.376", "0.38"), _one("0.1969", "0.199")
    (True, False)
    """
    gap = abs(Decimal(upper) - Decimal(lower))
    return gap <= max(_half_digit(Decimal(lower)), _half_digit(Decimal(upper)))


def _half_digit(number: Decimal) -> Decimal:
    """Half of the last digit that is given; of 50 the last but one zero is taken as given."""
    half = Decimal(5).scaleb(int(number.normalize().as_tuple().exponent) - 1)
    return half if half <= abs(number) / 20 else half / 10


def short(value: float) -> str:
    """Write a number for reading.

    >>> short(3400900000000.0), short(0.376), short(38.0)
    ('3.4009 trillion', '0.376', '38')
    """
    size, word = next((pair for pair in MAGNITUDES if abs(value) >= pair[0]), MAGNITUDES[-1])
    return f"{value / size:,.6g} {word}".strip()
