"""Projections: named, documented ways from the graph to a networkx graph."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pactgraph.errors import UnknownNameError
from pactgraph.model.text import nearest
from pactgraph.namespaces import INITIATIVE_KINDS, shorten
from pactgraph.queries.cards import Card, cards
from pactgraph.store.base import Store

if TYPE_CHECKING:
    import networkx as nx

NODES = """
SELECT DISTINCT ?node ?key ?value ?detail WHERE {
  { SELECT DISTINCT ?node
    WHERE { ?p a pact:Participation ; pact:party|pact:onBehalfOf|pact:initiative ?node } }
  { ?node rdfs:label ?value . BIND(LANG(?value) AS ?detail) BIND("label" AS ?key) }
  UNION { ?node skos:altLabel ?value . BIND("alt" AS ?key) }
  UNION {
    ?node a ?class . ?class pact:iriKind ?value ; rdfs:label ?detail
    FILTER(LANG(?detail) = "en") BIND("type" AS ?key)
  } UNION {
    ?node pact:status ?status . ?status skos:notation ?value ; skos:prefLabel ?detail
    FILTER(LANG(?detail) = "en") BIND("status" AS ?key)
  }
} ORDER BY ?node ?key ?value
"""
EDGES = """
SELECT DISTINCT ?claim ?party ?initiative ?role ?roleLabel WHERE {
  ?claim a pact:Participation ; pact:party|pact:onBehalfOf ?party ;
    pact:initiative ?initiative ; pact:role ?code .
  ?code skos:notation ?role ; skos:prefLabel ?roleLabel . FILTER(LANG(?roleLabel) = "en")
} ORDER BY ?party ?initiative ?role ?claim
"""
MENTIONS = """
SELECT DISTINCT ?initiative ?claim WHERE {
  { SELECT DISTINCT ?initiative WHERE { ?p a pact:Participation ; pact:initiative ?initiative } }
  { ?claim pact:initiative|pact:commitment ?initiative }
  UNION { ?claim a pact:Tie ; pact:subject|pact:object ?initiative }
  UNION { ?claim a pact:Observation ; pact:refArea ?initiative }
} ORDER BY ?initiative ?claim
"""
LEFT_OUT = """
SELECT (COUNT(DISTINCT ?initiative) AS ?initiatives) (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  { ?initiative a pact:Initiative
    FILTER NOT EXISTS { ?p a pact:Participation ; pact:initiative ?initiative } }
  UNION { ?claim a pact:Claim FILTER NOT EXISTS { ?claim a pact:Participation } }
}
"""


def two_mode(store: Store) -> nx.MultiGraph:
    """Project to parties and initiatives, with an edge for each role that a party has in an initiative.

    Nodes are the parties and initiatives of at least one participation; attributes: ``label``, ``alt`` (names
    in other languages and alternative names), ``mode`` (party or initiative), ``type`` and ``type_label``,
    ``status`` and ``status_label`` (initiatives), ``years``, ``claims``. Edge keys are unique in the graph
    (party, role, initiative); attributes: ``initiative``, ``role``, ``role_label``, ``modality``, ``years``,
    ``claims``. Claims of one role of one party in one initiative are one edge, with the modality of the
    first.

    Years are the first and the last that a date can mean; those of an edge come from the participation's own
    dates, else from all claims about the initiative. A party on whose behalf another acts has an edge of the
    same role, from the same claim: where a president speaks for a country, both are tied to the meeting.

    Left out, and counted in the graph's attribute ``left_out``: ``initiatives`` that no claim gives a party,
    and ``claims`` of other classes than participation, which make no edge; those about an initiative stand
    among its node's claims. Nodes and edges are in the order of their IRIs.

    :returns: an undirected multigraph; an empty one where the store holds no participation.
    """
    import networkx as nx

    left_out = {name: int(number) for name, number in store.select(LEFT_OUT).records()[0].items()}
    graph = nx.MultiGraph(projection="two-mode", left_out=left_out)
    for row in store.select(NODES).records():
        _describe(graph, row)
    edges = store.select(EDGES).records()
    mentions = store.select(MENTIONS).records()
    held = {card.iri: card for card in cards(store, sorted({row["claim"] for row in [*edges, *mentions]}))}
    for row in mentions:
        _add_claim(graph.nodes[row["initiative"]], held[row["claim"]])
    for row in edges:
        _add_edge(graph, row, held[row["claim"]])
    for _, _, edge in graph.edges(data=True):
        edge["years"] = edge["years"] or graph.nodes[edge["initiative"]]["years"]
    return graph


def _describe(graph: nx.MultiGraph, row: dict[str, str]) -> None:
    node, key, value = row["node"], row["key"], row["value"]
    if node not in graph:
        graph.add_node(node, label=node, alt=[], mode="party", type="", type_label="", status=None)
        graph.nodes[node].update(status_label=None, years=[], claims=[])
    held = graph.nodes[node]
    if key == "label" and row.get("detail") == "en":
        held["label"] = value
    elif key in ("label", "alt"):
        held["alt"].append(value)
    else:
        held[key], held[f"{key}_label"] = value, row["detail"]
    if key == "type":
        held["mode"] = "initiative" if value in INITIATIVE_KINDS else "party"


def _add_edge(graph: nx.MultiGraph, row: dict[str, str], card: Card) -> None:
    party, initiative, role = row["party"], row["initiative"], row["role"]
    key = f"{shorten(party)} {role} {shorten(initiative)}"
    if not graph.has_edge(party, initiative, key):
        graph.add_edge(party, initiative, key, initiative=initiative, role=role, years=[], claims=[])
        graph.edges[party, initiative, key].update(role_label=row["roleLabel"], modality=card.one("modality"))
    _add_claim(graph.edges[party, initiative, key], card)
    _add_claim(graph.nodes[party], card)


def _add_claim(held: dict[str, Any], card: Card) -> None:
    """Add a claim to a node or an edge; the rows come with each claim once."""
    held["claims"].append(card.as_dict())
    held["years"] = sorted({*held["years"], *_years(card)})


def _years(card: Card) -> set[int]:
    """Return the years that a claim's date names; a date with an open or unknown side names the other one."""
    return {int(day[:4]) for key in ("earliest", "latest") if (day := card.one(key))}


PROJECTIONS: dict[str, Callable[[Store], nx.MultiGraph]] = {"two-mode": two_mode}


def project(store: Store, name: str = "two-mode") -> nx.MultiGraph:
    """Return a projection by name.

    :raises UnknownNameError: where there is none of this name.
    """
    if name not in PROJECTIONS:
        close = nearest(name, list(PROJECTIONS))
        raise UnknownNameError(
            f"the projection {name}",
            expected=f"one of {', '.join(PROJECTIONS)}",
            mend=f"did you mean {close[0]}?" if close else "",
        )
    return PROJECTIONS[name](store)
