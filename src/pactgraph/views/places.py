"""Where countries and cities lie: coordinates are facts of the graph, with the gazetteer that has them.

A country lies at its middle, a city where the gazetteer has it. A province or a region has no coordinates: it
is no point.
"""

from __future__ import annotations

from dataclasses import dataclass

from pactgraph.store.base import Store

PLACES = """
SELECT ?party ?latitude ?longitude ?country WHERE {
  ?party pact:latitude ?latitude ; pact:longitude ?longitude .
  BIND(EXISTS { ?party a pact:Country } AS ?country)
} ORDER BY ?party
"""


@dataclass(frozen=True)
class Place:
    """A point on the earth, in degrees (WGS 84)."""

    latitude: float
    longitude: float
    of: str
    """``country``, where it is a country's middle; ``town``, where it is a town's."""


def read_places(store: Store) -> dict[str, Place]:
    """Return where parties lie, by their addresses; a party without coordinates is left out.

    >>> import pactgraph
    >>> places = read_places(pactgraph.load().store)
    >>> places["https://w3id.org/pactgraph/id/subnational/heihe"]
    Place(latitude=50.24413, longitude=127.49016, of='town')
    """
    return {
        row["party"]: Place(
            float(row["latitude"]),
            float(row["longitude"]),
            "country" if row["country"] in ("true", "1") else "town",
        )
        for row in store.select(PLACES).records()
    }
