"""How things are tied in a network: paths between two, two compared, several in common, one and its ties."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pactgraph.answers.claim import Card, stated_at
from pactgraph.answers.reader import Reader
from pactgraph.namespaces import FACTUAL
from pactgraph.network import neighbourhoods, paths
from pactgraph.network.elements import facts
from pactgraph.network.filters import Filters, filters_of
from pactgraph.network.paths import NoPathError
from pactgraph.network.projections import projection_named
from pactgraph.network.results import Result, about

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True)
class NetworkChoice:
    """In which network things are looked for: a projection, and what it is made from."""

    projection: str = "two-mode"
    weight: str = "newman"
    roll_up: bool = False
    directed: bool = False
    filters: Filters = field(default_factory=lambda: Filters(advice=True))

    @classmethod
    def given(
        cls,
        projection: str,
        *,
        weight: str = "newman",
        roll_up: bool = False,
        directed: bool = False,
        **filters: Any,
    ) -> NetworkChoice:
        """Return a choice from keywords, as :meth:`pactgraph.graph.Graph.project` takes them."""
        return cls(projection, weight, roll_up, directed, filters_of({"advice": True, **filters}))

    def of(self, reader: Reader) -> nx.Graph:
        """Return the network, which is cached and not to be changed.

        :raises UserError: where a name or a code is not known, or the filters leave nothing.
        """
        return reader.network(
            self.projection,
            weight=self.weight,
            roll_up=self.roll_up,
            directed=self.directed,
            filters=self.filters,
        )


TWO_MODE = NetworkChoice()


@dataclass(frozen=True)
class Node:
    """A node of a path."""

    iri: str
    label: str


@dataclass(frozen=True)
class Hop:
    """One step of a path.

    :param tie: what ties its ends: roles, relations, or how many things they share and the weight.
    :param stated: how that is stated, as codes.
    """

    from_: str
    to: str
    tie: str
    stated: str
    claims: tuple[Card, ...]


@dataclass(frozen=True)
class Path:
    """A path: its nodes from one end to the other, and the hops between them.

    :param caution: which of its hops are no facts; empty where all are.
    """

    length: int
    nodes: tuple[Node, ...]
    hops: tuple[Hop, ...]
    caution: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of its nodes."""
        return tuple(node.label for node in self.nodes)


@dataclass(frozen=True)
class Paths:
    """Paths between two things, or a part of them.

    :param network: the name of the projection; ``about`` says how the network was made.
    :param total: how many paths there are; ``offset`` of them come before these.
    :param passages: the words behind the claims, by evidence, where documents are available.
    """

    network: str
    total: int
    offset: int
    paths: tuple[Path, ...]
    passages: dict[str, str]
    about: dict[str, object] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Path]:
        """Iterate over the paths."""
        return iter(self.paths)

    def __len__(self) -> int:
        """Return the number of paths in this part."""
        return len(self.paths)

    def __getitem__(self, place: int) -> Path:
        """Return a path by its place in this part."""
        return self.paths[place]

    def table(self) -> Result:
        """Return the paths as a table with a row for each hop: its ends, its tie, how and where stated."""
        rows = []
        for number, path in enumerate(self.paths, start=self.offset + 1):
            for step, (hop, here, there) in enumerate(
                zip(path.hops, path.labels, path.labels[1:], strict=False), start=1
            ):
                ids = "; ".join(card.id for card in hop.claims)
                places = "; ".join(dict.fromkeys(card.where for card in hop.claims))
                rows.append((number, step, here, hop.tie, hop.stated, there, ids, places))
        return Result(
            name="paths",
            title="Paths",
            notes=tuple(f"Path {n}: {one.caution}." for n, one in enumerate(self.paths, 1) if one.caution),
            columns=("path", "hop", "from", "tie", "stated", "to", "claims", "where"),
            rows=tuple(rows),
            method="Breadth-first search; every tie is one hop, whatever its weight.",
            source="M. E. J. Newman, Networks, 2nd edition, section 8.5 (2018)",
            about=self.about,
        )


