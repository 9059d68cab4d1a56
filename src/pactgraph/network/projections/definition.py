"""Definition of projections: the rule in words, the weights of ties, the choices of users, the builder."""

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
    """A way to weigh ties.

    :param words: the rule as a sentence; ``{shared}`` is what is shared, ``{nodes}`` who shares it.
    :param share: what one shared thing with n nodes adds to the weight of each pair of them.
    """

    name: str
    words: str
    source: str
    share: Callable[[int], float]

    def rule(self, shared: str, nodes: str) -> str:
        """Return the rule for what is shared (``initiative``) and who shares it (``parties``)."""
        return self.words.format(shared=shared, nodes=nodes)


#: Newman's weight keeps a declaration of a hundred from swamping the rest: what one node shares through one
#: thing with all others adds up to 1.
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

    :raises UnknownNameError: where there is none of this name.

    >>> weight_named("newman").share(5)
    0.25
    """
    if name not in WEIGHTS:
        raise unknown_name(f"the weight {name}", name, WEIGHTS)
    return WEIGHTS[name]


#: What may be chosen, in words.
CHOICES = {"roll_up": "rolled up to countries", "directed": "directed by roles"}


@dataclass(frozen=True)
class Choices:
    """What a user chooses.

    :param roll_up: cities, companies, bodies and institutions count as their country.
    :param directed: roles that give lead to roles that receive.
    """

    filters: Filters
    weight: Weight
    roll_up: bool = False
    directed: bool = False


#: Makes the network from the participations that the filters keep; what it leaves out it adds to the counts.
Build = Callable[[Participations, Choices, Counter[str]], "nx.Graph"]


@dataclass(frozen=True)
class Projection:
    """A named way from the graph to a networkx graph.

    :param nodes: what the nodes are, as a sentence; so ``edges``, ``weight`` and ``time``.
    :param shared: what two nodes share, and the nodes' plural, for the rule of the weight; empty where edges
        have no weight.
    :param can: the choices that it knows: ``roll_up``, ``directed``.
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
        """What the weight of an edge is, whichever is chosen."""
        if not self.shared:
            return "Edges have no weight."
        return f"By shared {self.shared[0]}: newman (the default) or count."

    def rule(self, choices: Choices) -> list[str]:
        """Return the rule as sentences, with what was chosen."""
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
        """Return what is written on the network: its rule, its choices, and what was left out."""
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
