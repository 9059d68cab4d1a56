"""The ties of a network as a map and a matrix draw them: all that ties a pair, with its count and claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx

from pactgraph.answers.claim import Card
from pactgraph.network.elements import ties
from pactgraph.views.definition import ViewDefinition
from pactgraph.views.labels import clean
from pactgraph.views.lines import Line
from pactgraph.views.marks import Marks
from pactgraph.views.style import Style

Ends: TypeAlias = tuple[str, str]


@dataclass(frozen=True)
class Bond:
    """What ties a pair, or a node to several others.

    :param count: how many initiatives they share; where none is named, how many ties there are.
    :param years: its years in short.
    :param claims: the IRIs of its claims.
    :param tentative: whether all of it is wanted or offered only, as the view's ``[tentative]`` says.
    :param advice: whether it is planned, recommended or forecast only.
    """

    count: int
    years: str
    claims: tuple[str, ...]
    tentative: bool
    advice: bool = False

    def cited(self, claims: Mapping[str, Card]) -> tuple[Card, ...]:
        """Return its claims, in their order."""
        return tuple(claims[iri] for iri in self.claims if iri in claims)


class Network:
    """A network with the claims behind its ties.

    :ivar ties: the ties of facts of each pair; ``advice`` those that are planned, recommended or forecast.
    :param claims: by their IRIs.
    """

    def __init__(
        self, graph: nx.Graph, view: ViewDefinition, style: Style, claims: Mapping[str, Card]
    ) -> None:
        self.graph, self.claims = graph, claims
        self.directed: bool = graph.is_directed()
        self._marks = Marks(graph, view, style)
        self.ties: dict[Ends, list[Line]] = {}
        self.advice: dict[Ends, list[Line]] = {}
        for tie in sorted(ties(graph), key=lambda tie: (tie.source, tie.target)):
            one, other = tie.source, tie.target
            if one != other:
                ends = (one, other) if self.directed or one < other else (other, one)
                held = self.advice if tie.is_advice else self.ties
                held.setdefault(ends, []).append(Line("", *ends, "", tie))
        self.ties, self.advice = dict(sorted(self.ties.items())), dict(sorted(self.advice.items()))

    def name(self, node: str) -> str:
        """Return the name of a node; its identifier where it has none."""
        return clean(self.graph.nodes[node].get("label", "")) or node

    def bond(self, pairs: Iterable[Ends], *, advice: bool = False) -> Bond:
        """Return what ties some pairs as facts, or what is planned, recommended or forecast for them."""
        held = self.advice if advice else self.ties
        lines = [line for ends in pairs for line in held[ends]]
        initiatives = {iri for line in lines for iri in line.tie.initiatives}
        years = sorted({year for line in lines for year in line.tie.years})
        span = "" if not years else "–".join(dict.fromkeys((str(years[0]), str(years[-1]))))
        return Bond(
            count=len(initiatives) or sum(line.tie.count or 1 for line in lines),
            years=span,
            claims=tuple(dict.fromkeys(iri for line in lines for iri in line.tie.claims)),
            tentative=bool(lines) and (advice or all(self._marks.line(line).tentative for line in lines)),
            advice=advice,
        )
