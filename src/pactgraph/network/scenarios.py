"""Variations of a network: other claims or weights, without one source, and bootstrap samples."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pactgraph.errors import ParameterError
from pactgraph.network.filters import EmptyNetworkError, Filters
from pactgraph.network.participations import Participations
from pactgraph.network.projections import PROJECTIONS, project

if TYPE_CHECKING:
    import networkx as nx

#: Statuses of initiatives that are signed, in force or further.
SIGNED = (
    "signed",
    "ratified",
    "provisionally-applied",
    "in-force-for-some",
    "in-force",
    "under-way",
    "operating",
    "completed",
)
#: The alternative projection that a ranking is tested under.
OTHER_PROJECTION = {
    "two-mode": "party-party",
    "party-party": "two-mode",
    "country-country": "party-party",
    "company-country": "party-party",
    "initiative-initiative": "two-mode",
}
#: What can be resampled.
DRAWN = ("claims", "initiatives")


@dataclass(frozen=True)
class Scenario:
    """The parameters of a projection, from which variations are made.

    :param held: participations; see :func:`pactgraph.network.participation_queries.read_participations`.
    """

    held: Participations
    projection: str
    filters: Filters = field(default_factory=Filters)
    weight: str = "newman"
    roll_up: bool = False
    directed: bool = False

    def make(self) -> nx.Graph:
        """Return the network: of facts alone, where facts pass the filters and what is no fact, too.

        :raises EmptyNetworkError: if nothing passes the filters.
        """
        return project(
            self.held,
            self.projection,
            filters=self.filters.measured,
            weight=self.weight,
            roll_up=self.roll_up,
            directed=self.directed,
        )


@dataclass(frozen=True)
class Variation:
    """A scenario with one change.

    :param name: a short name, such as ``without-planned``.
    :param title: the change in words.
    """

    name: str
    title: str
    scenario: Scenario

    def make(self) -> nx.Graph | None:
        """Return the network, or None if it is empty."""
        try:
            graph = self.scenario.make()
        except EmptyNetworkError:
            return None
        return graph if len(graph) else None


def variations(scenario: Scenario) -> list[Variation]:
    """Return the variations to test a ranking under.

    Variations that equal the scenario, or that its projection does not support, are skipped.
    """
    found = [*_of_claims(scenario), *_of_projection(scenario), *_of_sources(scenario)]
    return [one for one in found if one.scenario != scenario]


def _of_claims(scenario: Scenario) -> Iterator[Variation]:
    filters = scenario.filters
    if not filters.modalities:
        yield Variation(
            "asserted", "only what a source asserts", _filtered(scenario, modalities=("asserted",))
        )
    if not filters.statuses:
        yield Variation(
            "signed", "only initiatives signed, in force or further", _filtered(scenario, statuses=SIGNED)
        )
    yield Variation(
        "two-sources", "only what two sources or more state", _filtered(scenario, single_source=False)
    )


def _of_projection(scenario: Scenario) -> Iterator[Variation]:
    projection = PROJECTIONS[scenario.projection]
    if projection.shared:
        other = "count" if scenario.weight == "newman" else "newman"
        yield Variation(f"weight-{other}", f"ties weighed by {other}", replace(scenario, weight=other))
    if "roll_up" in projection.can:
        words = "without rolling up to countries" if scenario.roll_up else "rolled up to countries"
        yield Variation("roll-up", words, replace(scenario, roll_up=not scenario.roll_up))
    if other_name := OTHER_PROJECTION.get(scenario.projection):
        yield Variation(
            other_name,
            f"projected as {other_name}",
            replace(scenario, projection=other_name, roll_up=False, directed=False),
        )


def _of_sources(scenario: Scenario) -> Iterator[Variation]:
    """Yield a variation without each source of the network."""
    kept, _ = scenario.filters.apply(scenario.held)
    sources = sorted({row.claim.source.rpartition("/")[2] for row in kept.rows})
    if len(sources) < 2:
        return
    for source in sources:
        without = (*scenario.filters.without_sources, source)
        yield Variation(
            f"without-{source}", f"without the source {source}", _filtered(scenario, without_sources=without)
        )


def _filtered(scenario: Scenario, **changes: object) -> Scenario:
    return replace(scenario, filters=replace(scenario.filters, **changes))  # type: ignore[arg-type]


def draws(scenario: Scenario, number: int, seed: int, what: str = "claims") -> Iterator[nx.Graph | None]:
    """Yield networks of bootstrap samples of the claims or initiatives that pass the filters.

    A claim that is drawn twice counts once; an initiative that is drawn twice counts as two.

    :returns: networks; None for an empty one.
    :raises ParameterError: if initiatives are nodes of the projection, so that they cannot be resampled.
    """
    draw = random.Random(seed)
    kept, _ = scenario.filters.apply(scenario.held)
    resampled = _resampling(scenario, what)
    # Filters are applied before the draw; applied again, they could drop claims for having fewer sources.
    drawn = Filters(roles=scenario.filters.roles, modalities=scenario.filters.measured.modalities)
    for _ in range(number):
        changed = replace(scenario, held=resampled(kept, draw), filters=drawn)
        yield Variation("draw", "", changed).make()


def _resampling(scenario: Scenario, what: str) -> Callable[[Participations, random.Random], Participations]:
    if what not in DRAWN:
        raise ParameterError(f"{what} to draw", expected=f"one of {', '.join(DRAWN)}")
    if scenario.projection == "knowledge":
        raise ParameterError(
            "the projection knowledge, which is not made from participations alone, to draw from",
            expected="another projection, or 0 networks to draw",
            mend="see: pactgraph network robustness --help",
        )
    if what == "claims":
        return _draw_claims
    if not PROJECTIONS[scenario.projection].shared or scenario.projection == "initiative-initiative":
        raise ParameterError(
            f"the projection {scenario.projection}, in which initiatives are nodes",
            expected="claims to draw",
            mend="draw claims, or choose party-party or country-country",
        )
    return _draw_initiatives


def _draw_claims(held: Participations, draw: random.Random) -> Participations:
    claims = sorted({row.claim.iri for row in held.rows})
    drawn = set(draw.choices(claims, k=len(claims)))
    return held.keep(lambda row: row.claim.iri in drawn)


def _draw_initiatives(held: Participations, draw: random.Random) -> Participations:
    initiatives = sorted({row.initiative for row in held.rows})
    times = Counter(draw.choices(initiatives, k=len(initiatives)))
    rows = [
        replace(row, initiative=f"{row.initiative}#{copy}" if copy else row.initiative)
        for row in held.rows
        for copy in range(times[row.initiative])
    ]
    copies = {row.initiative: held.nodes[row.initiative.partition("#")[0]] for row in rows}
    return replace(held, rows=tuple(rows), nodes={**held.nodes, **copies})
