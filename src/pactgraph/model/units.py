"""Arithmetic on the units that authors write: ``million yuan per year`` has the base ``yuan / year``.

Currencies, counts and shares are dimensions of their own, which nothing converts into one another: a dollar
is no yuan, a per cent no percentage point, and a year is not turned into seconds.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Any

from pactgraph.errors import InputSyntaxError, UnknownNameError
from pactgraph.model.optional_imports import require
from pactgraph.model.quantities import plain
from pactgraph.model.text import did_you_mean

_SCALES = ("hundred = 1e2", "thousand = 1e3", "million = 1e6", "billion = 1e9", "trillion = 1e12")
_BASES = (
    # currencies
    "yuan US_dollar euro pound_sterling yen won rouble rupee "
    # shares and factors
    "percent percentage_point time "
    # counts
    "person country company project technology place item patent "
    # periods and measures
    "year day metre gram watt bit"
)
_DERIVED = (
    "month = year / 12",
    "kilometre = 1e3 metre",
    "hectare = 1e4 metre * metre",
    "tonne = 1e6 gram",
    "kilowatt = 1e3 watt",
    "megawatt = 1e6 watt",
    "gigawatt = 1e9 watt",
    "kilobit = 1e3 bit",
    "megabit = 1e6 bit",
    "gigabit = 1e9 bit",
)
#: What authors write for the names above, tried in this order on the lower-case words.
_SPELLINGS: tuple[tuple[str, str], ...] = (
    (r"us ?\\?\$|us dollars?|usd|\\?\$|(?<!\w )dollars?", "US_dollar"),
    (r"(?:rmb|cny|renminbi)(?=.*yuan)", ""),
    (r"rmb|cny|renminbi", "yuan"),
    (r"€|eur\b|euros", "euro"),
    (r"£|pounds? sterling", "pound_sterling"),
    (r"₽|rubles?|roubles?", "rouble"),
    (r"percentage points?|p\.p\.", "percentage_point"),
    (r"%|per ?cent|percent", "percent"),
    (r"bn\b|billions", "billion"),
    (r"tn\b|trillions", "trillion"),
    (r"mn\b|mln\b|millions", "million"),
    (r"people|persons", "person"),
    (r"countries", "country"),
    (r"companies", "company"),
    (r"technologies", "technology"),
    (r"square (\w+?)s?\b", r"\1 * \1"),
    (r"\b(?:kilometers?|km)\b", "kilometre"),
    (r"\b(?:meters?)\b", "metre"),
    (r"\b(?:annually|a year|per annum)\b", "per year"),
    (r"\bper\b", "/"),
)

#: Unit names with a blank or one sign of a product or quotient between them; "/ year" alone is a rate.
_NAMES = re.compile(r"(?:/ ?)?[^\W\d]+(?: ?[ /*] ?[^\W\d]+)*")


def to_base(value: Decimal, unit_expression: str) -> tuple[Decimal, str]:
    """Return a value in the base of its unit, with scale words multiplied out.

    :param value: the value as printed.
    :param unit_expression: the unit as an author writes it, such as ``trillion yuan`` or ``$ billion``; an
        empty one is a bare number.
    :returns: the value in the base, and the base in words (empty for a bare number).
    :raises UnknownNameError: when a word is no unit; a count of something else needs none, see
        :meth:`~pactgraph.model.quantities.Quantity.in_base`.
    :raises InputSyntaxError: when the words do not form a unit.
    :raises MissingLibraryError: when pint is not installed.

    >>> to_base(Decimal("31.7"), "trillion yuan")
    (Decimal('31700000000000'), 'yuan')
    >>> to_base(Decimal("383.35"), "$ billion")
    (Decimal('383350000000'), 'US dollar')
    """
    expression = " ".join(unit_expression.lower().replace(",", " ").split()).rstrip(".")
    for pattern, name in _SPELLINGS:
        alone = rf"(?<![\w]){pattern}(?!_)" if pattern[0].isalpha() else pattern
        expression = re.sub(alone, name, expression)
    expression = " ".join(expression.split())
    if not expression:
        return plain(value), ""
    # Checked before pint sees it: pint takes "#" for a comment and stumbles over brackets and loose signs.
    if not _NAMES.fullmatch(expression):
        raise _no_unit(unit_expression)
    errors = require("pint.errors", extra="curate")
    try:
        quantity = _registry().Quantity(value, re.sub("^/", "1 /", expression)).to_root_units()
    except errors.UndefinedUnitError as error:
        name = error.unit_names if isinstance(error.unit_names, str) else str(error.unit_names[0])
        names = _BASES.split() + [line.partition(" ")[0] for line in (*_SCALES, *_DERIVED)]
        keep = "keep the author's words, and use the value in base without a unit"
        raise UnknownNameError(
            f"the unit word {name!r} in {unit_expression!r}",
            expected="units such as yuan, US dollar, percent, person, year; before them, scale words",
            mend=did_you_mean(name, names, keep, n=3).replace("_", " "),
        ) from None
    except errors.PintError:
        raise _no_unit(unit_expression) from None
    return plain(quantity.magnitude), str(quantity.units).replace("dimensionless", "").replace("_", " ")


def _no_unit(expression: str) -> InputSyntaxError:
    return InputSyntaxError(
        f"the unit {expression!r}",
        expected="scale words and units, such as 'trillion yuan' or 'million yuan per year'",
        mend="leave out numbers, signs and notes that are not part of the unit",
    )


@cache
def _registry() -> Any:
    """Build the registry: none of pint's own units, so that no word has a meaning that was not given here."""
    registry = require("pint", extra="curate").UnitRegistry(None, non_int_type=Decimal)
    for name in _BASES.split():
        registry.define(f"{name} = [{name}]")
    for line in (*_SCALES, *_DERIVED):
        registry.define(line)
    return registry
