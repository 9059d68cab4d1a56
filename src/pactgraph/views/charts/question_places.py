"""A map from a named question: the places of its answer as a network that a map can draw."""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx

from pactgraph.store.base import Store
from pactgraph.views.charts.definition import Chart
from pactgraph.views.charts.rows import ask_rows
from pactgraph.views.labels import clean

PLACES = """
SELECT ?iri ?kind ?country ?name ?language WHERE {
  { SELECT ?iri ?kind WHERE { VALUES ?kind { pact:Country pact:SubnationalUnit } ?iri a ?kind } }
  { ?iri rdfs:label|skos:altLabel ?name . BIND(LANG(?name) AS ?language) }
  OPTIONAL { ?iri pact:country ?country }
} ORDER BY ?iri DESC(?language = "en") ?name
"""


def places_asked(store: Store, chart: Chart, given: Mapping[str, str]) -> nx.Graph:
    """Ask the question of a map and make a network of its answer: each place tied to what is there.

    :raises EmptyChartError: where the answer is empty.
    """
    names: dict[str, list[str]] = {}
    known: dict[str, dict[str, str]] = {}
    for row in store.select(PLACES).records():
        kind = "country" if row["kind"].endswith("Country") else "subnational"
        names.setdefault(row["iri"], []).append(row["name"])
        # The first name is the English label.
        if len(names[row["iri"]]) == 1:
            known[clean(row["name"])] = {
                "iri": row["iri"],
                "type": kind,
                "country": row.get("country", ""),
                "label": clean(row["name"]),
            }
    graph = nx.Graph()
    for answer in ask_rows(store, chart, given, lambda cells: (cells["place"], cells["what"])):
        place = known.get(answer["place"], {"label": answer["place"], "type": "place"})
        node, what = place.get("iri") or answer["place"], f"what {answer['what']}"
        graph.add_node(node, **place, alt=names.get(node, []))
        graph.add_node(what, label=answer["what"], type="what")
        before = graph.get_edge_data(node, what, {"claims": ""})["claims"]
        stated = " ".join(str(claim["iri"]) for claim in answer.claims)
        graph.add_edge(node, what, claims=f"{before} {stated}".strip())
    return graph
