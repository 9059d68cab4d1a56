"""The first and last day that each claim's dates can mean, from their EDTF strings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

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
        periods = [bounds for several in dates.values() for bounds in several]
        limited = "from" in dates or "until" in dates
        starts = [bounds.earliest for bounds in (dates["from"] if limited else periods)]
        stops = [bounds.latest for bounds in (dates["until"] if limited else periods)]
        for name, days, choose in (("earliest", starts, min), ("latest", stops, max)):
            known = [day for day in days if day is not None]
            if known and len(known) == len(days) and not isinstance(subject, Literal):  # no side is open
                value = Literal(choose(known).isoformat(), datatype=XSD_DATE)
                yield Quad(subject, NamedNode(PACT + name), value, NamedNode(GRAPH_DERIVED))
