"""The ties of a network as a map and a matrix draw them: all that ties a pair, with its count and claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx

from pactgraph.views.charts.rows import Claim
from pactgraph.views.definition import ViewDefinition
from pactgraph.views.labels import clean
from pactgraph.views.marks import Marks
from pactgraph.views.style import Style
from pactgraph.views.ties import Tie

Ends: TypeAlias = tuple[str, str]


@dataclass(frozen=True)
class Bond:
    """What ties a pair, or a node to several others.

    :param count: how many initiatives they share; where none is named, how many ties there are.
    :param years: its years in short.
    :param claims: the IRIs of its claims.
    :param tentative: whether all of it is wanted or offered only, as the view's ``[tentative]`` says.
    """

    count: int
    years: str
    claims: tuple[str, ...]
    tentative: bool

    def cited(self, claims: Mapping[str, Claim]) -> tuple[Claim, ...]:
        """Return its claims as plain values, in their order."""
        return tuple(claims[iri] for iri in self.claims if iri in claims)


class Network:
    """A network with the claims behind its ties.

    :param claims: by their IRIs.
    """

    def __init__(
        self, graph: nx.Graph, view: ViewDefinition, style: Style, claims: Mapping[str, Claim]
    ) -> None:
        self.graph, self.claims = graph, claims
        self.directed: bool = graph.is_directed()
        self._marks = Marks(graph, view, style)
        self.ties: dict[Ends, list[Tie]] = {}
        for one, other, data in graph.edges(data=True):
            if one != other:
                ends = (one, other) if self.directed or one < other else (other, one)
                self.ties.setdefault(ends, []).append(Tie("", *ends, "", data))
        self.ties = dict(sorted(self.ties.items()))

    def name(self, node: str) -> str:
        """Return the name of a node; its identifier where it has none."""
        return clean(self.graph.nodes[node].get("label", "")) or node

    def bond(self, pairs: Iterable[Ends]) -> Bond:
        """Return what ties some pairs."""
        ties = [tie for ends in pairs for tie in self.ties[ends]]
        initiatives = {iri for tie in ties for iri in words(tie.data.get("initiatives"))}
        years = sorted({int(year) for tie in ties for year in words(tie.data.get("years"))})
        span = "" if not years else "–".join(dict.fromkeys((str(years[0]), str(years[-1]))))
        return Bond(
            count=len(initiatives) or sum(int(tie.data.get("count") or 1) for tie in ties),
            years=span,
            claims=tuple(dict.fromkeys(iri for tie in ties for iri in words(tie.data.get("claims")))),
            tentative=bool(ties) and all(self._marks.tie(tie).tentative for tie in ties),
        )


def words(value: object) -> Sequence[str]:
    """Return an attribute of several codes, years or claims; a claim as its IRI.

    >>> words("urn:a urn:b"), words([2019]), words(None)
    (['urn:a', 'urn:b'], ['2019'], [])
    """
    if isinstance(value, str):
        return value.split()
    listed = value if isinstance(value, Iterable) else ()
    return [str(one["iri"]) if isinstance(one, Mapping) else str(one) for one in listed]
