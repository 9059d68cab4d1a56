"""One-mode projections: two nodes are tied by what they share, with a weight and the claims behind it.

To add one: a function that says which node a participation counts for, and a :class:`Projection` of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from math import fsum
from typing import TYPE_CHECKING, TypeAlias

from pactgraph.network.elements import ADVICE_KEY, FACT_KEY, Node, Tie
from pactgraph.network.participations import Participation, Participations, Stated
from pactgraph.network.projections.definition import GIVING, RECEIVING, TIME, Choices, Projection

if TYPE_CHECKING:
    import networkx as nx

#: The participations of each member of a shared thing.
Members: TypeAlias = dict[str, list[Participation]]
Pairs: TypeAlias = dict[tuple[str, str], list[str]]
#: The key of its edges, the groups with their members, and the names of the groups that tie each pair.
Layer: TypeAlias = tuple[str | None, dict[str, Members], Pairs]
#: Modalities from the firmest to the weakest.
FIRMNESS = ("asserted", "reported", "planned", "forecast", "recommended")


def party_party(held: Participations, choices: Choices, left_out: Counter[str]) -> nx.Graph:
    """Project to parties, tied by the initiatives that they share.

    Node attributes are those of the two-mode network and ``memberships``, the initiatives in which the party
    takes part. Edge attributes: ``weight``, ``count``, ``initiatives``, ``years``, ``modality``, ``claims``.
    Two parties that only receive are not tied: users of one platform do not cooperate by that.

    :returns: a ``Graph``, or a ``DiGraph`` if directed; isolated parties are kept.
    """
    rows = _taking_part(held, choices, left_out)
    return _tied(held, _by_initiative(rows, lambda row: (row.party,)), choices, left_out, "one party")


def country_country(held: Participations, choices: Choices, left_out: Counter[str]) -> nx.Graph:
    """Project to countries, tied by the initiatives that they share.

    Parties inside a country count as the country only if rolled up: a project of a city is not one of its
    state. Groups and international organizations are never split into members: ASEAN is not Laos.

    Attributes are those of :func:`party_party`; if rolled up, ``stands_for`` of a node lists its parties.

    :returns: a ``Graph``, or a ``DiGraph`` if directed; isolated countries are kept.
    """
    rows = []
    for row in _taking_part(held, choices, left_out):
        if _countries_of(held, row, choices.roll_up):
            rows.append(row)
        elif held.countries.get(row.party):
            left_out["ties of parties inside a country"] += 1
        else:
            left_out["ties of parties that belong to no country"] += 1
    groups = _by_initiative(rows, lambda row: _countries_of(held, row, choices.roll_up))
    graph = _tied(held, groups, choices, left_out, "one country")
    if choices.roll_up:
        for node in graph:
            inside = {row.party for row in rows if node in held.countries.get(row.party, ())}
            replace(Node.of(graph, node), stands_for=tuple(sorted(inside))).add_to(graph)
    return graph


def company_country(held: Participations, choices: Choices, left_out: Counter[str]) -> nx.DiGraph:
    """Project to companies and countries; an arc leads from who gives to who receives.

    Ties among companies and among countries are left out, so the network is bipartite by ``type``. Parties
    inside a country other than companies count for it on demand.

    :returns: a ``DiGraph``; attributes are those of the other one-mode projections.
    """

    def nodes(row: Participation) -> tuple[str, ...]:
        if held.nodes[row.party].type == "company":
            return (row.party,)
        return _countries_of(held, row, choices.roll_up)

    rows = []
    for row in _taking_part(held, choices, left_out):
        if nodes(row):
            rows.append(row)
        else:
            left_out["ties of parties that are neither company nor country"] += 1
    directed = replace(choices, directed=True)
    graph = _tied(held, _by_initiative(rows, nodes), directed, left_out, "one company or country")
    alike = [pair for pair in graph.edges() if len({held.nodes[node].type for node in pair}) == 1]
    graph.remove_edges_from(alike)
    if alike:
        left_out["arcs among companies and among countries"] = len(alike)
    return graph


def initiative_initiative(held: Participations, choices: Choices, left_out: Counter[str]) -> nx.Graph:
    """Project to initiatives, tied by the parties that they share.

    Edges have ``parties`` in place of ``initiatives``; ``memberships`` of a node are its parties. A party
    that takes part in many initiatives ties each two of them: many ties and, by Newman's weight, thin ones.

    :returns: a ``Graph``; isolated initiatives are kept.
    """
    rows = _taking_part(held, choices, left_out)
    groups = _grouped((row.party, row.initiative, row) for row in rows)
    return _tied(held, groups, choices, left_out, "")


def _countries_of(held: Participations, row: Participation, roll_up: bool) -> tuple[str, ...]:
    """Return the countries that a participation counts for; none for a group of countries."""
    if held.nodes[row.party].type == "country":
        return (row.party,)
    return held.countries.get(row.party, ()) if roll_up else ()


def _taking_part(held: Participations, choices: Choices, left_out: Counter[str]) -> list[Participation]:
    """Return the participations that tie parties to each other, and count the others.

    Only roles of taking part tie parties, unless the filters name roles. A party that acts on behalf of
    another is replaced by the other, which has a participation by the same claim.
    """
    rows = []
    for row in held.rows:
        if row.acts_for_another:
            left_out["ties of those who act on behalf of another"] += 1
        elif row.takes_part or choices.filters.roles:
            rows.append(row)
        else:
            left_out["ties of roles that take no part (such as speaker, applicant, opponent)"] += 1
    return rows


def _by_initiative(
    rows: Iterable[Participation], nodes: Callable[[Participation], Iterable[str]]
) -> dict[str, Members]:
    """Return the participations by initiative and node; a row may count for several nodes, or none."""
    return _grouped((row.initiative, node, row) for row in rows for node in nodes(row))


def _grouped(found: Iterable[tuple[str, str, Participation]]) -> dict[str, Members]:
    groups: dict[str, Members] = defaultdict(lambda: defaultdict(list))
    for shared, node, row in found:
        groups[shared][node].append(row)
    return {shared: dict(sorted(members.items())) for shared, members in sorted(groups.items())}


def _tied(
    held: Participations, groups: dict[str, Members], choices: Choices, left_out: Counter[str], alone: str
) -> nx.Graph:
    """Return the network in which the members of each group are tied to each other.

    Two parties that only receive (beneficiary, served) are not tied, as in ``pact:cooperatesWith``, unless
    the filters name roles; nor are a party and what it belongs to. Members without ties are isolated nodes.
    Where the filters let pass what is no fact, too, it has edges of its own, with the key ``advice``: a group
    ties a pair as a fact only if both are members as a fact, and by the number of those.

    :param alone: words for the single member of a group, to count such groups; empty if members are
        initiatives.
    """
    import networkx as nx

    of_nodes: dict[str, list[str]] = defaultdict(list)
    for name, members in groups.items():
        for node in members:
            of_nodes[node].append(name)
        if len(members) < 2:
            left_out[f"initiatives of {alone}" if alone else "parties of one initiative"] += 1
    if choices.filters.both:
        graph = nx.MultiDiGraph() if choices.directed else nx.MultiGraph()
        facts = {name: _facts_of(members) for name, members in groups.items()}
        so = _pairs(held, facts, choices, Counter(), alone)
        ties = _pairs(held, groups, choices, left_out, alone)
        advised = {
            pair: [name for name in names if name not in so.get(pair, ())] for pair, names in ties.items()
        }
        layers: list[Layer] = [(FACT_KEY, facts, so), (ADVICE_KEY, groups, advised)]
    else:
        graph = nx.DiGraph() if choices.directed else nx.Graph()
        layers = [(None, groups, _pairs(held, groups, choices, left_out, alone))]
    for node, names in sorted(of_nodes.items()):
        stated = _stated(row for name in names for row in groups[name][node])
        member = tuple(name for name in names if node in layers[0][1][name])
        stated.on(replace(held.nodes[node], memberships=member), ordered=True).add_to(graph)
    for key, groups_so, pairs in layers:
        for pair, names in sorted(pairs.items()):
            if not names:
                continue
            sides = [tuple(groups_so[name][node] for node in pair) for name in names]
            weight = fsum(choices.weight.share(len(groups_so[name])) for name in names)
            how = _firmest_advice(sides) if key == ADVICE_KEY else _firmest(sides)
            shared = {"initiatives" if alone else "parties": " ".join(names), "modality": how}
            tie = Tie.read(*pair, {"weight": weight, "count": len(names), **shared}, key)
            stated = _stated(row for both in sides for side in both for row in side)
            stated.on(tie, ordered=True).add_to(graph)
    return graph


def _facts_of(members: Members) -> Members:
    """Return the members that are so as a fact, by what states it as a fact."""
    stated = {node: [row for row in rows if row.is_fact] for node, rows in members.items()}
    return {node: rows for node, rows in stated.items() if rows}


def _pairs(
    held: Participations, groups: dict[str, Members], choices: Choices, left_out: Counter[str], alone: str
) -> Pairs:
    """Return the names of the groups that tie each pair, by pair or arc."""
    pairs: Pairs = defaultdict(list)
    for name, members in groups.items():
        for pair in combinations(members, 2):
            # Beneficiaries of one pledge, or users of one platform, do not cooperate by that.
            both = (row.role for node in pair for row in members[node])
            if alone and not choices.filters.roles and all(role in RECEIVING for role in both):
                left_out["pairs that both only receive"] += 1
                continue
            if held.is_one(*pair):
                left_out["pairs of a party and what it belongs to"] += 1
                continue
            for arc in _arcs(members, pair) if choices.directed else (pair,):
                pairs[arc].append(name)
    return pairs


def _arcs(members: Members, pair: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the arcs of an initiative between two members; both if roles make no difference."""
    one, other = pair
    roles = {node: {row.role for row in members[node]} for node in pair}
    there = bool(roles[one] & GIVING and roles[other] & RECEIVING)
    back = bool(roles[other] & GIVING and roles[one] & RECEIVING)
    if there or not back:
        yield one, other
    if back or not there:
        yield other, one


