"""Printed quantities as Turtle, ready for a claim: value, quantifier and the code of the unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pactgraph.errors import UserError
from pactgraph.model.quantities import Quantity, parse_quantity
from pactgraph.model.units import to_base
from pactgraph.namespaces import shorten
from pactgraph.store.base import Store
from pactgraph.store.binding import write

UNITS = """
SELECT ?unit ?label WHERE {
  ?unit skos:inScheme <https://w3id.org/pactgraph/code/unit> ; skos:prefLabel ?label .
  FILTER(LANG(?label) = "en")
} ORDER BY ?unit
"""


@dataclass(frozen=True)
class ReadQuantity:
    """A printed quantity as Pactgraph reads it.

    :ivar unit: the short name of the code for its unit; empty where the code list has none for these words.
    :ivar base: the value and unit with scale words multiplied out, in words; empty where there is no unit.
    """

    printed: str
    quantity: Quantity
    unit: str
    base: str

    def turtle(self) -> str:
        """Return the lines of a claim that state it; a unit that is not known is left to be filled in."""
        from pyoxigraph import Literal

        value = f"{self.quantity.value:f}" if self.quantity.value is not None else ""
        lines = {
            "asPrinted": write(Literal(self.printed)),
            "quantifier": f"quantifier:{self.quantity.quantifier}",
            "value": value,
            "unit": self.unit,
        }
        return "".join(f"    pact:{name} {text} ;\n" for name, text in lines.items() if text)


def read_quantity(store: Store, printed: str) -> ReadQuantity:
    """Read a printed quantity and find the code of its unit.

    :param printed: the words of the source, from the quantifier to the unit.
    :raises InputSyntaxError: where it has no number.
    :raises MissingLibraryError: where the extra ``curate`` is not installed.
    """
    quantity = parse_quantity(printed)
    wanted = _base(quantity.unit_words)
    units = {row["unit"]: row["label"] for row in store.select(UNITS).records()}
    same = [shorten(unit) for unit, label in units.items() if wanted and _base(label) == wanted]
    base = f"{quantity.in_base():f} {wanted[1]}" if wanted and quantity.value is not None else ""
    return ReadQuantity(printed, quantity, same[0] if same else "", base)


def _base(words: str) -> tuple[Decimal, str] | None:
    """Return one of a unit in its base; None where the words are no unit that can be calculated with."""
    from pactgraph.errors import MissingLibraryError

    try:
        return to_base(Decimal(1), words) if words else None
    except MissingLibraryError:
        raise
    except UserError:
        return None
