"""A map from a named question: what is at which place, as a network that a map can draw."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pactgraph.store.base import Store
from pactgraph.views.charts.definition import Chart
from pactgraph.views.charts.rows import ask_rows
from pactgraph.views.labels import clean


def places_asked(store: Store, chart: Chart, given: Mapping[str, str]) -> Any:
    """Ask the question of a map and make a network of it: what is at which place.

    :raises EmptyChartError: where the answer is empty.
    """
    import networkx as nx

    rows = ask_rows(store, chart, given, order=lambda cells: (cells["place"], cells["what"]))
    known = _known(store)
    graph = nx.Graph()
    for row in rows:
        place = known.get(row["place"], {"label": row["place"], "type": "place"})
        node = str(place.get("iri") or row["place"])
        graph.add_node(node, **place)
        graph.add_node(f"what {row['what']}", label=row["what"], type="what")
        ends = (node, f"what {row['what']}")
        before = graph.get_edge_data(*ends, {"claims": []})["claims"]
        graph.add_edge(*ends, claims=[*before, *row.claims])
    return graph


KNOWN = """
SELECT ?iri ?kind ?country ?name ?language WHERE {
  { SELECT ?iri ?kind WHERE { VALUES ?kind { pact:Country pact:SubnationalUnit } ?iri a ?kind } }
  { ?iri rdfs:label|skos:altLabel ?name . BIND(LANG(?name) AS ?language) }
  OPTIONAL { ?iri pact:country ?country }
} ORDER BY ?iri DESC(?language = "en") ?name
"""


def _known(store: Store) -> dict[str, dict[str, Any]]:
    """Return the countries and what lies in them by their English names, as nodes of a network."""
    found: dict[str, dict[str, Any]] = {}
    for row in store.select(KNOWN).records():
        kind = "country" if row["kind"].endswith("Country") else "subnational"
        first = {
            "iri": row["iri"],
            "type": kind,
            "country": row.get("country", ""),
            "label": clean(row["name"]),
            "alt": [],
        }
        found.setdefault(row["iri"], first)["alt"].append(row["name"])
    return {thing["label"]: thing for thing in found.values()}
