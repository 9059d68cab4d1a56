"""The knowledge graph as a network: all things that claims link, with an arc for each relation."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from pactgraph.network.elements import Node, Tie
from pactgraph.network.participation_queries import NODES, blank, describe, read_claims
from pactgraph.network.participations import Claim, Participation, Participations, Stated, event_of
from pactgraph.network.projections.definition import Choices, Projection

if TYPE_CHECKING:
    import networkx as nx

#: Claims that link two things, with the relation.
LINKS = """
SELECT DISTINCT ?claim ?from ?relation ?relationLabel ?to WHERE {
  { ?claim a pact:Tie ; pact:subject ?from ; pact:object ?to ; pact:relation ?code }
  UNION { ?claim a pact:Milestone ; pact:byParty ?from ; pact:initiative ?to ; pact:milestoneType ?code }
  UNION { ?claim a pact:Milestone ; pact:initiative ?from ; pact:place ?to . BIND(pact:place AS ?code) }
  UNION {
    ?claim a pact:Target ; pact:commitment ?from ; pact:targetBeneficiary ?to
    BIND(pact:targetBeneficiary AS ?code)
  } UNION {
    ?claim a pact:Count ; pact:namedMember ?from ; pact:initiative ?to . BIND(pact:namedMember AS ?code)
  } UNION {
    ?claim a pact:Observation ; pact:indicator ?from ; pact:refArea ?to . BIND(pact:refArea AS ?code)
  }
  ?code skos:prefLabel|rdfs:label ?relationLabel . FILTER(LANG(?relationLabel) = "en")
  OPTIONAL { ?code skos:notation ?notation }
  BIND(COALESCE(?notation, REPLACE(STR(?code), "^.*#", "")) AS ?relation)
} ORDER BY ?from ?to ?relation ?claim
"""
LINKED = """
  { ?t a pact:Tie ; pact:subject|pact:object ?node }
  UNION { ?m a pact:Milestone ; pact:byParty|pact:place ?node }
  UNION { ?m a pact:Milestone ; pact:initiative ?node ; pact:byParty|pact:place ?what }
  UNION { ?g pact:commitment|pact:targetBeneficiary|pact:namedMember|pact:indicator|pact:refArea ?node }
  UNION { ?g pact:namedMember ?member ; pact:initiative ?node }
"""
UNLINKED = """
SELECT (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  ?claim a pact:Claim
  FILTER NOT EXISTS { ?claim pact:party|pact:object|pact:byParty|pact:place|pact:targetBeneficiary ?to }
  FILTER NOT EXISTS { ?claim pact:namedMember|pact:refArea ?to }
}
"""


def knowledge(held: Participations, choices: Choices, left_out: Counter[str]) -> nx.MultiDiGraph:
    """Project to all things that claims link: parties, initiatives, documents, indicators, areas.

    An arc is a relation that claims state: a party's role in an initiative, a tie (part of, based in, …), a
    milestone of one party, a place, a beneficiary of a target, a member that a count names, an indicator
    observed for an area. Keys are unique in the graph (from, relation, to); attributes: ``relation``,
    ``relation_label``, ``modality`` (of the first claim), ``years``, ``claims``. Nodes have the attributes of
    the two-mode network; ``mode`` is ``claim-thing`` for what is neither party nor initiative.

    Filters treat every arc as a participation: dates are those of the claim, status and area those of the
    initiative at either end; a filter excludes arcs without the property.

    :returns: a ``MultiDiGraph``; empty if the store has no claims.
    """
    import networkx as nx

    links, nodes = _links(held)
    kept, dropped = choices.filters.apply(replace(held, rows=links))
    left_out.update(dropped)
    if held.store is not None:
        left_out["claims that link no two things"] = int(held.store.select(UNLINKED).records()[0]["claims"])
    of_nodes: dict[str, Stated] = defaultdict(Stated)
    of_ties: dict[str, Stated] = defaultdict(Stated)
    ties: dict[str, Tie] = {}
    for row in sorted(
        [*held.rows, *kept.rows], key=lambda row: (row.party, row.initiative, row.role, row.claim.iri)
    ):
        key = row.key
        tie = Tie(
            row.party, row.initiative, key, relation=row.role, relation_label=row.role_label,
            modality=row.modality,
        )  # fmt: skip
        ties.setdefault(key, tie)
        for stated in (of_ties[key], of_nodes[row.party], of_nodes[row.initiative]):
            stated.add(row.claim, row.years)
    graph = nx.MultiDiGraph()
    for node, stated in sorted(of_nodes.items()):
        stated.on(nodes[node]).add_to(graph)
    for key, tie in ties.items():
        of_ties[key].on(tie).add_to(graph)
    return graph


def _links(held: Participations) -> tuple[tuple[Participation, ...], dict[str, Node]]:
    """Return the arcs other than participations, as participations, and all nodes."""
    if held.store is None:
        return (), held.nodes
    rows = held.store.select(LINKS).records()
    nodes = {**describe(held.store.select(NODES % LINKED).records()), **held.nodes}
    known = read_claims(held.store, sorted({row["claim"] for row in rows}))
    sources: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        nodes.setdefault(row["from"], blank(row["from"]))
        nodes.setdefault(row["to"], blank(row["to"]))
        sources[row["from"], row["to"]].add(known[row["claim"]].source)
    return tuple(_link(held, row, known[row["claim"]], nodes, sources) for row in rows), nodes


def _link(
    held: Participations,
    row: dict[str, str],
    claim: Claim,
    nodes: dict[str, Node],
    sources: dict[tuple[str, str], set[str]],
) -> Participation:
    ends = (row["from"], row["to"])
    event = event_of(claim.earliest, claim.latest)
    return Participation(
        claim=claim,
        party=ends[0],
        initiative=ends[1],
        role=row["relation"],
        role_label=row["relationLabel"],
        takes_part=False,
        acts_for_another=False,
        status=next((nodes[end].status for end in ends if nodes[end].status), None),
        areas=tuple(area for end in ends for area in held.areas.get(end, ())),
        sources=frozenset(sources[ends]),
        events=(event,) if event else (),
    )


KNOWLEDGE = Projection(
    name="knowledge",
    title="All things and what claims say of two of them",
    nodes="Nodes are all things that a claim links to another: parties, initiatives, documents, indicators.",
    edges="An arc is a relation between two things that at least one claim states, with all claims that do.",
    time=(
        "An arc has the years of its claims' own dates; a participation stated as fact, where it has none, "
        "those of its initiative."
    ),
    build=knowledge,
)
