"""What colour, shape, size, width and line mean in a picture: a view's encodings, applied to a network."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import Any

from pactgraph.network.elements import words_of
from pactgraph.views.definition import ViewDefinition
from pactgraph.views.labels import clean
from pactgraph.views.style import MODES, Style
from pactgraph.views.ties import Tie, neighbours, strengths, ties_of

#: The radius of a shape for the value 0 and for the greatest; where size says nothing, a share of its type.
LEAST, GREATEST, PLAIN = 2.8, 8.0, 0.42
#: The width of a line: of the least and of the greatest value, and where width says nothing.
THIN, THICK, EVEN = 0.8, 6.0, 1.2


@dataclass(frozen=True)
class NodeLook:
    """How a node is drawn."""

    colour: str
    """The name of a colour of the style."""
    shape: str
    radius: float
    tentative: bool
    group: str = ""
    """The key of what its colour stands for, where that is not its type; groups sort by it."""
    group_label: str = ""
    number: float | None = None
    """The value that its size stands for."""


@dataclass(frozen=True)
class TieLook:
    """How a tie is drawn."""

    width: float
    colour: str
    """The name of a colour of the style; empty for that of plain lines."""
    tentative: bool
    arrow: str
    """Empty, ``forward`` or ``both``."""


@dataclass(frozen=True)
class Marks:
    """The encodings of one picture.

    Sizes and widths grow with the square root of their value, so that one large value does not make all
    others alike; the page's legend shows the least and the greatest as they are drawn.
    """

    graph: Any
    view: ViewDefinition
    style: Style

    def node(self, node: str, size: int) -> NodeLook:
        """Return how a node is drawn.

        :param size: the size of the type of its name.
        """
        data = self.graph.nodes[node]
        mode, status = mode_of(data), data.get("status") or ""
        mark = self.style.mark(str(data.get("type") or ""), mode)
        colour, group, label = self._colour(node, data, mark.colour, status)
        return NodeLook(
            colour=colour,
            shape=mark.shape if self.view.encoding.shape == "type" else "circle",
            radius=self._radius(node, size),
            tentative=self.dashes and status in self.view.tentative_status,
            group=group,
            group_label=label,
            number=self.sizes.get(node),
        )

    def tie(self, tie: Tie) -> TieLook:
        """Return how a tie is drawn."""
        value = self.widths.get(tie.id)
        return TieLook(
            width=EVEN if value is None else _between(THIN, THICK, value, self._widest),
            colour=self.style.roles.get(role_of(tie), ""),
            tentative=self.dashes and self._tentative(tie),
            arrow=tie.direction if self.view.encoding.arrows else "",
        )

    @property
    def dashes(self) -> bool:
        """Whether the line says how far a thing got."""
        return self.view.encoding.line == "status"

    @cached_property
    def sizes(self) -> Mapping[str, float]:
        """The value that gives each node its size; empty where size says nothing."""
        measure = SIZES.get(self.view.encoding.size)
        return measure(self.graph) if measure else {}

    @cached_property
    def widths(self) -> Mapping[str, float]:
        """The value that gives each tie its width, by its identifier; empty where width says nothing."""
        by = self.view.encoding.width
        if by not in WIDTHS:
            return {}
        held = {tie.id: tie.data.get(by) for tie in ties_of(self.graph)}
        if held and all(value is None for value in held.values()):
            raise self.view.error(
                f"width = {by!r}, but the ties of the network have no {by}",
                expected="a network of which the ties have one, such as country-country",
                mend='write width = "none"',
                key="width",
                table="encoding",
            )
        return {name: float(value or 0) for name, value in held.items()}

    @cached_property
    def communities(self) -> Mapping[str, int | None]:
        """The community of each node by rank of size, from 0 on: given by the network, or found by Louvain.

        None for a node that has a community to itself.
        """
        given = {node: data.get("community") for node, data in self.graph.nodes(data=True)}
        if not given or any(value is None for value in given.values()):
            given = _louvain(self.graph, self.view.seed)
        sizes = Counter(given.values())
        first = {name: min(node for node in given if given[node] == name) for name in sizes}
        several = (name for name in sizes if sizes[name] > 1)
        order = sorted(several, key=lambda name: (-sizes[name], first[name]))
        ranks = {name: rank for rank, name in enumerate(order)}
        return {node: ranks.get(name) for node, name in given.items()}

    def _colour(self, node: str, data: Mapping[str, Any], plain: str, status: str) -> tuple[str, str, str]:
        """Return the colour of a node, and the key and the words of what it stands for."""
        by = self.view.encoding.colour
        if by == "community":
            return self._community(self.communities[node])
        if by == "status" and mode_of(data) == "party":
            return NEUTRAL, "8", "parties: they have no status"
        if by == "status":
            name = self.style.stage(status)
            stage = self.style.stages.get(name)
            place = str(list(self.style.stages).index(name)) if stage else LAST
            return (stage.colour, place, stage.label) if stage else (NEUTRAL, place, "no status stated")
        if by == "mode":
            mode = mode_of(data)
            return self.style.fallback[mode].colour if mode == "thing" else MODE_COLOURS[mode], mode, mode
        return plain, "", ""

    def _community(self, rank: int | None) -> tuple[str, str, str]:
        if rank is None:
            return NEUTRAL, LAST, "in none"
        if rank >= len(self.style.communities) - 1:
            return self.style.community(rank), "8", "smaller communities"
        return self.style.community(rank), str(rank), f"community {rank + 1}"

    def _radius(self, node: str, size: int) -> float:
        if not self.sizes:
            return round(PLAIN * size, 3)
        return _between(LEAST, GREATEST, self.sizes[node], self._largest)

    @cached_property
    def _largest(self) -> float:
        return max(self.sizes.values(), default=0.0)

    @cached_property
    def _widest(self) -> float:
        return max(self.widths.values(), default=0.0)

    def _tentative(self, tie: Tie) -> bool:
        """Tell whether a tie is wanted or offered, not done: by its claims, its role, or all it rests on."""
        view, things = self.view, self.graph.graph.get("things") or {}
        if tie.data.get("modality") in view.tentative_modality or role_of(tie) in view.tentative_role:
            return True
        ends = (self.graph.nodes[end].get("status") for end in (tie.source, tie.target))
        if any(status in view.tentative_status for status in ends):
            return True
        rests_on = [things.get(name, {}).get("status") for name in words_of(tie.data, "initiatives")]
        return bool(rests_on) and all(status in view.tentative_status for status in rests_on)


SIZES: Mapping[str, Callable[[Any], Mapping[str, float]]] = {"degree": neighbours, "strength": strengths}
WIDTHS = ("weight", "count")
#: The colour of what has no value to be coloured by, and its place in the legend.
NEUTRAL, LAST = "person", "9"
MODE_COLOURS = {"party": "place", "initiative": "pact"}


def mode_of(data: Mapping[str, Any]) -> str:
    """Return the mode of a node: party, initiative, or thing where it is neither.

    >>> mode_of({"mode": "claim-thing"})
    'thing'
    """
    mode = str(data.get("mode") or "initiative")
    return mode if mode in MODES else "thing"


def role_of(tie: Tie) -> str:
    """Return the role or relation that a tie stands for; empty where it stands for shared things."""
    return str(tie.data.get("role") or tie.data.get("relation") or "")


def role_words(tie: Tie) -> str:
    """Return the same in words."""
    return clean(str(tie.data.get("role_label") or tie.data.get("relation_label") or role_of(tie)))


def _between(least: float, greatest: float, value: float, most: float) -> float:
    share = sqrt(max(0.0, value) / most) if most > 0 else 0.0
    return round(least + (greatest - least) * share, 3)


def _louvain(graph: Any, seed: int) -> dict[str, int]:
    import networkx as nx

    plain = nx.Graph()
    plain.add_nodes_from(graph)
    for one, other, data in graph.edges(data=True):
        before = plain.edges[one, other]["weight"] if plain.has_edge(one, other) else 0.0
        plain.add_edge(one, other, weight=before + float(data.get("weight", 1.0)))
    found = nx.community.louvain_communities(plain, weight="weight", seed=seed)
    return {node: number for number, members in enumerate(sorted(map(sorted, found))) for node in members}
