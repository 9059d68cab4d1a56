"""The encodings of a view, applied to a network: colour, shape, size, width and line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import TYPE_CHECKING

from pactgraph.network.elements import Node, Tie, facts
from pactgraph.views.definition import ViewDefinition
from pactgraph.views.lines import Line, lines_of, neighbours, strengths
from pactgraph.views.style import MODES, Style

if TYPE_CHECKING:
    import networkx as nx

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
class LineLook:
    """How a line is drawn."""

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

    graph: nx.Graph
    view: ViewDefinition
    style: Style

    def node(self, node: str, size: int) -> NodeLook:
        """Return how a node is drawn.

        :param size: the size of the type of its name.
        """
        about = Node.of(self.graph, node)
        mark = self.style.mark(about.type, mode_of(about))
        colour, group, label = self._colour(about, mark.colour)
        return NodeLook(
            colour=colour,
            shape=mark.shape if self.view.encoding.shape == "type" else "circle",
            radius=_between(LEAST, GREATEST, self.sizes[node], self._largest)
            if self.sizes
            else round(PLAIN * size, 3),
            tentative=self.dashes and about.status in self.view.tentative_status,
            group=group,
            group_label=label,
            number=self.sizes.get(node),
        )

    def line(self, line: Line) -> LineLook:
        """Return how a line is drawn."""
        value = self.widths.get(line.id)
        return LineLook(
            width=EVEN if value is None else _between(THIN, THICK, value, self._widest),
            colour=self.style.roles.get(role_of(line.tie), ""),
            tentative=self.dashes and self._tentative(line),
            arrow=line.direction if self.view.encoding.arrows else "",
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
        held = {line.id: getattr(line.tie, by) for line in lines_of(self.graph)}
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
            import networkx as nx

            plain = nx.Graph()
            plain.add_nodes_from(self.graph)
            for one, other, data in facts(self.graph).edges(data=True):
                before = plain.edges[one, other]["weight"] if plain.has_edge(one, other) else 0.0
                plain.add_edge(one, other, weight=before + float(data.get("weight", 1.0)))
            found = nx.community.louvain_communities(plain, weight="weight", seed=self.view.seed)
            numbered = enumerate(sorted(map(sorted, found)))
            given = {node: number for number, members in numbered for node in members}
        sizes = Counter(given.values())
        first = {name: min(node for node in given if given[node] == name) for name in sizes}
        several = (name for name in sizes if sizes[name] > 1)
        order = sorted(several, key=lambda name: (-sizes[name], first[name]))
        ranks = {name: rank for rank, name in enumerate(order)}
        return {node: ranks.get(name) for node, name in given.items()}

    def _colour(self, node: Node, plain: str) -> tuple[str, str, str]:
        """Return the colour of a node, and the key and the words of what it stands for."""
        mode = mode_of(node)
        match self.view.encoding.colour:
            case "community":
                rank, listed = self.communities[node.key], self.style.communities
                if rank is None:
                    return NEUTRAL, LAST, "in none"
                rest = rank >= len(listed) - 1
                label = "smaller communities" if rest else f"community {rank + 1}"
                return self.style.community(rank), "8" if rest else str(rank), label
            case "status" if mode == "party":
                return NEUTRAL, "8", "parties: they have no status"
            case "status":
                name = self.style.stage(node.status)
                if name not in self.style.stages:
                    return NEUTRAL, LAST, "no status stated"
                stage = self.style.stages[name]
                return stage.colour, str(list(self.style.stages).index(name)), stage.label
            case "mode":
                return MODE_COLOURS.get(mode) or self.style.fallback[mode].colour, mode, mode
        return plain, "", ""

    @cached_property
    def _largest(self) -> float:
        return max(self.sizes.values(), default=0.0)

    @cached_property
    def _widest(self) -> float:
        return max(self.widths.values(), default=0.0)

    def _tentative(self, line: Line) -> bool:
        """Return whether a tie is tentative: by its claims, its role, its ends, or all shared initiatives."""
        view, tie, things = self.view, line.tie, self.graph.graph.get("things") or {}
        if tie.is_advice or tie.modality in view.tentative_modality or role_of(tie) in view.tentative_role:
            return True
        if any(
            Node.of(self.graph, end).status in view.tentative_status for end in (line.source, line.target)
        ):
            return True
        rests_on = [things.get(name, {}).get("status") for name in tie.initiatives]
        return bool(rests_on) and all(status in view.tentative_status for status in rests_on)


SIZES: Mapping[str, Callable[[nx.Graph], Mapping[str, float]]] = {"degree": neighbours, "strength": strengths}
WIDTHS = ("weight", "count")
#: The colour of what has no value to be coloured by, and its place in the legend.
NEUTRAL, LAST = "person", "9"
MODE_COLOURS = {"party": "place", "initiative": "pact"}


def mode_of(node: Node) -> str:
    """Return the mode of a node: party, initiative, or thing where it is neither.

    >>> mode_of(Node("urn:a", mode="claim-thing")), mode_of(Node("urn:a"))
    ('thing', 'initiative')
    """
    mode = node.mode or "initiative"
    return mode if mode in MODES else "thing"


def role_of(tie: Tie) -> str:
    """Return the role or relation that a tie stands for; empty where it stands for shared things."""
    return tie.role or tie.relation


def _between(least: float, greatest: float, value: float, most: float) -> float:
    share = sqrt(max(0.0, value) / most) if most > 0 else 0.0
    return round(least + (greatest - least) * share, 3)
