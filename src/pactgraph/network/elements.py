"""Typed access to the attributes of a networkx graph: nodes, ties, and how the network was made.

The attributes themselves are scalars, which ``networkx.write_graphml`` and ``write_gexf`` accept: IRIs and
years are joined by spaces, names by ``" | "``, sentences and counts by newlines. All readers of a network use
these classes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, TypeAlias

from pactgraph.namespaces import FACTUAL, PREFIXES

if TYPE_CHECKING:
    import networkx as nx

Scalar: TypeAlias = str | int | float | bool
#: The attributes of a node, a tie or a network, as networkx holds them.
Attributes: TypeAlias = Mapping[str, Any]

BETWEEN_NAMES = " | "


@dataclass(frozen=True)
class Node:
    """A node of a network.

    :param label: the name in English; the key if there is none.
    :param alt: names in other languages, and alternative names.
    :param mode: ``party``, ``initiative``, or ``claim-thing`` for other things; empty if unknown.
    :param type: the type of thing, as a code; likewise ``status``. Empty if not stated.
    :param country: the IRI of the country of a party, the first if there are several.
    :param years: the first and last years of its dates, sorted.
    :param claims: the IRIs of the claims about it.
    :param sources: the ids of the sources of these claims.
    :param memberships: the initiatives of a party, or the parties of an initiative, in a one-mode network.
    :param stands_for: the parties that were rolled up into a country.
    """

    key: str
    label: str = ""
    alt: tuple[str, ...] = ()
    mode: str = ""
    type: str = ""
    type_label: str = ""
    status: str = ""
    status_label: str = ""
    country: str = ""
    years: tuple[int, ...] = ()
    claims: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    memberships: tuple[str, ...] = ()
    stands_for: tuple[str, ...] = ()

    @classmethod
    def read(cls, key: str, data: Attributes) -> Node:
        """Return a node from its attributes, all of which are optional."""
        values: dict[str, Any] = {
            "label": _text(data, "label") or str(key),
            "alt": names_of(data, "alt"),
            "years": years_of(data),
        }
        values |= {name: words_of(data, name) for name in ("claims", "sources", "memberships", "stands_for")}
        values |= {name: _text(data, name) for name in _NODE_TEXTS}
        return cls(key, **values)

    @classmethod
    def of(cls, graph: nx.Graph, key: str) -> Node:
        """Return a node of a network.

        :raises KeyError: if there is no such node.

        >>> import networkx as nx
        >>> graph = nx.Graph()
        >>> graph.add_node("urn:a", label="Cuba", years="2019 2021", claims="urn:one urn:two")
        >>> node = Node.of(graph, "urn:a")
        >>> node.label, node.years, node.claims
        ('Cuba', (2019, 2021), ('urn:one', 'urn:two'))
        """
        return cls.read(key, graph.nodes[key])

    def attributes(self) -> dict[str, Scalar]:
        """Return the node as attributes for networkx, without empty attributes of one-mode networks.

        >>> Node("urn:a", label="Cuba", alt=("古巴", "Куба")).attributes()["alt"]
        '古巴 | Куба'
        """
        return _scalars(self, leave_out=("key",), only_if_set=("memberships", "stands_for"))

    def add_to(self, graph: nx.Graph) -> None:
        """Add the node to a network, or update its attributes."""
        graph.add_node(self.key, **self.attributes())


#: The key of an edge that is planned, recommended or forecast, beside one between the same nodes that is so.
FACT_KEY, ADVICE_KEY = "fact", "advice"

_NODE_TEXTS = ("mode", "type", "type_label", "status", "status_label", "country")


@dataclass(frozen=True)
class Tie:
    """An edge of a network; an arc if the network is directed.

    :param key: the key of a parallel edge; None if the network is not a multigraph.
    :param weight: the weight; None if edges have none.
    :param count: the number of shared things, or of rows of an answer.
    :param role: the role in a two-mode network, as a code; ``relation`` in other networks. Empty in one-mode
        projections.
    :param initiative: the initiative at one end of a role.
    :param initiatives: the initiatives that both ends share; likewise ``parties``.
    :param modality: how it is stated, as a code; empty if its claims differ.
    :param years: the years that date it, sorted.
    :param claims: the IRIs of the claims that state it.
    :param sources: the ids of the sources of these claims.
    """

    source: str
    target: str
    key: str | None = None
    weight: float | None = None
    count: int | None = None
    role: str = ""
    role_label: str = ""
    relation: str = ""
    relation_label: str = ""
    initiative: str = ""
    initiatives: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    modality: str = ""
    years: tuple[int, ...] = ()
    claims: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def is_advice(self) -> bool:
        """Whether it is planned, recommended or forecast only."""
        return bool(self.modality) and self.modality not in FACTUAL

    @classmethod
    def read(cls, source: str, target: str, data: Attributes, key: str | None = None) -> Tie:
        """Return a tie from its attributes, all of which are optional."""
        weight, count = data.get("weight"), data.get("count")
        values: dict[str, Any] = {
            "weight": None if weight is None else float(weight),
            "count": None if count is None else int(count),
            "years": years_of(data),
        }
        values |= {name: words_of(data, name) for name in ("initiatives", "parties", "claims", "sources")}
        values |= {name: _text(data, name) for name in _TIE_TEXTS}
        return cls(source, target, key, **values)

    @classmethod
    def of(cls, graph: nx.Graph, source: str, target: str, key: str | None = None) -> Tie:
        """Return a tie of a network.

        :param key: the key of the edge in a multigraph.
        :raises KeyError: if there is no such tie.

        >>> import networkx as nx
        >>> graph = nx.Graph()
        >>> graph.add_edge("urn:a", "urn:b", weight=0.5, initiatives="urn:i urn:j")
        >>> tie = Tie.of(graph, "urn:a", "urn:b")
        >>> tie.weight, tie.shared, tie.years
        (0.5, ('urn:i', 'urn:j'), ())
        """
        ends = (source, target) if key is None else (source, target, key)
        return cls.read(source, target, graph.edges[ends], key)

    @property
    def shared(self) -> tuple[str, ...]:
        """The initiatives or parties that both ends share."""
        return self.initiatives or self.parties

    @property
    def words(self) -> str:
        """The role or relation in words; empty in one-mode projections."""
        return self.role_label or self.relation_label or self.role or self.relation

    def attributes(self) -> dict[str, Scalar]:
        """Return the tie as attributes for networkx, without those that its kind of network lacks.

        >>> Tie("urn:a", "urn:b", role="member", role_label="member", claims=("urn:c",)).attributes()
        {'role': 'member', 'role_label': 'member', 'modality': '', 'years': '', 'claims': 'urn:c',
        'sources': ''}
        """
        of_some = ("weight", "count", "role", "role_label", "relation", "relation_label", "initiative")
        return _scalars(
            self,
            leave_out=("source", "target", "key"),
            only_if_set=(*of_some, "initiatives", "parties"),
        )

    def add_to(self, graph: nx.Graph) -> None:
        """Add the tie to a network, or update its attributes."""
        keyed = {"key": self.key} if graph.is_multigraph() else {}
        graph.add_edge(self.source, self.target, **keyed, **self.attributes())


_TIE_TEXTS = ("role", "role_label", "relation", "relation_label", "initiative", "modality")


@dataclass(frozen=True)
class Info:
    """How a network was made.

    :param projection: the name of its projection or question.
    :param rule: sentences on nodes, ties, weights and dates.
    :param weight: the name of the weight of its ties; empty if they have none.
    :param filters: the filters in words.
    :param left_out: numbers of excluded items, by reason.
    :param data_version: a digest of the participations in the store.
    """

    projection: str = ""
    title: str = ""
    rule: tuple[str, ...] = ()
    weight: str = ""
    roll_up: bool = False
    filters: tuple[str, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    version: str = ""
    data_version: str = ""

    @classmethod
    def of(cls, graph: nx.Graph) -> Info:
        """Return how a network was made, from its attributes.

        >>> import networkx as nx
        >>> info = Info.of(nx.Graph(rule="Nodes are countries.", left_out="3 claims\\n1 source"))
        >>> info.rule, info.left_out
        (('Nodes are countries.',), {'claims': 3, 'source': 1})
        """
        data = graph.graph
        return cls(
            projection=_text(data, "projection"),
            title=_text(data, "title"),
            weight=_text(data, "weight"),
            version=_text(data, "version"),
            data_version=_text(data, "data_version"),
            rule=_lines(data.get("rule")),
            roll_up=bool(data.get("roll_up")),
            filters=_lines(data.get("filters")),
            left_out=_counts(data.get("left_out")),
        )

    def write(self, graph: nx.Graph) -> None:
        """Write the attributes of a network."""
        graph.graph.update(
            _scalars(self, leave_out=("rule", "filters", "left_out")),
            rule="\n".join(self.rule),
            filters="\n".join(self.filters),
            left_out="\n".join(f"{number} {words}" for words, number in self.left_out.items()),
        )


def nodes(graph: nx.Graph) -> Iterator[Node]:
    """Yield the nodes of a network, in order."""
    for key, data in graph.nodes(data=True):
        yield Node.read(key, data)


def facts(graph: nx.Graph) -> nx.Graph:
    """Return a view of a network without the ties that are planned, recommended or forecast.

    >>> import networkx
    >>> graph = networkx.MultiGraph()
    >>> (
    ...     graph.add_edge("a", "b", "fact", modality="asserted"),
    ...     graph.add_edge("a", "b", "advice", modality="planned"),
    ... )
    ('fact', 'advice')
    >>> facts(graph).number_of_edges()
    1
    """
    import networkx as nx

    advice = [(tie.source, tie.target, tie.key) for tie in ties(graph) if tie.is_advice]
    if not advice:
        return graph
    return nx.restricted_view(graph, [], advice if graph.is_multigraph() else [end[:2] for end in advice])


def ties(graph: nx.Graph) -> Iterator[Tie]:
    """Yield the ties of a network, in order.

    >>> import networkx as nx
    >>> graph = nx.MultiGraph()
    >>> _ = graph.add_edge("urn:a", "urn:b", "one", role="host")
    >>> [(tie.source, tie.target, tie.key, tie.role) for tie in ties(graph)]
    [('urn:a', 'urn:b', 'one', 'host')]
    """
    if graph.is_multigraph():
        for source, target, key, data in graph.edges(keys=True, data=True):
            yield Tie.read(source, target, data, key)
    else:
        for source, target, data in graph.edges(data=True):
            yield Tie.read(source, target, data)


def claims_in(graph: nx.Graph) -> list[str]:
    """Return the IRIs of all claims of the nodes and ties of a network, sorted.

    >>> import networkx as nx
    >>> graph = nx.Graph()
    >>> graph.add_edge("urn:a", "urn:b", claims="urn:two urn:one")
    >>> claims_in(graph)
    ['urn:one', 'urn:two']
    """
    data = (*graph.nodes(data=True), *graph.edges(data=True))
    return sorted({claim for *_, held in data for claim in words_of(held, "claims")})


def words_of(data: Attributes, name: str) -> tuple[str, ...]:
    """Return the values of an attribute of IRIs or codes.

    >>> words_of({"claims": "urn:a urn:b"}, "claims"), words_of({}, "claims")
    (('urn:a', 'urn:b'), ())
    """
    value = data.get(name) or ()
    return tuple(value.split() if isinstance(value, str) else map(str, value))


def names_of(data: Attributes, name: str) -> tuple[str, ...]:
    """Return the values of an attribute of names.

    >>> names_of({"alt": "中国 | Китай"}, "alt")
    ('中国', 'Китай')
    """
    value = data.get(name) or ()
    return tuple(value.split(BETWEEN_NAMES) if isinstance(value, str) else map(str, value))


def years_of(data: Attributes) -> tuple[int, ...]:
    """Return the years of a node or tie, sorted.

    >>> years_of({"years": "2019 2021"})
    (2019, 2021)
    """
    return tuple(sorted(map(int, words_of(data, "years"))))


def joined(values: Iterable[object], between: str = " ") -> str:
    """Return values joined to one attribute; the separator of names is replaced inside values.

    >>> joined([2019, 2021]), joined(["КНР | Китай", "中国"], BETWEEN_NAMES)
    ('2019 2021', 'КНР / Китай | 中国')
    """
    texts = (str(value) for value in values)
    return between.join(text.replace(BETWEEN_NAMES, " / ") for text in texts)


def claim_number(claim: str) -> str:
    """Return the short name of a claim, ``source/number``, from its IRI."""
    return claim.removeprefix(PREFIXES["claim"])


def _text(data: Attributes, name: str) -> str:
    value = data.get(name)
    return "" if value is None else str(value)


def _lines(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(line for line in value.split("\n") if line)
    return tuple(map(str, value)) if isinstance(value, Iterable) else ()


def _counts(value: object) -> dict[str, int]:
    if isinstance(value, Mapping):
        return {str(words): int(number) for words, number in value.items()}
    pairs = (line.split(" ", 1) for line in _lines(value))
    return {words: int(number) for number, words in pairs}


def _scalars(
    held: Node | Tie | Info, *, leave_out: tuple[str, ...], only_if_set: tuple[str, ...] = ()
) -> dict[str, Scalar]:
    found: dict[str, Scalar] = {}
    for name in (one.name for one in fields(held)):
        value = getattr(held, name)
        if name in leave_out or (name in only_if_set and value in (None, "", ())):
            continue
        if isinstance(value, tuple):
            value = joined(value, BETWEEN_NAMES if name == "alt" else " ")
        found[name] = value
    return found