def path(
    reader: Reader,
    a: str,
    b: str,
    choice: NetworkChoice = TWO_MODE,
    *,
    best: int | None = None,
    avoid: Collection[str] = (),
    along: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> Paths:
    """Return all shortest paths between two things, or the best, each hop with its claims.

    Only where no path of facts leads there, paths go over what is planned, recommended or forecast.

    :param best: how many of the best; all shortest where none is given.
    :param avoid: names of things through which no path may lead.
    :param along: keep to the direction of arcs.
    :raises UnknownNameError: where a name stands for nothing, or for nothing in this network.
    :raises NoPathError: where no path leads from one to the other.
    """
    network, (start, end) = _among(reader, [a, b], choice)
    closed = [reader.resolve(name).value for name in avoid]

    def find(graph: nx.Graph) -> list[paths.Path]:
        if best is not None:
            return paths.best_paths(graph, start, end, best, avoid=closed, along=along)
        return paths.shortest_paths(graph, start, end, avoid=closed, along=along)

    try:
        found = find(facts(network))
    except NoPathError:
        found = find(network)
    shown = found[offset : None if limit is None else offset + limit]
    cited = (iri for one in shown for hop in one.hops for iri in hop.claims)
    cards = {card.iri: card for card in reader.cards(cited)}
    made = []
    for one in shown:
        nodes = tuple(Node(iri, label) for iri, label in zip(one.nodes, one.labels, strict=True))
        hops = tuple(
            Hop(hop.start, hop.end, hop.words, hop.stated, tuple(cards[iri] for iri in hop.claims))
            for hop in one.hops
        )
        made.append(Path(len(hops), nodes, hops, _caution(hops)))
    passages = reader.passages_of(cards.values())
    return Paths(choice.projection, len(found), offset, tuple(made), passages, about(network))


def _caution(hops: Sequence[Hop]) -> str:
    """Return which hops are no facts."""
    wished = [
        str(n) for n, hop in enumerate(hops, 1) if hop.stated and not {*hop.stated.split(", ")} & {*FACTUAL}
    ]
    if not wished:
        return ""
    said = (
        f"hop {wished[0]} rests"
        if len(wished) == 1
        else f"hops {', '.join(wished[:-1])} and {wished[-1]} rest"
    )
    return f"{said} on what is planned, recommended or forecast only"


def compare(reader: Reader, a: str, b: str, choice: NetworkChoice = TWO_MODE) -> Result:
    """Return what both of two things are tied to, and what only one of them is.

    :raises UserError: where a name stands for nothing in the network, or both for the same thing.
    """
    network, (one, other) = _among(reader, [a, b], choice)
    return neighbourhoods.compare(network, one, other)


def common(reader: Reader, names: Sequence[str], choice: NetworkChoice = TWO_MODE) -> Result:
    """Return what several things are all tied to.

    :raises UserError: where a name stands for nothing in the network, or fewer than two things are named.
    """
    return neighbourhoods.common(*_among(reader, names, choice))


def ego(reader: Reader, name: str, choice: NetworkChoice = TWO_MODE, radius: int = 1) -> Result:
    """Return what is within some hops of a thing, the nearest first, with the ties of its neighbours.

    :raises UserError: where the name stands for nothing in the network.
    """
    network, (node,) = _among(reader, [name], choice)
    return neighbourhoods.ego(network, node, radius, lambda claims: stated_at(reader.store, claims))


def _among(reader: Reader, names: Sequence[str], choice: NetworkChoice) -> tuple[nx.Graph, list[str]]:
    """Return a network and the nodes that are named, which must be in it."""
    # A slip in the name of the network is found before anything is read.
    projection_named(choice.projection)
    nodes = [reader.resolve(name).value for name in names]
    network = choice.of(reader)
    neighbourhoods.check_present(network, nodes)
    return network, nodes
