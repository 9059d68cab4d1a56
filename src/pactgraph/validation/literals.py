"""Check what is inside literals: that dates are EDTF and possible, and that values are those printed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from pyoxigraph import NamedNode

from pactgraph.errors import InputSyntaxError
from pactgraph.model.dates import DateBounds, parse_edtf
from pactgraph.model.quantities import agrees, parse_quantity
from pactgraph.namespaces import EDTF, PACT, shorten
from pactgraph.store.base import Store, plain
from pactgraph.store.locate import Locator
from pactgraph.store.table_claims import is_cell
from pactgraph.validation.findings import Finding, Severity, place_of

#: The rules of this module and what each asks for.
RULES: dict[str, tuple[Severity, str]] = {
    "date-impossible": ("error", "A date is EDTF and exists in the calendar"),
    "ends-before-it-begins": ("error", "What has a beginning and an end ends after it begins"),
    "fact-of-the-future": ("error", "What a source states as fact happened before the source came out"),
    "quantity-as-read": ("error", "The value and quantifier are those of the printed form"),
    "quantity-scale": ("error", "The unit has the scale (thousand, million, billion) of the printed form"),
}
_DATES = f"""
SELECT DISTINCT ?subject ?predicate ?date
WHERE {{ ?subject ?predicate ?date FILTER(DATATYPE(?date) = <{EDTF}>) }}"""
_PERIODS = """
SELECT ?subject ?first ?second
WHERE { ?subject pact:from ?first ; pact:until ?second }"""
_FACTS = """
SELECT ?subject ?predicate ?first ?second
WHERE {
  VALUES ?predicate { pact:date pact:from pact:asOf pact:refPeriod }
  ?subject ?predicate ?second ; pact:modality/pact:factual true .
  ?subject pact:evidence/pact:source/pact:published ?first
}"""
_QUANTITIES = """
SELECT ?subject ?printed ?value ?notation
WHERE { ?subject pact:asPrinted ?printed ; pact:value ?value ; pact:quantifier/skos:notation ?notation }"""
_SCALES = """
SELECT DISTINCT ?subject ?printed ?label
WHERE { ?subject pact:asPrinted ?printed ; pact:unit/skos:prefLabel ?label FILTER(LANG(?label) = "en") }"""


def check_literals(store: Store, locator: Locator) -> Iterator[Finding]:
    """Yield what is wrong with the dates and quantities of a store."""
    literals = _Literals(store, locator)
    yield from literals.impossible_dates()
    yield from literals.reversed_periods()
    yield from literals.future_facts()
    yield from literals.misread_quantities()
    yield from literals.misscaled_quantities()


class _Literals:
    def __init__(self, store: Store, locator: Locator) -> None:
        self.store = store
        self.locator = locator

    def impossible_dates(self) -> Iterator[Finding]:
        for subject, predicate, date in self.store.select(_DATES).rows:
            if not (isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and date):
                continue
            iri, text = subject.value, plain(date)
            error = _read(text)
            if isinstance(error, InputSyntaxError):
                message = f"{shorten(iri)} has {error.found}"
                found = f'{shorten(predicate.value)} "{text}"^^edtf:EDTF'
                place = place_of(self.locator, iri, predicate.value)
                yield Finding(
                    "date-impossible", "error", iri, message, error.expected, found, error.mend, *place
                )

    def reversed_periods(self) -> Iterator[Finding]:
        for subject, first, second in self._pairs(_PERIODS):
            if _before(_read(second), _read(first)):
                message = f"{shorten(subject)} ends {second} and begins {first}"
                mend = "Read the passage again: correct pact:from or pact:until."
                yield self._finding("ends-before-it-begins", subject, "until", message, mend)

    def future_facts(self) -> Iterator[Finding]:
        for subject, published, happened in self._pairs(_FACTS):
            if _before(_read(published), _read(happened)):
                message = f"{shorten(subject)} is stated as fact of {happened} by a source of {published}"
                mend = (
                    "Correct the date, or take modality:planned, modality:recommended or modality:forecast."
                )
                yield self._finding("fact-of-the-future", subject, "modality", message, mend)

    def misread_quantities(self) -> Iterator[Finding]:
        for row in self.store.select(_QUANTITIES).rows:
            subject, printed, value, quantifier = (plain(cell) for cell in row if cell is not None)
            try:
                if agrees(printed, Decimal(value), quantifier):
                    continue
                read = parse_quantity(printed)
            except (InputSyntaxError, InvalidOperation):
                continue  # beyond our grammar nothing is proved; what is no number, the shapes report
            reads = f"{read.quantifier} {read.value}"
            message = f"{shorten(subject)} has {quantifier} {value}, and its printed form reads {reads}"
            mend = (
                "Let pact:value and pact:quantifier say what is printed, pact:asPrinted hold the hedge too, "
                "and pact:valueUnderstood what is meant."
            )
            yield self._finding("quantity-as-read", subject, "asPrinted", message, mend, f'"{printed}"')

    def misscaled_quantities(self) -> Iterator[Finding]:
        """The label of a unit is read as a printed form is, so that both name their scale alike."""
        for row in self.store.select(_SCALES).rows:
            subject, printed, label = (plain(cell) for cell in row if cell is not None)
            try:
                scales = parse_quantity(printed).scale, parse_quantity(f"1 {label}").scale
            except InputSyntaxError:
                continue  # a printed form beyond our grammar proves nothing
            # The unit of a table stands in its header, not in the cell.
            if scales[0] == scales[1] or (is_cell(subject) and scales[0] == 1):
                continue
            message = (
                f"{shorten(subject)} has the unit {label}, and its printed form is in units of {scales[0]:f}"
            )
            mend = "Take the unit that is printed; what is meant instead goes into pact:unitUnderstood."
            yield self._finding("quantity-scale", subject, "unit", message, mend, f'"{printed}"')

    def _pairs(self, query: str) -> Iterator[tuple[str, str, str]]:
        """Yield the subject and the two literals of each row, each once."""
        table = self.store.select(query)
        places = [table.columns.index(name) for name in ("subject", "first", "second")]
        rows = [
            tuple(plain(cell) for cell in (row[p] for p in places) if cell is not None) for row in table.rows
        ]
        for row in dict.fromkeys(rows):
            yield row[0], row[1], row[2]

    def _finding(
        self, rule: str, subject: str, property_name: str, message: str, mend: str, found: str = ""
    ) -> Finding:
        severity, expected = RULES[rule]
        place = place_of(self.locator, subject, PACT + property_name)
        return Finding(rule, severity, subject, message, expected, found, mend, *place)


def _read(text: str) -> DateBounds | InputSyntaxError:
    try:
        return parse_edtf(text)
    except InputSyntaxError as error:
        return error


def _before(first: DateBounds | InputSyntaxError, second: DateBounds | InputSyntaxError) -> bool:
    """Tell whether one date is surely before another: its last day is before the first day of the other."""
    if isinstance(first, InputSyntaxError) or isinstance(second, InputSyntaxError):
        return False  # reported as an impossible date
    return bool(first.latest and second.earliest and first.latest < second.earliest)