def _firmest(sides: list[tuple[list[Participation], ...]]) -> str:
    """Return how a tie is stated.

    A tie through one thing is as firm as the weaker of its two sides, each side as its firmest claim; the
    edge is as firm as its firmest tie.
    """
    places = {modality: place for place, modality in enumerate(FIRMNESS)}
    last = len(FIRMNESS)
    firm = (max(min(places.get(row.modality, last) for row in side) for side in both) for both in sides)
    return (*FIRMNESS, "")[min(firm)]


def _firmest_advice(sides: list[tuple[list[Participation], ...]]) -> str:
    """Return how a tie is stated that would not be without what is no fact: as the firmest of that."""
    stated = {row.modality for both in sides for side in both for row in side if not row.is_fact}
    return next((modality for modality in FIRMNESS if modality in stated), "")


def _stated(rows: Iterable[Participation]) -> Stated:
    stated = Stated()
    for row in rows:
        stated.add(row.claim, row.years)
    return stated


PARTY_PARTY = Projection(
    name="party-party",
    title="Parties tied by shared initiatives",
    nodes="Nodes are parties that take part in at least one initiative; who shares none is isolated.",
    edges="Two parties are tied where both take part in one initiative, unless both only receive in it or "
    "one belongs to the other.",
    time=TIME,
    build=party_party,
    shared=("initiative", "parties"),
    can=("directed",),
)
COUNTRY_COUNTRY = Projection(
    name="country-country",
    title="Countries tied by shared initiatives",
    nodes="Nodes are countries that take part in at least one initiative; who shares none is isolated.",
    edges="Two countries are tied where both take part in one initiative, unless both only receive in it.",
    time=TIME,
    build=country_country,
    shared=("initiative", "countries"),
    can=("roll_up", "directed"),
)
COMPANY_COUNTRY = Projection(
    name="company-country",
    title="Companies and countries tied by shared initiatives",
    nodes="Nodes are companies and countries that take part in at least one initiative.",
    edges="A company and a country are tied where both take part in one initiative.",
    time=TIME,
    build=company_country,
    shared=("initiative", "companies and countries"),
    can=("roll_up",),
    always_directed=True,
)
INITIATIVE_INITIATIVE = Projection(
    name="initiative-initiative",
    title="Initiatives tied by shared parties",
    nodes="Nodes are initiatives in which at least one party takes part; one that shares none is isolated.",
    edges="Two initiatives are tied where one party takes part in both.",
    time=TIME,
    build=initiative_initiative,
    shared=("party", "initiatives"),
)
