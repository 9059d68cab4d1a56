"""The first and last day that each claim's dates can mean, from their EDTF strings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad

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
    held: dict[Term, dict[str, DateBounds]] = defaultdict(dict)
    for name in DATED:
        for quad in store.engine.quads_for_pattern(None, NamedNode(PACT + name), None, None):
            value = quad.object
            if isinstance(value, Literal) and value.datatype.value == EDTF:
                held[quad.subject][name] = parse_edtf(value.value)
    for subject, dates in held.items():
        earliest, latest = _outer(dates)
        yield from _bound(subject, "earliest", earliest)
        yield from _bound(subject, "latest", latest)


def _outer(dates: dict[str, DateBounds]) -> tuple[date | None, date | None]:
    if "from" in dates or "until" in dates:
        start, stop = dates.get("from"), dates.get("until")
        return (start.earliest if start else None, stop.latest if stop else None)
    (only,) = dates.values()
    return only.earliest, only.latest


def _bound(subject: Term, name: str, day: date | None) -> Iterator[Quad]:
    if day is not None and not isinstance(subject, Literal):
        value = Literal(day.isoformat(), datatype=XSD_DATE)
        yield Quad(subject, NamedNode(PACT + name), value, NamedNode(GRAPH_DERIVED))
