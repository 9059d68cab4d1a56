"""What holds of every projection, whoever takes part in whatever."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactgraph.namespaces import FACTUAL
from pactgraph.network.elements import ADVICE_KEY, FACT_KEY, Node, facts, ties
from pactgraph.network.filters import EmptyNetworkError, Filters
from pactgraph.network.participations import Claim, Participation, Participations
from pactgraph.network.projections import project
from pactgraph.network.projections.definition import RECEIVING

BASE = "https://w3id.org/pactgraph/id"
ROLES = ("signatory", "member", "provider", "served", "beneficiary")
MODALITIES = ("asserted", "planned", "recommended")
SOURCES = ("one", "two", "three")
ONE_MODE = ("party-party", "country-country", "initiative-initiative")

#: party, initiative, role, modality, source; few of each, so that many are shared.
PART = st.tuples(
    st.integers(0, 5),
    st.integers(0, 4),
    st.sampled_from(ROLES),
    st.sampled_from(MODALITIES),
    st.sampled_from(SOURCES),
)
PARTS = st.lists(PART, max_size=25)
FACTS = st.lists(PART.filter(lambda part: part[3] in FACTUAL), max_size=25)


def held(parts, name=lambda number: number) -> Participations:
    """Participations as a store would give them; all parties are countries."""
    rows = []
    for number, (party, initiative, role, modality, source) in enumerate(parts):
        claim = Claim(
            f"{BASE}/claim/{source}/{number}", modality, f"https://w3id.org/pactgraph/source/{source}"
        )
        row = Participation(
            claim=claim,
            party=f"{BASE}/country/{name(party)}",
            initiative=f"{BASE}/agreement/{initiative}",
            role=role,
            role_label=role,
            takes_part=True,
            acts_for_another=False,
            status=None,
            areas=(),
            sources=frozenset(other[4] for other in parts if other[:2] == (party, initiative)),
            events=(),
        )
        rows.append(row)
    rows.sort(key=lambda row: (row.party, row.initiative, row.role, row.claim.iri))
    kinds = {row.party: "country" for row in rows} | {row.initiative: "agreement" for row in rows}
    nodes = {iri: Node(iri, mode="party", type=kind) for iri, kind in sorted(kinds.items())}
    return Participations(tuple(rows), nodes, {}, {}, {}, {}, {})


def groups(parts):
    """The roles of each party, in each initiative."""
    found = {}
    for party, initiative, role, *_ in parts:
        found.setdefault(initiative, {}).setdefault(party, set()).add(role)
    return found


def drawn(graph):
    """The ties with what is measured of them."""
    return sorted((tie.source, tie.target, tie.weight, tie.count, tie.claims) for tie in ties(graph))


@given(PARTS)
def test_what_is_planned_or_recommended_adds_to_no_tie_of_a_fact(parts):
    for name in ONE_MODE:
        with suppress(EmptyNetworkError):
            alone = project(held(parts), name)
            both = project(held(parts), name, filters=Filters(advice=True))
            assert drawn(facts(both)) == drawn(alone)
            assert {tie.modality in FACTUAL for tie in ties(both) if tie.key == FACT_KEY} <= {True}
            assert {tie.modality in FACTUAL for tie in ties(both) if tie.key == ADVICE_KEY} <= {False}


@given(FACTS)
def test_newman_s_weights_add_up_to_half_the_parties_of_each_initiative(parts):
    expected = Fraction(0)
    for members in groups(parts).values():
        if len(members) > 1:
            pairs = combinations(members.values(), 2)
            tied = sum(not (one | other <= RECEIVING) for one, other in pairs)
            expected += Fraction(tied, len(members) - 1)
            if not any(roles <= RECEIVING for roles in members.values()):
                assert Fraction(tied, len(members) - 1) == Fraction(len(members), 2)
    weights = project(held(parts), "party-party").edges(data="weight")
    assert sum(weight for *_, weight in weights) == pytest.approx(float(expected))


@given(FACTS)
def test_a_party_s_strength_is_the_number_of_its_shared_initiatives(parts):
    # By the roles named, all pairs are tied, whether they receive or not.
    graph = project(held(parts), "party-party", filters=Filters(roles=ROLES)) if parts else None
    for party in {part[0] for part in parts}:
        shared = [name for name, members in groups(parts).items() if party in members and len(members) > 1]
        strength = graph.degree(f"{BASE}/country/{party}", weight="weight")
        assert strength == pytest.approx(len(shared))


@given(PARTS, st.permutations(range(6)))
def test_a_projection_does_not_change_when_parties_are_renamed(parts, order):
    for projection in ONE_MODE:
        graph = project(held(parts), projection)
        renamed = project(held(parts, order.__getitem__), projection)

        def name(node, order=order):
            kind, _, number = node.rpartition("/")
            return f"{kind}/{order[int(number)]}" if kind.endswith("country") else node

        ties = {frozenset(map(name, ends)): weight for *ends, weight in graph.edges(data="weight")}
        again = {frozenset(ends): weight for *ends, weight in renamed.edges(data="weight")}
        assert ties.keys() == again.keys()
        assert all(ties[tie] == pytest.approx(again[tie]) for tie in ties)


FILTERS = st.builds(
    Filters,
    modalities=st.sets(st.sampled_from(MODALITIES), max_size=2).map(lambda held: tuple(sorted(held))),
    without_sources=st.sets(st.sampled_from(SOURCES), max_size=1).map(tuple),
    roles=st.sets(st.sampled_from(ROLES), max_size=3).map(lambda held: tuple(sorted(held))),
    single_source=st.booleans(),
)


@given(PARTS, FILTERS, FILTERS)
def test_filters_commute_and_filtering_twice_is_filtering_once(parts, first, second):
    whole = held(parts)
    there, back = second.apply(first.apply(whole)[0])[0], first.apply(second.apply(whole)[0])[0]
    assert there.rows == back.rows
    assert first.apply(first.apply(whole)[0])[0] == first.apply(whole)[0]


@given(PARTS)
def test_the_order_of_claims_does_not_matter(parts):
    whole = held(parts)
    turned = replace(whole, rows=tuple(reversed(whole.rows)))
    for projection in ONE_MODE:
        one, other = project(whole, projection), project(turned, projection)
        assert list(one.nodes(data="memberships")) == list(other.nodes(data="memberships"))
        assert list(one.edges(data=True)) == list(other.edges(data=True))


@given(PARTS)
def test_directions_add_up_to_the_ties_without_them(parts):
    whole = held(parts)
    plain, directed = project(whole, "party-party"), project(whole, "party-party", directed=True)
    assert {frozenset(arc) for arc in directed.edges} == {frozenset(tie) for tie in plain.edges}
    for one, other, weight in plain.edges(data="weight"):
        ways = [
            directed.edges[arc]["weight"] for arc in ((one, other), (other, one)) if directed.has_edge(*arc)
        ]
        assert max(ways) <= weight + 1e-9
        assert sum(ways) >= weight - 1e-9
