"""One-mode projections: two nodes are tied by what they share, with a weight and the claims behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from math import fsum
from typing import TYPE_CHECKING

from pactgraph.network.elements import Tie
from pactgraph.network.participations import Participation, Participations, Stated
from pactgraph.network.projections.definition import GIVING, RECEIVING, Choices

if TYPE_CHECKING:
    import networkx as nx

#: Who has which participations, in each thing that is shared.
Members = dict[str, list[Participation]]
Groups = dict[str, Members]
#: From the firmest to the weakest way of stating something.
FIRMNESS = ("asserted", "reported", "planned", "forecast", "recommended")


def taking_part(held: Participations, choices: Choices, left_out: dict[str, int]) -> list[Participation]:
    """Return the participations that tie parties to each other, and count the others.

    Only roles of taking part tie, unless the filters name roles; who acts on behalf of another leaves its
    place to the other, for whom the same claim stands.
    """
    rows = []
    for row in held.rows:
        if row.acts_for_another:
            count(left_out, "ties of those who act on behalf of another")
        elif row.takes_part or choices.filters.roles:
            rows.append(row)
        else:
            count(left_out, "ties of roles that take no part (such as speaker, applicant, opponent)")
    return rows


def grouped(
    rows: Iterable[Participation],
    shared: Callable[[Participation], str],
    nodes: Callable[[Participation], Iterable[str]],
) -> Groups:
    """Return who has which participations in what is shared; a row may stand for several nodes, or none."""
    groups: Groups = defaultdict(lambda: defaultdict(list))
    for row in rows:
        for node in nodes(row):
            groups[shared(row)][node].append(row)
    return {name: dict(sorted(members.items())) for name, members in sorted(groups.items())}


def tie(
    held: Participations, groups: Groups, choices: Choices, left_out: dict[str, int], words: Words
) -> nx.Graph:
    """Return the network in which the members of each group are tied to each other.

    What a group of n members adds to the weight of a tie depends on n alone. Parties that both only receive
    (who benefits, who is served) are not tied by that, as in ``pact:cooperatesWith``, unless the filters name
    the roles that count. A member that no group ties to another stays as an isolated node.
    """
    import networkx as nx

    graph = nx.DiGraph() if choices.directed else nx.Graph()
    _add_nodes(graph, held, groups)
    for pair, names in _pairs(groups, choices, left_out, words):
        weight = fsum(choices.weight.share(len(groups[name])) for name in names)
        sides = [tuple(groups[name][node] for node in pair) for name in names]
        rows = [row for both in sides for side in both for row in side]
        tie = Tie(*pair, weight=weight, count=len(names), modality=_firmest(sides))
        shared = tuple(names)
        tie = replace(tie, initiatives=shared) if words.of_parties else replace(tie, parties=shared)
        _stated(rows).on(tie, ordered=True).add_to(graph)
    return graph


@dataclass(frozen=True)
class Words:
    """What a one-mode projection calls its things.

    :param alone: what is left out where a thing has one node only.
    :param of_parties: whether its nodes are parties, of which some only receive.
    """

    alone: str
    of_parties: bool = True


def _add_nodes(graph: nx.Graph, held: Participations, groups: Groups) -> None:
    rows: dict[str, list[Participation]] = defaultdict(list)
    names: dict[str, list[str]] = defaultdict(list)
    for name, members in groups.items():
        for node, of_node in members.items():
            rows[node] += of_node
            names[node].append(name)
    for node in sorted(rows):
        whole = replace(held.nodes[node], memberships=tuple(names[node]))
        _stated(rows[node]).on(whole, ordered=True).add_to(graph)


def _pairs(
    groups: Groups, choices: Choices, left_out: dict[str, int], words: Words
) -> list[tuple[tuple[str, str], list[str]]]:
    """Return who is tied to whom, and by what, in order."""
    pairs: dict[tuple[str, str], list[str]] = defaultdict(list)
    # Two whom one pledge benefits, or one platform serves, do nothing with each other by that.
    look = words.of_parties and not choices.filters.roles
    for name, members in groups.items():
        if len(members) < 2:
            count(left_out, words.alone)
        for pair in combinations(members, 2):
            if look and _both_receive(members, pair):
                count(left_out, "pairs that both only receive")
                continue
            for arc in _arcs(members, pair) if choices.directed else (pair,):
                pairs[arc].append(name)
    return sorted(pairs.items())


def _both_receive(members: Members, pair: tuple[str, str]) -> bool:
    return all(row.role in RECEIVING for node in pair for row in members[node])


def _arcs(members: Members, pair: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """Yield from whom an initiative leads to whom; both ways where roles make no difference."""
    one, other = pair
    there = _has(members[one], GIVING) and _has(members[other], RECEIVING)
    back = _has(members[other], GIVING) and _has(members[one], RECEIVING)
    if there or not back:
        yield one, other
    if back or not there:
        yield other, one


def _has(rows: Iterable[Participation], roles: frozenset[str]) -> bool:
    return any(row.role in roles for row in rows)


def _firmest(sides: list[tuple[list[Participation], ...]]) -> str:
    """Return how a tie is stated.

    A tie through one thing is as firm as the weaker of its two sides, each side as its firmest claim; the
    edge is as firm as its firmest tie.
    """
    place = min(max(min(map(_place, side)) for side in both) for both in sides)
    return FIRMNESS[place] if place < len(FIRMNESS) else ""


def _place(row: Participation) -> int:
    return FIRMNESS.index(row.modality) if row.modality in FIRMNESS else len(FIRMNESS)


def _stated(rows: Iterable[Participation]) -> Stated:
    stated = Stated()
    for row in rows:
        stated.add(row.claim, row.years)
    return stated


def count(left_out: dict[str, int], what: str) -> None:
    """Add one to what is left out."""
    left_out[what] = left_out.get(what, 0) + 1
