"""All that the rules look at, read from a store once: figures, and how indicators hang together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from operator import itemgetter

from pactgraph.audit.figures import PERCENT, Figure, Unit, cell_of, reading
from pactgraph.audit.periods import plain
from pactgraph.namespaces import FACTUAL, PACT, PREFIXES, shorten
from pactgraph.store.base import Store

FACTS = "SELECT ?s ?p ?o WHERE { ?s a pact:Observation ; ?p ?o }"
PLACES = """
SELECT ?claim ?source ?locator WHERE {
  ?claim a pact:Observation ; pact:evidence ?evidence .
  ?evidence pact:source ?source ; pact:locator ?locator
} ORDER BY ?claim ?locator"""
INDICATORS = "SELECT ?s ?p ?o WHERE { ?s a pact:Indicator ; ?p ?o }"
UNITS = """
SELECT ?unit ?base ?factor ?label WHERE {
  ?unit pact:baseUnit ?base ; pact:factor ?factor ; skos:prefLabel ?label . FILTER(LANG(?label) = "en")
}"""
LABELS = 'SELECT ?thing ?label WHERE { ?thing rdfs:label ?label . FILTER(LANG(?label) = "en") }'
MEMBERS = """
SELECT DISTINCT ?whole ?part WHERE {
  { ?part pact:memberOf ?whole . ?whole a pact:CountryGroup }
  UNION { ?part pact:partOf ?whole . ?whole a pact:Party }
  UNION { ?part pact:withinCountry ?whole }
} ORDER BY ?whole ?part"""

Rows = Mapping[str, list[str]]


@dataclass(frozen=True)
class Relations:
    """How an indicator hangs together with others, as its thing declares it.

    :ivar of: the indicators after each property, by its name without prefix.
    """

    of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """Return the value of a property, or an empty string."""
        found = self.of.get(name, ())
        return found[0] if found else ""

    def all(self, name: str) -> tuple[str, ...]:
        """Return the values of a property."""
        return self.of.get(name, ())

    def number(self, name: str) -> float | None:
        """Return the value of a numeric property, or None."""
        text = self.one(name)
        return float(text) if text else None


class FigureIndex:
    """The figures of a store, and what is declared of their indicators, areas and units."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.labels = {row["thing"]: row["label"] for row in store.select(LABELS).records()}
        self.units = {
            row["unit"]: Unit(row["unit"], row["base"], float(row["factor"]), row["label"])
            for row in store.select(UNITS).records()
        }
        self.indicators = {
            name: Relations({_local(p): tuple(o) for p, o in rows.items() if p.startswith(PACT)})
            for name, rows in _grouped(store, INDICATORS).items()
        }
        self.members: dict[str, list[str]] = defaultdict(list)
        for row in store.select(MEMBERS).records():
            self.members[row["whole"]].append(row["part"])
        self.figures = tuple(_figures(store, self.units))

    @cached_property
    def _index(self) -> Mapping[tuple[str, str, str], list[Figure]]:
        found: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
        for figure in self.figures:
            found[figure.indicator, figure.area, plain(figure.period)].append(figure)
        return found

    @cached_property
    def series(self) -> Mapping[tuple[str, str], list[Figure]]:
        """The figures of each indicator and area, in the order of their claims."""
        found: dict[tuple[str, str], list[Figure]] = defaultdict(list)
        for figure in self.figures:
            found[figure.indicator, figure.area].append(figure)
        return found

    @cached_property
    def tables(self) -> Mapping[str, list[Figure]]:
        """The figures of each printed table."""
        found: dict[str, list[Figure]] = defaultdict(list)
        for figure in self.figures:
            if figure.table:
                found[figure.table].append(figure)
        return found

    def at(self, indicator: str, area: str, period: str) -> list[Figure]:
        """Return the figures of an indicator for an area and a period."""
        return self._index.get((indicator, area, plain(period)), [])

    def groups(self) -> Iterable[tuple[tuple[str, str, str], list[Figure]]]:
        """Return the figures by indicator, area and period, in a fixed order."""
        return sorted(self._index.items())

    def relations(self, indicator: str) -> Relations:
        """Return what is declared of an indicator."""
        return self.indicators.get(indicator, Relations())

    def related(self, *names: str) -> list[Figure]:
        """Return the figures whose indicator declares all of some properties."""
        fits = {i for i, held in self.indicators.items() if all(held.of.get(name) for name in names)}
        return [figure for figure in self.figures if figure.indicator in fits and figure.stated]

    def rates(self, indicator: str, area: str, period: str) -> list[Figure]:
        """Return the stated growth rates of an indicator for an area and a period, in per cent."""
        return [
            rate
            for name, held in sorted(self.indicators.items())
            if held.one("growthOf") == indicator
            for rate in self.at(name, area, period)
            if rate.stated and rate.span.finite and rate.base == PERCENT
        ]

    def title(self, figure: Figure) -> str:
        """Return what a figure is of: indicator, area and period."""
        return f"{self.name(figure.indicator)}, {self.name(figure.area)}, {figure.period}"

    def name(self, iri: str) -> str:
        """Return the English name of a thing, else its short name."""
        return self.labels.get(iri) or shorten(iri)

    def table_name(self, table: str) -> str:
        """Return the name of a table for people.

        :param table: such as ``song-china-russia/t02``; empty for prose.
        """
        source, _, number = table.rpartition("/t")
        return f"table {int(number)} of {source}" if number else "the text"

    def where(self, figure: Figure) -> str:
        """Return where a figure is printed, in short: its table or the source of its claim."""
        return self.table_name(figure.table) if figure.table else f"the text of {_id(figure.source)}"


def _figures(store: Store, units: Mapping[str, Unit]) -> Iterable[Figure]:
    places: dict[str, tuple[str, list[str]]] = {}
    for row in store.select(PLACES).records():
        places.setdefault(row["claim"], (row["source"], []))[1].append(row["locator"])
    for claim, rows in _grouped(store, FACTS).items():
        if claim in places and (figure := _figure(claim, rows, places[claim], units)):
            yield figure


def _figure(claim: str, rows: Rows, place: tuple[str, list[str]], units: Mapping[str, Unit]) -> Figure | None:
    def one(name: str) -> str:
        return rows.get(PACT + name, [""])[0]

    unit, value = units.get(one("unit")), one("value")
    if unit is None or not value or not one("refPeriod"):
        return None
    quantifier, words = _local(one("quantifier")), one("asPrinted")
    meant = units.get(one("unitUnderstood"), unit)
    as_printed = reading(Decimal(value), unit, words, quantifier)
    other = one("valueUnderstood") or (value if meant != unit else "")
    table, cell = cell_of(claim, _id(place[0]))
    return Figure(
        claim,
        place[0],
        one("indicator"),
        one("refArea"),
        one("refPeriod"),
        as_printed,
        reading(Decimal(other), meant, words, quantifier) if other else as_printed,
        quantifier,
        words,
        "; ".join(place[1]),
        frozenset([*rows.get(PACT + "primarySource", []), *rows.get(PACT + "attributedTo", [])]),
        _local(one("modality")) in FACTUAL,
        table,
        cell,
    )


def _grouped(store: Store, query: str) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    # Sorted here: a store takes eight times as long to put tens of thousands of rows in order.
    for row in sorted(store.select(query).records(), key=itemgetter("s", "p", "o")):
        found[row["s"]][row["p"]].append(row["o"])
    return found


def _local(iri: str) -> str:
    return iri.rpartition("#" if "#" in iri else "/")[2]


def _id(source: str) -> str:
    return source.removeprefix(PREFIXES["source"])
