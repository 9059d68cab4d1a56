"""Definition of a projection: its rule in words, its weights, its choices, its function."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.model.text import unknown_name
from pactgraph.network.elements import Info
from pactgraph.network.filters import Filters
from pactgraph.network.participations import Participations

if TYPE_CHECKING:
    import networkx as nx

TIME = (
    "A tie stated as fact is dated by the participation's own dates, else by what happened to its initiative "
    "(milestones stated as fact); what is planned, recommended or forecast has no date. A date that can mean "
    "several years stands with the first and the last of them."
)


@dataclass(frozen=True)
class Weight:
    """A weight of ties in one-mode projections.

    :param words: the rule as a sentence, with ``{shared}`` (initiative) and ``{nodes}`` (parties).
    :param share: takes n; returns what a thing shared by n nodes adds to the weight of each pair.
    """

    name: str
    words: str
    source: str
    share: Callable[[int], float]

    def rule(self, shared: str, nodes: str) -> str:
        """Return the rule, with the shared thing (``initiative``) and the nodes (``parties``)."""
        return self.words.format(shared=shared, nodes=nodes)


#: Newman's weight limits the effect of large initiatives: each adds 1 to the strength of each of its nodes.
NEWMAN = Weight(
    "newman",
    "Each shared {shared} with n {nodes} adds 1/(n−1) to the tie of each two of them.",
    "M. E. J. Newman, Scientific collaboration networks. II, Physical Review E 64, 016132 (2001)",
    lambda number: 1.0 / (number - 1),
)
COUNT = Weight(
    "count",
    "Each shared {shared} adds 1 to the tie of each two of its {nodes}.",
    "R. L. Breiger, The duality of persons and groups, Social Forces 53, 181–190 (1974)",
    lambda number: 1.0,
)
WEIGHTS: dict[str, Weight] = {weight.name: weight for weight in (NEWMAN, COUNT)}


def weight_named(name: str) -> Weight:
    """Return a weight by name.

    :raises UnknownNameError: if there is none.

    >>> weight_named("newman").share(5)
    0.25
    """
    if name not in WEIGHTS:
        raise unknown_name(f"the weight {name}", name, WEIGHTS)
    return WEIGHTS[name]


#: Choices in words.
CHOICES = {"roll_up": "rolled up to countries", "directed": "directed by roles"}


@dataclass(frozen=True)
class Choices:
    """The choices of a user.

    :param roll_up: cities, companies, bodies and institutions count as their country.
    :param directed: arcs lead from giving roles to receiving roles.
    """

    filters: Filters
    weight: Weight
    roll_up: bool = False
    directed: bool = False


#: Makes the network from filtered participations, and counts what it excludes.
Build = Callable[[Participations, Choices, Counter[str]], "nx.Graph"]


@dataclass(frozen=True)
class Projection:
    """A projection of the graph to a networkx graph.

    :param nodes: the rule for nodes, as a sentence; likewise ``edges``, ``weight`` and ``time``.
    :param shared: the shared thing and the plural of the nodes, for the rule of the weight; empty if edges
        have no weight.
    :param can: the supported choices: ``roll_up``, ``directed``.
    """

    name: str
    title: str
    nodes: str
    edges: str
    time: str
    build: Build
    shared: tuple[str, str] | tuple[()] = ()
    can: tuple[str, ...] = ()
    always_directed: bool = False

    @property
    def weight(self) -> str:
        """The rule for weights."""
        if not self.shared:
            return "Edges have no weight."
        return f"By shared {self.shared[0]}: newman (the default) or count."

    def rule(self, choices: Choices) -> list[str]:
        """Return the rule as sentences, including choices."""
        sentences = [self.nodes, self.edges]
        if self.shared:
            sentences.append(f"{choices.weight.rule(*self.shared)} ({choices.weight.source}.)")
        if choices.roll_up:
            sentences.append(ROLLED_UP)
        if choices.directed or self.always_directed:
            sentences.append(DIRECTED)
        if choices.filters.roles and self.shared:
            sentences.append("The roles that the filters name count, and no others.")
        return [*sentences, self.time]

    def about(self, choices: Choices, left_out: dict[str, int]) -> Info:
        """Return how a network was made: rule, choices, and counts of exclusions."""
        return Info(
            projection=self.name,
            title=self.title,
            rule=tuple(self.rule(choices)),
            weight=choices.weight.name if self.shared else "",
            roll_up=choices.roll_up,
            filters=tuple(choices.filters.words()),
            left_out=left_out,
        )


ROLLED_UP = (
    "Cities, provinces, companies, bodies, institutions and alliances count as the country that they lie in, "
    "are based in or belong to; one that belongs to several counts for each of them."
)
#: By the definitions of the code list: who provides, pledges, operates, founds, carries out or organizes does
#: something for others; who benefits or is served receives it. Signatories, members, hosts, issuers and plain
#: participants stand on one level.
GIVING = frozenset({"provider", "pledger", "operator", "initiator", "implementer", "organizer"})
RECEIVING = frozenset({"beneficiary", "served"})
DIRECTED = (
    f"In an initiative, an arc leads from who gives ({', '.join(sorted(GIVING))}) to who receives "
    f"({', '.join(sorted(RECEIVING))}); where roles make no such difference, arcs lead both ways."
)
