"""The first and last day that each claim's dates can mean, from their EDTF strings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from pactgraph.model.dates import DateBounds, parse_edtf
from pactgraph.namespaces import EDTF, GRAPH_DERIVED, PACT, PREFIXES
from pactgraph.store.base import Term
from pactgraph.store.local import LocalStore

XSD_DATE = NamedNode(PREFIXES["xsd"] + "date")
DATED = ("date", "asOf", "horizon", "refPeriod", "published", "from", "until")


def date_bounds(store: LocalStore) -> Iterator[Quad]:
    """Yield ``pact:earliest`` and ``pact:latest`` of every claim, source and document that has a date.

    A tie or participation runs from the first day of ``pact:from`` to the last day of ``pact:until``; a side
    that is open or unknown has no bound.

    :raises InputSyntaxError: where a date is no EDTF date.
    """
    held: dict[Term, dict[str, list[DateBounds]]] = defaultdict(lambda: defaultdict(list))
    for name in DATED:
        for quad in store.engine.quads_for_pattern(None, NamedNode(PACT + name), None, DefaultGraph()):
            value = quad.object
            if isinstance(value, Literal) and value.datatype.value == EDTF:
                held[quad.subject][name].append(parse_edtf(value.value))
    for subject, dates in held.items():
        earliest, latest = _outer(dates)
        yield from _bound(subject, "earliest", earliest)
        yield from _bound(subject, "latest", latest)


def _outer(dates: dict[str, list[DateBounds]]) -> tuple[date | None, date | None]:
    """Return the first and the last day of all dates of one node; an open side has none."""
    if "from" in dates or "until" in dates:
        starts, stops = dates.get("from", []), dates.get("until", [])
    else:
        starts = stops = [bounds for several in dates.values() for bounds in several]
    earliest = [bounds.earliest for bounds in starts]
    latest = [bounds.latest for bounds in stops]
    return _first(earliest, min), _first(latest, max)


def _first(days: list[date | None], choose: Callable[[list[date]], date]) -> date | None:
    known = [day for day in days if day is not None]
    return choose(known) if known and len(known) == len(days) else None


def _bound(subject: Term, name: str, day: date | None) -> Iterator[Quad]:
    if day is not None and not isinstance(subject, Literal):
        value = Literal(day.isoformat(), datatype=XSD_DATE)
        yield Quad(subject, NamedNode(PACT + name), value, NamedNode(GRAPH_DERIVED))
