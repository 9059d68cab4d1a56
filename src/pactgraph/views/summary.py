"""A network in one paragraph and as tables of ties and nodes, for readers who cannot see the picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgraph.network.elements import Info, Node, nodes, ties
from pactgraph.views.claim_cards import Claim, cards_of
from pactgraph.views.labels import clean, label_of
from pactgraph.views.lines import lines_of, neighbours, shared_by

if TYPE_CHECKING:
    import networkx as nx

HOW = {
    "reported": "as reported speech",
    "planned": "as a plan",
    "recommended": "as a recommendation",
    "forecast": "as a forecast",
}
"""What a claim does that is not stated as fact, by its modality."""

MOST_NAMED = 3
"""At most so many types, and so many of the most tied nodes, are named."""

MOST_NAMES = 6
"""So many shared things are named in a row; of the others it says how many there are."""


def summarise(graph: nx.Graph) -> str:
    """Say in one paragraph what a network holds: how much of what, who has most ties, how it is stated, when.

    :param graph: any projection.

    >>> import networkx
    >>> graph = networkx.Graph()
    >>> graph.add_node("a", label="Cuba", type="country", type_label="Country")
    >>> summarise(graph)
    'The picture holds 1 country; it has no ties.'
    """
    if not len(graph):
        return "The picture holds nothing."
    every = [line.tie for line in lines_of(graph)]
    drawn = [tie for tie in every if not tie.is_advice]
    tied = neighbours(graph)
    number = f" and {_count(len(drawn), 'tie')}" if drawn else "; it has no ties"
    if advice := len(every) - len(drawn):
        number += f", and beside these {_count(advice, 'tie')} of plans, advice and forecasts only"
    labels = {node.type: clean(node.type_label) for node in nodes(graph)}
    types = Counter(node.type for node in nodes(graph))
    order = sorted(types, key=lambda name: (-types[name], name))
    counted = [_count(types[name], (labels[name] or name or "thing").lower()) for name in order]
    content = _listed(counted)
    if len(counted) > MOST_NAMED:
        unnamed = len(counted) - MOST_NAMED
        more = f" and {_count(unnamed, 'other kind')}"
        content = f"{len(graph)} things ({', '.join(counted[:MOST_NAMED])}{more})"
    sentences = [f"The picture holds {content}{number}."]
    most = sorted((node for node in graph if tied[node]), key=lambda node: (-tied[node], node))
    if len(most) >= MOST_NAMED:
        named = [f"{label_of(graph, node)} ({tied[node]})" for node in most[:MOST_NAMED]]
        sentences.append(f"Tied to most others are {_listed(named)}.")
    alone = sum(not degree for _, degree in graph.degree())
    if alone and drawn:
        sentences.append(f"{alone} {'stands' if alone == 1 else 'stand'} alone, without a tie.")
    claims = {claim["iri"]: claim for tie in drawn for claim in cards_of(graph, tie.claims)}
    if claims:
        sources = {claim.get("source_title") or claim.get("source") for claim in claims.values()}
        how = Counter(str(claim.get("modality") or "asserted") for claim in claims.values())
        others = [
            f"{number} {HOW.get(name, name)}" for name, number in sorted(how.items()) if name != "asserted"
        ]
        kinds = f"; of these, {_listed(others)}" if others else ""
        rest_on = f"{_count(len(claims), 'claim')} from {_count(len(sources), 'source')}"
        sentences.append(f"The ties rest on {rest_on}{kinds}.")
    years = [year for tie in drawn for year in tie.years]
    undated = sum(not tie.years for tie in drawn)
    if years:
        rest = f"; {undated} {'has' if undated == 1 else 'have'} none" if undated else ""
        sentences.append(f"Their years: {span(years)}{rest}.")
    elif drawn:
        sentences.append("No tie has a year.")
    return " ".join(sentences)


def made_from(graph: nx.Graph) -> list[tuple[str, str]]:
    """Return how a network was made, as pairs of a word and what there is to say.

    >>> import networkx
    >>> made_from(networkx.Graph(rule=["Nodes are countries."], left_out={"initiatives of one country": 2}))
    [('Rule', 'Nodes are countries.'), ('Left out', '2 initiatives of one country')]
    """
    info = Info.of(graph)
    pairs = [
        ("Rule", " ".join(info.rule)),
        ("Only", "; ".join(info.filters)),
        ("Left out", "; ".join(f"{number} {words}" for words, number in info.left_out.items() if number)),
        ("Made with", f"Pactgraph {info.version}" if info.version else ""),
        ("Data", info.data_version),
    ]
    return [(word, clean(text)) for word, text in pairs if text]


def _count(number: int, word: str) -> str:
    """Write a number of things.

    >>> _count(2, "country"), _count(1, "tie"), _count(3, "public body")
    ('2 countries', '1 tie', '3 public bodies')
    """
    if number == 1:
        return f"1 {word}"
    if word.endswith("y") and word[-2:-1] not in "aeou":
        return f"{number} {word[:-1]}ies"
    return f"{number} {word}{'es' if word.endswith(('s', 'x', 'ch', 'sh')) else 's'}"


def _listed(parts: Sequence[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


@dataclass(frozen=True)
class TieRow:
    """One row of the table of ties."""

    id: str
    source: str
    status: str
    """Of the initiative at one of its ends."""
    arrow: str
    target: str
    relation: str
    """A role, a relation, or the names of what both ends share."""
    weight: str
    years: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class NodeRow:
    """One row of the table of nodes."""

    id: str
    label: str
    type: str
    status: str
    names: str
    ties: int
    claims: tuple[Claim, ...]


def tie_rows(graph: nx.Graph) -> list[TieRow]:
    """Return one row for each tie, by its first end, then the other, then the role."""
    rows = []
    for line in lines_of(graph):
        tie, ends = line.tie, [Node.of(graph, end) for end in (line.source, line.target)]
        shared = [clean(name) for name in shared_by(graph, tie)]
        rest = f"; and {len(shared) - MOST_NAMES} more" if len(shared) > MOST_NAMES else ""
        rows.append(
            TieRow(
                id=line.id,
                source=label_of(graph, line.source),
                status=", ".join(dict.fromkeys(clean(end.status_label) for end in ends if end.status_label)),
                arrow={"forward": "→", "both": "↔"}.get(line.direction, ""),
                target=label_of(graph, line.target),
                relation=clean(tie.words) or "; ".join(shared[:MOST_NAMES]) + rest,
                weight="" if tie.weight is None else f"{tie.weight:.4g}",
                years=span(tie.years),
                claims=tuple(cards_of(graph, tie.claims)),
            )
        )
    return sorted(rows, key=lambda row: (row.source, row.target, row.relation, row.id))


def node_rows(graph: nx.Graph) -> list[NodeRow]:
    """Return one row for each node, by type, then label."""
    tied = neighbours(graph)
    own = own_claims(graph)
    rows = [
        NodeRow(
            id=node.key,
            label=label_of(graph, node.key),
            type=clean(node.type_label or node.type),
            status=clean(node.status_label),
            names="; ".join(map(clean, node.alt)),
            ties=tied[node.key],
            claims=tuple(cards_of(graph, own[node.key])),
        )
        for node in nodes(graph)
    ]
    return sorted(rows, key=lambda row: (row.type, row.label, row.id))


def own_claims(graph: nx.Graph) -> dict[str, list[str]]:
    """Return the claims of each node, by their IRIs, that none of its ties carries: a tie shows its own."""
    of_ties: dict[str, set[str]] = {node: set() for node in graph}
    for tie in ties(graph):
        of_ties[tie.source].update(tie.claims)
        of_ties[tie.target].update(tie.claims)
    return {
        node.key: [claim for claim in node.claims if claim not in of_ties[node.key]] for node in nodes(graph)
    }


def span(years: Sequence[int]) -> str:
    """Write years in short.

    >>> span([2019, 2018, 2021])
    '2018–2021'
    """
    if not years:
        return ""
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}–{last}"
